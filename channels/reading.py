"""How what people say by a channel comes in: asked for again and again, or pushed by the platform."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from aiohttp import web

from actions.delivery import intake
from actions.installation import Office
from channels.clock import PlatformClock
from storage.inbox import Fresh


@dataclass(frozen=True, kw_only=True)
class ForeignWebhook:
    """Of another service, in the way of this program."""

    host: str
    met_at: datetime


def host_of(url: str) -> str:
    """Whose a webhook is. Its path may hold a secret, and is not said."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


class Lead:
    """Which process reads the channel: the one that holds its lease. Not at every poll is it written anew, for words
    come close together; what was written within a quarter of its length still holds for one more."""

    def __init__(self, office: Office, channel: str, owner: str, *, length: timedelta) -> None:
        self.office = office
        self.channel = channel
        self.owner = owner
        self.length = length
        self._held_at: datetime | None = None  # when it was last written, while this process holds it

    async def hold(self, now: datetime) -> bool:
        if self._held_at is not None and self._held_at <= now < self._held_at + self.length / 4:
            return True
        held = await intake.lead_reading(self.office, self.channel, self.owner, now=now, length=self.length)
        self._held_at = now if held else None
        return held


class Reader(ABC):
    """Stores what comes before the platform is told that it arrived (promise 1). `on_stored` hears of what is new,
    where this process handles it."""

    def __init__(self, office: Office, clock: PlatformClock, *, on_stored: Callable[[Fresh], None]) -> None:
        self.office = office
        self.clock = clock
        self.on_stored = on_stored
        self.stored = asyncio.Event()  # set when something new was stored
        self.leads = False  # whether this process is the one that reads, and so handles what was read
        self.fault: str | None = None  # why nothing can be read, for /healthz and /trangthai
        self.webhook: ForeignWebhook | None = None  # the last of another service that stood in the way

    @abstractmethod
    def routes(self) -> Sequence[web.RouteDef]:
        """What the program has to serve for it."""

    @abstractmethod
    async def prepare(self) -> None:
        """Once the channel is connected: make the platform hand out events in this way and no other."""

    @abstractmethod
    async def run(self) -> None:
        """Until cancelled."""

    @abstractmethod
    async def read_now(self) -> None:
        """Take everything that waits at the platform, at once."""
