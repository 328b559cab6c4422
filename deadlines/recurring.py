"""What comes round again (R14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, islice

from deadlines.dates import day_month, existing_date, month_after, months_from
from deadlines.days import weekday_number
from deadlines.numerals import numeral, plain
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, ClockTime, Context, Cycle, Due, Every
from domain.office.calendar import DAY

LEAP_YEAR = 2028
SUNDAY = 6
MOST_ROUNDS = 40
MONTHS_OF_QUARTER = {"dau": 0, "giua": 1, "cuoi": 2}
MONTHS_OF_PERIOD = {"thang": 1, "quy": 3, "nam": 12}


@rule
def every_month(_: Context, first: str, second: str) -> Cycle:
    return Cycle(every=Every.DAY_OF_MONTH, day=_day_number(second if plain(first).endswith("thang") else first))


@rule
def every_week(_: Context, text: str) -> Cycle:
    return Cycle(every=Every.WEEKDAY, day=weekday_number(text))


@rule
def every_day(_: Context) -> Cycle:
    return Cycle(every=Every.DAY)


@rule
def every_year(_: Context, text: str) -> Cycle:
    day, month = day_month(text)
    existing_date(day, month, LEAP_YEAR)
    return Cycle(every=Every.DAY_OF_YEAR, day=day, month=month)


@rule
def every_quarter(_: Context, day: str, month: str) -> Cycle:
    which = MONTHS_OF_QUARTER[plain(month).split()[1]]
    return Cycle(every=Every.DAY_OF_QUARTER, day=_day_number(day), month=which)


@rule
def every_end(_: Context, text: str) -> Cycle:
    period = plain(text).split()[-1]
    if period == "tuan":
        return Cycle(every=Every.WEEKDAY, day=SUNDAY)
    return Cycle(every=Every.END, month=MONTHS_OF_PERIOD[period])


@rule
def next_of(context: Context, *said: ClockTime | Cycle) -> Due:
    """R14: on a day off it is moved back."""
    return _coming(context, *said, step=context.calendar.working_day_on_or_before)


@rule
def next_before(context: Context, cycle: Cycle) -> Due:
    """R3, with its exception for the end of a period."""
    if cycle.every is Every.END:
        return next_of(context, cycle)
    return _coming(context, cycle, step=lambda day: context.calendar.working_days_before(day, 1))


def _coming(context: Context, *said: ClockTime | Cycle, step: Callable[[date], date]) -> Due:
    clock = next((part for part in said if isinstance(part, ClockTime)), None)
    cycle = next(part for part in said if isinstance(part, Cycle))
    if clock and clock.other:
        raise AskBack(Reason.AMBIGUOUS)
    at = clock.at if clock else context.rules.end_of_day
    moments = (context.calendar.at(step(day), at) for day in islice(_days_of(context, cycle), MOST_ROUNDS))
    moment = next((moment for moment in moments if moment > context.now), None)
    if moment is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return Due(moment=moment, names_hour=clock is not None)


def _days_of(context: Context, cycle: Cycle) -> Iterator[date]:
    """The days of the cycle in order, from before tomorrow."""
    month = context.today.replace(day=1)
    match cycle.every:
        case Every.DAY:
            yield from (context.today + n * DAY for n in count())
        case Every.WEEKDAY:
            first = context.today + (cycle.day - context.today.weekday()) % 7 * DAY
            yield from (first + n * 7 * DAY for n in count())
        case Every.END:
            first = month_after(month, -((month.month - 1) % cycle.month))
            yield from (months_from(month_after(first, n * cycle.month), cycle.month).last for n in count())
        case Every.DAY_OF_MONTH:
            yield from _day_of_months(cycle.day, month, 1)
        case Every.DAY_OF_QUARTER:
            yield from _day_of_months(cycle.day, month_after(month, cycle.month - (month.month - 1) % 3), 3)
        case Every.DAY_OF_YEAR:
            yield from _day_of_months(cycle.day, month.replace(month=cycle.month), 12)


def _day_of_months(day: int, first: date, step: int) -> Iterator[date]:
    months = (month_after(first, n * step) for n in count())
    yield from (existing_date(day, month.month, month.year) for month in months)


def _day_number(text: str) -> int:
    number = numeral(text)
    if number not in range(1, 32):
        raise AskBack(Reason.IMPOSSIBLE)
    return number
