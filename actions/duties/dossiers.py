"""Hand a case up: with its dossier, signed by the head, and not over open objections (M18, M25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actions.duties.changes import change_duty, parts_follow
from actions.duties.requests import Request, new_decision
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.opinions.consultations import said_before_going_up
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.deciding import decider
from domain.duties.cases import WORDS_LIMIT, Case, require_length, require_reason
from domain.duties.consultations import Contribution
from domain.duties.dossiers import Dossier
from domain.duties.duties import DecisionKind, Duty, DutyKind, Move, Phase
from domain.journal.requests import DossierDrafted, DossierSubmitted
from domain.office.people import Person
from domain.payloads.decisions import DecideNotice, GoneUpNotice
from domain.payloads.opinions import SignNotice
from domain.permissions import Permission, Relation
from domain.refusals import AlreadyAsked, NobodySignsSubmission, NothingWaits, ObjectionsOpen
from storage import dossiers, duties_in_hand, opinions

PARTS = ("basis", "practice", "position", "beyond")

SIGNING = frozenset({Relation.UNIT_HEAD, Relation.EMPOWERED})  # whose dossier needs no other signature


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The four parts as they were written; only the own position cannot be missing."""

    basis: str = ""
    practice: str = ""
    position: str
    beyond: str = ""


@dataclass(frozen=True, kw_only=True)
class HandedUp:
    """`decision` where the case has gone up, signed by `right` where that is another's; else it waits for `signer`."""

    seen: VisibleCase
    duty: Duty
    missing: tuple[str, ...]
    signer: Person | None = None
    decision: Duty | None = None
    right: Borrowed | None = None


async def hand_up(office: Office, order: Order, *, code: str, proposal: Proposal) -> HandedUp:
    """What the head hands up goes to the assigner at once; an official's waits for the head's signature, and the clock
    of the task goes on."""
    async with office.act(order) as work:
        _require_position(proposal)
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.HAND_UP, move=Move.HAND_UP, kinds=(DutyKind.LEAD,))
        await _refuse_while_one_waits(work, seen, duty)
        said = await _ready_to_go_up(work, seen)
        head = work.chart.in_charge_of(duty.unit_id)
        if head is None:
            raise NobodySignsSubmission(code=seen.case.code, unit_id=duty.unit_id)
        goes_up = head.id == seen.case.assigner_id or not SIGNING.isdisjoint(seen.relations[duty.id])
        dossier, texts = await _keep(work, seen, duty, proposal, signer=None if goes_up else head.id)
        missing = tuple(part for part in PARTS if part not in texts)
        if goes_up:
            after, decision, right = await _go_up(work, seen, duty, dossier, said)
            return HandedUp(seen=seen, duty=after, missing=missing, decision=decision, right=right)
        handed = await _wait_for_signature(work, seen, duty, head, texts)
        return HandedUp(seen=seen, duty=handed, missing=missing, signer=head)


def _require_position(proposal: Proposal) -> None:
    require_reason(proposal.position)
    for part in PARTS:
        require_length(getattr(proposal, part), WORDS_LIMIT)


async def _wait_for_signature(
    work: Transaction, seen: VisibleCase, duty: Duty, head: Person, texts: Mapping[str, int]
) -> Duty:
    at, act_by = work.acted_at(duty), max(duty.act_by, duty.deadline.moment)
    handed = duty.acknowledge(at=at).hand_to(head.id, at=at, phase=Phase.DRAFTED, act_by=act_by)
    handed = await change_duty(work, duty, handed, seen.case)
    await parts_follow(work, duty, handed, seen.case)
    notice = SignNotice(by=work.sender.id, right=seen.right(duty, Permission.HAND_UP), texts=texts)
    work.owe([head], notice, slot=f"turn-{handed.turn}", case=seen.case, duty=handed)
    return handed


async def _refuse_while_one_waits(work: Transaction, seen: VisibleCase, duty: Duty) -> None:
    for waits in await duties_in_hand.open_decisions_about(work.connection, duty.id):
        if waits.decision is DecisionKind.SUBMISSION:
            raise AlreadyAsked(code=seen.case.code, since=waits.opened_at)


async def _ready_to_go_up(work: Transaction, seen: VisibleCase) -> list[Contribution]:
    """What the units asked have said: all of them, and diverging opinions are reconciled before the case goes up
    (M25)."""
    said = await said_before_going_up(work, seen)
    open_ones = await opinions.unreconciled_for(work.connection, seen.case.id)
    if open_ones:
        raise ObjectionsOpen(code=seen.case.code, requests=tuple(open_ones))
    return said


async def _keep(
    work: Transaction, seen: VisibleCase, duty: Duty, proposal: Proposal, *, signer: int | None
) -> tuple[Dossier, dict[str, int]]:
    entry, right = DossierDrafted(signer=signer), seen.right(duty, Permission.HAND_UP)
    words = {part: getattr(proposal, part) for part in PARTS}
    texts = await work.record(Act.DOSSIER_DRAFTED, entry, case=seen.case, duty=duty, words=words, right=right)
    dossier = Dossier(
        id=0,
        duty_id=duty.id,
        author_id=work.sender.id,
        made_at=work.acted_at(duty),
        basis_id=texts.get("basis"),
        practice_id=texts.get("practice"),
        position_id=texts["position"],
        beyond_id=texts.get("beyond"),
    )
    key = await dossiers.add_dossier(work.connection, dossier)
    return replace(dossier, id=key), texts


async def sign_dossier(office: Office, order: Order, *, code: str) -> HandedUp:
    """The head signs what waits: the case goes up, and who drafted it holds the work again."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        duty = duty_to(work, seen, permission=Permission.SIGN, move=Move.SIGN, kinds=(DutyKind.LEAD,))
        dossier = await dossiers.unsigned_dossier(work.connection, duty.id)
        if dossier is None:
            raise NothingWaits(code=code)
        said = await _ready_to_go_up(work, seen)
        after, decision, right = await _go_up(work, seen, duty, dossier, said)
        missing = tuple(part for part in PARTS if part not in dossier.texts())
        return HandedUp(seen=seen, duty=after, missing=missing, decision=decision, right=right)


async def _go_up(
    work: Transaction, seen: VisibleCase, duty: Duty, dossier: Dossier, said: Sequence[Contribution]
) -> tuple[Duty, Duty, Borrowed | None]:
    """The assigner gets the decision; the work is with who drafted, or where it was. Returns work, decision, and by
    whose right it was signed."""
    after = await change_duty(work, duty, _back_to_work(work, duty, dossier), seen.case)
    await parts_follow(work, duty, after, seen.case)
    decides = decider(work.chart, seen.case, asker_id=work.sender.id, holder_id=after.holder_id)
    request = Request(kind=DecisionKind.SUBMISSION, reason="", of_id=decides.id)
    decision = await work.open_duty(new_decision(work, seen, after, request), seen.case)
    # Where the head is the assigner it goes to that very person, for whom nobody signs.
    right = seen.right(duty, Permission.SIGN)
    right = None if right is not None and right.of_id == seen.case.assigner_id else right
    await _sign(work, seen.case, after, decision, dossier=dossier, said=said, right=right)
    await _tell_of_submission(work, seen.case, decision, dossier=dossier, said=said, right=right)
    # Who drafted holds the work again, and learns of it.
    told = [work.chart.person(after.holder_id)] if after.turn != duty.turn else []
    notice = GoneUpNotice(to=decision.holder_id, right=right, by=work.sender.id)
    work.owe(told, notice, slot=f"decision-{decision.id}", case=seen.case, duty=after)
    return after, decision, right


def _back_to_work(work: Transaction, duty: Duty, dossier: Dossier) -> Duty:
    at = work.acted_at(duty)
    after = duty.acknowledge(at=at) if duty.holder_id == work.sender.id else duty
    if duty.phase is not Phase.DRAFTED:
        return after
    # Who drafted first goes on with the work, also where the head writes another dossier instead.
    drafted_by, act_by = duty.asked_by_id or dossier.author_id, max(duty.act_by, duty.deadline.moment)
    return after.hand_to(drafted_by, at=at, phase=Phase.WORKING, act_by=act_by).acknowledge(at=at)


async def _sign(
    work: Transaction,
    case: Case,
    after: Duty,
    decision: Duty,
    *,
    dossier: Dossier,
    said: Sequence[Contribution],
    right: Borrowed | None,
) -> None:
    head = right.of_id if right is not None and right.ground is Ground.DELEGATION else None  # KT.
    at, by_id = work.acted_at(after), work.sender.id
    await dossiers.sign_dossier(
        work.connection, dossier.id, by_id=by_id, at=at, for_head_id=head, decision_id=decision.id
    )
    entry = DossierSubmitted(
        dossier=dossier.id,
        decision=decision.id,
        holder=decision.holder_id,
        decide_by=decision.deadline.moment,
        back_to=after.holder_id,
        opinions=tuple(one.key for one in said),
        for_head=head,
    )
    await work.record(Act.SUBMISSION_ASKED, entry, case=case, duty=after, right=right)


async def _tell_of_submission(
    work: Transaction,
    case: Case,
    decision: Duty,
    *,
    dossier: Dossier,
    said: Sequence[Contribution],
    right: Borrowed | None,
) -> None:
    notice = DecideNotice(
        right=right,
        by=work.sender.id,
        author=dossier.author_id,
        texts=dossier.texts() | {one.key: one.words_id for one in said if one.words_id is not None},
        opinions=tuple(said),
    )
    work.owe(await work.who_may_act(case, decision), notice, slot="opened", case=case, duty=decision)
