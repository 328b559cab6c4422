"""A month as a keyboard: one way to give a day among others. Days gone by cannot be pressed, days off are marked."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.office.calendar import Calendar
from domain.office.hours import END_OF_OFFICE_DAY
from texts.buttons import Button

NOTHING = "no"  # what stands behind a cell that is only looked at
MOST_MONTHS = 24  # ahead
COLUMNS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


@dataclass(frozen=True, kw_only=True)
class CalendarMonth:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> CalendarMonth:
        return cls(year=day.year, month=day.month)

    def after(self, count: int) -> CalendarMonth:
        total = self.year * 12 + self.month - 1 + count
        return CalendarMonth(year=total // 12, month=total % 12 + 1)

    def months_since(self, other: CalendarMonth) -> int:
        return (self.year - other.year) * 12 + self.month - other.month


def first_day(now: datetime, calendar: Calendar) -> date:
    """The first day whose end, by which a date alone is read, still lies ahead."""
    today = calendar.day_of(now)
    return today if now < calendar.at(today, END_OF_OFFICE_DAY) else today + timedelta(days=1)


def month_rows(
    month: CalendarMonth, *, now: datetime, calendar: Calendar, data: Callable[[str], str], working_only: bool = False
) -> list[list[Button]]:
    """`data` makes the bytes of a button from what it stands for: `d20261204` a day, `m202612` a month."""
    first = first_day(now, calendar)

    def cell(day: date) -> Button:
        off = not calendar.is_working_day(day)
        if day.month != month.month or day < first or (off and working_only):
            return Button(label="·", data=data(NOTHING))
        return Button(label=f"({day.day})" if off else str(day.day), data=data(f"d{day:%Y%m%d}"))

    weeks = [week for week in months.Calendar().monthdatescalendar(month.year, month.month) if week[-1] >= first]
    header = [Button(label=name, data=data(NOTHING)) for name in COLUMNS]
    return [_turning(month, CalendarMonth.of(first), data), header, *([cell(day) for day in week] for week in weeks)]


def _turning(month: CalendarMonth, first: CalendarMonth, data: Callable[[str], str]) -> list[Button]:
    ahead = month.months_since(first)
    return [
        _arrow("◀", month.after(-1), data, shown=ahead > 0),
        Button(label=f"Tháng {month.month}/{month.year}", data=data(NOTHING)),
        _arrow("▶", month.after(1), data, shown=ahead < MOST_MONTHS),
    ]


def _arrow(label: str, to: CalendarMonth, data: Callable[[str], str], *, shown: bool) -> Button:
    if not shown:
        return Button(label="·", data=data(NOTHING))
    return Button(label=label, data=data(f"m{to.year:04}{to.month:02}"))


def pressed_day(what: str) -> date | None:
    """The day behind `d20261204`, None for anything else."""
    return _moment(what, "d%Y%m%d", length=9)


def pressed_month(what: str) -> CalendarMonth | None:
    day = _moment(what, "m%Y%m", length=7)
    return None if day is None else CalendarMonth.of(day)


def _moment(what: str, form: str, *, length: int) -> date | None:
    if len(what) != length or not what.isascii() or not what[1:].isdecimal():
        return None
    try:
        return datetime.strptime(what, form).date()  # noqa: DTZ007  # a day of the wall calendar has no zone
    except ValueError:
        return None
