"""The wiring: one office, one bot, and the three walks side by side — reading, the clock, sending."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog

from actions.clock import audit, clocks, quotas, retention
from actions.clock import tick as chores
from actions.delivery import delivery, intake, links
from actions.installation import Office
from actions.office.setup import is_prepared, prepare_office
from actions.office.successions import pass_on_orphans
from bot.clock import Clock, MovableClock
from bot.clockwork import Clockwork
from bot.confirming import ConfirmedClock
from bot.lines import Line
from bot.open_lines import Exchange, lines_of
from bot.settings import Settings
from channels.telegram.limiter import DeliveryLimiter
from domain.clocks import HeldBack
from domain.quotas import SHORT, month_of
from domain.routes import OUT_OF_REACH
from handlers.delivery.outcomes import ChannelDown
from handlers.delivery.outlets import Patience
from handlers.delivery.sender import Sender
from handlers.desk import Desk
from handlers.front.channel import Channel
from handlers.front.commands import COMMANDS
from handlers.front.reception import Reception
from handlers.front.worker import Worker
from storage.database import Database
from storage.inbox import Fresh
from storage.schema import migrate

log = structlog.get_logger()

ANOTHER_TRY = timedelta(seconds=1)
WALK_PAUSE = 3.0
ASKING = 3.0  # seconds in which the platform has to say what time it is: the tick waits for it
SHARE = timedelta(seconds=20)  # how often a process says that it sends
AUDIT_PAUSE = 20.0  # seconds between two looks whether the hour is over
PARTING = 15.0  # seconds in which what is being sent has to end
FRESHLY_HEARD = timedelta(seconds=45)  # longer than a poll is held open, and what it brings takes to be handled
LONGEST_SILENCE = timedelta(minutes=5)


class Program:
    """Everything that runs. `limiter` keeps the platform's limits; trial mode and tests need none. `owner` names the
    process in leases: where there is only one it may keep its name, and finds its leases again after a crash."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        token: str | None,
        limiter: DeliveryLimiter | None = None,
        owner: str | None = None,
    ) -> None:
        self.settings = settings
        self.clock = ConfirmedClock(clock)
        self.database = Database(settings.database_url)
        self.office = Office(self.database, timezone=settings.zone)
        self.limiter = limiter or DeliveryLimiter()
        self.channels: dict[str, Channel] = {}
        self.owner = owner or uuid.uuid4().hex
        self.desk = Desk(
            office=self.office,
            commands=COMMANDS,
            channels=self.channels,
            agency=settings.agency_name,
            public_url=settings.public_url,
            admins=settings.admins,
        )
        self.reception = Reception(self.desk, self.channels)
        self._kicked = asyncio.Event()
        self.sender = Sender(
            self.office,
            self.channels,
            self.clock.now,
            on_room=self._kicked.set,
            queued={"telegram": self.limiter.queued},
            held_back=lambda: self.clock.holds_back,
            patience=lambda: self._patience,
        )
        self.limiter.on_turn = self.sender.look_for_room
        self.worker = Worker(self.office, self.reception, self.clock.now, reads=self.reads)
        exchange = Exchange(
            settings=settings,
            office=self.office,
            clock=self.clock,
            owner=self.owner,
            limiter=self.limiter,
            on_stored=self.worker.expect,
            on_sent=self.count_sent,
        )
        self.lines = {line.name: line for line in lines_of(exchange, telegram_token=token)}
        self.channels.update({name: line.channel for name, line in self.lines.items()})
        self.ticked_at: datetime | None = None
        self.connected = asyncio.Event()
        self.stumbled: dict[str, datetime] = {}  # when each walk last had to be begun again, for /healthz
        self._stopping = asyncio.Event()
        self._patience: Patience | None = None  # of the sender with what has not been heard out
        self._unheard_since: dict[str, datetime] = {}
        self._shares_until: datetime | None = None
        self._one_step = asyncio.Lock()

    async def prepare(self) -> None:
        """The schema, and a new office's rules and holidays; no network."""
        await migrate(self.database)
        if not await is_prepared(self.office):
            await prepare_office(self.office, self.clock.now())

    async def connect(self) -> None:
        """Every line once. Raises ChannelDown where one cannot be."""
        for line in self.lines.values():
            await line.connect()
            await self._take_up_time()

    async def _take_up_time(self) -> None:
        """A platform has said what time it is: by that the calendar is looked through."""
        now = self.clock.now()
        await prepare_office(self.office, now)
        await pass_on_orphans(self.office, now)
        if self.clock.is_known:
            await clocks.forget_what_lies_ahead(self.office, now)
        self.connected.set()

    def reads(self) -> frozenset[str]:
        """The channels that this process reads, and whose words it therefore handles."""
        return frozenset(name for name, line in self.lines.items() if line.reader.leads)

    async def close(self) -> None:
        """End in order: of what was answered nothing is answered again by the next process."""
        for line in self.lines.values():
            await line.channel.close()
        await intake.write_marks(self.office)
        await self.database.close()

    def count_sent(self, channel: str) -> None:
        """One more message of those that the channel's plan allows in a month."""
        self.database.marks.sent[channel, month_of(self.clock.now(), self.office.timezone)] += 1

    def take_up(self, channel: str, fresh: Fresh) -> None:
        """These words of the channel came by another way than its messenger: whoever reads it handles them too."""
        if channel in self.reads():
            self.worker.expect(fresh)
            self.worker.wake.set()

    # The walks

    async def tick(self) -> None:
        """Take every step that has come. Goes on whether or not the platform can be reached, but not by a clock that
        nobody confirms: what a wrong one does cannot be undone."""
        await self._confirm_clock()
        now = self.clock.now()
        if self.clock.is_confirmed:
            await chores.do_chores(self.office, now)
            await self._share_limits(now)
            await self._watch_quotas(now)
        self.ticked_at = now
        self._kicked.set()
        if self.reads():
            self.worker.wake.set()  # what a process that is gone has stored waits for somebody to take it up

    async def _confirm_clock(self) -> None:
        """Ask the platforms what time it is, where that is not known, until one has said it; a clock that was wrong is
        named to the office."""
        for line in [one for one in self.lines.values() if one.connected.is_set()]:
            if not self.clock.wants_answer:
                break
            try:
                await line.channel.ask_time(within=ASKING)
            except ChannelDown as wrong:
                log.info("clock_not_confirmed", channel=line.name, kind=str(wrong))
        while self.clock.findings:
            found = self.clock.findings[0]
            log.warning("clock_wrong", ahead=found.ahead.total_seconds(), over=found.until is not None)
            await clocks.note_wrong_clock(self.office, self.clock.now(), found)
            self.clock.findings.remove(found)

    async def _share_limits(self, now: datetime) -> None:
        """The platform's limits are the token's: whoever else sends with it leaves that much less to this process."""
        if self._shares_until is None or not now < self._shares_until <= now + SHARE:
            senders = await delivery.count_senders(self.office, self.owner, now=now, length=SHARE * 2)
            self.limiter.share(senders)
            self._shares_until = now + SHARE

    async def _watch_quotas(self, now: datetime) -> None:
        limits = {name: most for name, one in self.channels.items() if (most := one.traits.monthly_messages)}
        refused = {name for name in limits if self.sender.outlet(name).is_spent(now)}
        found = await quotas.watch_quotas(self.office, limits, now, refused=refused)
        self.sender.short = frozenset(one.channel for one in found if one.level >= SHORT)
        for one in found:
            if one.is_spent:
                self.sender.outlet(one.channel).spent_until = one.anew_at

    async def _send(self) -> None:
        """Not in the middle of a tick, which may be making up for days: what falls due together is said together."""
        await self.connected.wait()
        while not self._stopping.is_set():
            await self._kicked.wait()
            self._kicked.clear()
            if not self._one_step.locked():
                self._patience = await self._weigh_patience()
                await self.sender.fill()

    async def _weigh_patience(self) -> Patience | None:
        """After downtime nothing is said by a channel before what people said there meanwhile has been read: nobody is
        told *overdue* whose result is waiting. Where a platform gives out no updates for long, what is due is said all
        the same; while the clock is not confirmed, what people do is: None."""
        if self.clock.holds_back is not HeldBack.NOTHING:
            return None
        now = self.clock.now()
        heard = await intake.heard_out(self.office, now - FRESHLY_HEARD, now=now)
        silent = {name: self._unheard_since.get(name, now) for name in self.lines if name not in heard.channels}
        self._unheard_since = silent
        patient = {name for name, since in silent.items() if now - since < LONGEST_SILENCE}
        lost = {name for name, since in silent.items() if self.lines[name].fault and now - since >= OUT_OF_REACH}
        return Patience(may_send=frozenset(self.channels) - patient, given_up=frozenset(lost), unheard=heard.unheard)

    async def _audit(self) -> None:
        """Apart from the tick, which does not wait for a long journal to be walked, nor for what is cleared away."""
        while True:
            await asyncio.sleep(AUDIT_PAUSE)
            if not self.clock.is_confirmed:
                continue
            while await retention.clear_leftovers(self.office, self.clock.now()):
                pass
            await links.clear_files(self.office, self.clock.now())
            if await audit.audit_hourly(self.office, self.clock.now()):
                self._kicked.set()

    async def _kick_when_owing(self) -> None:
        while True:
            await self.office.owes.wait()
            self.office.owes.clear()
            self._kicked.set()

    async def _kick_after_work(self) -> None:
        """What waits for people to be heard out need not wait any longer than that."""
        while True:
            await self.worker.worked.wait()
            self.worker.worked.clear()
            if self._patience is None or self._patience.holds_back(self.channels):
                self._kicked.set()

    async def _read(self, line: Line) -> None:
        await line.connect_at_last(self._take_up_time)
        await self.worker.recall(line.name)
        await line.reader.run()

    async def _handle(self) -> None:
        await self.connected.wait()
        await self.worker.run()

    async def _wake_worker(self, line: Line) -> None:
        while True:
            await line.reader.stored.wait()
            line.reader.stored.clear()
            self.worker.wake.set()

    async def _keep_up(self, name: str, walk: Callable[[], Awaitable[None]]) -> None:
        """A walk that stumbles, over a database that is away say, is named and begun again; it never just ends."""
        while not self._stopping.is_set():
            try:
                await walk()
            except Exception:
                self.stumbled[name] = self.clock.now()
                log.exception("walk_stumbled", walk=name)
                await asyncio.sleep(WALK_PAUSE)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All walks in the background until the block is left; a batch being sent is sent out first."""
        clockwork = Clockwork(self._guarded_tick, seconds=self.settings.tick_seconds)
        walks: dict[str, Callable[[], Awaitable[None]]] = {
            **{f"reading {name}": partial(self._read, line) for name, line in self.lines.items()},
            **{f"waking {name}": partial(self._wake_worker, line) for name, line in self.lines.items()},
            "handling": self._handle,
            "kicking": self._kick_when_owing,
            "kicking after work": self._kick_after_work,
            "auditing": self._audit,
        }
        tasks = [asyncio.create_task(self._keep_up(name, walk)) for name, walk in walks.items()]
        sending = asyncio.create_task(self._keep_up("sending", self._send))
        clockwork.start()
        try:
            yield
        finally:
            self._stopping.set()
            self._kicked.set()
            async with self._one_step:
                clockwork.shutdown(wait=False)
            await asyncio.wait([sending, *self.sender.under_way], timeout=PARTING)
            for task in (*tasks, sending):
                task.cancel()
            await asyncio.gather(*tasks, sending, return_exceptions=True)
            await intake.stop_reading(self.office, self.lines, self.owner, now=self.clock.now())

    async def _guarded_tick(self) -> None:
        async with self._one_step:
            try:
                await self.tick()
            except Exception:
                self.stumbled["tick"] = self.clock.now()
                log.exception("tick_failed")
            finally:
                self._kicked.set()  # what is owed already does not wait for the clock to be mended

    # One step at a time: trial mode's moved clock, and tests

    async def step(self) -> None:
        """Read, handle, tick and send until nothing more is due at this moment."""
        for line in self.lines.values():
            await line.reader.read_now()
        await self.worker.drain()
        await self.tick()
        while await self.sender.send_due():
            pass

    async def live_until(self, target: datetime, clock: MovableClock) -> None:
        """Move the clock from one due moment to the next, so that nothing is passed over as if it had been missed."""
        async with self._one_step:
            await self.step()
            while (moment := await self._next_moment()) is not None and (later := self._later(moment)) <= target:
                clock.move_to(later)
                await self.step()
            clock.move_to(max(target, clock.now()))
            await self.step()

    async def _next_moment(self) -> datetime | None:
        """None while nothing is done by the clock."""
        return await chores.next_moment(self.office) if self.clock.is_confirmed else None

    def _later(self, moment: datetime) -> datetime:
        """The moment, or, where it has been tried already, when trying again has sense."""
        now = self.clock.now()
        return moment if moment > now else max(now + ANOTHER_TRY, self.sender.waits_until or now)


async def run_until_stopped(program: Program) -> None:
    """Run until the process is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with program.running():
        await stop.wait()
