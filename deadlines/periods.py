"""Weeks, months, quarters and years (R10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from deadlines.days import month_after
from deadlines.feasts import Feasts
from deadlines.readings import Reason
from deadlines.values import Asked, Day, Due, Period, PeriodKind, PeriodUnit, digits, numeral, plain
from domain.calendar import DAY

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
WEEK = 7 * DAY
NAMES_OF_WEEKDAYS = range(2, 8)


class Periods(Feasts):
    def this_week(self) -> Period:
        return self._week(0, PeriodKind.CURRENT)

    def relative_week(self, text: str) -> Period:
        return self._week(_offset(text), PeriodKind.RELATIVE)

    def _week(self, offset: int, kind: PeriodKind) -> Period:
        monday = self.today - self.today.weekday() * DAY + offset * WEEK
        return _week_from(monday, kind)

    def iso_week(self, text: str, year: str = "") -> Period:
        if not year and "thu" in plain(text).split() and numeral(text) in NAMES_OF_WEEKDAYS:
            raise Asked(Reason.AMBIGUOUS)  # "cuối tuần thứ 6": the sixth week, or the Friday at the end of this one
        return self._in_year(lambda y: _iso_week(numeral(text), y), year)

    def weekday_in_numbered_week(self, text: str, week: str) -> Day:
        return self.weekday_in_week(text, self.iso_week(week))

    def in_week_weekday(self, week: Period, text: str) -> Day:
        return self.weekday_in_week(text, week)

    def this_month(self) -> Period:
        return months_from(month_after(self.today, 0), 1, PeriodKind.CURRENT)

    def relative_month(self, text: str) -> Period:
        return months_from(month_after(self.today, _offset(text)), 1, PeriodKind.RELATIVE)

    def numbered_month(self, text: str) -> Period:
        return self._month(numeral(text), "")

    def month_of_year(self, text: str, year: Period) -> Period:
        return self._month(numeral(text), str(year.first.year))

    def month_with_year(self, text: str) -> Period:
        month, year = digits(text)
        return self._month(month, str(year))

    def this_quarter(self) -> Period:
        return self._quarter(0, PeriodKind.CURRENT)

    def relative_quarter(self, text: str) -> Period:
        return self._quarter(_offset(text), PeriodKind.RELATIVE)

    def _quarter(self, offset: int, kind: PeriodKind) -> Period:
        start = date(self.today.year, self.today.month - (self.today.month - 1) % 3, 1)
        return months_from(month_after(start, 3 * offset), 3, kind)

    def numbered_quarter(self, text: str) -> Period:
        return self.quarter_with_year(text, "")

    def quarter_of_year(self, text: str, year: Period) -> Period:
        return self.quarter_with_year(text, str(year.first.year))

    def quarter_with_year(self, text: str, year: str) -> Period:
        number = ROMAN.get(plain(text).split()[-1]) or numeral(text)
        return self._in_year(
            lambda y: months_from(date(y, 3 * number - 2, 1), 3) if number in range(1, 5) else None, year
        )

    def relative_year(self, text: str) -> Period:
        return months_from(date(self.today.year + _offset(text), 1, 1), 12, PeriodKind.RELATIVE)

    def numbered_year(self, text: str) -> Period:
        return self._in_year(lambda y: months_from(date(y, 1, 1), 12), text)

    def this_year(self) -> Period:
        return months_from(date(self.today.year, 1, 1), 12, PeriodKind.CURRENT)

    def months_of_year(self, count: str, which: str, year: Period | None = None) -> Period:
        return self.months_of_numbered_year(count, which, str(year.first.year) if year else "")

    def months_of_numbered_year(self, count: str, which: str, year: str) -> Period:
        number = numeral(count)
        if number not in range(1, 12):
            raise Asked(Reason.IMPOSSIBLE)
        start = 1 if "dau" in plain(which).split() else 13 - number
        return self._in_year(lambda y: months_from(date(y, start, 1), number), year)

    def half_month(self, which: str, month: Period) -> Period:
        middle = month.first.replace(day=self.rules.middle_of_month)
        first, last = (month.first, middle) if "dau" in plain(which).split() else (middle + DAY, month.last)
        return Period(first=first, last=last, kind=PeriodKind.NUMBERED, unit=PeriodUnit.OTHER)

    def half_year(self, which: str, year: Period) -> Period:
        return months_from(date(year.first.year, 1 if "dau" in plain(which).split() else 7, 1), 6)

    def _month(self, number: int, year: str) -> Period:
        return self._in_year(lambda y: months_from(date(y, number, 1), 1) if number in range(1, 13) else None, year)

    def _in_year(self, in_year: Callable[[int], Period | None], year: str) -> Period:
        """R8 for a period whose year is not named."""
        here = int(year) if year else self.today.year
        if abs(here - self.today.year) > self.rules.furthest_years:
            raise Asked(Reason.TOO_FAR)
        period = in_year(here)
        if period is None:
            raise Asked(Reason.IMPOSSIBLE)
        if year or period.last >= self.today:
            return period
        following = in_year(here + 1)
        if following is None:
            raise Asked(Reason.IMPOSSIBLE)
        if (self.today - period.last).days <= self.rules.past_days_asked:
            raise Asked(Reason.PAST, self.end_of(following))
        return following

    # What is due in them

    def end_of(self, period: Period) -> Due:
        last = self.calendar.working_day_on_or_before(period.last)
        if last < period.first:
            raise Asked(Reason.AMBIGUOUS)
        return Due(moment=self.calendar.at(last, self.rules.end_of_day), names_hour=False)

    def start_of(self, period: Period) -> Day:
        first = Day(on=self.calendar.working_day_on_or_after(period.first))
        if first.as_deadline > period.last:
            raise Asked(Reason.AMBIGUOUS)
        if period.kind is PeriodKind.RELATIVE and period.unit is PeriodUnit.YEAR:
            quarter = months_from(period.first, 3)
            raise Asked(Reason.AMBIGUOUS, self.working_day_due(first), self.end_of(quarter))
        return first

    def middle(self, period: Period) -> Due:
        match period.unit:
            case PeriodUnit.WEEK:
                middle = period.first + self.rules.middle_of_week * DAY
            case PeriodUnit.MONTH:
                middle = period.first.replace(day=self.rules.middle_of_month)
            case _:
                raise Asked(Reason.AMBIGUOUS)
        if not self.calendar.is_working_day(middle):
            around = (self.calendar.working_day_on_or_before(middle), self.calendar.next_working_day(middle))
            raise Asked(Reason.AMBIGUOUS, *(self.working_day_due(Day(on=day)) for day in around))
        return self.working_day_due(Day(on=middle))

    def working_day_due(self, day: Day) -> Due:
        return Due(moment=self.calendar.at(day.as_deadline, self.rules.end_of_day), names_hour=False)

    def bare_period(self, period: Period) -> Due:
        if period.last < self.today:
            raise Asked(Reason.PAST)
        if period.kind is not PeriodKind.NUMBERED:
            raise Asked(Reason.BARE_PERIOD, self.end_of(period))
        return self.end_of(period)

    def until_period(self, period: Period) -> Due:
        before = self.working_day_due(Day(on=self.calendar.working_days_before(period.first, 1)))
        raise Asked(Reason.BARE_PERIOD, before, self.end_of(period))

    def before_period(self, period: Period) -> Due:
        return self.before_day(Day(on=period.first))

    def before_day(self, day: Day) -> Due:
        """R3"""
        return self.working_day_due(Day(on=self.calendar.working_days_before(day.as_deadline, 1)))


def _offset(text: str) -> int:
    """How many periods ahead: this, next, the one after next; behind for any other word."""
    _, *words = plain(text).split()
    if words == ["nay"]:
        return 0
    if words[0] in {"sau", "toi", "ke"}:
        return 2 if words[-1] == "nua" else 1
    return -1


def months_from(first: date, count: int, kind: PeriodKind = PeriodKind.NUMBERED) -> Period:
    unit = {1: PeriodUnit.MONTH, 12: PeriodUnit.YEAR}.get(count, PeriodUnit.OTHER)
    return Period(first=first, last=month_after(first, count) - DAY, kind=kind, unit=unit)


def _week_from(monday: date, kind: PeriodKind) -> Period:
    return Period(first=monday, last=monday + WEEK - DAY, kind=kind, unit=PeriodUnit.WEEK)


def _iso_week(number: int, year: int) -> Period | None:
    try:
        return _week_from(date.fromisocalendar(year, number, 1), PeriodKind.NUMBERED)
    except ValueError:
        return None
