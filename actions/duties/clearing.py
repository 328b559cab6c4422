"""Clear the backlog: one last deadline for what is overdue, set by the assigner (dứt điểm, M53)."""

from __future__ import annotations

from actions.duties.changes import change_duty
from actions.duty_meant import duty_to
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.cases import Deadline, require_reason
from domain.duties.duties import Duty, DutyKind, Move
from domain.encoding import canonical
from domain.journal.duties import LastSet
from domain.ladder.dates import moved_dates
from domain.office.people import unique
from domain.payloads.duties import LastSetNotice
from domain.permissions import Permission
from domain.refusals import DeadlineInThePast, DeadlineNotLater, NotOverdue
from storage import cases


async def set_last_deadline(
    office: Office, order: Order, *, code: str, last: Deadline, reason: str, unit: str | None = None, anew: bool = False
) -> tuple[VisibleCase, Duty]:
    """Set it once, with a reason; `anew` in place of the one that has been set, for all to see. It moves neither the
    deadline in force nor the lateness. Where no unit is named it is the lead's."""
    async with office.act(order) as work:
        require_reason(reason)
        seen = await find_case(work, code)
        await cases.hold_case(work.connection, seen.case.id)
        duty = duty_to(
            work, seen, permission=Permission.SET_LAST, move=Move.SET_LAST, unit=unit, kinds=_kinds(seen, unit)
        )
        limited = duty.set_last(last, code=code, anew=anew)
        _require_in_its_time(work, duty, last, code)
        limited = await change_duty(work, duty, limited, seen.case)
        entry = LastSet(last_at=last.moment, dates=tuple(moved_dates(duty, limited)))
        words = await work.record(
            Act.DUTY_LAST_SET,
            entry,
            case=seen.case,
            duty=duty,
            words={"reason": reason},
            right=seen.right(duty, Permission.SET_LAST),
        )
        _tell(work, seen, duty, limited, words["reason"])
        return seen, limited


def _require_in_its_time(work: Transaction, duty: Duty, last: Deadline, code: str) -> None:
    """Ahead and no sooner than the deadline, of what is overdue or has had such a last one."""
    if duty.binding_last is None and not duty.is_overdue(work.now, work.calendar):
        raise NotOverdue(code=code, due_at=duty.deadline.moment)
    if last.moment < duty.deadline.moment:
        raise DeadlineNotLater(due_at=duty.deadline.moment)
    if last.moment <= work.now:
        raise DeadlineInThePast(due_at=last.moment)


def _kinds(seen: VisibleCase, unit: str | None) -> tuple[DutyKind, ...]:
    if unit is None and seen.lead() is not None:
        return (DutyKind.LEAD,)
    return (DutyKind.LEAD, DutyKind.COORDINATING)


def _tell(work: Transaction, seen: VisibleCase, before: Duty, duty: Duty, words: int) -> None:
    head = work.chart.in_charge_of(duty.unit_id)
    told = unique([work.chart.person(duty.holder_id), *([head] if head else [])])
    assert duty.last is not None
    notice = LastSetNotice(
        right=seen.right(duty, Permission.SET_LAST),
        by=work.sender.id,
        words=words,
        dates=tuple(moved_dates(before, duty)),
    )
    work.owe(
        told,
        notice,
        slot="last" if before.last is None else f"last-{canonical(duty.last.moment)}",
        case=seen.case,
        duty=duty,
    )
