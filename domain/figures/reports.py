"""A report: everything that is told of a time, in numbers, from records alone (M35–M42, docs/figures.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from domain.duties.duties import DutyKind
from domain.figures.afterwards import LaterConfirmation, later_of
from domain.figures.asking import Asking
from domain.figures.catalogue import Figure, FigureOf
from domain.figures.counting import ReportCount
from domain.figures.figures import Boxes, Figures, Group, Grouping, OpinionFigures
from domain.figures.lines import lines_of
from domain.figures.lists import ReportLine
from domain.figures.passings import Passing, passings_of
from domain.figures.points import PRODUCTS, Points, UnitPoints, points_of, rolled_up
from domain.figures.records import Register
from domain.figures.scopes import Keys, Scope
from domain.figures.statuses import DutyStatuses, Period, whose_stretch
from domain.figures.tallies import Tallies
from domain.figures.trends import LEADS, MonthFigures, months_until, months_within, trend_of
from domain.figures.workloads import Load, loads_of
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.rules.policy import Policy

WHOLE = Scope()


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that a report says of the time from `since` until before `until`, as of `at`, in numbers."""

    since: datetime
    until: datetime
    at: datetime
    whole: Figures
    groups: Mapping[Grouping, tuple[Group, ...]]
    lines: tuple[ReportLine, ...]  # by unit, then by deadline
    loads: tuple[Load, ...]
    points: tuple[Points, ...]
    unit_points: tuple[UnitPoints, ...] = ()  # by month, each unit before those below it
    trend: tuple[MonthFigures, ...]
    passings: tuple[Passing, ...] = ()
    later: tuple[LaterConfirmation, ...] = ()  # what of the time corrects months before

    @property
    def is_moment(self) -> bool:
        """Whether it tells how things stood at one moment, not what went on in a time (M37)."""
        return self.since == self.until

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to do, to answer or to correct."""
        boxes = self.whole.boxes
        return not (boxes.total or boxes.cancelled or self.whole.opinions.asked or self.later)


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


_HOLDERS: dict[FigureOf, tuple[type[Any], ...]] = {
    FigureOf.BOXES: (Boxes,),
    FigureOf.TASKS: (Figures,),
    FigureOf.OPINIONS: (OpinionFigures,),
    FigureOf.LOAD: (Load,),
    FigureOf.POINTS: (Points, UnitPoints),
}
_FIGURES_TYPES = {"int", "float | None", "timedelta", "Spread"}


def _require_rows() -> None:
    """Raises TypeError for a figure that nothing holds, and for a number that is held without being a figure."""
    for figure in Figure:
        key, *_ = figure.path.split(".")
        if not any(key in _names(holder) or hasattr(holder, key) for holder in _HOLDERS[figure.of]):
            raise TypeError(f"nothing holds the figure {figure}")
    for holder in chain.from_iterable(_HOLDERS.values()):
        if unknown := _names(holder) - {*Figure}:
            raise TypeError(f"{holder.__name__} holds what is no figure of the catalogue: {unknown}")


def _names(holder: type[Any]) -> set[str]:
    return {one.name for one in fields(holder) if one.type in _FIGURES_TYPES and not one.name.endswith("_id")}


_require_rows()
