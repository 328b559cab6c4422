"""How long a start takes to its first tick, and an idle tick, with few and with very many open duties.

python -m benchmarks.start --duties 100000
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks import bulk
from benchmarks.loopback import served
from benchmarks.process import TOKEN
from bot.clock import StandingClock
from bot.program import Program
from bot.settings import Settings
from bot.trial.telegram import BotApi
from domain.rules.lengths import Urgency
from storage.database import Database

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=bulk.HANOI)
PEOPLE = 400
IDLE_TICKS = 200


@dataclass(frozen=True, kw_only=True)
class Times:
    duties: int
    start: float  # seconds, to the end of the first tick
    work: float  # of them on the processor: what remains where others want the machine too
    idle: float  # seconds of an idle tick, the median

    def __str__(self) -> str:
        return (
            f"{self.duties:7d} open duties: first tick after {self.start:.3f} s, {self.work:.3f} s of work, "
            f"idle tick {self.idle * 1000:.2f} ms"
        )


async def measure(address: str, *, duties: int, ticks: int = IDLE_TICKS) -> Times:
    """An office in which so many duties are open and none has a step to take."""
    database = Database(address)
    people = await bulk.found(database, people=PEOPLE, now=MONDAY)
    for begun in range(0, duties, PEOPLE):
        holders = people[: min(PEOPLE, duties - begun)]
        await bulk.assign(database, holders, at=MONDAY, due_in=timedelta(days=30), urgency=Urgency.NORMAL)
    await database.close()
    clock = StandingClock(MONDAY + timedelta(minutes=1))
    async with served(BotApi(clock, TOKEN)) as base:
        return await _start(address, base, clock, duties=duties, ticks=ticks)


async def _start(address: str, base: str, clock: StandingClock, *, duties: int, ticks: int) -> Times:
    settings = Settings(_env_file=None, telegram_api_base=base, database_url=address)  # type: ignore[call-arg]
    begun_at, worked = perf_counter(), process_time()
    program = Program(settings, clock, token=TOKEN)
    await program.prepare()
    await program.connect()
    await program.tick()
    start, work = perf_counter() - begun_at, process_time() - worked
    lengths = []
    for _ in range(ticks):
        begun_at = perf_counter()
        await program.tick()
        lengths.append(perf_counter() - begun_at)
    await program.close()
    return Times(duties=duties, start=start, work=work, idle=median(lengths))


async def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--duties", type=int, default=100_000)
    most = given.parse_args().duties
    times = []
    for duties in (0, 100, most):
        with tempfile.TemporaryDirectory(prefix="st") as place:
            times.append(await measure(f"sqlite:///{Path(place)}/dondoc.db", duties=duties))
        print(times[-1], flush=True)
    empty, few, many = times
    print(f"more for the start: {many.start - empty.start:.3f} s")
    print(f"an idle tick takes {many.idle / few.idle:.2f} times as long as with {few.duties}")
    return 0 if many.start - empty.start < 2 else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
