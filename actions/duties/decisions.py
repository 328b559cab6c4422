"""Decide what was asked about a duty, and answer who asked for a direction (M13–M16, M18)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from actions.duties.changes import change_duty, end_with, parts_follow
from actions.duties.duties import replace_open
from actions.duties.requests import GIVING_UP, refuse_loop, require_later
from actions.duties.tasks import new_duty
from actions.duty_meant import deemed_already, duty_to
from actions.installation import Office
from actions.opinions.consultations import require_shown
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import DENIED, GRANTED, Act
from domain.borrowing import Borrowed
from domain.duties.cases import Case, on_working_day, require_reason, require_words
from domain.duties.duties import DecisionKind, Duty, DutyKind, Move, Outcome, Phase
from domain.journal.requests import DirectionGiven, RequestDecided
from domain.ladder.dates import MovedDate, extended, moved_beside, moved_dates
from domain.office.people import Person, Unit
from domain.payloads.decisions import DecidedNotice, DirectedNotice, InYourNameNotice
from domain.payloads.duties import AssignedNotice, FreedNotice
from domain.permissions import Permission, Relation, may
from domain.refusals import GoesUpOnly, NothingWaits, PersonGone, ResumedFirst
from domain.rules.lengths import days_of
from storage import cases

OVER = frozenset({Outcome.GRANTED, Outcome.DENIED, Outcome.ENDED})
DECIDED = frozenset(DecisionKind) - {DecisionKind.DIRECTION}


async def decide_request(
    office: Office, order: Order, *, code: str, granted: bool, reason: str = "", unit: str | None = None
) -> tuple[VisibleCase, Duty, Duty]:
    """Grant or deny what was asked; a refusal needs a reason. Returns the decision and the duty that it is about."""
    async with office.act(order) as work:
        if not granted or reason:
            require_reason(reason)
        seen = await find_case(work, code)
        decision = _waiting(work, seen, unit, Permission.DECIDE, DECIDED)
        assert decision.decision is not None
        about = _about(work, seen, decision)
        if granted and decision.decision is DecisionKind.SUBMISSION:
            await require_shown(work, seen, decision)
        before = about
        right = seen.right(decision, Permission.DECIDE)
        at = work.acted_at(decision)
        closed = await change_duty(work, decision, decision.close(_outcome(granted), at=at), seen.case)
        moved: tuple[Duty, ...] = ()
        if granted:
            about, *parts = await _carry_out(work, seen, about, decision)
            moved = tuple(parts)
        was = {duty.id: duty for duty in seen.everything}
        dates = moved_beside([about.id], [(was[duty.id], duty) for duty in (about, *moved)]) if granted else ()
        entry = RequestDecided.of(decision, before, about, moved=moved, dates=dates)
        words = await work.record(
            (GRANTED if granted else DENIED)[decision.decision],
            entry,
            case=seen.case,
            duty=about,
            words={"reason": reason},
            right=right,
        )
        _tell_whose_right(work, seen, about, decision, right, granted=granted, words=words.get("reason"))
        told = _concerned(work, decision, before, about)
        _tell_decided(
            work, seen, about, decision, told, granted=granted, right=right, dates=dates, words=words.get("reason")
        )
        for part in moved:
            # Who waits for the part has a moment for that; and who asked is told once, about what was asked for.
            works = {part.holder_id} if part.phase is Phase.WORKING else set[int]()
            _tell_decided(work, seen, part, decision, works - told, granted=True, right=right)
        return seen, closed, about


def _outcome(granted: bool) -> Outcome:
    return Outcome.GRANTED if granted else Outcome.DENIED


def _waiting(
    work: Transaction,
    seen: VisibleCase,
    unit: str | None,
    permission: Permission,
    kinds: Container[DecisionKind | None],
) -> Duty:
    """The decision of these kinds that waits for the sender."""
    decisions = tuple(duty for duty in replace_open(seen).duties if duty.kind is DutyKind.DECISION)
    asked = tuple(duty for duty in decisions if duty.decision in kinds)
    if decisions and not asked and any(duty.id == work.order.duty_id for duty in decisions):
        raise GoesUpOnly(code=seen.case.code)
    if not asked:
        _say_who_decided(seen, permission, kinds)
        raise NothingWaits(code=seen.case.code)
    return duty_to(work, replace(seen, duties=asked), permission=permission, move=Move.DECIDE, unit=unit)


def _say_who_decided(seen: VisibleCase, permission: Permission, kinds: Container[DecisionKind | None]) -> None:
    """Whoever comes second learns that it was decided, or that it needs no decision any longer and why, instead of that
    nothing waits."""
    decided = [
        duty
        for duty in seen.duties
        if duty.decision in kinds and duty.outcome in OVER and may(permission, seen.relations[duty.id])
    ]
    if decided:
        max(decided, key=lambda duty: duty.closed_at or duty.opened_at).require(Move.DECIDE, seen.case.code)


def _about(work: Transaction, seen: VisibleCase, decision: Duty) -> Duty:
    about = next(duty for duty in seen.everything if duty.id == decision.about_id)
    if not about.is_open:
        about.require(Move.DECIDE, seen.case.code)
    if deemed := deemed_already(work, about, seen.case):
        raise deemed
    return about


async def _carry_out(work: Transaction, seen: VisibleCase, about: Duty, decision: Duty) -> tuple[Duty, ...]:
    """The duty as it is then, and those that moved with it."""
    if decision.decision in GIVING_UP:
        if about.phase is Phase.PAUSED:
            raise ResumedFirst(code=seen.case.code, asked=decision.decision)
        # What was handed in or passed on meanwhile is not taken from under who has it.
        about.require(Move.GIVE_UP, seen.case.code)
    match decision.decision:
        case DecisionKind.EXTENSION:
            return await _extend(work, seen, about, decision)
        case DecisionKind.REFUSAL:
            return (await _free(work, seen, about, decision),)
        case DecisionKind.TRANSFER:
            return (await _pass_on(work, seen, about, decision),)
        case _:
            return (about,)


def moved_by(seen: VisibleCase, decision: Duty, after: Duty) -> tuple[MovedDate, ...]:
    """What else a granted extension has moved, the case seen before it."""
    if decision.decision is not DecisionKind.EXTENSION:
        return ()
    about = next(duty for duty in seen.everything if duty.id == after.id)
    changes = extended(seen.everything, about, after.deadline, at=decision.closed_at or decision.held_since)
    return moved_beside([after.id], changes)


async def _extend(work: Transaction, seen: VisibleCase, about: Duty, decision: Duty) -> tuple[Duty, ...]:
    """The new deadline is in force for the duty; the lead's moves the case with its coordinating parts."""
    assert decision.wanted is not None
    # The day asked for may have become a day off while the request waited.
    wanted = on_working_day(decision.wanted, work.calendar) if about.kind is DutyKind.OPINION else decision.wanted
    require_later(work, about, wanted, seen.case.code)
    changes = extended(seen.everything, about, wanted, at=work.acted_at(decision))
    if about.kind is DutyKind.LEAD:
        await cases.save_case(work.connection, replace(seen.case, deadline=wanted))
    return tuple([await change_duty(work, before, after, seen.case) for before, after in changes])


async def _free(work: Transaction, seen: VisibleCase, about: Duty, decision: Duty) -> Duty:
    """End a coordinating part; let the assigner hold the lead until another is found (docs/decisions/0013)."""
    at = work.now
    if about.kind is not DutyKind.LEAD:
        closed = await change_duty(work, about, about.close(Outcome.WITHDRAWN, at=max(at, about.held_since)), seen.case)
        await end_with(work, closed, seen.case, at=at)
        return closed
    assigner = work.chart.person(seen.case.assigner_id)
    waiting = work.policy_of(seen.case).rungs[seen.case.urgency].waiting
    freed = about.hand_to(assigner.id, at=at, phase=Phase.FREED, act_by=waiting.after(at, work.calendar))
    freed = await change_duty(work, about, freed, seen.case)
    await parts_follow(work, about, freed, seen.case)
    notice = FreedNotice(by=work.sender.id, right=seen.right(decision, Permission.DECIDE))
    work.owe(await work.who_may_act(seen.case, freed), notice, slot=f"turn-{freed.turn}", case=seen.case, duty=freed)
    return freed


async def _pass_on(work: Transaction, seen: VisibleCase, about: Duty, decision: Duty) -> Duty:
    """Give it to whom it goes as the organisation stands now, who acknowledges anew."""
    to = _wanted(work, seen.case, decision)
    new = new_duty(work, seen.case, about.kind, to)
    await refuse_loop(work, seen, about, to, holder_id=new.holder_id)
    given = about.give_to(
        new.holder_id,
        unit_id=new.unit_id,
        to_unit=new.to_unit,
        at=work.now,
        calendar=work.calendar,
        day=days_of(seen.case.urgency, 1),
    )
    given = await change_duty(work, about, replace(given, transfers=about.transfers + 1), seen.case)
    await parts_follow(work, about, given, seen.case)
    notice = AssignedNotice(dates=tuple(moved_dates(about, given)))
    work.owe([work.chart.person(given.holder_id)], notice, slot=f"turn-{given.turn}", case=seen.case, duty=given)
    return given


def _wanted(work: Transaction, case: Case, decision: Duty) -> Person | Unit:
    """Whom a transfer was asked to. Raises PersonGone."""
    if decision.wanted_person_id is None:
        return work.chart.units[decision.wanted_unit_id or 0]
    person = work.chart.person(decision.wanted_person_id)
    if person.has_left:
        raise PersonGone(person_id=person.id, code=case.code)
    return person


def _concerned(work: Transaction, decision: Duty, before: Duty, about: Duty) -> set[int]:
    """Who holds the duty, who held it and who asked; of what is given up the heads as well."""
    people = {about.holder_id, before.holder_id, decision.asked_by_id or about.holder_id}
    if decision.decision in GIVING_UP:
        people |= {head.id for head in work.chart.heads_of({before.unit_id, about.unit_id})}
    return people


def _tell_whose_right(
    work: Transaction,
    seen: VisibleCase,
    about: Duty,
    decision: Duty,
    right: Borrowed | None,
    *,
    granted: bool,
    words: int | None,
) -> None:
    """Tell at once the one in whose name something was decided."""
    if right is None:
        return
    assert decision.decision is not None
    notice = InYourNameNotice(right=right, by=work.sender.id, asked=decision.decision, granted=granted, words=words)
    work.owe([work.chart.person(right.of_id)], notice, slot=f"decision-{decision.id}", case=seen.case, duty=about)


def _tell_decided(
    work: Transaction,
    seen: VisibleCase,
    duty: Duty,
    decision: Duty,
    told: set[int],
    *,
    granted: bool,
    right: Borrowed | None,
    dates: Iterable[MovedDate] = (),
    words: int | None = None,
) -> None:
    """Tell what was decided. Who holds the work now learns of it by a notice of its own; of what else moves each hears
    what is of their duty."""
    assert decision.decision is not None
    passed_on = granted and decision.decision is DecisionKind.TRANSFER
    keys = told - ({duty.holder_id} if passed_on else set())
    if duty.phase is Phase.FREED:
        keys -= {duty.holder_id}
    notice = DecidedNotice(
        right=right,
        by=work.sender.id,
        granted=granted,
        asked=decision.decision,
        words=words,
        dates=tuple(date for date in dates if date.duty_id == duty.id),
    )
    work.owe(
        [work.chart.person(key) for key in sorted(keys)],
        notice,
        slot=f"decision-{decision.id}",
        case=seen.case,
        duty=duty,
    )


async def give_direction(
    office: Office, order: Order, *, code: str, text: str, unit: str | None = None
) -> tuple[VisibleCase, Duty, Duty]:
    """Answer who asked for a direction; where the assigner was asked, the registrar may record the assigner's word
    (M16)."""
    async with office.act(order) as work:
        require_words(text)
        seen = await find_case(work, code)
        decision = _waiting(work, _asked_of(seen), unit, Permission.DIRECT, {DecisionKind.DIRECTION})
        about = _about(work, seen, decision)
        right, given = seen.right(decision, Permission.DIRECT), {"text": text}
        closed = decision.close(Outcome.GRANTED, at=work.acted_at(decision))
        closed = await change_duty(work, decision, closed, seen.case)
        entry = DirectionGiven(decision=decision.id)
        words = await work.record(Act.DIRECTION_GIVEN, entry, case=seen.case, duty=about, words=given, right=right)
        _tell_whose_right(work, seen, about, decision, right, granted=True, words=words["text"])
        told = [work.chart.person(key) for key in sorted({about.holder_id, decision.asked_by_id or about.holder_id})]
        notice = DirectedNotice(by=work.sender.id, right=right, words=words["text"])
        work.owe(told, notice, slot=f"decision-{decision.id}", case=seen.case, duty=about)
        return seen, closed, about


def _asked_of(seen: VisibleCase) -> VisibleCase:
    """What is asked of the sender, be it one up, and what the registrar may record for the assigner."""
    asked = tuple(
        duty
        for duty in seen.duties
        if duty.holder_id == seen.case.assigner_id
        or Relation.HOLDER in seen.relations[duty.id]
        or seen.may(Permission.DIRECT, duty)
    )
    return replace(seen, duties=asked)
