"""The hand of a person on Zalo: everything that people do to the bot there, for the page and for tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.clock import Clock
from bot.trial.facts import Json
from bot.trial.state import Change, Chat, TrialState, photo_of
from storage.trial import TrialStore


@cache
def zalo_id(kind: str, *numbers: int) -> str:
    """Zalo's name for something that has a number here: 20 hexadecimal characters."""
    return hashlib.sha256(":".join((kind, *map(str, numbers))).encode()).hexdigest()[:20]


def account_id(user_id: int) -> str:
    """Of a person, and so of the private chat with them."""
    return zalo_id("account", user_id)


def message_id(chat_id: int, number: int) -> str:
    return zalo_id("message", chat_id, number)


class ZaloPeople(TrialState):
    """Persons by the numbers that they have on the page. What they do is stored before the bot can hear of it.

    `flat` hands events out without an envelope; `names_photo_url` names the address of a picture in the other way.
    Whoever is not known raises KeyError; a person who had blocked the bot unblocks it by writing to it.
    """

    keeps_clock = False  # Telegram's server does, for both

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, store)
        self.bot = bot
        self.address = ""  # of this server, where pictures that people sent are fetched
        self.flat = False
        self.names_photo_url = False

    async def add_person(self, user_id: int, name: str, caption: str = "", *, started: bool = True) -> None:
        """A person, or a correction of one. Not `started`: the bot may not write first."""
        async with self.change() as change:
            known = self.chats.get(user_id, Chat(id=user_id, started=started))
            change.put_chat(replace(known, first_name=name, caption=caption))

    async def say(self, user_id: int, text: str, *, date: datetime | None = None) -> int:
        """Returns the message's number. A text with a link in it does not arrive: see `send_unsupported`."""
        return await self._send(user_id, "text", {"text": text}, {"text": text}, date=date)

    async def send_photo(
        self, user_id: int, content: bytes, caption: str | None = None, *, date: datetime | None = None
    ) -> int:
        """Raises `Refused` for bytes that are no picture."""
        words = {"caption": caption} if caption else {}
        return await self._send(user_id, "image", words, words, picture=content, date=date)

    async def send_sticker(self, user_id: int, sticker: str = "bfe458bf64fa8da4d4eb") -> int:
        told = {"sticker": sticker, "url": f"https://stickers.example/{sticker}"}
        return await self._send(user_id, "sticker", {"text": "(nhãn dán)"}, told)

    async def send_voice(self, user_id: int) -> int:
        return await self._send(user_id, "voice", {"text": "(ghi âm)"}, {"voice_url": f"{self.address}/files/voice"})

    async def send_unsupported(self, user_id: int, words: str = "(tệp)") -> int:
        """A document, a link, a location: the bot hears that something was said, and not a word of it."""
        return await self._send(user_id, "unsupported", {"text": words}, {})

    async def block(self, user_id: int) -> None:
        await self._set_blocked(user_id, blocked=True)

    async def unblock(self, user_id: int) -> None:
        await self._set_blocked(user_id, blocked=False)

    async def _set_blocked(self, user_id: int, *, blocked: bool) -> None:
        """The bot is not told."""
        if self.chats[user_id].blocked != blocked:
            async with self.change() as change:
                change.put_chat(replace(change.chat(user_id), blocked=blocked))

    async def _send(
        self,
        user_id: int,
        kind: str,
        shown: Json,
        told: Json,
        *,
        picture: bytes | None = None,
        date: datetime | None = None,
    ) -> int:
        """What was `shown` in the chat, and what the bot is `told` of it."""
        said_at = date or self.clock.now()
        await self.unblock(user_id)
        async with self.change() as change:
            chat = replace(change.chat(user_id), started=True)
            if picture is not None:
                document = change.add_file("photo.jpg", "image/jpeg", picture)
                shown = shown | photo_of(document, picture)
                name = "photo_url" if self.names_photo_url else "photo"
                told = told | {name: f"{self.address}/files/{document['file_id']}"}
            message = change.add_message(chat, chat.as_user(), said_at, shown)
            self._queue(change, f"message.{kind}.received", self._told(chat, message["message_id"], said_at) | told)
        return int(message["message_id"])

    def _told(self, chat: Chat, number: int, said_at: datetime) -> Json:
        account = account_id(chat.id)
        return {
            "message_id": message_id(chat.id, number),
            "date": round(said_at.timestamp() * 1000),
            "chat": {"id": account, "chat_type": "PRIVATE"},
            "from": {"id": account, "display_name": chat.name, "is_bot": False},
        }

    def _queue(self, change: Change, event_name: str, message: Json) -> None:
        event = {"event_name": event_name, "message": message}
        change.rows.updates[change.next_number("last_update")] = event if self.flat else {"ok": True, "result": event}
