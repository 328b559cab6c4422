"""How many messages a month a bot's plan allows, and what running short of them means (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.office.calendar import Calendar

SHORT = 80  # per cent from which what need not go at once is gathered, a message a day to each person
LEVELS = (SHORT, 95, 100)  # per cent at which the office is told


@dataclass(frozen=True, kw_only=True)
class Quota:
    """So many of `limit` messages were `sent` by the channel in the month, `YYYY-MM` by the office's calendar; the next
    begins `anew_at`."""

    channel: str
    month: str
    sent: int
    limit: int
    anew_at: datetime

    @property
    def is_spent(self) -> bool:
        return self.sent >= self.limit

    @property
    def level(self) -> int:
        """The highest of the levels that was reached, in per cent; 0 for none."""
        return max((level for level in LEVELS if self.sent * 100 >= self.limit * level), default=0)


def month_of(moment: datetime, timezone: tzinfo) -> str:
    """The office's month, `YYYY-MM`."""
    return f"{moment.astimezone(timezone):%Y-%m}"


def next_month(calendar: Calendar, moment: datetime) -> datetime:
    """The first moment of the next month, when the count begins anew."""
    day = calendar.day_of(moment)
    first = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1, day=1)
    return datetime(first.year, first.month, first.day, tzinfo=calendar.timezone)
