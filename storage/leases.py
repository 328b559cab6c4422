"""Leases: what one process at a time does, for as long as it says so."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.clocks import LARGEST_DIFFERENCE
from storage.inserting import insert_into
from storage.tables import leases


async def take_lease(connection: AsyncConnection, name: str, owner: str, *, now: datetime, length: timedelta) -> bool:
    """Whether the lease is this owner's for that long; who holds it renews it, others wait for its end. One that ends
    later than any can was taken by a clock that was wrong."""
    longest = now + length + LARGEST_DIFFERENCE
    taken = await connection.execute(
        update(leases)
        .where(leases.c.name == name, (leases.c.owner == owner) | (leases.c.until <= now) | (leases.c.until > longest))
        .values(owner=owner, until=now + length)
    )
    if taken.rowcount == 1:
        return True
    begun = insert_into(connection, leases).values(name=name, owner=owner, until=now + length).on_conflict_do_nothing()
    return await connection.scalar(begun.returning(leases.c.owner)) is not None


async def leave_lease(connection: AsyncConnection, name: str, owner: str, *, now: datetime) -> None:
    await connection.execute(update(leases).where(leases.c.name == name, leases.c.owner == owner).values(until=now))


async def count_leases(connection: AsyncConnection, prefix: str, *, now: datetime, length: timedelta) -> int:
    """How many leases of that kind are in force; those that are over, or were taken by a clock that was wrong, are
    forgotten."""
    mine = leases.c.name.startswith(prefix)
    over = (leases.c.until <= now) | (leases.c.until > now + length + LARGEST_DIFFERENCE)
    await connection.execute(delete(leases).where(mine, over))
    count: int | None = await connection.scalar(select(func.count()).select_from(leases).where(mine))
    return count or 0
