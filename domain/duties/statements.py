"""What is said about a duty beside its moves: progress, blockers, initiatives, causes (M11, M12, M34, M54)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.names import fold


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
    head said in the holder's place."""
    own = [one for one in causes if not one.beside]
    return next(reversed(own or causes), None)


# What tells one report from another: words, signs, and numbers with what stands within or behind them (5/8, 1,5, 50 %).
_WORD = re.compile(r"[+\-−]?\d+(?:[./,:\-–]\d+)*|[^\W\d_]+|[^\w\s.,;:!?…\"'“”‘’()\[\]{}*_/–—-]")
_BLANK_WITHIN = re.compile(r"(?<=\d)\s*/\s*(?=\d)")


def says_the_same(earlier: str, later: str) -> bool:
    """Whether a report repeats another word for word (M11): case, blanks and punctuation make no difference, nor do
    the accents where one of the two was typed without any; whatever else differs is progress."""
    earlier, later = (_BLANK_WITHIN.sub("/", text) for text in (earlier, later))
    words = [_WORD.findall(fold(text)) for text in (earlier, later)]
    if words[0] != words[1]:
        return False
    typed = [_marks(text) for text in (earlier, later)]
    return typed[0] == typed[1] or not all(any(marks for _, marks in one) for one in typed)


def _marks(text: str) -> list[tuple[str, str]]:
    """Each word's letters and the marks on them; on which letter a tone stands makes no difference (hoà, hòa)."""
    found = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text.casefold())):
        spelt = unicodedata.normalize("NFD", word.replace("đ", "d\N{COMBINING SHORT STROKE OVERLAY}"))
        letters = "".join(one for one in spelt if not unicodedata.combining(one))
        found.append((letters, "".join(sorted(one for one in spelt if unicodedata.combining(one)))))
    return found
