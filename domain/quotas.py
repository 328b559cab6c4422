"""How many messages a month a bot's plan allows, and what running short of them means (design §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

SHORT = 80  # per cent from which what need not go at once is gathered, a message a day to each person
LEVELS = (SHORT, 95, 100)  # per cent at which the office is told


@dataclass(frozen=True, kw_only=True)
class Quota:
    """So many of `limit` messages were `sent` by the channel in the month, `YYYY-MM` by the office's calendar; the next
    begins `anew_at`. `is_refused` where the platform carries no more, whatever was counted here."""

    channel: str
    month: str
    sent: int
    limit: int
    anew_at: datetime
    is_refused: bool = False

    @property
    def is_spent(self) -> bool:
        return self.sent >= self.limit

    @property
    def level(self) -> int:
        """The highest of the levels that was reached, in per cent; 0 for none."""
        if self.is_refused:
            return LEVELS[-1]
        return max((level for level in LEVELS if self.sent * 100 >= self.limit * level), default=0)


def month_of(moment: datetime, timezone: tzinfo) -> str:
    """The office's month, `YYYY-MM`."""
    return f"{moment.astimezone(timezone):%Y-%m}"


def next_month(moment: datetime, timezone: tzinfo) -> datetime:
    """The first moment of the office's next month, when messages are counted anew."""
    here = moment.astimezone(timezone)
    return datetime(here.year + here.month // 12, here.month % 12 + 1, 1, tzinfo=timezone)
