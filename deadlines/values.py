"""What the parts of a phrase mean, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from deadlines.reading_rules import ReadingRules
from deadlines.readings import Reason
from deadlines.words import fold
from domain.calendar import Calendar


@dataclass(frozen=True, kw_only=True)
class Context:
    """Where and when the phrase is said; now is local and cut to the minute."""

    now: datetime
    sent_at: datetime
    calendar: Calendar
    rules: ReadingRules

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, kw_only=True)
class Due:
    """A moment found."""

    moment: datetime
    names_hour: bool
    names_day: bool = False  # the day itself was named, not computed (R6)
    counted_from: date | None = None


@dataclass(frozen=True)
class Ask:
    """No moment, and why."""

    reason: Reason
    suggestions: tuple[Due, ...] = ()


class Asked(Exception):
    """Ends the evaluation of one derivation with a question."""

    def __init__(self, reason: Reason, *suggestions: Due) -> None:
        super().__init__(reason)
        self.ask = Ask(reason, suggestions)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day named. `on` is a question where the day is no deadline; it may still be the start of something."""

    on: date | Ask
    start: date | None = None
    only_weekday: bool = False
    without_year: bool = False

    @property
    def as_deadline(self) -> date:
        if isinstance(self.on, Ask):
            raise Asked(self.on.reason, *self.on.suggestions)
        return self.on

    @property
    def as_start(self) -> date:
        return self.start or self.as_deadline


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """An hour as said; `padded` where it is written 04."""

    hour: int
    minute: int = 0
    less: int = 0
    padded: bool = False


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time of day; `other` where it may as well be that one; `stretch` where only a part of the day was named."""

    at: time
    other: time | None = None
    stretch: bool = False
    by_half: bool = False  # an hour without its part of the day


@dataclass(frozen=True, kw_only=True)
class When:
    day: Day | None = None
    clock: Clock | None = None


class PeriodKind(StrEnum):
    NUMBERED = "numbered"
    RELATIVE = "relative"
    CURRENT = "current"  # "tuần" alone, which only "cuối tuần" and the like can say


class PeriodUnit(StrEnum):
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Period:
    first: date
    last: date
    kind: PeriodKind
    unit: PeriodUnit
    without_year: bool = False


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Span:
    unit: Unit
    count: int


@dataclass(frozen=True, kw_only=True)
class Hours:
    span: timedelta
    worked: bool = False


class Every(StrEnum):
    DAY = "day"
    WEEKDAY = "weekday"
    DAY_OF_MONTH = "day_of_month"
    DAY_OF_QUARTER = "day_of_quarter"
    DAY_OF_YEAR = "day_of_year"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Cycle:
    every: Every
    day: int = 0
    month: int = 0


UNITS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
SIX_OR_AFTER, FOUR_OR_FROM, SEVEN_OR_NOW = "SAU", "TU", "BAY"
NUMERALS = {word: value for value, word in enumerate(UNITS, start=1)} | {"tu": 4, "lam": 5}


def plain(text: str) -> str:
    """The words without marks and homograph capitals, to compare with."""
    return fold(text.lower()).strip()


def numeral(text: str) -> int:
    """The number at the end of the text, in digits or words up to 99."""
    words = plain(text).split()
    if words[-1].isdigit():
        return int(words[-1])
    value, tens = 0, 0
    for word in words:
        if word == "muoi":
            value, tens = 0, 10 * (value or 1)
        else:
            value = NUMERALS.get(word, 0)
    return tens + value


def require_number(text: str, *mistakable: str) -> None:
    """Typed without marks, a number at the head of a phrase may be a little word as well: "sau gio hanh chinh" is six
    office hours, and after office hours; "ngay sau tet" is the sixth day of Tết, and right after it."""
    head = text.split()[:2]
    if head[:1] and (head[0] in mistakable or head == ["ngày", SIX_OR_AFTER]):
        raise Asked(Reason.AMBIGUOUS)


def digits(text: str) -> list[int]:
    return [int(word) for word in text.split() if word.isdigit()]
