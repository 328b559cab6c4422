"""When a clock may be believed (design §3): machines without a battery start with any time, and a reminder engine would
do in a minute what cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LARGEST_DIFFERENCE = timedelta(minutes=5)  # between a clock and what bears it out


class HeldBack(StrEnum):
    """What waits for the clock to be confirmed."""

    NOTHING = "nothing"
    BY_CLOCK = "by_clock"  # what the clock does by itself; people are answered, and what they do is told
    EVERYTHING = "everything"  # nothing is known of the time since the clock was set: until the next answer


@dataclass(frozen=True, kw_only=True)
class WrongClock:
    """The clock was `ahead`, or slow, from one true moment to another; `until` is None where it still is."""

    ahead: timedelta
    since: datetime
    until: datetime | None


def is_possible(recorded_at: datetime, now: datetime) -> bool:
    """Whether that can have been recorded by a clock that was right: what lies ahead was written by a wrong one."""
    return recorded_at <= now + LARGEST_DIFFERENCE
