"""Lists of open duties: a page of them, and how many there are, never by reading all that is stored (M46, M53)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, union
from sqlalchemy import case as sql_case
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.deciding import WORKED_IN
from domain.duties.duties import CAN_BE_LATE, WAITING, Duty, DutyKind, Phase
from domain.duties.lists import Arrangement, Choice, FirstLines, ListOwner, OwnCases, Unread
from domain.office.calendar import END_OF_OFFICE_DAY
from domain.rules.policy import Urgency
from storage.duties import duties_by
from storage.tables import answers, cases, dossiers, duties, holdings, submissions
from storage.types import later

# A deadline without an hour is one at the end of the office day, and passes at 24:00.
UNTIL_MIDNIGHT = timedelta(days=1) - timedelta(hours=END_OF_OFFICE_DAY.hour, minutes=END_OF_OFFICE_DAY.minute)
_OPEN = duties.c.closed_at.is_(None)
_ORDERS = {
    Arrangement.BY_DEADLINE: (duties.c.act_by, duties.c.id),
    Arrangement.LONGEST_HELD: (duties.c.held_since, duties.c.id),
    Arrangement.OLDEST: (duties.c.due_at, duties.c.id),
}


def page_query(choice: Choice, arrangement: Arrangement, *, limit: int, offset: int = 0) -> Select[Any]:
    query = select(duties).where(*_conditions(choice)).order_by(*_ORDERS[arrangement])
    return query.limit(limit).offset(offset)


def count_query(choice: Choice, most: int) -> Select[Any]:
    """Counting ends at `most`: a list longer than that is not read to its end."""
    found = select(duties.c.id).where(*_conditions(choice)).limit(most).subquery()
    return select(func.count()).select_from(found)


async def page(
    connection: AsyncConnection, choice: Choice, arrangement: Arrangement, *, limit: int, offset: int = 0
) -> list[Duty]:
    return await duties_by(connection, page_query(choice, arrangement, limit=limit, offset=offset))


async def count(connection: AsyncConnection, choice: Choice, *, most: int) -> int:
    """How many there are, `most` where there are more."""
    found: int | None = await connection.scalar(count_query(choice, most))
    return found or 0


def each_query(choice: Choice, per: ListOwner, arrangement: Arrangement, *, most: int) -> Select[Any]:
    owner, order = duties.c[per], _ORDERS[arrangement]
    ranked = (
        select(
            duties.c.id,
            owner.label("owner"),
            order[0].label("moment"),
            func.row_number().over(partition_by=owner, order_by=order).label("rank"),
            func.count().over(partition_by=owner).label("total"),
        )
        .where(*_conditions(choice), owner.is_not(None))
        .subquery()
    )
    return select(ranked).where(ranked.c.rank <= most).order_by(ranked.c.owner, ranked.c.rank)


async def first_of_each(
    connection: AsyncConnection, choice: Choice, per: ListOwner, arrangement: Arrangement, *, most: int
) -> dict[int, FirstLines]:
    """Of every owner at once: how many there are, and the first of them. One query, however many owners."""
    found: dict[int, FirstLines] = {}
    for row in await connection.execute(each_query(choice, per, arrangement, most=most)):
        few = found.get(row.owner, FirstLines(total=row.total))
        found[row.owner] = FirstLines(total=row.total, first=(*few.first, (row.moment, row.id)))
    return found


def unread_query(choice: Choice, *, most: int) -> Select[Any]:
    due_at = func.min(duties.c.due_at)
    return (
        select(
            duties.c.case_id,
            func.min(duties.c.id).label("duty_id"),
            due_at.label("due_at"),
            func.count().label("readers"),
        )
        .where(*_conditions(replace(choice, circulars=True)))
        .group_by(duties.c.case_id)
        .order_by(due_at, duties.c.case_id)
        .limit(most)
    )


async def unread(connection: AsyncConnection, choice: Choice, *, most: int) -> tuple[Unread, ...]:
    """The circulars among them, one each however many have not read it, the oldest first."""
    return tuple(
        Unread(case_id=row.case_id, duty_id=row.duty_id, due_at=row.due_at, readers=row.readers)
        for row in await connection.execute(unread_query(choice, most=most))
    )


def _conditions(choice: Choice) -> Iterator[ColumnElement[bool]]:
    yield _OPEN
    for column, wanted in (
        (duties.c.assigner_id, choice.assigner_id),
        (duties.c.registrar_id, choice.registrar_id),
    ):
        if wanted is not None:
            yield column == wanted
    desk = list(_on_desk(choice))
    if choice.one_up:
        own = [] if choice.without is None else [not_(_is_own_case(choice.without))]
        yield or_(and_(*desk), and_(_waits_one_up(choice), *own))
    else:
        yield from desk
    if choice.unit_ids is not None:
        yield duties.c.unit_id.in_(sorted(choice.unit_ids))
    if choice.assigner_ids is not None:
        yield duties.c.assigner_id.in_(sorted(choice.assigner_ids))
    if choice.awaited_by_id is not None:
        yield _awaited_by(choice.awaited_by_id)
    if choice.act_by is not None:
        yield duties.c.act_by >= choice.act_by.first
        yield duties.c.act_by < choice.act_by.end
    if choice.passed:
        yield duties.c.act_by <= choice.now
    if choice.words:
        yield _titled(choice.words)
    if choice.silent_since is not None:
        yield _silent(choice.silent_since)
    yield from _owed(choice)
    yield from _overdue(choice)


def _on_desk(choice: Choice) -> Iterator[ColumnElement[bool]]:
    if choice.holder_id is not None:
        yield duties.c.holder_id == choice.holder_id
    if choice.holder_ids is not None:
        yield duties.c.holder_id.in_(sorted(choice.holder_ids))
    if choice.without is not None:
        yield not_(_is_own_case(choice.without))


def _waits_one_up(choice: Choice) -> ColumnElement[bool]:
    """In one condition for all whom nothing reaches: a leader may stand above any number of them."""
    unreached = sorted(one.holder_id for one in choice.one_up if one.barred is None)
    unrecorded = duties.c.registrar_id == duties.c.assigner_id
    return or_(
        and_(duties.c.holder_id.in_(unreached), _waits_for_decision(), unrecorded),
        *(
            and_(duties.c.holder_id == one.holder_id, _is_own_case(one.barred))
            for one in choice.one_up
            if one.barred is not None
        ),
    )


def _waits_for_decision() -> ColumnElement[bool]:
    return or_(
        duties.c.kind == DutyKind.DECISION.value, duties.c.phase.in_((Phase.SUBMITTED, Phase.LACKING, Phase.FREED))
    )


def _is_own_case(own: OwnCases) -> ColumnElement[bool]:
    """Whether it waits for a decision of another in a case in which this person has a part: as domain/deciding.py, from
    what the tables say."""
    part, who = duties.alias("part"), own.person_id
    took = [
        select(table.c.duty_id).where(table.c.duty_id == part.c.id, column == who, *more).exists()
        for table, column, *more in (
            (holdings, holdings.c.person_id, holdings.c.phase.in_(sorted(WORKED_IN))),
            (dossiers, dossiers.c.author_id),
            (dossiers, dossiers.c.signed_by_id),
            (submissions, submissions.c.by_id, part.c.kind != DutyKind.OPINION.value),
            (answers, answers.c.author_id),
            (answers, answers.c.signed_by_id),
        )
    ]
    his = and_(
        part.c.kind.in_((DutyKind.LEAD.value, DutyKind.COORDINATING.value, DutyKind.OPINION.value)),
        or_(
            part.c.named_id == who,
            part.c.unit_id.in_(sorted(own.unit_ids)),
            and_(part.c.phase == Phase.SUBMITTED, part.c.asked_by_id == who),
            *took,
        ),
    )
    asked = and_(part.c.kind == DutyKind.DECISION.value, part.c.asked_by_id == who)
    has_part = (
        select(part.c.id)
        .where(
            part.c.case_id == duties.c.case_id,
            or_(duties.c.phase != Phase.LACKING, part.c.id == duties.c.id),
            or_(his, asked),
        )
        .exists()
    )
    return and_(duties.c.holder_id != who, _waits_for_decision(), has_part)


def _owed(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """What the holder owes: the work itself, or his word on that of another."""
    decision = duties.c.kind == DutyKind.DECISION.value
    if choice.circulars is not None:
        reading = duties.c.kind == DutyKind.READING.value
        yield reading if choice.circulars else ~reading
    if choice.with_others:
        yield duties.c.holder_id != duties.c.assigner_id
    if choice.not_held_by:
        yield duties.c.holder_id.not_in(sorted(choice.not_held_by))
    if choice.in_work:
        yield duties.c.phase == Phase.WORKING
        yield ~decision
    if choice.owed:
        yield duties.c.phase != Phase.SUBMITTED
    if choice.waiting:
        yield or_(decision, duties.c.phase.in_(sorted(WAITING)))
    if choice.unacknowledged:
        yield duties.c.acknowledged_at.is_(None)


def _awaited_by(person_id: int) -> ColumnElement[bool]:
    """What he handed in or asked for, and the opinions that he asks of others, where they lie with somebody else."""
    asked = select(duties.c.id).where(_OPEN, duties.c.asked_by_id == person_id)
    opinions = select(duties.c.id).where(
        _OPEN, duties.c.assigner_id == person_id, duties.c.kind == DutyKind.OPINION.value
    )
    return and_(duties.c.id.in_(union(asked, opinions)), duties.c.holder_id != person_id)


def _titled(words: tuple[str, ...]) -> ColumnElement[bool]:
    titled = [cases.c.folded.contains(word, autoescape=True) for word in words]
    return select(cases.c.id).where(cases.c.id == duties.c.case_id, *titled).exists()


def _late_when_it_stopped() -> ColumnElement[bool]:
    """What is handed in is late if it was so then, what is paused if it was so when it was paused."""
    passes_at = sql_case(
        (duties.c.due_names_hour.is_(True), duties.c.due_at), else_=later(duties.c.due_at, UNTIL_MIDNIGHT)
    )
    return or_(
        duties.c.phase.not_in((Phase.SUBMITTED, Phase.PAUSED)),
        and_(duties.c.phase == Phase.SUBMITTED, duties.c.submitted_at > passes_at),
        and_(duties.c.phase == Phase.PAUSED, duties.c.paused_at >= passes_at),
    )


async def open_counts(connection: AsyncConnection, choice: Choice) -> dict[int, tuple[int, int]]:
    """How many each holder has in hand, and how many of them are overdue with him."""
    late = replace(choice, overdue=True, owed=True)
    rows = await connection.execute(
        select(
            duties.c.holder_id,
            func.count().label("number"),
            func.sum(sql_case((and_(*_conditions(late)), 1), else_=0)).label("late"),
        )
        .where(*_conditions(choice))
        .group_by(duties.c.holder_id)
    )
    return {row.holder_id: (row.number, row.late) for row in rows}


def _silent(since: Mapping[Urgency, datetime]) -> ColumnElement[bool]:
    """Taken in charge, and neither taken, acknowledged nor reported on from that moment on."""
    of_urgency = [
        and_(
            select(cases.c.id).where(cases.c.id == duties.c.case_id, cases.c.urgency == urgency.value).exists(),
            duties.c.held_since < moment,
            duties.c.acknowledged_at < moment,
            or_(duties.c.progress_at.is_(None), duties.c.progress_at < moment),
        )
        for urgency, moment in since.items()
    ]
    return and_(duties.c.kind.in_((DutyKind.LEAD.value, DutyKind.COORDINATING.value)), or_(*of_urgency))


def _overdue(choice: Choice) -> Iterator[ColumnElement[bool]]:
    gone = (
        duties.c.due_at <= choice.now,
        or_(duties.c.due_at < choice.today, duties.c.due_names_hour.is_(True)),
    )
    if choice.overdue:
        yield from gone
        yield duties.c.kind.in_(sorted(CAN_BE_LATE))
        yield _late_when_it_stopped()
    if choice.due_before is not None:
        yield duties.c.due_at < choice.due_before
    if choice.due_from is not None:
        yield duties.c.due_at >= choice.due_from
    if choice.coming is not None:
        yield duties.c.due_at >= choice.coming.first
        yield duties.c.due_at < choice.coming.end
        yield not_(and_(*gone))
