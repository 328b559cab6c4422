"""The ladder: the whole plan of dated steps around a duty, and who hears each (design §4, M28).

The engine, the preview at assignment, the next-step line of every nudge and `simulate` all ask these functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from domain.deciding import Parties, asked_for, deciders, waits_for_decider
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.calendar import DAY, START_OF_DUTY_DAY, Calendar, whole_minute
from domain.office.people import Chart, Person, Role, unique
from domain.rights import Permission
from domain.rules.policy import Length, Measure, Policy, StepTimes, Urgency, days_of


class StepKind(StrEnum):
    UNACKNOWLEDGED = "unacknowledged"
    UNACKNOWLEDGED_UP = "unacknowledged_up"
    DUE_SOON = "due_soon"
    OPINION_WARNING = "opinion_warning"  # one day before deemed consent: the unit's head is told
    DEEMED_CONSENT = "deemed_consent"
    OVERDUE = "overdue"
    SILENT = "silent"
    SILENT_UP = "silent_up"
    WAITING = "waiting"
    WAITING_UP = "waiting_up"
    MILESTONE = "milestone"  # a stage of the task comes near
    MILESTONE_LATE = "milestone_late"
    PAUSED = "paused"  # the assigner is reminded of what he has paused
    CLEARING = "clearing"  # the weekly dứt điểm list
    LAST_SOON = "last_soon"  # the one last deadline comes near (M53)
    LAST_PASSED = "last_passed"


EFFECTS = frozenset({StepKind.DEEMED_CONSENT})

# Of two steps at the same moment the one that weighs more is the one that is said: it comes later in the plan.
_WEIGHT = {
    kind: weight
    for weight, kind in enumerate(
        (
            StepKind.CLEARING,
            StepKind.PAUSED,
            StepKind.SILENT,
            StepKind.UNACKNOWLEDGED,
            StepKind.MILESTONE,
            StepKind.DUE_SOON,
            StepKind.LAST_SOON,
            StepKind.SILENT_UP,
            StepKind.UNACKNOWLEDGED_UP,
            StepKind.WAITING,
            StepKind.WAITING_UP,
            StepKind.MILESTONE_LATE,
            StepKind.OPINION_WARNING,
            StepKind.OVERDUE,
            StepKind.LAST_PASSED,
            StepKind.DEEMED_CONSENT,
        )
    )
}


class Audience(StrEnum):
    """Whom a step tells, by his part in the case; people are found at the moment of the step."""

    HOLDER = "holder"
    SUPERIOR = "superior"
    UNIT_HEAD = "unit_head"
    ASSIGNER = "assigner"
    OFFICE = "office"


@dataclass(frozen=True, kw_only=True)
class Step:
    """`slot` is unique within a turn of the duty, so that a notice is owed once however often it is computed."""

    kind: StepKind
    at: datetime
    slot: str
    parts: tuple[Audience, ...]
    milestone: int | None = None  # which one it speaks of, counted from 1

    @property
    def has_effect(self) -> bool:
        return self.kind in EFFECTS


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Who hears a step, whom it should have told but could not reach, the parts that nobody has, and who stands in but
    has a part in the case himself."""

    people: tuple[Person, ...]
    missed: tuple[Person, ...] = ()
    empty: tuple[Audience, ...] = ()
    barred: tuple[Person, ...] = ()


HOLDER_AND_SUPERIOR = (Audience.HOLDER, Audience.SUPERIOR)
EVERYBODY = (Audience.HOLDER, Audience.SUPERIOR, Audience.ASSIGNER, Audience.OFFICE)


def plan(duty: Duty, case: Case, *, policy: Policy, calendar: Calendar, after: datetime) -> tuple[Step, ...]:
    """The steps still to come after a moment, in their order. An open duty always has one: behind the last rung
    stands the weekly list."""
    if not duty.is_open:
        return ()
    steps = [step for step in _rungs_of(duty, case.urgency, policy=policy, calendar=calendar) if step.at > after]
    steps.sort(key=lambda step: (step.at, _WEIGHT[step.kind]))
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
        yield from _until(late_from, duty, _before_opinion(duty, policy, urgency, calendar))
        yield Step(
            kind=StepKind.DEEMED_CONSENT,
            at=late_from,
            slot="deemed",
            parts=(Audience.UNIT_HEAD, Audience.HOLDER, Audience.ASSIGNER, Audience.OFFICE),
        )
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
            at=_that_long_before(duty.deadline.moment, span, calendar),
            slot=f"before-{span.amount}-{span.measure}-{_due(duty)}",
            parts=(Audience.HOLDER,),
        )


def _due(duty: Duty) -> str:
    """The deadline in a slot: when it is moved, what was said of the old one is said anew of the new one."""
    return f"{duty.deadline.moment.astimezone(UTC):%Y%m%d%H%M}"


def _that_long_before(moment: datetime, span: Length, calendar: Calendar) -> datetime:
    """N days before: 08:00 of the Nth working day, of Hỏa tốc of the Nth day of the calendar, before the deadline's
    day; the day: 08:00 of it (design §4)."""
    day = calendar.day_of(moment)
    match span.measure:
        case Measure.WORKING_DAYS:
            return calendar.at(calendar.working_days_before(day, span.amount), START_OF_DUTY_DAY)
        case Measure.CLOCK_DAYS:
            return calendar.at(day - span.amount * DAY, START_OF_DUTY_DAY)
        case _:
            return moment - timedelta(hours=span.amount)


def _before_opinion(duty: Duty, policy: Policy, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    nudge, warning = (
        _that_long_before(duty.deadline.moment, days_of(urgency, count), calendar) for count in policy.opinion_before
    )
    yield Step(kind=StepKind.DUE_SOON, at=nudge, slot=f"before-{_due(duty)}", parts=(Audience.HOLDER,))
    if warning <= duty.clock_began_at:
        warning = _half_way(duty, urgency, calendar)
    yield Step(
        kind=StepKind.OPINION_WARNING,
        at=warning,
        slot=f"warning-{_due(duty)}",
        parts=(Audience.HOLDER, Audience.UNIT_HEAD),
    )


def _half_way(duty: Duty, urgency: Urgency, calendar: Calendar) -> datetime:
    """The head is always told before: where the time is short, at half of it, working time or for Hỏa tốc that of the
    clock."""
    began_at, ends_at = duty.clock_began_at, duty.deadline.moment
    if urgency is not Urgency.FLASH:
        half = calendar.add_working_time(began_at, calendar.working_time(began_at, ends_at) / 2)
        if began_at < half < duty.late_from(calendar):
            return half
        ends_at = duty.late_from(calendar)  # there is no working time between
    return began_at + (ends_at - began_at) / 2


def _silent(duty: Duty, policy: Policy, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """After each span without a word: the holder, from the second on with his superior, who hears again as often as the
    rule says. Who has not even acknowledged is first pressed for that (M11)."""
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
        at = _later(late_from, span, calendar)
        yield Step(kind=StepKind.OVERDUE, at=at, slot=f"overdue-{late_from:%Y%m%d%H%M}-{span.amount}", parts=parts)


LAST_BEFORE = (1, 0)  # days before the last deadline


def _last(last: Deadline, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    """Up to the last deadline the holder alone is nudged; when it passes everybody hears at once (M53)."""
    for count in LAST_BEFORE:
        at = _that_long_before(last.moment, days_of(urgency, count), calendar)
        if at < last.passes_at(calendar):
            yield Step(kind=StepKind.LAST_SOON, at=at, slot=f"last-{count}", parts=(Audience.HOLDER,))
    yield Step(kind=StepKind.LAST_PASSED, at=last.passes_at(calendar), slot="last", parts=EVERYBODY)


def _later(moment: datetime, span: Length, calendar: Calendar) -> datetime:
    """The same clock time that many days later; 24:00 belongs to the day that it ends, so that a deadline at the end of
    a Friday is never pressed earlier than one within it."""
    if span.amount == 0:
        return moment
    if span.measure is not Measure.WORKING_DAYS or calendar.local(moment).time() != time():
        return span.after(moment, calendar)
    return calendar.midnight_after(calendar.working_days_after(calendar.day_of(moment) - DAY, span.amount))


def _waiting(duty: Duty, rungs: StepTimes, calendar: Calendar) -> Iterator[Step]:
    """What waits for a decision, an acceptance or a supply nudges who owes it, then his superior (M16, M17)."""
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
            at=_that_long_before(stage.deadline.moment, days_of(urgency, 1), calendar),
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


def who_hears(step: Step, duty: Duty, case: Case, chart: Chart, *, parties: Parties | None = None) -> Recipients:
    """The people told, as the organisation stands at the chart's moment: nobody twice; in place of who is away who
    stands in for him; where a part is empty or unreachable the step goes one up at once; nobody but the holder, and
    who stands in for him, hears as holder. Where the `parties` to the case are known, what waits for a decision is said
    to those who may decide it."""
    people: list[Person] = []
    missed: list[Person] = []
    empty: list[Audience] = []
    barred: list[Person] = []
    for part in step.parts:
        found = _in_part(part, duty, case, chart)
        permission = _asked_of(part, step, duty)
        if permission is not None and parties is not None:
            may_decide = [chart.person(one) for one in deciders(chart, case, duty, parties, permission)]
            if any(one.reachable for one in may_decide):
                people += [one for one in may_decide if one.reachable]
                missed += [one for one in may_decide if not one.reachable]
                barred += _barred(found[0], may_decide, chart)
                if chart.acting_for(found[0]) in missed:  # he would hear in the place of who is away
                    people += _first_reachable(found[0], duty, case, chart, along=())[0]
                continue
        if not found:
            empty.append(part)
        for person in found:
            along = (person,) if part is Audience.HOLDER else ()  # away or not, the duty is his
            reached, lost = _first_reachable(person, duty, case, chart, along=along)
            people.extend(reached)
            missed.extend(lost)
    if step.kind is StepKind.OPINION_WARNING and missed:
        # Whose silence would be taken for consent has not heard of it: the office reaches him by other means.
        people.extend(one for one in chart.office if one.reachable)
    return Recipients(people=unique(people), missed=unique(missed), empty=tuple(empty), barred=unique(barred))


def _asked_of(part: Audience, step: Step, duty: Duty) -> Permission | None:
    """What the step asks of who decides: of the holder what the duty waits for, of the assigner the one last
    deadline."""
    if part is Audience.HOLDER and waits_for_decider(duty):
        return asked_for(duty)
    return Permission.SET_LAST if part is Audience.ASSIGNER and step.kind is StepKind.CLEARING else None


def _barred(post: Person, may_decide: Sequence[Person], chart: Chart) -> list[Person]:
    """Of whose part it is and who stands in for him whom it is passed by."""
    return [one for one in (post, chart.acting_for(post)) if one not in may_decide]


def _in_part(part: Audience, duty: Duty, case: Case, chart: Chart) -> tuple[Person, ...]:
    """Who has this part, away or not."""
    holder, assigner = chart.person(duty.holder_id), chart.person(case.assigner_id)
    match part:
        case Audience.HOLDER:
            return (holder,)
        case Audience.SUPERIOR:
            superiors = chart.posts_above(holder, assigner=assigner)
            deputies = chart.deputies_for(holder.unit_id, case.field)
            return tuple(one for one in (*superiors, *deputies) if chart.acting_for(one).id != holder.id)
        case Audience.UNIT_HEAD:
            head = chart.post_in_charge_of(duty.unit_id)
            signers = chart.signers_for(duty.unit_id, case.field)
            return (head, *signers) if head is not None else chart.office
        case Audience.ASSIGNER:
            return (assigner,)
        case Audience.OFFICE:
            return chart.office


def _first_reachable(
    person: Person, duty: Duty, case: Case, chart: Chart, *, along: tuple[Person, ...]
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Who acts for the person, or the first above him who can be written to; those told `along`; and those who could
    not be told (M31). That one who is away hears of it himself is no answer to who cannot be told in his place."""
    level: tuple[Person, ...] = (person,)
    beside = tuple(one for one in along if one.reachable)
    missed = [one for one in along if not one.reachable]
    met: set[int] = set()
    while level:
        there = unique(map(chart.acting_for, level))
        # Going up for somebody else never ends at the holder: he is no answer to who could not be told about him.
        reached = tuple(one for one in there if one.reachable and (not met or one.id != duty.holder_id))
        missed.extend(one for one in there if not one.reachable)
        if reached:
            return unique((*beside, *reached)), tuple(missed)
        if not met.isdisjoint(one.id for one in level):
            break
        met |= {one.id for one in level}
        above = chart.posts_above(level[0], assigner=chart.person(case.assigner_id))
        level = above or (() if level[0].is_a(Role.OFFICE) else chart.office)
    return beside, tuple(missed)


@dataclass(frozen=True, kw_only=True)
class PlannedStep:
    step: Step
    told: Recipients


def said_steps(plan: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """The plan as it will be said: of steps at one moment each person hears the weightiest, which comes last."""
    said: list[PlannedStep] = []
    heard: set[tuple[datetime, int]] = set()
    for planned in reversed(plan):
        people = tuple(one for one in planned.told.people if (planned.step.at, one.id) not in heard)
        heard |= {(planned.step.at, one.id) for one in people}
        if people or not planned.told.people:
            said.append(replace(planned, told=replace(planned.told, people=people)))
    return tuple(reversed(said))


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What comes next, and, where that reaches nobody new, the first step that does (promise 6)."""

    step: Step
    people: tuple[Person, ...]
    forecast: bool = False  # its moment rests on a holiday whose yearly notice is not out yet


def next_steps(
    duty: Duty,
    case: Case,
    *,
    policy: Policy,
    calendar: Calendar,
    chart: Chart,
    after: datetime,
    known: frozenset[int] = frozenset(),
    parties: Parties | None = None,
) -> tuple[NextStep, ...]:
    """The next step and, if it tells only the holder and those in `known`, the first later one that tells more."""
    known |= {duty.holder_id}
    announced = plan(duty, case, policy=policy, calendar=calendar.announced, after=after)
    found: list[NextStep] = []
    for step in plan(duty, case, policy=policy, calendar=calendar, after=after):
        people = who_hears(step, duty, case, chart.at(step.at), parties=parties).people
        reaches_new = any(person.id not in known for person in people)
        if not found or reaches_new:
            found.append(NextStep(step=step, people=people, forecast=step not in announced))
        if reaches_new:
            break
    return tuple(found)
