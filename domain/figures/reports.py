"""A report: everything that is told of a time, in numbers, from records alone (M35–M42, docs/figures.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from domain.duties.duties import DutyKind
from domain.figures.afterwards import later_of
from domain.figures.asking import Asking
from domain.figures.counting import ReportCount
from domain.figures.figures import Report
from domain.figures.lines import lines_of
from domain.figures.passings import passings_of
from domain.figures.points import PRODUCTS, points_of, rolled_up
from domain.figures.records import Register
from domain.figures.scopes import Keys, Scope
from domain.figures.statuses import DutyStatuses, Period, whose_stretch
from domain.figures.tallies import Tallies
from domain.figures.trends import LEADS, months_until, months_within, trend_of
from domain.figures.workloads import loads_of
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.rules.policy import Policy

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
    period = Period(since=since.astimezone(UTC), until=until.astimezone(UTC), at=at.astimezone(UTC))
    keys = Keys(register, scope, units or {}, at=period.moment)
    book = Tallies(keys)
    counting = ReportCount(book, register, period, calendar=calendar, policies=policies)
    asking = Asking(register, period, calendar)
    found = DutyStatuses(register, calendar)
    standings = found.of(period)
    leads = []
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
            case DutyKind.OPINION:
                counting.opinion(standing)
    for record in register.records:
        counting.late_answers(record)
    points = points_of(
        found.by_month(months_within(period, calendar), PRODUCTS), register, keys=keys, calendar=calendar
    )
    return Report(
        since=since,
        until=until,
        at=at,
        whole=book.whole.figures(),
        groups=book.groups(),
        lines=lines_of(leads, register, calendar),
        loads=loads_of(standings, register, period, keys=keys, calendar=calendar),
        points=points,
        unit_points=rolled_up(points, units or {}, keys=keys),
        passings=passings_of([standing.record for standing in standings], register, period, keys=keys),
        later=later_of(register, period, keys=keys, calendar=calendar),
        trend=trend_of(
            found.by_month(months_until(period.moment, calendar), LEADS), register, keys=keys, calendar=calendar
        ),
    )
