"""Which messages may go out now, the most urgent first, and how many wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ladder.notices import PRIORITY
from domain.routes import Routes
from storage.accounts import is_live
from storage.messages import Message, message_of, written_at
from storage.tables import MessageState, accounts, messages

LONGEST_WAITING_SHARE = 5  # of each batch one in so many is for who has waited longest, however urgent the others are


def candidates_query(now: datetime, limit: int, *among: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Of each urgency the longest waiting that may be sent now. Each is a stretch of the index of its own: what waits
    for a later moment is not passed through."""
    stretches = (
        select(messages.c.id)
        .where(
            messages.c.state == MessageState.QUEUED,
            messages.c.priority == priority,
            messages.c.not_before <= now,
            *among,
        )
        .order_by(messages.c.not_before)
        .limit(limit)
        .subquery()
        for priority in sorted(PRIORITY.values())
    )
    return union_all(*(select(stretch.c.id) for stretch in stretches))


def most_urgent_query(candidates: Sequence[int], limit: int) -> Select[Any]:
    """The most urgent first, then who was least recently written to."""
    return (
        select(messages)
        .where(messages.c.id.in_(candidates), messages.c.state == MessageState.QUEUED)
        .order_by(
            messages.c.priority,
            func.coalesce(written_at(messages.c.recipient_id), messages.c.queued_at),
            messages.c.not_before,
            messages.c.id,
        )
        .limit(limit)
    )


def longest_waiting_query(now: datetime, limit: int, *among: ColumnElement[bool]) -> Select[Any]:
    """What may be sent now, the longest waiting first."""
    return (
        select(messages)
        .where(messages.c.state == MessageState.QUEUED, messages.c.not_before <= now, *among)
        .order_by(messages.c.not_before)
        .limit(limit)
    )


def abandoned_query(now: datetime, limit: int, *among: ColumnElement[bool]) -> Select[Any]:
    """What a sender that is gone left behind, and what is to be repeated after a doubt."""
    return (
        select(messages)
        .where(messages.c.lease_until.is_not(None), messages.c.lease_until <= now, *among)
        .order_by(messages.c.lease_until)
        .limit(limit)
    )


def _has_account(channels: Collection[str]) -> ColumnElement[bool]:
    """Whether the recipient can be written to by one of these."""
    mine = select(accounts.c.id).where(
        accounts.c.person_id == messages.c.recipient_id, is_live(), accounts.c.channel.in_(channels)
    )
    return mine.correlate(messages).exists()


def _taken_by(routes: Routes) -> tuple[ColumnElement[bool], ...]:
    """What waits for a channel alone that is not taken from now is left where it is."""
    return (~_has_account(routes.waiting) | _has_account(routes.taken),) if routes.waiting else ()


async def due_messages(
    connection: AsyncConnection, now: datetime, limit: int, *, by_clock_too: bool = True, routes: Routes | None = None
) -> list[Message]:
    """What may be sent now: most of it by urgency, a share by how long it has waited, so that nobody starves; of
    what the clock says by itself nothing where that is held back, and nothing that these routes let wait. On PostgreSQL
    locked, past what another process has in hand."""
    share = max(1, limit // LONGEST_WAITING_SHARE)
    among: list[ColumnElement[bool]] = [] if by_clock_too else [messages.c.by_clock.is_(False)]
    among += [] if routes is None else _taken_by(routes)
    candidates = (await connection.scalars(candidates_query(now, 2 * limit, *among))).all()
    queries = [abandoned_query(now, share, *among)]
    if candidates:
        queries += [most_urgent_query(candidates, limit - share), longest_waiting_query(now, share, *among)]
    found: dict[int, Message] = {}
    for query in queries:
        locked = query if connection.dialect.name == "sqlite" else query.with_for_update(of=messages, skip_locked=True)
        for row in await connection.execute(locked):
            found.setdefault(row.id, message_of(row))
    return sorted(found.values(), key=lambda message: message.priority)


async def oldest_unsent(connection: AsyncConnection, now: datetime) -> datetime | None:
    """Since when the longest waiting message could have been sent, however often it has been tried."""
    moment: datetime | None = await connection.scalar(
        select(func.min(messages.c.promised_at)).where(
            messages.c.state == MessageState.QUEUED, messages.c.promised_at <= now
        )
    )
    return moment


async def count_due(connection: AsyncConnection, now: datetime) -> int:
    """How many could be sent now."""
    count: int | None = await connection.scalar(
        select(func.count())
        .select_from(messages)
        .where(messages.c.state == MessageState.QUEUED, messages.c.not_before <= now)
    )
    return count or 0
