"""The working calendar: the one arithmetic of working time for everything (M27).

Every moment that goes in or comes out is aware. Days and hours are those of the office's own time zone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from domain.office.hours import DEFAULT_HOURS, NOON, Season, Session

DAY = timedelta(days=1)
GRACE_AFTER_CLOSING = timedelta(hours=1)
LONGEST_CLOSURE = 400  # days; a calendar without a working day in that time is a mistake, not an office


class NoWorkingDay(Exception):
    """The calendar has no working day for more than a year."""


@dataclass(frozen=True, kw_only=True)
class _Year:
    """A year added up: its stretches of office hours with what is worked before each, and by day of the year, from 0,
    how many working days there have been by then."""

    opens: tuple[datetime, ...]
    closes: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    worked: timedelta
    working_days: tuple[int, ...]

    def worked_until(self, local: datetime) -> timedelta:
        index = bisect_right(self.opens, local) - 1
        if index < 0:
            return timedelta()
        return self.before[index] + (min(local, self.closes[index]) - self.opens[index])


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Which days and hours are worked. Maps carry the name or the notice of the day. Of a half day the morning is
    worked; a half day that is off otherwise, at a weekend say, stays off."""

    timezone: ZoneInfo
    hours: tuple[Session, ...] = DEFAULT_HOURS
    seasons: tuple[Season, ...] = ()
    days_off: Mapping[date, str] = field(default_factory=dict)
    forecasts: frozenset[date] = frozenset()  # of them those whose yearly notice is not out yet
    worked: Mapping[date, str] = field(default_factory=dict)
    half_days: Mapping[date, str] = field(default_factory=dict)

    # Days

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.timezone)

    def day_of(self, moment: datetime) -> date:
        return self.local(moment).date()

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.timezone)

    def midnight_after(self, day: date) -> datetime:
        """24:00 of the day: the first moment at which work due that day is late."""
        return self.at(day + DAY, time(0))

    def is_working_day(self, day: date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.days_off

    def why_off(self, day: date) -> str | None:
        """The holiday's name, an empty string for a plain weekend, None for a working day."""
        if self.is_working_day(day):
            return None
        return self.days_off.get(day, "")

    def rests_on_forecast(self, first: date, last: date) -> bool:
        """Whether a day off between the two, both included, is only foreseen: its yearly notice is not out yet."""
        return any(first <= day <= last for day in self.forecasts)

    @cached_property
    def announced(self) -> Calendar:
        """The same, were none of the days off that are only foreseen."""
        if not self.forecasts:
            return self
        known = {day: name for day, name in self.days_off.items() if day not in self.forecasts}
        return replace(self, days_off=known, forecasts=frozenset())

    def next_working_day(self, day: date) -> date:
        """The first working day after the given one."""
        return self._step(day, DAY)

    def working_day_on_or_after(self, day: date) -> date:
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_day_on_or_before(self, day: date) -> date:
        return day if self.is_working_day(day) else self.working_days_before(day, 1)

    def working_days_before(self, day: date, count: int) -> date:
        """The Nth working day before the given one."""
        for _ in range(count):
            day = self._step(day, -DAY)
        return day

    def working_days_after(self, day: date, count: int) -> date:
        for _ in range(count):
            day = self._step(day, DAY)
        return day

    def _step(self, day: date, by: timedelta) -> date:
        for _ in range(LONGEST_CLOSURE):
            day += by
            if self.is_working_day(day):
                return day
        raise NoWorkingDay

    # Hours

    def sessions(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches worked on that day, in order; none on a day off."""
        if not self.is_working_day(day):
            return ()
        hours = next((season.hours for season in self.seasons if season.first <= day <= season.last), self.hours)
        ends = [(session.opens, session.closes) for session in hours]
        if day in self.half_days:
            ends = [(opens, min(closes, NOON)) for opens, closes in ends if opens < NOON]
        return tuple((self.at(day, opens), self.at(day, closes)) for opens, closes in ends)

    def half_day_ends(self, day: date) -> datetime | None:
        """When the work of a half day ends; None for a whole day, and for a day off."""
        stretch = self.sessions(day) if day in self.half_days else ()
        return stretch[-1][1] if stretch else None

    def is_open(self, moment: datetime) -> bool:
        return any(opens <= moment <= closes for opens, closes in self.sessions(self.day_of(moment)))

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself within office hours, else the start of the next stretch."""
        for opens, closes in self._sessions_from(moment):
            if moment <= closes:
                return max(moment, opens)
        raise NoWorkingDay

    def may_go_out(self, planned_at: datetime, now: datetime) -> bool:
        """Whether a message planned for one moment may be sent at another: planned in office hours, until an hour
        after their closing; everything else only while the office is open."""
        if self.is_open(now):
            return True
        until = self.goes_out_until(planned_at)
        return until is not None and until - GRACE_AFTER_CLOSING < now <= until

    def goes_out_until(self, planned_at: datetime) -> datetime | None:
        """An hour after the closing of the stretch in which it was planned; None outside office hours."""
        stretch = self.sessions(self.day_of(planned_at))
        return next((closes + GRACE_AFTER_CLOSING for opens, closes in stretch if opens <= planned_at <= closes), None)

    def goes_out_at(self, planned_at: datetime, now: datetime) -> datetime:
        """When a message planned for one moment and ready at another is sent at the earliest."""
        earliest = max(planned_at, now)
        return earliest if self.may_go_out(planned_at, earliest) else self.next_opening(earliest)

    # Working time

    def add_days(self, moment: datetime, count: int) -> datetime:
        """The same clock time that many days of the calendar later, worked or not."""
        local = self.local(moment)
        return self.at(local.date() + count * DAY, local.timetz().replace(tzinfo=None))

    def add_working_days(self, moment: datetime, count: int) -> datetime:
        """The same clock time that many working days later; never count × 8 hours."""
        local = self.local(moment)
        return self.at(self.working_days_after(local.date(), count), local.timetz().replace(tzinfo=None))

    def add_working_time(self, moment: datetime, span: timedelta) -> datetime:
        """The moment at which that much working time has passed."""
        for opens, closes in self._sessions_from(moment):
            start = max(moment, opens)
            if closes < start:
                continue
            if span <= closes - start:
                return start + span
            span -= closes - start
        raise NoWorkingDay

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between two moments is worked; zero where the end is before the start."""
        if end <= start:
            return timedelta()
        first, last = start.astimezone(self.timezone), end.astimezone(self.timezone)
        worked = self._year(last.year).worked_until(last) - self._year(first.year).worked_until(first)
        for year in range(first.year, last.year):
            worked += self._year(year).worked
        return worked

    def working_days_since(self, day: date, last: date) -> int:
        """How many working days come after the day, up to the last one, which counts; zero where that is no later."""
        if last <= day:
            return 0
        years = sum(self._year(year).working_days[-1] for year in range(day.year, last.year))
        return years + self._number(last) - self._number(day)

    def _number(self, day: date) -> int:
        """Which working day of the year it is, or the last one before it."""
        return self._year(day.year).working_days[day.timetuple().tm_yday - 1]

    def _year(self, year: int) -> _Year:
        """Added up once: reports ask for working time ten thousand times."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._added_up(year)
        return found

    @cached_property
    def _years(self) -> dict[int, _Year]:
        return {}

    def _added_up(self, year: int) -> _Year:
        opened, closed, before, days = [], [], [], []
        worked, number = timedelta(), 0
        day = date(year, 1, 1)
        while day.year == year:
            for opens, closes in self.sessions(day):
                opened.append(opens)
                closed.append(closes)
                before.append(worked)
                worked += closes - opens
            number += self.is_working_day(day)
            days.append(number)
            day += DAY
        return _Year(
            opens=tuple(opened), closes=tuple(closed), before=tuple(before), worked=worked, working_days=tuple(days)
        )

    def _sessions_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day, idle = self.day_of(moment), 0
        while idle < LONGEST_CLOSURE:
            stretch = self.sessions(day)
            idle = 0 if stretch else idle + 1
            yield from stretch
            day += DAY
