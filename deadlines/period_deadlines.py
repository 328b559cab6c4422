"""What is due in a period of the calendar (R3, R10)."""

from __future__ import annotations

from typing import Never

from deadlines.dates import months_from
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, CalendarPeriod, Context, Due, NamedDay, PeriodKind, PeriodUnit
from domain.office.calendar import DAY


@rule
def end_of(context: Context, period: CalendarPeriod) -> Due:
    last = context.calendar.working_day_on_or_before(period.last)
    if last < period.first:
        raise AskBack(Reason.AMBIGUOUS)
    return Due(moment=context.calendar.at(last, context.rules.end_of_day), names_hour=False)


@rule
def start_of(context: Context, period: CalendarPeriod) -> NamedDay:
    first = NamedDay(on=context.calendar.working_day_on_or_after(period.first))
    if first.as_deadline > period.last:
        raise AskBack(Reason.AMBIGUOUS)
    if period.kind is PeriodKind.RELATIVE and period.unit is PeriodUnit.YEAR:
        quarter = months_from(period.first, 3)
        raise AskBack(Reason.AMBIGUOUS, working_day_due(context, first), end_of(context, quarter))
    return first


@rule
def middle(context: Context, period: CalendarPeriod) -> Due:
    match period.unit:
        case PeriodUnit.WEEK:
            on = period.first + context.rules.middle_of_week * DAY
        case PeriodUnit.MONTH:
            on = period.first.replace(day=context.rules.middle_of_month)
        case _:
            raise AskBack(Reason.AMBIGUOUS)
    if not context.calendar.is_working_day(on):
        around = (context.calendar.working_day_on_or_before(on), context.calendar.next_working_day(on))
        raise AskBack(Reason.AMBIGUOUS, *(working_day_due(context, NamedDay(on=day)) for day in around))
    return working_day_due(context, NamedDay(on=on))


@rule
def working_day_due(context: Context, day: NamedDay) -> Due:
    return Due(moment=context.calendar.at(day.as_deadline, context.rules.end_of_day), names_hour=False)


@rule
def bare_period(context: Context, period: CalendarPeriod) -> Due:
    if period.last < context.today:
        raise AskBack(Reason.PAST)
    if period.kind is not PeriodKind.NUMBERED:
        raise AskBack(Reason.BARE_PERIOD, end_of(context, period))
    return end_of(context, period)


@rule
def until_period(context: Context, period: CalendarPeriod) -> Never:
    before = working_day_due(context, NamedDay(on=context.calendar.working_days_before(period.first, 1)))
    raise AskBack(Reason.BARE_PERIOD, before, end_of(context, period))


@rule
def before_period(context: Context, period: CalendarPeriod) -> Due:
    return before_day(context, NamedDay(on=period.first))


@rule
def before_day(context: Context, day: NamedDay) -> Due:
    """R3"""
    return working_day_due(context, NamedDay(on=context.calendar.working_days_before(day.as_deadline, 1)))
