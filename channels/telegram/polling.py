"""Long polling of our own: an update is stored before it is confirmed (promise 1).

PTB's Updater confirms a batch on its next poll whatever became of it, and gives up at start without a network.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from aiohttp import web
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from actions.delivery import intake
from actions.installation import Office
from channels.clock import PlatformClock
from channels.reading import ForeignWebhook, Lead, Reader, host_of
from channels.telegram.channel import Telegram
from channels.telegram.envelopes import CHANNEL, incoming, sent_at
from channels.telegram.errors import outcome_of, wait_of
from channels.telegram.fetching import FIRST_OFFSET, fetch_updates, following
from domain.clocks import HeldBack
from domain.hearing import all_read
from domain.retries import pause_after
from handlers.delivery.outcomes import ChannelDown, fault_of
from storage.inbox import Fresh

log = structlog.get_logger()

LIMIT = 100
POLL_SECONDS = 10  # how long the platform holds a poll open; an effect waits for one poll after its moment
LEASE = timedelta(seconds=20)  # outlives one poll; after a crash another process waits at most this long
LEASE_PAUSE = 2.0
SHORTEST_ROUND = 0.2  # seconds
GAP = timedelta(minutes=1)  # unheard for longer: what is found waiting was said meanwhile
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)
TOKEN_PAUSE = 60.0
CONFLICT_PAUSE = 10.0
WEBHOOK_MARK = "webhook"  # in the platform's words when it is one that stands in the way


class Polling(Reader):
    def __init__(
        self,
        office: Office,
        channel: Telegram,
        clock: PlatformClock,
        *,
        owner: str,
        on_stored: Callable[[Fresh], None] = lambda _: None,
    ) -> None:
        super().__init__(office, clock, on_stored=on_stored)
        self.channel = channel
        self._lead = Lead(office, CHANNEL, owner, length=LEASE)
        self._offset = FIRST_OFFSET
        self._heard_at: datetime | None = None
        self._one_poll = asyncio.Lock()
        self._poll: asyncio.Task[int] | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def prepare(self) -> None:
        await self.clear_the_way()

    async def run(self) -> None:
        """Poll for as long as this process holds the lease; others wait for it. Until cancelled."""
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            self.leads = await self._lead.hold(self.clock.now())
            if not self.leads:
                await asyncio.sleep(LEASE_PAUSE)
                continue
            try:
                begun = loop.time()
                if not await self._held_poll():
                    # Where the platform does not hold a poll open it is not asked without pause.
                    await asyncio.sleep(max(0.0, SHORTEST_ROUND - (loop.time() - begun)))
                failures, self.fault = 0, None
            except TelegramError as wrong:
                failures += 1
                pause = self._pause_after(wrong, failures)
                if isinstance(wrong, Conflict) and await self.clear_the_way():
                    continue
                await asyncio.sleep(pause)

    async def clear_the_way(self) -> bool:
        """While a webhook is set the platform hands out no updates: one that another service, or another way of
        running, has left is named and removed; what waits for it comes here. Returns whether there was one. Where that
        cannot be asked nothing is lost: one that is there is met again when updates are asked for."""
        try:
            url = (await self.channel.webhook()).url
            if url:
                await self._name_foreign(host_of(url))
                await self.channel.remove_webhook()
        except ChannelDown as wrong:
            log.warning("webhook_not_removed", kind=str(wrong))
            return False
        return bool(url)

    async def _name_foreign(self, host: str) -> None:
        if host == await intake.own_webhook(self.office, CHANNEL):
            log.info("webhook_removed", host=host)  # of this office, which polls from now on
            return
        self.webhook = ForeignWebhook(host=host, met_at=self.clock.now())
        log.error("webhook_in_the_way", host=host, hint="another service took this bot's updates: removed")

    def _pause_after(self, wrong: TelegramError, failures: int) -> float:
        self.fault = fault_of(outcome_of(wrong))
        match wrong:
            case InvalidToken():
                log.error("token_rejected", hint="TELEGRAM_BOT_TOKEN was refused: ask BotFather for a new one")
                return TOKEN_PAUSE
            case Conflict():
                if WEBHOOK_MARK not in wrong.message.casefold():
                    log.error("second_poller", hint="another program polls with this token")
                return CONFLICT_PAUSE
            case RetryAfter():
                return wait_of(wrong).total_seconds()
            case _:
                if failures == 1:
                    log.warning("platform_unreachable", kind=self.fault)
                return pause_after(failures, first=FIRST_PAUSE, longest=LONGEST_PAUSE).total_seconds()

    async def _held_poll(self) -> int:
        """How many updates came; none where it was let go."""
        async with self._one_poll:
            self._poll = asyncio.create_task(self.poll(POLL_SECONDS if self._is_current() else 0))
            try:
                return await self._poll
            except asyncio.CancelledError:
                # Cut short by read_now; only the poll was cancelled, not this loop, unless both were.
                if not self._poll.cancelled() or (current := asyncio.current_task()) is None or current.cancelling():
                    raise
                return 0
            finally:
                self._poll = None

    async def read_now(self) -> None:
        """Read everything that waits at the platform, at once. A poll held open is let go: it has confirmed nothing."""
        if self._poll is not None:
            self._poll.cancel()
        async with self._one_poll:
            while await self.poll(0) >= LIMIT:
                pass

    def _is_current(self) -> bool:
        return self._heard_at is not None and abs(self.clock.now() - self._heard_at) <= GAP

    async def poll(self, seconds: int) -> int:
        """One poll, held open for that long where nothing waits; returns how many updates came."""
        begun_at = self.clock.elapsed()
        updates = await fetch_updates(
            self.channel.asking, self.channel.bot.base_url, offset=self._offset, limit=LIMIT, seconds=seconds
        )
        # Only now: by this answer a clock that is wrong is known to be.
        now = self.clock.now()
        pressed_at = now if self._is_current() else await self._unheard_since(now)
        is_all = len(updates) < LIMIT and self.clock.holds_back is not HeldBack.EVERYTHING
        for moment in filter(None, (sent_at(update) for update in updates)):
            self.clock.said(moment)
        if updates or is_all:
            fresh = await intake.store_updates(
                self.office,
                [incoming(update, now=now, pressed_at=pressed_at) for update in updates],
                hearing=all_read(CHANNEL, now - (self.clock.elapsed() - begun_at)) if is_all else None,
            )
            self.on_stored(fresh)
        if updates:
            self._offset = following(self._offset, updates)
            self.stored.set()
        if is_all:
            self._heard_at = now
        return len(updates)

    async def _unheard_since(self, now: datetime) -> datetime:
        """When the program, or the network, went down: a press found waiting is judged by it."""
        heard = await intake.hearing_of(self.office, CHANNEL, now)
        return now if heard is None or heard.until is None else min(heard.until, now)
