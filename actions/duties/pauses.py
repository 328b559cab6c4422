"""Pause and resume a task: only the assigner stops a clock, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.duties.changes import change_duty, parts_follow
from actions.duty_meant import steered
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.cases import require_reason
from domain.duties.duties import Duty, DutyKind, Move
from domain.journal.duties import PauseChanged
from domain.ladder.dates import Change, moved_beside
from domain.office.people import unique
from domain.payloads.duties import PausedNotice, ResumedNotice
from domain.rules.lengths import Urgency
from storage import cases


async def pause_task(office: Office, order: Order, *, code: str, reason: str) -> VisibleCase:
    """The clock of everything that is being worked on stands still until it is resumed."""
    async with office.act(order) as work:
        require_reason(reason)
        seen = await find_case(work, code)
        ready = steered(work, seen, Move.PAUSE)
        if (lead := seen.lead()) is not None:  # a task is paused as a whole, never its parts behind the lead's back
            lead.require(Move.PAUSE, code)
        paused = [(duty, duty.pause(at=work.acted_at(duty))) for duty in ready]
        return await _save(work, seen, paused, Act.TASK_PAUSED, PausedNotice, reason=reason)


async def resume_task(office: Office, order: Order, *, code: str) -> tuple[VisibleCase, list[Change]]:
    """Let the clock run on: as much working time is left as there was, of the clock for Hỏa tốc; the holders are told
    their new deadline. Returns the case as it is now, and its duties before and after."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        ready = steered(work, seen, Move.RESUME)
        by_clock = seen.case.urgency is Urgency.FLASH
        resumed = [
            (duty, duty.resume(at=work.acted_at(duty), calendar=work.calendar, by_clock=by_clock)) for duty in ready
        ]
        return await _save(work, seen, resumed, Act.TASK_RESUMED, ResumedNotice), resumed


async def _save(
    work: Transaction,
    seen: VisibleCase,
    changed: Sequence[tuple[Duty, Duty]],
    act: Act,
    kind: type[PausedNotice | ResumedNotice],
    *,
    reason: str = "",
) -> VisibleCase:
    after = []
    for before, duty in changed:
        after.append(await change_duty(work, before, duty, seen.case))
        await parts_follow(work, before, after[-1], seen.case)
    seen = await _with_deadline(work, seen, after)
    assigner = [work.chart.person(seen.case.assigner_id)]
    was = {before.id: before for before, _ in changed}
    for duty in after:
        dates = moved_beside([duty.id], [(was[duty.id], duty)])
        entry = PauseChanged.of(was[duty.id], duty, dates)
        words = await work.record(
            act, entry, case=seen.case, duty=duty, words={"reason": reason}, right=seen.steered_by()
        )
        notice = kind(by=work.sender.id, right=seen.steered_by(), words=words.get("reason"), dates=tuple(dates))
        work.owe(
            unique((work.chart.person(duty.holder_id), *work.chart.heads_of([duty.unit_id]), *assigner)),
            notice,
            slot=f"turn-{duty.turn}",
            case=seen.case,
            duty=duty,
        )
        assigner = []  # who hears of the task once, not of each part
    return seen


async def _with_deadline(work: Transaction, seen: VisibleCase, after: list[Duty]) -> VisibleCase:
    """The lead's deadline is the case's."""
    lead = next((duty for duty in after if duty.kind is DutyKind.LEAD), None)
    if lead is None or lead.deadline == seen.case.deadline:
        return seen
    case = replace(seen.case, deadline=lead.deadline)
    await cases.save_case(work.connection, case)
    return replace(seen, case=case)
