"""Lists of open duties: a page of them, and how many there are, never by reading all that is stored (M46, M53)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties import Duty, DutyKind, Phase
from domain.lists import Arrangement, Choice
from storage.duties import duties_by
from storage.tables import cases, duties

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


def _conditions(choice: Choice) -> Iterator[ColumnElement[bool]]:
    yield _OPEN
    for column, wanted in (
        (duties.c.holder_id, choice.holder_id),
        (duties.c.assigner_id, choice.assigner_id),
        (duties.c.registrar_id, choice.registrar_id),
    ):
        if wanted is not None:
            yield column == wanted
    if choice.holder_ids is not None:
        yield duties.c.holder_id.in_(sorted(choice.holder_ids))
    if choice.unit_ids is not None:
        yield duties.c.unit_id.in_(sorted(choice.unit_ids))
    if choice.awaited_by_id is not None:
        yield _awaited_by(choice.awaited_by_id)
    if choice.running:
        yield duties.c.phase != Phase.PAUSED
    if choice.act_by is not None:
        yield duties.c.act_by >= choice.act_by.first
        yield duties.c.act_by < choice.act_by.end
    if choice.words:
        yield _titled(choice.words)
    yield from _passed(choice)
    yield from _overdue(choice)


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


def _passed(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """Whether the holder's moment has passed: where no hour was named, at the end of its day (R1)."""
    whole_day = and_(duties.c.act_by == duties.c.due_at, duties.c.due_names_hour.is_(False))
    if choice.passed:
        yield duties.c.act_by <= choice.now
        yield or_(duties.c.act_by < choice.today, ~whole_day)


def _overdue(choice: Choice) -> Iterator[ColumnElement[bool]]:
    if choice.overdue:
        yield duties.c.due_at <= choice.now
        yield or_(duties.c.due_at < choice.today, duties.c.due_names_hour.is_(True))
    if choice.due_before is not None:
        yield duties.c.due_at < choice.due_before
