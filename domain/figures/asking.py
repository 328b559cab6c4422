"""How much of a task's time went by while opinions about it were asked (M19)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.duties.duties import DutyKind
from domain.figures.records import Record, Register
from domain.figures.scopes import Attribution
from domain.figures.statuses import Period
from domain.figures.tallies import Tallies
from domain.office.calendar import Calendar

Interval = tuple[datetime, datetime]


class Asking:
    """When opinions about each task were asked, request by request."""

    def __init__(self, register: Register, period: Period, calendar: Calendar) -> None:
        self._period = period
        self._calendar = calendar
        self._open = defaultdict[int, list[Interval]](list)
        for record in register.records:
            served = record.case.serves_case_id
            if record.kind is DutyKind.OPINION and served is not None and period.has_open(record):
                self._open[served].append(self._within(record))

    def count(self, book: Tallies, lead: Record, whose: Attribution) -> None:
        """The time in which at least one unit had been asked and had not answered, and that in which the task it was
        asked for was open; neither pauses its clock."""
        asked = self._open.get(lead.case.id)
        if asked is None:
            return
        begins, ends = self._within(lead)
        together = [(max(since, begins), min(until, ends)) for since, until in joined(asked)]
        asking = sum((self._calendar.working_time(since, until) for since, until in together), timedelta())
        for tally in book.tallies(whose):
            tally.asking += asking
            tally.asked_about += self._calendar.working_time(begins, ends)

    def _within(self, record: Record) -> Interval:
        ends = self._period.end if record.closed_at is None else min(record.closed_at, self._period.end)
        return max(record.opened_at, self._period.since), ends


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time without overlaps, in order."""
    found: list[Interval] = []
    for since, until in sorted(intervals):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found
