"""Working time counted day by day from which days are worked and which hours: beside the calendar's own arithmetic."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.duties.cases import Deadline
from domain.office.calendar import Calendar
from domain.rules.lengths import Length, Measure

DAY = timedelta(days=1)


class SlowCalendar:
    """Asks the calendar only what a day is; each day is asked about once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._hours: dict[date, tuple[tuple[datetime, datetime], ...]] = {}

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.calendar.timezone).date()

    def hours(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        if day not in self._hours:
            self._hours[day] = self.calendar.sessions(day)
        return self._hours[day]

    def passes(self, deadline: Deadline) -> datetime:
        """From when it is late."""
        if deadline.names_hour:
            return deadline.moment
        return datetime.combine(self.day(deadline.moment) + DAY, time(), self.calendar.timezone)

    def worked(self, since: datetime, until: datetime) -> timedelta:
        total = timedelta()
        if until <= since:
            return total
        day = self.day(since)
        while day <= self.day(until):
            for opens, closes in self.hours(day):
                if since < closes and opens < until:
                    total += min(closes, until) - max(opens, since)
            day += DAY
        return total

    def days_between(self, first: date, last: date) -> int:
        """Working days after the first, up to the last."""
        count = 0
        while first < last:
            first += DAY
            count += self.calendar.is_working_day(first)
        return count

    def days_later(self, moment: datetime, count: int) -> datetime:
        """The same clock time so many working days later."""
        local = moment.astimezone(self.calendar.timezone)
        day = local.date()
        while count:
            day += DAY
            count -= self.calendar.is_working_day(day)
        return datetime.combine(day, local.time(), self.calendar.timezone)

    def span_later(self, moment: datetime, span: Length) -> datetime:
        if span.measure is Measure.WORKING_DAYS:
            return self.days_later(moment, span.amount)
        if span.measure is Measure.CLOCK_DAYS:
            local = moment.astimezone(self.calendar.timezone)
            return datetime.combine(local.date() + span.amount * DAY, local.time(), self.calendar.timezone)
        left = timedelta(hours=span.amount)
        if span.measure is Measure.CLOCK_HOURS:
            return moment + left
        day = self.day(moment)
        while True:
            for opens, closes in self.hours(day):
                begins = max(opens, moment)
                if begins <= closes and left <= closes - begins:
                    return begins + left
                left -= max(closes - begins, timedelta())
            day += DAY

    def next_month(self, moment: datetime) -> datetime:
        day = self.day(moment)
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return datetime.combine(following, time(), self.calendar.timezone)

    def months_ago(self, day: date, count: int) -> datetime:
        """The beginning of the month so many before that day's."""
        for _ in range(count):
            day = day.replace(day=1) - DAY
        return datetime.combine(day.replace(day=1), time(), self.calendar.timezone)
