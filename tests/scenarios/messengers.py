"""How the cast uses each messenger: says, presses, hands files in, and reads what the bot has said."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from aiohttp import ClientSession
from yarl import URL

from bot.trial.state import ChatMessage
from bot.trial.telegram import BotApi
from bot.trial.zalo.people import account_id
from bot.trial.zalo.platform import ZaloApi
from channels.telegram import envelopes as telegram
from channels.zalo import envelopes as zalo
from tests.scenarios.web import Browser
from texts.splitting import units

READING = timedelta(seconds=5)  # which a person takes before pressing
OTHERS = "Khác…"
IN_DOUBT = "Chưa có gì được ghi, vì chưa chắc"
HEADING = "Gõ số hoặc chữ để chọn:"
LONGEST = 2000
SLACK = 300  # UTF-16 units that a cut message may be shorter by: marks, the menu under the last
_NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_TO_FETCH = re.compile(r"^(.+) \([\d,]+ [KM]B\):\n(https://\S+/tep/\S+)$", re.MULTILINE)
_TO_HAND_IN = re.compile(r"https://\S+(/nop/\S+)")


class Steps(Protocol):
    """What of the world a messenger needs."""

    async def step(self) -> None: ...
    def pass_time(self, length: timedelta) -> None: ...


class Messenger(Protocol):
    """One messenger in the hands of the cast; persons by their numbers."""

    channel: str

    def account(self, user_id: int) -> str: ...

    async def add_person(self, user_id: int, name: str) -> None: ...

    async def says(self, user_id: int, text: str, at: datetime | None) -> None: ...

    async def presses(self, user_id: int, label: str, on: str | None) -> int:
        """A button of the newest message that has it, or of the newest that speaks of `on`. Returns how many questions
        it took."""
        ...

    async def sends_file(self, user_id: int, name: str, content: bytes, caption: str | None) -> int: ...

    def said_by_bot(self, user_id: int) -> list[ChatMessage]: ...

    async def content_of(self, message: ChatMessage) -> bytes:
        """Of the file that came with it."""
        ...


def with_button(said: Sequence[ChatMessage], label: str, on: str | None) -> ChatMessage | None:
    """The newest message that has it, or the newest that speaks of `on`."""
    fitting = (one for one in reversed(said) if (on is None or on in one.text) and label in labels(one))
    return next(fitting, None)


def labels(message: ChatMessage) -> list[str]:
    return [button[0] for row in message.buttons for button in row]


@dataclass
class OnTelegram:
    api: BotApi
    steps: Steps
    reading: timedelta = timedelta()  # before a press
    channel = telegram.CHANNEL

    def account(self, user_id: int) -> str:
        return str(user_id)

    async def add_person(self, user_id: int, name: str) -> None:
        await self.api.add_person(user_id, name)

    async def says(self, user_id: int, text: str, at: datetime | None) -> None:
        await self.api.say(user_id, text, date=at)

    async def presses(self, user_id: int, label: str, on: str | None) -> int:
        said = self.said_by_bot(user_id)
        message = with_button(said, label, on)
        assert message is not None, f"{user_id} has no button {label!r}; last: {said[-1:]}"
        self.steps.pass_time(self.reading)
        await self.api.press(user_id, message.message_id, label)
        return 0

    async def sends_file(self, user_id: int, name: str, content: bytes, caption: str | None) -> int:
        await self.api.send_file(user_id, name, content, caption)
        return 0

    def said_by_bot(self, user_id: int) -> list[ChatMessage]:
        return [message for message in self.api.messages(user_id) if message.from_bot]

    async def content_of(self, message: ChatMessage) -> bytes:
        file = await self.api.file(message.file_id or "")
        assert file is not None
        return file.content


@dataclass
class OnZalo:
    """`web` is where the program's own pages are served, whatever address its links name."""

    api: ZaloApi
    steps: Steps
    web: str
    channel = zalo.CHANNEL

    def account(self, user_id: int) -> str:
        return account_id(user_id)

    async def add_person(self, user_id: int, name: str) -> None:
        await self.api.add_person(user_id, name)

    async def says(self, user_id: int, text: str, at: datetime | None) -> None:
        await self.api.say(user_id, text, date=at)

    async def presses(self, user_id: int, label: str, on: str | None) -> int:
        """By its number under the last message, by its label under an earlier one: then the bot asks which is meant."""
        before = len(said := self._read_said(user_id))
        if with_button(said, label, on) is None and OTHERS in labels(said[-1]):
            await self._types(user_id, OTHERS)
            said = self._read_said(user_id)
        message = with_button(said, label, on)
        assert message is not None, f"{user_id} has no button {label!r}; last: {said[-1:]}"
        if message is said[-1]:
            await self._types(user_id, str(labels(message).index(label) + 1))
        else:
            assert label not in labels(said[-1]), f"{label!r} would press the button of another message"
            await self._types(user_id, label)
        answered = self.said_by_bot(user_id)
        if len(answered) == len(said) or IN_DOUBT not in answered[-1].text:
            return len(said) - before
        asked = labels(answered[-1])
        meant = [number for number, one in enumerate(asked, 1) if one.startswith(label) and (not on or on in one)]
        assert meant, f"{label!r} is not among {asked}"
        self.steps.pass_time(READING)
        await self.api.say(user_id, str(meant[0]))
        return len(answered) - before

    def _read_said(self, user_id: int) -> list[ChatMessage]:
        """What the bot has said, read."""
        self.steps.pass_time(READING)
        return self.said_by_bot(user_id)

    async def _types(self, user_id: int, words: str) -> None:
        await self.api.say(user_id, words)
        await self.steps.step()

    async def sends_file(self, user_id: int, name: str, content: bytes, caption: str | None) -> int:
        """What would stand under the file is typed before; then it goes where the bot says, if it does."""
        before = len(self.said_by_bot(user_id))
        if caption is not None:
            await self._types(user_id, caption)
        elif self._place_to_hand_in(user_id) is None:
            await self.api.send_unsupported(user_id)
            await self.steps.step()
        said = len(self.said_by_bot(user_id))
        place = self._place_to_hand_in(user_id, since=before if caption is not None else 0)
        if place is None:
            return 0  # the words were refused, and so nothing is waited for
        async with ClientSession() as session:
            page = await Browser(base=self.web, session=session).posts(place, name, content)
        assert page.status == 200, page.text
        return said - before

    def _place_to_hand_in(self, user_id: int, *, since: int = 0) -> str | None:
        said = reversed(self.said_by_bot(user_id)[since:])
        return next((found[1] for one in said if (found := _TO_HAND_IN.search(one.text))), None)

    def said_by_bot(self, user_id: int) -> list[ChatMessage]:
        return list(_as_read([message for message in self.api.messages(user_id) if message.from_bot]))

    async def content_of(self, message: ChatMessage) -> bytes:
        address = URL(self.web).join(URL(message.file_id or "").relative())
        async with ClientSession() as session, session.get(address) as answer:
            assert answer.status == 200
            return await answer.read()


def _as_read(messages: Sequence[ChatMessage]) -> Iterator[ChatMessage]:
    """The messages as Telegram would have brought them: what was cut for its length whole, what can be chosen as
    buttons, a picture behind its text, each file that a link leads to behind the message that names it."""
    left = deque(messages)
    while left:
        pieces, pictures = [left.popleft()], list[ChatMessage]()
        while left and (left[0].is_picture or _goes_on(pieces[-1], left[0])):
            is_before_menu = left[0].is_picture and len(left) > 1 and _has_menu(left[1])
            if is_before_menu and not _goes_on(pieces[-1], left[1]):  # a text with its menu comes last
                break
            taken = left.popleft()
            (pictures if taken.is_picture else pieces).append(taken)
        if pieces[0].is_picture and left and _has_menu(left[0]):
            pictures, pieces = pieces, [left.popleft()]
        text = "\n".join(piece.text for piece in pieces)
        yield replace(pieces[-1], text=text, buttons=[[(label, label)] for label in _offered(text)])
        yield from pictures
        for name, address in _TO_FETCH.findall(text):
            yield replace(pieces[-1], text="", html="", buttons=[], file_name=name, file_id=address)


def _has_menu(message: ChatMessage) -> bool:
    return HEADING in message.text


def _goes_on(piece: ChatMessage, following: ChatMessage) -> bool:
    """Whether the next line of the same had no room in it."""
    if piece.is_picture or _has_menu(piece):
        return False
    return units(piece.text) + units(following.text.partition("\n")[0]) > LONGEST - SLACK


def _offered(text: str) -> list[str]:
    """The labels of what can be chosen by number."""
    _, heading, menu = text.rpartition(HEADING)
    found = _NUMBERED.findall(menu if heading else text)
    return [label for place, (number, label) in enumerate(found, start=1) if int(number) == place]
