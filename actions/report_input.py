"""What a report is made of, read in one moment, and its figures."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from actions.report_scopes import settled_scope
from actions.view import View
from domain.duties.cases import CaseKind
from domain.figures.records import Register
from domain.figures.reports import Report, report_of
from domain.figures.scopes import Scope
from domain.figures.trends import reach_of
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.refusals import NotBegun
from domain.rules.policy import Policy
from storage.database import Connection
from storage.records import register_between

KINDS = (CaseKind.TASK, CaseKind.OPINION)


@dataclass(frozen=True, kw_only=True)
class ReportWindow:
    """The time of a report, and as of which moment it is told: of a time that is over, its end."""

    since: datetime
    until: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportInput:
    """What a report is made of, read in one moment: its making needs no database."""

    register: Register
    scope: Scope
    span: ReportWindow
    units: Mapping[int, Unit]
    calendar: Calendar
    policies: Mapping[int, Policy]


def span_of(first: date, last: date, *, moment: bool = False, now: datetime, calendar: Calendar) -> ReportWindow:
    """Raises NotBegun for days that all lie ahead."""
    since, until = calendar.at(first, time()), calendar.midnight_after(last)
    if since > now:
        raise NotBegun(first=first)
    at = min(now, until)
    return ReportWindow(since=at, until=at, at=at) if moment else ReportWindow(since=since, until=until, at=at)


async def gather(view: View, *, scope: Scope, span: ReportWindow) -> ReportInput:
    """Read what a report of this needs; who may read it is the caller's to ask."""
    register = await register_for(view.connection, span, view.calendar, person_id=scope.person_id)
    return ReportInput(
        register=register,
        scope=settled_scope(scope, register, view.chart.units, span.at),
        span=span,
        units=view.chart.units,
        calendar=view.calendar,
        policies=view.policies,
    )


async def register_for(
    connection: Connection, span: ReportWindow, calendar: Calendar, *, person_id: int | None = None
) -> Register:
    """What happened in the time, whole, and of the months before as much as the trend asks for; of one person what
    concerns that person alone, so that who asks for their own figures waits for nobody else's."""
    reach = reach_of(span.since, span.at, calendar)
    return await register_between(connection, span.since, span.until, kinds=KINDS, reach=reach, person_id=person_id)


async def reckon(material: ReportInput) -> Report:
    """The figures alone, made aside so that others are answered meanwhile."""
    return await asyncio.to_thread(figures_of, material)


def figures_of(material: ReportInput) -> Report:
    span = material.span
    return report_of(
        material.register,
        since=span.since,
        until=span.until,
        at=span.at,
        scope=material.scope,
        units=material.units,
        calendar=material.calendar,
        policies=material.policies,
    )
