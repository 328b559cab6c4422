"""Days by date, weekday and feast (R6–R8, R12, R15)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.calendar import DAY
from handlers.deadlines import lunar
from handlers.deadlines.absolute import agrees
from handlers.deadlines.clocks import Clocks
from handlers.deadlines.reading import Reason
from handlers.deadlines.values import Ask, Asked, Day, Due, Period, digits, numeral, plain

WEEKDAYS = {word: n for n, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay", "nhat"))}
HUNG_KINGS_DAY = (10, 3)  # lunar
MID_AUTUMN = (15, 8)  # lunar
TET = (1, 1)  # lunar
FIRST_DAYS_OF_TET = range(1, 11)
LAST_DAYS_BEFORE_TET = range(23, 31)


class Days(Clocks):
    # Dates

    def dmy(self, text: str) -> Day:
        day, month, year = _day_month_year(text)
        on = self._date(day, month, year)
        if on.year > self.today.year + (2 if _short_year(text) else self.rules.furthest_years):
            raise Asked(Reason.TOO_FAR)
        if on >= self.today:
            self._check(on, year)
        return Day(on=on)

    def dm(self, text: str) -> Day:
        day, month = day_month(text)
        return self._nearest(
            lambda year: _valid(day, month, year), self.today.year, check=lambda on: self._check(on, None)
        )

    def dm_in_year(self, text: str, year: Period) -> Day:
        return Day(on=self._date(*day_month(text), year.first.year))

    def day_number(self, text: str) -> Day:
        number = numeral(text)
        here = _valid(number, self.today.month, self.today.year)
        following = month_after(self.today, 1)
        later = _valid(number, following.month, following.year)
        if here and here >= self.today:
            return Day(on=here, start=here)
        if here is None or later is None:
            suggestions = (self.whole_day_due(later),) if later else ()
            return Day(on=Ask(Reason.IMPOSSIBLE, suggestions), start=here)
        return Day(on=later, start=here)

    def day_in_month(self, text: str, month: Period) -> Day:
        return Day(on=self._date(numeral(text), month.first.month, month.first.year))

    def _date(self, day: int, month: int, year: int) -> date:
        on = _valid(day, month, year)
        if on is None:
            raise Asked(Reason.IMPOSSIBLE)
        return on

    def _check(self, on: date, year: int | None) -> None:
        written = f"{on.day:02}/{on.month:02}" + (f"/{year}" if year else "")
        if not agrees(written, on, today=self.today):
            raise Asked(Reason.UNCLEAR)

    def _nearest(
        self, in_year: Callable[[int], date | None], year: int, check: Callable[[date], None] | None = None
    ) -> Day:
        """R8: the next occurrence, unless the last one is so near that it may be meant."""
        found = [on for offset in (-1, 0, 1) if (on := in_year(year + offset))]
        past = max((on for on in found if on < self.today), default=None)
        ahead = min((on for on in found if on >= self.today), default=None)
        if ahead is None:
            raise Asked(Reason.IMPOSSIBLE)
        if past and ahead != self.today and (self.today - past).days <= self.rules.past_days_asked:
            near = past if self.today - past <= ahead - self.today else ahead
            return Day(on=Ask(Reason.PAST, (self.whole_day_due(ahead),)), start=near)
        if check:
            check(ahead)
        return Day(on=ahead)

    # Days by their distance

    def relative_day(self, text: str) -> Day:
        words = plain(text).split()
        if "hom" in words and words[-1] in {"qua", "kia"}:
            return Day(on=self.today - DAY * (1 if words[-1] == "qua" else 2))
        if text.endswith("kìa "):
            return Day(on=self.today + 3 * DAY)
        return Day(on=self.today + DAY * {"nay": 0, "mai": 1, "mot": 2, "kia": 2}[words[-1]])

    def weekday(self, text: str) -> Day:
        ahead = (_weekday(text) - self.today.weekday() - 1) % 7 + 1
        return Day(on=self.today + ahead * DAY, only_weekday=True)

    def nearest_weekday(self, text: str, which: str) -> Day:
        day = self.weekday(text)
        if plain(which) in {"nay"} and _weekday(text) == self.today.weekday():
            raise Asked(Reason.AMBIGUOUS, self.whole_day_due(self.today), self.whole_day_due(day.as_deadline))
        return Day(on=day.as_deadline)

    def weekday_in_week(self, text: str, week: Period) -> Day:
        return Day(on=week.first + _weekday(text) * DAY)

    def last_weekday(self, text: str) -> Day:
        return Day(on=self.weekday(text).as_deadline - 7 * DAY)

    def agreeing(self, *days: Day) -> Day:
        """The one day that all of these name."""
        dates = [day for day in days if not day.only_weekday] or list(days[:1])
        first = dates[0]
        if any(day.on != first.on for day in dates):
            raise Asked(Reason.WEEKDAY_CONTRADICTS_DATE)
        weekdays = {day.as_deadline.weekday() for day in days if day.only_weekday}
        if weekdays and weekdays != {first.as_deadline.weekday()}:
            raise Asked(Reason.WEEKDAY_CONTRADICTS_DATE)
        return first

    # Lunar dates and feasts

    def lunar_day(self, text: str, month: str = "") -> Day:
        day, number = (numeral(text), _lunar_month(month)) if month else day_month(text)
        return self._lunar(day, number)

    def full_moon(self, month: str) -> Day:
        return self._lunar(15, _lunar_month(month))

    def lunar_date(self, text: str) -> Day:
        day, month, year = _day_month_year(text)
        if not 0 <= year - self.today.year + 1 <= self.rules.furthest_years:
            raise Asked(Reason.TOO_FAR)
        return Day(on=self._lunar_in_year(day, month, year))

    def day_of_tet(self, text: str) -> Day:
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
        return Day(on=self._next(lambda year: _valid(day, month, year), self.today.year))

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

    def whole_day_due(self, on: date) -> Due:
        return Due(moment=self.calendar.at(on, self.rules.end_of_day), names_hour=False, names_day=True)


def _valid(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_after(day: date, months: int) -> date:
    """The first of the month that many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def day_month(text: str) -> tuple[int, int]:
    if "tháng" in text:
        day, _, month = text.partition("tháng")
        return numeral(day), numeral(month)
    day_number, month_number = digits(text)
    return day_number, month_number


def _day_month_year(text: str) -> tuple[int, int, int]:
    if "tháng" in text:
        words = text.split()
        return (*day_month(text.rpartition(words[-1])[0].rstrip("/- ").removesuffix("năm")), int(words[-1]))
    first, month, last = digits(text)
    if first > 999:
        return last, month, first
    return first, month, last + 2000 if _short_year(text) else last


def _short_year(text: str) -> bool:
    return len(text.rsplit(maxsplit=1)[-1]) == 2 and "tháng" not in text and not re_iso(text)


def re_iso(text: str) -> bool:
    return any(len(word) == 4 and word.isdigit() for word in text.split())


def _weekday(text: str) -> int:
    word = plain(text).split()[-1]
    return int(word) - 2 if word.isdigit() else WEEKDAYS[word]


def _lunar_month(text: str) -> int:
    word = plain(text).split()[-1]
    return {"gieng": 1, "chap": 12}.get(word) or numeral(text)
