"""Reports: the figures of a time, of what the reader may see, with the words that stand in them (M35–M42)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from actions.installation import Office
from actions.large_reports import is_large, reckon_aside
from actions.order import Order
from actions.report_input import gather, reckon, span_of
from actions.report_scopes import allowed_scope
from domain.acts import Act
from domain.figures.reports import Report
from domain.figures.scopes import Scope
from domain.journal.reports import ReportRecorded
from domain.permissions import Permission
from domain.rights import relations_to_office
from storage.journal import words_of

MOST_DRAWN = 200  # tasks of one sample: what an inspection reads
WORDS_AT_ONCE = 10_000  # parameters of one query


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
            material = None if await is_large(view, span) else await gather(view, scope=scope, span=span)
        if material is None:
            report, scope = await office.apart(reckon_aside(office, order, scope=scope, span=span))
        else:
            report, scope = await office.apart(reckon(material)), material.scope
        return await tell(office, order, report, scope, drawing=drawing)


async def own_report(office: Office, order: Order, *, first: date, last: date) -> FinishedReport:
    """The sender's own figures (M39, M40). Little is read for them: they wait for nobody's report."""
    async with office.look(order) as view:
        view.allow(Permission.READ_OWN, relations_to_office(view.sender))
        span = span_of(first, last, now=view.now, calendar=view.calendar)
        material = await gather(view, scope=Scope(person_id=view.sender.id), span=span)
    return await tell(office, order, await office.apart(reckon(material)), material.scope)


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


async def tell(
    office: Office, order: Order, report: Report, scope: Scope, *, drawing: Drawing = NOTHING_DRAWN
) -> FinishedReport:
    """Fetch the words of the report."""
    keys = sorted(
        {key for line in report.lines for key in (line.cause_words, *line.blockers, *line.initiatives) if key}
    )
    words: dict[int, str | None] = {}
    async with office.look(order) as view:
        for start in range(0, len(keys), WORDS_AT_ONCE):
            words |= await words_of(view.connection, keys[start : start + WORDS_AT_ONCE])
    return FinishedReport(
        report=report,
        scope=scope,
        words=words,
        seed=drawing.seed,
        sample=drawn(report, drawing) if drawing.count else (),
    )


def drawn(report: Report, drawing: Drawing) -> tuple[str, ...]:
    """The codes drawn, in their order: who knows the tasks and the seed can draw them again."""
    codes = sorted(line.case.code for line in report.lines)
    found = random.Random(drawing.seed).sample(codes, min(drawing.count, len(codes)))  # noqa: S311  # to be repeated
    return tuple(sorted(found))
