"""Of cases and the work on them: how they begin and end, with whom they lie, how they are steered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.acts import Act
from domain.duties.cases import Label, Source
from domain.duties.corrections import Corrected, FieldChange
from domain.duties.duties import Duty, DutyKind, SettledBy
from domain.duties.statements import BlockerKind, Cause
from domain.encoding import UNSAID, CanonicalMoment
from domain.journal.recorded import MovesDates, MovesLast, Recorded, SetsDeadline
from domain.rules.lengths import Urgency

# Cases begin and end


@dataclass(frozen=True, kw_only=True)
class ImportDone(Recorded, acts=(Act.IMPORT_DONE,)):
    """How many units, people and tasks; the SHA-256 of the `file`, and in whose name (`by`) it was taken over."""

    units: int
    people: int
    tasks: int
    file: str | None
    by: int | None


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(SetsDeadline, acts=(Act.TASK_ASSIGNED,)):
    """`policy` is the version of the rules, `file` the SHA-256 of the document, `bundle` the case with which it was
    given; what was taken over from a spreadsheet is `imported`."""

    assigner: int
    registrar: int | None
    policy: int | None
    urgency: Urgency
    source: Source | None
    label: Label | None
    file: str | None
    more_files: tuple[str, ...] = ()
    bundle: int | None
    recurrence: int | None
    imported: bool = False


@dataclass(frozen=True, kw_only=True)
class OpinionAsked(SetsDeadline, acts=(Act.OPINION_ASKED,)):
    """Of how many `units`; `serves` is the task that it is asked for, `round` counts how often it has been asked."""

    assigner: int
    registrar: int | None
    serves: int | None
    policy: int | None
    urgency: Urgency | None
    units: int | None
    round: int | None
    file: str | None
    more_files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CircularSent(SetsDeadline, acts=(Act.CIRCULAR_SENT,)):
    """How many `readers`."""

    readers: int
    file: str | None
    more_files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DutyOpened(Recorded, acts=(Act.DUTY_OPENED,)):
    kind: DutyKind
    holder: int
    unit: int | None

    @classmethod
    def of(cls, duty: Duty) -> Self:
        return cls(kind=duty.kind, holder=duty.holder_id, unit=duty.unit_id)


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Recorded, acts=(Act.DUTY_ENDED,)):
    """`because` tells of a request what has settled it, and where the work was given to somebody else to whom; `stays`
    is the part of a unit that goes on; `why` is that the reader was erased."""

    ended_at: CanonicalMoment | None
    because: SettledBy | None = None
    to: int | None = None
    to_unit: int | None = UNSAID
    stays: int | None = None
    why: str | None = None


# With whom the work lies


@dataclass(frozen=True, kw_only=True)
class HolderNamed(Recorded, acts=(Act.DUTY_NUDGED, Act.DUTY_RETURNED)):
    holder: int


@dataclass(frozen=True, kw_only=True)
class DutyPassed(Recorded, acts=(Act.DUTY_DELEGATED, Act.PART_FOLLOWED)):
    holder: int
    before: int


@dataclass(frozen=True, kw_only=True)
class DutyHandedOver(Recorded, acts=(Act.DUTY_HANDED_OVER,)):
    holder: int
    before: int
    why: str | None
    due_at: datetime | None
    names_hour: bool | None


@dataclass(frozen=True, kw_only=True)
class TaskReassigned(MovesLast, acts=(Act.TASK_REASSIGNED,)):
    holder: int
    before: int
    unit: int | None


# Work


@dataclass(frozen=True, kw_only=True)
class ProgressReported(Recorded, acts=(Act.DUTY_REPORTED, Act.DUTY_INITIATIVE)):
    """`milestone`, counted from 1, is reached with it; `repeats` says that it only repeats an earlier report."""

    milestone: int | None
    repeats: bool | None


@dataclass(frozen=True, kw_only=True)
class ResultSubmitted(Recorded, acts=(Act.DUTY_SUBMITTED,)):
    """To the `holder`, with files by their SHA-256."""

    holder: int
    late: bool | None
    file: str | None
    more_files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileAdded(Recorded, acts=(Act.RESULT_FILE_ADDED,)):
    file: str


@dataclass(frozen=True, kw_only=True)
class ResultAccepted(Recorded, acts=(Act.DUTY_ACCEPTED,)):
    """`with_lead`: a part that lay handed in when its task was accepted."""

    late: bool | None
    with_lead: bool = False


@dataclass(frozen=True, kw_only=True)
class CircularRead(Recorded, acts=(Act.CIRCULAR_READ,)):
    late: bool | None


@dataclass(frozen=True, kw_only=True)
class BlockerRaised(Recorded, acts=(Act.BLOCKER_RAISED,)):
    kind: BlockerKind


@dataclass(frozen=True, kw_only=True)
class WordsCredited(Recorded, acts=(Act.LATE_WORDS_CREDITED,)):
    """The keys of the free texts that count from then on."""

    credited: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class CauseNamed(Recorded, acts=(Act.CAUSE_PROPOSED, Act.CAUSE_CONFIRMED)):
    """`beside`: by the head, beside what the holder named. Who confirms what was proposed says nothing of it."""

    cause: Cause
    beside: bool | None = UNSAID


# Steering


@dataclass(frozen=True, kw_only=True)
class LastSet(MovesDates, acts=(Act.DUTY_LAST_SET,)):
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class AssignerChanged(Recorded, acts=(Act.CASE_ASSIGNER_CHANGED,)):
    """`before` and `registrar_before` are who it was; `for_unit`: given as the head of that unit, now without one."""

    assigner: int
    before: int
    registrar: int
    registrar_before: int
    why: str
    for_unit: int | None


@dataclass(frozen=True, kw_only=True)
class CaseCorrected(MovesDates, acts=(Act.CASE_CORRECTED,)):
    """`moved` are the duties whose deadline went with that of the case."""

    changes: Mapping[Corrected, FieldChange]
    moved: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Recorded, acts=(Act.CASE_WITHDRAWN,)):
    """The duties that ended with it, and the case with which it was withdrawn."""

    ended: tuple[int, ...] | None
    because_of: int | None


@dataclass(frozen=True, kw_only=True)
class PauseChanged(SetsDeadline, MovesLast, MovesDates, acts=(Act.TASK_PAUSED, Act.TASK_RESUMED)):
    """Its clock stands still, or goes on, with this deadline."""


@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(SetsDeadline, acts=(Act.DEADLINE_MOVED,)):
    before: datetime


@dataclass(frozen=True, kw_only=True)
class WaitingMoved(Recorded, acts=(Act.WAITING_MOVED,)):
    before: datetime
    act_by: datetime
