"""A duty's past as it is looked at: who held it in which phase, before and after the deadline, along working time
(M33)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from domain.duties.duties import Phase
from domain.figures.records import Record, Stretch
from domain.office.calendar import DAY, Calendar

# A pause stops the clock of the work; while a dossier is incomplete that of the opinion has not begun anew.
TIMELESS = frozenset({Phase.PAUSED, Phase.LACKING})


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of one stretch, all of it before or all of it after the deadline."""

    person_id: int
    phase: Phase
    since: datetime
    until: datetime
    late: bool


def pieces_of(record: Record, stretch: Stretch, at: datetime, calendar: Calendar) -> tuple[Piece, ...]:
    """The stretch up to `at`, parted where the deadline in force at `at` passes, as the figures count it: a later
    deadline that was granted takes the lateness away. None of it where it began later."""
    end = stretch.end(at)
    if end <= stretch.since:
        return ()
    passes_at = end if stretch.phase in TIMELESS else record.deadline(at).passes_at(calendar)
    cut = min(max(passes_at, stretch.since), end)
    parts = ((stretch.since, cut, False), (cut, end, True))
    return tuple(
        Piece(person_id=stretch.person_id, phase=stretch.phase, since=since, until=until, late=late)
        for since, until, late in parts
        if since < until
    )


def late_time(record: Record, stretch: Stretch, at: datetime, calendar: Calendar) -> timedelta:
    """How much of the holding was worked after the deadline."""
    late = (one for one in pieces_of(record, stretch, at, calendar) if one.late)
    return sum((calendar.working_time(one.since, one.until) for one in late), timedelta())


@dataclass(frozen=True, kw_only=True)
class WorkingAxis:
    """The working time between two moments as a line: nights and days off have no length on it."""

    calendar: Calendar
    first: datetime
    last: datetime

    @cached_property
    def _sessions(self) -> tuple[tuple[datetime, datetime, timedelta], ...]:
        """Each stretch worked, with the working time before it."""
        found = []
        before = timedelta()
        day, last = self.calendar.day_of(self.first), self.calendar.day_of(self.last)
        while day <= last:
            for opens, closes in self.calendar.sessions(day):
                start, end = max(opens, self.first), min(closes, self.last)
                if start < end:
                    found.append((start, end, before))
                    before += end - start
            day += DAY
        return tuple(found)

    @cached_property
    def _starts(self) -> tuple[datetime, ...]:
        return tuple(start for start, _, _ in self._sessions)

    @property
    def whole(self) -> timedelta:
        """The working time between the ends; zero where nobody worked."""
        return self.at(self.last)

    def at(self, moment: datetime) -> timedelta:
        """How much was worked before the moment; what lies outside the line lies at its end."""
        index = bisect_right(self._starts, moment) - 1
        if index < 0:
            return timedelta()
        start, end, before = self._sessions[index]
        return before + (min(moment, end) - start)

    def days(self) -> tuple[tuple[date, timedelta], ...]:
        """Each day worked, and where it begins on the line."""
        found: dict[date, timedelta] = {}
        for start, _, before in self._sessions:
            found.setdefault(self.calendar.day_of(start), before)
        return tuple(found.items())
