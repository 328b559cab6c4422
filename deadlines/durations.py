"""Counted days and hours (R11, R16)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Never

from deadlines.dates import month_after
from deadlines.numerals import FOUR_OR_FROM, SIX_OR_AFTER, numeral, require_number
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, Context, Due, Duration, DurationUnit, Hours, NamedDay, When
from domain.office.calendar import DAY

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


# How long


@rule
def working_days(_: Context, number: str) -> Duration:
    return Duration(unit=DurationUnit.WORKING_DAY, count=_count(number))


@rule
def calendar_days(_: Context, number: str) -> Duration:
    return Duration(unit=DurationUnit.DAY, count=_count(number))


@rule
def weeks(_: Context, number: str) -> Duration:
    return Duration(unit=DurationUnit.DAY, count=7 * _count(number))


@rule
def months(_: Context, number: str) -> Duration:
    return Duration(unit=DurationUnit.MONTH, count=_count(number))


@rule
def years(_: Context, number: str) -> Duration:
    return Duration(unit=DurationUnit.MONTH, count=12 * _count(number))


@rule
def half_a_month(context: Context) -> Duration:
    return Duration(unit=DurationUnit.DAY, count=context.rules.middle_of_month)


@rule
def clock_hours(_: Context, hours: str, minutes: str = "") -> Hours:
    return Hours(span=_count(hours) * HOUR + (numeral(minutes) * MINUTE if minutes else timedelta()))


@rule
def clock_hours_half(_: Context, hours: str) -> Hours:
    return Hours(span=_count(hours) * HOUR + HOUR / 2)


@rule
def clock_minutes(_: Context, minutes: str) -> Hours:
    return Hours(span=numeral(minutes) * MINUTE)


@rule
def half_an_hour(_: Context) -> Hours:
    return Hours(span=HOUR / 2)


@rule
def worked(_: Context, hours: str) -> Hours:
    return Hours(span=_count(hours) * HOUR, worked=True)


# From when


@rule
def counted(context: Context, duration: Duration) -> Due:
    return _after(context, context.today, duration)


@rule
def counted_since_day(context: Context, duration: Duration, day: NamedDay) -> Due:
    return _after(context, day.as_start, duration)


@rule
def counted_since_receipt(context: Context, duration: Duration) -> Due:
    return _after(context, context.sent_at.date(), duration)


@rule
def lasting(context: Context, hours: Hours) -> Due:
    return _lasting(context, context.now, hours)


@rule
def lasting_bare(context: Context, text: str) -> Due:
    return _lasting(context, context.now, clock_hours(context, text.rsplit(maxsplit=1)[0]))


@rule
def lasting_since_receipt(context: Context, hours: Hours) -> Due:
    return _lasting(context, context.sent_at, hours)


@rule
def lasting_since(context: Context, hours: Hours, when: When) -> Due:
    if when.clock is None or when.day is None:
        raise AskBack(Reason.NEEDS_ANCHOR)
    return _lasting(context, context.calendar.at(when.day.as_start, when.clock.at), hours)


@rule
def unknown_anchor(_: Context, __: Duration | Hours) -> Never:
    raise AskBack(Reason.NEEDS_ANCHOR)


@rule
def about_counted(context: Context, __: str, most: Duration) -> Never:
    raise AskBack(Reason.AMBIGUOUS, counted(context, most))


def _after(context: Context, start: date, duration: Duration) -> Due:
    """R11: the day itself does not count."""
    if not duration.count:
        raise AskBack(Reason.IMPOSSIBLE)
    worked_days = duration.unit is DurationUnit.WORKING_DAY
    if worked_days:
        end = context.calendar.working_days_after(start, duration.count)
    elif duration.unit is DurationUnit.DAY:
        end = context.calendar.working_day_on_or_after(start + duration.count * DAY)
    else:
        if duration.count > 12 * context.rules.furthest_years:
            raise AskBack(Reason.TOO_FAR)
        end = context.calendar.working_day_on_or_after(_same_day(start, duration.count))
    moment = context.calendar.at(end, context.rules.end_of_day)
    return Due(moment=moment, names_hour=False, counted_from=start if worked_days else None)


def _lasting(context: Context, start: datetime, hours: Hours) -> Due:
    if not hours.span:
        raise AskBack(Reason.IMPOSSIBLE)
    if hours.worked:
        return Due(
            moment=context.calendar.add_working_time(start, hours.span), names_hour=True, counted_from=start.date()
        )
    # Through UTC, as hours run on over a change of the clocks.
    return Due(moment=context.calendar.local(start.astimezone(UTC) + hours.span), names_hour=True)


def _count(number: str) -> int:
    require_number(number, SIX_OR_AFTER, FOUR_OR_FROM)
    return numeral(number)


def _same_day(start: date, months: int) -> date:
    """The corresponding day, or the last day of a month that lacks it (Civil Code, article 148)."""
    following = month_after(start, months + 1)
    return min(month_after(start, months) + (start.day - 1) * DAY, following - DAY)
