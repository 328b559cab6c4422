"""Which bulletins the office wants: what the bot says by itself at fixed moments (M29, M32, M35, M46)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BulletinKind(StrEnum):
    ANCHOR = "anchor"  # the head of the journal's chain, each working day
    MONTH = "month"  # the draft for the monthly review meeting
    WEEK = "week"  # what lies ahead of a head, the first working day of each week
    DAY = "day"  # what a leader must know, each working day


EVERY_BULLETIN = frozenset(BulletinKind)


@dataclass(frozen=True, kw_only=True)
class BulletinRules:
    """Which sheets the office wants, and the day of the month of its review meeting; None is the last working day."""

    wanted: frozenset[BulletinKind] = EVERY_BULLETIN
    review_day: int | None = None


DEFAULT_BULLETINS = BulletinRules()
