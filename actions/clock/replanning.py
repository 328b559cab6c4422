"""The clock's act after a change of the calendar: every open duty is planned anew, and its people are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from actions.clock.owed_steps import owe_step
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import Duty, DutyKind
from domain.journal.clock import StepTaken
from domain.journal.duties import DeadlineMoved, WaitingMoved
from domain.ladder.recipients import who_hears
from domain.ladder.replanning import Dated, Replanned, now_off, owes_an_answer, replan
from domain.ladder.steps import Step
from domain.office.calendar import Calendar
from domain.office.hours import CalendarEffect
from domain.payloads.office import CalendarItem, CalendarNotice
from storage import cases, duties, duties_in_hand, reviews
from storage.reviews import CalendarReview

log = structlog.get_logger()

BATCH = 200
MOST_NAMED = 15  # cases in one message; the rest is a number
TITLE_SHOWN = 80

_WEIGHT = {effect: weight for weight, effect in enumerate(CalendarEffect)}


async def review_duties(office: Office, now: datetime) -> bool:
    """Look at one batch of open duties; whether there is more to do. Each batch is a transaction of its own: a crash
    between two goes on where the last one ended."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        review = await reviews.open_review(work.connection)
        if review is None:
            return False
        batch = await duties_in_hand.open_after(work.connection, review.reached, BATCH)
        if batch:
            await _look_at(work, review, batch)
            await reviews.note_reached(work.connection, review, batch[-1].id)
        else:
            await _tell(work, review)
            await reviews.finish_review(work.connection, review, at=now)
        return True


async def _look_at(work: Transaction, review: CalendarReview, batch: list[Duty]) -> None:
    before = review.prior.calendar(work.calendar.timezone)
    known = await cases.cases_of(work.connection, [duty.case_id for duty in batch])
    found: list[tuple[int, CalendarEffect]] = []
    advanced: list[tuple[Duty, datetime, datetime]] = []
    for duty in batch:
        case = known[duty.case_id]
        try:
            replanned = _replan(work, duty, case, before)
        except Exception:
            # One broken row must not keep the calendar from everybody else; it is named, and its steps go on.
            log.exception("review_failed", duty=duty.id)
            continue
        if replanned.effect is CalendarEffect.MOVED:
            known[case.id] = await _move(work, duty, replanned.duty, case)
        elif replanned.duty is not duty and replanned.duty.next_step_at is not None:
            advanced.append((duty, duty.stepped_until, replanned.duty.next_step_at))
        for step in replanned.missed:
            await _take_at_once(work, replanned.duty, case, step)
        if replanned.effect is not None:
            found.append((duty.id, replanned.effect))
    await duties.advance(work.connection, advanced)
    await reviews.keep_effects(work.connection, review, found)


def _replan(work: Transaction, duty: Duty, case: Case, before: Calendar) -> Replanned:
    policy = work.policy_of(case)
    return replan(duty, case, policy=policy, before=before, calendar=work.calendar, now=work.now)


async def _move(work: Transaction, duty: Duty, moved: Duty, case: Case) -> Case:
    """The new moment, the old one in the journal. With an opinion's deadline the case's own moves; its first one
    stays."""
    await duties.save_duty(work.connection, duty, moved, at=work.now)
    if moved.deadline == duty.deadline:
        waiting = WaitingMoved(before=duty.act_by, act_by=moved.act_by)
        await work.record(Act.WAITING_MOVED, waiting, case=case, duty=duty)
        return case
    await work.record(
        Act.DEADLINE_MOVED,
        DeadlineMoved(before=duty.deadline.moment, due_at=moved.deadline.moment, names_hour=moved.deadline.names_hour),
        case=case,
        duty=duty,
    )
    if duty.kind is DutyKind.OPINION and case.kind is CaseKind.OPINION and case.deadline == duty.deadline:
        case = replace(case, deadline=moved.deadline)
        await cases.save_case(work.connection, case)
    return case


async def _take_at_once(work: Transaction, duty: Duty, case: Case, step: Step) -> None:
    """A step whose moment, counted by the new calendar, lies behind those taken already."""
    told = who_hears(step, duty, case, work.chart)
    await work.record(
        Act.STEP_TAKEN,
        StepTaken(
            step=step.kind,
            planned_at=step.at,
            told=tuple(person.id for person in told.people),
            superseded=(),
            unreached=tuple(person.id for person in told.missed),
        ),
        case=case,
        duty=duty,
    )
    for person in told.people:
        owe_step(work, duty, case, step, person.id, told=told.people)


async def _tell(work: Transaction, review: CalendarReview) -> None:
    """One list for each person: what moved, what falls on a day off now, what comes at another moment."""
    effects = await reviews.effects_of(work.connection, review)
    concerned = await duties.duties_of(work.connection, effects)
    known = await cases.cases_of(work.connection, {duty.case_id for duty in concerned.values()})
    before = review.prior.calendar(work.calendar.timezone)
    lists: dict[int, dict[ReplannedLine, Duty]] = {}
    for duty_id, effect in effects.items():
        duty = concerned[duty_id]
        if duty.is_open:
            people = _concerned(work, duty, known[duty.case_id], effect)
            for said in _said(work, duty, effect, before):
                for person_id in people:
                    lists.setdefault(person_id, {}).setdefault(said, duty)
    for person_id, mine in lists.items():
        work.owe([work.chart.person(person_id)], _notice(mine, known), slot=f"review-{review.id}")


def _notice(lines: Mapping[ReplannedLine, Duty], known: Mapping[int, Case]) -> CalendarNotice:
    items = sorted(lines.items(), key=lambda item: (_WEIGHT[item[0].effect], item[1].id))
    return CalendarNotice(
        items=tuple(_item(known[duty.case_id], duty, said) for said, duty in items[:MOST_NAMED]),
        more=max(len(items) - MOST_NAMED, 0),
    )


@dataclass(frozen=True)
class ReplannedLine:
    """One line of somebody's list: the same for several duties of one case is said once."""

    case_id: int
    effect: CalendarEffect
    what: Dated = Dated.DEADLINE
    number: int | None = None
    deadline: Deadline | None = None


def _said(work: Transaction, duty: Duty, effect: CalendarEffect, before: Calendar) -> Iterator[ReplannedLine]:
    match effect:
        case CalendarEffect.REPLANNED:
            yield ReplannedLine(duty.case_id, effect)
        case CalendarEffect.MOVED if owes_an_answer(duty):
            moved = Deadline(moment=duty.act_by, names_hour=True)
            yield ReplannedLine(duty.case_id, effect, Dated.ANSWER, deadline=moved)
        case CalendarEffect.MOVED:
            yield ReplannedLine(duty.case_id, effect, deadline=duty.deadline)
        case CalendarEffect.ON_DAY_OFF:
            for off in now_off(duty, before, work.calendar, work.now):
                yield ReplannedLine(duty.case_id, effect, off.what, off.number, off.deadline)


def _concerned(work: Transaction, duty: Duty, case: Case, effect: CalendarEffect) -> Iterable[int]:
    """The people concerned: by a deadline the holder, the assigner and who registered the case; by an opinion's also
    the unit's head; by an answer who owes it and who waits for it; by the plan alone the holder."""
    told = {duty.holder_id}
    if effect is CalendarEffect.MOVED and owes_an_answer(duty):
        told |= {duty.asked_by_id} if duty.asked_by_id is not None else set()
    elif effect is not CalendarEffect.REPLANNED:
        told |= {case.assigner_id, case.registrar_id}
        head = work.chart.in_charge_of(duty.unit_id) if effect is CalendarEffect.MOVED else None
        told |= {head.id} if head is not None else set()
    return sorted(told & set(work.chart.people))


def _item(case: Case, duty: Duty, said: ReplannedLine) -> CalendarItem:
    shown = case.title if len(case.title) <= TITLE_SHOWN else case.title[: TITLE_SHOWN - 1] + "…"
    if said.deadline is None:
        assert duty.next_step_at is not None
        return CalendarItem(code=case.code, title=shown, effect=said.effect, at=duty.next_step_at)
    return CalendarItem(
        code=case.code,
        title=shown,
        effect=said.effect,
        at=said.deadline.moment,
        names_hour=said.deadline.names_hour,
        what=said.what,
        number=said.number,
    )
