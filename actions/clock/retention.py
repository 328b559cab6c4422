"""Retention: once a night what has been kept long enough is cleared away, and the journal says how much (M52)."""

from __future__ import annotations

from datetime import datetime, time

from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.journal.upkeep import LeftoversCleared
from domain.office.calendar import DAY, Calendar
from domain.retention import KEPT
from storage import retention

BATCH = 500  # of each kind in one transaction, so that nobody waits long for the write lock
AT_NIGHT = time(2, 30)


async def clear_leftovers(office: Office, now: datetime) -> bool:
    """One batch, where it is due; whether there is more to do. A crash goes on where the last batch ended."""
    async with office.database.reading() as connection:
        before = await retention.due_at(connection)
    if before is not None and now < before:
        return False
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if not await retention.claim(work.connection, before, following=_next_night(now, work.calendar)):
            return False
        cleared = await retention.clear(work.connection, KEPT, now=now, limit=BATCH)
        more = max(cleared.values()) >= BATCH
        if more:
            await retention.claim(work.connection, _next_night(now, work.calendar), following=now)
        if any(cleared.values()):
            counts = {kind.value: count for kind, count in cleared.items()}
            await work.record(Act.RETENTION_DONE, LeftoversCleared(**counts))
    if not more:
        await office.database.leave_no_trace()
    return more


def _next_night(now: datetime, calendar: Calendar) -> datetime:
    tonight = calendar.at(calendar.day_of(now), AT_NIGHT)
    return tonight if tonight > now else calendar.at(calendar.day_of(now) + DAY, AT_NIGHT)
