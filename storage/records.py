"""The records of a time: a few queries, however many cases there are (M35)."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase
from domain.duties.opinions import Answer, AnswerState, Stance
from domain.duties.statements import Statement
from domain.figures.records import Away, PastAssigner, PostHeld, Record, Register, RequestRecord, Stretch, Term
from domain.office.people import Role
from storage.cases import case_of, registered_cases
from storage.keys import among
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
    kinds: Collection[CaseKind] = tuple(CaseKind),
    reach: datetime | None = None,
    person_id: int | None = None,
) -> Register:
    """The cases of these kinds that were open at any moment from `since` until before `until`, with their past and,
    where `until` lies in the past, also with what became of them since; and what was closed before and got a late
    answer, a confirmed cause or a credit in that time. With `reach` the register tells from there on also of the tasks
    that were over before, as much as a trend asks for: who held the lead, under which deadline. With `person_id` only
    the cases in which something may be counted to this person, with all that belongs to them.

    First the keys are found, by indexes: what lies outside the time, or concerns others, is not looked at."""
    whole, over = await _chosen(connection, since, until, min(reach or since, since), person_id)
    of_kinds = {kind.value for kind in kinds}
    records = await _records(connection, [row.id for row in whole if row.kind in of_kinds])
    tasks = [row.id for row in over if row.kind == CaseKind.TASK.value and CaseKind.TASK in kinds]
    if tasks:
        records = sorted([*records, *await _leads(connection, tasks)], key=lambda record: record.duty_id)
    return await _register(connection, records, person_id)


async def are_many(connection: AsyncConnection, reach: datetime, count: int) -> bool:
    """Whether so many cases are open or were since that moment."""
    conditions = (cases.c.closed_at.is_(None), cases.c.closed_at >= reach)
    return any(
        [
            len((await connection.execute(select(cases.c.id).where(one).limit(count))).all()) >= count
            for one in conditions
        ]
    )


async def register_of(connection: AsyncConnection, case_id: int) -> Register:
    """The same of one case."""
    return await _register(connection, await _records(connection, [case_id]))


_MARKS = (cases.c.id, cases.c.kind, cases.c.opened_at, cases.c.closed_at)


async def _chosen(
    connection: AsyncConnection, since: datetime, until: datetime, reach: datetime, person_id: int | None
) -> tuple[list[Any], list[Any]]:
    """The cases of the time, whole, and those that were over before and are not older than `reach`."""
    came_later = {
        row.case_id
        for query in (_answered_late(since, until), _confirmed(since, until))
        for row in await connection.execute(query)
    }
    if person_id is None:
        queries = [
            select(*_MARKS).where(cases.c.closed_at.is_(None)),
            select(*_MARKS).where(cases.c.closed_at >= reach),
        ]
        queries.append(select(*_MARKS).where(cases.c.id.in_(among(connection, came_later))))
    else:
        concerning = await connection.scalars(_concerning(person_id))
        queries = [select(*_MARKS).where(cases.c.id.in_(among(connection, concerning)))]
    found = {row.id: row for query in queries for row in await _rows(connection, query) if row.opened_at < until}
    whole = [row for row in found.values() if row.closed_at is None or row.closed_at >= since or row.id in came_later]
    known = {row.id for row in whole}
    return whole, [row for row in found.values() if row.id not in known and row.closed_at >= reach]


def _concerning(person_id: int) -> CompoundSelect[Any]:
    """The cases in which something may be counted to the person: what was held, said, asked, answered or left to become
    consent; what was asked about such a case; and what another unit refused to answer that the person asked."""
    of_duties = select(duties.c.case_id).select_from(duties)
    held = of_duties.join(holdings, holdings.c.duty_id == duties.c.id).where(holdings.c.person_id == person_id)
    refused = of_duties.join(answers, answers.c.duty_id == duties.c.id).where(answers.c.stance == Stance.NOT_OURS.value)
    given = select(cases.c.id).where(cases.c.assigner_id == person_id)
    gave = select(past_assigners.c.case_id).where(past_assigners.c.assigner_id == person_id)
    return union(
        held,
        of_duties.where(duties.c.asked_by_id == person_id),
        of_duties.join(statements, statements.c.duty_id == duties.c.id).where(statements.c.by_id == person_id),
        of_duties.join(answers, answers.c.duty_id == duties.c.id).where(answers.c.author_id == person_id),
        of_duties.join(deemed, deemed.c.duty_id == duties.c.id).where(deemed.c.answerable_id == person_id),
        refused.where(duties.c.case_id.in_(given.union(gave))),
        select(cases.c.id).where(cases.c.serves_case_id.in_(held)),
    )


def _answered_late(since: datetime, until: datetime) -> Select[Any]:
    """Dated by its signature, where it needed one."""
    signed = and_(answers.c.signed_at >= since, answers.c.signed_at < until)
    unsigned = and_(answers.c.signed_at.is_(None), answers.c.said_at >= since, answers.c.said_at < until)
    return (
        select(duties.c.case_id)
        .join(answers, answers.c.duty_id == duties.c.id)
        .where(answers.c.state == AnswerState.LATE.value, or_(signed, unsigned))
    )


def _confirmed(since: datetime, until: datetime) -> Select[Any]:
    return (
        select(duties.c.case_id)
        .join(statements, statements.c.duty_id == duties.c.id)
        .where(statements.c.confirmed_at >= since, statements.c.confirmed_at < until)
    )


async def _register(connection: AsyncConnection, records: Sequence[Record], person_id: int | None = None) -> Register:
    return Register(
        records=tuple(records),
        posts=await _posts(connection),
        away=await _away(connection, person_id),
        assigners=await _assigners(connection, {record.case.id for record in records}),
    )


async def _records(connection: AsyncConnection, keys: Sequence[int]) -> list[Record]:
    found = await _cases(connection, keys)
    owed = await _duties(connection, duties.c.case_id.in_(among(connection, keys)))
    of_duties = among(connection, (row.id for row in owed))
    parts = _Parts()
    for row in owed:
        if row.kind == DutyKind.DECISION:
            parts.asked[row.about_id].append(_asked(row))
    await parts.read_past(connection, of_duties)
    for row in await _rows(
        connection,
        select(statements).where(statements.c.duty_id.in_(of_duties)).order_by(statements.c.at, statements.c.id),
    ):
        parts.statements[row.duty_id].append(statement_of(row))
    for row in await _rows(connection, select(answers).where(answers.c.duty_id.in_(of_duties)).order_by(answers.c.id)):
        parts.answers[row.duty_id].append(answer_of(row))
    for row in await _rows(connection, select(deemed).where(deemed.c.duty_id.in_(of_duties))):
        parts.answerable[row.duty_id] = row.answerable_id
    return [parts.record(row, found[row.case_id]) for row in owed if row.kind != DutyKind.DECISION]


async def _leads(connection: AsyncConnection, keys: Sequence[int]) -> list[Record]:
    """The leads alone, without what was asked and said about them."""
    found = await _cases(connection, keys)
    leads = [duties.c.case_id.in_(among(connection, keys)), duties.c.kind == DutyKind.LEAD.value]
    owed = await _duties(connection, *leads)
    parts = _Parts()
    await parts.read_past(connection, among(connection, (row.id for row in owed)))
    return [parts.record(row, found[row.case_id]) for row in owed]


async def _cases(connection: AsyncConnection, keys: Sequence[int]) -> dict[int, Case]:
    query = registered_cases().where(cases.c.id.in_(among(connection, keys)))
    return {row.id: case_of(row) for row in await _rows(connection, query)}


async def _duties(connection: AsyncConnection, *wanted: ColumnElement[bool]) -> Sequence[Any]:
    return await _rows(connection, select(*_OF_DUTY).where(*wanted).order_by(duties.c.id))


async def _rows(connection: AsyncConnection, query: Select[Any]) -> Sequence[Any]:
    """All at once, as plain named tuples: a register is many thousand rows, and in one of SQLAlchemy's own a column is
    found by its name fifteen times as slowly."""
    result = await connection.execute(query)
    named = namedtuple("named", result.keys())  # type: ignore[misc]  # the columns are known to the query alone
    return [named._make(row) for row in result.all()]


class _Parts:
    """What hangs on each duty, by its number."""

    def __init__(self) -> None:
        self.asked = defaultdict[int, list[RequestRecord]](list)
        self.stretches = defaultdict[int, list[Stretch]](list)
        self.past_terms = defaultdict[int, list[AnyRow]](list)
        self.statements = defaultdict[int, list[Statement]](list)
        self.answers = defaultdict[int, list[Answer]](list)
        self.answerable: dict[int, int] = {}

    async def read_past(self, connection: AsyncConnection, of_duties: Select[Any]) -> None:
        """Who held the duties and under which deadlines."""
        for row in await _rows(
            connection,
            select(holdings).where(holdings.c.duty_id.in_(of_duties)).order_by(holdings.c.duty_id, holdings.c.turn),
        ):
            self.stretches[row.duty_id].append(_stretch(row))
        for row in await _rows(
            connection, select(past_terms).where(past_terms.c.duty_id.in_(of_duties)).order_by(past_terms.c.id)
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
    for row in await _rows(connection, select(memberships).order_by(memberships.c.since, memberships.c.id)):
        post = PostHeld(
            unit_id=row.unit_id,
            position=row.position,
            roles=_roles(row.roles),
            since=row.since,
            until=row.until,
            fields=tuple(name for name in row.fields.split(",") if name),
        )
        posts[row.person_id].append(post)
    return {person_id: tuple(those) for person_id, those in posts.items()}


@cache
def _roles(stored: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in stored.split(",") if role)


async def _assigners(connection: AsyncConnection, keys: Iterable[int]) -> dict[int, tuple[PastAssigner, ...]]:
    """The assigners of those cases that have passed from one assigner to another, which few do."""
    given = defaultdict[int, list[PastAssigner]](list)
    wanted = past_assigners.c.case_id.in_(among(connection, keys))
    for row in await connection.execute(select(past_assigners).where(wanted).order_by(past_assigners.c.id)):
        given[row.case_id].append(PastAssigner(assigner_id=row.assigner_id, until=row.until))
    return {case_id: tuple(those) for case_id, those in given.items()}


async def _away(connection: AsyncConnection, person_id: int | None) -> dict[int, tuple[Away, ...]]:
    """Absences, of one person or of all, as they were: one that ended early was over then, one given up before it began
    never was."""
    away = defaultdict[int, list[Away]](list)
    asked = select(absences.c.person_id, absences.c.since, absences.c.until, absences.c.ended_at)
    asked = asked if person_id is None else asked.where(absences.c.person_id == person_id)
    for row in await _rows(connection, asked.order_by(absences.c.since, absences.c.id)):
        until = row.until if row.ended_at is None else min(row.until, row.ended_at)
        if until > row.since:
            away[row.person_id].append(Away(since=row.since, until=until))
    return {person_id: tuple(those) for person_id, those in away.items()}
