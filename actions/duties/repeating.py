"""By which rule a task comes again: its next deadline, and when it is assigned (M6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dateutil.rrule import rrulestr

from actions.duties.assignments import Assignment
from actions.view import View
from domain.duties.cases import Deadline
from domain.duties.recurrences import Recurrence
from domain.encoding import decoded, encoded
from domain.office.calendar import Calendar
from domain.office.hours import START_OF_DUTY_DAY

MOST_LEAD_DAYS = 60


def begun(view: View, assignment: Assignment) -> Recurrence:
    """The rule behind an assignment that is registered now: the first task is this one."""
    due_day = view.calendar.day_of(assignment.deadline.moment)
    lead_days, day = 0, view.calendar.day_of(view.now)
    while day < due_day and lead_days < MOST_LEAD_DAYS:
        day = view.calendar.next_working_day(day)
        lead_days += 1
    this = Recurrence(
        rule=assignment.repeats,
        form=encoded(replace(assignment, repeats="")),
        lead_days=lead_days,
        registrar_id=view.sender.id,
        began_at=view.now,
        next_at=view.now,
    )
    return following(this, now=view.now, calendar=view.calendar)


def following(this: Recurrence, *, now: datetime, calendar: Calendar) -> Recurrence:
    """The same with its next deadline by the rule, and the moment of assigning it: 08:00 of the working day as long
    before as the first was; ended where the rule is."""
    assignment = decoded(Assignment, this.form)
    due = assignment.deadline.moment
    nominal = next_by_rule(this.rule, due, calendar)
    if nominal is None:
        return replace(this, next_at=None, ended_at=now)
    shift = nominal - due
    stages = tuple(
        replace(stage, deadline=replace(stage.deadline, moment=stage.deadline.moment + shift))
        for stage in assignment.milestones
    )
    again = replace(
        assignment, deadline=Deadline(moment=nominal, names_hour=assignment.deadline.names_hour), milestones=stages
    )
    day = calendar.working_days_before(calendar.day_of(moved_back(nominal, calendar)), this.lead_days)
    next_at = max(now, calendar.at(day, START_OF_DUTY_DAY))
    return replace(this, form=encoded(again), next_at=next_at)


def next_by_rule(rule: str, moment: datetime, calendar: Calendar) -> datetime | None:
    """The next moment of the rule after one of its moments, by the clock on the office's wall."""
    local = calendar.local(moment).replace(tzinfo=None)
    after: datetime | None = rrulestr(rule, dtstart=local).after(local)
    return None if after is None else after.replace(tzinfo=calendar.timezone)


def moved_back(moment: datetime, calendar: Calendar) -> datetime:
    """On a day off the deadline is moved back to the last working day before (M6)."""
    local = calendar.local(moment)
    return calendar.at(calendar.working_day_on_or_before(local.date()), local.timetz().replace(tzinfo=None))


def due_assignment(form: Mapping[str, Any], calendar: Calendar) -> Assignment:
    assignment = decoded(Assignment, form)
    due = replace(assignment.deadline, moment=moved_back(assignment.deadline.moment, calendar))
    stages = tuple(
        replace(stage, deadline=replace(stage.deadline, moment=moved_back(stage.deadline.moment, calendar)))
        for stage in assignment.milestones
    )
    return replace(assignment, deadline=due, milestones=stages)
