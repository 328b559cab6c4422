"""Whether a person has been told what is recorded and who sees it, and has said that it was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import people


async def was_said(connection: AsyncConnection, person_id: int) -> bool:
    return await connection.scalar(select(people.c.privacy_said_at).where(people.c.id == person_id)) is not None


async def note_said(connection: AsyncConnection, person_id: int, *, at: datetime) -> bool:
    """Whether it is now that it is said for the first time."""
    unsaid = update(people).where(people.c.id == person_id, people.c.privacy_said_at.is_(None))
    return (await connection.execute(unsaid.values(privacy_said_at=at))).rowcount == 1


async def note_read(connection: AsyncConnection, person_id: int, *, at: datetime) -> bool:
    """Whether it is now that it is read for the first time."""
    unread = update(people).where(people.c.id == person_id, people.c.privacy_read_at.is_(None))
    return (await connection.execute(unread.values(privacy_read_at=at))).rowcount == 1
