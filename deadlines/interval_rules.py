"""The days from the first to the last of a phrase: of a report, of a change of the calendar, of an absence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from deadlines.dates import YEARS_FOR_A_DATE, existing_date, latest_begun, month_after, valid_date
from deadlines.numerals import numeral
from deadlines.readings import Interval, Lean, Reason
from deadlines.registry import rule
from deadlines.values import AskBack, CalendarPeriod, Context, NamedDay, PeriodUnit
from domain.office.calendar import DAY

MONTHS = {PeriodUnit.MONTH, PeriodUnit.YEAR, PeriodUnit.OTHER}


@rule
def whole_period(_: Context, period: CalendarPeriod) -> Interval:
    return _between(period.first, period.last)


@rule
def one_day_long(_: Context, day: NamedDay) -> Interval:
    return _between(day.as_deadline, day.as_deadline)


@rule
def from_day_to_day(context: Context, start: NamedDay, end: NamedDay) -> Interval:
    """A day without its year is the one that makes the two follow each other most closely. A range that lies ahead may
    have begun: its first day is looked for before its last."""
    if start.without_year and (context.lean is Lean.AHEAD or not end.without_year):
        start = replace(start, on=_latest(start.as_start, until=end.as_deadline))
    if end.without_year:
        end = replace(end, on=_earliest(end.as_start, since=start.as_start))
    found = _between(_beginning(start, end.as_deadline), end.as_deadline)
    over_new_year = found.first.year != found.last.year
    if end.without_year and over_new_year and (found.last - found.first).days > context.rules.past_days_asked:
        raise AskBack(Reason.AMBIGUOUS)  # 15/11 - 01/11: the two may have been exchanged
    return found


@rule
def from_number_to_day(_: Context, number: str, end: NamedDay) -> Interval:
    last = end.as_deadline
    return _between(existing_date(numeral(number), last.month, last.year), last)


@rule
def from_period_to_period(context: Context, start: CalendarPeriod, end: CalendarPeriod) -> Interval:
    """Read as from day to day."""
    if {start.unit, end.unit} <= MONTHS:
        ahead = context.lean is Lean.AHEAD
        if start.first > end.first if ahead else start.without_year and not end.without_year:
            start = _moved(start, lambda first: _latest(first, until=end.first))
        elif end.without_year:
            end = _moved(end, lambda first: _earliest(first, since=start.first))
    return _between(start.first, end.last)


@rule
def from_day_until_now(context: Context, start: NamedDay) -> Interval:
    return _between(start.as_deadline, context.today)


@rule
def from_start_until_now(context: Context, period: CalendarPeriod) -> Interval:
    return _between(period.first, context.today)


def _between(first: date, last: date) -> Interval:
    if first > last:
        raise AskBack(Reason.AMBIGUOUS)
    return Interval(first=first, last=last)


def _beginning(start: NamedDay, last: date) -> date:
    """*ngày 1 đến ngày 15* of the month that *ngày 15* is in."""
    return start.on if isinstance(start.on, date) and start.on <= last else start.as_start


def _latest(day: date, *, until: date) -> date:
    """The same day and month, the last time up to then."""
    return latest_begun([valid_date(day.day, day.month, until.year - back) for back in range(YEARS_FOR_A_DATE)], until)


def _earliest(day: date, *, since: date) -> date:
    """The same day and month, the first time since then."""
    years = (valid_date(day.day, day.month, since.year + ahead) for ahead in range(YEARS_FOR_A_DATE))
    return next(found for found in years if found is not None and found >= since)


def _moved(period: CalendarPeriod, to: Callable[[date], date]) -> CalendarPeriod:
    """The same months of another year."""
    first = to(period.first)
    months = (first.year - period.first.year) * 12
    return replace(period, first=first, last=month_after(period.last + DAY, months) - DAY)
