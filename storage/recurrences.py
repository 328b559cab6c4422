"""Tasks that come again: their rules, and when each is assigned next."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.duties.recurrences import Recurrence
from storage.tables import recurrences
from storage.types import AnyRow


def _recurrence(row: AnyRow) -> Recurrence:
    return Recurrence(
        id=row.id,
        rule=row.rule,
        form=json.loads(row.form),
        lead_days=row.lead_days,
        registrar_id=row.registrar_id,
        began_at=row.began_at,
        next_at=row.next_at,
        ended_at=row.ended_at,
    )


def _columns(recurrence: Recurrence) -> dict[str, Any]:
    return {
        "rule": recurrence.rule,
        "form": json.dumps(recurrence.form, ensure_ascii=False),
        "lead_days": recurrence.lead_days,
        "registrar_id": recurrence.registrar_id,
        "began_at": recurrence.began_at,
        "next_at": recurrence.next_at,
        "ended_at": recurrence.ended_at,
    }


async def add_recurrence(connection: AsyncConnection, recurrence: Recurrence) -> Recurrence:
    key: int | None = await connection.scalar(
        insert(recurrences).values(_columns(recurrence)).returning(recurrences.c.id)
    )
    assert key is not None
    return replace(recurrence, id=key)


async def save_recurrence(connection: AsyncConnection, before: Recurrence, after: Recurrence) -> bool:
    """Whether it was still as it was read: each moment assigns one task."""
    same = recurrences.c.next_at == before.next_at
    saved = await connection.execute(
        update(recurrences).where(recurrences.c.id == before.id, same).values(_columns(after))
    )
    return saved.rowcount == 1


def due_recurrences_query(now: datetime, limit: int) -> Select[Any]:
    return select(recurrences).where(recurrences.c.next_at <= now).order_by(recurrences.c.next_at).limit(limit)


async def due_recurrences(connection: AsyncConnection, now: datetime, limit: int) -> list[Recurrence]:
    """Those whose next task is to be assigned; on PostgreSQL past those that another process is working on."""
    query = due_recurrences_query(now, limit)
    if connection.dialect.name != "sqlite":
        query = query.with_for_update(skip_locked=True)
    return [_recurrence(row) for row in await connection.execute(query)]


async def going_on(connection: AsyncConnection, *, registrar_id: int | None) -> list[Recurrence]:
    """Those that have not ended, of one registrar or of all."""
    query = select(recurrences).where(recurrences.c.next_at.is_not(None)).order_by(recurrences.c.next_at)
    if registrar_id is not None:
        query = query.where(recurrences.c.registrar_id == registrar_id)
    return [_recurrence(row) for row in await connection.execute(query)]


async def recurrence_by_id(connection: AsyncConnection, key: int) -> Recurrence | None:
    row = (await connection.execute(select(recurrences).where(recurrences.c.id == key))).one_or_none()
    return None if row is None else _recurrence(row)
