"""Absences and delegations: those not over are part of the chart; each has a moment at which the clock takes it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.office.absences import Absence, Delegation
from storage.people import CHART
from storage.settings_store import changed
from storage.tables import absences, delegations
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class AbsenceTurn:
    """Who is away on record, and whose absence has come to its beginning since."""

    standing: tuple[Absence, ...]
    beginning: tuple[Absence, ...]


def _absence(row: AnyRow) -> Absence:
    return Absence(
        id=row.id,
        person_id=row.person_id,
        substitute_id=row.substitute_id if row.left_alone_at is None else None,
        since=row.since,
        until=row.until,
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


async def begin_absence(connection: AsyncConnection, absence: Absence, *, at: datetime) -> None:
    await connection.execute(
        update(absences)
        .where(absences.c.id == absence.id, absences.c.began_at.is_(None), absences.c.due_at.is_not(None))
        .values(began_at=at, due_at=absence.until)
    )


async def end_absence(connection: AsyncConnection, absence: Absence, *, at: datetime) -> None:
    """It is over, at its end or before."""
    await connection.execute(
        update(absences)
        .where(absences.c.id == absence.id, absences.c.due_at.is_not(None))
        .values(ended_at=at, due_at=None)
    )
    await changed(connection, CHART)


async def leave_alone(connection: AsyncConnection, ids: Iterable[int], *, at: datetime) -> None:
    """They go on without anybody standing in."""
    await connection.execute(
        update(absences)
        .where(absences.c.id.in_(tuple(ids)), absences.c.due_at.is_not(None), absences.c.left_alone_at.is_(None))
        .values(left_alone_at=at)
    )
    await changed(connection, CHART)


async def turning(connection: AsyncConnection, now: datetime) -> AbsenceTurn:
    """The absences that have begun and not ended, and those that begin by now, in the order of their entry; no other
    process turns them meanwhile."""
    rows = await connection.execute(
        select(absences)
        .where(absences.c.due_at.is_not(None), absences.c.began_at.is_not(None) | (absences.c.due_at <= now))
        .order_by(absences.c.id)
        .with_for_update()
    )
    found = rows.all()
    return AbsenceTurn(
        standing=tuple(_absence(row) for row in found if row.began_at is not None),
        beginning=tuple(_absence(row) for row in found if row.began_at is None),
    )


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


async def ended_delegations_to(connection: AsyncConnection, person_id: int) -> list[tuple[Delegation, datetime]]:
    """Those that the person had, the latest first, with the moments of their ends."""
    rows = await connection.execute(
        select(delegations)
        .where(delegations.c.person_id == person_id, delegations.c.ended_at.is_not(None))
        .order_by(delegations.c.ended_at.desc(), delegations.c.id.desc())
    )
    return [(_delegation(row), row.ended_at) for row in rows]


async def ended_standing_in_of(connection: AsyncConnection, person_id: int) -> list[tuple[Absence, datetime]]:
    """The absences in which the person stood in, the latest first, with the moments at which that ended."""
    rows = await connection.execute(
        select(absences)
        .where(
            absences.c.substitute_id == person_id,
            absences.c.began_at.is_not(None),
            absences.c.ended_at.is_not(None) | absences.c.left_alone_at.is_not(None),
        )
        .order_by(absences.c.id.desc())
    )
    return [(_absence(row), row.left_alone_at or row.ended_at) for row in rows]


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
