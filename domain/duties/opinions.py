"""Opinions: stances and what each of them needs (M20–M25)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.borrowing import Borrowed
from domain.names import fold


class Stance(StrEnum):
    AGREE = "agree"  # đồng ý
    CONDITIONAL = "conditional"  # đồng ý có điều kiện
    DISAGREE = "disagree"  # không đồng ý
    NOT_OURS = "not_ours"  # không thuộc chức năng
    LACKING = "lacking"  # thiếu hồ sơ


NEEDS_REASON = frozenset(Stance) - {Stance.AGREE}
OBJECTIONS = frozenset({Stance.CONDITIONAL, Stance.DISAGREE})  # to be reconciled before the case goes up (M25)


class AnswerState(StrEnum):
    DRAFT = "draft"  # an official's words that the head has not signed
    FINAL = "final"
    LATE = "late"  # came after deemed consent; undoes nothing
    REPLACED = "replaced"  # a draft amended or answered over by the head
    SENT_BACK = "sent_back"  # empty phrases, given back to their author once; no answer yet (M21)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`is_empty` marks reasons that say nothing, insisted upon (M21); `by_deputy` a deputy's own answer (*phó ký*,
    M22); `signed_under` the right in the head's place by which it was signed, None for the head's own."""

    id: int
    duty_id: int
    stance: Stance
    words_id: int | None
    author_id: int
    said_at: datetime
    signed_by_id: int | None = None
    signed_at: datetime | None = None
    state: AnswerState
    is_empty: bool = False
    by_deputy: bool = False
    signed_under: Borrowed | None = None


class Hearing(StrEnum):
    """Whether who answers for a silence could have broken it."""

    HEARD = "heard"
    UNHEARD = "unheard"  # nothing about the request ever arrived: never linked, or blocked before
    LOST = "lost"  # something had arrived; by the deadline no message could reach them any longer


def hearing_of(*, reached: bool, reachable: bool) -> Hearing:
    if not reached:
        return Hearing.UNHEARD
    return Hearing.HEARD if reachable else Hearing.LOST


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """How the requester settled a unit's objection, with the minutes as words, as a file, or both (M25)."""

    duty_id: int
    by_id: int
    at: datetime
    words_id: int | None
    file_sha256: str | None = None
    file_name: str | None = None


# Words that carry no reason by themselves: what is left without them and without the office's phrases is the reason.
_FILLERS = frozenset(
    (
        *(
            "va",
            "ve",
            "voi",
            "cac",
            "noi",
            "dung",
            "du",
            "thao",
            "nay",
            "tren",
            "nhu",
            "theo",
            "cua",
            "la",
            "thi",
            "da",
        ),
        *("de", "nghi", "kinh", "xin", "so", "phong", "ban", "don", "vi", "y", "kien", "co", "cho", "toi", "chung"),
        *("them", "gi", "khac", "a", "nhe"),
    )
)
_NO_LETTERS = re.compile(r"[^\w\s]|_")


def says_nothing(reasons: str, phrases: Iterable[str]) -> bool:
    """Whether the reasons consist of empty phrases alone (M21): every word of them belongs to one that the office has
    listed, or only joins them."""
    said = _plain(reasons)
    empty: set[int] = set()
    for phrase in map(_plain, phrases):
        for start in range(len(said) - len(phrase) + 1):
            if said[start : start + len(phrase)] == phrase:
                empty.update(range(start, start + len(phrase)))
    return all(index in empty or word in _FILLERS for index, word in enumerate(said))


def _plain(text: str) -> list[str]:
    return _NO_LETTERS.sub(" ", fold(text)).split()
