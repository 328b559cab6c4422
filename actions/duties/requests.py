"""Requests about a duty: each opens a decision with a clock and a name, and the duty goes on (M13–M16, design §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.duties.changes import change_duty
from actions.duties.duties import replace_open
from actions.duties.tasks import new_duty, unit_of
from actions.duty_meant import duty_to
from actions.finding import find_person_or_unit
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import ASKED
from domain.borrowing import Borrowed
from domain.deciding import decider
from domain.duties.cases import Deadline, require_reason, require_working_day
from domain.duties.duties import DecisionKind, Duty, DutyKind, Move
from domain.duties.transfers import Party, TransferWay, comes_back, lies_with, says_why, way_of
from domain.journal.requests import DecisionAsked
from domain.ladder.dates import MovedDate, extended, moved_beside
from domain.office.people import Person, Unit
from domain.payloads.decisions import AskedNotice, DecideNotice
from domain.permissions import Permission
from domain.refusals import (
    AlreadyAsked,
    DeadlineInThePast,
    DeadlineNotLater,
    TransferLoop,
    TransferNotGrounded,
    TransferToSelf,
)
from storage import duties, duties_in_hand

GIVING_UP = frozenset({DecisionKind.REFUSAL, DecisionKind.TRANSFER})  # of these the heads hear as well
CHANGES_THE_DUTY = GIVING_UP | {DecisionKind.EXTENSION}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for about a duty, of whom."""

    kind: DecisionKind
    reason: str
    of_id: int
    wanted: Deadline | None = None
    also: tuple[MovedDate, ...] = ()  # what an extension would move beside
    to: Person | Unit | None = None
    way: TransferWay | None = None  # of a transfer


async def ask_extension(
    office: Office, order: Order, *, code: str, wanted: Deadline, reason: str, unit: str | None = None
) -> tuple[VisibleCase, Duty]:
    """Ask the assigner for a later deadline."""
    async with office.act(order) as work:
        seen, duty = await _duty_asked_about(work, code, unit, reason=reason, permission=Permission.ASK, move=Move.ASK)
        if duty.kind is DutyKind.OPINION:
            require_working_day(wanted, work.calendar)
        require_later(work, duty, wanted, code)
        also = moved_beside([duty.id], extended(seen.everything, duty, wanted, at=work.now))
        request = Request(
            kind=DecisionKind.EXTENSION,
            reason=reason,
            of_id=_decider(work, seen, duty),
            wanted=wanted,
            also=also,
        )
        return seen, await _open(work, seen, duty, request, right=seen.right(duty, Permission.ASK))


async def ask_refusal(
    office: Office, order: Order, *, code: str, reason: str, unit: str | None = None
) -> tuple[VisibleCase, Duty]:
    """Ask the assigner to be freed of the duty, formally and with the reason (M14)."""
    async with office.act(order) as work:
        seen, duty = await _duty_asked_about(
            work, code, unit, reason=reason, permission=Permission.GIVE_UP, move=Move.GIVE_UP
        )
        request = Request(kind=DecisionKind.REFUSAL, reason=reason, of_id=_decider(work, seen, duty))
        return seen, await _open(work, seen, duty, request, right=seen.right(duty, Permission.GIVE_UP))


async def ask_transfer(
    office: Office, order: Order, *, code: str, to: str, reason: str, unit: str | None = None
) -> tuple[VisibleCase, Duty, TransferWay]:
    """Ask the assigner to pass the duty on: up, for it is beyond one's authority, or sideways, for it is not one's
    function; raises TransferNotGrounded for any other reason, TransferLoop where it would go back to where it came from
    (M15). Returns the way as well."""
    async with office.act(order) as work:
        seen, duty = await _duty_asked_about(
            work, code, unit, reason=reason, permission=Permission.GIVE_UP, move=Move.GIVE_UP
        )
        party = find_person_or_unit(work.chart, to)
        would = new_duty(work, seen.case, duty.kind, party)  # somebody must answer for it there
        await refuse_loop(work, seen, duty, party, holder_id=would.holder_id)
        way = way_of(work.chart, duty, _party(party))
        await _require_none_waits(work, seen, duty, DecisionKind.TRANSFER)  # before another reason is asked for
        if not says_why(reason, way):
            raise TransferNotGrounded(code=code, to=party.name, way=way)
        of_id = _decider(work, seen, duty)
        request = Request(kind=DecisionKind.TRANSFER, reason=reason, of_id=of_id, to=party, way=way)
        return seen, await _open(work, seen, duty, request, right=seen.right(duty, Permission.GIVE_UP)), way


async def ask_direction(
    office: Office, order: Order, *, code: str, question: str, unit: str | None = None
) -> tuple[VisibleCase, Duty]:
    """Ask for a direction: an official asks the head of the unit, a head the assigner. The answer has a clock (M16)."""
    async with office.act(order) as work:
        seen, duty = await _duty_asked_about(
            work, code, unit, reason=question, permission=Permission.ASK, move=Move.ASK
        )
        head = work.chart.in_charge_of(work.sender.unit_id)
        of_id = _decider(work, seen, duty) if head is None or head.id == work.sender.id else head.id
        request = Request(kind=DecisionKind.DIRECTION, reason=question, of_id=of_id)
        return seen, await _open(work, seen, duty, request, right=seen.right(duty, Permission.ASK))


def _decider(work: Transaction, seen: VisibleCase, duty: Duty) -> int:
    return decider(work.chart, seen.case, asker_id=work.sender.id, holder_id=duty.holder_id).id


async def _duty_asked_about(
    work: Transaction, code: str, unit: str | None, *, reason: str, permission: Permission, move: Move
) -> tuple[VisibleCase, Duty]:
    require_reason(reason)
    seen = await find_case(work, code)
    own = replace(seen, duties=tuple(duty for duty in seen.duties if duty.kind is not DutyKind.DECISION))
    return seen, duty_to(work, replace_open(own), permission=permission, move=move, unit=unit)


def require_later(view: View, duty: Duty, wanted: Deadline, code: str) -> None:
    """What is asked for must lie ahead, after the deadline in force, and not after the one last deadline."""
    if wanted.moment <= view.now:
        raise DeadlineInThePast(due_at=wanted.moment)
    if wanted.moment <= duty.deadline.moment:
        raise DeadlineNotLater(due_at=duty.deadline.moment)
    duty.require_within_last(wanted, code)


async def refuse_loop(work: Transaction, seen: VisibleCase, duty: Duty, to: Person | Unit, *, holder_id: int) -> None:
    """Raises TransferToSelf or TransferLoop: when it is asked for, and again when it is granted, for the work may have
    moved meanwhile."""
    target = _party(to)
    if lies_with(duty, target) or holder_id == duty.holder_id:
        raise TransferToSelf(name=to.name)
    passed = [
        Party(unit_id=one.unit_id, person_id=one.asked_by_id)
        for one in await duties.transfers_of(work.connection, duty.id)
    ]
    if comes_back(passed, duty, target, holder_id=holder_id):
        here = Party(unit_id=duty.unit_id, person_id=duty.holder_id)
        chain = tuple(_named(work, party) for party in (*passed, here, target))
        raise TransferLoop(code=seen.case.code, chain=chain)


def _party(to: Person | Unit) -> Party:
    return Party(unit_id=unit_of(to), person_id=to.id if isinstance(to, Person) else None)


def _named(work: Transaction, party: Party) -> str:
    unit = work.chart.units.get(party.unit_id) if party.unit_id is not None else None
    person = work.chart.people.get(party.person_id) if party.person_id is not None else None
    names = [one.name for one in (person, unit) if one is not None]
    return f"{names[0]} ({names[1]})" if len(names) > 1 else "".join(names)


async def _require_none_waits(work: Transaction, seen: VisibleCase, duty: Duty, kind: DecisionKind) -> None:
    """Require that nothing waits: of what would change the duty one thing is asked for at a time."""
    for waits in await duties_in_hand.open_decisions_about(work.connection, duty.id):
        if waits.decision is kind or {waits.decision, kind} <= CHANGES_THE_DUTY:
            raise AlreadyAsked(code=seen.case.code, since=waits.opened_at)


async def _open(work: Transaction, seen: VisibleCase, duty: Duty, request: Request, *, right: Borrowed | None) -> Duty:
    """The decision, its notice and its entry; `right` by which it is asked, where that is another's."""
    await _require_none_waits(work, seen, duty, request.kind)
    decision = await work.open_duty(new_decision(work, seen, duty, request), seen.case)
    acknowledged = duty.acknowledge(at=work.acted_at(duty)) if duty.holder_id == work.sender.id else duty
    await change_duty(work, duty, acknowledged, seen.case)
    entry = DecisionAsked.of(decision, way=request.way)
    words = await work.record(
        ASKED[request.kind], entry, case=seen.case, duty=duty, words={"reason": request.reason}, right=right
    )
    notice = DecideNotice(
        by=work.sender.id, right=right, way=request.way, words=words["reason"], dates=tuple(request.also)
    )
    work.owe(await work.who_may_act(seen.case, decision), notice, slot="opened", case=seen.case, duty=decision)
    if request.kind in GIVING_UP:
        heads = [head for head in work.chart.heads_of([duty.unit_id]) if head.id != decision.holder_id]
        asked = AskedNotice(
            by=work.sender.id, right=right, asked=request.kind, decider=decision.holder_id, words=words["reason"]
        )
        work.owe(heads, asked, slot=f"decision-{decision.id}", case=seen.case, duty=duty)
    return decision


def new_decision(work: Transaction, seen: VisibleCase, duty: Duty, request: Request) -> Duty:
    """The duty to decide, held by who is asked from now on."""
    act_by = work.policy_of(seen.case).rungs[seen.case.urgency].waiting.after(work.now, work.calendar)
    return Duty(
        id=0,
        case_id=seen.case.id,
        kind=DutyKind.DECISION,
        unit_id=duty.unit_id,
        holder_id=request.of_id,
        held_since=work.now,
        deadline=Deadline(moment=act_by, names_hour=True),
        act_by=act_by,
        opened_at=work.now,
        decision=request.kind,
        about_id=duty.id,
        asked_by_id=work.sender.id,
        wanted=request.wanted,
        wanted_person_id=request.to.id if isinstance(request.to, Person) else None,
        wanted_unit_id=request.to.id if isinstance(request.to, Unit) else None,
        upward=request.way is TransferWay.UP,
        stepped_until=work.now,
    )
