"""Payloads about tasks that come again."""

from __future__ import annotations

from dataclasses import dataclass

from domain.acts import Act
from domain.journal.recorded import Recorded


@dataclass(frozen=True, kw_only=True)
class RecurrenceBegun(Recorded, acts=(Act.RECURRENCE_BEGUN,)):
    """By which iCalendar `rule`."""

    recurrence: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class RecurrenceChanged(Recorded, acts=(Act.RECURRENCE_CHANGED,)):
    """Who has set it up from then on, and who had before."""

    recurrence: int
    registrar: int
    before: int
    why: str


@dataclass(frozen=True, kw_only=True)
class RecurrenceStopped(Recorded, acts=(Act.RECURRENCE_STOPPED,)):
    recurrence: int


@dataclass(frozen=True, kw_only=True)
class RecurrenceRefused(Recorded, acts=(Act.RECURRENCE_REFUSED,)):
    """`why` is the name of the refusal (domain/refusals.py)."""

    recurrence: int
    why: str
