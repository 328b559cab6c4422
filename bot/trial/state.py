"""The memory of trial mode's messengers, in Telegram's forms: read from memory, stored before it is seen."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any

from bot.clock import Clock, MovedClock
from bot.trial import rendering
from bot.trial.facts import Json, bad_request
from storage.trial import TrialFile, TrialRows, TrialStore


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A person (their private chat with the bot) or a group. `caption` is for the page only: unit and position."""

    id: int
    type: str = "private"
    title: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    caption: str = ""
    started: bool = True
    blocked: bool = False
    migrated_to: int | None = None
    last_message_id: int = 0
    read_up_to: int = 0

    @property
    def name(self) -> str:
        return self.title or " ".join(part for part in (self.first_name, self.last_name) if part)

    def as_chat(self) -> Json:
        """Telegram's Chat."""
        fields = ("id", "type", "title", "first_name", "last_name", "username")
        return {name: value for name in fields if (value := getattr(self, name)) is not None}

    def as_user(self) -> Json:
        """Telegram's User."""
        fields = ("id", "first_name", "last_name", "username")
        known = {name: value for name in fields if (value := getattr(self, name)) is not None}
        return known | {"is_bot": False, "language_code": "vi"}


@dataclass(frozen=True, kw_only=True)
class ChatMessage:
    """A message as a person sees it. `text` and `html` are the caption where there is a file."""

    message_id: int
    from_bot: bool
    sender_id: int
    date: datetime
    text: str
    html: str
    buttons: list[list[tuple[str, str]]]
    file_id: str | None = None
    file_name: str | None = None
    is_picture: bool = False
    edited: bool = False
    topic: int | None = None  # of a forum

    @classmethod
    def from_telegram(cls, message: Json) -> ChatMessage:
        text: str = message.get("text") or message.get("caption") or ""
        entities: list[Json] = message.get("entities") or message.get("caption_entities") or []
        file: Json = message.get("document") or next(iter(message.get("photo", ())), {})
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        return cls(
            message_id=message["message_id"],
            from_bot=message["from"]["is_bot"],
            sender_id=message["from"]["id"],
            date=datetime.fromtimestamp(message["date"], UTC),
            text=text,
            html=rendering.render(text, entities),
            buttons=[[(b["text"], b.get("callback_data", b.get("url", ""))) for b in row] for row in keyboard],
            file_id=file.get("file_id"),
            file_name=file.get("file_name", "photo" if file else None),
            is_picture="photo" in message,
            edited="edit_date" in message,
            topic=message.get("message_thread_id"),
        )


class Change:
    """What one act changes: read through to the memory, remembered all at once when the act is over."""

    def __init__(self, state: TrialState) -> None:
        self._state = state
        self.rows = TrialRows()

    def value(self, name: str, default: Any = None) -> Any:
        return self.rows.values.get(name, self._state.values.get(name, default))

    def next_number(self, name: str) -> int:
        number: int = self.value(name, 0) + 1
        self.rows.values[name] = number
        return number

    def chat(self, chat_id: int) -> Chat:
        """Raises KeyError for a chat that does not exist."""
        row = self.rows.chats.get(chat_id)
        return Chat(**row) if row else self._state.chats[chat_id]

    def put_chat(self, chat: Chat) -> None:
        self.rows.chats[chat.id] = asdict(chat)

    def add_message(self, chat: Chat, sender: Json, date: datetime, content: Json) -> Json:
        """The message in Telegram's form, under the chat's next number."""
        chat = replace(chat, last_message_id=chat.last_message_id + 1)
        self.put_chat(chat)
        head = {"message_id": chat.last_message_id, "from": sender, "chat": chat.as_chat()}
        return self.put_message(head | {"date": int(date.timestamp())} | content)

    def put_message(self, message: Json) -> Json:
        self.rows.messages[message["chat"]["id"], message["message_id"]] = message
        return message

    def add_file(self, name: str, mime: str, content: bytes) -> Json:
        """Telegram's Document."""
        file_id = f"trial-{self.next_number('last_file')}"
        self.rows.files[file_id] = TrialFile(name=name, mime=mime, content=content)
        known = {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": len(content)}
        return known | {"file_name": name, "mime_type": mime}

    def queue(self, kind: str, payload: Json) -> None:
        """An update for the bot, unless it asked not to be told of this kind."""
        allowed = self.value("allowed_updates", [])
        if not allowed or kind in allowed:
            update_id = self.next_number("last_update")
            self.rows.updates[update_id] = {"update_id": update_id, kind: payload}


class TrialState:
    """Chats, messages, waiting updates and files; with a store they outlive the program, without one they do not."""

    keeps_clock = True  # a moved one is moved again to where it stood

    def __init__(self, clock: Clock, store: TrialStore | None = None) -> None:
        self.clock = clock
        self.values: Json = {}
        self.chats: dict[int, Chat] = {}
        self.updates: dict[int, Json] = {}
        self._messages: defaultdict[int, dict[int, Json]] = defaultdict(dict)
        self._files: dict[str, TrialFile] = {}
        self._store = store
        self._changing = asyncio.Lock()

    async def restore(self) -> None:
        """Take up what the store remembers, the moved clock with it."""
        if self._store:
            self._merge(await self._store.load())
            if self.keeps_clock and isinstance(self.clock, MovedClock) and "clock_offset" in self.values:
                self.clock.offset = timedelta(microseconds=self.values["clock_offset"])

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Change]:
        """One act. It is stored when the block ends, seen by others only then, and not at all if the block raises."""
        async with self._changing:
            change = Change(self)
            yield change
            await self._remember(change.rows)

    async def keep_clock(self) -> None:
        """Store where the clock stands, for a program that moves it without anything being said."""
        async with self._changing:
            await self._remember(TrialRows())

    async def file(self, file_id: str) -> TrialFile | None:
        return self._files.get(file_id) or (await self._store.file(file_id) if self._store else None)

    def messages(self, chat_id: int) -> list[ChatMessage]:
        """All messages of the private chat with the person, or of the group, in their order."""
        return [ChatMessage.from_telegram(message) for message in self._messages[chat_id].values()]

    def raw_message(self, chat_id: int, message_id: int) -> Json:
        """The message as the bot knows it. Raises KeyError."""
        return self._messages[chat_id][message_id]

    def unread(self, chat_id: int) -> int:
        """How many messages of the bot the person has not looked at."""
        seen = self.chats[chat_id].read_up_to
        return sum(m["message_id"] > seen and m["from"]["is_bot"] for m in self._messages[chat_id].values())

    async def read(self, chat_id: int) -> None:
        """The person has seen everything so far."""
        if self.unread(chat_id):
            async with self.change() as change:
                chat = change.chat(chat_id)
                change.put_chat(replace(chat, read_up_to=chat.last_message_id))

    async def _remember(self, rows: TrialRows) -> None:
        if self._store:
            self._note_clock(rows)
            if rows:
                await self._store.save(rows)
            rows = replace(rows, files={})  # files are many bytes and are read back one by one
        self._merge(rows)

    def _note_clock(self, rows: TrialRows) -> None:
        if self.keeps_clock and isinstance(self.clock, MovedClock):
            offset = self.clock.offset // timedelta(microseconds=1)
            if offset != self.values.get("clock_offset", 0):
                rows.values["clock_offset"] = offset

    def _merge(self, rows: TrialRows) -> None:
        self.values |= rows.values
        self.chats |= {chat_id: Chat(**row) for chat_id, row in rows.chats.items()}
        for (chat_id, message_id), message in rows.messages.items():
            self._messages[chat_id][message_id] = message
        self.updates |= rows.updates
        self._files |= rows.files
        if rows.confirmed is not None:
            self.updates = {number: u for number, u in self.updates.items() if number >= rows.confirmed}


def photo_of(document: Json, content: bytes) -> Json:
    """Telegram's content of a message with the stored picture. Raises `Refused` for what is no picture."""
    if not content.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF")):
        raise bad_request("IMAGE_PROCESS_FAILED")
    size = {name: document[name] for name in ("file_id", "file_unique_id", "file_size")}
    return {"photo": [size | {"width": 1280, "height": 960}]}


def file_path(file_id: str, name: str) -> str:
    """Where a file is downloaded from: `documents/ID.ending`."""
    return f"documents/{file_id}{PurePath(name).suffix}"


def with_entities(content: Json, name: str, entities: Sequence[Json]) -> Json:
    """The content with its entities under that name, which Telegram leaves out where there are none."""
    return content | {name: list(entities)} if entities else content
