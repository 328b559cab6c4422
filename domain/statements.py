"""What is said about a duty beside its moves: progress, blockers, initiatives, causes (M11, M12, M34, M54)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StatementKind(StrEnum):
    PROGRESS = "progress"  # tiến độ
    BLOCKER = "blocker"  # vướng mắc: carries a proposal, does not stop the clock
    INITIATIVE = "initiative"  # sáng kiến
    CAUSE = "cause"  # nguyên nhân of a delay


# What may stand beside a lateness in every report (M54).
PROTECTING = frozenset({StatementKind.INITIATIVE, StatementKind.BLOCKER})


class BlockerKind(StrEnum):
    ORDINARY = "ordinary"
    CONFLICTING_LAW = "conflicting_law"  # quy định mâu thuẫn, chồng chéo: collected separately


class Cause(StrEnum):
    OWN = "own"  # chủ quan
    OUTSIDE = "outside"  # khách quan: counts only when a competent person confirms it


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """`detail` is a BlockerKind, a Cause, or `repeated` for a progress report that says what the last one said. What a
    head who never held the work names as a cause stands `beside` what the holder names."""

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
    beside: bool = False

    def protects(self, passes_at: datetime, *, as_of: datetime) -> bool:
        """Whether, as of a moment, it stands beside a lateness: an initiative or a blocker said before the deadline
        passed, or one that the assigner has credited since (M54)."""
        return self.kind in PROTECTING and self.at <= as_of and not self.came_late(passes_at, as_of=as_of)

    def came_late(self, passes_at: datetime, *, as_of: datetime) -> bool:
        """Whether it was said after the deadline had passed, and credited by nobody by then."""
        return self.at > passes_at and (self.confirmed_at is None or self.confirmed_at > as_of)


REPEATED = "repeated"


def proposed_cause(causes: Sequence[Statement]) -> Statement | None:
    """Of the causes named, in their order, the one that waits for the assigner's word: the holder's last, else what the
    head said in his place."""
    own = [one for one in causes if not one.beside]
    return next(reversed(own or causes), None)
