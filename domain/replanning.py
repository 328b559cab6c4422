"""What a change of the working calendar does to the plan of an open duty (M27, design §4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.calendar import Calendar, CalendarEffect
from domain.cases import Case, on_working_day
from domain.duties import Duty, DutyKind, Phase
from domain.ladder import Step, StepKind, plan
from domain.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """The duty under the new calendar. `missed` are steps that were still to come and whose new moment lies before
    what has been taken already: they are taken at once, so that none is lost."""

    duty: Duty
    effect: CalendarEffect | None
    missed: tuple[Step, ...] = ()


def replan(duty: Duty, case: Case, *, policy: Policy, before: Calendar, calendar: Calendar, now: datetime) -> Replanned:
    """Under the calendar in force what was planned under the one before. Only an opinion's deadline moves by itself."""
    moved = _moved(duty, calendar, now)
    old = plan(duty, case, policy=policy, calendar=before, after=duty.stepped_until)
    new = plan(moved, case, policy=policy, calendar=calendar, after=duty.stepped_until)
    whole = plan(moved, case, policy=policy, calendar=calendar, after=min(duty.opened_at, duty.held_since))
    still = _by_place(whole)
    missed = tuple(
        still[place]
        for place, step in _by_place(old).items()
        if place in still and still[place].at <= duty.stepped_until and not step.has_effect
    )
    other = (old[0].kind, old[0].at) != (new[0].kind, new[0].at)
    after = replace(moved, next_step_at=new[0].at) if other or moved is not duty else duty
    return Replanned(duty=after, effect=_effect(duty, after, before, calendar, now), missed=missed)


def _moved(duty: Duty, calendar: Calendar, now: datetime) -> Duty:
    """Where silence has counted as consent already, or nobody works on the answer, no deadline moves."""
    waits = duty.kind is DutyKind.OPINION and duty.phase in {Phase.WORKING, Phase.DRAFTED}
    if not waits or duty.late_from(calendar) <= now:
        return duty
    deadline = on_working_day(duty.deadline, calendar)
    if deadline is duty.deadline:
        return duty
    return replace(duty, deadline=deadline, act_by=max(duty.act_by, deadline.moment))


def _effect(duty: Duty, after: Duty, before: Calendar, calendar: Calendar, now: datetime) -> CalendarEffect | None:
    if after.deadline != duty.deadline:
        return CalendarEffect.MOVED
    day = calendar.day_of(duty.deadline.moment)
    becomes_off = before.is_working_day(day) and not calendar.is_working_day(day)
    if becomes_off and duty.deadline.moment > now and duty.kind is not DutyKind.DECISION:
        return CalendarEffect.ON_DAY_OFF
    return CalendarEffect.REPLANNED if after is not duty else None


def _by_place(steps: Iterable[Step]) -> dict[tuple[StepKind, int], Step]:
    """Each step by its kind and its place counted from the last of that kind: so a step is known again although its
    moment, and with a deadline its slot, has moved. The weekly list has no place of its own."""
    count: Counter[StepKind] = Counter()
    placed: dict[tuple[StepKind, int], Step] = {}
    for step in reversed(tuple(steps)):
        if step.kind is not StepKind.CLEARING:
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
