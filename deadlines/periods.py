"""Weeks, months, quarters and years (R10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from deadlines.dates import month_after, months_from
from deadlines.days import weekday_in_week
from deadlines.numerals import digits, numeral, plain
from deadlines.period_deadlines import end_of
from deadlines.readings import Lean, Reason
from deadlines.registry import rule
from deadlines.values import AskBack, CalendarPeriod, Context, NamedDay, PeriodKind, PeriodUnit
from domain.office.calendar import DAY

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
WEEK = 7 * DAY
NAMES_OF_WEEKDAYS = range(2, 8)
FURTHEST_BACK = 30  # years; further is taken for a slip and asked

InYear = Callable[[int], CalendarPeriod | None]  # by the year


@rule
def this_week(context: Context) -> CalendarPeriod:
    return _week(context, 0, PeriodKind.CURRENT)


@rule
def relative_week(context: Context, text: str) -> CalendarPeriod:
    return _week(context, _offset(text), PeriodKind.RELATIVE)


def _week(context: Context, offset: int, kind: PeriodKind) -> CalendarPeriod:
    monday = context.today - context.today.weekday() * DAY + offset * WEEK
    return _week_from(monday, kind)


@rule
def iso_week(context: Context, text: str, year: str = "") -> CalendarPeriod:
    if not year and "thu" in plain(text).split() and numeral(text) in NAMES_OF_WEEKDAYS:
        raise AskBack(Reason.AMBIGUOUS)  # "cuối tuần thứ 6": the sixth week, or the Friday at the end of this one
    return _in_year(context, lambda y: _iso_week(numeral(text), y), year)


@rule
def weekday_in_numbered_week(context: Context, text: str, week: str) -> NamedDay:
    return weekday_in_week(context, text, iso_week(context, week))


@rule
def in_week_weekday(context: Context, week: CalendarPeriod, text: str) -> NamedDay:
    return weekday_in_week(context, text, week)


@rule
def this_month(context: Context) -> CalendarPeriod:
    return months_from(month_after(context.today, 0), 1, PeriodKind.CURRENT)


@rule
def relative_month(context: Context, text: str) -> CalendarPeriod:
    return months_from(month_after(context.today, _offset(text)), 1, PeriodKind.RELATIVE)


@rule
def numbered_month(context: Context, text: str) -> CalendarPeriod:
    return _month(context, numeral(text), "")


@rule
def month_of_year(context: Context, text: str, year: CalendarPeriod) -> CalendarPeriod:
    return _month(context, numeral(text), str(year.first.year))


@rule
def month_with_year(context: Context, text: str) -> CalendarPeriod:
    month, year = digits(text)
    return _month(context, month, str(year))


@rule
def this_quarter(context: Context) -> CalendarPeriod:
    return _quarter(context, 0, PeriodKind.CURRENT)


@rule
def relative_quarter(context: Context, text: str) -> CalendarPeriod:
    return _quarter(context, _offset(text), PeriodKind.RELATIVE)


def _quarter(context: Context, offset: int, kind: PeriodKind) -> CalendarPeriod:
    start = date(context.today.year, context.today.month - (context.today.month - 1) % 3, 1)
    return months_from(month_after(start, 3 * offset), 3, kind)


@rule
def numbered_quarter(context: Context, text: str) -> CalendarPeriod:
    return quarter_with_year(context, text, "")


@rule
def quarter_of_year(context: Context, text: str, year: CalendarPeriod) -> CalendarPeriod:
    return quarter_with_year(context, text, str(year.first.year))


@rule
def quarter_with_year(context: Context, text: str, year: str) -> CalendarPeriod:
    number = ROMAN.get(plain(text).split()[-1]) or numeral(text)
    return _in_year(
        context, lambda y: months_from(date(y, 3 * number - 2, 1), 3) if number in range(1, 5) else None, year
    )


@rule
def relative_year(context: Context, text: str) -> CalendarPeriod:
    return months_from(date(context.today.year + _offset(text), 1, 1), 12, PeriodKind.RELATIVE)


@rule
def numbered_year(context: Context, text: str) -> CalendarPeriod:
    return _in_year(context, lambda y: months_from(date(y, 1, 1), 12), text)


@rule
def this_year(context: Context) -> CalendarPeriod:
    return months_from(date(context.today.year, 1, 1), 12, PeriodKind.CURRENT)


@rule
def months_of_year(context: Context, count: str, which: str, year: CalendarPeriod | None = None) -> CalendarPeriod:
    return months_of_numbered_year(context, count, which, str(year.first.year) if year else "")


@rule
def months_of_numbered_year(context: Context, count: str, which: str, year: str) -> CalendarPeriod:
    number = numeral(count)
    if number not in range(1, 12):
        raise AskBack(Reason.IMPOSSIBLE)
    start = 1 if "dau" in plain(which).split() else 13 - number
    return _in_year(context, lambda y: months_from(date(y, start, 1), number), year)


@rule
def half_month(context: Context, which: str, month: CalendarPeriod) -> CalendarPeriod:
    middle = month.first.replace(day=context.rules.middle_of_month)
    first, last = (month.first, middle) if "dau" in plain(which).split() else (middle + DAY, month.last)
    return CalendarPeriod(first=first, last=last, kind=PeriodKind.NUMBERED, unit=PeriodUnit.OTHER)


@rule
def half_year(_: Context, which: str, year: CalendarPeriod) -> CalendarPeriod:
    return months_from(date(year.first.year, 1 if "dau" in plain(which).split() else 7, 1), 6)


def _month(context: Context, number: int, year: str) -> CalendarPeriod:
    return _in_year(context, lambda y: months_from(date(y, number, 1), 1) if number in range(1, 13) else None, year)


def _in_year(context: Context, in_year: InYear, year: str) -> CalendarPeriod:
    """The period of that year; where none is named, of the year that it is looked for in."""
    if not year:
        return _begun(context, in_year) if context.lean is Lean.PAST else _coming(context, in_year)
    ahead = int(year) - context.today.year
    furthest_back = FURTHEST_BACK if context.lean is Lean.PAST else context.rules.furthest_years
    if not -furthest_back <= ahead <= context.rules.furthest_years:
        raise AskBack(Reason.TOO_FAR)
    return _possible(in_year(int(year)))


def _begun(context: Context, in_year: InYear) -> CalendarPeriod:
    """The latest that has begun."""
    here = in_year(context.today.year)
    if here is None or here.first > context.today:
        here = in_year(context.today.year - 1)
    return replace(_possible(here), without_year=True)


def _coming(context: Context, in_year: InYear) -> CalendarPeriod:
    """R8: the next one that is not over, unless the last one was over so recently that it may be meant."""
    here = _possible(in_year(context.today.year))
    if here.last >= context.today:
        return here
    following = _possible(in_year(context.today.year + 1))
    if (context.today - here.last).days <= context.rules.past_days_asked:
        raise AskBack(Reason.PAST, end_of(context, following))
    return following


def _possible(period: CalendarPeriod | None) -> CalendarPeriod:
    if period is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return period


def _offset(text: str) -> int:
    """How many periods ahead: this, next, the one after next; behind for any other word."""
    _, *words = plain(text).split()
    if words == ["nay"]:
        return 0
    if words[0] in {"sau", "toi", "ke"}:
        return 2 if words[-1] == "nua" else 1
    return -1


def _week_from(monday: date, kind: PeriodKind) -> CalendarPeriod:
    return CalendarPeriod(first=monday, last=monday + WEEK - DAY, kind=kind, unit=PeriodUnit.WEEK)


def _iso_week(number: int, year: int) -> CalendarPeriod | None:
    try:
        return _week_from(date.fromisocalendar(year, number, 1), PeriodKind.NUMBERED)
    except ValueError:
        return None
