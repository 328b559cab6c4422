"""Payloads about the rules of the office and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.acts import Act
from domain.journal.recorded import Recorded


@dataclass(frozen=True, kw_only=True)
class RuleChanged(Recorded, acts=(Act.RULE_CHANGED,)):
    """Which `rule`; the `version` of all rules in force from then on."""

    rule: str
    version: int


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Recorded, acts=(Act.CALENDAR_CHANGED,)):
    """`change` is of what kind, `days` which; of a season its first and last, with the `hours` as they are stored."""

    change: str
    days: tuple[date, ...]
    hours: str | None


@dataclass(frozen=True, kw_only=True)
class HolidaysStored(Recorded, acts=(Act.CALENDAR_HOLIDAYS_STORED,)):
    version: str
