"""A week of downtime with very many open duties: what each person is sent when the program is back, and what it costs.

python -m benchmarks.downtime --duties 10000
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select

from benchmarks import bulk
from benchmarks.loopback import peopled, served
from benchmarks.process import TOKEN
from bot.clock import StandingClock
from bot.program import Program
from bot.settings import Settings
from bot.trial.run import unhurried_limiter
from bot.trial.telegram import BotApi
from domain.rules.lengths import Urgency
from storage.database import Database
from storage.tables import notices

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=bulk.HANOI)
BACK = MONDAY + timedelta(days=8, hours=1)  # Tuesday of the week after
EVENING = BACK.replace(hour=18)
DUE_AFTER = (1, 2, 3, 4, 9)  # days: four fifths have become overdue meanwhile, one step after the other
URGENCIES = (Urgency.NORMAL, Urgency.URGENT, Urgency.VERY_URGENT)
MOST_AT_ONCE = 2  # messages that a person finds when the program is back
MOST_A_DAY = 3  # on the return, what falls due in the day, and, to the office, the anchor


@dataclass(frozen=True, kw_only=True)
class Return:
    duties: int
    people: int
    first_tick: float  # seconds
    second_tick: float
    sending: float
    memory: int  # MB at the most, of this process with the platform in it
    at_once: Counter[int]  # messages by person
    day: Counter[int]
    notices: Counter[str]  # by what became of them
    twice: int  # persons who were told of one duty more than once when the program came back

    @property
    def is_calm(self) -> bool:
        return not self.twice and max(self.at_once.values()) <= MOST_AT_ONCE and max(self.day.values()) <= MOST_A_DAY

    def __str__(self) -> str:
        most = max(self.at_once.values(), default=0)
        return "\n".join(
            (
                f"{self.duties} open duties of {self.people} people, down for eight days",
                f"first tick {self.first_tick:.1f} s, the next {self.second_tick:.3f} s, sending {self.sending:.1f} s",
                f"{self.memory} MB at the most",
                f"{self.at_once.total()} messages at once to {len(self.at_once)} people, at most {most} to one",
                f"{self.day.total()} until the evening, at most {max(self.day.values(), default=0)} to one",
                f"notices: {dict(self.notices)}; told twice of one duty at once: {self.twice}",
            )
        )


async def come_back(address: str, *, duties: int, people: int) -> Return:
    database = Database(address)
    ids = await bulk.found(database, people=people, now=MONDAY)
    assigned = 0
    while assigned < duties:
        holders = ids[1 : 1 + min(people - 1, duties - assigned)]
        turn = assigned // (people - 1)
        await bulk.assign(
            database,
            holders,
            at=MONDAY,
            due_in=timedelta(days=DUE_AFTER[turn % len(DUE_AFTER)], hours=7),
            urgency=URGENCIES[turn % len(URGENCIES)],
        )
        assigned += len(holders)
    clock = StandingClock(BACK)
    api = await peopled(clock, TOKEN, ids)
    async with served(api) as base:
        settings = Settings(_env_file=None, telegram_api_base=base, database_url=address)  # type: ignore[call-arg]
        program = Program(settings, clock, token=TOKEN, limiter=unhurried_limiter())
        await program.prepare()
        await program.connect()
        await program.lines["telegram"].reader.read_now()
        begun = perf_counter()
        await program.tick()
        first = perf_counter() - begun
        begun = perf_counter()
        await program.tick()
        second = perf_counter() - begun
        begun = perf_counter()
        while await program.sender.send_due():
            pass
        sending = perf_counter() - begun
        at_once, twice = _received(api, ids), await _told_twice(database)
        await program.live_until(EVENING, clock)
        await program.close()
    async with database.reading() as connection:
        rows = await connection.execute(select(notices.c.state, func.count()).group_by(notices.c.state))
        states = Counter({row[0]: row[1] for row in rows})
    await database.close()
    return Return(
        duties=assigned,
        people=people,
        first_tick=first,
        second_tick=second,
        sending=sending,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        at_once=at_once,
        day=_received(api, ids),
        notices=states,
        twice=twice,
    )


def _received(api: BotApi, people: list[int]) -> Counter[int]:
    return Counter(
        {person: count for person in people if (count := len(api.messages(bulk.account_of(person))))},
    )


async def _told_twice(database: Database) -> int:
    told = (
        select(notices.c.recipient_id)
        .where(notices.c.state == "said", notices.c.duty_id.is_not(None))
        .group_by(notices.c.recipient_id, notices.c.duty_id)
        .having(func.count() > 1)
    )
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(told.subquery())) or 0


async def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--duties", type=int, default=10_000)
    given.add_argument("--people", type=int, default=400)
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="dt") as place:
        came = await come_back(f"sqlite:///{Path(place)}/dondoc.db", duties=chosen.duties, people=chosen.people)
    print(came)
    return 0 if came.is_calm else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
