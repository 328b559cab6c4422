"""Withdraw a wrong or needless case: everybody who had a part in it is told why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.duties.changes import change_duty
from actions.duty_meant import deemed_already, steered
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.borrowing import Borrowed
from domain.duties.cases import Case, CaseState, Source, require_reason
from domain.duties.duties import Duty, DutyKind, Move, Outcome
from domain.journal.cases import CaseWithdrawn
from domain.office.people import unique
from domain.payloads.duties import WithdrawnNotice
from domain.refusals import ClosedByResultOnly
from storage import cases, duties_in_hand


async def withdraw_case(office: Office, order: Order, *, code: str, reason: str) -> VisibleCase:
    """The case ends without a result, and what was asked for it with it: nobody is held to answer what nobody needs.
    Raises ClosedByResultOnly for a citizens' complaint (M45)."""
    async with office.act(order) as work:
        require_reason(reason)
        seen = await find_case(work, code)
        open_duties = steered(work, seen, Move.CORRECT)
        if seen.case.source is Source.COMPLAINT:
            raise ClosedByResultOnly(code=code)
        right = seen.steered_by()
        case = await _withdraw(work, seen.case, open_duties, reason, right=right)
        serving = await cases.open_serving(work.connection, case.id)
        owed = await duties_in_hand.open_in_cases(work.connection, [one.id for one in serving])
        for one in serving:
            await _withdraw(work, one, _still_asked(work, one, owed), reason, right=right, because_of=case.id)
        return replace(seen, case=case)


def _still_asked(work: Transaction, case: Case, owed: Mapping[int, Sequence[Duty]]) -> list[Duty]:
    """Without those whose silence has become consent, recorded yet or not."""
    return [duty for duty in owed.get(case.id, ()) if deemed_already(work, duty, case) is None]


async def _closed(work: Transaction, case: Case, closed: Sequence[Duty]) -> Case:
    """The case as withdrawn behind these duties; as it is where others are open still."""
    if not closed or await duties_in_hand.open_in_cases(work.connection, [case.id]):
        return case
    at = max(duty.closed_at for duty in closed if duty.closed_at is not None)
    closed_at = await cases.close_case(work.connection, case.id, CaseState.WITHDRAWN, at=at)
    return replace(case, state=CaseState.WITHDRAWN, closed_at=closed_at)


async def _withdraw(
    work: Transaction,
    case: Case,
    open_duties: Sequence[Duty],
    reason: str,
    *,
    right: Borrowed | None,
    because_of: int | None = None,
) -> Case:
    """At the moment at which it was said. What silence has consented to ends by itself, and the case with it."""
    await cases.hold_case(work.connection, case.id)
    closed = [
        await change_duty(work, duty, duty.close(Outcome.WITHDRAWN, at=work.acted_at(duty)), case)
        for duty in sorted(open_duties, key=lambda duty: duty.kind is DutyKind.DECISION)
        if duty.id not in work.ended  # with the work end the requests about it
    ]
    case = await _closed(work, case, closed)
    entry = CaseWithdrawn(ended=tuple(duty.id for duty in closed), because_of=because_of)
    words = await work.record(Act.CASE_WITHDRAWN, entry, case=case, words={"reason": reason}, right=right)
    await _tell(work, case, open_duties, words["reason"], right=right)
    return case


async def _tell(work: Transaction, case: Case, ended: Sequence[Duty], words: int, *, right: Borrowed | None) -> None:
    watching = await cases.watching_units(work.connection, case.id)
    worked_on = [duty for duty in ended if duty.kind is not DutyKind.DECISION]
    told = unique(
        (
            *(work.chart.person(duty.holder_id) for duty in worked_on),
            *work.chart.heads_of([*(duty.unit_id for duty in worked_on), *watching]),
            work.chart.person(case.assigner_id),
        )
    )
    work.owe(told, WithdrawnNotice(by=work.sender.id, right=right, words=words), slot=f"closed-{case.id}", case=case)
