"""What comes round again (R14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, islice

from deadlines.days import day_month, month_after
from deadlines.durations import Counting
from deadlines.periods import WEEK, months_from
from deadlines.readings import Reason
from deadlines.values import Asked, Clock, Cycle, Due, Every, numeral, plain
from domain.calendar import DAY

LEAP_YEAR = 2028
SUNDAY = 6
MOST_ROUNDS = 40
MONTHS_OF_QUARTER = {"dau": 0, "giua": 1, "cuoi": 2}
MONTHS_OF_PERIOD = {"thang": 1, "quy": 3, "nam": 12}


class Recurring(Counting):
    def every_month(self, first: str, second: str) -> Cycle:
        return Cycle(
            every=Every.DAY_OF_MONTH, day=self._day_number(second if plain(first).endswith("thang") else first)
        )

    def every_week(self, text: str) -> Cycle:
        return Cycle(every=Every.WEEKDAY, day=self.weekday(text).as_deadline.weekday())

    def every_day(self) -> Cycle:
        return Cycle(every=Every.DAY)

    def every_year(self, text: str) -> Cycle:
        day, month = day_month(text)
        self._date(day, month, LEAP_YEAR)
        return Cycle(every=Every.DAY_OF_YEAR, day=day, month=month)

    def every_quarter(self, day: str, month: str) -> Cycle:
        which = MONTHS_OF_QUARTER[plain(month).split()[1]]
        return Cycle(every=Every.DAY_OF_QUARTER, day=self._day_number(day), month=which)

    def every_end(self, text: str) -> Cycle:
        period = plain(text).split()[-1]
        if period == "tuan":
            return Cycle(every=Every.WEEKDAY, day=SUNDAY)
        return Cycle(every=Every.END, month=MONTHS_OF_PERIOD[period])

    def next_of(self, *said: Clock | Cycle) -> Due:
        """R14: on a day off it is moved back."""
        return self._coming(*said, step=self.calendar.working_day_on_or_before)

    def next_before(self, cycle: Cycle) -> Due:
        """R3, with its exception for the end of a period."""
        if cycle.every is Every.END:
            return self.next_of(cycle)
        return self._coming(cycle, step=lambda day: self.calendar.working_days_before(day, 1))

    def _coming(self, *said: Clock | Cycle, step: Callable[[date], date]) -> Due:
        clock = next((part for part in said if isinstance(part, Clock)), None)
        cycle = next(part for part in said if isinstance(part, Cycle))
        if clock and clock.other:
            raise Asked(Reason.AMBIGUOUS)
        at = clock.at if clock else self.rules.end_of_day
        moments = (self.calendar.at(step(day), at) for day in islice(self._days_of(cycle), MOST_ROUNDS))
        moment = next((moment for moment in moments if moment > self.now), None)
        if moment is None:
            raise Asked(Reason.IMPOSSIBLE)
        return Due(moment=moment, names_hour=clock is not None)

    def _days_of(self, cycle: Cycle) -> Iterator[date]:
        """The days of the cycle in order, from before tomorrow."""
        month = self.today.replace(day=1)
        match cycle.every:
            case Every.DAY:
                yield from (self.today + n * DAY for n in count())
            case Every.WEEKDAY:
                first = self.today + (cycle.day - self.today.weekday()) % 7 * DAY
                yield from (first + n * WEEK for n in count())
            case Every.END:
                first = month_after(month, -((month.month - 1) % cycle.month))
                yield from (months_from(month_after(first, n * cycle.month), cycle.month).last for n in count())
            case Every.DAY_OF_MONTH:
                yield from self._day_of_months(cycle.day, month, 1)
            case Every.DAY_OF_QUARTER:
                yield from self._day_of_months(cycle.day, month_after(month, cycle.month - (month.month - 1) % 3), 3)
            case Every.DAY_OF_YEAR:
                yield from self._day_of_months(cycle.day, month.replace(month=cycle.month), 12)

    def _day_of_months(self, day: int, first: date, step: int) -> Iterator[date]:
        months = (month_after(first, n * step) for n in count())
        yield from (self._date(day, month.month, month.year) for month in months)

    def _day_number(self, text: str) -> int:
        number = numeral(text)
        if number not in range(1, 32):
            raise Asked(Reason.IMPOSSIBLE)
        return number
