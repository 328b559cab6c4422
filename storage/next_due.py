"""When the clock next has something to do: every row that waits for a moment has it in a column, indexed where there
can be many."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import MessageState, absences, calendar_reviews, delegations, duties, messages, recurrences, sheets


def _first(moment: ColumnElement[datetime], *among: ColumnElement[bool]) -> Select[Any]:
    # SQLite finds the least of a column by an index of what has one only where that is said.
    return select(func.min(moment).label("at")).where(moment.is_not(None), *among)


_CLOCKWORK = (
    _first(duties.c.next_step_at),
    _first(absences.c.due_at),
    _first(delegations.c.due_at),
    _first(recurrences.c.next_at),
    _first(sheets.c.due_at),
    _first(calendar_reviews.c.begun_at, calendar_reviews.c.finished_at.is_(None)),
)
_POST = (
    _first(messages.c.not_before, messages.c.state == MessageState.QUEUED),
    _first(messages.c.lease_until, messages.c.lease_until.is_not(None)),
)


async def next_turn(connection: AsyncConnection) -> datetime | None:
    """Of what the clock does by itself: a step, an absence or a delegation that begins or ends, a task that comes
    again, a sheet, a change of the calendar. However much waits, it is found in the same time."""
    return await _earliest(connection, _CLOCKWORK)


async def next_message(connection: AsyncConnection) -> datetime | None:
    """When a message may next be sent or repeated."""
    return await _earliest(connection, _POST)


async def _earliest(connection: AsyncConnection, queries: tuple[Select[Any], ...]) -> datetime | None:
    found: list[datetime | None] = list(await connection.scalars(union_all(*queries)))
    return min((moment for moment in found if moment is not None), default=None)
