"""Zalo sends what people say to an address of ours: the way to run it, for it can be known whether all of it came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from actions.delivery import intake
from actions.installation import Office
from channels.clock import PlatformClock
from channels.reading import ForeignWebhook, Reader, host_of
from channels.webhooks import WebhookDoor
from channels.zalo.client import ZaloClient
from channels.zalo.envelopes import CHANNEL, incoming, sent_at
from domain.hearing import ChannelHearing, HearingProof
from handlers.delivery.outcomes import ChannelDown
from storage.inbox import Fresh

log = structlog.get_logger()

HEADER = "X-Bot-Api-Secret-Token"
LEASE = timedelta(seconds=60)  # outlives a look at a platform that answers late, and what is set right after it
LEASE_PAUSE = 10.0  # seconds
CHECK_EVERY = timedelta(minutes=5)
LONGEST_GAP = CHECK_EVERY + timedelta(minutes=1)  # between two answers that gave our address
ON_ITS_WAY = timedelta(seconds=30)  # what was said may take so long to arrive, and to be stored
LARGEST_PARTING = timedelta(minutes=1)  # of the clock from the time that has passed: this machine slept, or was set


@dataclass(frozen=True, kw_only=True)
class Instant:
    """A moment by the clock, by what it has lived through, and by the time that this process has really run."""

    now: datetime
    elapsed: timedelta
    run: timedelta


class ZaloWebhook(Reader):
    """The webhook is *sound* for as long as this process answers there, the platform says every five minutes that it is
    ours, and nothing that came was turned away; a stretch that is broken begins anew. Any process takes what is sent,
    the one that leads handles it."""

    def __init__(
        self,
        office: Office,
        client: ZaloClient,
        clock: PlatformClock,
        *,
        url: str,
        secret: str,
        owner: str,
        on_stored: Callable[[Fresh], None] = lambda _: None,
    ) -> None:
        super().__init__(office, clock, on_stored=on_stored)
        self.client = client
        self.owner = owner
        self._url = url
        self._secret = secret
        self._door = WebhookDoor(urlsplit(url).path, header=HEADER, secret=secret, take=self._take)
        self._sound_since: datetime | None = None
        self._sound_at: Instant | None = None  # when that was last seen
        self._turned_away = 0  # of which every process knows
        self._one_check = asyncio.Lock()

    def routes(self) -> Sequence[web.RouteDef]:
        return self._door.routes()

    async def prepare(self) -> None:
        """The secret may be another than when it was last set. Raises ChannelDown."""
        await self.client.set_webhook(self._url, secret=self._secret)

    async def run(self) -> None:
        """Look whether it is sound, while this process is the one that does. Until cancelled."""
        while True:
            self.leads = await intake.lead_reading(self.office, CHANNEL, self.owner, now=self.clock.now(), length=LEASE)
            await self._note_turned_away()
            if not self.leads:
                self._sound_since = None
            elif self._sound_at is None or self._instant().run - self._sound_at.run >= CHECK_EVERY:
                await self._look(on_its_way=ON_ITS_WAY)
            await asyncio.sleep(LEASE_PAUSE)

    async def read_now(self) -> None:
        """Nothing waits at the platform that could be fetched; but whether all came by now is seen at once."""
        await self._look(on_its_way=timedelta())

    async def _look(self, *, on_its_way: timedelta) -> None:
        async with self._one_check:
            await self._note_turned_away()
            asked_at = self._instant()
            try:
                is_ours = await self._is_ours()
            except ChannelDown as wrong:
                if self.fault is None:
                    log.warning("webhook_not_checked", channel=CHANNEL, kind=str(wrong))
                self.fault = str(wrong)
                return
            self.fault = None
            if not is_ours:
                self._sound_since = None
                return
            await self._note_sound(asked_at, on_its_way)

    async def _is_ours(self) -> bool:
        """One of another service is named and put right: from now on it is. Raises ChannelDown."""
        found = await self.client.webhook()
        if found == self._url:
            return True
        if found:
            self.webhook = ForeignWebhook(host=host_of(found), met_at=self.clock.now())
        log.error("webhook_in_the_way", channel=CHANNEL, host=host_of(found), hint="set to ours again")
        await self.prepare()
        return False

    async def _note_sound(self, at: Instant, on_its_way: timedelta) -> None:
        lost_at = await intake.turned_away_at(self.office, CHANNEL)
        since = self._sound_since
        if since is None or not self._is_unbroken(at) or (lost_at is not None and lost_at > since):
            since = at.now
        self._sound_since, self._sound_at = since, at
        until = max(since, at.now - on_its_way)
        heard = ChannelHearing(channel=CHANNEL, proof=HearingProof.SOUND, since=since, until=until)
        await intake.store_updates(self.office, [], hearing=heard)

    async def _note_turned_away(self) -> None:
        """What this process could not store the one that leads has to know of."""
        turned_away = self._door.turned_away
        if turned_away != self._turned_away:
            await intake.note_turned_away(self.office, CHANNEL, self.clock.now())
            self._turned_away = turned_away

    def _is_unbroken(self, at: Instant) -> bool:
        last = self._sound_at
        if last is None:
            return False
        parted = abs((at.now - last.now) - (at.elapsed - last.elapsed))
        return at.run - last.run <= LONGEST_GAP and parted <= LARGEST_PARTING

    def _instant(self) -> Instant:
        run = timedelta(seconds=asyncio.get_running_loop().time())
        return Instant(now=self.clock.now(), elapsed=self.clock.elapsed(), run=run)

    async def _take(self, event: str) -> None:
        said_at = sent_at(event)
        if said_at is not None:
            self.clock.said(said_at)
        fresh = await intake.store_updates(self.office, [incoming(event, now=self.clock.now())])
        if self.leads:
            self.on_stored(fresh)
        self.stored.set()
