"""Give the lead of a task to somebody else, who acknowledges anew; what was asked about it is settled by that."""

from __future__ import annotations

from actions.duties.changes import change_duty, parts_follow
from actions.duties.tasks import allow_assigning, new_duty, unit_of
from actions.duty_meant import steered
from actions.finding import find_person_or_unit
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.duties.cases import Case, require_reason
from domain.duties.duties import Duty, Move
from domain.journal.duties import TaskReassigned
from domain.ladder.dates import moved_dates
from domain.office.people import Person, Unit, unique
from domain.payloads.duties import AssignedNotice, ReassignedNotice
from domain.refusals import TransferToSelf
from domain.rules.lengths import days_of


async def reassign_task(office: Office, order: Order, *, code: str, to: str, reason: str) -> tuple[VisibleCase, Duty]:
    """Give the lead to a person or unit, by the assigner or on the assigner's behalf, as might have been done at
    first."""
    async with office.act(order) as work:
        require_reason(reason)
        seen = await find_case(work, code)
        (lead,) = steered(work, seen, Move.REASSIGN)
        party, right = find_person_or_unit(work.chart, to), seen.steered_by()
        _allow(work, seen.case, right, party)
        new = new_duty(work, seen.case, lead.kind, party)
        if (new.holder_id, new.unit_id, new.to_unit) == (lead.holder_id, lead.unit_id, lead.to_unit):
            raise TransferToSelf(name=party.name)
        given = await _give(work, seen.case, lead, new)
        entry = TaskReassigned.of(lead, given)
        words = await work.record(
            Act.TASK_REASSIGNED, entry, case=seen.case, duty=given, words={"reason": reason}, right=right
        )
        _tell(work, seen.case, lead, given, right=right, words=words["reason"])
        return seen, given


async def _give(work: Transaction, case: Case, lead: Duty, new: Duty) -> Duty:
    given = lead.give_to(
        new.holder_id,
        unit_id=new.unit_id,
        to_unit=new.to_unit,
        at=work.now,
        calendar=work.calendar,
        day=days_of(case.urgency, 1),
    )
    given = await change_duty(work, lead, given, case)
    await parts_follow(work, lead, given, case)
    return given


def _allow(work: Transaction, case: Case, right: Borrowed | None, party: Person | Unit) -> None:
    """Require that who gives it, or in whose place it is given, may give it so. Raises as `allow_assigning`."""
    if right is not None and right.ground is Ground.REGISTRY:
        allow_assigning(work, work.sender, work.chart.person(case.assigner_id), [unit_of(party)])
        return
    giver = work.sender if right is None else work.chart.person(right.of_id)
    allow_assigning(work, giver, giver, [unit_of(party)])


def _tell(work: Transaction, case: Case, lead: Duty, given: Duty, *, right: Borrowed | None, words: int) -> None:
    """Who has it now, and who need not do it any more."""
    slot, holder = f"turn-{given.turn}", work.chart.person(given.holder_id)
    assigned = AssignedNotice(by=work.sender.id, right=right, dates=tuple(moved_dates(lead, given)))
    work.owe([holder], assigned, slot=slot, case=case, duty=given)
    before = unique((work.chart.person(lead.holder_id), *work.chart.heads_of([lead.unit_id])))
    no_more = [one for one in before if one.id not in {holder.id, case.assigner_id}]
    reassigned = ReassignedNotice(by=work.sender.id, right=right, words=words)
    work.owe(no_more, reassigned, slot=slot, case=case, duty=given)
