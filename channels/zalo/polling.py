"""Zalo is asked for what people say: meant for development, for what it hands out once may be lost on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog
from aiohttp import web

from actions.delivery import intake
from actions.installation import Office
from channels.clock import PlatformClock
from channels.reading import ForeignWebhook, Lead, Reader, host_of
from channels.zalo.client import ZaloClient
from channels.zalo.envelopes import CHANNEL, incoming, sent_at
from domain.hearing import ChannelHearing, HearingProof
from domain.retries import pause_after
from handlers.delivery.outcomes import BadToken, ChannelDown, NotSent, Uncertain
from storage.inbox import Fresh

log = structlog.get_logger()

POLL_SECONDS = 10  # how long the platform holds a poll open
LEASE = timedelta(seconds=40)  # outlives one poll, and the answer to it
LEASE_PAUSE = 2.0
SHORTEST_ROUND = 0.2  # seconds
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)
TOKEN_PAUSE = 60.0


class ZaloPolling(Reader):
    """An event is forgotten by the platform as it is handed out: a poll is never cut short, and what it brings is
    stored before anything else, when the database is back if need be."""

    def __init__(
        self,
        office: Office,
        client: ZaloClient,
        clock: PlatformClock,
        *,
        owner: str,
        on_stored: Callable[[Fresh], None] = lambda _: None,
    ) -> None:
        super().__init__(office, clock, on_stored=on_stored)
        self.client = client
        self._lead = Lead(office, CHANNEL, owner, length=LEASE)
        self._failures = 0
        self._poll: asyncio.Task[bool] | None = None
        self._unstored: str | None = None  # handed out to nobody else, and not stored yet

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def prepare(self) -> None:
        """While a webhook is set the platform hands out nothing here. Raises ChannelDown."""
        await self._clear_the_way()

    async def run(self) -> None:
        """Poll for as long as this process holds the lease; others wait for it. Until cancelled: a poll that is open is
        then waited for."""
        loop = asyncio.get_running_loop()
        while True:
            self.leads = await self._lead.hold(self.clock.now())
            if not self.leads:
                await asyncio.sleep(LEASE_PAUSE)
                continue
            begun = loop.time()
            try:
                came = await self._held_poll()
            except ChannelDown as wrong:
                await asyncio.sleep(await self._pause_after(wrong))
            else:
                self._failures, self.fault = 0, None
                if not came:  # where the platform does not hold a poll open it is not asked without pause
                    await asyncio.sleep(max(0.0, SHORTEST_ROUND - (loop.time() - begun)))

    async def read_now(self) -> None:
        """Take everything that waits at the platform. Where a poll is open nothing does."""
        if self._poll is None:
            while await self._take_one(0):
                pass

    async def _held_poll(self) -> bool:
        self._poll = asyncio.create_task(self._take_one(POLL_SECONDS))
        try:
            return await asyncio.shield(self._poll)
        except asyncio.CancelledError:
            await asyncio.wait([self._poll])
            raise
        finally:
            self._poll = None

    async def _take_one(self, seconds: int) -> bool:
        """Whether something came. Raises ChannelDown."""
        self._unstored = event = self._unstored or await self.client.next_event(seconds=seconds)
        now = self.clock.now()
        came = [] if event is None else [incoming(event, now=now)]
        heard = ChannelHearing(channel=CHANNEL, proof=HearingProof.NONE, until=now)
        fresh = await intake.store_updates(self.office, came, hearing=heard)
        self._unstored = None
        if event is None:
            return False
        said_at = sent_at(event)
        if said_at is not None:
            self.clock.said(said_at)
        self.on_stored(fresh)
        self.stored.set()
        return True

    async def _pause_after(self, wrong: ChannelDown) -> float:
        self._failures += 1
        self.fault = str(wrong)
        if isinstance(wrong.outcome, BadToken):
            log.error("token_rejected", channel=CHANNEL, hint="ZALO_BOT_TOKEN was refused: get a new one")
            return TOKEN_PAUSE
        if self._failures == 1:
            log.warning("platform_unreachable", channel=CHANNEL, kind=self.fault)
        if not isinstance(wrong.outcome, (NotSent, Uncertain)) and await self._is_cleared():
            return SHORTEST_ROUND
        return pause_after(self._failures, first=FIRST_PAUSE, longest=LONGEST_PAUSE).total_seconds()

    async def _is_cleared(self) -> bool:
        """Whether a webhook stood in the way, and does no more."""
        try:
            return await self._clear_the_way()
        except ChannelDown as wrong:
            log.warning("webhook_not_removed", channel=CHANNEL, kind=str(wrong))
            return False

    async def _clear_the_way(self) -> bool:
        """Remove a webhook that is set, and say so: it may be another service's, or of another way of running. Whether
        there was one. Raises ChannelDown."""
        url = await self.client.webhook()
        if url:
            self.webhook = ForeignWebhook(host=host_of(url), met_at=self.clock.now())
            log.error("webhook_in_the_way", channel=CHANNEL, host=self.webhook.host, hint="removed")
            await self.client.remove_webhook()
        return bool(url)
