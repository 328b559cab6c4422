"""Every figure of a report, one row each: what it is a figure of, its unit, and how it sums. Its title and its
explanation stand under the same key in texts/reports/figures.py, its formula in docs/figures.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class FigureOf(StrEnum):
    """What holds the figure, under its key."""

    BOXES = "boxes"  # of tasks, or of coordinating parts
    TASKS = "tasks"
    OPINIONS = "opinions"
    LOAD = "load"  # of a person
    POINTS = "points"  # of a person or a unit, by month


class FigureUnit(StrEnum):
    NUMBER = "number"
    WORKING_TIME = "working_time"
    SHARE = "share"  # of one
    OF_HUNDRED = "of_hundred"  # points


@dataclass(frozen=True)
class Added:
    """Counted or measured by itself: the groups of a report add up to the whole."""


@dataclass(frozen=True)
class SumOf:
    """The sum of other figures."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class ShareOf:
    """One figure by another: shares do not add up."""

    part: str
    whole: str


@dataclass(frozen=True)
class NearestRank:
    """One of the times that something took, which do not add up; `at` is a field of Spread."""

    spread: str
    at: str


@dataclass(frozen=True)
class Recomputed:
    """Value of a group by a formula over all that is in it (M39): points of people or units do not add up."""


How = Added | SumOf | ShareOf | NearestRank | Recomputed

BOXES, TASKS, OPINIONS, LOAD, POINTS = FigureOf
NUMBER, TIME, SHARE, OF_HUNDRED = FigureUnit


class Figure(StrEnum):
    of: FigureOf
    unit: FigureUnit
    how: How

    def __new__(cls, key: str, of: FigureOf = TASKS, unit: FigureUnit = NUMBER, how: How = Added()) -> Self:
        figure = str.__new__(cls, key)
        figure._value_ = key
        figure.of, figure.unit, figure.how = of, unit, how
        return figure

    @property
    def path(self) -> str:
        """Where its value stands in what holds it."""
        return f"{self.how.spread}.{self.how.at}" if isinstance(self.how, NearestRank) else self.value

    @property
    def adds_up(self) -> bool:
        return isinstance(self.how, Added | SumOf)

    # The boxes, and what follows from them (M35)
    DONE_ON_TIME = "done_on_time", BOXES
    DONE_LATE = "done_late", BOXES
    OPEN_ON_TIME = "open_on_time", BOXES
    OPEN_OVERDUE = "open_overdue", BOXES
    TOTAL = "total", BOXES, NUMBER, SumOf(("done_on_time", "done_late", "open_on_time", "open_overdue"))
    DONE = "done", BOXES, NUMBER, SumOf(("done_on_time", "done_late"))
    # What was done, and what should have been
    FALLEN_DUE = "fallen_due", BOXES, NUMBER, SumOf(("done_on_time", "done_late", "open_overdue"))
    ON_TIME_OF_DONE = "on_time_of_done", BOXES, SHARE, ShareOf("done_on_time", "done")
    ON_TIME_OF_FALLEN_DUE = "on_time_of_fallen_due", BOXES, SHARE, ShareOf("done_on_time", "fallen_due")
    CANCELLED = "cancelled", BOXES  # beside them

    # Tasks, and what happened on any of their parts
    CARRIED_OVER = "carried_over", TASKS  # begun before the time
    BEGUN = "begun", TASKS
    SELF_JUDGED = "self_judged", TASKS  # done, or a product completed, by who accepted it: a top leader's own
    EARLY = "early", TASKS  # done at least a working day before the deadline (M42)
    PAUSED = "paused", TASKS
    WAITING = "waiting", TASKS  # handed in, not yet accepted
    DAYS_LATE = "days_late", TASKS  # working days begun after the deadline, over all late tasks
    OWN_CAUSES = "own_causes", TASKS  # confirmed
    OUTSIDE_CAUSES = "outside_causes", TASKS  # confirmed
    EXTENSIONS_ASKED = "extensions_asked", TASKS
    EXTENSIONS_GRANTED = "extensions_granted", TASKS
    TRANSFERS_UP = "transfers_up", TASKS
    TRANSFERS_SIDEWAYS = "transfers_sideways", TASKS
    REFUSALS = "refusals", TASKS
    RETURNS = "returns", TASKS
    SILENCES = "silences", TASKS
    BLOCKERS = "blockers", TASKS
    CONFLICTING_LAW = "conflicting_law", TASKS
    INITIATIVES = "initiatives", TASKS
    # Late tasks beside which a label, or an initiative or blocker in time or credited stands (M54)
    PROTECTED = "protected", TASKS
    # From the beginning to the handing in that was accepted
    HANDLING = "handling", TASKS, TIME, NearestRank("handling", "median")
    HANDLING_LONG = "handling_long", TASKS, TIME, NearestRank("handling", "ninth_decile")
    ACKNOWLEDGING = "acknowledging", TASKS, TIME, NearestRank("acknowledging", "median")
    # The time from handing in to the assigner's word
    ACCEPTING = "accepting", TASKS, TIME, NearestRank("accepting", "median")
    # What was taken for a decision or a direction (M16)
    DECIDING = "deciding", TASKS, TIME, NearestRank("deciding", "median")
    ASKING = "asking", TASKS, TIME  # in which an opinion request that serves the task was open (M19)
    ASKED_ABOUT = "asked_about", TASKS, TIME  # in which the tasks served by such requests were open

    # How units answered what they were asked, and how needlessly others asked them (M20–M24)
    ASKED = "asked", OPINIONS
    IN_TIME = "in_time", OPINIONS
    DEEMED = "deemed", OPINIONS
    STILL_OPEN = "still_open", OPINIONS
    WITHDRAWN = "withdrawn", OPINIONS
    SETTLED = "settled", OPINIONS, NUMBER, SumOf(("in_time", "deemed"))
    ANSWERED_IN_TIME = "answered_in_time", OPINIONS, SHARE, ShareOf("in_time", "settled")
    LATE_ANSWERS = "late_answers", OPINIONS  # words that came after the consent
    EMPTY = "empty", OPINIONS
    NOT_OURS = "not_ours", OPINIONS  # counts against who asked
    LACKING = "lacking", OPINIONS
    TIME_TO_ANSWER = "time_to_answer", OPINIONS, TIME, NearestRank("time_to_answer", "median")

    # What one person had in hand (M33, M40)
    HELD = "held", LOAD
    OPEN_NOW = "open_now", LOAD
    OVERDUE_NOW = "overdue_now", LOAD
    HOLDING = "holding", LOAD, TIME
    HOLDING_LATE = "holding_late", LOAD, TIME  # after the deadline in force

    # Products of a month by Decree 335/2025 (M39)
    PEOPLE = "people", POINTS
    PRODUCTS = "products", POINTS  # completed, or due and not completed
    COMPLETED = "completed", POINTS
    DELAYS = "delays", POINTS  # those without a confirmed outside cause
    EXCUSED = "excused", POINTS
    RETURNED = "returned", POINTS
    PROGRESS = "progress", POINTS, OF_HUNDRED, Recomputed()


def figures_of(of: FigureOf, *units: FigureUnit) -> tuple[Figure, ...]:
    """The figures in the order of their rows: all, or those of some units."""
    return tuple(figure for figure in Figure if figure.of is of and (not units or figure.unit in units))


def sum_of(holder: object, figure: Figure) -> int:
    """A figure that is a sum, of what holds its parts."""
    assert isinstance(figure.how, SumOf)
    return sum(getattr(holder, key) for key in figure.how.keys)


def share_of(holder: object, figure: Figure) -> float | None:
    """A figure that is a share, of what holds both; None where there is nothing to divide by."""
    assert isinstance(figure.how, ShareOf)
    part, whole = getattr(holder, figure.how.part), getattr(holder, figure.how.whole)
    return part / whole if whole else None
