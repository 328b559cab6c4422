"""Lunar dates and feasts (R8, R15)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from deadlines import lunar
from deadlines.dates import day_month, day_month_year, full_year, valid_date
from deadlines.days import nearest, whole_day_due
from deadlines.numerals import numeral, plain, require_number
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, Context, NamedDay

# Day and month of the lunar year.
TET = (1, 1)
HUNG_KINGS_DAY = (10, 3)
MID_AUTUMN = (15, 8)
FIRST_DAYS_OF_TET = range(1, 11)
LAST_DAYS_BEFORE_TET = range(23, 31)
# Day and month of the solar year.
NATIONAL_DAY = (2, 9)
CHRISTMAS = (25, 12)
NEW_YEAR = (1, 1)


@rule
def lunar_day(context: Context, text: str, month: str = "") -> NamedDay:
    require_number(text)
    day, number = (numeral(text), _lunar_month(month)) if month else day_month(text)
    return _lunar(context, day, number)


@rule
def full_moon(context: Context, month: str) -> NamedDay:
    return _lunar(context, 15, _lunar_month(month))


@rule
def lunar_date(context: Context, text: str) -> NamedDay:
    day, month, written = day_month_year(text)
    year = full_year(written)
    if not 0 <= year - context.today.year + 1 <= context.rules.furthest_years:
        raise AskBack(Reason.TOO_FAR)
    return NamedDay(on=_lunar_in_year(day, month, year))


@rule
def day_of_tet(context: Context, text: str) -> NamedDay:
    require_number(text)
    day = numeral(text)
    if day in FIRST_DAYS_OF_TET:
        return _lunar(context, day, 1)
    if day in LAST_DAYS_BEFORE_TET:
        return _lunar(context, day, lunar.TWELFTH_MONTH)
    raise AskBack(Reason.UNCLEAR)


@rule
def new_years_eve(context: Context) -> NamedDay:
    return NamedDay(on=_next(context, lunar.new_years_eve, lunar.lunar_year_of(context.today)))


@rule
def tet(context: Context) -> NamedDay:
    return _lunar_feast(context, *TET)


@rule
def mid_autumn(context: Context) -> NamedDay:
    return _lunar_feast(context, *MID_AUTUMN)


@rule
def christmas(context: Context) -> NamedDay:
    return _feast(context, *CHRISTMAS)


@rule
def solar_new_year(context: Context) -> NamedDay:
    return _feast(context, *NEW_YEAR)


@rule
def feast(context: Context, text: str) -> NamedDay:
    return _feast(context, *day_month(text))


@rule
def national_day(context: Context, text: str = "2 / 9") -> NamedDay:
    if day_month(text) != NATIONAL_DAY:
        raise AskBack(Reason.WEEKDAY_CONTRADICTS_DATE)
    return _feast(context, *NATIONAL_DAY)


@rule
def hung_kings_day(context: Context, text: str = "10 / 3") -> NamedDay:
    if day_month(text) != HUNG_KINGS_DAY:
        raise AskBack(Reason.WEEKDAY_CONTRADICTS_DATE)
    return _lunar_feast(context, *HUNG_KINGS_DAY)


def _feast(context: Context, day: int, month: int) -> NamedDay:
    return NamedDay(on=_next(context, lambda year: valid_date(day, month, year), context.today.year))


def _lunar_feast(context: Context, day: int, month: int) -> NamedDay:
    return NamedDay(on=_next(context, lambda year: lunar.solar_date(day, month, year), context.today.year))


def _next(context: Context, in_year: Callable[[int], date | None], year: int) -> date:
    """R8: a feast is its next occurrence."""
    found = (on for offset in (0, 1, 2) if (on := in_year(year + offset)) and on >= context.today)
    on = next(found, None)
    if on is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return on


def _lunar(context: Context, day: int, month: int) -> NamedDay:
    """R15, R8. Where the coming one of that month lacks the day, its last day is suggested."""
    this_year = lunar.lunar_year_of(context.today)
    coming = next((y for y in (this_year, this_year + 1) if _lunar_end(month, y) >= context.today), this_year)
    if day in range(1, 31) and lunar.solar_date(day, month, coming) is None:
        raise AskBack(Reason.NO_SUCH_LUNAR_DAY, whole_day_due(context, _lunar_end(month, coming)))
    if lunar.has_leap_month(month, coming):
        raise AskBack(Reason.AMBIGUOUS)
    return nearest(context, lambda year: lunar.solar_date(day, month, year), this_year)


def _lunar_end(month: int, year: int) -> date:
    ends = (on for day in (30, 29) if (on := lunar.solar_date(day, month, year)))
    end = next(ends, None)
    if end is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return end


def _lunar_in_year(day: int, month: int, year: int) -> date:
    if lunar.has_leap_month(month, year):
        raise AskBack(Reason.AMBIGUOUS)
    on = lunar.solar_date(day, month, year)
    if on is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return on


def _lunar_month(text: str) -> int:
    word = plain(text).split()[-1]
    return {"gieng": 1, "chap": 12}.get(word) or numeral(text)
