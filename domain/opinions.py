"""Opinions: stances and what each of them needs (M20–M25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stance(StrEnum):
    AGREE = "agree"  # đồng ý
    CONDITIONAL = "conditional"  # đồng ý có điều kiện
    DISAGREE = "disagree"  # không đồng ý
    NOT_OURS = "not_ours"  # không thuộc chức năng
    LACKING = "lacking"  # thiếu hồ sơ


NEEDS_REASON = frozenset(Stance) - {Stance.AGREE}


class AnswerState(StrEnum):
    DRAFT = "draft"  # an official's words that the head has not signed
    FINAL = "final"
    LATE = "late"  # came after deemed consent; undoes nothing
    REPLACED = "replaced"  # a draft amended or answered over by the head


@dataclass(frozen=True, kw_only=True)
class Answer:
    id: int
    duty_id: int
    stance: Stance
    words_id: int | None
    author_id: int
    said_at: datetime
    signed_by_id: int | None = None
    signed_at: datetime | None = None
    state: AnswerState
