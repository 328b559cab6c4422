"""What is stored of an event of Zalo: the text that it came as, and from its envelope who said it where and when.

It comes by itself, or as the result of an answer. Nothing here makes objects of it, so nothing that stands in it can
keep it from being stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from actions.delivery import intake
from channels.pieces import fields_within, strings, value_of
from channels.screening import is_marked, storable, unnumbered
from handlers.front.channel import Glance
from handlers.front.heard import ChatKind
from handlers.front.screening import is_any_marked
from storage.inbox import Incoming

CHANNEL = "zalo"
LONGEST_ID = 64  # characters; the platform's are of 20
LAST_DATE = 2**37 * 1000  # milliseconds: within the year 6325
# Names and the platform's own addresses are nobody's words: who is called Mật may write.
UNSAID = frozenset({"from", "chat", "photo", "photo_url", "voice_url", "sticker", "event_name"})
_KEPT = {"chat": ("id", "chat_type"), "from": ("id", "is_bot", "display_name")}


def incoming(event: str, *, now: datetime) -> Incoming:
    """What is stored of an event, which may be any text: it counts by its own date, never later than now. Text marked
    secret does not enter the store (M51)."""
    message = message_in(event)
    stored = Incoming(
        channel=CHANNEL,
        update_id=_id(message.get("message_id", "")) or unnumbered(event),
        chat_id=_id(_within(message, "chat").get("id", "")),
        received_at=now,
        said_at=min(sent_at(event) or now, now),
        raw=storable(event),
    )
    return intake.without_text(stored, _bare(stored.raw)) if _is_secret(stored.raw) else stored


def sent_at(event: str) -> datetime | None:
    """The platform's date of it; None where it carries none that can be."""
    return moment(value_of(message_in(event).get("date", "")))


def moment(date: object) -> datetime | None:
    """What the platform counts in milliseconds; None for what no calendar knows."""
    if not isinstance(date, int) or isinstance(date, bool) or not 0 < date < LAST_DATE:
        return None
    return datetime.fromtimestamp(date / 1000, UTC)


def glance_at(stored: Incoming) -> Glance:
    message = message_in(stored.raw)
    text = value_of(message.get("text", "")) or value_of(message.get("caption", ""))
    kind = value_of(_within(message, "chat").get("chat_type", ""))
    sender = _id(_within(message, "from").get("id", ""))
    return Glance(
        chat=kind_of(kind, chat_id=stored.chat_id, sender_id=sender), text=text if isinstance(text, str) else ""
    )


def kind_of(chat_type: object, *, chat_id: str, sender_id: str) -> ChatKind:
    """Where the platform does not say that a chat is private, it is if it bears the number of who speaks there."""
    is_named = isinstance(chat_type, str) and chat_type
    is_private = str(chat_type).upper() == "PRIVATE" if is_named else chat_id == sender_id
    return ChatKind.PRIVATE if is_private else ChatKind.GROUP


def message_in(event: str) -> Mapping[str, str]:
    """The text of each field of what was said; empty where nothing was."""
    return fields_within(event, *_way_to(event), "message")


def _way_to(event: str) -> tuple[str, ...]:
    """How the event lies in what came."""
    return ("result",) if "result" in fields_within(event) else ()


def _within(message: Mapping[str, str], name: str) -> Mapping[str, str]:
    return fields_within(message.get(name, ""))


def _id(text: str) -> str:
    """A number of the platform, which are of letters too; empty where it is none."""
    found = value_of(text)
    is_id = isinstance(found, str | int) and not isinstance(found, bool) and len(text) <= LONGEST_ID
    return storable(str(found)) if is_id else ""


# Secrecy marks (M51)


def _is_secret(event: str) -> bool:
    found = value_of(event)
    return is_any_marked(strings(event)) if found is None else is_marked(found, besides=UNSAID)


def _bare(event: str) -> str:
    """The bare fact that something came, from whom and where, without a word of it."""
    message = message_in(event)
    kept: dict[str, Any] = {name: value_of(message.get(name, "")) for name in ("message_id", "date")}
    for name, parts in _KEPT.items():
        found = {part: value_of(text) for part, text in _within(message, name).items() if part in parts}
        kept[name] = {part: value for part, value in found.items() if isinstance(value, int | str)}
    event_name = value_of(fields_within(event, *_way_to(event)).get("event_name", ""))
    return json.dumps({"event_name": event_name, "message": kept})
