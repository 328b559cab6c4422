"""A stored update of Telegram becomes objects: when it is handled, and no sooner."""

from __future__ import annotations

import json
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

from channels.forms import fits, mended
from channels.telegram.envelopes import CONTACT, PRESSED, WANTED_UPDATES
from handlers.front.channel import UnreadableUpdate
from storage.inbox import Incoming

# The library takes any type for any field. What is worked with has to be what the platform says that it is.
_USER = {"id": int, "is_bot": bool, "first_name": str, "last_name": str, "username": str}
_CHAT = {"id": int, "type": str, "title": str, "username": str}
_FILE = {"file_id": str, "file_unique_id": str, "file_name": str, "file_size": int, "mime_type": str}
_QUOTED: dict[str, Any] = {
    "message_id": int,
    "migrate_to_chat_id": int,
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
_MEMBER = {"user": _USER, "status": str, "can_send_messages": bool}
_CONTACT = {"chat": _CHAT, "from": _USER, "date": int, "old_chat_member": _MEMBER, "new_chat_member": _MEMBER}
_UPDATE = {"message": _MESSAGE, "edited_message": _MESSAGE, PRESSED: _PRESSED, CONTACT: _CONTACT}


def read_update(stored: Incoming, bot: ExtBot[int]) -> Update:
    """Raises UnreadableUpdate."""
    try:
        update = mended(json.loads(stored.raw))
        # Its number has served: one that came without is as good as any other. What was not asked for is passed over.
        asked = {kind: update[kind] for kind in WANTED_UPDATES if kind in update} if fits(update, _UPDATE) else None
        made = None if asked is None else Update.de_json({"update_id": 0, **asked}, bot)
    except Exception as wrong:  # noqa: BLE001 - the library has no error of its own for this
        raise UnreadableUpdate(type(wrong).__name__) from None
    if made is None:
        raise UnreadableUpdate("a field of another type")
    return made
