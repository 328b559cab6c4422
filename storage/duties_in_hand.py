"""What is open: by unit, by holder, by age."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.duties import Duty, DutyKind
from storage.duties import duties_by
from storage.tables import duties


async def open_in_cases(connection: AsyncConnection, case_ids: Iterable[int]) -> dict[int, list[Duty]]:
    """The open duties of several cases, by case."""
    found: dict[int, list[Duty]] = {}
    query = select(duties).where(duties.c.case_id.in_(set(case_ids)), duties.c.closed_at.is_(None))
    for duty in await duties_by(connection, query.order_by(duties.c.id)):
        found.setdefault(duty.case_id, []).append(duty)
    return found


async def open_of_units(connection: AsyncConnection, unit_ids: Iterable[int]) -> list[Duty]:
    """Open duties for which the units answer."""
    return await duties_by(
        connection,
        select(duties).where(duties.c.unit_id.in_(set(unit_ids)), duties.c.closed_at.is_(None)).order_by(duties.c.id),
    )


async def open_held_by(connection: AsyncConnection, person_id: int, *, limit: int) -> list[Duty]:
    """What the person must act on, most pressing first."""
    return await duties_by(
        connection,
        select(duties)
        .where(duties.c.holder_id == person_id, duties.c.closed_at.is_(None))
        .order_by(duties.c.act_by, duties.c.id)
        .limit(limit),
    )


async def open_readings_of(connection: AsyncConnection, person_id: int) -> list[Duty]:
    """The circulars that the person has not taken note of."""
    unread = (duties.c.holder_id == person_id, duties.c.kind == DutyKind.READING, duties.c.closed_at.is_(None))
    return await duties_by(connection, select(duties).where(*unread).order_by(duties.c.id))


async def count_by_holder(connection: AsyncConnection) -> dict[int, int]:
    """How many open duties each person holds."""
    rows = await connection.execute(
        select(duties.c.holder_id, func.count().label("held"))
        .where(duties.c.closed_at.is_(None))
        .group_by(duties.c.holder_id)
    )
    return {row.holder_id: row.held for row in rows}


async def open_duties(connection: AsyncConnection) -> list[Duty]:
    """Every open duty in the order of its next step: for `simulate`."""
    return await duties_by(
        connection, select(duties).where(duties.c.closed_at.is_(None)).order_by(duties.c.next_step_at, duties.c.id)
    )


async def open_after(connection: AsyncConnection, duty_id: int, limit: int) -> list[Duty]:
    """Open duties in the order in which they were opened, those behind the given one."""
    return await duties_by(
        connection,
        select(duties).where(duties.c.closed_at.is_(None), duties.c.id > duty_id).order_by(duties.c.id).limit(limit),
    )


async def open_decisions_about(connection: AsyncConnection, duty_id: int) -> list[Duty]:
    """The requests about a duty that wait for their answer."""
    return await duties_by(
        connection,
        select(duties).where(duties.c.about_id == duty_id, duties.c.closed_at.is_(None)).order_by(duties.c.id),
    )
