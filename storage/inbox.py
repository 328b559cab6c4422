"""What people wrote, stored before it is confirmed to the platform (promise 1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, func, select, true, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.intake import MOST_ATTEMPTS, Hindrance
from storage.inserting import insert_into
from storage.tables import InboxState, accounts, inbox
from storage.types import AnyRow

SHARE = 20  # of one chat in one batch

ChatAddress: TypeAlias = tuple[str, str]  # the channel, and the chat's number there
Fresh: TypeAlias = dict[int, ChatAddress]  # what was stored just now: the chat of each by its key


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """`said_at` is when it was said as far as anybody can know: the platform's date of a message; for a button, which
    carries none, the moment of arrival or, where it was found waiting after a start, when the bot went down. `attempts`
    counts those begun, the coming one with them; `set_aside` says why there will be no more."""

    id: int = 0
    channel: str
    update_id: str
    chat_id: str
    received_at: datetime
    said_at: datetime
    raw: str
    secret: bool = False
    attempts: int = 0
    set_aside: Hindrance | None = None

    @property
    def chat(self) -> ChatAddress:
        return self.channel, self.chat_id


def _incoming(row: AnyRow) -> Incoming:
    return Incoming(
        id=row.id,
        channel=row.channel,
        update_id=row.update_id,
        chat_id=row.chat_id,
        received_at=row.received_at,
        said_at=row.said_at,
        raw=row.raw or "",
        secret=row.secret,
        attempts=row.attempts,
        set_aside=None if row.reason is None else Hindrance(row.reason),
    )


async def store(connection: AsyncConnection, incoming: Sequence[Incoming]) -> Fresh:
    """Store what is new, and return that; what was stored before is passed over, so a platform may deliver twice.
    The first attempt counts from here: it costs no writing of its own."""
    if not incoming:
        return {}
    rows: list[dict[str, Any]] = [
        {
            "channel": one.channel,
            "update_id": one.update_id,
            "chat_id": one.chat_id,
            "received_at": one.received_at,
            "said_at": one.said_at,
            "raw": one.raw,
            "secret": one.secret,
            "state": InboxState.STORED,
            "attempts": 1,
        }
        for one in incoming
    ]
    fresh = (
        insert_into(connection, inbox)
        .on_conflict_do_nothing(index_elements=["channel", "update_id"])
        .returning(inbox.c.id, inbox.c.channel, inbox.c.chat_id)
    )
    return {row.id: (row.channel, row.chat_id) for row in await connection.execute(fresh, rows)}


def waiting_query(
    limit: int, busy: Collection[ChatAddress], answered: Collection[int], channels: Collection[str] | None = None
) -> Select[Any]:
    chat = (inbox.c.channel, inbox.c.chat_id)
    place = func.row_number().over(partition_by=chat, order_by=inbox.c.id).label("place")
    waits = [inbox.c.state == InboxState.STORED, tuple_(*chat).not_in(busy), inbox.c.id.not_in(answered)]
    if channels is not None:
        waits.append(inbox.c.channel.in_(channels))
    mine = select(inbox, place).where(*waits).subquery()
    return select(mine).where(mine.c.place <= SHARE).order_by(mine.c.id).limit(limit)


async def waiting(
    connection: AsyncConnection,
    limit: int,
    *,
    busy: Collection[ChatAddress] = (),
    answered: Collection[int] = (),
    channels: Collection[str] | None = None,
) -> list[Incoming]:
    """What came by these channels (None is any) and has not been handled, in the order of arrival: of no chat more than
    its share, so that a flood from one keeps nobody else waiting. `answered` is what was, though it is not marked
    yet."""
    return [_incoming(row) for row in await connection.execute(waiting_query(limit, busy, answered, channels))]


async def oldest_waiting(connection: AsyncConnection) -> dict[str, datetime]:
    """By channel, when the earliest thing was said that has not been handled."""
    first = func.min(inbox.c.said_at).label("said_at")
    asked = select(inbox.c.channel, first).where(inbox.c.state == InboxState.STORED).group_by(inbox.c.channel)
    rows = await connection.execute(asked)
    return {row.channel: row.said_at for row in rows}


@dataclass(frozen=True, kw_only=True)
class Unheard:
    """Somebody has said something by the channel at that moment, or later, that waits to be handled; None is nobody of
    the office, or nobody yet: what waits may be what links the account."""

    person_id: int | None
    channel: str
    said_at: datetime


def unheard_query(answered: Collection[int], *, within_share: bool) -> Select[Any]:
    """By chat the first word that waits; `within_share` unless so many of that chat waited before it already."""
    waits = (inbox.c.state == InboxState.STORED, inbox.c.id.not_in(answered))
    first = (
        select(func.min(inbox.c.id).label("id"), func.min(inbox.c.said_at).label("said_at"))
        .where(*waits)
        .group_by(inbox.c.channel, inbox.c.chat_id)
        .subquery()
    )
    before = inbox.alias("before")
    share_before = (
        select(before.c.handled_at)
        .where(before.c.channel == inbox.c.channel, before.c.chat_id == inbox.c.chat_id, before.c.id < inbox.c.id)
        .order_by(before.c.id.desc())
        .limit(1)
        .offset(SHARE - 1)
        .scalar_subquery()
    )
    asked = (
        select(accounts.c.person_id, inbox.c.channel, first.c.said_at)
        .join(first, first.c.id == inbox.c.id)
        .outerjoin(
            accounts,
            (accounts.c.channel == inbox.c.channel)
            & (accounts.c.chat_id == inbox.c.chat_id)
            & accounts.c.unlinked_at.is_(None),
        )
    )
    return asked.where(func.coalesce(share_before <= inbox.c.received_at, true())) if within_share else asked


async def unheard(
    connection: AsyncConnection, *, answered: Collection[int] = (), within_share: bool = False
) -> list[Unheard]:
    """Whose words wait to be handled. `within_share` leaves out what was said while a chat's share of words waited
    already: who floods the bot keeps nobody else waiting."""
    rows = await connection.execute(unheard_query(answered, within_share=within_share))
    return [Unheard(person_id=row.person_id, channel=row.channel, said_at=row.said_at) for row in rows]


async def mark_handled(connection: AsyncConnection, inbox_id: int, *, at: datetime) -> bool:
    """Whether it was still waiting. The raw text is blanked: it has served."""
    marked = await connection.execute(
        update(inbox)
        .where(inbox.c.id == inbox_id, inbox.c.state == InboxState.STORED)
        .values(state=InboxState.HANDLED, handled_at=at, raw=None)
    )
    return marked.rowcount == 1


async def mark_carried_out(connection: AsyncConnection, inbox_id: int, *, place: int | None, at: datetime) -> bool:
    """Whether it was still waiting; of a message of several commands the one in this place, counted from 0."""
    if place is None:
        return await mark_handled(connection, inbox_id, at=at)
    bit = 1 << place
    marked = await connection.execute(
        update(inbox)
        .where(inbox.c.id == inbox_id, inbox.c.state == InboxState.STORED, inbox.c.done.bitwise_and(bit) == 0)
        .values(done=inbox.c.done.bitwise_or(bit))
    )
    return marked.rowcount == 1


async def places_done(connection: AsyncConnection, inbox_id: int) -> frozenset[int]:
    """Which of the commands of one message have been carried out."""
    bits: int = await connection.scalar(select(inbox.c.done).where(inbox.c.id == inbox_id)) or 0
    return frozenset(place for place in range(bits.bit_length()) if bits >> place & 1)


async def count_attempt(connection: AsyncConnection, inbox_id: int) -> bool:
    """Count one more attempt before it is made; whether it may be: an attempt that kills the process counts nothing
    afterwards."""
    may_be = (inbox.c.id == inbox_id, inbox.c.state == InboxState.STORED, inbox.c.attempts < MOST_ATTEMPTS)
    counted = await connection.execute(update(inbox).where(*may_be).values(attempts=inbox.c.attempts + 1))
    return counted.rowcount == 1


async def take_back_attempt(connection: AsyncConnection, inbox_id: int) -> None:
    """The attempt was none: the network or another process was in the way."""
    counted = (inbox.c.id == inbox_id, inbox.c.state == InboxState.STORED, inbox.c.attempts > 0)
    await connection.execute(update(inbox).where(*counted).values(attempts=inbox.c.attempts - 1))


async def set_aside(connection: AsyncConnection, inbox_id: int, why: Hindrance, *, at: datetime) -> bool:
    """Keep it out of the way, with its text; whether it was waiting until now."""
    aside = await connection.execute(
        update(inbox)
        .where(inbox.c.id == inbox_id, inbox.c.state == InboxState.STORED)
        .values(state=InboxState.FAILED, reason=why, handled_at=at)
    )
    return aside.rowcount == 1


async def count_set_aside(connection: AsyncConnection) -> dict[Hindrance, int]:
    """How many are kept that were set aside, by reason."""
    counted = select(inbox.c.reason, func.count()).where(inbox.c.reason.is_not(None)).group_by(inbox.c.reason)
    found = {Hindrance(reason): count for reason, count in await connection.execute(counted)}
    return {why: found.get(why, 0) for why in Hindrance}


async def carried_out_unanswered(connection: AsyncConnection, channel: str, limit: int) -> list[Incoming]:
    """Carried out or given up, but the answer was lost with the process that owed it."""
    rows = await connection.execute(
        select(inbox)
        .where(inbox.c.answered_at.is_(None), inbox.c.state != InboxState.STORED, inbox.c.channel == channel)
        .order_by(inbox.c.id)
        .limit(limit)
    )
    return [_incoming(row) for row in rows]
