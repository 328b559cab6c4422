"""A length of time in the measure in which the office counts it, by the urgency of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.office.calendar import DAY, Calendar
from domain.office.hours import START_OF_DUTY_DAY


class Urgency(StrEnum):
    NORMAL = "normal"  # Thường
    URGENT = "urgent"  # Khẩn
    VERY_URGENT = "very_urgent"  # Thượng khẩn
    FLASH = "flash"  # Hỏa tốc


class Measure(StrEnum):
    WORKING_DAYS = "working_days"  # the same clock time, days off skipped
    WORKING_HOURS = "working_hours"
    CLOCK_HOURS = "clock_hours"  # Hỏa tốc does not wait for the office to open
    CLOCK_DAYS = "clock_days"  # the same clock time, days off counted: of Hỏa tốc alone


BY_CLOCK = {Measure.WORKING_DAYS: Measure.CLOCK_DAYS, Measure.WORKING_HOURS: Measure.CLOCK_HOURS}
DAYS = frozenset({Measure.WORKING_DAYS, Measure.CLOCK_DAYS})


@dataclass(frozen=True, kw_only=True)
class Length:
    """A length of time in the measure in which the office counts it."""

    amount: int
    measure: Measure

    def after(self, moment: datetime, calendar: Calendar) -> datetime:
        match self.measure:
            case Measure.WORKING_DAYS:
                return calendar.add_working_days(moment, self.amount)
            case Measure.WORKING_HOURS:
                return calendar.add_working_time(moment, timedelta(hours=self.amount))
            case Measure.CLOCK_HOURS:
                return moment + timedelta(hours=self.amount)
            case Measure.CLOCK_DAYS:
                return calendar.add_days(moment, self.amount)

    def times(self, count: int) -> Length:
        return replace(self, amount=count * self.amount)

    def by_clock(self) -> Length:
        """The same by hours and days of the clock, days off and nights counted."""
        return replace(self, measure=BY_CLOCK.get(self.measure, self.measure))


def days(amount: int) -> Length:
    return Length(amount=amount, measure=Measure.WORKING_DAYS)


def hours(amount: int) -> Length:
    return Length(amount=amount, measure=Measure.WORKING_HOURS)


def clock_hours(amount: int) -> Length:
    return Length(amount=amount, measure=Measure.CLOCK_HOURS)


def clock_days(amount: int) -> Length:
    return Length(amount=amount, measure=Measure.CLOCK_DAYS)


def days_of(urgency: Urgency, amount: int) -> Length:
    """Days as that urgency counts them: Hỏa tốc by the clock, whatever the calendar says (design §4)."""
    return clock_days(amount) if urgency is Urgency.FLASH else days(amount)


def that_long_before(moment: datetime, span: Length, calendar: Calendar) -> datetime:
    """N days before: 08:00 of the Nth working day, of Hỏa tốc of the Nth day of the calendar, before the deadline's
    day; the day: 08:00 of it (design §4)."""
    day = calendar.day_of(moment)
    match span.measure:
        case Measure.WORKING_DAYS:
            return calendar.at(calendar.working_days_before(day, span.amount), START_OF_DUTY_DAY)
        case Measure.CLOCK_DAYS:
            return calendar.at(day - span.amount * DAY, START_OF_DUTY_DAY)
        case _:
            return moment - timedelta(hours=span.amount)


def later(moment: datetime, span: Length, calendar: Calendar) -> datetime:
    """The same clock time that many days later; 24:00 belongs to the day that it ends, so that a deadline at the end of
    a Friday is never pressed earlier than one within it."""
    if span.amount == 0:
        return moment
    if span.measure is not Measure.WORKING_DAYS or calendar.local(moment).time() != time():
        return span.after(moment, calendar)
    return calendar.midnight_after(calendar.working_days_after(calendar.day_of(moment) - DAY, span.amount))
