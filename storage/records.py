"""The records of a time: a few queries, however many cases there are (M35)."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState
from domain.duties.statements import Statement
from domain.figures.records import Away, PastAssigner, PostHeld, Record, Register, RequestRecord, Stretch, Term
from domain.office.people import Role
from storage.cases import case_of, registered_cases
from storage.opinions import answer_of
from storage.statements import statement_of
from storage.tables import (
    absences,
    answers,
    cases,
    deemed,
    duties,
    holdings,
    memberships,
    past_assigners,
    past_terms,
    statements,
)
from storage.types import AnyRow, by_value

_KINDS, _PHASES, _OUTCOMES = by_value(DutyKind), by_value(Phase), by_value(Outcome)
# What a record is made of; a duty has three times as many columns.
_OF_DUTY = tuple(
    duties.c[name]
    for name in (
        "id",
        "case_id",
        "kind",
        "decision",
        "about_id",
        "holder_id",
        "asked_by_id",
        "to_unit",
        "upward",
        "opened_at",
        "closed_at",
        "outcome",
        "restarted_at",
        "due_at",
        "due_names_hour",
    )
)


async def register_between(
    connection: AsyncConnection,
    since: datetime,
    until: datetime,
    *,
    kinds: Iterable[CaseKind] = CaseKind,
    reach: datetime | None = None,
) -> Register:
    """The cases of these kinds that were open at any moment from `since` until before `until`, with their past and,
    where `until` lies in the past, also with what became of them since; and what was closed before and got a late
    answer, a confirmed cause or a credit in that time. With `reach` the register tells from there on also of the tasks
    that were over before, as much as a trend asks for: who held the lead, under which deadline."""
    chosen = [
        cases.c.kind.in_([kind.value for kind in kinds]),
        cases.c.opened_at < until,
        or_(
            cases.c.closed_at.is_(None),
            cases.c.closed_at >= since,
            cases.c.id.in_(_answered_late(since, until)),
            cases.c.id.in_(_confirmed(since, until)),
        ),
    ]
    records = await _records(connection, chosen)
    if reach is not None and reach < since:
        over = [
            cases.c.kind == CaseKind.TASK.value,
            cases.c.closed_at >= reach,
            cases.c.closed_at < since,
            cases.c.id.not_in(_confirmed(since, until)),  # these are there, whole
        ]
        records = sorted([*records, *await _leads(connection, over)], key=lambda record: record.duty_id)
    return await _register(connection, records)


async def register_of(connection: AsyncConnection, case_id: int) -> Register:
    """The same of one case."""
    return await _register(connection, await _records(connection, [cases.c.id == case_id]))


def _answered_late(since: datetime, until: datetime) -> ScalarSelect[int]:
    came_at = func.coalesce(answers.c.signed_at, answers.c.said_at)
    return (
        select(duties.c.case_id)
        .join(answers, answers.c.duty_id == duties.c.id)
        .where(answers.c.state == AnswerState.LATE.value, came_at >= since, came_at < until)
        .scalar_subquery()
    )


def _confirmed(since: datetime, until: datetime) -> ScalarSelect[int]:
    return (
        select(duties.c.case_id)
        .join(statements, statements.c.duty_id == duties.c.id)
        .where(statements.c.confirmed_at >= since, statements.c.confirmed_at < until)
        .scalar_subquery()
    )


async def _register(connection: AsyncConnection, records: Sequence[Record]) -> Register:
    return Register(
        records=tuple(records),
        posts=await _posts(connection),
        away=await _away(connection),
        assigners=await _assigners(connection),
    )


async def _records(connection: AsyncConnection, chosen: list[ColumnElement[bool]]) -> list[Record]:
    found = await _cases(connection, chosen)
    of_cases = _duties_in(chosen)
    owed = await _duties(connection, of_cases)
    parts = _Parts()
    for row in owed:
        if row.kind == DutyKind.DECISION:
            parts.asked[row.about_id].append(_asked(row))
    await parts.read_past(connection, of_cases)
    for row in await _rows(
        connection,
        select(statements).where(statements.c.duty_id.in_(of_cases)).order_by(statements.c.at, statements.c.id),
    ):
        parts.statements[row.duty_id].append(statement_of(row))
    for row in await _rows(connection, select(answers).where(answers.c.duty_id.in_(of_cases)).order_by(answers.c.id)):
        parts.answers[row.duty_id].append(answer_of(row))
    for row in await _rows(connection, select(deemed).where(deemed.c.duty_id.in_(of_cases))):
        parts.answerable[row.duty_id] = row.answerable_id
    return [parts.record(row, found[row.case_id]) for row in owed if row.kind != DutyKind.DECISION]


async def _leads(connection: AsyncConnection, chosen: list[ColumnElement[bool]]) -> list[Record]:
    """The leads alone, without what was asked and said about them."""
    found = await _cases(connection, chosen)
    of_cases = _duties_in([*chosen, duties.c.kind == DutyKind.LEAD.value])
    parts = _Parts()
    await parts.read_past(connection, of_cases)
    return [parts.record(row, found[row.case_id]) for row in await _duties(connection, of_cases)]


async def _cases(connection: AsyncConnection, chosen: list[ColumnElement[bool]]) -> dict[int, Case]:
    return {row.id: case_of(row) for row in await _rows(connection, registered_cases().where(*chosen))}


async def _duties(connection: AsyncConnection, of_cases: ScalarSelect[int]) -> Sequence[Any]:
    return await _rows(connection, select(*_OF_DUTY).where(duties.c.id.in_(of_cases)).order_by(duties.c.id))


async def _rows(connection: AsyncConnection, query: Select[Any]) -> Sequence[Any]:
    """All at once, as plain named tuples: a register is many thousand rows, and in one of SQLAlchemy's own a column is
    found by its name fifteen times as slowly."""
    result = await connection.execute(query)
    named = namedtuple("named", result.keys())  # type: ignore[misc]  # the columns are known to the query alone
    return [named._make(row) for row in result.all()]


def _duties_in(chosen: list[ColumnElement[bool]]) -> ScalarSelect[int]:
    return select(duties.c.id).join(cases, cases.c.id == duties.c.case_id).where(*chosen).scalar_subquery()


class _Parts:
    """What hangs on each duty, by its number."""

    def __init__(self) -> None:
        self.asked = defaultdict[int, list[RequestRecord]](list)
        self.stretches = defaultdict[int, list[Stretch]](list)
        self.past_terms = defaultdict[int, list[AnyRow]](list)
        self.statements = defaultdict[int, list[Statement]](list)
        self.answers = defaultdict[int, list[Answer]](list)
        self.answerable: dict[int, int] = {}

    async def read_past(self, connection: AsyncConnection, of_cases: ScalarSelect[int]) -> None:
        """Who held the duties and under which deadlines."""
        for row in await _rows(
            connection,
            select(holdings).where(holdings.c.duty_id.in_(of_cases)).order_by(holdings.c.duty_id, holdings.c.turn),
        ):
            self.stretches[row.duty_id].append(_stretch(row))
        for row in await _rows(
            connection, select(past_terms).where(past_terms.c.duty_id.in_(of_cases)).order_by(past_terms.c.id)
        ):
            self.past_terms[row.duty_id].append(row)

    def record(self, row: AnyRow, case: Case) -> Record:
        return Record(
            case=case,
            duty_id=row.id,
            kind=_KINDS[row.kind],
            to_unit=row.to_unit,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            outcome=None if row.outcome is None else _OUTCOMES[row.outcome],
            restarted_at=row.restarted_at,
            stretches=tuple(self.stretches[row.id]),
            terms=_terms(row, self.past_terms[row.id]),
            asked=tuple(self.asked[row.id]),
            statements=tuple(self.statements[row.id]),
            answers=tuple(self.answers[row.id]),
            answerable_id=self.answerable.get(row.id),
        )


def _stretch(row: AnyRow) -> Stretch:
    return Stretch(
        person_id=row.person_id,
        unit_id=row.unit_id,
        phase=_PHASES[row.phase],
        since=row.since,
        acknowledged_at=row.acknowledged_at,
        until=row.until,
    )


def _terms(duty: AnyRow, past: list[AnyRow]) -> tuple[Term, ...]:
    """Each from the end of the one before it; the present one last."""
    begun = [duty.opened_at, *(row.until for row in past)]
    deadlines = [Deadline(moment=row.due_at, names_hour=row.names_hour) for row in past]
    deadlines.append(Deadline(moment=duty.due_at, names_hour=duty.due_names_hour))
    return tuple(Term(since=since, deadline=one) for since, one in zip(begun, deadlines, strict=True))


def _asked(row: AnyRow) -> RequestRecord:
    return RequestRecord(
        kind=DecisionKind(row.decision),
        holder_id=row.holder_id,
        asked_by_id=row.asked_by_id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        outcome=None if row.outcome is None else _OUTCOMES[row.outcome],
        upward=row.upward,
    )


async def _posts(connection: AsyncConnection) -> dict[int, tuple[PostHeld, ...]]:
    posts = defaultdict[int, list[PostHeld]](list)
    for row in await connection.execute(select(memberships).order_by(memberships.c.since, memberships.c.id)):
        roles = frozenset(Role(role) for role in row.roles.split(",") if role)
        fields = tuple(name for name in row.fields.split(",") if name)
        post = PostHeld(
            unit_id=row.unit_id, position=row.position, roles=roles, since=row.since, until=row.until, fields=fields
        )
        posts[row.person_id].append(post)
    return {person_id: tuple(those) for person_id, those in posts.items()}


async def _assigners(connection: AsyncConnection) -> dict[int, tuple[PastAssigner, ...]]:
    """The assigners of every case that has passed from one assigner to another, which few do."""
    given = defaultdict[int, list[PastAssigner]](list)
    for row in await connection.execute(select(past_assigners).order_by(past_assigners.c.id)):
        given[row.case_id].append(PastAssigner(assigner_id=row.assigner_id, until=row.until))
    return {case_id: tuple(those) for case_id, those in given.items()}


async def _away(connection: AsyncConnection) -> dict[int, tuple[Away, ...]]:
    """Absences as they were: one that ended early was over then, one given up before it began never was."""
    away = defaultdict[int, list[Away]](list)
    for row in await connection.execute(select(absences).order_by(absences.c.since, absences.c.id)):
        until = row.until if row.ended_at is None else min(row.until, row.ended_at)
        if until > row.since:
            away[row.person_id].append(Away(since=row.since, until=until))
    return {person_id: tuple(those) for person_id, those in away.items()}
