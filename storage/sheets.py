"""When each kind of sheet comes next, and how far it has been taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clocks import LARGEST_DIFFERENCE
from domain.rules.bulletin_rules import BulletinKind
from storage.tables import deemed, duties, sheets
from storage.types import Moment


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """State of one kind of bulletin: up to when its moments have been taken, and when it is looked at next; None while
    it is off."""

    kind: BulletinKind
    taken_until: datetime
    due_at: datetime | None


async def ensure_sheets(connection: AsyncConnection, *, at: datetime) -> None:
    """Each kind has its row: a new one is looked at at once, and begins then."""
    known = set(await connection.scalars(select(sheets.c.kind)))
    missing = [kind for kind in BulletinKind if kind not in known]
    if missing:
        await connection.execute(
            insert(sheets), [{"kind": kind.value, "taken_until": at, "due_at": at} for kind in missing]
        )


async def begin_anew(connection: AsyncConnection, *, at: datetime) -> None:
    """What a clock that was wrong has taken until a moment that has not been goes on from now."""
    ahead = sheets.c.taken_until > at + LARGEST_DIFFERENCE
    wanted = sheets.c.due_at.is_not(None)
    await connection.execute(update(sheets).where(ahead, wanted).values(taken_until=at, due_at=at))


async def look_again(connection: AsyncConnection, *, at: datetime) -> None:
    """Calendar or rules have changed: the next moments are computed anew. What was off until now begins now."""
    begun = case((sheets.c.due_at.is_(None), literal(at, Moment())), else_=sheets.c.taken_until)
    await connection.execute(update(sheets).values(taken_until=begun, due_at=at))


async def due_sheets(connection: AsyncConnection, now: datetime) -> list[Schedule]:
    rows = await connection.execute(select(sheets).where(sheets.c.due_at <= now).order_by(sheets.c.due_at))
    return [Schedule(kind=BulletinKind(row.kind), taken_until=row.taken_until, due_at=row.due_at) for row in rows]


async def reschedule(
    connection: AsyncConnection, before: Schedule, *, due_at: datetime | None, taken_until: datetime | None = None
) -> bool:
    """Whether it was still as it was read: of two processes one makes the sheet."""
    same = (
        sheets.c.kind == before.kind.value,
        sheets.c.taken_until == before.taken_until,
        sheets.c.due_at == before.due_at,
    )
    moved = await connection.execute(
        update(sheets).where(*same).values(due_at=due_at, taken_until=taken_until or before.taken_until)
    )
    return moved.rowcount == 1


async def deemed_between(connection: AsyncConnection, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """The duties of which silence was recorded as consent after one moment and up to another, in that order, each with
    who had asked."""
    rows = await connection.execute(
        select(deemed.c.duty_id, duties.c.assigner_id)
        .join(duties, duties.c.id == deemed.c.duty_id)
        .where(deemed.c.recorded_at > since, deemed.c.recorded_at <= until)
        .order_by(deemed.c.recorded_at, deemed.c.duty_id)
    )
    return [(row.duty_id, row.assigner_id) for row in rows]
