"""The door: a messenger as the rest of the program knows it, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from handlers.delivery.speaker import Speaker
from handlers.front.heard import ChatKind, Heard
from storage.inbox import Incoming
from texts.office.doors import Door


class UnreadableUpdate(Exception):
    """It is not what the messenger says that an event is. Holds nothing of it: this may be logged."""


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What can be told of a stored event without reading it: it may be one that cannot be read. `text` is empty where
    there is none, or it was not kept."""

    chat: ChatKind
    text: str


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """A command in the menu beside the text."""

    command: str
    purpose: str


class Channel(Speaker, Protocol):
    """Hears as well: makes of an event, stored as it came, what everybody works with."""

    @property
    def door(self) -> Door | None:
        """How people find the bot there; None until the platform has said who the bot is."""
        ...

    def hear(self, stored: Incoming) -> Heard:
        """Raises UnreadableUpdate."""
        ...

    def glance(self, stored: Incoming) -> Glance: ...

    def is_called(self, name: str) -> bool:
        """Whether a command that names its bot, as `/viec@name` does, is for this one."""
        ...

    async def release(self, press_id: str) -> None:
        """The button has been taken notice of. Never in the way: what was asked for has been done by then."""
        ...

    async def show_menu(self, chat_id: str, entries: Sequence[MenuEntry]) -> None:
        """The menu of commands that the chat shows, where the messenger has one. A help, never in the way."""
        ...
