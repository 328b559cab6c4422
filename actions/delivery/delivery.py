"""The record of sending: claim a message, and note what came of it (promise 2, design §5). Sending itself happens
between the two, outside any transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Generic, TypeAlias

from actions.clock.owed_steps import owe_step
from actions.installation import Office
from actions.office.lapses import owe_uncovered
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind
from domain.encoding import canonical
from domain.journal.delivery import NoticeTried
from domain.journal.office import AccountNamed, AccountUnreachable
from domain.ladder.next_steps import NextStep
from domain.ladder.notices import AnyNotice, Notice, P_co, comes_late, is_stale, superseded_among
from domain.ladder.recipients import who_hears
from domain.office.absences import Delegation
from domain.office.calendar import Calendar
from domain.office.people import Chart, Person
from domain.payloads.duties import StepNotice
from domain.payloads.office import RightEndedNotice, SilenceAtStake, UnreachableNotice
from domain.payloads.payload import NoticePayload, listed_in, text_keys, words_key
from domain.retries import pause_after
from storage import accounts, cases, due_messages, duties, duties_in_hand, leases, messages, notices
from storage.accounts import Account
from storage.journal import words_of
from storage.messages import Message
from storage.opinions import DeemedConsent, deemed_of
from storage.tables import MessageState

BATCH = 50
LEASE = timedelta(seconds=60)  # longer than any request may take
DOUBTS_ALLOWED = 1  # one repeat; uncertain twice is not reached
REFUSALS_BORNE = 4
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)
SENDER = "sender:"  # the leases by which processes know of each other


@dataclass(frozen=True, kw_only=True)
class RenderedNotice(Generic[P_co]):
    """One notice with what is needed to say it, as it stands when it goes out."""

    notice: Notice[P_co]
    case: Case | None = None
    duty: Duty | None = None
    ahead: tuple[NextStep, ...] = ()
    words: str | None = None
    texts: Mapping[str, str | None] = field(default_factory=dict)  # free texts by their part in what is said
    deemed: DeemedConsent | None = None
    about: Duty | None = None
    decided_by: frozenset[int] | None = None  # who may decide what the duty waits for; None where it waits for nothing
    beside: tuple[Duty, ...] = ()  # the other duties of the case that are open
    listed: Mapping[int, ListedLine] = field(default_factory=dict)  # the duties of a sheet by their id
    set_for: datetime | None = None  # the moment of a reminder that goes out much later

    @property
    def payload(self) -> P_co:
        return self.notice.payload

    def lets_sign(self, chart: Chart, recipient: Person) -> Delegation | None:
        """By which delegation the recipient may answer or sign what the notice speaks of."""
        if self.case is None or self.duty is None or not self.duty.waits_for_its_head:
            return None
        return chart.delegation_to(recipient.id, self.duty.unit_id, field=self.case.field)


AnyRendered = RenderedNotice[NoticePayload]


@dataclass(frozen=True, kw_only=True)
class ListedLine:
    """A line of a sheet, as it stands when the sheet goes out."""

    duty: Duty
    case: Case
    deemed: DeemedConsent | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeContext:
    """What the notices of a batch speak of, read at once."""

    owing: Mapping[int, Duty]
    cases: Mapping[int, Case]
    words: Mapping[int, str | None]
    deemed: Mapping[int, DeemedConsent]
    still_open: Mapping[int, Sequence[Duty]]  # by their case


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message in this sender's hands, with what it says. `repeats_at` is the moment of the first attempt where
    nobody knows what came of it: the repeat is marked as one."""

    message: Message
    account: Account
    recipient: Person
    sayings: tuple[AnyRendered, ...]
    chart: Chart
    calendar: Calendar
    repeats_at: datetime | None = None
    after_holiday: bool = False  # some of it fell due on a holiday

    @property
    def notices(self) -> tuple[AnyNotice, ...]:
        return tuple(saying.notice for saying in self.sayings)


Fits: TypeAlias = Callable[[Outgoing], Sequence[AnyRendered]]  # what of it one message holds


def everything(outgoing: Outgoing) -> Sequence[AnyRendered]:
    return outgoing.sayings


async def claim_messages(
    office: Office,
    now: datetime,
    limit: int = BATCH,
    *,
    fits: Fits = everything,
    by_clock_too: bool = True,
    channels: Collection[str] | None = None,
) -> list[Outgoing]:
    """Take at most about so many of the messages that may go out, re-reading their cases: what was done meanwhile is
    dropped, what one message has no room for goes into another. Every attempt is in the journal before it is made.
    While the clock is not confirmed, what it says by itself waits; so does what only a channel could carry that is not
    among these (None is any)."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        seen: set[int] = set()
        while due := [
            one
            for one in await due_messages.due_messages(work.connection, now, limit, by_clock_too=by_clock_too)
            if one.id not in seen
        ]:
            seen |= {message.id for message in due}
            if claimed := await _claim_all(work, due, fits, channels):
                return claimed
        return []


async def _claim_all(
    work: Transaction, due: Sequence[Message], fits: Fits, channels: Collection[str] | None
) -> list[Outgoing]:
    carried = await notices.notices_in(work.connection, [message.id for message in due])
    material = await _material(work, [notice for group in carried.values() for notice in group])
    reachable = await accounts.reachable_accounts(work.connection, [message.recipient_id for message in due], channels)
    claimed = []
    for message in due:
        account = reachable.get(message.recipient_id)
        if account is not None and channels is not None and account.channel not in channels:
            await messages.pass_by(
                work.connection,
                message,
                until=work.now + LONGEST_PAUSE,
                reason=f"no channel {account.channel}",
            )
            continue
        outgoing = await _claim(work, message, carried.get(message.id, []), material, reachable, fits=fits)
        if outgoing is not None:
            claimed.append(outgoing)
    return claimed


async def _material(work: Transaction, owed: Sequence[AnyNotice]) -> NoticeContext:
    owing = await duties.duties_of(work.connection, [one.duty_id for one in owed if one.duty_id is not None])
    about = [duty.about_id for duty in owing.values() if duty.about_id is not None]
    owing |= await duties.duties_of(work.connection, [*about, *(key for one in owed for key in listed_in(one.payload))])
    await work.know_parties({one.case_id for one in owing.values() if waits_for_decider(one)})
    keys = [key for one in owed if (key := words_key(one.payload)) is not None]
    keys += [key for one in owed for key in text_keys(one.payload).values()]
    return NoticeContext(
        owing=owing,
        cases=await cases.cases_of(
            work.connection,
            [
                *(one.case_id for one in owed if one.case_id is not None),
                *(owing[key].case_id for one in owed for key in listed_in(one.payload)),
            ],
        ),
        words=await words_of(work.connection, keys),
        deemed=await deemed_of(work.connection, list(owing)),
        still_open=await duties_in_hand.open_in_cases(
            work.connection, [one.case_id for one in owed if one.case_id is not None and one.duty_id is not None]
        ),
    )


def _saying(work: Transaction, notice: AnyNotice, material: NoticeContext) -> AnyRendered:
    duty = material.owing.get(notice.duty_id) if notice.duty_id is not None else None
    case = material.cases.get(notice.case_id) if notice.case_id is not None else None
    known = frozenset({notice.recipient_id})
    key = words_key(notice.payload)
    return RenderedNotice(
        notice=notice,
        case=case,
        duty=duty,
        ahead=work.next_steps(duty, case, known=known) if duty and case and duty.is_open else (),
        words=material.words.get(key) if key is not None else None,
        texts={name: material.words.get(part) for name, part in text_keys(notice.payload).items()},
        deemed=material.deemed.get(duty.id) if duty else None,
        about=material.owing.get(duty.about_id) if duty and duty.about_id is not None else None,
        decided_by=_deciders(work, case, duty) if duty and case else None,
        beside=tuple(one for one in material.still_open.get(duty.case_id, ()) if one.id != duty.id) if duty else (),
        listed={key: _listed(material, key) for key in listed_in(notice.payload)},
        set_for=notice.planned_at if comes_late(notice, work.now, work.calendar) else None,
    )


def _deciders(work: Transaction, case: Case, duty: Duty) -> frozenset[int] | None:
    if not waits_for_decider(duty):
        return None
    return frozenset(deciders(work.chart, case, duty, work.parties[case.id], asked_for(duty)))


def _listed(material: NoticeContext, duty_id: int) -> ListedLine:
    duty = material.owing[duty_id]
    return ListedLine(duty=duty, case=material.cases[duty.case_id], deemed=material.deemed.get(duty_id))


async def _claim(
    work: Transaction,
    message: Message,
    owed: Sequence[AnyNotice],
    material: NoticeContext,
    reachable: Mapping[int, Account],
    *,
    fits: Fits,
) -> Outgoing | None:
    stale = [one for one in owed if one.duty_id is not None and is_stale(one, material.owing[one.duty_id])]
    fresh = [one for one in owed if one not in stale]
    stale += superseded_among(fresh)
    fresh = [one for one in fresh if one not in stale]
    await notices.supersede(work.connection, [one.id for one in stale], reason="overtaken")
    if not fresh:
        await messages.end(work.connection, message, [], MessageState.SUPERSEDED, reason="overtaken", now=work.now)
        return None
    doubts = message.doubts + (message.state is MessageState.SENDING)
    account = reachable.get(message.recipient_id)
    if account is None or doubts > DOUBTS_ALLOWED:
        reason = "no account" if account is None else "uncertain twice"
        state = MessageState.SUPPRESSED if account is None else MessageState.FAILED
        unsaid = [one.id for one in fresh]
        await messages.end(work.connection, message, unsaid, state, reason=reason, now=work.now)
        await _pass_over(work, message, fresh, material, reason=reason)
        return None
    if message.waits_for_opening and not work.calendar.may_go_out(message.planned_at, work.now):
        await messages.wait_until(work.connection, message, work.calendar.next_opening(work.now))
        return None
    claimed = await messages.claim(work.connection, message, account_id=account.id, now=work.now, lease=LEASE)
    if claimed is None:
        return None
    outgoing = Outgoing(
        message=claimed,
        account=account,
        recipient=work.chart.recipient(message.recipient_id),
        sayings=tuple(_saying(work, one, material) for one in fresh),
        chart=work.chart,
        calendar=work.calendar,
        repeats_at=message.first_attempt_at,
        after_holiday=any(work.calendar.why_off(work.calendar.day_of(one.planned_at)) for one in fresh),
    )
    outgoing = replace(outgoing, sayings=tuple(fits(outgoing)))
    said = {one.id for one in outgoing.notices}
    left = [one.id for one in fresh if one.id not in said]
    first = message.first_attempt_at
    await messages.carry_over(work.connection, claimed, left, now=work.now, first_attempt_at=first)
    await _journal(work, Act.NOTICE_SENDING, claimed, outgoing.notices, repeat=message.first_attempt_at is not None)
    return outgoing


async def _journal(
    work: Transaction,
    act: Act,
    message: Message,
    said: Sequence[AnyNotice],
    *,
    repeat: bool | None = None,
    reason: str | None = None,
) -> None:
    for notice in said:
        work.entries.append(
            work.entry(
                act,
                NoticeTried(
                    notice=notice.id,
                    kind=notice.kind,
                    step=notice.payload.step if isinstance(notice.payload, StepNotice) else None,
                    recipient=notice.recipient_id,
                    message=message.id,
                    attempt=message.attempt,
                    planned_at=notice.planned_at,
                    repeat=repeat,
                    reason=reason,
                ),
                case_id=notice.case_id,
                duty_id=notice.duty_id,
            )
        )


async def note_sent(
    office: Office, outgoing: Outgoing, said: Sequence[AnyNotice], *, platform_id: str, now: datetime
) -> None:
    """What the message said has been said; what it had no room for goes out in another."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        keys = [notice.id for notice in said]
        if await messages.sent(work.connection, outgoing.message, keys, platform_id=platform_id, now=now):
            await _journal(work, Act.NOTICE_SENT, outgoing.message, said)
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
            await _journal(work, act, outgoing.message, outgoing.notices, reason=reason)


async def note_uncertain(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The request left and no answer came: after the lease one repeat, marked as such."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if await messages.doubt(work.connection, outgoing.message, until=now + LEASE, reason=reason):
            await _journal(work, Act.NOTICE_UNCERTAIN, outgoing.message, outgoing.notices, reason=reason)


async def note_unreachable(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The account cannot be written to: recorded, the office told once, and another account tried; where there is
    none, the next step that tells somebody else is taken at once (M31)."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        if await accounts.lost_contact(work.connection, outgoing.account.id, why=reason, at=now):
            await work.record(Act.ACCOUNT_UNREACHABLE, AccountUnreachable(account=outgoing.account.id, reason=reason))
            await _tell_of_lost(work, outgoing)
        if await messages.put_back(work.connection, outgoing.message, not_before=now, reason=reason):
            await _journal(work, Act.NOTICE_NOT_SENT, outgoing.message, outgoing.notices, reason=reason)


async def _tell_of_lost(work: Transaction, outgoing: Outgoing) -> None:
    """The office, except of the group of a unit that is no more; and of a substitute who hears nothing the superior of
    whom he stands in for."""
    person = outgoing.recipient
    group_of = work.chart.unit_of_group(person.id)
    if group_of is not None and work.chart.units[group_of].ended_at is not None:
        return
    work.owe(
        work.chart.office,
        UnreachableNotice(person=person.id, group_of=group_of, silences=await _silences_at_stake(work, person)),
        slot=f"account-{outgoing.account.id}-{canonical(work.now)}",
    )
    left = await accounts.live_accounts(work.connection, [person.id])
    for away in () if left else work.chart.stood_in_for_by(person.id):
        absence = work.chart.absence_of(away.id)
        if absence is not None:
            await owe_uncovered(work, absence)


async def _silences_at_stake(work: Transaction, person: Person) -> tuple[SilenceAtStake, ...]:
    """The opinions that he has to give: his silence would be taken for consent though he hears nothing (M23)."""
    units = [unit_id for unit_id in work.chart.units if work.chart.is_in_charge(person.id, unit_id)]
    owed = [one for one in await duties_in_hand.open_of_units(work.connection, units) if one.kind is DutyKind.OPINION]
    known = await cases.cases_of(work.connection, [one.case_id for one in owed])
    return tuple(
        SilenceAtStake(code=known[one.case_id].code, due_at=one.deadline.moment, names_hour=one.deadline.names_hour)
        for one in owed
        if one.waits_for_its_head
    )


async def note_refused(office: Office, outgoing: Outgoing, *, now: datetime, reason: str) -> None:
    """The platform will not have it: tried again a few times, for the fault may be its own; then it has failed, and
    the next step that tells somebody else is taken."""
    if outgoing.message.refusals + 1 < REFUSALS_BORNE:
        await note_not_sent(office, outgoing, now=now, reason=reason, refused=True)
        return
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        unsaid = [notice.id for notice in outgoing.notices]
        if await messages.end(work.connection, outgoing.message, unsaid, MessageState.FAILED, reason=reason, now=now):
            material = await _material(work, outgoing.notices)
            await _pass_over(work, outgoing.message, outgoing.notices, material, reason=reason)


async def count_senders(office: Office, owner: str, *, now: datetime, length: timedelta) -> int:
    """How many processes send with this one's token, itself included; it says so for that long."""
    async with office.database.writing() as connection:
        await leases.take_lease(connection, f"{SENDER}{owner}", owner, now=now, length=length)
        return await leases.count_leases(connection, SENDER, now=now, length=length)


async def note_moved(office: Office, outgoing: Outgoing, *, chat_id: str, now: datetime) -> None:
    """The group became a supergroup: its new id is stored, and the message goes there."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        await accounts.moved_chat(work.connection, outgoing.account.id, chat_id)
        await work.record(Act.ACCOUNT_MOVED, AccountNamed(account=outgoing.account.id))
        await messages.put_back(work.connection, outgoing.message, not_before=now, reason="moved")


async def _pass_over(
    work: Transaction,
    message: Message,
    unsaid: Sequence[AnyNotice],
    material: NoticeContext,
    *,
    reason: str,
) -> None:
    """The recipient was not reached: of each duty the next step that tells somebody else is taken at once. A group that
    is gone keeps nobody from hearing what is his."""
    await _journal(work, Act.NOTICE_UNREACHED, message, unsaid, reason=reason)
    if work.chart.unit_of_group(message.recipient_id) is not None:
        return  # whom it concerns was told himself
    for notice in unsaid:
        if notice.duty_id is None or notice.case_id is None or not material.owing[notice.duty_id].is_open:
            continue
        duty, case = material.owing[notice.duty_id], material.cases[notice.case_id]
        desk = work.chart.acts_as(notice.recipient_id)  # who is away is no answer to who cannot be told in his place
        for step in work.plan(duty, case, after=work.now):
            told = who_hears(step, duty, case, work.chart, parties=work.parties.get(case.id))
            others = [one for one in told.people if one.id not in desk]
            if others and not step.has_effect:
                for person in others:
                    owe_step(work, duty, case, step, person.id, in_place_of=notice.recipient_id)
                break
