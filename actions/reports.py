"""Reports: the figures of a time, of what the reader may see, with the words that stand in them (M35–M42)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from actions.installation import Office
from actions.order import Order
from actions.report_scopes import allowed_scope, settled_scope
from actions.view import View
from domain.acts import Act
from domain.duties.cases import CaseKind
from domain.figures.records import Register
from domain.figures.reports import Report, report_of
from domain.figures.scopes import Scope
from domain.figures.trends import reach_of
from domain.journal.reports import ReportRecorded
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.permissions import Permission
from domain.refusals import NotBegun
from domain.rights import relations_to_office
from domain.rules.policy import Policy
from storage.database import Connection
from storage.journal import words_of
from storage.records import register_between

MOST_DRAWN = 200  # tasks of one sample: what an inspection reads
WORDS_AT_ONCE = 10_000  # parameters of one query
KINDS = (CaseKind.TASK, CaseKind.OPINION)


@dataclass(frozen=True, kw_only=True)
class FinishedReport:
    """A report with what is needed to write it out: the free text behind its keys, the tasks drawn for inspection by
    `seed`."""

    report: Report
    scope: Scope
    words: Mapping[int, str | None]
    seed: int
    sample: tuple[str, ...]  # codes


@dataclass(frozen=True, kw_only=True)
class ReportWindow:
    """The time of a report, and as of which moment it is told: of a time that is over, its end."""

    since: datetime
    until: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """How many tasks are drawn for inspection, and by which number: the same number draws the same tasks."""

    count: int = 0
    seed: int = 0


NOTHING_DRAWN = Drawing()


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """A file that was made of a report: its form and the SHA-256 of its bytes."""

    form: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReportInput:
    """What a report is made of, read in one moment: its making needs no database."""

    register: Register
    scope: Scope
    span: ReportWindow
    units: Mapping[int, Unit]
    calendar: Calendar
    policies: Mapping[int, Policy]


async def make_report(
    office: Office,
    order: Order,
    *,
    scope: Scope,
    first: date,
    last: date,
    moment: bool = False,
    drawing: Drawing = NOTHING_DRAWN,
) -> FinishedReport:
    """Make the report of these days, the last included, told as of their end or of now; `moment` asks how things stood
    then alone. Raises NotAllowed for what is not the reader's to see, NotBegun, FieldUnknown for a field that nothing
    has."""
    async with office.one_register():
        async with office.look(order) as view:
            scope = allowed_scope(view, scope)
            span = span_of(first, last, moment=moment, now=view.now, calendar=view.calendar)
            material = await gather(view, scope=scope, span=span)
        return await tell(office, order, material, drawing=drawing)


async def own_report(office: Office, order: Order, *, first: date, last: date) -> FinishedReport:
    """The sender's own figures (M39, M40)."""
    async with office.one_register():
        async with office.look(order) as view:
            view.allow(Permission.READ_OWN, relations_to_office(view.sender))
            span = span_of(first, last, now=view.now, calendar=view.calendar)
            material = await gather(view, scope=Scope(person_id=view.sender.id), span=span)
        return await tell(office, order, material)


async def record_report(office: Office, order: Order, told: FinishedReport, made: tuple[MadeFile, ...]) -> None:
    """Put on record what was reported: of what, as of when, and the hash of each file, so that it can be proven later
    what stood in it (M37)."""
    async with office.act(order) as work:
        work.allow(Permission.READ_OWN, relations_to_office(work.sender))
        scope, words = _scope_recorded(told.scope)
        await work.record(
            Act.REPORT_MADE,
            ReportRecorded(
                scope=scope,
                since=told.report.since,
                until=told.report.until,
                as_of=told.report.at,
                files={one.form: one.digest for one in made},
                seed=told.seed if told.sample else None,
                sample=told.sample,
            ),
            words=words,
        )


def _scope_recorded(scope: Scope) -> tuple[dict[str, Any], dict[str, str]]:
    """The scope by its keys, and beside it what of it is free text."""
    recorded = {name: value for name, value in asdict(scope).items() if value is not None}
    words: dict[str, str] = {name: recorded.pop(name) for name in ("field", "document") if name in recorded}
    if scope.within is not None:
        recorded["within"] = sorted(scope.within)
    return recorded, words


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


async def tell(
    office: Office, order: Order, material: ReportInput, *, drawing: Drawing = NOTHING_DRAWN
) -> FinishedReport:
    """Make the report and fetch its words."""
    report = await office.apart(reckon(material))
    keys = sorted(
        {key for line in report.lines for key in (line.cause_words, *line.blockers, *line.initiatives) if key}
    )
    words: dict[int, str | None] = {}
    async with office.look(order) as view:
        for start in range(0, len(keys), WORDS_AT_ONCE):
            words |= await words_of(view.connection, keys[start : start + WORDS_AT_ONCE])
    return FinishedReport(
        report=report,
        scope=material.scope,
        words=words,
        seed=drawing.seed,
        sample=drawn(report, drawing) if drawing.count else (),
    )


async def reckon(material: ReportInput) -> Report:
    """The figures alone, made aside so that others are answered meanwhile."""
    span = material.span
    return await asyncio.to_thread(
        report_of,
        material.register,
        since=span.since,
        until=span.until,
        at=span.at,
        scope=material.scope,
        units=material.units,
        calendar=material.calendar,
        policies=material.policies,
    )


def drawn(report: Report, drawing: Drawing) -> tuple[str, ...]:
    """The codes drawn, in their order: who knows the tasks and the seed can draw them again."""
    codes = sorted(line.case.code for line in report.lines)
    found = random.Random(drawing.seed).sample(codes, min(drawing.count, len(codes)))  # noqa: S311  # to be repeated
    return tuple(sorted(found))
