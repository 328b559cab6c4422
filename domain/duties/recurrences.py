"""Tasks that come again by a rule (M6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """`rule` is an iCalendar RRULE; `form` the assignment as plain data, with the deadline that comes next by the rule
    alone; `lead_days` how many working days before it the task is assigned; `next_at` when that is, None once ended."""

    id: int = 0
    rule: str
    form: Mapping[str, Any]
    lead_days: int
    registrar_id: int
    began_at: datetime
    next_at: datetime | None
    ended_at: datetime | None = None

    @property
    def code(self) -> str:
        return f"DK-{self.id}"
