"""The lines by which the program is reached: a channel each, and how what is said by it comes in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from channels.reading import Reader
from handlers.delivery.outcomes import BadToken, ChannelDown
from handlers.front.channel import Channel

log = structlog.get_logger()

CONNECT_PAUSE = 5.0
TOKEN_PAUSE = 60.0


class Platform(Channel, Protocol):
    """A channel as whoever runs it knows it: it is connected, says what time it is, and is closed."""

    async def connect(self) -> str:
        """Ask the platform who the bot is, and so what time it is; returns its name there. Raises ChannelDown."""
        ...

    async def ask_time(self, *, within: float) -> None:
        """Any answer tells it. Raises ChannelDown after at most so many seconds for each part of the way."""
        ...

    async def close(self) -> None: ...


class Line:
    """Stands by itself: while one platform is out of reach the others are read, answered and written to."""

    def __init__(self, channel: Platform, reader: Reader) -> None:
        self.channel = channel
        self.reader = reader
        self.connected = asyncio.Event()
        self._fault: str | None = None  # why it is not connected

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def fault(self) -> str | None:
        """Why nothing can be heard by it, in a short name for /healthz and logs."""
        return self._fault or self.reader.fault

    async def connect(self) -> None:
        """Ask who the bot is and make the platform hand out its events in the reader's way. Raises ChannelDown."""
        bot = await self.channel.connect()
        await self.reader.prepare()
        self._fault = None
        self.connected.set()
        log.info("connected", channel=self.name, bot=bot)

    async def connect_at_last(self, connected: Callable[[], Awaitable[None]]) -> None:
        """Try until it can be done; then what has to be done once a platform has said what time it is."""
        while not self.connected.is_set():
            try:
                await self.connect()
            except ChannelDown as wrong:
                self._fault = str(wrong)
                await asyncio.sleep(self._pause_after(wrong))
            else:
                await connected()

    def _pause_after(self, wrong: ChannelDown) -> float:
        if isinstance(wrong.outcome, BadToken):
            log.critical("token_rejected", channel=self.name, hint="the platform refused it: get a new one")
            return TOKEN_PAUSE
        log.warning("platform_unreachable", channel=self.name, kind=str(wrong))
        return CONNECT_PAUSE
