"""What people write is stored before the platform is told that it arrived (promise 1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.work import Office
from storage import facts, inbox
from storage.inbox import Incoming

POLLING = "polling"


async def store_updates(office: Office, incoming: Sequence[Incoming], *, heard_until: datetime | None) -> None:
    """Store what came, and, where nothing more can be waiting at the platform, up to when all has been heard."""
    async with office.database.writing() as connection:
        await inbox.store(connection, incoming)
        if heard_until is not None:
            await facts.note_heard(connection, heard_until)


async def heard_until(office: Office, now: datetime) -> datetime | None:
    """Up to when all that people said has been stored, by whichever process; None before the first reading."""
    async with office.database.reading() as connection:
        return await facts.heard_until(connection, now=now)


async def is_read_up_to(office: Office, moment: datetime, *, now: datetime) -> bool:
    """Whether all that was said before the moment has been stored and handled."""
    async with office.database.reading() as connection:
        heard = await facts.heard_until(connection, now=now)
        unread = await inbox.oldest_waiting(connection)
    return heard is not None and heard >= moment and (unread is None or unread > moment)


async def waiting_updates(office: Office, limit: int, *, busy: Collection[str] = ()) -> list[Incoming]:
    """What waits to be handled, of no chat more than its share, and of none that is being handled."""
    async with office.database.reading() as connection:
        return await inbox.waiting(connection, limit, busy=busy)


async def note_answered(office: Office, incoming: Incoming, now: datetime) -> None:
    """The sender has his answer; an update that needed no act is handled by that."""
    async with office.database.writing() as connection:
        await inbox.mark_answered(connection, incoming.id, at=now)


async def places_done(office: Office, inbox_id: int | None) -> frozenset[int]:
    """Which of the commands of one message were carried out before the process, or the network, failed."""
    if inbox_id is None:
        return frozenset()
    async with office.database.reading() as connection:
        return await inbox.places_done(connection, inbox_id)


async def note_raised(office: Office, incoming: Incoming, now: datetime) -> bool:
    """Handling it failed; whether it has been given up."""
    async with office.database.writing() as connection:
        return await inbox.mark_raised(connection, incoming, at=now)


async def unanswered(office: Office, limit: int) -> list[Incoming]:
    """What was carried out, or given up, and whose answer was lost with the process that owed it."""
    async with office.database.reading() as connection:
        return await inbox.carried_out_unanswered(connection, limit)


async def lead_polling(office: Office, owner: str, *, now: datetime, length: timedelta) -> bool:
    """Whether this process is the one that polls; the lease is renewed by who holds it."""
    async with office.database.writing() as connection:
        return await facts.take_lease(connection, POLLING, owner, now=now, length=length)


async def stop_polling(office: Office, owner: str, *, now: datetime) -> None:
    async with office.database.writing() as connection:
        await facts.leave_lease(connection, POLLING, owner, now=now)


def without_text(incoming: Incoming, raw: str) -> Incoming:
    """A message marked secret is not stored; only that one came, so that its sender can be told why (M51)."""
    return replace(incoming, raw=raw, secret=True)
