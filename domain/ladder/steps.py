"""What a step of the ladder is: its kind, its weight, and the parts in a case whom it tells (design §4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class StepKind(StrEnum):
    """Of two steps at the same moment the one that weighs more is said, which comes later in the plan: the lightest
    stands first."""

    CLEARING = "clearing"  # the weekly dứt điểm list
    PAUSED = "paused"  # the assigner is reminded of the pause
    SILENT = "silent"  # nothing has been reported for so long
    UNACKNOWLEDGED = "unacknowledged"  # nobody has taken note of it
    MILESTONE = "milestone"  # a stage of the task comes near
    DUE_SOON = "due_soon"  # the deadline comes near
    LAST_SOON = "last_soon"  # the one last deadline comes near (M53)
    SILENT_UP = "silent_up"  # still nothing: the superior hears too, as with each _UP
    UNACKNOWLEDGED_UP = "unacknowledged_up"
    WAITING = "waiting"  # for a word: a decision, an acceptance, a supply, a signature
    WAITING_UP = "waiting_up"
    MILESTONE_LATE = "milestone_late"  # it has passed, and was not reached
    OPINION_WARNING = "opinion_warning"  # one day before deemed consent: the unit's head is told
    UNDECIDED = "undecided"  # nothing is deemed from this silence: the office decides (M23)
    OVERDUE = "overdue"  # the deadline has passed: at once, and again every so many days
    LAST_PASSED = "last_passed"  # nor was the last one kept
    DEEMED_CONSENT = "deemed_consent"  # silence has become consent (M23)


EFFECTS = frozenset({StepKind.DEEMED_CONSENT})
WEIGHT = {kind: weight for weight, kind in enumerate(StepKind)}


class Audience(StrEnum):
    """Whom a step tells, by their part in the case; people are found at the moment of the step."""

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


def left_to_office(consent: Step) -> Step:
    """What comes in place of deemed consent where silence could not be heard: the office decides (M23)."""
    return replace(consent, kind=StepKind.UNDECIDED, slot="undeemed")


HOLDER_AND_SUPERIOR = (Audience.HOLDER, Audience.SUPERIOR)
EVERYBODY = (Audience.HOLDER, Audience.SUPERIOR, Audience.ASSIGNER, Audience.OFFICE)
