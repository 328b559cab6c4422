"""What a change of the working calendar does to the plan of an open duty (M27, design §4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.duties.cases import Case, Deadline, on_working_day
from domain.duties.duties import Duty, DutyKind, Phase
from domain.ladder.ladder import plan, plans
from domain.ladder.steps import Step, StepKind
from domain.office.calendar import Calendar
from domain.office.hours import CalendarEffect
from domain.rules.lengths import Length
from domain.rules.policy import Policy

_AWAITING = frozenset({Phase.SUBMITTED, Phase.LACKING, Phase.FREED})  # somebody else's answer; its time is a span


class Dated(StrEnum):
    """What of a duty has a day of its own."""

    DEADLINE = "deadline"
    MILESTONE = "milestone"
    LAST = "last"  # hạn dứt điểm
    ANSWER = "answer"  # by when whoever decides, accepts or supplies must have done so


@dataclass(frozen=True, kw_only=True)
class NowOff:
    """A day of a duty that has become a day off. It is not moved (R6): it was read back to people."""

    what: Dated
    deadline: Deadline
    number: int | None = None  # of the milestone, counted from 1


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """The duty under the new calendar. `missed` are steps that were still to come and whose new moment lies before
    what has been taken already: they are taken at once, so that none is lost."""

    duty: Duty
    effect: CalendarEffect | None
    missed: tuple[Step, ...] = ()


def replan(duty: Duty, case: Case, *, policy: Policy, before: Calendar, calendar: Calendar, now: datetime) -> Replanned:
    """Under the calendar in force what was planned under the one before. By themselves move only an opinion's deadline
    and the time of whoever owes an answer."""
    moved = _moved(duty, policy.rungs[case.urgency].waiting, before, calendar, now)
    old = plan(duty, case, policy=policy, calendar=before, after=duty.stepped_until)
    moments = (duty.stepped_until, min(duty.opened_at, duty.held_since))
    new, whole = plans(moved, case, policy=policy, calendar=calendar, after=moments)
    still = _by_place(whole)
    missed = tuple(
        still[place]
        for place, step in _by_place(old).items()
        if place in still and still[place].at <= duty.stepped_until and not step.has_effect
    )
    other = (old[0].kind, old[0].at) != (new[0].kind, new[0].at)
    after = replace(moved, next_step_at=new[0].at) if other or moved is not duty else duty
    return Replanned(duty=after, effect=_effect(duty, after, before, calendar, now), missed=missed)


def _moved(duty: Duty, waiting: Length, before: Calendar, calendar: Calendar, now: datetime) -> Duty:
    if owes_an_answer(duty):
        return _time_to_answer(duty, waiting, before, calendar, now)
    # Where silence has counted as consent already, or nobody works on the answer, no deadline moves.
    waits = duty.kind is DutyKind.OPINION and duty.phase in {Phase.WORKING, Phase.DRAFTED}
    if not waits or duty.late_from(calendar) <= now:
        return duty
    deadline = on_working_day(duty.deadline, calendar)
    if deadline is duty.deadline:
        return duty
    return replace(duty, deadline=deadline, act_by=max(duty.act_by, deadline.moment))


def owes_an_answer(duty: Duty) -> bool:
    """Whether its holder is not the one who works, but who decides, accepts, supplies or finds another."""
    return duty.kind is DutyKind.DECISION or duty.phase in _AWAITING


def _time_to_answer(duty: Duty, waiting: Length, before: Calendar, calendar: Calendar, now: datetime) -> Duty:
    """Whoever decides, accepts or supplies has a span of working time: it is counted anew from where it was counted,
    never to anybody's disadvantage, and what is late stays late. A new head has taken over the time of the one before,
    so it may have begun before this holder."""
    begun = {duty.held_since, duty.submitted_at or duty.held_since, duty.opened_at}
    if duty.act_by <= now:
        return duty
    counted = [waiting.after(since, calendar) for since in begun if waiting.after(since, before) == duty.act_by]
    act_by = max(counted, default=duty.act_by)
    if act_by <= duty.act_by:
        return duty
    deadline = duty.deadline
    if duty.kind is DutyKind.DECISION:
        deadline = Deadline(moment=act_by, names_hour=True)
    return replace(duty, deadline=deadline, act_by=act_by)


def _effect(duty: Duty, after: Duty, before: Calendar, calendar: Calendar, now: datetime) -> CalendarEffect | None:
    if after.act_by != duty.act_by or after.deadline != duty.deadline:
        return CalendarEffect.MOVED
    if now_off(duty, before, calendar, now):
        return CalendarEffect.ON_DAY_OFF
    return CalendarEffect.REPLANNED if after is not duty else None


def now_off(duty: Duty, before: Calendar, calendar: Calendar, now: datetime) -> tuple[NowOff, ...]:
    """The days still ahead that were working days and are none any longer: of the deadline, of the milestones not yet
    reached, of the one last deadline."""
    if duty.kind is DutyKind.DECISION:
        return ()
    dated = [NowOff(what=Dated.DEADLINE, deadline=duty.deadline)]
    dated += [
        NowOff(what=Dated.MILESTONE, deadline=stage.deadline, number=number)
        for number, stage in enumerate(duty.stages, start=1)
        if stage.reached_at is None
    ]
    if duty.last is not None:
        dated.append(NowOff(what=Dated.LAST, deadline=duty.last))

    def becomes_off(moment: datetime) -> bool:
        day = calendar.day_of(moment)
        return moment > now and before.is_working_day(day) and not calendar.is_working_day(day)

    return tuple(one for one in dated if becomes_off(one.deadline.moment))


def _by_place(steps: Iterable[Step]) -> dict[tuple[StepKind, int], Step]:
    """Each step by its kind and its place counted from the last of that kind: so a step is known again although its
    moment, and with a deadline its slot, has moved. What comes every week or every day has no place of its own."""
    count: Counter[StepKind] = Counter()
    placed: dict[tuple[StepKind, int], Step] = {}
    for step in reversed(tuple(steps)):
        if step.kind not in {StepKind.CLEARING, StepKind.UNDECIDED}:
            count[step.kind] += 1
            placed[step.kind, count[step.kind]] = step
    return placed


def rests_on_forecast(duty: Duty, case: Case, *, policy: Policy, calendar: Calendar, after: datetime) -> bool:
    """Whether the deadline, or a step still to come, would be another day were no foreseen holiday off: the yearly
    notice may yet change it."""
    day = calendar.day_of(duty.deadline.moment)
    if calendar.rests_on_forecast(day, day):
        return True
    steps = plan(duty, case, policy=policy, calendar=calendar, after=after)
    announced = plan(duty, case, policy=policy, calendar=calendar.announced, after=after)
    return _by_place(steps) != _by_place(announced)
