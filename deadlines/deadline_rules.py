"""The meaning of a whole phrase: one method for each rule of the grammar, by its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Never

from deadlines.reading_rules import Part
from deadlines.readings import Reason
from deadlines.recurring import Recurring
from deadlines.values import Ask, Asked, Clock, Day, Due, Period, Spoken, When, numeral


class Meaning(Recurring):
    """Evaluates one derivation after another; a part that asks makes the whole ask."""

    def __call__(self, rule: str, parts: tuple[Any, ...]) -> Any:
        asks = [part for part in parts if isinstance(part, Ask)]
        if asks:
            return asks[0]
        method: Callable[..., Any] | None = getattr(self, rule, None)
        if method is None:
            (only,) = parts  # a rule that only groups others
            return only
        try:
            return method(*parts)
        except Asked as asked:
            return asked.ask

    # When

    def on_day(self, day: Day) -> When:
        return When(day=day)

    def at_clock(self, clock: Clock) -> When:
        return When(clock=clock)

    def at_clock_on_day(self, clock: Clock, day: Day) -> When:
        return When(day=day, clock=clock)

    def on_day_at_clock(self, day: Day, clock: Clock) -> When:
        return When(day=day, clock=clock)

    def part_day_time(self, part: Part, day: Day, said: Spoken) -> When:
        return When(day=day, clock=self.time_part(said, part))

    def clock_today(self, clock: Clock) -> When:
        return When(day=Day(on=self.today), clock=clock)

    def part_today_time(self, part: Part, said: Spoken) -> When:
        return When(day=Day(on=self.today), clock=self.time_part(said, part))

    # Deadlines

    def said(self, due: Due) -> Due:
        return due

    def by(self, when: When) -> Due:
        """R1, R2, R4"""
        if when.clock is None:
            assert when.day is not None
            return self.whole_day_due(when.day.as_deadline)
        if when.day is None:
            return self._today_at(when.clock)
        return self._at(when.day, when.clock)

    def before_when(self, when: When) -> Due:
        """R3, R4"""
        if when.clock is None:
            assert when.day is not None
            return self.before_day(when.day)
        if when.clock.stretch:
            raise Asked(Reason.AMBIGUOUS, self.by(when))
        return self.by(when)

    def whole_day(self, day: Day) -> Due:
        return self.whole_day_due(day.as_deadline)

    def today_only(self) -> Due:
        return self.whole_day_due(self.today)

    def loose(self, due: Due) -> Never:
        raise Asked(Reason.UNCLEAR, due)

    def about(self, due: Due) -> Never:
        raise Asked(Reason.AMBIGUOUS, due)

    def either(self, one: When, other: When) -> Never:
        raise Asked(Reason.AMBIGUOUS, self.by(one), self.by(other))

    def _at(self, day: Day, clock: Clock) -> Due:
        moments = [self.calendar.at(day.as_deadline, at) for at in (clock.at, clock.other) if at is not None]
        dues = [Due(moment=moment, names_hour=True, names_day=True) for moment in moments]
        if len(dues) > 1:
            raise Asked(Reason.AMBIGUOUS, *dues)
        return dues[0]

    def _today_at(self, clock: Clock) -> Due:
        due = self._at(Day(on=self.today), clock)
        if due.moment <= self.now:
            later = [due.moment.replace(hour=due.moment.hour + 12)] if clock.by_half and clock.at.hour < 12 else []
            later = [moment for moment in later if moment > self.now]
            tomorrow = self.calendar.at(self.calendar.next_working_day(self.today), clock.at)
            raise Asked(Reason.PAST, *(Due(moment=moment, names_hour=True) for moment in [*later, tomorrow]))
        return due

    # Ranges (R13)

    def range_of_days(self, start: When, end: When) -> Due:
        assert start.day is not None
        assert end.day is not None
        due = self.by(end)
        if start.day.as_start > end.day.as_deadline:
            raise Asked(Reason.AMBIGUOUS, due)
        return due

    def range_or_slip(self, start: When, end: When) -> Due:
        """Without "từ", a bare weekday beside another date may contradict it: "thứ 5 - 27/11"."""
        assert start.day is not None
        assert end.day is not None
        due = self.range_of_days(start, end)
        if start.day.only_weekday != end.day.only_weekday and start.day.as_start != end.day.as_deadline:
            raise Asked(Reason.AMBIGUOUS, due)
        return due

    def range_of_hours(self, _: Clock, end: When) -> Due:
        return self.by(end)

    def short_range(self, start: str, end: Day) -> Due:
        due = self.whole_day_due(end.as_deadline)
        if not 0 < numeral(start) < end.as_deadline.day:
            raise Asked(Reason.AMBIGUOUS, due)
        return due

    def range_to_end(self, _: When, due: Due) -> Due:
        return due

    def range_of_periods(self, start: Period, end: Period) -> Due:
        if start.first >= end.first:
            raise Asked(Reason.AMBIGUOUS, self.end_of(end))
        return self.end_of(end)
