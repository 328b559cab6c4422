"""Generate a year of an office through the real actions, into a database of its own: tables and journal are real.

Run from the root of the project:
    python -m benchmarks.year --database sqlite:///year.db [--tasks 20000] [--opinions 5000] [--people 400]
        [--units 20] [--seed 1] [--first 2026-01-05] [--last 2026-12-31]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from actions.installation import Office
from actions.office.setup import public_calendar
from benchmarks import office_lives
from benchmarks.at_once import hurry
from benchmarks.clockwork import Life, Year
from benchmarks.opinion_lives import request
from benchmarks.staff import engage
from benchmarks.task_lives import task
from storage.database import Database
from storage.schema import migrate

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, kw_only=True)
class Size:
    tasks: int = 20_000
    opinions: int = 5_000
    people: int = 400
    units: int = 20
    seed: int = 1
    first: date = date(2026, 1, 5)
    last: date = date(2026, 12, 31)
    moves: int = 40
    absent: float = 0.004  # of the people, each working day
    unrest: float = 1  # how many times as often as usual something comes between
    storm: date = date(2026, 9, 10)  # the office is closed


async def begun(database: Database, size: Size) -> Year:
    """The office at the beginning of the year, with everything that is to come in it, into an empty database."""
    if database.is_sqlite:
        hurry(database)
    await migrate(database)
    chance = Random(size.seed)
    office = Office(database, timezone=HANOI)
    begin = datetime.combine(size.first, time(7, 30), HANOI)
    calendar = public_calendar(HANOI, begin)
    staff = await engage(office, chance, units=size.units, people=size.people, at=begin - timedelta(days=3))
    year = Year(office=office, staff=staff, chance=chance, calendar=calendar, now=begin, unrest=size.unrest)
    days = year.working_days(size.first, size.last)
    for begin_life, number in ((task, size.tasks), (request, size.opinions)):
        for _ in range(number):
            year.begin(begin_life(year), year.on_day(chance.choice(days)))
    for life in _around(year, size):
        year.begin(life)
    return year


def _around(year: Year, size: Size) -> list[Life]:
    """What happens beside the cases."""
    storms = (size.storm,) if size.first < size.storm - timedelta(days=7) and size.last > size.storm else ()
    return [
        office_lives.clock(year),
        office_lives.absences(year, size.absent),
        office_lives.moves(year, size.moves, size.last),
        office_lives.days_off(year, storms),
    ]


def _telling(year: Year) -> Any:
    began = perf_counter()
    last = year.now

    def tell() -> None:
        nonlocal last
        if year.now - last < timedelta(days=7):
            return
        last = year.now
        print(f"{perf_counter() - began:7.0f} s  {year.now:%d/%m/%Y}  {sum(year.done.values())} acts", flush=True)

    return tell


def sizes(arguments: list[str]) -> tuple[str, Size]:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--database", required=True, help="an empty database of its own")
    for name in ("tasks", "opinions", "people", "units", "seed", "moves"):
        asked.add_argument(f"--{name}", type=int, default=getattr(Size(), name))
    for name in ("first", "last"):
        asked.add_argument(f"--{name}", type=date.fromisoformat, default=getattr(Size(), name))
    found = vars(asked.parse_args(arguments))
    return found.pop("database"), Size(**found)


async def main(arguments: list[str]) -> None:
    address, size = sizes(arguments)
    database = Database(address)
    gc.set_threshold(100_000, 50, 100)  # what an act leaves behind is no circle
    began = perf_counter()
    year = await begun(database, size)
    await year.run(datetime.combine(size.last, time(23, 0), HANOI), every=_telling(year))
    for name, counted in (("done", year.done), ("refused", year.refused)):
        print(f"{name}: " + ", ".join(f"{what} {number}" for what, number in counted.most_common()))
    print(f"{sum(year.done.values())} acts in {perf_counter() - began:.0f} s")
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
