"""Absences and delegations: those not over are part of the chart; each has a moment at which the clock takes it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.absences import Absence, Delegation
from storage.facts import changed
from storage.people import CHART
from storage.tables import absences, delegations
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class Turning:
    """An absence whose moment has come: its beginning, or, where it has begun, its end."""

    absence: Absence
    begins: bool


def _absence(row: AnyRow) -> Absence:
    return Absence(
        id=row.id, person_id=row.person_id, substitute_id=row.substitute_id, since=row.since, until=row.until
    )


def _delegation(row: AnyRow) -> Delegation:
    return Delegation(
        id=row.id,
        head_id=row.head_id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        fields=tuple(name for name in row.fields.split(",") if name),
        since=row.since,
        until=row.until,
    )


async def live_absences(connection: AsyncConnection) -> tuple[Absence, ...]:
    """Those that have not ended, in the order of their entry."""
    rows = await connection.execute(select(absences).where(absences.c.due_at.is_not(None)).order_by(absences.c.id))
    return tuple(_absence(row) for row in rows)


async def live_delegations(connection: AsyncConnection) -> tuple[Delegation, ...]:
    rows = await connection.execute(
        select(delegations).where(delegations.c.due_at.is_not(None)).order_by(delegations.c.id)
    )
    return tuple(_delegation(row) for row in rows)


async def add_absence(connection: AsyncConnection, absence: Absence, *, by_id: int, at: datetime) -> int:
    key: int | None = await connection.scalar(
        insert(absences)
        .values(
            person_id=absence.person_id,
            substitute_id=absence.substitute_id,
            since=absence.since,
            until=absence.until,
            entered_at=at,
            entered_by_id=by_id,
            due_at=absence.since,
        )
        .returning(absences.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def begin_absence(connection: AsyncConnection, absence: Absence, *, at: datetime) -> bool:
    """Note that it has begun; False where another process was faster."""
    begun = await connection.execute(
        update(absences)
        .where(absences.c.id == absence.id, absences.c.began_at.is_(None), absences.c.due_at.is_not(None))
        .values(began_at=at, due_at=absence.until)
    )
    return begun.rowcount == 1


async def end_absence(connection: AsyncConnection, absence: Absence, *, at: datetime) -> bool:
    """It is over, at its end or before; False where it was already."""
    ended = await connection.execute(
        update(absences)
        .where(absences.c.id == absence.id, absences.c.due_at.is_not(None))
        .values(ended_at=at, due_at=None)
    )
    await changed(connection, CHART)
    return ended.rowcount == 1


async def turning(connection: AsyncConnection, now: datetime) -> list[Turning]:
    """The absences that begin or end by now, the earliest first."""
    rows = await connection.execute(select(absences).where(absences.c.due_at <= now).order_by(absences.c.due_at))
    return [Turning(absence=_absence(row), begins=row.began_at is None) for row in rows]


async def add_delegation(connection: AsyncConnection, given: Delegation, *, at: datetime) -> int:
    key: int | None = await connection.scalar(
        insert(delegations)
        .values(
            head_id=given.head_id,
            person_id=given.person_id,
            unit_id=given.unit_id,
            fields=",".join(given.fields),
            since=given.since,
            until=given.until,
            entered_at=at,
            due_at=given.until,
        )
        .returning(delegations.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def delegations_over(connection: AsyncConnection, now: datetime) -> list[Delegation]:
    rows = await connection.execute(
        select(delegations).where(delegations.c.due_at <= now).order_by(delegations.c.due_at)
    )
    return [_delegation(row) for row in rows]


async def end_delegations(connection: AsyncConnection, ids: Iterable[int], *, at: datetime) -> None:
    await connection.execute(
        update(delegations)
        .where(delegations.c.id.in_(tuple(ids)), delegations.c.due_at.is_not(None))
        .values(ended_at=at, due_at=None)
    )
    await changed(connection, CHART)
