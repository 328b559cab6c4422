"""What is stored of an update of Telegram: the text that it came as, and from its envelope who said it where and when.

Nothing here makes objects of it, so nothing that stands in it can keep it, or what comes behind it, from being stored.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeGuard

from actions.delivery import intake
from channels.pieces import fields_within, strings, value_of
from channels.screening import is_marked, storable, unnumbered
from handlers.front.channel import Glance
from handlers.front.heard import ChatKind
from handlers.front.screening import is_any_marked
from storage.inbox import Incoming

CHANNEL = "telegram"
MESSAGES = ("message", "edited_message")
PRESSED = "callback_query"
CONTACT = "my_chat_member"  # whether the bot is wanted in a chat
WANTED_UPDATES = [*MESSAGES, PRESSED, CONTACT]
LARGEST_NUMBER = 2**31 - 1  # of an update
LARGEST_ID = 2**53  # of a chat or a user
LAST_DATE = 2**37  # seconds: within the year 6325
# What others said is theirs, and what the bot said is no secret of who answers it: where it is marked, it is left out.
QUOTES = frozenset({"reply_to_message", "external_reply", "quote", "pinned_message"})
FILES = ("document", "photo", "video", "audio")
# Names of people and chats are nobody's words: who is called Mật may write.
NAMES = frozenset({"from", "chat", "sender_chat", "via_bot", "contact", "user", "forward_origin", "forward_from"})
KEPT_OF_A_QUOTE = ("message_id", "date", "chat", "from", *FILES)


def incoming(update: str, *, now: datetime, pressed_at: datetime) -> Incoming:
    """What is stored of an update, which may be any text. A message counts by its own date, never later than now; a
    button press, which carries none, by `pressed_at`. Text marked secret does not enter the store (M51)."""
    kind = _kind(update)
    said_at = sent_at(update) or pressed_at
    stored = Incoming(
        channel=CHANNEL,
        update_id=str(number_of(update) or unnumbered(update)),
        chat_id=_answered_in(update, kind),
        received_at=now,
        said_at=min(said_at, now),
        raw=storable(update),
    )
    return _screened(stored)


def number_of(update: str) -> int | None:
    """The platform's number of the update; None where it has none that can be."""
    number = value_of(fields_within(update).get("update_id", ""))
    return number if _is_number(number) and 0 < number <= LARGEST_NUMBER else None


def sent_at(update: str) -> datetime | None:
    """The platform's date of a message; None for a button, which carries none, and for one that no calendar knows."""
    kind = _kind(update)
    date = None if kind == PRESSED else value_of(fields_within(update, kind).get("date", ""))
    return datetime.fromtimestamp(date, UTC) if _is_number(date) and 0 < date < LAST_DATE else None


def glance_at(stored: Incoming) -> Glance:
    """What a person wrote in it; the numbers of groups are negative."""
    message = fields_within(stored.raw, _kind(stored.raw))
    text = value_of(message.get("text", "")) or value_of(message.get("caption", ""))
    chat = ChatKind.GROUP if stored.chat_id.startswith("-") else ChatKind.PRIVATE
    return Glance(chat=chat, text=text if isinstance(text, str) else "")


def _kind(update: str) -> str:
    envelope = fields_within(update)
    return next((kind for kind in WANTED_UPDATES if kind in envelope), "")


def _answered_in(update: str, kind: str) -> str:
    """The chat of a message; for a button the private chat of who pressed it, wherever the button stood. Empty where
    nobody can tell."""
    place = fields_within(update, kind, "from" if kind == PRESSED else "chat")
    number = value_of(place.get("id", ""))
    return str(number) if _is_number(number) and abs(number) < LARGEST_ID else ""


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


# Secrecy marks (M51)


def _screened(stored: Incoming) -> Incoming:
    update = value_of(stored.raw)
    if not isinstance(update, dict):
        marked = is_any_marked(strings(stored.raw))
        return intake.without_text(stored, _bare(stored.raw)) if marked else stored
    said = [value for kind, value in update.items() if kind != PRESSED]
    if any(is_marked([one, *_files_taken_up(one)], besides=NAMES | QUOTES) for one in said):
        return intake.without_text(stored, _bare(stored.raw))
    unquoted = _unquoted(update)
    return stored if unquoted == update else replace(stored, raw=json.dumps(unquoted))


def _files_taken_up(message: Any) -> list[Any]:
    """The files of the message that it answers: who answers a file may mean it."""
    quoted = message.get("reply_to_message") if isinstance(message, dict) else None
    return [quoted[kind] for kind in FILES if kind in quoted] if isinstance(quoted, dict) else []


def _unquoted(update: Mapping[str, Any]) -> dict[str, Any]:
    """The update without what is marked in it and somebody else's: of an earlier message its number is enough."""
    quotes = {kind: {"message"} if kind == PRESSED else QUOTES for kind in update}
    return {kind: dict(_cut(said, quotes[kind])) if isinstance(said, dict) else said for kind, said in update.items()}


def _cut(said: Mapping[str, Any], quotes: Container[str]) -> Iterator[tuple[str, Any]]:
    for name, value in said.items():
        if name not in quotes or not is_marked(value, besides=NAMES):
            yield name, value
        elif isinstance(value, dict) and "message_id" in value:
            kept = {part: value[part] for part in KEPT_OF_A_QUOTE if part in value}
            yield name, {k: v for k, v in kept.items() if k not in FILES or not is_marked(v, besides=NAMES)}


def _bare(update: str) -> str:
    """The bare fact that something came, from whom and where, without a word of it."""
    kind = _kind(update)
    message = fields_within(update, kind)
    kept: dict[str, Any] = {name: value_of(message.get(name, "")) for name in ("message_id", "date")}
    for name, parts in {"chat": ("id", "type"), "from": ("id", "is_bot", "first_name", "last_name")}.items():
        found = {part: value_of(text) for part, text in fields_within(update, kind, name).items() if part in parts}
        kept[name] = {part: value for part, value in found.items() if isinstance(value, int | str)}
    return json.dumps({"update_id": number_of(update) or 0, kind or "nothing": kept})
