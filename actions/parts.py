"""The parts of a task that wait for its lead to accept them: they lie with whoever leads it now (M4, M17)."""

from __future__ import annotations

from actions.finding import Seen
from actions.work import Work
from domain.duties import Duty, DutyKind, Phase
from domain.notices import NoticeKind
from storage import evidence


async def pass_on_parts(work: Work, seen: Seen, *, before: Duty, lead: Duty) -> None:
    """The parts handed in to who led the task before are judged by who leads it now; each has the time to judge from
    then on."""
    waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
    act_by = waiting.after(work.now, work.calendar)
    parts = [
        duty
        for duty in seen.everything
        if duty.kind is DutyKind.COORDINATING
        and duty.phase is Phase.SUBMITTED
        and duty.holder_id == before.holder_id != lead.holder_id
    ]
    if not parts:
        return
    submitted = await evidence.last_submissions(work.connection, [duty.id for duty in parts])
    for part in parts:
        handed = await work.save(part, part.hand_to(lead.holder_id, at=work.now, act_by=act_by), seen.case)
        await work.record("part.passed_on", case=seen.case, duty=part, holder=lead.holder_id, before=part.holder_id)
        work.owe(
            [work.chart.person(lead.holder_id)],
            NoticeKind.JUDGE,
            slot=f"turn-{handed.turn}",
            case=seen.case,
            duty=handed,
            by=submitted[part.id].by_id,
            late=part.was_late(work.now, work.calendar),
        )
