"""Payloads about requests on a duty, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.acts import Act
from domain.duties.duties import Duty, Phase
from domain.duties.transfers import TransferWay
from domain.journal.recorded import MovesDates, MovesLast, Recorded, SetsDeadline, last_moved
from domain.ladder.dates import MovedDate


@dataclass(frozen=True, kw_only=True)
class DecisionAsked(Recorded, acts=(Act.EXTENSION_ASKED, Act.REFUSAL_ASKED, Act.TRANSFER_ASKED, Act.DIRECTION_ASKED)):
    """Asked of the `holder` of the `decision`, by `decide_by`: a deadline that is `wanted`, or to whom the work shall
    go and which way it was asked."""

    decision: int
    holder: int | None
    decide_by: datetime | None
    wanted: datetime | None
    to_person: int | None
    to_unit: int | None
    way: TransferWay | None

    @classmethod
    def of(cls, decision: Duty, *, way: TransferWay | None) -> Self:
        return cls(
            wanted=decision.wanted.moment if decision.wanted else None,
            decision=decision.id,
            holder=decision.holder_id,
            decide_by=decision.deadline.moment,
            to_person=decision.wanted_person_id,
            to_unit=decision.wanted_unit_id,
            way=way,
        )


@dataclass(frozen=True, kw_only=True)
class RequestDecided(
    SetsDeadline,
    MovesLast,
    MovesDates,
    acts=(
        Act.EXTENSION_GRANTED,
        Act.EXTENSION_DENIED,
        Act.REFUSAL_GRANTED,
        Act.REFUSAL_DENIED,
        Act.TRANSFER_GRANTED,
        Act.TRANSFER_DENIED,
        Act.SUBMISSION_GRANTED,
        Act.SUBMISSION_DENIED,
    ),
):
    """How the duty stands then, and the other duties whose deadline moved with its."""

    decision: int | None
    holder: int
    unit: int | None
    phase: Phase | None
    moved: tuple[int, ...] | None

    @classmethod
    def of(
        cls, decision: Duty, before: Duty, after: Duty, *, moved: Iterable[Duty], dates: Iterable[MovedDate]
    ) -> Self:
        """`before` and `after` are the duty that was asked about."""
        return cls(
            decision=decision.id,
            holder=after.holder_id,
            unit=after.unit_id,
            phase=after.phase,
            due_at=after.deadline.moment,
            names_hour=after.deadline.names_hour,
            moved=tuple(duty.id for duty in moved),
            dates=tuple(dates),
            last_at=last_moved(before, after),
        )


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(Recorded, acts=(Act.DIRECTION_GIVEN,)):
    decision: int | None


@dataclass(frozen=True, kw_only=True)
class DossierDrafted(Recorded, acts=(Act.DOSSIER_DRAFTED,)):
    """For the `signer` to sign, None where the writer may."""

    signer: int | None


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Recorded, acts=(Act.SUBMISSION_ASKED,)):
    """The work is with `back_to` again while the `holder` decides; `opinions` are the keys of what units have said
    until then, `for_head` is the head for whom it was signed."""

    dossier: int
    decision: int
    holder: int
    decide_by: datetime | None
    back_to: int | None
    opinions: tuple[str, ...] | None
    for_head: int | None


@dataclass(frozen=True, kw_only=True)
class OpinionsShown(Recorded, acts=(Act.OPINIONS_SHOWN,)):
    """What of that was shown on the card, by its keys."""

    decision: int
    opinions: tuple[str, ...]
