"""Payloads about the duties in a case: with whom they lie, what is done about them, how their time runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.acts import Act
from domain.duties.duties import Duty, DutyKind, SettledBy
from domain.duties.statements import BlockerKind, Cause
from domain.encoding import UNSAID, CanonicalMoment
from domain.journal.recorded import MovesDates, MovesLast, Recorded, SetsDeadline, last_moved
from domain.ladder.dates import MovedDate

# A part in a case


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

    @classmethod
    def of(cls, duty: Duty, *, before_id: int, why: str) -> Self:
        """`duty` as it is with its new holder."""
        due = duty.deadline
        return cls(holder=duty.holder_id, before=before_id, why=why, due_at=due.moment, names_hour=due.names_hour)


@dataclass(frozen=True, kw_only=True)
class TaskReassigned(MovesLast, acts=(Act.TASK_REASSIGNED,)):
    holder: int
    before: int
    unit: int | None

    @classmethod
    def of(cls, before: Duty, after: Duty) -> Self:
        return cls(
            holder=after.holder_id,
            before=before.holder_id,
            unit=after.unit_id,
            last_at=last_moved(before, after),
        )


# Work


@dataclass(frozen=True, kw_only=True)
class ProgressReported(Recorded, acts=(Act.DUTY_REPORTED, Act.DUTY_INITIATIVE)):
    """`milestone`, counted from 1, is reached with it; `repeats` says that it only repeats an earlier report."""

    milestone: int | None
    repeats: bool | None


@dataclass(frozen=True, kw_only=True)
class ResultSubmitted(Recorded, acts=(Act.DUTY_SUBMITTED,)):
    """Handed in to the `holder`, with files by their SHA-256."""

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
class PauseChanged(SetsDeadline, MovesLast, MovesDates, acts=(Act.TASK_PAUSED, Act.TASK_RESUMED)):
    """Its clock stands still, or goes on, with this deadline."""

    @classmethod
    def of(cls, before: Duty, after: Duty, dates: Iterable[MovedDate]) -> Self:
        return cls(
            due_at=after.deadline.moment,
            names_hour=after.deadline.names_hour,
            dates=tuple(dates),
            last_at=last_moved(before, after),
        )


@dataclass(frozen=True, kw_only=True)
class DeadlineMoved(SetsDeadline, acts=(Act.DEADLINE_MOVED,)):
    before: datetime


@dataclass(frozen=True, kw_only=True)
class WaitingMoved(Recorded, acts=(Act.WAITING_MOVED,)):
    before: datetime
    act_by: datetime
