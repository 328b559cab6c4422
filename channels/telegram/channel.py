"""Telegram behind the door: one bot, what it hears and how it speaks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from channels.telegram.envelopes import CHANNEL, WANTED_UPDATES, glance_at
from channels.telegram.errors import outcome_of
from channels.telegram.fetching import UpdatesRequest
from channels.telegram.hearing import heard_of
from channels.telegram.limiter import DeliveryLimiter
from channels.telegram.parsing import read_update
from channels.telegram.request import AiohttpRequest
from channels.telegram.speaking import change_text, send_text
from handlers.delivery.outcomes import BadToken, ChannelDown, SendOutcome, Sent, fault_of
from handlers.delivery.speaker import Traits
from handlers.front.channel import Glance, MenuEntry
from handlers.front.heard import Heard
from storage.inbox import Incoming
from texts.buttons import Rows
from texts.office.doors import Door

log = structlog.get_logger()

T = TypeVar("T")

TRAITS = Traits(longest_text=4096, edits_in_place=True)
LONGEST_FAULT = 100
PURPOSE_LIMIT = 100  # characters: more is not shown beside a command


@dataclass(frozen=True, kw_only=True)
class WebhookStatus:
    """The address is empty where there is none. `waiting` updates have not been taken there; `fault` is what went wrong
    last, in the platform's words."""

    url: str
    waiting: int
    fault: str | None = None


class Telegram:
    """`limiter` keeps the platform's limits. `on_leaving` is called when a call leaves, and what it returns with the
    `Date` of the platform's answer."""

    name = CHANNEL
    traits = TRAITS

    def __init__(
        self,
        token: str,
        *,
        api_base: str,
        proxy: str | None,
        limiter: DeliveryLimiter,
        on_leaving: Callable[[], Callable[[str | None], None]],
    ) -> None:
        # A road for updates alone: a question held open there keeps no answer waiting.
        self.asking = UpdatesRequest(proxy=proxy, connection_pool_size=1, on_leaving=on_leaving)
        self.bot: ExtBot[int] = ExtBot(
            token,
            base_url=f"{api_base}/bot",
            base_file_url=f"{api_base}/file/bot",
            request=AiohttpRequest(proxy=proxy, on_leaving=on_leaving),
            get_updates_request=self.asking,
            rate_limiter=limiter,
        )
        self._is_known = False  # who the bot is

    async def connect(self) -> str:
        """Ask the platform who the bot is, and so what time it is; returns its name there. Raises ChannelDown."""
        await _asked(self.bot.initialize())
        self._is_known = True
        return self.bot.username

    async def ask_time(self, *, within: float) -> None:
        """Any answer tells it. Raises ChannelDown after at most so many seconds for each part of the way."""
        await _asked(self.bot.get_me(connect_timeout=within, read_timeout=within, pool_timeout=within))

    async def webhook(self) -> WebhookStatus:
        """Where updates are sent, which then are not handed out here. Raises ChannelDown."""
        try:
            info = await _asked(self.bot.get_webhook_info())
        except ChannelDown as wrong:
            if isinstance(wrong.outcome, BadToken):  # which was good a moment ago: this server knows no webhooks
                return WebhookStatus(url="", waiting=0)
            raise
        fault = info.last_error_message
        return WebhookStatus(
            url=info.url, waiting=info.pending_update_count, fault=None if fault is None else fault[:LONGEST_FAULT]
        )

    async def set_webhook(self, url: str, *, secret: str) -> None:
        """Let updates be sent there, one after the other: those of one chat are handled as they come. What waits is
        sent as well. Raises ChannelDown."""
        await _asked(
            self.bot.set_webhook(
                url,
                secret_token=secret,
                allowed_updates=WANTED_UPDATES,
                max_connections=1,
                drop_pending_updates=False,
            )
        )

    async def remove_webhook(self) -> None:
        """What waits for it is handed out here. Raises ChannelDown."""
        await _asked(self.bot.delete_webhook(drop_pending_updates=False))

    async def close(self) -> None:
        try:
            await self.bot.shutdown()
        except TelegramError as wrong:
            log.info("not_closed", kind=fault_of(outcome_of(wrong)))

    @property
    def door(self) -> Door | None:
        if not self._is_known:
            return None
        name = self.bot.username
        return Door(channel=CHANNEL, name=f"@{name}", address=f"https://t.me/{name}", carries_code=True)

    # What comes in

    def hear(self, stored: Incoming) -> Heard:
        return heard_of(read_update(stored, self.bot))

    def glance(self, stored: Incoming) -> Glance:
        return glance_at(stored)

    def is_called(self, name: str) -> bool:
        return name.casefold() == self.bot.username.casefold()

    # What goes out

    async def say(
        self, chat_id: str, html: str, buttons: Rows = (), *, priority: int = 0, topic: str | None = None
    ) -> SendOutcome:
        async def sent() -> str:
            message = await send_text(self.bot, chat_id, html, buttons, priority=priority, topic=_number(topic))
            return str(message.message_id)

        return await _attempt(sent())

    async def change(self, chat_id: str, message_id: str, html: str, buttons: Rows = ()) -> SendOutcome:
        async def changed() -> str:
            await change_text(self.bot, chat_id, message_id, html, buttons)
            return message_id

        return await _attempt(changed())

    async def show_work(self, chat_id: str) -> None:
        try:
            await self.bot.send_chat_action(chat_id, ChatAction.UPLOAD_DOCUMENT)
        except TelegramError as wrong:
            log.info("work_not_shown", kind=fault_of(outcome_of(wrong)))

    async def show(
        self, chat_id: str, picture: bytes, *, address: str | None = None, topic: str | None = None
    ) -> SendOutcome:
        async def shown() -> str:
            return str((await self.bot.send_photo(chat_id, picture, message_thread_id=_number(topic))).message_id)

        return await _attempt(shown())

    async def hand_out(self, chat_id: str, name: str, content: bytes, *, topic: str | None = None) -> SendOutcome:
        async def handed() -> str:
            sent = await self.bot.send_document(chat_id, content, filename=name, message_thread_id=_number(topic))
            return str(sent.message_id)

        return await _attempt(handed())

    async def release(self, press_id: str) -> None:
        """The little wheel on the button stops."""
        try:
            await self.bot.answer_callback_query(press_id)
        except TelegramError as wrong:
            log.info("button_not_released", kind=fault_of(outcome_of(wrong)))

    async def show_menu(self, chat_id: str, entries: Sequence[MenuEntry]) -> None:
        commands = [BotCommand(one.command, _cut(one.purpose)) for one in entries]
        try:
            await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(int(chat_id)))
        except TelegramError as wrong:
            log.info("menu_not_shown", kind=fault_of(outcome_of(wrong)))


async def _attempt(sending: Awaitable[str]) -> SendOutcome:
    try:
        return Sent(message_id=await sending)
    except TelegramError as wrong:
        return outcome_of(wrong)


async def _asked(asking: Awaitable[T]) -> T:
    try:
        return await asking
    except TelegramError as wrong:
        outcome = outcome_of(wrong)
    # Raised here and not above: the library's error may name the token.
    raise ChannelDown(outcome)


def _number(topic: str | None) -> int | None:
    return None if topic is None else int(topic)


def _cut(purpose: str) -> str:
    return purpose if len(purpose) <= PURPOSE_LIMIT else purpose[: PURPOSE_LIMIT - 1] + "…"
