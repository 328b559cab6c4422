"""The wiring: one office, one bot, and the three walks side by side — reading, the clock, sending."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import uuid
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import structlog
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from actions import intake, steps
from actions.setup import prepare_office
from actions.work import Office
from bot.clock import Clock, MovableClock
from bot.clockwork import Clockwork
from bot.polling import Polling
from bot.settings import Settings
from bot.worker import Worker
from handlers.delivery.limiter import DeliveryLimiter
from handlers.delivery.request import AiohttpRequest
from handlers.delivery.sender import Sender
from handlers.desk import Desk
from handlers.reception import Reception
from storage.database import Database
from storage.schema import migrate

log = structlog.get_logger()

CONNECT_PAUSE = 5.0
TOKEN_PAUSE = 60.0
ANOTHER_TRY = timedelta(seconds=1)


class Program:
    """Everything that runs. `limiter` keeps the platform's limits; trial mode and tests need none. `owner` names the
    process in leases: where there is only one it may keep its name, and finds its leases again after a crash."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        token: str,
        limiter: DeliveryLimiter | None = None,
        owner: str | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = Database(settings.database_url)
        self.office = Office(self.database, timezone=settings.zone)
        self.bot = _bot(settings, token, limiter or DeliveryLimiter())
        self.owner = owner or uuid.uuid4().hex
        self.desk = Desk(office=self.office, username="", agency=settings.agency_name, admin_ids=settings.admins)
        self.reception = Reception(self.desk, self.bot)
        self.sender = Sender(self.office, self.bot, clock.now)
        self.worker = Worker(self.office, self.reception, clock.now)
        self.polling = Polling(self.office, self.bot, clock.now, owner=self.owner)
        self.ticked_at: datetime | None = None
        self.connected = asyncio.Event()
        self._kicked = asyncio.Event()
        self._one_step = asyncio.Lock()

    async def prepare(self) -> None:
        """Schema, rules and holidays; no network."""
        await migrate(self.database)
        await prepare_office(self.office, self.clock.now())

    async def connect(self) -> None:
        """Ask the platform who the bot is. Raises TelegramError while that cannot be done."""
        await self.bot.initialize()
        self.desk = Desk(
            office=self.office,
            username=self.bot.username,
            agency=self.settings.agency_name,
            admin_ids=self.settings.admins,
        )
        self.reception.desk = self.desk
        self.connected.set()

    async def close(self) -> None:
        with contextlib.suppress(TelegramError):
            await self.bot.shutdown()
        await self.database.close()

    # The walks

    async def tick(self) -> None:
        """Take every step that has come. Goes on whether or not the platform can be reached."""
        now = self.clock.now()
        await intake.note_alive(self.office, now)
        while await steps.take_due_steps(self.office, now) == steps.BATCH:
            pass
        self.ticked_at = now
        self._kicked.set()

    async def _send(self) -> None:
        await self.connected.wait()
        while True:
            await self._kicked.wait()
            self._kicked.clear()
            try:
                while await self.sender.send_due():
                    pass
            except Exception:
                log.exception("sending_failed")

    async def _kick_after_work(self) -> None:
        while True:
            await self.worker.worked.wait()
            self.worker.worked.clear()
            self._kicked.set()

    async def _read(self) -> None:
        await self._connect_at_last()
        await self.worker.recall()
        await self.polling.run()

    async def _wake_worker(self) -> None:
        while True:
            await self.polling.stored.wait()
            self.polling.stored.clear()
            self.worker.wake.set()

    async def _connect_at_last(self) -> None:
        while True:
            try:
                await self.connect()
            except InvalidToken:
                log.critical("token_rejected", hint="TELEGRAM_BOT_TOKEN was refused: ask BotFather for a new one")
                await asyncio.sleep(TOKEN_PAUSE)
            except TelegramError as wrong:
                log.warning("platform_unreachable", kind=type(wrong).__name__)
                await asyncio.sleep(CONNECT_PAUSE)
            else:
                log.info("connected", bot=self.desk.username)
                return

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All walks in the background until the block is left."""
        clockwork = Clockwork(self._guarded_tick, seconds=self.settings.tick_seconds)
        walks = (self._read(), self.worker.run(), self._wake_worker(), self._kick_after_work(), self._send())
        tasks = [asyncio.create_task(walk) for walk in walks]
        for task in tasks:
            task.add_done_callback(_name_failure)
        clockwork.start()
        try:
            yield
        finally:
            clockwork.shutdown(wait=False)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await intake.stop_polling(self.office, self.owner, now=self.clock.now())

    async def _guarded_tick(self) -> None:
        async with self._one_step:
            try:
                await self.tick()
            except Exception:
                log.exception("tick_failed")

    # One step at a time: trial mode's moved clock, and tests

    async def step(self) -> None:
        """Read, handle, tick and send until nothing more is due at this moment."""
        await self.polling.read_now()
        await self.worker.drain()
        await self.tick()
        while await self.sender.send_due():
            pass

    async def live_until(self, target: datetime, clock: MovableClock) -> None:
        """Move the clock from one due moment to the next, so that nothing is passed over as if it had been missed."""
        async with self._one_step:
            await self.step()
            while (moment := await steps.next_moment(self.office)) is not None and moment <= target:
                clock.move_to(self._later(moment))
                await self.step()
            clock.move_to(max(target, clock.now()))
            await self.step()

    def _later(self, moment: datetime) -> datetime:
        """The moment, or, where it has been tried already, when trying again has sense."""
        now = self.clock.now()
        return moment if moment > now else max(now + ANOTHER_TRY, self.sender.paused_until or now)


def _bot(settings: Settings, token: str, limiter: DeliveryLimiter) -> ExtBot[int]:
    return ExtBot(
        token,
        base_url=f"{settings.telegram_api_base}/bot",
        base_file_url=f"{settings.telegram_api_base}/file/bot",
        request=AiohttpRequest(proxy=settings.telegram_proxy),
        get_updates_request=AiohttpRequest(proxy=settings.telegram_proxy, connection_pool_size=1),
        rate_limiter=limiter,
    )


def _name_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("walk_ended", kind=type(task.exception()).__name__, exc_info=task.exception())


async def run_until_stopped(program: Program) -> None:
    """Run until the process is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with program.running():
        await stop.wait()
