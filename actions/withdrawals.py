"""Withdraw a wrong or needless case: everybody who had a part in it is told why."""

from __future__ import annotations

from dataclasses import replace

from actions.finding import Seen, find_case, steered
from actions.work import Office, Order
from domain.cases import WORDS_LIMIT, CaseState, Source, require_length
from domain.duties import DutyKind, Move, Outcome
from domain.notices import NoticeKind
from domain.people import unique
from domain.refusals import ClosedByResultOnly, ReasonMissing
from storage import cases


async def withdraw_case(office: Office, order: Order, *, code: str, reason: str) -> Seen:
    """The case ends without a result. Raises ClosedByResultOnly for a citizens' complaint (M45)."""
    async with office.act(order) as work:
        if not reason:
            raise ReasonMissing
        require_length(reason, WORDS_LIMIT)
        seen = await find_case(work, code)
        open_duties = steered(work, seen, Move.CORRECT)
        if seen.case.source is Source.COMPLAINT:
            raise ClosedByResultOnly(code)
        for duty in open_duties:
            closed = duty.close(Outcome.WITHDRAWN, at=max(work.now, duty.held_since))
            await work.save(duty, closed, seen.case)
        case = replace(seen.case, state=CaseState.WITHDRAWN, closed_at=work.now)
        await cases.close_case(work.connection, case.id, CaseState.WITHDRAWN, at=work.now)
        words = await work.record("case.withdrawn", case=case, words={"reason": reason}, on_behalf=seen.on_behalf())
        watching = await cases.watching_units(work.connection, case.id)
        worked_on = [duty for duty in open_duties if duty.kind is not DutyKind.DECISION]
        told = unique(
            (
                *(work.chart.person(duty.holder_id) for duty in worked_on),
                *work.chart.heads_of([*(duty.unit_id for duty in worked_on), *watching]),
                work.chart.person(case.assigner_id),
            )
        )
        work.owe(
            told, NoticeKind.WITHDRAWN, slot=f"closed-{case.id}", case=case, by=work.sender.id, words=words["reason"]
        )
        return replace(seen, case=case)
