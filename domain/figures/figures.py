"""Figures of a time, taken from records alone, by the formulas of docs/figures.md (M35–M42). The bot measures, people
judge.

Lengths of time are working time. A moment at which figures are taken never lies after the end of the time they are for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from domain.figures.catalogue import Figure, share_of, sum_of
from domain.figures.records import Box

FOUR_BOXES = (Box.DONE_ON_TIME, Box.DONE_LATE, Box.OPEN_ON_TIME, Box.OPEN_OVERDUE)  # in the order of every report


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """The four boxes that add up, and beside them what was withdrawn (M35)."""

    done_on_time: int = 0
    done_late: int = 0
    open_on_time: int = 0
    open_overdue: int = 0
    cancelled: int = 0

    @property
    def done(self) -> int:
        return sum_of(self, Figure.DONE)

    @property
    def fallen_due(self) -> int:
        """What was done, and what should have been."""
        return sum_of(self, Figure.FALLEN_DUE)

    @property
    def total(self) -> int:
        return sum_of(self, Figure.TOTAL)

    @property
    def on_time_of_done(self) -> float | None:
        """The share of what was done; None where nothing was."""
        return share_of(self, Figure.ON_TIME_OF_DONE)

    @property
    def on_time_of_fallen_due(self) -> float | None:
        """The share of what had to be done; None where nothing had."""
        return share_of(self, Figure.ON_TIME_OF_FALLEN_DUE)

    def of(self, box: Box) -> int:
        return int(getattr(self, box))


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long something took: the number of times, the median and the 90th percentile (nearest rank), in working
    time; None where there was none."""

    count: int = 0
    median: timedelta | None = None
    ninth_decile: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class OpinionFigures:
    """How units answered what they were asked, and how needlessly others asked them."""

    asked: int = 0
    in_time: int = 0
    deemed: int = 0
    still_open: int = 0
    withdrawn: int = 0
    late_answers: int = 0
    empty: int = 0
    not_ours: int = 0
    lacking: int = 0
    time_to_answer: Spread = field(default_factory=Spread)

    @property
    def settled(self) -> int:
        """What needs no answer any longer."""
        return sum_of(self, Figure.SETTLED)

    @property
    def answered_in_time(self) -> float | None:
        return share_of(self, Figure.ANSWERED_IN_TIME)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Figures of a group of tasks, each counted once by its lead; the rows of the catalogue say what each of them
    is."""

    boxes: Boxes = field(default_factory=Boxes)
    carried_over: int = 0
    begun: int = 0
    self_judged: int = 0
    early: int = 0
    paused: int = 0
    waiting: int = 0
    days_late: int = 0
    own_causes: int = 0
    outside_causes: int = 0
    extensions_asked: int = 0
    extensions_granted: int = 0
    transfers_up: int = 0
    transfers_sideways: int = 0
    refusals: int = 0
    returns: int = 0
    silences: int = 0
    blockers: int = 0
    conflicting_law: int = 0
    initiatives: int = 0
    protected: int = 0
    handling: Spread = field(default_factory=Spread)
    acknowledging: Spread = field(default_factory=Spread)
    accepting: Spread = field(default_factory=Spread)
    deciding: Spread = field(default_factory=Spread)
    coordinating: Boxes = field(default_factory=Boxes)  # the parts of coordinating units
    asking: timedelta = timedelta()
    asked_about: timedelta = timedelta()
    opinions: OpinionFigures = field(default_factory=OpinionFigures)


class Grouping(StrEnum):
    UNIT = "unit"
    PERSON = "person"
    FIELD = "field"
    RANK = "rank"  # of the assigner
    ASSIGNER = "assigner"
    DOCUMENT = "document"
    HEAD = "head"  # of the unit, when the case ended or figures were taken
    DEPUTY = "deputy"  # of the unit, in charge of the field, likewise


class Rank(StrEnum):
    """Rank of who assigns (M7)."""

    LEADER = "leader"
    HEAD = "head"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Group:
    """`key` is the id of a unit or person, the name of a field, a Rank, or a document's number; None for none."""

    key: int | str | None
    figures: Figures

    @property
    def is_for_praise(self) -> bool:
        """Whether something was done, and all that had fallen due was done on time (M38)."""
        boxes = self.figures.boxes
        return self.key is not None and boxes.done > 0 and boxes.done_on_time == boxes.fallen_due
