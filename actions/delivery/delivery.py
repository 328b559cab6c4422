"""What came of an attempt to send, on record (promise 2, design §5). Sending itself happens outside any transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.delivery.attempts import FIRST_PAUSE, LEASE, LONGEST_PAUSE, journal_attempt, pass_over
from actions.delivery.context import read_context
from actions.delivery.outgoing import Outgoing
from actions.installation import Office
from actions.office import contact
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.ladder.notices import AnyNotice
from domain.office.people import Person
from domain.payloads.office import RightEndedNotice
from domain.retries import pause_after
from storage import accounts, leases, messages
from storage.tables import MessageState

REFUSALS_BORNE = 4
SENDER = "sender:"  # the leases by which processes know of each other


async def _journal(
    work: Transaction, act: Act, outgoing: Outgoing, said: Sequence[AnyNotice], *, reason: str | None = None
) -> None:
    await journal_attempt(work, act, outgoing.message, said, channel=outgoing.account.channel, reason=reason)


async def note_sent(
    office: Office, outgoing: Outgoing, said: Sequence[AnyNotice], *, platform_id: str, now: datetime
) -> None:
    """What the message said has been said; what it had no room for goes out in another."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        keys = [notice.id for notice in said]
        if await messages.sent(work.connection, outgoing.message, keys, platform_id=platform_id, now=now):
            await _journal(work, Act.NOTICE_SENT, outgoing, said)
            await _close_group(work, outgoing.recipient, said)


async def _close_group(work: Transaction, recipient: Person, said: Sequence[AnyNotice]) -> None:
    """What was said last in the group of a unit that has ended is that it has: nothing is written there any more."""
    unit_id = work.chart.unit_of_group(recipient.id)
    if unit_id is not None and any(isinstance(one.payload, RightEndedNotice) for one in said):
        await accounts.unlink_person(work.connection, recipient.id, at=work.now)


async def note_not_sent(
    office: Office,
    outgoing: Outgoing,
    *,
    now: datetime,
    reason: str,
    wait: timedelta | None = None,
    may_have_arrived: bool = False,
    refused: bool = False,
) -> None:
    """It waits and is tried again, for days if need be: unmarked where it certainly did not leave, marked as a repeat
    where something on the way failed and may have passed it on before."""
    pause = wait or pause_after(outgoing.message.attempt, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if await messages.put_back(
            work.connection,
            outgoing.message,
            not_before=now + pause,
            reason=reason,
            may_have_arrived=may_have_arrived,
            refused=refused,
        ):
            act = Act.NOTICE_UNCERTAIN if may_have_arrived else Act.NOTICE_NOT_SENT
            await _journal(work, act, outgoing, outgoing.notices, reason=reason)


async def note_uncertain(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The request left and no answer came: after the lease one repeat, marked as such."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if await messages.doubt(work.connection, outgoing.message, until=now + LEASE, reason=reason):
            await _journal(work, Act.NOTICE_UNCERTAIN, outgoing, outgoing.notices, reason=reason)


async def note_unreachable(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The account cannot be written to: recorded, the office told once, and another account tried; where there is
    none, the next step that tells somebody else is taken at once (M31)."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        await contact.lose(work, outgoing.account, reason=reason)
        if await messages.put_back(work.connection, outgoing.message, not_before=now, reason=reason):
            await _journal(work, Act.NOTICE_NOT_SENT, outgoing, outgoing.notices, reason=reason)


async def note_refused(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The platform will not have it: tried again a few times, for the fault may be its own; then it has failed, and
    the next step that tells somebody else is taken."""
    if outgoing.message.refusals + 1 < REFUSALS_BORNE:
        await note_not_sent(office, outgoing, now=now, reason=reason, refused=True)
        return
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        unsaid = [notice.id for notice in outgoing.notices]
        if await messages.end(work.connection, outgoing.message, unsaid, MessageState.FAILED, reason=reason, now=now):
            material = await read_context(work, outgoing.notices)
            await pass_over(work, outgoing.message, outgoing.notices, material, reason=reason)


async def count_senders(office: Office, owner: str, *, now: datetime, length: timedelta) -> int:
    """How many processes send with this one's token, itself included; it says so for that long."""
    async with office.database.writing() as connection:
        await leases.take_lease(connection, f"{SENDER}{owner}", owner, now=now, length=length)
        return await leases.count_leases(connection, SENDER, now=now, length=length)


async def note_moved(office: Office, outgoing: Outgoing, *, chat_id: str, now: datetime) -> None:
    """The group became a supergroup: its new id is stored, and the message goes there."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        await contact.move(work, outgoing.account, to=chat_id)
        await messages.put_back(work.connection, outgoing.message, not_before=now, reason="moved")
