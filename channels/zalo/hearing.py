"""A stored event of Zalo as what was heard: who said what, and the picture that came with it."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from channels.forms import fits, mended
from channels.zalo.envelopes import kind_of
from channels.zalo.pictures import PictureReader
from handlers.front.channel import UnreadableUpdate
from handlers.front.heard import Attachment, Author, Heard, HeardKind
from storage.inbox import Incoming

_ID = (str, int)
_MESSAGE = {
    "message_id": _ID,
    "chat": {"id": _ID, "chat_type": str},
    "from": {"id": _ID, "display_name": str, "is_bot": bool},
    "text": str,
    "caption": str,
}
_EVENT = {"event_name": str, "message": _MESSAGE}


def heard_of(stored: Incoming, pictures: PictureReader) -> Heard:
    """Raises UnreadableUpdate."""
    event = _read(stored)
    message = event.get("message")
    if not message or "from" not in message or "chat" not in message:
        return Heard(kind=HeardKind.NOTHING)  # nobody who could be answered: of protected people nothing is handed out
    text = message.get("text") or message.get("caption") or ""
    picture = _picture_of(message, pictures)
    sender_id = str(message["from"].get("id", ""))
    return Heard(
        kind=_kind(event.get("event_name", ""), has_content=bool(text or picture)),
        chat=kind_of(message["chat"].get("chat_type"), chat_id=stored.chat_id, sender_id=sender_id),
        author=_author(message["from"]),
        text=text,
        file=picture,
    )


def _read(stored: Incoming) -> dict[str, Any]:
    try:
        found = _without_nulls(mended(json.loads(stored.raw)))
    except (ValueError, RecursionError) as wrong:
        raise UnreadableUpdate(type(wrong).__name__) from None
    event = found.get("result", found) if isinstance(found, dict) else None
    if not isinstance(event, dict) or not event.keys() & _EVENT.keys() or not fits(event, _EVENT):
        raise UnreadableUpdate("a field of another type")
    return event


def _without_nulls(found: Any) -> Any:
    if not isinstance(found, dict):
        return found
    return {name: _without_nulls(value) for name, value in found.items() if value is not None}


def _kind(event_name: str, *, has_content: bool) -> HeardKind:
    """A voice is heard by nobody here, and answered like empty words."""
    match event_name:
        case "message.unsupported.received":
            return HeardKind.NOT_CARRIED
        case "message.link.received" if not has_content:
            return HeardKind.NOT_CARRIED
        case "message.text.received" | "message.image.received" | "message.voice.received":
            return HeardKind.WORDS
        case _:  # a sticker, a reaction, what is new tomorrow
            return HeardKind.WORDS if has_content else HeardKind.NOTHING


def _author(sender: dict[str, Any]) -> Author | None:
    """Another bot is nobody."""
    if sender.get("is_bot") or "id" not in sender:
        return None
    return Author(user_id=str(sender["id"]), name=sender.get("display_name", ""))


def _picture_of(message: dict[str, Any], pictures: PictureReader) -> Attachment | None:
    address = next((message[name] for name in ("photo", "photo_url") if isinstance(message.get(name), str)), "")
    return Attachment(name="anh.jpg", size=0, read=partial(pictures.read, address)) if address else None
