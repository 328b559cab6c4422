"""What is said about a duty beside its moves: progress, blockers, initiatives, causes (M11, M12, M34, M54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StatementKind(StrEnum):
    PROGRESS = "progress"  # tiến độ
    BLOCKER = "blocker"  # vướng mắc: carries a proposal, does not stop the clock
    INITIATIVE = "initiative"  # sáng kiến
    CAUSE = "cause"  # nguyên nhân of a delay


class BlockerKind(StrEnum):
    ORDINARY = "ordinary"
    CONFLICTING_LAW = "conflicting_law"  # quy định mâu thuẫn, chồng chéo: collected separately


class Cause(StrEnum):
    OWN = "own"  # chủ quan
    OUTSIDE = "outside"  # khách quan: counts only when a competent person confirms it


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """`detail` is a BlockerKind, a Cause, or `repeated` for a progress report that says what the last one said."""

    id: int
    duty_id: int
    kind: StatementKind
    detail: str | None = None
    by_id: int
    at: datetime
    words_id: int
    proposal_id: int | None = None
    confirmed_by_id: int | None = None
    confirmed_at: datetime | None = None


REPEATED = "repeated"
