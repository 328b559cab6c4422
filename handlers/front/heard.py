"""What was heard, whichever messenger it came by: a channel makes it of the event as that was stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from domain.refusals import TooLong
from handlers.reading.typing import clean

NAME_LIMIT = 200


class FileTooLarge(TooLong):
    """The messenger does not hand a bot files of this size; `limit` in megabytes."""


class HeardKind(StrEnum):
    WORDS = "words"  # a message: text, a file, both
    EDITED = "edited"  # a message that was said before has other words now
    PRESSED = "pressed"  # a button
    NOT_CARRIED = "not_carried"  # something was sent that the messenger does not pass on: a file, a link
    LOST = "lost"  # the bot can write there no more: a person has blocked it, a group has shown it the door
    FOUND = "found"  # it can write there, again or for the first time
    MOVED = "moved"  # the chat goes on under another number
    NOTHING = "nothing"  # something happened in the chat: nobody says anything by it


CONTACT = frozenset({HeardKind.LOST, HeardKind.FOUND, HeardKind.MOVED})  # no word of anybody's


class ChatKind(StrEnum):
    PRIVATE = "private"  # one person and the bot
    GROUP = "group"  # several people: what is said there everybody reads


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that came with a message; read only when it is wanted. `read` raises FileTooLarge, FileGone and
    ChannelDown."""

    name: str
    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who says it: the messenger's number, and the name shown there."""

    user_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PressedButton:
    """What the button stands for; the number of the press, and of the message on which the button stood."""

    data: str
    press_id: str
    message_id: str | None


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One event. Where it is answered, and when it was said, stands beside it in the store. Numbers are the
    messenger's."""

    kind: HeardKind
    chat: ChatKind = ChatKind.PRIVATE
    author: Author | None = None  # None where there is nobody who could be answered
    text: str = ""  # an address that stands behind words follows them in brackets
    file: Attachment | None = None
    quoted_file: Attachment | None = None  # of the message that this one answers
    album: str | None = None  # of files that were sent together, each in a message of its own
    pressed: PressedButton | None = None
    replies_to: str | None = None  # the message that this one answers
    topic: str | None = None  # the thread of a group in which it was said
    is_forwarded: bool = False  # somebody else's words, passed on
    moved_to: str | None = None  # the chat's new number
    is_for_the_chat: bool = False  # said in the name of a chat, by whom nobody knows


def file_name(given: str | None, *, otherwise: str) -> str:
    """The name of a file as it is kept and shown."""
    return " ".join(clean(given or "").split())[:NAME_LIMIT] or otherwise
