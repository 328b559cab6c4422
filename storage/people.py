"""Units, people, their positions, accounts and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.names import fold, spelled
from domain.office.people import Person, Role
from storage.settings_store import changed
from storage.tables import accounts, memberships, people, units
from storage.types import AnyRow

CHART = "chart"


def person_of(row: AnyRow) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        unit_id=row.unit_id,
        position=row.position or "",
        roles=frozenset(Role(role) for role in (row.roles or "").split(",") if role),
        fields=tuple(name for name in (row.fields or "").split(",") if name),
        reachable=bool(row.reachable),
    )


async def add_unit(connection: AsyncConnection, name: str, parent_id: int | None) -> int:
    key: int | None = await connection.scalar(
        insert(units).values(name=name, spelled=spelled(name), parent_id=parent_id).returning(units.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def rename_unit(connection: AsyncConnection, unit_id: int, name: str, *, former: Iterable[str]) -> None:
    await connection.execute(
        update(units).where(units.c.id == unit_id).values(name=name, spelled=spelled(name), former="\n".join(former))
    )
    await changed(connection, CHART)


async def end_unit(
    connection: AsyncConnection, unit_id: int, *, into_id: int, above_into: int | None, at: datetime
) -> None:
    """The unit goes into another, under which lie from now on what it leaves and the units that were under it; that
    one's own place is given, as it may have been among them."""
    await connection.execute(update(units).where(units.c.parent_id == unit_id).values(parent_id=into_id))
    await connection.execute(update(units).where(units.c.id == into_id).values(parent_id=above_into))
    await connection.execute(update(units).where(units.c.id == unit_id).values(parent_id=into_id, ended_at=at))
    await changed(connection, CHART)


async def add_group(connection: AsyncConnection, unit_id: int) -> int:
    """The group of a unit, written to like a person; there is one for each unit."""
    known: int | None = await connection.scalar(select(people.c.id).where(people.c.group_of_id == unit_id))
    if known is not None:
        return known
    key: int | None = await connection.scalar(
        insert(people).values(name="", folded="", group_of_id=unit_id).returning(people.c.id)
    )
    assert key is not None
    return key


async def add_person(connection: AsyncConnection, name: str) -> int:
    key: int | None = await connection.scalar(
        insert(people).values(name=name, folded=fold(name)).returning(people.c.id)
    )
    await changed(connection, CHART)
    assert key is not None
    return key


async def rename_person(connection: AsyncConnection, person_id: int, name: str) -> None:
    await connection.execute(update(people).where(people.c.id == person_id).values(name=name, folded=fold(name)))
    await changed(connection, CHART)


async def place_person(
    connection: AsyncConnection,
    person_id: int,
    *,
    unit_id: int | None,
    position: str,
    roles: Iterable[Role],
    fields: Iterable[str],
    at: datetime,
) -> None:
    """End the present position and begin the given one: what the person was before stays on record."""
    await connection.execute(
        update(memberships).where(memberships.c.person_id == person_id, memberships.c.until.is_(None)).values(until=at)
    )
    await connection.execute(
        insert(memberships).values(
            person_id=person_id,
            unit_id=unit_id,
            position=position,
            roles=",".join(sorted(roles)),
            fields=",".join(fields),
            since=at,
        )
    )
    await changed(connection, CHART)


async def leave_post(connection: AsyncConnection, person_id: int, *, at: datetime) -> None:
    """End the present position without another: what the person was stays on record."""
    await connection.execute(
        update(memberships).where(memberships.c.person_id == person_id, memberships.c.until.is_(None)).values(until=at)
    )
    await changed(connection, CHART)


async def linked_people(connection: AsyncConnection) -> frozenset[int]:
    """Who has linked an account, whether or not it can be written to now."""
    found = await connection.scalars(select(accounts.c.person_id).where(accounts.c.unlinked_at.is_(None)).distinct())
    return frozenset(found)
