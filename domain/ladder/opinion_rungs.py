"""The rungs of an opinion: what comes before silence counts, the consent, and what the office has to decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from domain.duties.duties import Duty
from domain.ladder.steps import Audience, Step, StepKind
from domain.office.calendar import DAY, Calendar
from domain.office.hours import START_OF_DUTY_DAY
from domain.rules.lengths import Urgency, days_of, that_long_before
from domain.rules.policy import Policy


def due_slot(duty: Duty) -> str:
    """The deadline in a slot: when it is moved, what was said of the old one is said anew of the new one."""
    return f"{duty.deadline.moment.astimezone(UTC):%Y%m%d%H%M}"


def before_opinion(duty: Duty, policy: Policy, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    nudge, warning = (
        that_long_before(duty.deadline.moment, days_of(urgency, count), calendar) for count in policy.opinion_before
    )
    yield Step(kind=StepKind.DUE_SOON, at=nudge, slot=f"before-{due_slot(duty)}", parts=(Audience.HOLDER,))
    if warning <= duty.clock_began_at:
        warning = _half_way(duty, urgency, calendar)
    yield Step(
        kind=StepKind.OPINION_WARNING,
        at=warning,
        slot=f"warning-{due_slot(duty)}",
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


def consent(duty: Duty, urgency: Urgency, calendar: Calendar) -> Iterator[Step]:
    at = duty.consent_from(calendar, days_of(urgency, 1))
    if at is not None:
        parts = (Audience.UNIT_HEAD, Audience.HOLDER, Audience.ASSIGNER, Audience.OFFICE)
        yield Step(kind=StepKind.DEEMED_CONSENT, at=at, slot="deemed", parts=parts)


def undecided(after: datetime, urgency: Urgency, calendar: Calendar) -> Step:
    """08:00 of each working day, of Hỏa tốc of each day, for as long as nobody has answered (M23)."""
    day = calendar.day_of(after)
    if after >= calendar.at(day, START_OF_DUTY_DAY):
        day += DAY
    if urgency is not Urgency.FLASH:
        day = calendar.working_day_on_or_after(day)
    at = calendar.at(day, START_OF_DUTY_DAY)
    return Step(kind=StepKind.UNDECIDED, at=at, slot=f"undecided-{day:%Y%m%d}", parts=(Audience.OFFICE,))
