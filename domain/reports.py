"""A report: everything that is told of a time, in numbers, from records alone (M35–M42, docs/figures.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.asking import Asking
from domain.calendar import Calendar
from domain.counting import Counting
from domain.duties import DutyKind
from domain.figures import Report
from domain.lines import lines_of, parts_by_case
from domain.people import Unit
from domain.points import points_of
from domain.policy import Policy
from domain.records import Register
from domain.scopes import Keys, Scope
from domain.standings import Period, standing_of, whose_stretch
from domain.tallies import Book
from domain.trends import months_within, trend_of
from domain.workloads import loads_of

WHOLE = Scope()


def report_of(
    register: Register,
    *,
    since: datetime,
    until: datetime,
    at: datetime,
    calendar: Calendar,
    policies: Mapping[int, Policy],
    scope: Scope = WHOLE,
    units: Mapping[int, Unit] | None = None,
) -> Report:
    """The figures of the tasks and opinion requests in the register that were open at any moment from `since` until
    before `until`, as of `at`. The register reaches back as far as the trend does (`reach_of`). `units` say what lies
    below the unit of a scope."""
    period = Period(since=since, until=until, at=at)
    keys = Keys(register, scope, units or {})
    book = Book(keys)
    counting = Counting(book, register, period, calendar=calendar, policies=policies)
    asking = Asking(register, period, calendar)
    standings = [standing_of(record, period.moment, calendar) for record in register.records if period.has_open(record)]
    leads, parts = [], []
    for standing in standings:
        match standing.record.kind:
            case DutyKind.LEAD:
                whose = whose_stretch(standing.record, standing.worker, register)
                counting.lead(standing)
                asking.count(book, standing.record, whose)
                if keys.admit(whose):
                    leads.append((standing, whose))
            case DutyKind.COORDINATING:
                counting.part(standing)
                parts.append(standing)
            case DutyKind.OPINION:
                counting.opinion(standing)
    return Report(
        since=since,
        until=until,
        at=at,
        whole=book.whole.figures(),
        groups=book.groups(),
        lines=lines_of(leads, parts_by_case(parts), calendar),
        loads=loads_of(standings, register, period, keys=keys, calendar=calendar),
        points=points_of(register.records, register, months_within(period, calendar), keys=keys, calendar=calendar),
        trend=trend_of(
            [record for record in register.records if record.kind is DutyKind.LEAD],
            register,
            period.moment,
            keys=keys,
            calendar=calendar,
        ),
    )
