"""What comes of a deadline phrase: one reading, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MOST_SUGGESTIONS = 3


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A phrase with exactly one meaning; the moment is in the office's time zone, to the minute."""

    moment: datetime
    names_hour: bool  # an hour or a part of the day was named; without one the day is late only from 24:00 (R1)
    day_off: str | None = None  # the named day is not worked: its name, or '' for a weekend (R6); never moved silently
    forecast: bool = False  # rests on a holiday whose yearly notice is not out yet


class Reason(StrEnum):
    PAST = "past"
    IMPOSSIBLE = "impossible"  # 31/11, 17h75
    TOO_FAR = "too_far"  # a year that can only be a slip of the finger
    WEEKDAY_CONTRADICTS_DATE = "weekday_contradicts_date"
    PART_OF_DAY_CONTRADICTS_HOUR = "part_of_day_contradicts_hour"
    AMBIGUOUS = "ambiguous"
    BARE_PERIOD = "bare_period"  # "next week": its beginning or its end?
    NO_DATE = "no_date"
    UNCLEAR = "unclear"  # there is a date, but the words around it may change it
    NEEDS_ANCHOR = "needs_anchor"  # counted from an event that the bot does not know
    NOT_A_DEADLINE = "not_a_deadline"  # a document number, a fraction
    NO_SUCH_LUNAR_DAY = "no_such_lunar_day"  # 30 Tết in a year whose twelfth month has 29 days
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The days of a report or of a change of the calendar, the first and the last included."""

    first: date
    last: date


class Lean(StrEnum):
    """Which way a date without its year is looked for."""

    PAST = "past"  # reports: the latest that has begun
    AHEAD = "ahead"  # the calendar, absences: as a deadline is read (R8)


@dataclass(frozen=True, kw_only=True)
class DateQuestion:
    """A phrase without exactly one meaning: why, and what may have been meant, at most three: moments where a deadline
    was wanted, else days."""

    reason: Reason
    suggestions: tuple[Reading, ...] = ()
    intervals: tuple[Interval, ...] = ()
