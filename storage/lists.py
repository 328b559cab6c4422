"""Lists of open duties: a page of them, and how many there are, never by reading all that is stored (M46, M53)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy import case as sql_case
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.duties import Duty
from domain.duties.lists import Arrangement, Choice, FirstLines, ListOwner, Unread
from storage.duties import duties_by
from storage.list_conditions import conditions_of
from storage.tables import duties

_ORDERS = {
    Arrangement.BY_DEADLINE: (duties.c.act_by, duties.c.id),
    Arrangement.LONGEST_HELD: (duties.c.held_since, duties.c.id),
    Arrangement.OLDEST: (duties.c.due_at, duties.c.id),
}


def page_query(choice: Choice, arrangement: Arrangement, *, limit: int, offset: int = 0) -> Select[Any]:
    query = select(duties).where(*conditions_of(choice)).order_by(*_ORDERS[arrangement])
    return query.limit(limit).offset(offset)


def count_query(choice: Choice, most: int) -> Select[Any]:
    """Counting ends at `most`: a list longer than that is not read to its end."""
    found = select(duties.c.id).where(*conditions_of(choice)).limit(most).subquery()
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
        .where(*conditions_of(choice), owner.is_not(None))
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
        .where(*conditions_of(replace(choice, circulars=True)))
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


async def open_counts(connection: AsyncConnection, choice: Choice) -> dict[int, tuple[int, int]]:
    """How many each holder has in hand, and how many of these are overdue with the holder."""
    late = replace(choice, overdue=True, owed=True)
    rows = await connection.execute(
        select(
            duties.c.holder_id,
            func.count().label("number"),
            func.sum(sql_case((and_(*conditions_of(late)), 1), else_=0)).label("late"),
        )
        .where(*conditions_of(choice))
        .group_by(duties.c.holder_id)
    )
    return {row.holder_id: (row.number, row.late) for row in rows}
