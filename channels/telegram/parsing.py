"""A stored update of Telegram becomes objects: when it is handled, and no sooner."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

from channels.telegram.envelopes import WANTED_UPDATES
from handlers.front.channel import UnreadableUpdate
from storage.inbox import Incoming

# No database keeps these; a blank of no width keeps the place by which the marks in a text count.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_NO_WIDTH = "\u200b"

# The library takes any type for any field. What is worked with has to be what the platform says that it is.
_USER = {"id": int, "is_bot": bool, "first_name": str, "last_name": str, "username": str}
_CHAT = {"id": int, "type": str, "title": str, "username": str}
_FILE = {"file_id": str, "file_unique_id": str, "file_name": str, "file_size": int, "mime_type": str}
_QUOTED: dict[str, Any] = {
    "message_id": int,
    "date": int,
    "chat": _CHAT,
    "from": _USER,
    "text": str,
    "caption": str,
    "media_group_id": str,
    "message_thread_id": int,
    "photo": [_FILE],
    **dict.fromkeys(("animation", "audio", "document", "sticker", "video", "video_note", "voice"), _FILE),
}
_MESSAGE = {**_QUOTED, "reply_to_message": _QUOTED}
_PRESSED = {"id": str, "from": _USER, "message": _QUOTED, "data": str}
_UPDATE = {"message": _MESSAGE, "edited_message": _MESSAGE, "callback_query": _PRESSED}


def read_update(stored: Incoming, bot: ExtBot[int]) -> Update:
    """Raises UnreadableUpdate."""
    try:
        update = _mended(json.loads(stored.raw))
        # Its number has served: one that came without is as good as any other. What was not asked for is passed over.
        asked = {kind: update[kind] for kind in WANTED_UPDATES if kind in update} if _fits(update, _UPDATE) else None
        made = None if asked is None else Update.de_json({"update_id": 0, **asked}, bot)
    except Exception as wrong:  # noqa: BLE001 - the library has no error of its own for this
        raise UnreadableUpdate(type(wrong).__name__) from None
    if made is None:
        raise UnreadableUpdate("a field of another type")
    return made


def _mended(found: Any) -> Any:
    match found:
        case str():
            return _UNKEPT.sub(_NO_WIDTH, found)
        case list():
            return [_mended(one) for one in found]
        case dict():
            return {name: _mended(one) for name, one in found.items()}
        case _:
            return found


def _fits(found: Any, form: Any) -> bool:
    """Whether it has the form, as far as that is laid down: any field may be missing, or be one nobody knows here."""
    if isinstance(form, Mapping):
        return isinstance(found, dict) and all(_fits(found[name], form[name]) for name in form if name in found)
    if isinstance(form, list):
        return isinstance(found, list) and all(_fits(one, form[0]) for one in found)
    return isinstance(found, form) and (form is bool or not isinstance(found, bool))
