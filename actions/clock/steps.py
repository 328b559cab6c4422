"""The clock's act: take the steps that have come (design §3, §4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

import structlog

from actions.clock.owed_steps import owe_step
from actions.clock.silence import Hearings, judge_silence, read_hearings, settle_silence
from actions.installation import Office
from actions.order import Order
from actions.transaction import INSTANT, Transaction
from domain.acts import Act
from domain.deciding import waits_for_decider
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.lists import start_of
from domain.duties.silence import Consequence
from domain.journal.clock import StepTaken
from domain.ladder.recipients import Recipients, who_hears
from domain.ladder.steps import Step, StepKind
from storage import cases, duties

log = structlog.get_logger()

BATCH = 100
SET_ASIDE = timedelta(hours=1)  # a duty whose step raised: it must stop nobody else, and is tried again
TOLD_TO_GROUPS = frozenset({StepKind.OVERDUE, StepKind.OPINION_WARNING})  # of the unit, without details
UNHEARD = timedelta(seconds=1)  # an effect waits for what people may have said in time


@dataclass(kw_only=True)
class StepResult:
    """What one duty's due steps, each with who hears it, come to: whom to tell what, and what is recorded of it."""

    duty: Duty
    case: Case
    steps: tuple[tuple[Step, Recipients], ...]
    told: dict[int, tuple[Step, Recipients]] = field(default_factory=dict)
    superseded: list[tuple[int, Step]] = field(default_factory=list)


async def take_due_steps(office: Office, now: datetime) -> int:
    """Take one batch of the duties of which a step has come; returns how many there were. After downtime each person
    gets the newest word per duty and the others are journaled as superseded; a step with an effect always happens,
    at its planned moment, once everything said before it has been read."""
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        due = await duties.due_before(work.connection, now, BATCH)
        if not due:
            return 0
        known = await cases.cases_of(work.connection, [duty.case_id for duty in due])
        today = start_of(work.calendar.day_of(now), work.calendar)  # the weekly list comes on a day after the deadline
        decided = [duty for duty in due if waits_for_decider(duty) or duty.is_overdue(today, work.calendar)]
        await work.know_parties({duty.case_id for duty in decided})
        heard = await read_hearings(work, office)
        advanced: list[tuple[Duty, datetime, datetime]] = []
        for duty in due:
            if duty.id in work.ended:
                continue
            advanced += await _take_or_set_aside(work, duty, known[duty.case_id], heard)
        # A request ends with the duty that it was about, also where both had a step in this batch.
        await duties.advance(work.connection, [one for one in advanced if one[0].id not in work.ended])
        return len(due)


async def _take_or_set_aside(
    work: Transaction, duty: Duty, case: Case, heard: Hearings
) -> list[tuple[Duty, datetime, datetime]]:
    mark = work.mark()
    try:
        return await _take(work, duty, case, heard)
    except Exception:
        # One broken row must not stop the ladder of everybody else; it is named, and tried again later.
        log.exception("step_failed", duty=duty.id)
        work.forget_since(mark)
        return [(duty, duty.stepped_until, work.now + SET_ASIDE)]


async def _take(work: Transaction, duty: Duty, case: Case, heard: Hearings) -> list[tuple[Duty, datetime, datetime]]:
    """Notices and journal entries of the duty's due steps; returns how far it has stepped and what comes next, where
    nothing else has changed of it."""
    planned, following = work.plans(duty, case, after=(duty.stepped_until, work.now))
    due = tuple(step for step in planned if step.at <= work.now)
    effect = next((step for step in due if step.has_effect), None)
    every = _weigh(work, duty, case, due)
    if effect is not None:
        return await _take_effect(work, every, effect, heard)
    await _tell(work, every)
    return [(duty, work.now, following[0].at)]


async def _take_effect(
    work: Transaction, every: StepResult, effect: Step, heard: Hearings
) -> list[tuple[Duty, datetime, datetime]]:
    """What becomes of the silence, and the steps before that."""
    duty, case = every.duty, every.case
    ruling = await judge_silence(work, heard, duty, case, effect.at)
    is_deemed = ruling.becomes is Consequence.DEEMED
    taken = tuple(step for step, _ in every.steps if step.at < effect.at or (step is effect and is_deemed))
    tell = partial(_tell, work, _weigh(work, duty, case, taken))
    if ruling.becomes is Consequence.WAITS:
        await tell()
        return [(duty, min(work.now, effect.at - INSTANT), work.now + UNHEARD)]
    async with work.connection.begin_nested():  # whole or not at all, whatever becomes of the batch
        await settle_silence(work, duty, case, ruling, at=effect.at, tell=tell)
    return []


def _weigh(work: Transaction, duty: Duty, case: Case, due: tuple[Step, ...]) -> StepResult:
    """For each recipient the newest step; the earlier ones are superseded."""
    parties = work.parties.get(case.id)
    heard = tuple((step, who_hears(step, duty, case, work.chart, parties=parties)) for step in due)
    taking = StepResult(duty=duty, case=case, steps=heard)
    for step, told in heard:
        for person in told.people:
            earlier = taking.told.get(person.id)
            if earlier is not None:
                taking.superseded.append((person.id, earlier[0]))
            taking.told[person.id] = (step, told)
    return taking


async def _tell(work: Transaction, taking: StepResult) -> None:
    await _record_steps(work, taking)
    for person_id, (step, told) in taking.told.items():
        owe_step(work, taking.duty, taking.case, step, person_id, told=told.people)
    group = work.chart.group_of(taking.duty.unit_id)
    if group is not None and group.reachable:
        for step in [one for one, _ in taking.steps if one.kind in TOLD_TO_GROUPS][-1:]:
            owe_step(work, taking.duty, taking.case, step, group.id)


async def _record_steps(work: Transaction, taking: StepResult) -> None:
    for step, told in taking.steps:
        await work.record(
            Act.STEP_TAKEN,
            StepTaken(
                step=step.kind,
                planned_at=step.at,
                told=tuple(person_id for person_id, (newest, _) in taking.told.items() if newest == step),
                superseded=tuple(person_id for person_id, older in taking.superseded if older == step),
                unreached=tuple(person.id for person in told.missed),
                empty=tuple(told.empty),
                barred=tuple(person.id for person in told.barred),
            ),
            case=taking.case,
            duty=taking.duty,
        )
