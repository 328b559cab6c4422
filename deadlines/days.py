"""Days by date and weekday (R6–R8, R12)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from deadlines.clock_times import Clocks
from deadlines.readings import Reason
from deadlines.values import (
    FOUR_OR_FROM,
    SIX_OR_AFTER,
    Ask,
    Asked,
    Day,
    Due,
    Period,
    digits,
    numeral,
    plain,
    require_number,
)
from domain.calendar import DAY

WEEKDAYS = {word: n for n, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay", "nhat"))}
YEAR_FOLLOWS = ("năm", "/", "-")
DAYS_OR_DATE = re.compile(r"\b[1-9][0-9]? - [1-9]")  # 2-3 may be two days of a month as well; 02-03 is not


class Days(Clocks):
    # Dates

    def dmy(self, text: str) -> Day:
        require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
        day, month, written = day_month_year(text)
        year = full_year(written)
        furthest = self.rules.furthest_years if written == year else self.rules.furthest_short_years
        if year > self.today.year + furthest:
            raise Asked(Reason.TOO_FAR)
        return Day(on=self._date(day, month, year))

    def dm(self, text: str) -> Day:
        require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
        day, month = day_month(text)
        found = self._nearest(lambda year: valid_date(day, month, year), self.today.year)
        if DAYS_OR_DATE.search(text) and day < month and not isinstance(found.on, Ask):
            return Day(on=Ask(Reason.AMBIGUOUS, (self.whole_day_due(found.on),)), start=found.start)
        return found

    def dm_in_year(self, text: str, year: Period) -> Day:
        require_number(text, SIX_OR_AFTER, FOUR_OR_FROM)
        return Day(on=self._date(*day_month(text), year.first.year))

    def day_number(self, text: str) -> Day:
        require_number(text)
        number = numeral(text)
        here = valid_date(number, self.today.month, self.today.year)
        following = month_after(self.today, 1)
        later = valid_date(number, following.month, following.year)
        if here and here >= self.today:
            return Day(on=here, start=here)
        if here is None or later is None:
            suggestions = (self.whole_day_due(later),) if later else ()
            return Day(on=Ask(Reason.IMPOSSIBLE, suggestions), start=here)
        return Day(on=later, start=here)

    def day_in_month(self, text: str, month: Period) -> Day:
        require_number(text)
        return Day(on=self._date(numeral(text), month.first.month, month.first.year))

    def _date(self, day: int, month: int, year: int) -> date:
        on = valid_date(day, month, year)
        if on is None:
            raise Asked(Reason.IMPOSSIBLE)
        return on

    def _nearest(self, in_year: Callable[[int], date | None], year: int) -> Day:
        """R8: the next occurrence, unless the last one is so near that it may be meant."""
        found = [on for offset in (-1, 0, 1) if (on := in_year(year + offset))]
        past = max((on for on in found if on < self.today), default=None)
        ahead = min((on for on in found if on >= self.today), default=None)
        if ahead is None:
            raise Asked(Reason.IMPOSSIBLE)
        if past and ahead != self.today and (self.today - past).days <= self.rules.past_days_asked:
            near = past if self.today - past <= ahead - self.today else ahead
            return Day(on=Ask(Reason.PAST, (self.whole_day_due(ahead),)), start=near)
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
        if plain(which) == "nay" and _weekday(text) == self.today.weekday():
            raise Asked(Reason.AMBIGUOUS, self.whole_day_due(self.today), self.whole_day_due(day.as_deadline))
        return Day(on=day.as_deadline)

    def weekday_in_week(self, text: str, week: Period) -> Day:
        return Day(on=week.first + _weekday(text) * DAY)

    def last_weekday(self, text: str) -> Day:
        return Day(on=self.today - ((self.today.weekday() - _weekday(text) - 1) % 7 + 1) * DAY)

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

    def whole_day_due(self, on: date) -> Due:
        return Due(moment=self.calendar.at(on, self.rules.end_of_day), names_hour=False, names_day=True)


def valid_date(day: int, month: int, year: int) -> date | None:
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


def _weekday(text: str) -> int:
    word = plain(text).split()[-1]
    return int(word) - 2 if word.isdigit() else WEEKDAYS[word]
