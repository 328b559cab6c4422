"""Updates sent to a webhook: each is stored before Telegram is told that it arrived (promise 1)."""

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
from channels.telegram.channel import Telegram, WebhookStatus
from channels.telegram.envelopes import CHANNEL, incoming, sent_at
from channels.webhooks import WebhookDoor
from domain.clocks import HeldBack
from domain.hearing import all_read
from handlers.delivery.outcomes import ChannelDown
from storage.inbox import Fresh

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of it
WATCH_PAUSE = 15.0  # an effect waits as long after its moment
LEASE = timedelta(seconds=60)  # outlives two looks; after a crash another process waits at most this long
LEASE_PAUSE = 2.0
GAP = timedelta(minutes=1)  # unheard for longer: what comes then was said meanwhile


@dataclass(frozen=True, kw_only=True)
class WebhookAddress:
    """What Telegram is given: a full https address, and by which secret it is known there."""

    url: str
    secret: str


class TelegramWebhook(Reader):
    """Any process takes what is sent; the one that leads handles it and looks whether the webhook is still ours and
    whether something waits."""

    def __init__(
        self,
        office: Office,
        channel: Telegram,
        clock: PlatformClock,
        *,
        address: WebhookAddress,
        owner: str,
        on_stored: Callable[[Fresh], None] = lambda _: None,
    ) -> None:
        super().__init__(office, clock, on_stored=on_stored)
        self.channel = channel
        self.owner = owner
        self._address = address
        path = urlsplit(address.url).path
        self._door = WebhookDoor(path, header=SECRET_HEADER, secret=address.secret, take=self._take)
        self._heard_at: datetime | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        return self._door.routes()

    async def prepare(self) -> None:
        """Set the webhook, whichever is set: its secret may be another by now. What waits is sent to it."""
        await self._name_foreign(await self.channel.webhook())
        await self._set()

    async def run(self) -> None:
        """Look after the webhook for as long as this process holds the lease; others wait for it. Until cancelled."""
        while True:
            self.leads = await intake.lead_reading(self.office, CHANNEL, self.owner, now=self.clock.now(), length=LEASE)
            if self.leads:
                await self._look()
            await asyncio.sleep(WATCH_PAUSE if self.leads else LEASE_PAUSE)

    async def read_now(self) -> None:
        """Nothing can be fetched: what waits comes by itself. Whether anything does is asked at once."""
        await self._watch()

    async def _look(self) -> None:
        try:
            await self._watch()
        except ChannelDown as wrong:
            if self.fault is None:
                log.warning("webhook_not_watched", kind=str(wrong))
            self.fault = str(wrong)

    async def _watch(self) -> None:
        """Where nothing waits, all that was said before the question has been stored: what is taken here, or by another
        process, waits at the platform until it is answered. Raises ChannelDown."""
        begun_at = self.clock.elapsed()
        status = await self.channel.webhook()
        now = self.clock.now()
        if status.url != self._address.url:
            await self._name_foreign(status)
            await self._set()
            return
        self.fault = status.fault if status.waiting else None
        if status.waiting == 0 and self.clock.holds_back is not HeldBack.EVERYTHING:
            hearing = all_read(CHANNEL, now - (self.clock.elapsed() - begun_at))
            await intake.store_updates(self.office, [], hearing=hearing)
            self._heard_at = now

    async def _set(self) -> None:
        await self.channel.set_webhook(self._address.url, secret=self._address.secret)
        await intake.note_webhook(self.office, CHANNEL, host_of(self._address.url))
        log.info("webhook_set", host=host_of(self._address.url))

    async def _name_foreign(self, status: WebhookStatus) -> None:
        host = host_of(status.url)
        if not status.url or host in {host_of(self._address.url), await intake.own_webhook(self.office, CHANNEL)}:
            return
        self.webhook = ForeignWebhook(host=host, met_at=self.clock.now())
        log.error("webhook_in_the_way", host=host, hint="another service took this bot's updates: replaced")

    async def _take(self, update: str) -> None:
        now = self.clock.now()
        if (said_at := sent_at(update)) is not None:
            self.clock.said(said_at)
        stored = incoming(update, now=now, pressed_at=await self._pressed_at(now))
        fresh = await intake.store_updates(self.office, [stored])
        if self.leads:
            self.on_stored(fresh)
        self.stored.set()

    async def _pressed_at(self, now: datetime) -> datetime:
        """A press that has waited since the program, or the way to it, went down is judged by that moment."""
        heard_at = self._heard_at
        if heard_at is None or abs(now - heard_at) > GAP:
            hearing = await intake.hearing_of(self.office, CHANNEL, now)
            heard_at = hearing.until if hearing is not None else None
        return now if heard_at is None or abs(now - heard_at) <= GAP else min(heard_at, now)
