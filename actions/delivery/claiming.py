"""Claim the messages that may go out: what was done meanwhile is dropped, every attempt recorded first (promise 2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from actions.delivery.attempts import LEASE, LONGEST_PAUSE, journal_attempt, pass_over
from actions.delivery.context import read_context, rendered
from actions.delivery.gathering import gathered
from actions.delivery.hearing_out import HEARING_PAUSE, waiting_for
from actions.delivery.outgoing import Fits, NoticeContext, Outgoing, everything
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.ladder.notices import AnyNotice, is_stale, superseded_among
from domain.routes import Routes, only
from storage import accounts, due_messages, messages, notices
from storage.accounts import Account
from storage.messages import Message
from storage.tables import MessageState

BATCH = 50
DOUBTS_ALLOWED = 1  # one repeat; uncertain twice is not reached


async def claim_messages(
    office: Office,
    now: datetime,
    limit: int = BATCH,
    *,
    fits: Fits = everything,
    by_clock_too: bool = True,
    routes: Routes | None = None,
    unheard: Collection[int] = (),
) -> list[Outgoing]:
    """Take at most about so many of the messages that may go out, re-reading their cases: what was done meanwhile is
    dropped, what one message has no room for goes into another. Every attempt is in the journal before it is made.
    While the clock is not confirmed, what it says by itself waits; so does what these routes (None is any) let wait,
    and what is said of a case that one of the `unheard` may act on, whose words wait to be handled."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        seen: set[int] = set()
        while due := [
            one
            for one in await due_messages.due_messages(
                work.connection, now, limit, by_clock_too=by_clock_too, routes=routes
            )
            if one.id not in seen
        ]:
            seen |= {message.id for message in due}
            if claimed := await _claim_all(work, due, fits, routes, unheard):
                return claimed
        return []


async def _claim_all(
    work: Transaction, due: Sequence[Message], fits: Fits, routes: Routes | None, unheard: Collection[int]
) -> list[Outgoing]:
    carried = await notices.notices_in(work.connection, [message.id for message in due])
    material = await read_context(work, [notice for group in carried.values() for notice in group])
    if waiting := waiting_for(work, unheard, carried, material):
        due = [one for one in due if one.id not in waiting]
        await messages.hold(work.connection, waiting, until=work.now + HEARING_PAUSE, reason="unheard")
    reachable = await _chosen(work, due, routes)
    claimed = []
    for message in due:
        account = reachable.get(message.recipient_id)
        if account is not None and routes is not None and account.channel in routes.waiting:
            continue
        if account is not None and routes is not None and account.channel not in routes.serves:
            reason, until = f"no channel {account.channel}", work.now + LONGEST_PAUSE
            await messages.pass_by(work.connection, message, until=until, reason=reason)
            continue
        is_short = account is not None and routes is not None and account.channel in routes.short
        if is_short and await gathered(work, message):
            continue
        outgoing = await _claim(work, message, carried.get(message.id, []), material, reachable, fits=fits)
        if outgoing is not None:
            claimed.append(outgoing)
    return claimed


async def _chosen(work: Transaction, due: Sequence[Message], routes: Routes | None) -> dict[int, Account]:
    """By person, the account by which each of these goes."""
    live = await accounts.live_accounts(work.connection, {message.recipient_id for message in due})
    by_person: dict[int, list[Account]] = {}
    for one in live:
        by_person.setdefault(one.person_id, []).append(one)
    ways = routes or only(*{one.channel for one in live})
    return {person_id: chosen for person_id, mine in by_person.items() if (chosen := ways.choose(mine)) is not None}


async def _claim(
    work: Transaction,
    message: Message,
    owed: Sequence[AnyNotice],
    material: NoticeContext,
    reachable: Mapping[int, Account],
    *,
    fits: Fits,
) -> Outgoing | None:
    fresh = await _still_to_say(work, message, owed, material)
    account = reachable.get(message.recipient_id)
    if not fresh or await _is_held_back(work, message, fresh, material, account) or account is None:
        return None
    claimed = await messages.claim(work.connection, message, account_id=account.id, now=work.now, lease=LEASE)
    if claimed is None:
        return None
    outgoing = _outgoing(work, claimed, account, fresh, material, repeats_at=message.first_attempt_at)
    outgoing = replace(outgoing, sayings=tuple(fits(outgoing)))
    await _begin(work, outgoing, fresh)
    return outgoing


async def _still_to_say(
    work: Transaction, message: Message, owed: Sequence[AnyNotice], material: NoticeContext
) -> Sequence[AnyNotice]:
    """What has not been overtaken; a message of which nothing is left ends."""
    stale = [one for one in owed if one.duty_id is not None and is_stale(one, material.owing[one.duty_id])]
    stale += superseded_among([one for one in owed if one not in stale])
    await notices.supersede(work.connection, [one.id for one in stale], reason="overtaken")
    fresh = [one for one in owed if one not in stale]
    if not fresh:
        await messages.end(work.connection, message, [], MessageState.SUPERSEDED, reason="overtaken", now=work.now)
    return fresh


async def _is_held_back(
    work: Transaction, message: Message, fresh: Sequence[AnyNotice], material: NoticeContext, account: Account | None
) -> bool:
    """Whether it waits for the office to open, or is given up: nobody can be written to, or it is uncertain twice."""
    doubts = message.doubts + (message.state is MessageState.SENDING)
    if account is None or doubts > DOUBTS_ALLOWED:
        reason = "no account" if account is None else "uncertain twice"
        state = MessageState.SUPPRESSED if account is None else MessageState.FAILED
        await messages.end(work.connection, message, [one.id for one in fresh], state, reason=reason, now=work.now)
        await pass_over(work, message, fresh, material, reason=reason)
        return True
    waits = message.waits_for_opening and not work.calendar.may_go_out(message.planned_at, work.now)
    if waits:
        await messages.wait_until(work.connection, message, work.calendar.next_opening(work.now))
    return waits


def _outgoing(
    work: Transaction,
    claimed: Message,
    account: Account,
    fresh: Sequence[AnyNotice],
    material: NoticeContext,
    *,
    repeats_at: datetime | None,
) -> Outgoing:
    return Outgoing(
        message=claimed,
        account=account,
        recipient=work.chart.recipient(claimed.recipient_id),
        sayings=tuple(rendered(work, one, material) for one in fresh),
        chart=work.chart,
        calendar=work.calendar,
        repeats_at=repeats_at,
        after_holiday=any(work.calendar.why_off(work.calendar.day_of(one.planned_at)) for one in fresh),
    )


async def _begin(work: Transaction, outgoing: Outgoing, fresh: Sequence[AnyNotice]) -> None:
    """What the message has no room for goes into another; the attempt is recorded before it is made."""
    said = {one.id for one in outgoing.notices}
    left = [one.id for one in fresh if one.id not in said]
    first = outgoing.repeats_at
    await messages.carry_over(work.connection, outgoing.message, left, now=work.now, first_attempt_at=first)
    channel, carried = outgoing.account.channel, outgoing.notices
    is_repeat = first is not None
    await journal_attempt(work, Act.NOTICE_SENDING, outgoing.message, carried, channel=channel, repeat=is_repeat)
