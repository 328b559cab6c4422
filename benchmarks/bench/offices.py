"""The offices that are measured: 200 units, 2,000 people, and what they owe. Each is entered once a run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path

from sqlalchemy import update

from benchmarks.bulk import HANOI, assign, found
from domain.duties.cases import CaseState
from domain.duties.duties import Outcome, Phase
from domain.rules.lengths import Urgency
from storage.database import Database
from storage.tables import cases, duties, holdings

PEOPLE, UNIT_SIZE = 2_000, 10
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=HANOI)
FRIDAY = MONDAY - timedelta(days=3)
QUIET = timedelta(hours=3)  # no step comes meanwhile
DUE_IN = timedelta(minutes=61)  # from the assignment to the first nudge, a minute of it to spare
OVERDUE = 100  # one in so many
A_DAY = 213  # tasks of a working day where tasks have lived: 4,260 in November 2026

IDS = range(1, PEOPLE + 1)
HOLDERS = IDS[1:]


class Offices:
    """Entered at the first use, and kept in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    async def open_duties(self, count: int, *, stepped_until: datetime = MONDAY + QUIET) -> Path:
        """So many open duties, one in a hundred overdue, and none with a step before that moment."""
        file = self.folder / f"open{count}-{stepped_until:%d%H}.db"
        if not file.exists():
            database = await _founded(file)
            late = max(1, count // OVERDUE)
            at = MONDAY - timedelta(days=60)
            for share, due_in in ((late, timedelta(days=40)), (count - late, timedelta(days=90))):
                await _assigned(database, share, at=at, due_in=due_in, stepped_until=stepped_until)
            await database.close()
        return file

    async def nudged(self, count: int) -> Path:
        """So many of whom each is nudged once at the same moment: DUE_IN after Monday's 09:00."""
        file = self.folder / f"nudged{count}.db"
        if not file.exists():
            database = await _founded(file)
            due = timedelta(days=5)
            for begun in range(0, count, len(HOLDERS)):
                holders = HOLDERS[: min(len(HOLDERS), count - begun)]
                await assign(database, holders, at=MONDAY, due_in=due, urgency=Urgency.FLASH)
            await database.close()
        return file

    async def lives(self, count: int) -> Path:
        """So many tasks of the past months, all but those of the last two weeks accepted in time."""
        file = self.folder / f"lives{count}.db"
        if not file.exists():
            database = await _founded(file)
            days, day = ceil(count / A_DAY), MONDAY.date() - timedelta(weeks=ceil(count / A_DAY / 5))
            for number in range(days):
                first = 1 + number * A_DAY
                await _lived(database, day, first, min(A_DAY, count + 1 - first))
                day += timedelta(days=3 if day.weekday() == 4 else 1)
            await database.close()
        return file


async def _founded(file: Path) -> Database:
    database = Database(f"sqlite:///{file}")
    await found(database, people=PEOPLE, now=MONDAY - timedelta(days=1500), unit_size=UNIT_SIZE)
    return database


async def _assigned(
    database: Database, count: int, *, at: datetime, due_in: timedelta, stepped_until: datetime
) -> None:
    for begun in range(0, count, len(HOLDERS)):
        holders = HOLDERS[: min(len(HOLDERS), count - begun)]
        await assign(database, holders, at=at, due_in=due_in, urgency=Urgency.NORMAL, stepped_until=stepped_until)


async def _lived(database: Database, day: date, first: int, count: int) -> None:
    """The tasks of one day, from that number on; those of long ago have ended."""
    at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=HANOI)
    holders = [HOLDERS[(first + number) % len(HOLDERS)] for number in range(count)]
    until = max(at, MONDAY + QUIET)
    await assign(database, holders, at=at, due_in=timedelta(days=20), urgency=Urgency.NORMAL, stepped_until=until)
    ended_at = at + timedelta(days=7)
    if ended_at < MONDAY - timedelta(days=7):
        last = first + count - 1
        ended = {"closed_at": ended_at}
        async with database.writing() as connection:
            await connection.execute(
                update(duties)
                .where(duties.c.id.between(first, last))
                .values(phase=Phase.CLOSED, outcome=Outcome.ACCEPTED, next_step_at=None, submitted_at=ended_at, **ended)
            )
            await connection.execute(
                update(cases).where(cases.c.id.between(first, last)).values(state=CaseState.CLOSED, **ended)
            )
            await connection.execute(
                update(holdings).where(holdings.c.duty_id.between(first, last)).values(until=ended_at)
            )
