"""What a step of the ladder is: its kind, its weight, and the parts in a case whom it tells (design §4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
WEIGHT = {
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


HOLDER_AND_SUPERIOR = (Audience.HOLDER, Audience.SUPERIOR)
EVERYBODY = (Audience.HOLDER, Audience.SUPERIOR, Audience.ASSIGNER, Audience.OFFICE)
