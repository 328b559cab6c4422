"""Periods and days as reports and the calendar want them: past or coming, with exactly one reading, or a question."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from deadlines.days import month_after, valid_date
from deadlines.deadline_rules import Meaning
from deadlines.forest import INTERVAL, TooManyDerivations, Value, derivations, language
from deadlines.reading_rules import RULES, ReadingRules
from deadlines.readings import DateQuestion, Interval, Lean, Reason
from deadlines.values import Ask, Asked, Context, Day, Period, PeriodUnit, numeral, require_number
from deadlines.words import Wording
from domain.calendar import DAY, Calendar

FURTHEST_BACK = 30  # years; further is taken for a slip and asked
MONTHS = {PeriodUnit.MONTH, PeriodUnit.YEAR, PeriodUnit.OTHER}


def read_interval(
    phrase: str, *, now: datetime, calendar: Calendar, lean: Lean = Lean.PAST, rules: ReadingRules = RULES
) -> Interval | DateQuestion:
    """The days that the phrase means, from one day to several years: `tháng 11/2026`, `quý IV/2026`, `tuần này`,
    `từ 01/11 đến 15/11`, `5/12/2026`; or why they are not certain. Nothing is moved to a working day."""
    phrase = unicodedata.normalize("NFC", phrase).strip()
    if len(phrase) > rules.longest_phrase:
        return DateQuestion(reason=Reason.TOO_LONG)
    local = calendar.local(now).replace(second=0, microsecond=0)
    context = Context(now=local, sent_at=local, calendar=calendar, rules=rules)
    wording = language().vocabulary.wording(phrase)
    found = _read(wording, _MEANINGS[lean](context))
    if isinstance(found, DateQuestion):
        # Looked for the other way it may be certain: then that is what may have been meant.
        others = (_read(wording, meaning(context)) for other, meaning in _MEANINGS.items() if other is not lean)
        return replace(found, intervals=tuple(one for one in others if isinstance(one, Interval)))
    return found


def _read(wording: Wording, meaning: Meaning) -> Interval | DateQuestion:
    try:
        values = derivations(wording.text, meaning, start=INTERVAL)
    except TooManyDerivations:
        return DateQuestion(reason=Reason.UNCLEAR)
    except OverflowError:  # the calendar of Python ends before the phrase does
        return DateQuestion(reason=Reason.TOO_FAR)
    return _settled(values) if values else DateQuestion(reason=_why_not(wording))


def _settled(values: frozenset[Value]) -> Interval | DateQuestion:
    found = [value for value in values if isinstance(value, Interval)]
    reasons = {value.reason for value in values if isinstance(value, Ask)}
    if len(found) == 1 and not reasons:
        return found[0]
    return DateQuestion(reason=reasons.pop() if len(reasons) == 1 and not found else Reason.AMBIGUOUS)


def _why_not(wording: Wording) -> Reason:
    if wording.names_something_else:
        return Reason.NOT_A_DEADLINE
    return Reason.UNCLEAR if any(map(str.isdigit, wording.text)) else Reason.NO_DATE


class Spanning(Meaning):
    """From the parts of a phrase to its first and its last day."""

    def whole_period(self, period: Period) -> Interval:
        return _between(period.first, period.last)

    def one_day_long(self, day: Day) -> Interval:
        return _between(day.as_deadline, day.as_deadline)

    def from_day_to_day(self, start: Day, end: Day) -> Interval:
        """Where one of the two has no year, it is the one that makes them follow each other most closely."""
        if start.without_year and not end.without_year:
            start = replace(start, on=_latest(start.as_start, until=end.as_deadline))
        elif end.without_year:
            end = replace(end, on=_earliest(end.as_start, since=start.as_start))
        found = _between(_beginning(start, end.as_deadline), end.as_deadline)
        over_new_year = found.first.year != found.last.year
        if end.without_year and over_new_year and (found.last - found.first).days > self.rules.past_days_asked:
            raise Asked(Reason.AMBIGUOUS)  # 15/11 - 01/11: the two may have been exchanged
        return found

    def from_number_to_day(self, number: str, end: Day) -> Interval:
        last = end.as_deadline
        first = valid_date(numeral(number), last.month, last.year)
        if first is None:
            raise Asked(Reason.IMPOSSIBLE)
        return _between(first, last)

    def from_period_to_period(self, start: Period, end: Period) -> Interval:
        if {start.unit, end.unit} <= MONTHS:
            if start.without_year and not end.without_year:
                start = _moved(start, lambda first: _latest(first, until=end.first))
            elif end.without_year:
                end = _moved(end, lambda first: _earliest(first, since=start.first))
        return _between(start.first, end.last)

    def from_day_until_now(self, start: Day) -> Interval:
        return _between(start.as_deadline, self.today)

    def from_start_until_now(self, period: Period) -> Interval:
        return _between(period.first, self.today)


class Recalling(Spanning):
    """What has been: a day or a period without its year is the latest that has begun."""

    def weekday(self, text: str) -> Day:
        """Only beside its date or its week is it clear which one is meant."""
        return replace(super().weekday(text), only_weekday=True)

    def agreeing(self, *days: Day) -> Day:
        if all(day.only_weekday for day in days):
            raise Asked(Reason.AMBIGUOUS)
        return super().agreeing(*days)

    def day_number(self, text: str) -> Day:
        require_number(text)
        number = numeral(text)
        months = (month_after(self.today, -back) for back in range(2))
        days = [valid_date(number, month.month, month.year) for month in months]
        return Day(on=_begun(days, self.today), without_year=True)

    def _nearest(
        self, in_year: Callable[[int], date | None], year: int, check: Callable[[date], None] | None = None
    ) -> Day:
        del check
        return Day(on=_begun([in_year(year - back) for back in range(-1, 9)], self.today), without_year=True)

    def _in_year(self, in_year: Callable[[int], Period | None], year: str) -> Period:
        if year:
            if not self.today.year - FURTHEST_BACK <= int(year) <= self.today.year + self.rules.furthest_years:
                raise Asked(Reason.TOO_FAR)
            return _possible(in_year(int(year)))
        here = in_year(self.today.year)
        if here is None or here.first > self.today:
            here = in_year(self.today.year - 1)
        return replace(_possible(here), without_year=True)


class Foreseeing(Spanning):
    """What comes: as a deadline is read (R8); a range may have begun."""

    def dm(self, text: str) -> Day:
        return replace(super().dm(text), without_year=True)

    def from_day_to_day(self, start: Day, end: Day) -> Interval:
        if start.without_year:
            start = replace(start, on=_latest(start.as_start, until=end.as_deadline))
        return super().from_day_to_day(replace(start, without_year=False), end)

    def from_period_to_period(self, start: Period, end: Period) -> Interval:
        if start.first > end.first and {start.unit, end.unit} <= MONTHS:
            start = _moved(start, lambda first: _latest(first, until=end.first))
        return super().from_period_to_period(start, end)


_MEANINGS: dict[Lean, type[Spanning]] = {Lean.PAST: Recalling, Lean.AHEAD: Foreseeing}


def _between(first: date, last: date) -> Interval:
    if first > last:
        raise Asked(Reason.AMBIGUOUS)
    return Interval(first=first, last=last)


def _beginning(start: Day, last: date) -> date:
    """*ngày 1 đến ngày 15* of the month that *ngày 15* is in."""
    return start.on if isinstance(start.on, date) and start.on <= last else start.as_start


def _begun(days: list[date | None], today: date) -> date:
    found = max((day for day in days if day is not None and day <= today), default=None)
    if found is None:
        raise Asked(Reason.IMPOSSIBLE)
    return found


def _possible(period: Period | None) -> Period:
    if period is None:
        raise Asked(Reason.IMPOSSIBLE)
    return period


def _latest(day: date, *, until: date) -> date:
    """The same day and month, the last time up to then."""
    return _begun([valid_date(day.day, day.month, until.year - back) for back in range(9)], until)


def _earliest(day: date, *, since: date) -> date:
    """The same day and month, the first time since then."""
    years = (valid_date(day.day, day.month, since.year + ahead) for ahead in range(9))
    return next(found for found in years if found is not None and found >= since)


def _moved(period: Period, to: Callable[[date], date]) -> Period:
    """The same months of another year."""
    first = to(period.first)
    months = (first.year - period.first.year) * 12
    return replace(period, first=first, last=month_after(period.last + DAY, months) - DAY)
