"""Lives that run side by side in the time of the generated year, in the order of their moments.

A life is an asynchronous generator that yields the moment at which it goes on. What people do is done through the real
actions, each with an order of its own; what the rules refuse is counted and changes nothing, as in an office.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from actions.installation import Office
from actions.order import Order
from benchmarks.staff import Staff
from domain.duties.cases import Deadline
from domain.duties.duties import Duty
from domain.office.calendar import DAY, Calendar
from domain.refusals import Refusal
from storage.duties import duty_of
from storage.tables import duties

T = TypeVar("T")
Life = AsyncIterator[datetime]
_BY_ID = select(duties).where(duties.c.id == bindparam("id"))


@dataclass(kw_only=True)
class Year:
    """The office in the generated time: what is said now, by whom, and whose turn comes next."""

    office: Office
    staff: Staff
    chance: Random
    calendar: Calendar
    now: datetime
    unrest: float = 1  # how many times as often as usual something comes between
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)  # of open tasks
    _queue: list[tuple[datetime, int, Life]] = field(default_factory=list)
    _number: Any = field(default_factory=count)

    def begin(self, life: Life, at: datetime | None = None) -> None:
        heapq.heappush(self._queue, (at or self.now, next(self._number), life))

    async def run(self, until: datetime, every: Callable[[], None] = lambda: None) -> None:
        """Live on until that moment; `every` is called after each step."""
        while self._queue and self._queue[0][0] < until:
            moment, _, life = heapq.heappop(self._queue)
            self.now = max(self.now, moment)
            with suppress(StopAsyncIteration):
                self.begin(life, max(self.now, await anext(life)))
            every()

    # What is done

    def by(self, person_id: int, duty: Duty | None = None) -> Order:
        """Said now, or, when the program was down, some time ago; now and then reported on paper."""
        said_at = self.now
        if self.happens(0.04):
            said_at -= timedelta(minutes=self.chance.randrange(1, 240))
        paper = self.chance.choice(self.staff.clerks) if self.happens(0.01) else None
        return Order(
            now=self.now,
            said_at=said_at,
            via="trial",
            sender_id=person_id,
            duty_id=duty.id if duty else None,
            recorded_by_id=paper,
        )

    async def do(self, name: str, act: Awaitable[T]) -> T | None:
        """The outcome of the act; None where it was refused."""
        try:
            outcome = await act
        except Refusal as refusal:
            self.refused[f"{name}: {type(refusal).__name__}"] += 1
            return None
        self.done[name] += 1
        return outcome

    async def duty(self, duty_id: int) -> Duty:
        """As it stands now."""
        async with self.office.database.reading() as connection:
            return duty_of((await connection.execute(_BY_ID, {"id": duty_id})).one())

    # What comes when

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def hours(self, mean: float) -> timedelta:
        """A length of working time about this mean: mostly shorter, seldom much longer."""
        return timedelta(seconds=int(self.chance.expovariate(1 / (mean * 3600))))

    def later(self, mean: float) -> datetime:
        """A moment so many working hours from now, on the average."""
        return self.calendar.add_working_time(self.now, self.hours(mean)) + timedelta(seconds=1)

    def between(self, since: datetime, until: datetime) -> datetime:
        """Any working moment between the two."""
        length = self.calendar.working_time(since, until)
        return self.calendar.add_working_time(since, length * self.chance.random())

    def on_day(self, day: date) -> datetime:
        """Any moment of that day's office hours."""
        opens, closes = self.chance.choice(self.calendar.sessions(day))
        return opens + timedelta(seconds=self.chance.randrange(int((closes - opens).total_seconds())))

    def deadline(self, days: int) -> Deadline:
        """So many working days from now, with or without an hour."""
        day = self.calendar.working_days_after(self.calendar.day_of(self.now), days)
        if self.happens(0.6):
            return Deadline(moment=self.calendar.at(day, time(17, 0)), names_hour=False)
        clock = self.chance.choice((time(9, 0), time(11, 0), time(14, 0), time(16, 30)))
        return Deadline(moment=self.calendar.at(day, clock), names_hour=True)

    def working_days(self, first: date, last: date) -> list[date]:
        days = [first + number * DAY for number in range((last - first).days + 1)]
        return [day for day in days if self.calendar.is_working_day(day)]
