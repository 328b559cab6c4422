"""Notices owed and the messages that carry them: the record of sending (promise 2, design §5)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.calendar import Calendar
from domain.notices import PRIORITY, SPACING, Notice, NoticeKind
from domain.policy import Urgency
from storage.tables import MessageState, NoticeState, messages, notices
from storage.types import AnyRow


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it is being sent. `attempt` fences the claim; `doubts` counts the attempts whose outcome nobody
    knows, the first of them at `first_attempt_at`."""

    id: int
    recipient_id: int
    state: MessageState
    by_clock: bool
    spaced: bool
    waits_for_opening: bool
    priority: int
    planned_at: datetime
    not_before: datetime
    attempt: int
    doubts: int
    attempted_at: datetime | None
    first_attempt_at: datetime | None
    lease_until: datetime | None


def _message(row: AnyRow) -> Message:
    return Message(
        id=row.id,
        recipient_id=row.recipient_id,
        state=MessageState(row.state),
        by_clock=row.by_clock,
        spaced=row.spaced,
        waits_for_opening=row.waits_for_opening,
        priority=row.priority,
        planned_at=row.planned_at,
        not_before=row.not_before,
        attempt=row.attempt,
        doubts=row.doubts,
        attempted_at=row.attempted_at,
        first_attempt_at=row.first_attempt_at,
        lease_until=row.lease_until,
    )


def _notice(row: AnyRow) -> Notice:
    data = json.loads(row.data)
    return Notice(
        id=row.id,
        recipient_id=row.recipient_id,
        kind=NoticeKind(row.kind),
        slot=row.slot,
        case_id=row.case_id,
        duty_id=row.duty_id,
        data=data,
        planned_at=row.planned_at,
        urgency=Urgency(data.get("urgency", Urgency.NORMAL)),
    )


async def owe(
    connection: AsyncConnection, owed: Sequence[Notice], *, now: datetime, calendar: Calendar
) -> dict[int, datetime]:
    """Record what is owed, each once, in as few messages as may be. Returns when each recipient's goes out."""
    owed = await _not_yet_owed(connection, owed)
    if not owed:
        return {}
    recipients = {notice.recipient_id for notice in owed}
    waiting: dict[int, list[Message]] = defaultdict(list)
    for message in await _queued_for(connection, recipients):
        waiting[message.recipient_id].append(message)
    written_at = await _last_written(connection, recipients)
    fresh: list[Message] = []
    carried: list[tuple[Notice, Message]] = []
    goes_out: dict[int, datetime] = {}
    for notice in owed:
        earliest = _earliest(notice, now=now, calendar=calendar, written_at=written_at)
        joined = _to_join(notice, earliest, waiting[notice.recipient_id])
        message = joined or _new_message(notice, earliest, placeholder=-1 - len(fresh))
        if joined is None:
            fresh.append(message)
            waiting[notice.recipient_id].append(message)
        carried.append((notice, message))
        goes_out[notice.recipient_id] = min(message.not_before, goes_out.get(notice.recipient_id, message.not_before))
    keys = await _add_messages(connection, fresh, now=now)
    await connection.execute(
        insert(notices),
        [_columns(notice, keys.get(message.id, message.id), now) for notice, message in carried],
    )
    return goes_out


def _columns(notice: Notice, message_id: int, now: datetime) -> dict[str, Any]:
    return {
        "recipient_id": notice.recipient_id,
        "case_id": notice.case_id,
        "duty_id": notice.duty_id,
        "kind": notice.kind,
        "slot": notice.slot,
        "data": json.dumps({**notice.data, "urgency": notice.urgency}, ensure_ascii=False),
        "planned_at": notice.planned_at,
        "created_at": now,
        "state": NoticeState.OWED,
        "message_id": message_id,
    }


async def _not_yet_owed(connection: AsyncConnection, owed: Sequence[Notice]) -> list[Notice]:
    def key(notice: Notice) -> tuple[int | None, str, int, str]:
        return (notice.duty_id, notice.kind, notice.recipient_id, notice.slot)

    fresh = {key(notice): notice for notice in owed}
    known = await connection.execute(
        select(notices.c.duty_id, notices.c.kind, notices.c.recipient_id, notices.c.slot).where(
            notices.c.recipient_id.in_({notice.recipient_id for notice in owed}),
            notices.c.slot.in_({notice.slot for notice in owed}),
            or_(
                notices.c.duty_id.in_({notice.duty_id for notice in owed if notice.duty_id is not None}),
                notices.c.duty_id.is_(None),
            ),
        )
    )
    for row in known:
        fresh.pop((row.duty_id, row.kind, row.recipient_id, row.slot), None)
    return list(fresh.values())


async def _queued_for(connection: AsyncConnection, recipients: Iterable[int]) -> list[Message]:
    """What can still be joined. On PostgreSQL locked, past what another process has in hand: a notice that joins a
    message already being claimed would be taken for said with it."""
    query = select(messages).where(messages.c.recipient_id.in_(set(recipients)), messages.c.state == "queued")
    rows = await connection.execute(query.with_for_update(skip_locked=True))
    return [_message(row) for row in rows]


async def _last_written(connection: AsyncConnection, recipients: Iterable[int]) -> dict[int, datetime]:
    """When the clock last had a spaced message sent to each."""
    rows = await connection.execute(
        select(messages.c.recipient_id, func.max(messages.c.attempted_at).label("at"))
        .where(messages.c.recipient_id.in_(set(recipients)), messages.c.spaced, messages.c.attempted_at.is_not(None))
        .group_by(messages.c.recipient_id)
    )
    return {row.recipient_id: row.at for row in rows}


def _earliest(notice: Notice, *, now: datetime, calendar: Calendar, written_at: dict[int, datetime]) -> datetime:
    earliest = max(now, notice.planned_at)
    last = written_at.get(notice.recipient_id)
    if notice.spaced and last is not None:
        earliest = max(earliest, last + SPACING)
    if notice.waits_for_opening:
        return calendar.goes_out_at(notice.planned_at, earliest)
    return earliest


def _to_join(notice: Notice, earliest: datetime, waiting: Iterable[Message]) -> Message | None:
    """A message to him still waiting that this notice can go with: of the same class, or bound for the same opening."""
    for message in waiting:
        same_class = (message.by_clock, message.spaced, message.waits_for_opening) == (
            notice.by_clock,
            notice.spaced,
            notice.waits_for_opening,
        )
        same_opening = message.waits_for_opening and notice.waits_for_opening and message.not_before == earliest
        if same_class or same_opening:
            return message
    return None


def _new_message(notice: Notice, earliest: datetime, *, placeholder: int) -> Message:
    return Message(
        id=placeholder,
        recipient_id=notice.recipient_id,
        state=MessageState.QUEUED,
        by_clock=notice.by_clock,
        spaced=notice.spaced,
        waits_for_opening=notice.waits_for_opening,
        priority=PRIORITY[notice.urgency],
        planned_at=notice.planned_at,
        not_before=earliest,
        attempt=0,
        doubts=0,
        attempted_at=None,
        first_attempt_at=None,
        lease_until=None,
    )


async def _add_messages(connection: AsyncConnection, fresh: Sequence[Message], *, now: datetime) -> dict[int, int]:
    """Store new messages; returns the id that each placeholder became."""
    if not fresh:
        return {}
    names = [name for name in Message.__dataclass_fields__ if name != "id"]
    rows = [{name: getattr(message, name) for name in names} | {"queued_at": now} for message in fresh]
    keys = await connection.scalars(insert(messages).returning(messages.c.id, sort_by_parameter_order=True), rows)
    return {message.id: key for message, key in zip(fresh, keys, strict=True)}


# Sending


def due_messages_query(now: datetime, limit: int) -> Select[Any]:
    """What may be sent now, most urgent first, and what was left behind by a sender that is gone."""
    queued = and_(messages.c.state == "queued", messages.c.not_before <= now)
    abandoned = and_(messages.c.lease_until.is_not(None), messages.c.lease_until <= now)
    return (
        select(messages).where(or_(queued, abandoned)).order_by(messages.c.priority, messages.c.not_before).limit(limit)
    )


async def due_messages(connection: AsyncConnection, now: datetime, limit: int) -> list[Message]:
    query = due_messages_query(now, limit)
    if connection.dialect.name != "sqlite":
        query = query.with_for_update(skip_locked=True)
    return [_message(row) for row in await connection.execute(query)]


async def next_message_at(connection: AsyncConnection) -> datetime | None:
    """The earliest moment at which a message may be sent or repeated."""
    queued: datetime | None = await connection.scalar(
        select(func.min(messages.c.not_before)).where(messages.c.state == "queued")
    )
    leased: datetime | None = await connection.scalar(
        select(func.min(messages.c.lease_until)).where(messages.c.lease_until.is_not(None))
    )
    return min((moment for moment in (queued, leased) if moment is not None), default=None)


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
    doubts = message.doubts + (message.state is MessageState.SENDING)
    claimed = replace(
        message,
        state=MessageState.SENDING,
        attempt=message.attempt + 1,
        doubts=doubts,
        attempted_at=now,
        first_attempt_at=message.first_attempt_at or now,
        lease_until=now + lease,
    )
    held = await _change(
        connection,
        message,
        state=MessageState.SENDING,
        account_id=account_id,
        attempt=claimed.attempt,
        doubts=claimed.doubts,
        attempted_at=now,
        first_attempt_at=claimed.first_attempt_at,
        lease_until=claimed.lease_until,
        reason=None,
    )
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
    await _carry_over(connection, message, now=now)
    return True


async def put_back(
    connection: AsyncConnection, message: Message, *, not_before: datetime, reason: str | None = None
) -> bool:
    """It certainly did not leave: it waits again. An attempt that never left is no first attempt."""
    first = message.first_attempt_at if message.doubts else None
    return await _change(
        connection,
        message,
        state=MessageState.QUEUED,
        not_before=not_before,
        lease_until=None,
        reason=reason,
        first_attempt_at=first,
        attempted_at=first,
    )


async def wait_until(connection: AsyncConnection, message: Message, moment: datetime) -> None:
    """Not at this hour: it waits for the opening, a repeat as well as a first attempt."""
    waits = "not_before" if message.state is MessageState.QUEUED else "lease_until"
    await _change(connection, message, **{waits: moment})


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
    await _carry_over(connection, message, now=now)
    return True


async def _end_notices(
    connection: AsyncConnection, notice_ids: Sequence[int], state: NoticeState, reason: str | None
) -> None:
    await connection.execute(
        update(notices)
        .where(notices.c.id.in_(notice_ids), notices.c.state == "owed")
        .values(state=state, reason=reason)
    )


async def _carry_over(connection: AsyncConnection, message: Message, *, now: datetime) -> None:
    """What is still owed of a message that is over is owed by a new one of the same kind, at once."""
    left = notices.c.message_id == message.id, notices.c.state == "owed"
    if await connection.scalar(select(notices.c.id).where(*left).limit(1)) is None:
        return
    another = replace(
        message,
        id=-1,
        state=MessageState.QUEUED,
        not_before=now,
        attempt=0,
        doubts=0,
        attempted_at=None,
        first_attempt_at=None,
        lease_until=None,
    )
    keys = await _add_messages(connection, [another], now=now)
    await connection.execute(update(notices).where(*left).values(message_id=keys[-1]))


async def supersede(connection: AsyncConnection, notice_ids: Sequence[int], *, reason: str) -> None:
    if notice_ids:
        await connection.execute(
            update(notices).where(notices.c.id.in_(notice_ids)).values(state=NoticeState.SUPERSEDED, reason=reason)
        )


async def notices_in(connection: AsyncConnection, message_ids: Iterable[int]) -> dict[int, list[Notice]]:
    """The notices still owed, by the message that carries them, in the order in which they arose."""
    rows = await connection.execute(
        select(notices)
        .where(notices.c.message_id.in_(set(message_ids)), notices.c.state == "owed")
        .order_by(notices.c.planned_at, notices.c.id)
    )
    found: dict[int, list[Notice]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(_notice(row))
    return found


async def oldest_unsent(connection: AsyncConnection, now: datetime) -> datetime | None:
    """Since when the longest waiting message could have been sent."""
    moment: datetime | None = await connection.scalar(
        select(func.min(messages.c.not_before)).where(messages.c.state == "queued", messages.c.not_before <= now)
    )
    return moment
