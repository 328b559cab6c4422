"""Notices: what is owed to be said to whom, and which message carries it (promise 2, design §5)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.encoding import decoded, encoded
from domain.ladder.notices import PRIORITY, SPACING, AnyNotice, Notice
from domain.office.calendar import Calendar
from domain.payloads.kinds import NOTICE_KINDS
from domain.payloads.payload import NoticePayload
from domain.rules.lengths import Urgency
from storage.messages import Message, add_messages, join, queued_for
from storage.tables import MessageState, NoticeState, messages, notices, people
from storage.types import AnyRow

P = TypeVar("P", bound=NoticePayload)
NEVER = datetime.min.replace(tzinfo=UTC)


def _notice(row: AnyRow) -> AnyNotice:
    data = json.loads(row.data)
    return Notice(
        id=row.id,
        recipient_id=row.recipient_id,
        payload=decoded(NOTICE_KINDS[row.kind], data),
        slot=row.slot,
        case_id=row.case_id,
        duty_id=row.duty_id,
        turn=data.get("turn"),
        planned_at=row.planned_at,
        urgency=Urgency(data.get("urgency", Urgency.NORMAL)),
    )


async def owe(connection: AsyncConnection, owed: Sequence[AnyNotice], *, now: datetime, calendar: Calendar) -> None:
    """Record what is owed, each once, in as few messages as may be."""
    if not owed:
        return
    owed = await _not_yet_owed(connection, owed)
    if not owed:
        return
    recipients = {notice.recipient_id for notice in owed}
    written_at = await last_written(connection, recipients)
    known = {message.id: message for message in await queued_for(connection, recipients)}
    waiting: dict[int, dict[int, Message]] = defaultdict(dict)
    for message in known.values():
        waiting[message.recipient_id][message.id] = message
    fresh = 0
    carried: list[tuple[AnyNotice, int]] = []
    for notice in owed:
        earliest = _earliest(notice, now=now, calendar=calendar, written_at=written_at)
        of_his = waiting[notice.recipient_id]
        found = _to_join(notice, earliest, of_his.values(), now=now)
        if found is None:
            fresh += 1
            message = _new_message(notice, earliest, placeholder=-fresh)
        else:
            message = _joined(found, notice, calendar)
        of_his[message.id] = message
        carried.append((notice, message.id))
    messages = [message for of_his in waiting.values() for message in of_his.values()]
    await join(connection, [one for one in messages if one.id in known and one != known[one.id]])
    keys = await add_messages(connection, [one for one in messages if one.id not in known], now=now)
    await connection.execute(
        insert(notices), [_columns(notice, keys.get(message_id, message_id), now) for notice, message_id in carried]
    )


async def newest_of(connection: AsyncConnection, kind: type[P], duty_id: int) -> P | None:
    """What the newest notice of this kind about the duty carries, whoever it is for."""
    mine = (notices.c.duty_id == duty_id, notices.c.kind == kind.kind)
    data: str | None = await connection.scalar(
        select(notices.c.data).where(*mine).order_by(notices.c.id.desc()).limit(1)
    )
    return None if data is None else decoded(kind, json.loads(data))


def _columns(notice: AnyNotice, message_id: int, now: datetime) -> dict[str, Any]:
    return {
        "recipient_id": notice.recipient_id,
        "case_id": notice.case_id,
        "duty_id": notice.duty_id,
        "kind": notice.kind,
        "slot": notice.slot,
        "data": json.dumps(_data(notice), ensure_ascii=False),
        "planned_at": notice.planned_at,
        "created_at": now,
        "state": NoticeState.OWED,
        "message_id": message_id,
    }


def _data(notice: AnyNotice) -> dict[str, Any]:
    turn = {} if notice.turn is None else {"turn": notice.turn}
    return {**turn, **encoded(notice.payload), "urgency": notice.urgency}


async def _not_yet_owed(connection: AsyncConnection, owed: Sequence[AnyNotice]) -> list[AnyNotice]:
    def key(notice: AnyNotice) -> tuple[int | None, str, int, str]:
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


async def last_written(connection: AsyncConnection, recipients: Iterable[int]) -> dict[int, datetime]:
    """When the clock last had a spaced message sent to each: the end of each one's stretch of the index."""
    last = (
        select(func.max(messages.c.attempted_at))
        .where(messages.c.recipient_id == people.c.id, messages.c.spaced, messages.c.attempted_at.is_not(None))
        .scalar_subquery()
    )
    rows = await connection.execute(select(people.c.id, last.label("at")).where(people.c.id.in_(set(recipients))))
    return {row.id: row.at for row in rows if row.at is not None}


def _earliest(notice: AnyNotice, *, now: datetime, calendar: Calendar, written_at: dict[int, datetime]) -> datetime:
    earliest = max(now, notice.planned_at)
    last = written_at.get(notice.recipient_id)
    if notice.spaced and last is not None:
        earliest = max(earliest, last + SPACING)
    if notice.waits_for_opening:
        return calendar.goes_out_at(notice.planned_at, earliest)
    return earliest


def _to_join(notice: AnyNotice, earliest: datetime, waiting: Iterable[Message], *, now: datetime) -> Message | None:
    """A message still waiting that goes when this notice would: of the same class, or bound for the same opening. What
    the network keeps waiting is joined by its like; the more urgent goes alone, and tries by itself."""
    for message in waiting:
        both_wait = message.waits_for_opening and notice.waits_for_opening
        same_class = (message.by_clock, message.spaced, message.waits_for_opening) == (
            notice.by_clock,
            notice.spaced,
            notice.waits_for_opening,
        )
        together = max(now, message.not_before) == earliest
        held_up = message.attempt > 0 and message.not_before > earliest and PRIORITY[notice.urgency] >= message.priority
        if (together and (same_class or both_wait)) or (held_up and same_class):
            return message
    return None


def _joined(message: Message, notice: AnyNotice, calendar: Calendar) -> Message:
    """The message with this notice in it: as urgent as the more urgent of the two, allowed out after closing only where
    both are, and the clock's where one of them is."""
    return replace(
        message,
        priority=min(message.priority, PRIORITY[notice.urgency]),
        by_clock=message.by_clock or notice.by_clock,
        spaced=message.spaced or notice.spaced,
        planned_at=min(
            (message.planned_at, notice.planned_at), key=lambda planned: calendar.goes_out_until(planned) or NEVER
        ),
    )


def _new_message(notice: AnyNotice, earliest: datetime, *, placeholder: int) -> Message:
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
        promised_at=earliest,
        attempt=0,
        doubts=0,
        refusals=0,
        attempted_at=None,
        first_attempt_at=None,
        lease_until=None,
    )


async def supersede(connection: AsyncConnection, notice_ids: Sequence[int], *, reason: str) -> None:
    if notice_ids:
        await connection.execute(
            update(notices).where(notices.c.id.in_(notice_ids)).values(state=NoticeState.SUPERSEDED, reason=reason)
        )


async def notices_in(connection: AsyncConnection, message_ids: Iterable[int]) -> dict[int, list[AnyNotice]]:
    """The notices still owed, by the message that carries them, in the order in which they arose."""
    rows = await connection.execute(
        select(notices)
        .where(notices.c.message_id.in_(set(message_ids)), notices.c.state == NoticeState.OWED)
        .order_by(notices.c.planned_at, notices.c.id)
    )
    found: dict[int, list[AnyNotice]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(_notice(row))
    return found


async def who_was_told(
    connection: AsyncConnection, kind: type[NoticePayload], *, duty_id: int, slot: str
) -> frozenset[int]:
    """To whom this notice about the duty has been said."""
    said = select(notices.c.recipient_id).where(
        notices.c.duty_id == duty_id,
        notices.c.kind == kind.kind,
        notices.c.slot == slot,
        notices.c.state == NoticeState.SAID,
    )
    return frozenset(await connection.scalars(said))


async def has_reached(connection: AsyncConnection, *, duty_id: int, person_id: int) -> bool:
    """Whether anything about the duty has been said to the person."""
    said = select(notices.c.id).where(
        notices.c.duty_id == duty_id, notices.c.recipient_id == person_id, notices.c.state == NoticeState.SAID
    )
    return await connection.scalar(said.limit(1)) is not None


async def hand_over(connection: AsyncConnection, message_id: int, to_id: int) -> None:
    """What the one message owes, the other does."""
    owed = (notices.c.message_id == message_id, notices.c.state == NoticeState.OWED)
    await connection.execute(update(notices).where(*owed).values(message_id=to_id))
