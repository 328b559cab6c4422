"""The ladder: the whole plan of dated steps around a duty, and who hears each (design §4, M28).

The engine, the preview at assignment, the next-step line of every nudge and `simulate` all ask these functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.ladder.opinion_rungs import before_opinion, consent, due_slot, undecided
from domain.ladder.steps import EVERYBODY, HOLDER_AND_SUPERIOR, WEIGHT, Audience, Step, StepKind
from domain.office.calendar import DAY, Calendar
from domain.office.hours import START_OF_DUTY_DAY, whole_minute
from domain.rules.lengths import Length, Urgency, days_of, later, that_long_before
from domain.rules.policy import Policy
from domain.rules.step_times import StepTimes


def plan(duty: Duty, case: Case, *, policy: Policy, calendar: Calendar, after: datetime) -> tuple[Step, ...]:
    """The steps still to come after a moment, in their order. An open duty always has one: behind the last rung
    stands the weekly list."""
    (steps,) = plans(duty, case, policy=policy, calendar=calendar, after=(after,))
    return steps


def plans(
    duty: Duty, case: Case, *, policy: Policy, calendar: Calendar, after: Sequence[datetime]
) -> tuple[tuple[Step, ...], ...]:
    """The plan as it stands after each of several moments: where the rungs are is found once."""
    if not duty.is_open:
        return tuple(() for _ in after)
    rungs = tuple(_rungs_of(duty, case.urgency, policy=policy, calendar=calendar))
    return tuple(_ahead(rungs, duty, case, calendar=calendar, after=moment) for moment in after)


def _ahead(rungs: Sequence[Step], duty: Duty, case: Case, *, calendar: Calendar, after: datetime) -> tuple[Step, ...]:
    steps = [step for step in rungs if step.at > after]
    if duty.undeemed_since is not None and duty.phase in {Phase.WORKING, Phase.DRAFTED}:
        steps.append(undecided(max(after, duty.undeemed_since), case.urgency, calendar))
    steps.sort(key=lambda step: (step.at, WEIGHT[step.kind]))
    if not any(step.has_effect for step in steps):
        behind = max((step.at for step in steps), default=max(after, duty.held_since))
        steps.append(_clearing(max(behind, duty.late_from(calendar)), calendar))
    return tuple(steps)


def _rungs_of(duty: Duty, urgency: Urgency, *, policy: Policy, calendar: Calendar) -> Iterator[Step]:
    rungs = policy.rungs[urgency]
    if duty.phase is Phase.PAUSED:
        yield from _paused(duty, rungs, calendar)
        return
    if duty.kind is DutyKind.DECISION or duty.phase in {Phase.SUBMITTED, Phase.LACKING, Phase.FREED}:
        yield from _waiting(duty, rungs, calendar)
        return
    late_from = duty.late_from(calendar)
    if duty.phase is Phase.DRAFTED:
        yield from _until(late_from, duty, _waiting(duty, rungs, calendar))
    else:
        yield from _until(late_from, duty, _unacknowledged(duty, urgency, rungs, calendar))
    if duty.kind is DutyKind.OPINION:
        yield from _until(late_from, duty, before_opinion(duty, policy, urgency, calendar))
        yield from consent(duty, urgency, calendar)
        return
    yield from _until(late_from, duty, _before(duty, rungs, calendar))
    if duty.kind in {DutyKind.LEAD, DutyKind.COORDINATING}:
        yield from _until(late_from, duty, _silent(duty, policy, rungs, calendar))
    yield from _until(late_from, duty, _milestones(duty, urgency, calendar))
    yield from _overdue(duty, policy, rungs, calendar)
    if duty.last is not None and duty.last.moment > duty.deadline.moment:
        yield from _last(duty.last, urgency, calendar)


def _until(end: datetime, duty: Duty, steps: Iterator[Step]) -> Iterator[Step]:
    """Only what lies strictly between the assignment and the deadline."""
    return (step for step in steps if duty.clock_began_at < step.at < end)


def _unacknowledged(duty: Duty, urgency: Urgency, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    if duty.acknowledged_at is not None:
        return
    since = whole_minute(duty.held_since)
    yield Step(
        kind=StepKind.UNACKNOWLEDGED,
        at=rungs.unacknowledged.after(since, calendar),
        slot="unacknowledged",
        parts=(Audience.HOLDER,),
    )
    yield Step(
        kind=StepKind.UNACKNOWLEDGED_UP,
        at=rungs.unacknowledged_up.after(since, calendar),
        slot="unacknowledged-up",
        # Hỏa tốc: the office hears at once with the superior.
        parts=(*HOLDER_AND_SUPERIOR, Audience.OFFICE) if urgency is Urgency.FLASH else HOLDER_AND_SUPERIOR,
    )


def _before(duty: Duty, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    for span in rungs.before:
        yield Step(
            kind=StepKind.DUE_SOON,
            at=that_long_before(duty.deadline.moment, span, calendar),
            slot=f"before-{span.amount}-{span.measure}-{due_slot(duty)}",
            parts=(Audience.HOLDER,),
        )


def _silent(duty: Duty, policy: Policy, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """Steps after each span without a word: to the holder, from the second on with the superior, who hears again as
    often as the rule says. Who has not even acknowledged is first pressed for that (M11)."""
    pressed_until = heard_at = duty.heard_at
    if duty.acknowledged_at is None:
        pressed_until = rungs.unacknowledged_up.after(whole_minute(duty.held_since), calendar)
    slot = f"{heard_at:%Y%m%d%H%M%S}"
    for count in range(1, policy.silence_repeats + 3):
        at = rungs.silence.times(count).after(whole_minute(heard_at), calendar)
        if at >= duty.late_from(calendar):
            return
        if at <= pressed_until:
            continue
        if count == 1:
            yield Step(kind=StepKind.SILENT, at=at, slot=f"silent-{slot}", parts=(Audience.HOLDER,))
        else:
            again = f"-{count}" if count > 2 else ""
            yield Step(kind=StepKind.SILENT_UP, at=at, slot=f"silent-up-{slot}{again}", parts=HOLDER_AND_SUPERIOR)


def _overdue(duty: Duty, policy: Policy, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """At once, then every so many days; once also the assigner and the office."""
    late_from = max(duty.late_from(calendar), duty.act_by)
    said: dict[Length, tuple[Audience, ...]] = {
        rungs.overdue_every.times(count): HOLDER_AND_SUPERIOR for count in range(policy.overdue_repeats + 1)
    }
    said[rungs.overdue_up] = EVERYBODY
    for span, parts in sorted(said.items(), key=lambda one: one[0].amount):
        at = later(late_from, span, calendar)
        yield Step(kind=StepKind.OVERDUE, at=at, slot=f"overdue-{late_from:%Y%m%d%H%M}-{span.amount}", parts=parts)


LAST_BEFORE = (1, 0)  # days before the last deadline


def _last(last: Deadline, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    """Up to the last deadline the holder alone is nudged; when it passes everybody hears at once (M53)."""
    for count in LAST_BEFORE:
        at = that_long_before(last.moment, days_of(urgency, count), calendar)
        if at < last.passes_at(calendar):
            yield Step(kind=StepKind.LAST_SOON, at=at, slot=f"last-{count}", parts=(Audience.HOLDER,))
    yield Step(kind=StepKind.LAST_PASSED, at=last.passes_at(calendar), slot="last", parts=EVERYBODY)


def _waiting(duty: Duty, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """Steps for what waits for a decision, an acceptance or a supply: to who owes it, then to the superior (M16,
    M17)."""
    yield Step(
        kind=StepKind.WAITING,
        at=rungs.waiting.after(whole_minute(duty.held_since), calendar),
        slot="waiting",
        parts=(Audience.HOLDER,),
    )
    yield Step(
        kind=StepKind.WAITING_UP,
        at=rungs.waiting.times(2).after(whole_minute(duty.held_since), calendar),
        slot="waiting-up",
        parts=HOLDER_AND_SUPERIOR,
    )


def _paused(duty: Duty, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """A pause must not become a way to forget."""
    yield Step(
        kind=StepKind.PAUSED,
        at=rungs.silence.after(whole_minute(duty.held_since), calendar),
        slot="paused",
        parts=(Audience.ASSIGNER,),
    )


def _milestones(duty: Duty, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    """08:00 of the day before each stage not yet reached; when it is late the superior hears too (M6)."""
    for number, stage in enumerate(duty.stages, start=1):
        if stage.reached_at is not None:
            continue
        slot = f"{number}-{stage.deadline.moment.astimezone(UTC):%Y%m%d%H%M}"
        yield Step(
            kind=StepKind.MILESTONE,
            at=that_long_before(stage.deadline.moment, days_of(urgency, 1), calendar),
            slot=f"milestone-{slot}",
            parts=(Audience.HOLDER,),
            milestone=number,
        )
        yield Step(
            kind=StepKind.MILESTONE_LATE,
            at=stage.deadline.passes_at(calendar),
            slot=f"milestone-late-{slot}",
            parts=HOLDER_AND_SUPERIOR,
            milestone=number,
        )


def _clearing(behind: datetime, calendar: Calendar) -> Step:
    """08:00 of the next week's first working day, for as long as the duty stays open."""
    day = calendar.day_of(behind) + DAY
    while day.weekday() != 0:
        day += DAY
    day = calendar.working_day_on_or_after(day)
    return Step(
        kind=StepKind.CLEARING,
        at=calendar.at(day, START_OF_DUTY_DAY),
        slot=f"clearing-{day:%Y%m%d}",
        parts=(Audience.ASSIGNER, Audience.OFFICE),
    )
