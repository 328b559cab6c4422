"""The word of a step that has come, owed to one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from actions.transaction import Transaction
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.ladder.notices import Notice
from domain.ladder.steps import Step, StepKind
from domain.office.people import Person
from domain.payloads.duties import StepNotice
from domain.rules.lengths import Urgency


def owe_step(
    work: Transaction,
    duty: Duty,
    case: Case,
    step: Step,
    person_id: int,
    *,
    told: Sequence[Person] = (),
    in_place_of: int | None = None,
) -> None:
    """Owe one person the word of a step that has come; the same step is owed to a person once. The holder hears who
    else is `told`. `in_place_of` names who was not reached: then it is said at once, and the step is said again
    when its moment comes."""
    # The weekly list is one message, whatever the urgency of what stands in it.
    flash = case.urgency is Urgency.FLASH and step.kind is not StepKind.CLEARING
    at_once = in_place_of is not None
    others = tuple(one.id for one in told if one.id != person_id) if person_id == duty.holder_id else ()
    work.owed.append(
        Notice(
            recipient_id=person_id,
            payload=StepNotice(
                step=step.kind,
                due_at=duty.deadline.moment,
                in_place_of=in_place_of,
                milestone=step.milestone,
                told_too=others,
            ),
            # With its moment: a step that a change of the calendar puts on another day is said on that day.
            slot=f"{duty.turn}:{step.slot}:{step.at.astimezone(UTC):%Y%m%d%H%M}"
            + (f":for-{in_place_of}" if at_once else ""),
            case_id=case.id,
            duty_id=duty.id,
            turn=duty.turn,
            planned_at=work.now if at_once else step.at,
            by_clock=True,
            spaced=not flash and not step.has_effect,
            waits_for_opening=not flash,
            urgency=case.urgency,
        )
    )
