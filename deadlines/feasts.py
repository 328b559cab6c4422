"""Lunar dates and feasts (R8, R15)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from deadlines import lunar
from deadlines.days import Days, day_month, day_month_year, full_year, valid_date
from deadlines.readings import Reason
from deadlines.values import Asked, Day, numeral, plain, require_number

# Day and month of the lunar year.
TET = (1, 1)
HUNG_KINGS_DAY = (10, 3)
MID_AUTUMN = (15, 8)
FIRST_DAYS_OF_TET = range(1, 11)
LAST_DAYS_BEFORE_TET = range(23, 31)


class Feasts(Days):
    def lunar_day(self, text: str, month: str = "") -> Day:
        require_number(text)
        day, number = (numeral(text), _lunar_month(month)) if month else day_month(text)
        return self._lunar(day, number)

    def full_moon(self, month: str) -> Day:
        return self._lunar(15, _lunar_month(month))

    def lunar_date(self, text: str) -> Day:
        day, month, written = day_month_year(text)
        year = full_year(written)
        if not 0 <= year - self.today.year + 1 <= self.rules.furthest_years:
            raise Asked(Reason.TOO_FAR)
        return Day(on=self._lunar_in_year(day, month, year))

    def day_of_tet(self, text: str) -> Day:
        require_number(text)
        day = numeral(text)
        if day in FIRST_DAYS_OF_TET:
            return self._lunar(day, 1)
        if day in LAST_DAYS_BEFORE_TET:
            return self._lunar(day, lunar.TWELFTH_MONTH)
        raise Asked(Reason.UNCLEAR)

    def new_years_eve(self) -> Day:
        return Day(on=self._next(lunar.new_years_eve, lunar.lunar_year_of(self.today)))

    def tet(self) -> Day:
        return self._lunar_feast(*TET)

    def mid_autumn(self) -> Day:
        return self._lunar_feast(*MID_AUTUMN)

    def christmas(self) -> Day:
        return self._feast(25, 12)

    def solar_new_year(self) -> Day:
        return self._feast(1, 1)

    def feast(self, text: str) -> Day:
        return self._feast(*day_month(text))

    def national_day(self, text: str = "2 / 9") -> Day:
        if day_month(text) != (2, 9):
            raise Asked(Reason.WEEKDAY_CONTRADICTS_DATE)
        return self._feast(2, 9)

    def hung_kings_day(self, text: str = "10 / 3") -> Day:
        if day_month(text) != HUNG_KINGS_DAY:
            raise Asked(Reason.WEEKDAY_CONTRADICTS_DATE)
        return self._lunar_feast(*HUNG_KINGS_DAY)

    def _feast(self, day: int, month: int) -> Day:
        return Day(on=self._next(lambda year: valid_date(day, month, year), self.today.year))

    def _lunar_feast(self, day: int, month: int) -> Day:
        return Day(on=self._next(lambda year: lunar.solar_date(day, month, year), self.today.year))

    def _next(self, in_year: Callable[[int], date | None], year: int) -> date:
        """R8: a feast is its next occurrence."""
        found = (on for offset in (0, 1, 2) if (on := in_year(year + offset)) and on >= self.today)
        on = next(found, None)
        if on is None:
            raise Asked(Reason.IMPOSSIBLE)
        return on

    def _lunar(self, day: int, month: int) -> Day:
        """R15, R8. Where the coming one of that month lacks the day, its last day is suggested."""
        this_year = lunar.lunar_year_of(self.today)
        coming = next((y for y in (this_year, this_year + 1) if self._lunar_end(month, y) >= self.today), this_year)
        if day in range(1, 31) and lunar.solar_date(day, month, coming) is None:
            raise Asked(Reason.NO_SUCH_LUNAR_DAY, self.whole_day_due(self._lunar_end(month, coming)))
        if lunar.has_leap_month(month, coming):
            raise Asked(Reason.AMBIGUOUS)
        return self._nearest(lambda year: lunar.solar_date(day, month, year), this_year)

    def _lunar_end(self, month: int, year: int) -> date:
        ends = (on for day in (30, 29) if (on := lunar.solar_date(day, month, year)))
        end = next(ends, None)
        if end is None:
            raise Asked(Reason.IMPOSSIBLE)
        return end

    def _lunar_in_year(self, day: int, month: int, year: int) -> date:
        if lunar.has_leap_month(month, year):
            raise Asked(Reason.AMBIGUOUS)
        on = lunar.solar_date(day, month, year)
        if on is None:
            raise Asked(Reason.IMPOSSIBLE)
        return on


def _lunar_month(text: str) -> int:
    word = plain(text).split()[-1]
    return {"gieng": 1, "chap": 12}.get(word) or numeral(text)
