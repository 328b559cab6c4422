"""What people write is stored before the platform is told that it arrived (promise 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.encoding import canonical, from_canonical
from domain.hearing import ChannelHearing, HearingProof
from domain.intake import Hindrance
from domain.journal.upkeep import UpdateSetAside
from domain.payloads.office import SetAsideNotice
from storage import accounts, hearings, inbox, leases, settings_store
from storage.inbox import ChatAddress, Fresh, Incoming

POLLING = "polling:"  # a lease by channel
WEBHOOK = "webhook:"  # the host of our own, by channel
TURNED_AWAY = "turned_away:"  # when an event was last, by channel
TOLD = "unreadable:told"  # the day on which the office was last told of an update that cannot be read


async def store_updates(
    office: Office, incoming: Sequence[Incoming], *, hearing: ChannelHearing | None = None
) -> Fresh:
    """Store what came, and, where nothing more can be waiting at the platform, from when to when all has been heard.
    Returns what was new: its first attempt is counted with it."""
    async with office.database.writing() as connection:
        fresh = await inbox.store(connection, incoming)
        if hearing is not None:
            await hearings.note_hearing(connection, hearing)
        return fresh


async def hearing_of(office: Office, channel: str, now: datetime) -> ChannelHearing | None:
    """From when to when all that people said by the channel has been stored, by whichever process; None before the
    first reading."""
    async with office.database.reading() as connection:
        return await hearings.hearing_of(connection, channel, now=now)


@dataclass(frozen=True, kw_only=True)
class HeardOut:
    """The `channels` of which all that was said before a moment has been stored, and the people whose words of then
    still wait to be handled."""

    channels: frozenset[str]
    unheard: frozenset[int]


async def heard_out(office: Office, moment: datetime, *, now: datetime) -> HeardOut:
    """Who has been heard out up to the moment. Where a platform keeps nothing for us to fetch, there is nothing more to
    wait for than what is stored."""
    async with office.database.reading() as connection:
        known = await hearings.all_hearings(connection, now=now)
        unheard = await inbox.unheard(connection, answered=office.marks.answered, within_share=True)
    fetched = (
        one.channel
        for one in known.values()
        if one.proof is not HearingProof.EXACT or (one.until is not None and one.until >= moment)
    )
    return HeardOut(
        channels=frozenset(fetched),
        unheard=frozenset(one.person_id for one in unheard if one.person_id is not None and one.said_at <= moment),
    )


async def waiting_updates(
    office: Office, limit: int, *, busy: Collection[ChatAddress] = (), channels: Collection[str] | None = None
) -> list[Incoming]:
    """What waits to be handled of these channels (None is any), of no chat more than its share, and of none that is
    being handled."""
    async with office.database.reading() as connection:
        return await inbox.waiting(connection, limit, busy=busy, answered=office.marks.answered, channels=channels)


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


async def unanswered(office: Office, channel: str, limit: int) -> list[Incoming]:
    """What was carried out, or given up, and whose answer was lost with the process that owed it."""
    async with office.database.reading() as connection:
        return await inbox.carried_out_unanswered(connection, channel, limit)


async def lead_reading(office: Office, channel: str, owner: str, *, now: datetime, length: timedelta) -> bool:
    """Whether this process is the one that reads the channel; the lease is renewed by who holds it."""
    async with office.database.writing() as connection:
        return await leases.take_lease(connection, f"{POLLING}{channel}", owner, now=now, length=length)


async def stop_reading(office: Office, channels: Iterable[str], owner: str, *, now: datetime) -> None:
    async with office.database.writing() as connection:
        for channel in channels:
            await leases.leave_lease(connection, f"{POLLING}{channel}", owner, now=now)


async def note_webhook(office: Office, channel: str, host: str) -> None:
    """Remember the host at which this office has the channel's events sent to it."""
    async with office.database.writing() as connection:
        await settings_store.set_fact(connection, f"{WEBHOOK}{channel}", host)


async def own_webhook(office: Office, channel: str) -> str | None:
    """The host at which the channel's events were last sent to this office; None where they never were."""
    async with office.database.reading() as connection:
        return await settings_store.fact(connection, f"{WEBHOOK}{channel}")


async def note_turned_away(office: Office, channel: str, now: datetime) -> None:
    """Remember that an event of the channel came, and could not be stored."""
    async with office.database.writing() as connection:
        await settings_store.set_fact(connection, f"{TURNED_AWAY}{channel}", canonical(now))


async def turned_away_at(office: Office, channel: str) -> datetime | None:
    """When that was last noted, by whichever process; None where it never was."""
    async with office.database.reading() as connection:
        found = await settings_store.fact(connection, f"{TURNED_AWAY}{channel}")
    return None if found is None else from_canonical(found)


def without_text(incoming: Incoming, raw: str) -> Incoming:
    """A message marked secret is not stored; only that one came, so that its sender can be told why (M51)."""
    return replace(incoming, raw=raw, secret=True)
