"""How fast the real program says what falls due at once, on a platform that enforces Telegram's limits.

python -m benchmarks.delivery --people 10000             no 429, at least 29 a second
python -m benchmarks.delivery --people 1000 --lost 1     one blocked, one whose answers never come: nobody else waits
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select

from benchmarks import bulk
from benchmarks.loopback import peopled, served
from benchmarks.process import TOKEN, FileClock, start
from bot.trial.faults import Limits, PlatformFault
from bot.trial.telegram import BotApi
from domain.rules.lengths import Urgency
from storage.database import Database
from storage.tables import messages

MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=bulk.HANOI)


class Counted(Limits):
    """Telegram's limits, with the moments of what passed and the number of what did not."""

    def __init__(self) -> None:
        super().__init__()
        self.passed: list[float] = []
        self.refused = 0

    def take(self, chat_id: int) -> None:
        try:
            super().take(chat_id)
        except Exception:
            self.refused += 1
            raise
        self.passed.append(monotonic())


@dataclass(frozen=True, kw_only=True)
class Speed:
    messages: int
    refused: int  # 429s
    seconds: float
    longest_gap: float  # between two messages
    states: Counter[str]

    @property
    def a_second(self) -> float:
        return self.messages / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.messages} messages in {self.seconds:.1f} s: {self.a_second:.2f} a second, "
            f"{self.refused} times 429, longest gap {self.longest_gap:.2f} s; {dict(self.states)}"
        )


async def deliver(folder: Path, address: str, *, people: int, lost: int) -> Speed:
    """A word falls due for each of them at one moment; the first after the clerk are out of reach."""
    clock = FileClock(folder / "clock")
    clock.move_to(MONDAY)
    database = Database(address)
    ids = await bulk.found(database, people=people + 1, now=MONDAY)
    owing = ids[1:]
    at = MONDAY - timedelta(minutes=61)
    await bulk.assign(database, owing, at=at, due_in=timedelta(days=5), urgency=Urgency.FLASH)
    api = await peopled(clock, TOKEN, ids)
    api.enforce_limits, api.limits = True, (counted := Counted())
    await out_of_reach(api, owing[: 2 * lost])
    async with served(api) as base:
        process = await start(folder, base=base, address=address, clock=clock)
        try:
            await asyncio.wait_for(_told(api, owing[2 * lost :]), timeout=60 + people / 10)
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()
    async with database.reading() as connection:
        rows = await connection.execute(select(messages.c.state, func.count()).group_by(messages.c.state))
        states = Counter({row[0]: row[1] for row in rows})
    await database.close()
    moments = counted.passed
    return Speed(
        messages=len(moments) - 1,
        refused=counted.refused,
        seconds=moments[-1] - moments[0],
        longest_gap=max(later - earlier for earlier, later in pairwise(moments)),
        states=states,
    )


async def out_of_reach(api: BotApi, people: Sequence[int]) -> None:
    """Every other has blocked the bot; of the rest no answer ever comes."""
    for number, person in enumerate(people):
        if number % 2:
            api.faults.append(PlatformFault(kind="stall", chat_id=bulk.account_of(person), times=99))
        else:
            await api.block(bulk.account_of(person))


async def _told(api: BotApi, people: Sequence[int]) -> None:
    waiting = list(people)
    while waiting:
        await asyncio.sleep(0.5)
        waiting = [person for person in waiting if not api.messages(bulk.account_of(person))]


async def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--people", type=int, default=10_000)
    given.add_argument("--lost", type=int, default=0)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="dl") as place:
        folder = Path(place)
        speed = await deliver(folder, f"sqlite:///{folder}/dondoc.db", people=chosen.people, lost=chosen.lost)
    print(speed)
    return 0 if speed.a_second >= 29 and not speed.refused else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
