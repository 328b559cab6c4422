"""What a change of a duty brings with it: requests that need no decision any longer end, parts follow the lead, and the
case closes behind its last duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case, CaseState
from domain.duties.charge import has_other_lead, judges_part, part_of_lead
from domain.duties.duties import Duty, DutyKind, Outcome, Phase, SettledBy, is_moot, settled_by
from domain.encoding import UNSAID
from domain.journal.duties import DutyEnded, DutyPassed
from domain.payloads.decisions import SettledNotice
from domain.payloads.duties import EndedNotice, JudgeNotice
from storage import cases, duties, duties_in_hand, evidence

_GIVEN = frozenset({SettledBy.TRANSFERRED, SettledBy.REASSIGNED, SettledBy.DELEGATED})  # it is said to whom
_BY_DATE = frozenset({SettledBy.DEADLINE, SettledBy.LAST})
_BY_TURN = frozenset(SettledBy) - _BY_DATE  # settled when the work changed courts, and not when that is recorded


async def change_duty(work: Transaction, before: Duty, after: Duty, case: Case) -> Duty:
    """Store a changed duty with its next step; what was asked about it and needs no decision any longer ends."""
    stored = await work.save(before, after, case)
    await settle_requests(work, before, stored, case)
    return stored


async def settle_requests(work: Transaction, before: Duty, after: Duty, case: Case) -> None:
    """What was asked about the duty and needs no decision any longer ends with the change; who asked is told, and
    who was asked."""
    because = settled_by(before, after)
    if because is None or after.kind is DutyKind.DECISION:
        return
    for request in await duties_in_hand.open_decisions_about(work.connection, after.id):
        if is_moot(request, before, after):
            await _settle(work, request, after, case, because)


async def _settle(work: Transaction, request: Duty, about: Duty, case: Case, because: SettledBy) -> None:
    began_at = about.closed_at or about.held_since
    ended = request.close(Outcome.ENDED, at=max(request.held_since, began_at if because in _BY_TURN else work.now))
    # Not by `store`: with the request neither the work ends nor the case, and what has ended is said here.
    await duties.save_duty(work.connection, request, ended, at=work.now)
    work.ended.add(request.id)
    work.settled.append(ended)
    to_unit = about.unit_id if about.to_unit and about.named_id is None else None
    to, to_unit = (about.holder_id, to_unit) if because in _GIVEN else (None, UNSAID)
    settled = DutyEnded(ended_at=ended.closed_at, because=because, to=to, to_unit=to_unit)
    await work.record(Act.DUTY_ENDED, settled, case=case, duty=ended)
    assert request.decision is not None
    notice = SettledNotice(asked=request.decision, because=because, to=to, to_unit=None if to is None else to_unit)
    for person_id, was_asked in ((request.asked_by_id or 0, False), (request.holder_id, True)):
        told = [work.chart.people[person_id]] if person_id in work.chart.people else []
        word = replace(notice, was_asked=was_asked)
        work.owe(told, word, slot=f"decision-{request.id}", case=case, duty=about)


async def parts_follow(work: Transaction, before: Duty, after: Duty, case: Case) -> None:
    """Let the parts follow a lead that has changed courts: what coordinating units have handed in waits with who leads
    now, and a unit that has got the lead has no part beside it. With other duties nothing follows."""
    if after.kind is not DutyKind.LEAD or not after.is_open or after.turn == before.turn:
        return
    await _hand_parts_on(work, after, case)
    if has_other_lead(before, after):
        await _end_part_of_lead(work, after, case)


async def _hand_parts_on(work: Transaction, lead: Duty, case: Case) -> None:
    """Only what does not wait with who leads already."""
    every = await duties.duties_of_case(work.connection, case.id)
    parts = [one for one in every if one.kind is DutyKind.COORDINATING and one.phase is Phase.SUBMITTED]
    if not parts:
        return
    submitted = await evidence.last_submissions(work.connection, [part.id for part in parts])
    waiting = work.policy_of(case).rungs[case.urgency].waiting
    for part in parts:
        by = {part.asked_by_id or part.holder_id, submitted[part.id].by_id}
        judge = judges_part(work.chart, lead, case, by=by)
        if judge.id == part.holder_id:
            continue
        at = max(work.now, part.held_since)
        handed = part.hand_to(judge.id, at=at, act_by=waiting.after(at, work.calendar))
        handed = await change_duty(work, part, handed, case)
        entry = DutyPassed(holder=handed.holder_id, before=part.holder_id)
        await work.record(Act.PART_FOLLOWED, entry, case=case, duty=part)
        notice = JudgeNotice(by=submitted[part.id].by_id, late=part.was_late(at, work.calendar))
        work.owe(await work.who_may_act(case, handed), notice, slot=f"turn-{handed.turn}", case=case, duty=handed)


async def _end_part_of_lead(work: Transaction, lead: Duty, case: Case) -> None:
    """A unit has one part in a case: its coordinating one ends when it gets the lead."""
    part = part_of_lead(work.chart, lead, await duties.duties_of_case(work.connection, case.id))
    if part is not None:
        await end_part(work, part, case, stays=lead)


async def end_part(work: Transaction, part: Duty, case: Case, *, stays: Duty) -> None:
    """The coordinating part of a unit that has another: that stays, and who held this one is told."""
    ended = await change_duty(work, part, part.close(Outcome.ENDED, at=max(work.now, part.held_since)), case)
    goes_on = DutyEnded(ended_at=ended.closed_at, stays=stays.id)
    await work.record(Act.DUTY_ENDED, goes_on, case=case, duty=ended)
    await end_with(work, ended, case, at=work.now)
    leads = stays.kind is DutyKind.LEAD
    told = [work.chart.person(part.asked_by_id or part.holder_id)] if part.phase is Phase.SUBMITTED else []
    told += [work.chart.person(part.holder_id)]
    notice = EndedNotice(leads=leads, joins=not leads)
    work.owe(
        [one for one in told if one.id != stays.holder_id or not leads],
        notice,
        slot=f"turn-{part.turn}",
        case=case,
        duty=ended,
    )


async def end_with(work: Transaction, ended: Duty, case: Case, *, at: datetime) -> bool:
    """What hangs on an ended duty ends with it; the case closes behind its last duty. Whether it closed."""
    await cases.hold_case(work.connection, case.id)
    others = [duty for duty in await duties.duties_of_case(work.connection, case.id) if duty.id != ended.id]
    for duty in others:
        if duty.is_open and duty.about_id == ended.id:
            await _settle(work, duty, ended, case, settled_by(ended, ended) or SettledBy.ENDED)
    if any(duty.is_open and duty.about_id != ended.id for duty in others):
        return False
    await cases.close_case(work.connection, case.id, CaseState.CLOSED, at=at)
    await work.record(Act.CASE_CLOSED, case=case)
    return True
