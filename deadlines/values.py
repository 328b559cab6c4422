"""What the parts of a phrase mean, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from deadlines.reading_rules import ReadingRules
from deadlines.readings import Lean, Reason
from domain.office.calendar import Calendar


@dataclass(frozen=True, kw_only=True)
class Context:
    """Where and when the phrase is said; now is local and cut to the minute. `lean` says which way a date without its
    year is looked for."""

    now: datetime
    sent_at: datetime
    calendar: Calendar
    rules: ReadingRules
    lean: Lean = Lean.AHEAD

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
class Ambiguous:
    """No one moment: why, and what may have been meant."""

    reason: Reason
    suggestions: tuple[Due, ...] = ()


class AskBack(Exception):
    """Ends the evaluation of one derivation with a question."""

    def __init__(self, reason: Reason, *suggestions: Due) -> None:
        super().__init__(reason)
        self.why = Ambiguous(reason, suggestions)


@dataclass(frozen=True, kw_only=True)
class NamedDay:
    """A day named. `on` is a question where the day is no deadline; it may still be the start of something."""

    on: date | Ambiguous
    start: date | None = None
    only_weekday: bool = False
    without_year: bool = False

    @property
    def as_deadline(self) -> date:
        if isinstance(self.on, Ambiguous):
            raise AskBack(self.on.reason, *self.on.suggestions)
        return self.on

    @property
    def as_start(self) -> date:
        return self.start or self.as_deadline


@dataclass(frozen=True, kw_only=True)
class SpokenHour:
    """An hour as said; `padded` where it is written 04."""

    hour: int
    minute: int = 0
    less: int = 0
    padded: bool = False


@dataclass(frozen=True, kw_only=True)
class ClockTime:
    """A time of day; `other` where it may as well be that one; `part_only` where only a part of the day was named."""

    at: time
    other: time | None = None
    part_only: bool = False
    by_half: bool = False  # an hour without its part of the day


@dataclass(frozen=True, kw_only=True)
class When:
    day: NamedDay | None = None
    clock: ClockTime | None = None


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
class CalendarPeriod:
    first: date
    last: date
    kind: PeriodKind
    unit: PeriodUnit
    without_year: bool = False


class DurationUnit(StrEnum):
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Duration:
    """So many days or months."""

    unit: DurationUnit
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
