"""Dates: as they are written, and as they lie in the calendar."""

from __future__ import annotations

from datetime import date

from deadlines.numerals import digits, numeral
from deadlines.readings import Reason
from deadlines.values import AskBack, CalendarPeriod, PeriodKind, PeriodUnit
from domain.office.calendar import DAY

YEAR_FOLLOWS = ("năm", "/", "-")
YEARS_FOR_A_DATE = 9  # in so many following years every date occurs, 29 February too


def valid_date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def existing_date(day: int, month: int, year: int) -> date:
    """Raises AskBack where there is no such day."""
    on = valid_date(day, month, year)
    if on is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return on


def latest_begun(days: list[date | None], today: date) -> date:
    """Raises AskBack where none has begun."""
    found = max((day for day in days if day is not None and day <= today), default=None)
    if found is None:
        raise AskBack(Reason.IMPOSSIBLE)
    return found


def month_after(day: date, months: int) -> date:
    """The first of the month that many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def months_from(first: date, count: int, kind: PeriodKind = PeriodKind.NUMBERED) -> CalendarPeriod:
    unit = {1: PeriodUnit.MONTH, 12: PeriodUnit.YEAR}.get(count, PeriodUnit.OTHER)
    return CalendarPeriod(first=first, last=month_after(first, count) - DAY, kind=kind, unit=unit)


def day_month(text: str) -> tuple[int, int]:
    if "tháng" in text:
        day, _, month = text.partition("tháng")
        return numeral(day), numeral(month)
    day_number, month_number = digits(text)
    return day_number, month_number


def day_month_year(text: str) -> tuple[int, int, int]:
    """The numbers of a date as written, the year perhaps in two digits."""
    if "tháng" in text:
        day, _, rest = text.partition("tháng")
        *month_words, year = rest.split()
        if len(month_words) > 1 and month_words[-1] in YEAR_FOLLOWS:  # a single "năm" is May
            month_words.pop()
        return numeral(day), numeral(" ".join(month_words)), int(year)
    first, month, last = digits(text)
    return (last, month, first) if first > 999 else (first, month, last)


def full_year(written: int) -> int:
    return written if written > 99 else 2000 + written
