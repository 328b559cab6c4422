"""By which rule a task comes again: its next deadline, and when it is assigned (M6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from actions.assignments import ASSIGNMENT, Assignment
from actions.work import View
from domain.calendar import START_OF_DUTY_DAY, Calendar
from domain.cases import Deadline
from domain.recurrences import Recurrence

MOST_LEAD_DAYS = 60
HORIZON = timedelta(days=10 * 366)  # rules are made for years, not for generations


def begun(view: View, assignment: Assignment) -> Recurrence:
    """The rule behind an assignment that is registered now: the first task is this one."""
    due_day = view.calendar.day_of(assignment.deadline.moment)
    lead_days, day = 0, view.calendar.day_of(view.now)
    while day < due_day and lead_days < MOST_LEAD_DAYS:
        day = view.calendar.next_working_day(day)
        lead_days += 1
    this = Recurrence(
        rule=assignment.repeats,
        form=ASSIGNMENT.dump_python(replace(assignment, repeats=""), mode="json"),
        lead_days=lead_days,
        registrar_id=view.sender.id,
        began_at=view.now,
        next_at=view.now,
    )
    return following(this, now=view.now, calendar=view.calendar)


def following(this: Recurrence, *, now: datetime, calendar: Calendar) -> Recurrence:
    """The same with its next deadline by the rule, and the moment of assigning it: 08:00 of the working day as long
    before as the first was; ended where the rule is."""
    assignment = ASSIGNMENT.validate_python(this.form)
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
    return replace(this, form=ASSIGNMENT.dump_python(again, mode="json"), next_at=next_at)


def next_by_rule(rule: str, moment: datetime, calendar: Calendar) -> datetime | None:
    """The next moment of the rule after one of its moments, by the clock on the office's wall."""
    after = next_on_wall(rule, calendar.local(moment).replace(tzinfo=None))
    return None if after is None else after.replace(tzinfo=calendar.timezone)


def next_on_wall(rule: str, local: datetime) -> datetime | None:
    """The same in naive wall-clock time. A rule that comes to nothing for as long as HORIZON has ended.

    dateutil looks for a 30 February until the year 9999, which takes minutes; so it is asked in a year near that end
    whose calendar is the same."""
    parts = rule.split(";")
    until = next((part.removeprefix("UNTIL=") for part in parts if part.startswith("UNTIL=")), None)
    asked = local.replace(year=_like_year(local.year))
    endless = ";".join(part for part in parts if not part.startswith("UNTIL="))
    found: datetime | None = rrulestr(endless, dtstart=asked).after(asked)
    if found is None or found - asked > HORIZON:
        return None
    found = found.replace(year=found.year - asked.year + local.year)
    return None if until is not None and found > _end_of(until) else found


def _like_year(year: int) -> int:
    """The year of the last decades before 9999 that begins on the same weekday and is as near to a leap year."""
    like = date(year, 1, 1).weekday()
    return next(one for one in range(9961, 9989) if one % 4 == year % 4 and date(one, 1, 1).weekday() == like)


def _end_of(until: str) -> datetime:
    """`20271231` or `20271231T170000Z`: the whole of that day. Raises ValueError for what is no date."""
    return datetime.combine(date.fromisoformat(until[:8]) + timedelta(days=1), time())


def moved_back(moment: datetime, calendar: Calendar) -> datetime:
    """On a day off the deadline is moved back to the last working day before (M6)."""
    local = calendar.local(moment)
    return calendar.at(calendar.working_day_on_or_before(local.date()), local.timetz().replace(tzinfo=None))


def due_assignment(form: Mapping[str, Any], calendar: Calendar) -> Assignment:
    assignment = ASSIGNMENT.validate_python(form)
    due = replace(assignment.deadline, moment=moved_back(assignment.deadline.moment, calendar))
    stages = tuple(
        replace(stage, deadline=replace(stage.deadline, moment=moved_back(stage.deadline.moment, calendar)))
        for stage in assignment.milestones
    )
    return replace(assignment, deadline=due, milestones=stages)
