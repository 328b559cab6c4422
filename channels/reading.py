"""How what people say by a channel comes in: asked for again and again, or pushed by the platform."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from aiohttp import web


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


class Reader(Protocol):
    """Stores what comes before the platform is told that it arrived (promise 1). `fault` says why nothing can be read,
    `leads` whether this process is the one that reads, `stored` is set when something new was stored. `webhook` is the
    last of another service that stood in the way."""

    webhook: ForeignWebhook | None
    fault: str | None
    leads: bool
    stored: asyncio.Event

    def routes(self) -> Sequence[web.RouteDef]:
        """What the program has to serve for it."""
        ...

    async def prepare(self) -> None:
        """Once the channel is connected: make the platform hand out events in this way and no other."""
        ...

    async def run(self) -> None:
        """Until cancelled."""
        ...

    async def read_now(self) -> None:
        """Take everything that waits at the platform, at once."""
        ...
