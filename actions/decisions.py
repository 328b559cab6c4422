"""Requests about a duty and the decision owed to them: nobody stops his own clock by asking (M13)."""

from __future__ import annotations

from dataclasses import replace

from actions.duties import replace_open
from actions.finding import Seen, deemed_already, duty_to, find_case
from actions.work import Office, Order, Work
from domain.cases import WORDS_LIMIT, Deadline, on_working_day, require_length, require_working_day
from domain.duties import DecisionKind, Duty, DutyKind, Move, Outcome
from domain.notices import NoticeKind
from domain.refusals import AlreadyAsked, AlreadyClosed, DeadlineInThePast, DeadlineNotLater, ReasonMissing
from domain.rights import Act, Relation
from storage import cases, duties


async def ask_extension(
    office: Office, order: Order, *, code: str, wanted: Deadline, reason: str, unit: str | None = None
) -> tuple[Seen, Duty]:
    """Ask the assigner for a later deadline: a decision with a clock of its own; the duty's clock goes on."""
    async with office.act(order) as work:
        if not reason:
            raise ReasonMissing
        require_length(reason, WORDS_LIMIT)
        seen = await find_case(work, code)
        asked = _without_decisions(seen)
        duty = duty_to(work, asked, act=Act.ASK, move=Move.ASK, unit=unit)
        if duty.kind is DutyKind.OPINION:
            require_working_day(wanted, work.calendar)
        if wanted.moment <= work.now:
            raise DeadlineInThePast(wanted.moment)
        if wanted.moment <= duty.deadline.moment:
            raise DeadlineNotLater(duty.deadline.moment)
        if duty.kind is DutyKind.OPINION:
            require_working_day(wanted, work.calendar)
        waits = await duties.open_decision_about(work.connection, duty.id)
        if waits is not None:
            raise AlreadyAsked(code=code, since=waits.opened_at)
        at = work.acted_at(duty)
        decision = await work.open_duty(_decision(work, seen, duty, wanted), seen.case)
        acknowledged = duty.acknowledge(at=at) if duty.holder_id == work.sender.id else duty
        await work.save(duty, acknowledged, seen.case)
        words = await work.record(
            "extension.asked",
            case=seen.case,
            duty=duty,
            words={"reason": reason},
            wanted=wanted.moment.isoformat(),
            decision=decision.id,
        )
        work.owe(
            [work.chart.person(decision.holder_id)],
            NoticeKind.DECIDE,
            slot="opened",
            case=seen.case,
            duty=decision,
            by=work.sender.id,
            words=words["reason"],
        )
        return seen, decision


def _without_decisions(seen: Seen) -> Seen:
    return replace_open(replace(seen, duties=tuple(duty for duty in seen.duties if duty.kind is not DutyKind.DECISION)))


def _decision(work: Work, seen: Seen, duty: Duty, wanted: Deadline) -> Duty:
    act_by = work.policy_of(seen.case).rungs[seen.case.urgency].waiting.after(work.now, work.calendar)
    return Duty(
        id=0,
        case_id=seen.case.id,
        kind=DutyKind.DECISION,
        unit_id=duty.unit_id,
        holder_id=seen.case.assigner_id,
        held_since=work.now,
        deadline=Deadline(moment=act_by, names_hour=True),
        act_by=act_by,
        opened_at=work.now,
        decision=DecisionKind.EXTENSION,
        about_id=duty.id,
        asked_by_id=work.sender.id,
        wanted=wanted,
        stepped_until=work.now,
    )


async def decide_request(
    office: Office, order: Order, *, code: str, granted: bool, reason: str = "", unit: str | None = None
) -> tuple[Seen, Duty, Duty]:
    """Grant or deny what was asked; a refusal needs a reason. Returns the decision and the duty that it is about."""
    async with office.act(order) as work:
        if not granted and not reason:
            raise ReasonMissing
        require_length(reason, WORDS_LIMIT)
        seen = await find_case(work, code)
        open_ones = replace_open(seen)
        decision = duty_to(work, open_ones, act=Act.DECIDE, move=Move.DECIDE, unit=unit, kinds=(DutyKind.DECISION,))
        about = next(duty for duty in seen.everything if duty.id == decision.about_id)
        if not about.is_open:
            assert about.closed_at is not None
            raise AlreadyClosed(code=code, closed_at=about.closed_at, outcome=about.outcome or "")
        if deemed := deemed_already(work, about, code):
            raise deemed
        if granted:
            _check_wanted(work, about, decision.wanted)
        at = work.acted_at(decision)
        outcome = Outcome.GRANTED if granted else Outcome.DENIED
        closed = await work.save(decision, decision.close(outcome, at=at), seen.case)
        if granted:
            about = await _extend(work, seen, about, decision)
        own = Relation.ASSIGNER in seen.relations[decision.id]
        words = await work.record(
            "extension.granted" if granted else "extension.denied",
            case=seen.case,
            duty=about,
            words={"reason": reason},
            due_at=about.deadline.moment.isoformat(),
            on_behalf=None if own else seen.case.assigner_id,
        )
        told = {about.holder_id, decision.asked_by_id or about.holder_id}
        work.owe(
            [work.chart.person(key) for key in sorted(told)],
            NoticeKind.DECIDED,
            slot=f"decision-{decision.id}",
            case=seen.case,
            duty=about,
            granted=granted,
            words=words.get("reason"),
        )
        return seen, closed, about


async def _extend(work: Work, seen: Seen, about: Duty, decision: Duty) -> Duty:
    """The new deadline is in force for the duty; the lead's moves the case with its coordinating parts."""
    assert decision.wanted is not None
    # The day asked for may have become a day off while the request waited.
    wanted = on_working_day(decision.wanted, work.calendar) if about.kind is DutyKind.OPINION else decision.wanted
    extended = await work.save(about, about.extend(wanted), seen.case)
    if about.kind is DutyKind.LEAD:
        await cases.save_case(work.connection, replace(seen.case, deadline=decision.wanted))
        for duty in seen.everything:
            shorter = duty.deadline.moment < decision.wanted.moment
            if duty.kind is DutyKind.COORDINATING and duty.is_open and shorter:
                moved = replace(duty.extend(decision.wanted), extensions=duty.extensions)
                moved = await work.save(duty, moved, seen.case)
                work.owe(
                    [work.chart.person(duty.holder_id)],
                    NoticeKind.DECIDED,
                    slot=f"decision-{decision.id}",
                    case=seen.case,
                    duty=moved,
                    granted=True,
                )
    return extended


def _check_wanted(work: Work, about: Duty, wanted: Deadline | None) -> None:
    """What was asked for must still lie ahead, and after the deadline that has come into force meanwhile."""
    assert wanted is not None
    if wanted.moment <= work.now:
        raise DeadlineInThePast(wanted.moment)
    if wanted.moment <= about.deadline.moment:
        raise DeadlineNotLater(about.deadline.moment)
