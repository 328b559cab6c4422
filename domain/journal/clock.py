"""Payloads about what comes by itself at its moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.acts import Act
from domain.encoding import UNSAID, CanonicalMoment
from domain.journal.recorded import Recorded
from domain.ladder.steps import Audience, StepKind
from domain.rules.bulletin_rules import BulletinKind


@dataclass(frozen=True, kw_only=True)
class StepTaken(Recorded, acts=(Act.STEP_TAKEN,)):
    """Who was `told`, to whom an older step is no longer said (`superseded`), who could not be reached, which parts
    nobody had, and who was passed by as it would be their own case. A step taken before its moment says less."""

    step: StepKind
    planned_at: CanonicalMoment
    told: tuple[int, ...]
    superseded: tuple[int, ...]
    unreached: tuple[int, ...]
    empty: tuple[Audience, ...] | None = UNSAID
    barred: tuple[int, ...] | None = UNSAID


@dataclass(frozen=True, kw_only=True)
class BulletinMade(Recorded, acts=(Act.ANCHOR_POSTED, Act.SHEET_MADE)):
    """Which (`sheet`), planned for when, who was told or could not be reached, which earlier ones it stands for. Of an
    anchor the head of the journal, of the monthly draft its `month`, of the day's up to which entry was read."""

    sheet: BulletinKind
    planned_at: CanonicalMoment
    told: tuple[int, ...]
    unreached: tuple[int, ...]
    superseded: tuple[CanonicalMoment, ...]
    superseded_count: int
    seq: int | None = None
    hash: str | None = None
    month: date | None = None
    read_to: int | None = None
