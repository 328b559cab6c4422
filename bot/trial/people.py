"""The hand of a person: everything that people do to the bot, for the page and for tests."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.trial import markup
from bot.trial.facts import Json
from bot.trial.state import Change, Chat, TrialState, photo_of, with_entities
from storage.trial import TrialStore

QUERY_LIVES = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Query:
    """A pressed button that waits for its answer."""

    user_id: int
    asked_at: datetime


class People(TrialState):
    """Persons and groups. Each act is stored before the bot can hear of it.

    Whoever is not known raises KeyError; a person who had blocked the bot unblocks it by writing to it.
    """

    def __init__(self, clock: Clock, bot: Json, store: TrialStore | None = None) -> None:
        super().__init__(clock, store)
        self.bot = bot
        self.queries: dict[str, Query] = {}
        self._query_numbers = itertools.count(1)

    # Persons

    async def add_person(
        self,
        user_id: int,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        caption: str = "",
        *,
        started: bool = True,
    ) -> None:
        """A person, or a correction of one. Not `started`: the bot may not write first."""
        async with self.change() as change:
            known = self.chats.get(user_id, Chat(id=user_id, started=started))
            change.put_chat(
                replace(known, first_name=first_name, last_name=last_name, username=username, caption=caption)
            )

    async def say(
        self,
        user_id: int,
        text: str,
        *,
        reply_to: int | None = None,
        date: datetime | None = None,
        links: Mapping[str, str] | None = None,
        forwarded: str | None = None,
    ) -> int:
        """Returns the message's number. `links` are the addresses behind words of the text; `forwarded` is the name of
        who wrote it first."""
        content = text_content(text, links or {}) | self._forwarded(forwarded)
        return await self._send(user_id, user_id, content, reply_to=reply_to, date=date)

    async def send_file(
        self,
        user_id: int,
        name: str,
        content: bytes,
        caption: str | None = None,
        mime: str = "application/octet-stream",
        *,
        reply_to: int | None = None,
        date: datetime | None = None,
        album: str | None = None,
        forwarded: str | None = None,
    ) -> int:
        """A file; those of one `album` are sent together, each in an update of its own."""
        words = _caption(caption) | self._forwarded(forwarded) | ({"media_group_id": album} if album else {})
        return await self._send(user_id, user_id, words, file=(name, mime, content), reply_to=reply_to, date=date)

    async def send_voice(self, user_id: int, content: bytes = b"OggS") -> int:
        return await self._send(user_id, user_id, {}, voice=content)

    async def pin(self, user_id: int, message_id: int) -> int:
        """Pin a message of the private chat: the bot is told by a service message."""
        return await self._send(user_id, user_id, {"pinned_message": quoted(self.raw_message(user_id, message_id))})

    async def send_photo(
        self, user_id: int, content: bytes, caption: str | None = None, *, date: datetime | None = None
    ) -> int:
        """Raises `Refused` for bytes that are no picture."""
        file = ("photo.jpg", "image/jpeg", content)
        return await self._send(user_id, user_id, _caption(caption), file=file, photo=True, date=date)

    async def edit(self, user_id: int, message_id: int, text: str) -> None:
        """Change a text of one's own; KeyError for any other message."""
        message = self.raw_message(user_id, message_id)
        if message["from"]["id"] != user_id or "text" not in message:
            raise KeyError(message_id)
        async with self.change() as change:
            kept = {name: value for name, value in message.items() if name != "entities"}
            edited = kept | text_content(text) | {"edit_date": int(self.clock.now().timestamp())}
            change.queue("edited_message", change.put_message(edited))

    async def press(self, user_id: int, message_id: int, label_or_data: str) -> str:
        """Press a button of the private chat by its label or its data. KeyError where the message has none such.

        Returns the number of the callback query.
        """
        keyboard = self.raw_message(user_id, message_id).get("reply_markup", {}).get("inline_keyboard", [])
        for button in itertools.chain.from_iterable(keyboard):
            if "callback_data" in button and label_or_data in (button["text"], button["callback_data"]):
                return await self.press_data(user_id, user_id, message_id, button["callback_data"])
        raise KeyError(label_or_data)

    async def press_data(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press with any data under any message, as a stranger's program could."""
        message = self.raw_message(chat_id, message_id)
        async with self.change() as change:
            query_id = f"{change.value('last_update', 0) + 1}-{next(self._query_numbers)}"
            sender = change.chat(user_id).as_user()
            query = {"id": query_id, "from": sender, "message": message, "chat_instance": str(chat_id), "data": data}
            change.queue("callback_query", query)
            now = self.clock.now()
            self.queries = {key: q for key, q in self.queries.items() if now - q.asked_at <= QUERY_LIVES}
            self.queries[query_id] = Query(user_id=user_id, asked_at=now)
        return query_id

    async def block(self, user_id: int) -> None:
        await self._set_blocked(user_id, blocked=True)

    async def unblock(self, user_id: int) -> None:
        await self._set_blocked(user_id, blocked=False)

    # Common to all of them

    async def _send(
        self,
        chat_id: int,
        user_id: int,
        content: Json,
        *,
        file: tuple[str, str, bytes] | None = None,
        photo: bool = False,
        voice: bytes | None = None,
        reply_to: int | None = None,
        date: datetime | None = None,
        sender: Json | None = None,
    ) -> int:
        if self.chats[chat_id].blocked and self.chats[chat_id].type == "private":
            await self.unblock(chat_id)
        async with self.change() as change:
            chat, by = change.chat(chat_id), sender or change.chat(user_id).as_user()
            if file:
                document = change.add_file(*file)
                content = content | (photo_of(document, file[2]) if photo else {"document": document})
            if voice is not None:
                recorded = change.add_file("voice.ogg", "audio/ogg", voice)
                content = content | {"voice": {n: v for n, v in recorded.items() if n != "file_name"} | {"duration": 3}}
            if reply_to is not None:
                content = content | {"reply_to_message": quoted(self.raw_message(chat_id, reply_to))}
            chat = replace(chat, started=True)
            message = change.add_message(chat, by, date or self.clock.now(), content)
            if chat.type == "private" or self._overheard(message):
                change.queue("message", message)
        return int(message["message_id"])

    def _forwarded(self, name: str | None) -> Json:
        """The origin of a message passed on: who wrote it first, as seen of somebody who hides the account."""
        if name is None:
            return {}
        date = int(self.clock.now().timestamp())
        return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": name}}

    def _overheard(self, message: Json) -> bool:
        """Whether a bot in privacy mode is told of this message of a group."""
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]:
            return True
        first = message.get("text", "").split(maxsplit=1)[:1]
        command, at, name = (first[0] if first else "").partition("@")
        return command.startswith("/") and (not at or name.lower() == self.bot["username"].lower())

    async def _set_blocked(self, user_id: int, *, blocked: bool) -> None:
        if self.chats[user_id].blocked == blocked:
            return
        async with self.change() as change:
            chat = replace(change.chat(user_id), blocked=blocked)
            change.put_chat(chat)
            old, new = ("member", "kicked") if blocked else ("kicked", "member")
            self._membership(change, chat, chat.as_user(), old, new)

    def _membership(self, change: Change, chat: Chat, by: Json, old: str, new: str) -> None:
        now = int(self.clock.now().timestamp())
        until = {"until_date": 0}
        change.queue(
            "my_chat_member",
            {
                "chat": chat.as_chat(),
                "from": by,
                "date": now,
                "old_chat_member": {"user": self.bot, "status": old} | (until if old == "kicked" else {}),
                "new_chat_member": {"user": self.bot, "status": new} | (until if new == "kicked" else {}),
            },
        )


def text_content(text: str, links: Mapping[str, str] | None = None) -> Json:
    kept, _ = markup.trimmed(markup.line_breaks(text), ())
    entities = [*markup.commands(kept), *(_link(kept, words, url) for words, url in (links or {}).items())]
    return with_entities({"text": kept}, "entities", entities)


def _link(text: str, words: str, url: str) -> Json:
    """Telegram counts in units of UTF-16."""
    before = markup.units(text[: text.index(words)])
    return {"type": "text_link", "offset": before, "length": markup.units(words), "url": url}


def _caption(caption: str | None) -> Json:
    if not caption:
        return {}
    kept, _ = markup.trimmed(markup.line_breaks(caption), ())
    return with_entities({"caption": kept}, "caption_entities", markup.commands(kept))


def quoted(message: Json) -> Json:
    """A message as it is quoted in an answer: without the one that it answered itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}
