"""Counted days and hours, and what comes round again (R11, R14, R16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from typing import Never

from domain.calendar import DAY
from handlers.deadlines.days import day_month, month_after
from handlers.deadlines.periods import WEEK, Periods, months_from
from handlers.deadlines.reading import Reason
from handlers.deadlines.values import (
    Asked,
    Clock,
    Cycle,
    Day,
    Due,
    Every,
    Hours,
    Period,
    PeriodKind,
    Span,
    Unit,
    When,
    numeral,
    plain,
)

LEAP_YEAR = 2028
MOST_ROUNDS = 40
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
MONTHS_OF_QUARTER = {"dau": 0, "giua": 1, "cuoi": 2}


class Counting(Periods):
    # How long

    def working_days(self, number: str) -> Span:
        return Span(unit=Unit.WORKING_DAY, count=numeral(number))

    def calendar_days(self, number: str) -> Span:
        return Span(unit=Unit.DAY, count=numeral(number))

    def weeks(self, number: str) -> Span:
        return Span(unit=Unit.DAY, count=7 * numeral(number))

    def months(self, number: str) -> Span:
        return Span(unit=Unit.MONTH, count=numeral(number))

    def years(self, number: str) -> Span:
        return Span(unit=Unit.MONTH, count=12 * numeral(number))

    def half_a_month(self) -> Span:
        return Span(unit=Unit.DAY, count=self.rules.middle_of_month)

    def clock_hours(self, hours: str, minutes: str = "") -> Hours:
        return Hours(span=numeral(hours) * HOUR + (numeral(minutes) * MINUTE if minutes else timedelta()))

    def clock_hours_half(self, hours: str) -> Hours:
        return Hours(span=numeral(hours) * HOUR + HOUR / 2)

    def clock_minutes(self, minutes: str) -> Hours:
        return Hours(span=numeral(minutes) * MINUTE)

    def half_an_hour(self) -> Hours:
        return Hours(span=HOUR / 2)

    def worked(self, hours: str) -> Hours:
        return Hours(span=numeral(hours) * HOUR, worked=True)

    # From when

    def counted(self, span: Span) -> Due:
        return self._after(self.today, span)

    def counted_since_day(self, span: Span, day: Day) -> Due:
        return self._after(day.as_start, span)

    def counted_since_receipt(self, span: Span) -> Due:
        return self._after(self.context.sent_at.date(), span)

    def lasting(self, hours: Hours) -> Due:
        return self._lasting(self.now, hours)

    def lasting_bare(self, text: str) -> Due:
        return self._lasting(self.now, self.clock_hours(text.rsplit(maxsplit=1)[0]))

    def lasting_since_receipt(self, hours: Hours) -> Due:
        return self._lasting(self.context.sent_at, hours)

    def lasting_since(self, hours: Hours, when: When) -> Due:
        if when.clock is None or when.day is None:
            raise Asked(Reason.NEEDS_ANCHOR)
        return self._lasting(self.calendar.at(when.day.as_start, when.clock.at), hours)

    def unknown_anchor(self, _: Span | Hours) -> Never:
        raise Asked(Reason.NEEDS_ANCHOR)

    def about_counted(self, _: str, most: Span) -> Never:
        raise Asked(Reason.AMBIGUOUS, self.counted(most))

    def _after(self, start: date, span: Span) -> Due:
        """R11: the day itself does not count."""
        if not span.count:
            raise Asked(Reason.IMPOSSIBLE)
        worked = span.unit is Unit.WORKING_DAY
        if worked:
            end = self.calendar.working_days_after(start, span.count)
        elif span.unit is Unit.DAY:
            end = self.calendar.working_day_on_or_after(start + span.count * DAY)
        else:
            if span.count > 12 * self.rules.furthest_years:
                raise Asked(Reason.TOO_FAR)
            end = self.calendar.working_day_on_or_after(_same_day(start, span.count))
        moment = self.calendar.at(end, self.rules.end_of_day)
        return Due(moment=moment, names_hour=False, counted_from=start if worked else None)

    def _lasting(self, start: datetime, hours: Hours) -> Due:
        if not hours.span:
            raise Asked(Reason.IMPOSSIBLE)
        if hours.worked:
            return Due(
                moment=self.calendar.add_working_time(start, hours.span), names_hour=True, counted_from=start.date()
            )
        # Through UTC, as hours run on over a change of the clocks.
        return Due(moment=self.calendar.local(start.astimezone(UTC) + hours.span), names_hour=True)

    # What comes round again

    def every_month(self, first: str, second: str) -> Cycle:
        words = first if first[-2:-1].isdigit() or "ngày" in first or "mùng" in first else second
        return Cycle(every=Every.DAY_OF_MONTH, day=self._day_number(words))

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
        return Cycle(every=Every.END, month={"tuan": 0, "thang": 1, "quy": 3, "nam": 12}[plain(text).split()[-1]])

    def next_of(self, *said: Clock | Cycle) -> Due:
        """R14: on a day off it is moved back."""
        return self._coming(*said, step=self.calendar.working_day_on_or_before)

    def next_before(self, cycle: Cycle) -> Due:
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
        """The days of the cycle in order, from before today."""
        first = self.today.replace(day=1)
        if cycle.every is Every.DAY:
            yield from (self.today + n * DAY for n in count())
        elif cycle.every is Every.WEEKDAY:
            start = self.today + (cycle.day - self.today.weekday()) % 7 * DAY
            yield from (start + n * WEEK for n in count())
        elif cycle.every is Every.END:
            yield from (self._period_at(cycle.month, n).last for n in count())
        else:
            step = {Every.DAY_OF_MONTH: 1, Every.DAY_OF_QUARTER: 3, Every.DAY_OF_YEAR: 12}[cycle.every]
            if cycle.every is Every.DAY_OF_YEAR:
                first = first.replace(month=cycle.month)
            elif cycle.every is Every.DAY_OF_QUARTER:
                first = first.replace(month=first.month - (first.month - 1) % 3 + cycle.month)
            for n in count():
                month = month_after(first, n * step)
                yield self._date(cycle.day, month.month, month.year)

    def _period_at(self, months: int, number: int) -> Period:
        if not months:
            week = self.this_week()
            return Period(first=week.first + number * WEEK, last=week.last + number * WEEK, kind=PeriodKind.NUMBERED)
        first = self.today.replace(month=self.today.month - (self.today.month - 1) % months, day=1)
        return months_from(month_after(first, number * months), months)

    def _day_number(self, text: str) -> int:
        number = numeral(text)
        if number not in range(1, 32):
            raise Asked(Reason.IMPOSSIBLE)
        return number


def _same_day(start: date, months: int) -> date:
    """The corresponding day, or the last day of a month that lacks it (Civil Code, article 148)."""
    following = month_after(start, months + 1)
    return min(month_after(start, months) + (start.day - 1) * DAY, following - DAY)
