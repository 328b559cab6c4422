"""The messages that carry what is owed, as they are sent: the record of sending (promise 2, design §5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.inserting import insert_rows
from storage.tables import MessageState, NoticeState, messages, notices
from storage.types import AnyRow, Moment


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it is being sent. `attempt` fences the claim; `doubts` counts the attempts of which no answer
    came; `refusals` those that the platform would not have. `first_attempt_at` is known from the first attempt that
    may have arrived: whatever is sent after it is a repeat."""

    id: int
    recipient_id: int
    state: MessageState
    by_clock: bool
    spaced: bool
    waits_for_opening: bool
    priority: int
    planned_at: datetime
    not_before: datetime
    promised_at: datetime
    attempt: int
    doubts: int
    refusals: int
    attempted_at: datetime | None
    first_attempt_at: datetime | None
    lease_until: datetime | None


FIELDS = tuple(name for name in Message.__dataclass_fields__ if name != "id")
JOINED = ("priority", "by_clock", "spaced", "planned_at")  # what a notice that joins a message can change in it


def message_of(row: AnyRow) -> Message:
    values = {name: getattr(row, name) for name in FIELDS}
    return Message(id=row.id, **values | {"state": MessageState(row.state)})


async def add_messages(connection: AsyncConnection, fresh: Sequence[Message], *, now: datetime) -> dict[int, int]:
    """Store new messages; returns the id that each placeholder became."""
    if not fresh:
        return {}
    rows = [{name: getattr(message, name) for name in FIELDS} | {"queued_at": now} for message in fresh]
    keys = await insert_rows(connection, messages, rows)
    return {message.id: key for message, key in zip(fresh, keys, strict=True)}


async def queued_for(connection: AsyncConnection, recipients: Iterable[int]) -> list[Message]:
    """What can still be joined: nothing that somebody may have read already. On PostgreSQL locked, past what another
    process has in hand: a notice that joins a message already being claimed would be taken for said with it."""
    query = select(messages).where(
        messages.c.recipient_id.in_(set(recipients)),
        messages.c.state == MessageState.QUEUED,
        messages.c.first_attempt_at.is_(None),
    )
    rows = await connection.execute(query.with_for_update(skip_locked=True))
    return [message_of(row) for row in rows]


async def join(connection: AsyncConnection, joined: Sequence[Message]) -> None:
    """What has been joined by something more pressing goes as early as that."""
    if not joined:
        return
    await connection.execute(
        update(messages)
        .where(messages.c.id == bindparam("joined"))
        .values({name: bindparam(f"new_{name}") for name in JOINED}),
        [{"joined": one.id} | {f"new_{name}": getattr(one, name) for name in JOINED} for one in joined],
    )


# What may be sent


def written_at(recipient: Any) -> Any:
    """When the person was last written to: the end of the person's stretch of the index."""
    earlier = messages.alias()
    return (
        select(func.max(earlier.c.attempted_at)).where(earlier.c.recipient_id == recipient).correlate_except(earlier)
    ).scalar_subquery()


# One attempt, and what came of it


async def _change(connection: AsyncConnection, message: Message, **columns: Any) -> bool:
    """Whether the message was still as this sender knew it: a claim is fenced by its attempt number."""
    changed = await connection.execute(
        update(messages)
        .where(messages.c.id == message.id, messages.c.attempt == message.attempt, messages.c.state == message.state)
        .values(columns)
    )
    return changed.rowcount == 1


async def claim(
    connection: AsyncConnection, message: Message, *, account_id: int, now: datetime, lease: timedelta
) -> Message | None:
    """The message in this sender's hands for the length of the lease, None where another was faster. A claim on a
    message that was being sent means that nobody knows what came of it: one doubt more."""
    claimed = replace(
        message,
        state=MessageState.SENDING,
        attempt=message.attempt + 1,
        doubts=message.doubts + (message.state is MessageState.SENDING),
        attempted_at=now,
        first_attempt_at=message.first_attempt_at or now,
        lease_until=now + lease,
    )
    changed = {name: getattr(claimed, name) for name in FIELDS if getattr(claimed, name) != getattr(message, name)}
    held = await _change(connection, message, **changed, account_id=account_id, reason=None)
    return claimed if held else None


async def sent(
    connection: AsyncConnection, message: Message, said: Sequence[int], *, platform_id: str, now: datetime
) -> bool:
    """The notices said are said; what the message did not carry goes into another."""
    if not await _change(
        connection, message, state=MessageState.SENT, sent_at=now, platform_id=platform_id, lease_until=None
    ):
        return False
    await _end_notices(connection, said, NoticeState.SAID, None)
    await _carry_over_rest(connection, message, now=now)
    return True


async def put_back(
    connection: AsyncConnection,
    message: Message,
    *,
    not_before: datetime,
    reason: str | None = None,
    may_have_arrived: bool = False,
    refused: bool = False,
) -> bool:
    """It waits again. An attempt that certainly never left is no first attempt; one that may have arrived is."""
    first = message.first_attempt_at
    if not may_have_arrived and first == message.attempted_at:
        first = None
    return await _change(
        connection,
        message,
        state=MessageState.QUEUED,
        not_before=not_before,
        lease_until=None,
        reason=reason,
        refusals=message.refusals + refused,
        first_attempt_at=first,
        attempted_at=first,
    )


async def wait_until(connection: AsyncConnection, message: Message, moment: datetime) -> None:
    """Not at this hour: it waits for the opening, a repeat as well as a first attempt."""
    waits = "not_before" if message.state is MessageState.QUEUED else "lease_until"
    await _change(connection, message, **{waits: moment, "promised_at": moment})


async def pass_by(connection: AsyncConnection, message: Message, *, until: datetime, reason: str) -> None:
    """It stays as it is, promised when it was, and is not looked at before that moment."""
    waits = "not_before" if message.state is MessageState.QUEUED else "lease_until"
    await _change(connection, message, **{waits: until, "reason": reason})


async def hold(connection: AsyncConnection, keys: Collection[int], *, until: datetime, reason: str) -> None:
    """They stay as they are, promised when they were, and are not looked at before that moment."""
    is_queued = messages.c.state == MessageState.QUEUED
    await connection.execute(
        update(messages)
        .where(messages.c.id.in_(keys))
        .values(
            not_before=case((is_queued, literal(until, Moment())), else_=messages.c.not_before),
            lease_until=case((is_queued, messages.c.lease_until), else_=literal(until, Moment())),
            reason=reason,
        )
    )


async def doubt(connection: AsyncConnection, message: Message, *, until: datetime, reason: str) -> bool:
    """The request left and the answer never came: one repeat after the lease."""
    return await _change(
        connection,
        message,
        state=MessageState.UNCERTAIN,
        doubts=message.doubts + 1,
        lease_until=until,
        reason=reason,
    )


async def end(
    connection: AsyncConnection,
    message: Message,
    unsaid: Sequence[int],
    state: MessageState,
    *,
    reason: str,
    now: datetime,
) -> bool:
    """Nothing more is sent of this message; its notices say why. What joined it meanwhile goes into another."""
    if not await _change(connection, message, state=state, reason=reason, lease_until=None):
        return False
    ended = NoticeState.SUPERSEDED if state is MessageState.SUPERSEDED else NoticeState.SUPPRESSED
    await _end_notices(connection, unsaid, ended, reason)
    await _carry_over_rest(connection, message, now=now)
    return True


async def _end_notices(
    connection: AsyncConnection, notice_ids: Sequence[int], state: NoticeState, reason: str | None
) -> None:
    await connection.execute(
        update(notices)
        .where(notices.c.id.in_(notice_ids), notices.c.state == NoticeState.OWED)
        .values(state=state, reason=reason)
    )


async def _carry_over_rest(connection: AsyncConnection, message: Message, *, now: datetime) -> None:
    left = select(notices.c.id).where(notices.c.message_id == message.id, notices.c.state == NoticeState.OWED)
    await carry_over(connection, message, (await connection.scalars(left)).all(), now=now)


async def carry_over(
    connection: AsyncConnection,
    message: Message,
    notice_ids: Sequence[int],
    *,
    now: datetime,
    first_attempt_at: datetime | None = None,
) -> None:
    """What a message does not carry, or no longer, is owed by a new one of the same kind, at once; where it may have
    arrived with the old one, as a repeat."""
    if not notice_ids:
        return
    another = replace(
        message,
        id=-1,
        state=MessageState.QUEUED,
        not_before=now,
        promised_at=now,
        attempt=0,
        doubts=0,
        refusals=0,
        attempted_at=None,
        first_attempt_at=first_attempt_at,
        lease_until=None,
    )
    keys = await add_messages(connection, [another], now=now)
    await connection.execute(update(notices).where(notices.c.id.in_(notice_ids)).values(message_id=keys[-1]))
