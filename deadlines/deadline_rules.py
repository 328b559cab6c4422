"""A whole deadline: day and time of day put together, ranges and alternatives (R1–R5, R13)."""

from __future__ import annotations

from typing import Never

from deadlines.clock_times import time_part
from deadlines.days import whole_day_due
from deadlines.numerals import numeral
from deadlines.period_deadlines import before_day, end_of
from deadlines.reading_rules import DayPart
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, CalendarPeriod, ClockTime, Context, Due, NamedDay, SpokenHour, When

# When


@rule
def on_day(_: Context, day: NamedDay) -> When:
    return When(day=day)


@rule
def at_clock(_: Context, clock: ClockTime) -> When:
    return When(clock=clock)


@rule
def at_clock_on_day(_: Context, clock: ClockTime, day: NamedDay) -> When:
    return When(day=day, clock=clock)


@rule
def on_day_at_clock(_: Context, day: NamedDay, clock: ClockTime) -> When:
    return When(day=day, clock=clock)


@rule
def part_day_time(context: Context, part: DayPart, day: NamedDay, hour: SpokenHour) -> When:
    return When(day=day, clock=time_part(context, hour, part))


@rule
def clock_today(context: Context, clock: ClockTime) -> When:
    return When(day=NamedDay(on=context.today), clock=clock)


@rule
def part_today_time(context: Context, part: DayPart, hour: SpokenHour) -> When:
    return When(day=NamedDay(on=context.today), clock=time_part(context, hour, part))


# Deadlines


@rule
def said(_: Context, due: Due) -> Due:
    return due


@rule
def by(context: Context, when: When) -> Due:
    """R1, R2, R4"""
    if when.clock is None:
        assert when.day is not None
        return whole_day_due(context, when.day.as_deadline)
    if when.day is None:
        return _today_at(context, when.clock)
    return _at(context, when.day, when.clock)


@rule
def before_when(context: Context, when: When) -> Due:
    """R3, R4"""
    if when.clock is None:
        assert when.day is not None
        return before_day(context, when.day)
    if when.clock.part_only:
        raise AskBack(Reason.AMBIGUOUS, by(context, when))
    return by(context, when)


@rule
def whole_day(context: Context, day: NamedDay) -> Due:
    return whole_day_due(context, day.as_deadline)


@rule
def today_only(context: Context) -> Due:
    return whole_day_due(context, context.today)


@rule
def loose(_: Context, due: Due) -> Never:
    raise AskBack(Reason.UNCLEAR, due)


@rule
def about(_: Context, due: Due) -> Never:
    raise AskBack(Reason.AMBIGUOUS, due)


@rule
def either(context: Context, one: When, other: When) -> Never:
    raise AskBack(Reason.AMBIGUOUS, by(context, one), by(context, other))


def _at(context: Context, day: NamedDay, clock: ClockTime) -> Due:
    moments = [context.calendar.at(day.as_deadline, at) for at in (clock.at, clock.other) if at is not None]
    dues = [Due(moment=moment, names_hour=True, names_day=True) for moment in moments]
    if len(dues) > 1:
        raise AskBack(Reason.AMBIGUOUS, *dues)
    return dues[0]


def _today_at(context: Context, clock: ClockTime) -> Due:
    due = _at(context, NamedDay(on=context.today), clock)
    if due.moment <= context.now:
        later = [due.moment.replace(hour=due.moment.hour + 12)] if clock.by_half and clock.at.hour < 12 else []
        later = [moment for moment in later if moment > context.now]
        tomorrow = context.calendar.at(context.calendar.next_working_day(context.today), clock.at)
        raise AskBack(Reason.PAST, *(Due(moment=moment, names_hour=True) for moment in [*later, tomorrow]))
    return due


# Ranges (R13)


@rule
def range_of_days(context: Context, start: When, end: When) -> Due:
    assert start.day is not None
    assert end.day is not None
    due = by(context, end)
    if start.day.as_start > end.day.as_deadline:
        raise AskBack(Reason.AMBIGUOUS, due)
    return due


@rule
def range_or_slip(context: Context, start: When, end: When) -> Due:
    """Without "từ", a bare weekday beside another date may contradict it: "thứ 5 - 27/11"."""
    assert start.day is not None
    assert end.day is not None
    due = range_of_days(context, start, end)
    if start.day.only_weekday != end.day.only_weekday and start.day.as_start != end.day.as_deadline:
        raise AskBack(Reason.AMBIGUOUS, due)
    return due


@rule
def range_of_hours(context: Context, __: ClockTime, end: When) -> Due:
    return by(context, end)


@rule
def short_range(context: Context, start: str, end: NamedDay) -> Due:
    due = whole_day_due(context, end.as_deadline)
    if not 0 < numeral(start) < end.as_deadline.day:
        raise AskBack(Reason.AMBIGUOUS, due)
    return due


@rule
def range_to_end(_: Context, __: When, due: Due) -> Due:
    return due


@rule
def range_of_periods(context: Context, start: CalendarPeriod, end: CalendarPeriod) -> Due:
    if start.first >= end.first:
        raise AskBack(Reason.AMBIGUOUS, end_of(context, end))
    return end_of(context, end)
