"""What is told of the work: who has it, how it stands, what the assigner does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.duties.corrections import Corrected, FieldChange
from domain.duties.duties import Phase
from domain.duties.statements import Cause, StatementKind
from domain.ladder.steps import StepKind
from domain.payloads.payload import NoticePayload, OfAct, WithDates, WithTexts, Worded


@dataclass(frozen=True, kw_only=True)
class StepNotice(NoticePayload, kind="step"):
    """`due_at` is the deadline when it was planned; `in_place_of` who was not reached, `told_too` who else hears it."""

    step: StepKind
    due_at: datetime | None
    in_place_of: int | None = None
    milestone: int | None = None
    told_too: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NudgedNotice(OfAct, kind="nudged"):
    """Pressed by a person, beside the ladder."""

    about_the_turn = True


@dataclass(frozen=True, kw_only=True)
class LastSetNotice(OfAct, Worded, WithDates, kind="last_set"):
    """The one last deadline of what is overdue."""

    about_the_turn = True


@dataclass(frozen=True, kw_only=True)
class AssignedNotice(OfAct, WithDates, kind="assigned"):
    """The ball is in your court: a task or an opinion to give."""

    about_the_turn = True

    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class DelegatedNotice(OfAct, kind="delegated"):
    about_the_turn = True

    to: int | None


@dataclass(frozen=True, kw_only=True)
class ReassignedNotice(OfAct, Worded, kind="reassigned"):
    """Told to who need not do it any more."""


@dataclass(frozen=True, kw_only=True)
class FreedNotice(OfAct, kind="freed"):
    """You granted the refusal: find another."""

    about_the_turn = True


@dataclass(frozen=True, kw_only=True)
class LeftNotice(OfAct, kind="left"):
    """`did` is the act where somebody stood in, else empty; `was` the phase before, `handed_on` whether it was the
    reader who handed it on, `holder` who has it now."""

    informs = True

    did: str = ""
    was: Phase | None
    handed_on: bool = False
    signed: bool = False
    holder: int | None


@dataclass(frozen=True, kw_only=True)
class AssignerChangedNotice(OfAct, kind="assigner_changed"):
    """Told to both assigners of a case, and to who leads it."""

    informs = True

    before: int
    assigner: int


@dataclass(frozen=True, kw_only=True)
class SucceededNotice(NoticePayload, kind="succeeded"):
    """Told to who takes over what somebody who left gave out, and to the leaver while still there."""

    before: int
    taker: int
    codes: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class WatchingNotice(NoticePayload, kind="watching"):
    informs = True


@dataclass(frozen=True, kw_only=True)
class EndedNotice(OfAct, kind="ended"):
    """Of a circular how many `readers` it had; of a part whether its unit `leads` now, or one part `joins` another."""

    informs = True

    by: int | None = None
    readers: int | None = None
    leads: bool = False
    joins: bool = False


@dataclass(frozen=True, kw_only=True)
class JudgeNotice(OfAct, kind="judge"):
    """A result waits for your acceptance."""

    about_the_turn = True

    late: bool = False


@dataclass(frozen=True, kw_only=True)
class AcceptedNotice(OfAct, kind="accepted"):
    """`whole` where a part was accepted with the task."""

    informs = True

    late: bool = False
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnedNotice(OfAct, Worded, kind="returned"):
    about_the_turn = True


@dataclass(frozen=True, kw_only=True)
class BlockerNotice(OfAct, WithTexts, kind="blocker"):
    """`statement` where it was said after the deadline, and who may credit it."""

    law: bool = False
    statement: int | None = None
    credited_by: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class InitiativeNotice(OfAct, Worded, kind="initiative"):
    """Said after the deadline: told to the assigner, who may credit it (M54)."""

    statement: int
    credited_by: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class CreditedNotice(OfAct, Worded, kind="credited"):
    """Told to who said it late."""

    informs = True

    said: StatementKind


@dataclass(frozen=True, kw_only=True)
class OfCause(OfAct, Worded):
    """`beside` where the head of the unit named it, beside the holder's."""

    cause: Cause
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class CauseNotice(OfCause, kind="cause"):
    """A cause of delay waits for the assigner's word (M34)."""


@dataclass(frozen=True, kw_only=True)
class CauseConfirmedNotice(OfCause, kind="cause_confirmed"):
    pass


@dataclass(frozen=True, kw_only=True)
class CorrectedNotice(OfAct, WithTexts, WithDates, kind="corrected"):
    """By field: of what is no free text the values, of free texts the keys, as `title.before` and `title.after`."""

    changes: Mapping[Corrected, FieldChange] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PausedNotice(OfAct, Worded, WithDates, kind="paused"):
    pass


@dataclass(frozen=True, kw_only=True)
class ResumedNotice(OfAct, Worded, WithDates, kind="resumed"):
    pass


@dataclass(frozen=True, kw_only=True)
class WithdrawnNotice(OfAct, Worded, kind="withdrawn"):
    pass


@dataclass(frozen=True, kw_only=True)
class RecurredNotice(NoticePayload, kind="recurred"):
    """The task that was given; or that the one due at this moment could not be, and by which refusal."""

    recurrence: int
    code: str | None
    due_at: datetime | None = None
    why: str = ""
