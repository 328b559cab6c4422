"""What people write is stored before the platform is told that it arrived (promise 1)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.intake import Hindrance
from domain.journal.upkeep import UpdateSetAside
from domain.payloads.office import SetAsideNotice
from storage import accounts, inbox, leases, settings_store
from storage.inbox import Incoming

POLLING = "polling"
TOLD = "unreadable:told"  # the day on which the office was last told of an update that cannot be read


async def store_updates(office: Office, incoming: Sequence[Incoming], *, heard_until: datetime | None) -> set[int]:
    """Store what came, and, where nothing more can be waiting at the platform, up to when all has been heard. The keys
    of what was new: its first attempt is counted with it."""
    async with office.database.writing() as connection:
        fresh = await inbox.store(connection, incoming)
        if heard_until is not None:
            await settings_store.note_heard(connection, heard_until)
        return fresh


async def heard_until(office: Office, now: datetime) -> datetime | None:
    """Up to when all that people said has been stored, by whichever process; None before the first reading."""
    async with office.database.reading() as connection:
        return await settings_store.heard_until(connection, now=now)


async def is_read_up_to(office: Office, moment: datetime, *, now: datetime) -> bool:
    """Whether all that was said before the moment has been stored and handled."""
    async with office.database.reading() as connection:
        heard = await settings_store.heard_until(connection, now=now)
        unread = await inbox.oldest_waiting(connection)
    return heard is not None and heard >= moment and (unread is None or unread > moment)


async def waiting_updates(office: Office, limit: int, *, busy: Collection[str] = ()) -> list[Incoming]:
    """What waits to be handled, of no chat more than its share, and of none that is being handled."""
    async with office.database.reading() as connection:
        return await inbox.waiting(connection, limit, busy=busy, answered=office.marks.answered)


async def note_answered(office: Office, incoming: Incoming, now: datetime, *, has_written: bool = True) -> None:
    """Note that the sender has been answered; an update that needed no act is handled by that. It is marked with
    whatever is written next; at once where its handling has written something and no act has marked it: a draft, an
    answer to a question is not to be taken twice."""
    marks = office.marks
    marks.answered[incoming.id] = now
    if has_written and incoming.id not in marks.carried_out:
        await write_marks(office)
    marks.carried_out.discard(incoming.id)


async def write_marks(office: Office) -> None:
    """Write what waits to be written with something else."""
    if office.marks.answered or office.marks.heard:
        async with office.database.writing():
            pass


async def places_done(office: Office, inbox_id: int | None) -> frozenset[int]:
    """Which of the commands of one message were carried out before the process, or the network, failed."""
    if inbox_id is None:
        return frozenset()
    async with office.database.reading() as connection:
        return await inbox.places_done(connection, inbox_id)


async def count_attempt(office: Office, incoming: Incoming) -> bool:
    """Count one more attempt at handling it before it is made; whether it may be made."""
    async with office.database.writing() as connection:
        return await inbox.count_attempt(connection, incoming.id)


async def take_back_attempt(office: Office, incoming: Incoming) -> None:
    """The attempt was none: what stood in its way was not the update."""
    async with office.database.writing() as connection:
        await inbox.take_back_attempt(connection, incoming.id)


async def set_aside(office: Office, incoming: Incoming, why: Hindrance, now: datetime) -> Incoming | None:
    """Nobody waits behind it any more. The office is told of each that the process died of; of what cannot be read once
    a day, so that who sends many such does not call it every time. Returns it as it is kept now; None where it was not
    waiting."""
    async with office.act(Order(now=now, said_at=now, via=incoming.channel)) as work:
        if not await inbox.set_aside(work.connection, incoming.id, why, at=now):
            return None
        aside = replace(incoming, set_aside=why)
        if why is Hindrance.RAISED or (why is Hindrance.UNREADABLE and await _was_told(work)):
            return aside
        person_id = await accounts.person_in_chat(work.connection, incoming.channel, incoming.chat_id)
        await work.record(Act.UPDATE_SET_ASIDE, UpdateSetAside(update=incoming.id, why=why, person=person_id))
        work.owe(
            [one for one in work.chart.office if one.id != person_id],
            SetAsideNotice(why=why, person=person_id, said_at=incoming.said_at),
            slot=f"update-{incoming.id}",
        )
        return aside


async def _was_told(work: Transaction) -> bool:
    """Whether the office was told today already; from now on it was."""
    day = f"{work.calendar.day_of(work.now):%Y%m%d}"
    before = await settings_store.fact(work.connection, TOLD)
    await settings_store.set_fact(work.connection, TOLD, day)
    return before == day


async def unanswered(office: Office, limit: int) -> list[Incoming]:
    """What was carried out, or given up, and whose answer was lost with the process that owed it."""
    async with office.database.reading() as connection:
        return await inbox.carried_out_unanswered(connection, limit)


async def lead_polling(office: Office, owner: str, *, now: datetime, length: timedelta) -> bool:
    """Whether this process is the one that polls; the lease is renewed by who holds it."""
    async with office.database.writing() as connection:
        return await leases.take_lease(connection, POLLING, owner, now=now, length=length)


async def stop_polling(office: Office, owner: str, *, now: datetime) -> None:
    async with office.database.writing() as connection:
        await leases.leave_lease(connection, POLLING, owner, now=now)


def without_text(incoming: Incoming, raw: str) -> Incoming:
    """A message marked secret is not stored; only that one came, so that its sender can be told why (M51)."""
    return replace(incoming, raw=raw, secret=True)
