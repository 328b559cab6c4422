"""Counted days and hours (R11, R16)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Never

from deadlines.days import month_after
from deadlines.periods import Periods
from deadlines.readings import Reason
from deadlines.values import (
    FOUR_OR_FROM,
    SIX_OR_AFTER,
    Asked,
    Day,
    Due,
    Hours,
    Span,
    Unit,
    When,
    numeral,
    require_number,
)
from domain.calendar import DAY

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Counting(Periods):
    # How long

    def working_days(self, number: str) -> Span:
        return Span(unit=Unit.WORKING_DAY, count=_count(number))

    def calendar_days(self, number: str) -> Span:
        return Span(unit=Unit.DAY, count=_count(number))

    def weeks(self, number: str) -> Span:
        return Span(unit=Unit.DAY, count=7 * _count(number))

    def months(self, number: str) -> Span:
        return Span(unit=Unit.MONTH, count=_count(number))

    def years(self, number: str) -> Span:
        return Span(unit=Unit.MONTH, count=12 * _count(number))

    def half_a_month(self) -> Span:
        return Span(unit=Unit.DAY, count=self.rules.middle_of_month)

    def clock_hours(self, hours: str, minutes: str = "") -> Hours:
        return Hours(span=_count(hours) * HOUR + (numeral(minutes) * MINUTE if minutes else timedelta()))

    def clock_hours_half(self, hours: str) -> Hours:
        return Hours(span=_count(hours) * HOUR + HOUR / 2)

    def clock_minutes(self, minutes: str) -> Hours:
        return Hours(span=numeral(minutes) * MINUTE)

    def half_an_hour(self) -> Hours:
        return Hours(span=HOUR / 2)

    def worked(self, hours: str) -> Hours:
        return Hours(span=_count(hours) * HOUR, worked=True)

    # From when

    def counted(self, span: Span) -> Due:
        return self._after(self.today, span)

    def counted_since_day(self, span: Span, day: Day) -> Due:
        return self._after(day.as_start, span)

    def counted_since_receipt(self, span: Span) -> Due:
        return self._after(self.context.sent_at.date(), span)

    def lasting(self, hours: Hours) -> Due:
        return self._lasting(self.now, hours)

    def lasting_bare(self, text: str) -> Due:
        return self._lasting(self.now, self.clock_hours(text.rsplit(maxsplit=1)[0]))

    def lasting_since_receipt(self, hours: Hours) -> Due:
        return self._lasting(self.context.sent_at, hours)

    def lasting_since(self, hours: Hours, when: When) -> Due:
        if when.clock is None or when.day is None:
            raise Asked(Reason.NEEDS_ANCHOR)
        return self._lasting(self.calendar.at(when.day.as_start, when.clock.at), hours)

    def unknown_anchor(self, _: Span | Hours) -> Never:
        raise Asked(Reason.NEEDS_ANCHOR)

    def about_counted(self, _: str, most: Span) -> Never:
        raise Asked(Reason.AMBIGUOUS, self.counted(most))

    def _after(self, start: date, span: Span) -> Due:
        """R11: the day itself does not count."""
        if not span.count:
            raise Asked(Reason.IMPOSSIBLE)
        worked = span.unit is Unit.WORKING_DAY
        if worked:
            end = self.calendar.working_days_after(start, span.count)
        elif span.unit is Unit.DAY:
            end = self.calendar.working_day_on_or_after(start + span.count * DAY)
        else:
            if span.count > 12 * self.rules.furthest_years:
                raise Asked(Reason.TOO_FAR)
            end = self.calendar.working_day_on_or_after(_same_day(start, span.count))
        moment = self.calendar.at(end, self.rules.end_of_day)
        return Due(moment=moment, names_hour=False, counted_from=start if worked else None)

    def _lasting(self, start: datetime, hours: Hours) -> Due:
        if not hours.span:
            raise Asked(Reason.IMPOSSIBLE)
        if hours.worked:
            return Due(
                moment=self.calendar.add_working_time(start, hours.span), names_hour=True, counted_from=start.date()
            )
        # Through UTC, as hours run on over a change of the clocks.
        return Due(moment=self.calendar.local(start.astimezone(UTC) + hours.span), names_hour=True)


def _count(number: str) -> int:
    require_number(number, SIX_OR_AFTER, FOUR_OR_FROM)
    return numeral(number)


def _same_day(start: date, months: int) -> date:
    """The corresponding day, or the last day of a month that lacks it (Civil Code, article 148)."""
    following = month_after(start, months + 1)
    return min(month_after(start, months) + (start.day - 1) * DAY, following - DAY)
