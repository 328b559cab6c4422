"""Give the lead of a task to somebody else: he acknowledges anew, and what was asked about it is settled by that."""

from __future__ import annotations

from actions.duties.changes import change_duty, parts_follow
from actions.duties.tasks import allow_assigning, new_duty, unit_of
from actions.finding import VisibleCase, find_case, find_person_or_unit, steered
from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.borrowing import Ground
from domain.duties.cases import require_reason
from domain.duties.duties import Duty, Move
from domain.journal.duties import TaskReassigned
from domain.journal.recorded import last_moved
from domain.ladder.dates import moved_dates
from domain.office.people import unique
from domain.payloads.duties import AssignedNotice, ReassignedNotice
from domain.refusals import TransferToSelf
from domain.rules.lengths import days_of


async def reassign_task(office: Office, order: Order, *, code: str, to: str, reason: str) -> tuple[VisibleCase, Duty]:
    """By the assigner or on his behalf, who may give it to this person or unit as he might have at first."""
    async with office.act(order) as work:
        require_reason(reason)
        seen = await find_case(work, code)
        (lead,) = steered(work, seen, Move.REASSIGN)
        party = find_person_or_unit(work.chart, to)
        right = seen.steered_by()
        assigner = work.chart.person(seen.case.assigner_id)
        if right is None or right.ground is not Ground.REGISTRY:  # as he might himself in whose place it is done
            giver = assigner = work.sender if right is None else work.chart.person(right.of_id)
        else:
            giver = work.sender
        allow_assigning(work, giver, assigner, [unit_of(party)])
        new = new_duty(work, seen.case, lead.kind, party)
        if (new.holder_id, new.unit_id, new.to_unit) == (lead.holder_id, lead.unit_id, lead.to_unit):
            raise TransferToSelf(name=party.name)
        given = await change_duty(
            work,
            lead,
            lead.give_to(
                new.holder_id,
                unit_id=new.unit_id,
                to_unit=new.to_unit,
                at=work.now,
                calendar=work.calendar,
                day=days_of(seen.case.urgency, 1),
            ),
            seen.case,
        )
        await parts_follow(work, lead, given, seen.case)
        words = await work.record(
            Act.TASK_REASSIGNED,
            TaskReassigned(
                holder=given.holder_id, before=lead.holder_id, unit=given.unit_id, last_at=last_moved(lead, given)
            ),
            case=seen.case,
            duty=given,
            words={"reason": reason},
            right=right,
        )
        holder = work.chart.person(given.holder_id)
        work.owe(
            [holder],
            AssignedNotice(by=work.sender.id, right=right, dates=tuple(moved_dates(lead, given))),
            slot=f"turn-{given.turn}",
            case=seen.case,
            duty=given,
        )
        no_more = (work.chart.person(lead.holder_id), *work.chart.heads_of([lead.unit_id]))
        work.owe(
            [one for one in unique(no_more) if one.id not in {holder.id, seen.case.assigner_id}],
            ReassignedNotice(by=work.sender.id, right=right, words=words["reason"]),
            slot=f"turn-{given.turn}",
            case=seen.case,
            duty=given,
        )
        return seen, given
