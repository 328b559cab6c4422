"""Zalo behind the door: one bot, what it hears and how it speaks."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence

import structlog

from channels.zalo.client import ZaloClient
from channels.zalo.envelopes import CHANNEL, glance_at
from channels.zalo.formatting import plain
from channels.zalo.hearing import heard_of
from channels.zalo.pictures import PictureReader
from handlers.delivery.outcomes import ChannelDown, Declined, SendOutcome, Sent
from handlers.delivery.speaker import Traits
from handlers.front.channel import Glance, MenuEntry
from handlers.front.heard import Heard
from storage.inbox import Incoming
from texts.buttons import Rows
from texts.office.doors import Door

log = structlog.get_logger()

LONGEST_TEXT = 2000


class Zalo:
    """`monthly_messages` and `most_users` are what the bot's plan there allows."""

    name = CHANNEL

    def __init__(
        self, client: ZaloClient, pictures: PictureReader, *, monthly_messages: int | None, most_users: int | None
    ) -> None:
        self.client = client
        self._pictures = pictures
        self._account_name = ""
        self.traits = Traits(
            longest_text=LONGEST_TEXT,
            edits_in_place=False,
            has_buttons=False,
            carries_files=False,
            serves_groups=False,
            monthly_messages=monthly_messages,
            most_users=most_users,
        )

    async def connect(self) -> str:
        """Ask the platform who the bot is, and so what time it is; returns its name there. Raises ChannelDown."""
        self._account_name = await self.client.account_name()
        return self._account_name

    async def ask_time(self, *, within: float) -> None:
        """Any answer tells it. Raises ChannelDown after at most so many seconds of silence."""
        await self.client.account_name(within=within)

    async def close(self) -> None:
        await self.client.close()

    @property
    def door(self) -> Door | None:
        """Looked for by its name: the platform gives out no address of a bot."""
        return Door(channel=CHANNEL, name=self._account_name) if self._account_name else None

    # What comes in

    def hear(self, stored: Incoming) -> Heard:
        return heard_of(stored, self._pictures)

    def glance(self, stored: Incoming) -> Glance:
        return glance_at(stored)

    def is_called(self, name: str) -> bool:
        return name.casefold() == self._account_name.casefold()

    # What goes out

    async def say(
        self, chat_id: str, html: str, buttons: Rows = (), *, priority: int = 0, topic: str | None = None
    ) -> SendOutcome:
        text, styles = plain(html)
        return await _attempt(self.client.send_text(chat_id, text, styles))

    async def change(self, chat_id: str, message_id: str, html: str, buttons: Rows = ()) -> SendOutcome:
        return Declined(reason="what was said there cannot be changed")

    async def show_work(self, chat_id: str) -> None:
        try:
            await self.client.show_typing(chat_id)
        except ChannelDown as wrong:
            log.info("work_not_shown", kind=str(wrong))

    async def show(
        self, chat_id: str, picture: bytes, *, address: str | None = None, topic: str | None = None
    ) -> SendOutcome:
        if address is None:
            return Declined(reason="no address to fetch the picture from")
        return await _attempt(self.client.send_photo(chat_id, address))

    async def hand_out(self, chat_id: str, name: str, content: bytes, *, topic: str | None = None) -> SendOutcome:
        return Declined(reason="no documents are carried there")

    async def release(self, press_id: str) -> None:
        """There are no buttons."""

    async def show_menu(self, chat_id: str, entries: Sequence[MenuEntry]) -> None:
        """There is no menu of commands."""


async def _attempt(sending: Awaitable[Sent]) -> SendOutcome:
    try:
        return await sending
    except ChannelDown as wrong:
        return wrong.outcome
