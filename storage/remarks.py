"""Queries on what the bot wrote to somebody: what a plain word may be about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import accounts, duties, messages, notices


def said_in_query(recipient_id: int, channel: str, chat_id: str, platform_id: str) -> Select[Any]:
    return (
        select(notices.c.case_id, notices.c.duty_id)
        .join(messages, messages.c.id == notices.c.message_id)
        .join(accounts, accounts.c.id == messages.c.account_id)
        .where(
            messages.c.platform_id == platform_id,
            messages.c.recipient_id == recipient_id,
            accounts.c.channel == channel,
            accounts.c.chat_id == chat_id,
            notices.c.case_id.is_not(None),
        )
        .order_by(notices.c.planned_at, notices.c.id)
    )


async def said_in(
    connection: AsyncConnection, recipient_id: int, *, channel: str, chat_id: str, platform_id: str
) -> list[tuple[int, int | None]]:
    """The cases, and the duties where any were named, of which that message of that chat spoke to its recipient."""
    rows = await connection.execute(said_in_query(recipient_id, channel, chat_id, platform_id))
    return [(row.case_id, row.duty_id) for row in rows]


def last_said_query(recipient_id: int) -> Select[Any]:
    newest = (
        select(messages.c.id)
        .where(messages.c.recipient_id == recipient_id, messages.c.attempted_at.is_not(None))
        .order_by(messages.c.attempted_at.desc())
        .limit(1)
    ).subquery()
    return select(notices.c.duty_id).where(
        notices.c.message_id.in_(select(newest.c.id)), notices.c.duty_id.is_not(None)
    )


async def last_said(connection: AsyncConnection, recipient_id: int) -> set[int]:
    """The duties of which the newest message to this person spoke."""
    return set(await connection.scalars(last_said_query(recipient_id)))


async def held_by(connection: AsyncConnection, person_id: int, *, limit: int) -> list[int]:
    """The duties that the person must act on, most pressing first."""
    query = (
        select(duties.c.id)
        .where(duties.c.holder_id == person_id, duties.c.closed_at.is_(None))
        .order_by(duties.c.act_by, duties.c.id)
        .limit(limit)
    )
    return list(await connection.scalars(query))
