"""What will be done if it is confirmed: shown before anything is stored (promise 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from actions.view import View
from domain.duties.cases import Case
from domain.duties.charge import LeftOut
from domain.duties.duties import Duty, DutyKind
from domain.duties.silence import is_never_deemed
from domain.ladder.next_steps import PlannedStep, promised, said_steps
from domain.ladder.recipients import who_hears
from domain.ladder.replanning import rests_on_forecast
from domain.office.people import Person
from domain.rules.lengths import Urgency


@dataclass(frozen=True, kw_only=True)
class Workload:
    """What somebody has in hand already."""

    still_open: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """What will be done if it is confirmed: the case, its duties, who is told what when, and what to mind."""

    case: Case
    duties: tuple[Duty, ...]
    plan: tuple[PlannedStep, ...]
    goes_out_at: datetime
    unreachable: tuple[Person, ...] = ()
    day_off: str | None = None
    day_off_forecast: bool = False
    workload: Mapping[int, Workload] = field(default_factory=dict)  # by person
    similar: tuple[Case, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # units named for a second part
    repeats: str = ""  # the rule by which it comes again
    undeemed: tuple[Duty, ...] = ()  # opinions of which it is known that silence will not be consent
    forecast: bool = False  # the deadline or the plan rests on a holiday whose yearly notice is not out yet


def prospect(view: View, case: Case, owed: Sequence[Duty], *, left_out: tuple[LeftOut, ...] = ()) -> Prospect:
    """The plan of the first duty, and what to mind before confirming (promise 6)."""
    first, day = owed[0], view.calendar.day_of(case.deadline.moment)
    holders = [view.chart.person(duty.holder_id) for duty in owed]
    waits = case.urgency is not Urgency.FLASH
    return Prospect(
        case=case,
        duties=tuple(owed),
        left_out=left_out,
        plan=said_steps(
            [
                PlannedStep(step=step, told=who_hears(step, first, case, view.chart.at(step.at)))
                for step in promised(view.plan(first, case, after=view.now), first, case, view.chart)
            ]
        ),
        undeemed=tuple(
            duty for duty in owed if duty.kind is DutyKind.OPINION and is_never_deemed(view.chart, duty, case)
        ),
        goes_out_at=view.calendar.goes_out_at(view.now, view.now) if waits else view.now,
        unreachable=tuple(person for person in holders if not person.reachable),
        day_off=view.calendar.why_off(day),
        day_off_forecast=day in view.calendar.forecasts,
        forecast=rests_on_forecast(first, case, policy=view.policy_of(case), calendar=view.calendar, after=view.now),
    )
