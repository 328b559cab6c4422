"""What comes next, and the first later step that reaches somebody new (promise 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.silence import is_never_deemed
from domain.ladder.ladder import plan
from domain.ladder.recipients import Recipients, who_hears
from domain.ladder.steps import Step, left_to_office
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.people import Person
from domain.parties import Parties
from domain.rules.policy import Policy


def promised(steps: Sequence[Step], duty: Duty, case: Case, chart: Chart) -> tuple[Step, ...]:
    """The plan with no consent in it that cannot come: there the office decides (M23)."""
    if not any(step.has_effect for step in steps) or not is_never_deemed(chart, duty, case):
        return tuple(steps)
    return tuple(left_to_office(step) if step.has_effect else step for step in steps)


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

    def planned(by: Calendar) -> tuple[Step, ...]:
        return promised(plan(duty, case, policy=policy, calendar=by, after=after), duty, case, chart)

    announced = planned(calendar.announced)
    found: list[NextStep] = []
    for step in planned(calendar):
        people = who_hears(step, duty, case, chart.at(step.at), parties=parties).people
        reaches_new = any(person.id not in known for person in people)
        if not found or reaches_new:
            found.append(NextStep(step=step, people=people, forecast=step not in announced))
        if reaches_new:
            break
    return tuple(found)
