"""Figures of a time, taken from records alone, by the formulas of docs/figures.md (M35–M42). The bot measures, people
judge.

Lengths of time are working time. A moment at which figures are taken never lies after the end of the time they are for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.duties.cases import Case, Deadline
from domain.duties.duties import DutyKind, Phase
from domain.duties.statements import Cause
from domain.figures.records import Box


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
        return self.done_on_time + self.done_late

    @property
    def fallen_due(self) -> int:
        """What was done, and what should have been."""
        return self.done + self.open_overdue

    @property
    def total(self) -> int:
        return self.done + self.open_on_time + self.open_overdue

    @property
    def on_time_of_done(self) -> float | None:
        """The share of what was done; None where nothing was."""
        return self.done_on_time / self.done if self.done else None

    @property
    def on_time_of_fallen_due(self) -> float | None:
        """The share of what had to be done; None where nothing had."""
        return self.done_on_time / self.fallen_due if self.fallen_due else None


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long something took: the number of times, the median and the 90th percentile (nearest rank), in working
    time; None where there was none."""

    count: int = 0
    median: timedelta | None = None
    ninth_decile: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class OpinionFigures:
    """How units answered what they were asked, and how needlessly others asked them (M20–M24)."""

    asked: int = 0
    in_time: int = 0
    deemed: int = 0
    still_open: int = 0
    withdrawn: int = 0
    late_answers: int = 0  # words that came after the consent
    empty: int = 0
    not_ours: int = 0  # counts against who asked
    lacking: int = 0
    time_to_answer: Spread = field(default_factory=Spread)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of a group of tasks, each counted once by its lead."""

    boxes: Boxes = field(default_factory=Boxes)
    carried_over: int = 0  # begun before the time
    begun: int = 0
    self_judged: int = 0  # done by who accepted it himself: a top leader's own
    early: int = 0  # done at least a working day before the deadline (M42)
    paused: int = 0
    waiting: int = 0  # handed in, not yet accepted
    days_late: int = 0  # working days begun after the deadline, over all late tasks
    own_causes: int = 0
    outside_causes: int = 0  # confirmed
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
    protected: int = 0  # late tasks beside which a label, or an initiative or blocker in time or credited stands (M54)
    handling: Spread = field(default_factory=Spread)  # from the beginning to the handing in that was accepted
    acknowledging: Spread = field(default_factory=Spread)
    accepting: Spread = field(default_factory=Spread)  # what the assigner took from handing in to his word
    deciding: Spread = field(default_factory=Spread)  # what was taken for a decision or a direction (M16)
    coordinating: Boxes = field(default_factory=Boxes)  # the parts of coordinating units
    asking: timedelta = timedelta()  # working time in which an opinion request that serves the task was open (M19)
    asked_about: timedelta = timedelta()  # working time in which the tasks served by such requests were open
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
    """Of who assigns (M7)."""

    LEADER = "leader"
    HEAD = "head"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Group:
    """`key` is the id of a unit or person, the name of a field, a Rank, or a document's number; None for none."""

    key: int | str | None
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """One task as a row of the report's list, as of the moment of the report."""

    case: Case
    unit_id: int | None
    responsible_id: int  # who works on it, or handed it in
    holder_id: int  # who must act now
    held_since: datetime
    coordinating: tuple[int, ...]  # units
    original: Deadline
    deadline: Deadline
    handed_in_at: datetime | None
    closed_at: datetime | None
    box: Box
    phase: Phase
    days_late: int
    extensions: int
    transfers: int
    returns: int
    cause: Cause | None  # confirmed, else as proposed
    cause_confirmed: bool
    cause_words: int | None
    blockers: tuple[int, ...]  # keys of their words
    conflicting_law: bool
    initiatives: tuple[int, ...]
    came_late: frozenset[int]  # of those words: said after the deadline, and credited by nobody
    is_protected: bool
    is_self_judged: bool = False  # who did it accepted it himself, or has to


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one person had in hand: open now, overdue, how long he held work in all and how much of that after the
    deadline in force (M33, M40)."""

    person_id: int
    unit_id: int | None
    held: int
    open_now: int
    overdue_now: int
    holding: timedelta
    holding_late: timedelta


@dataclass(frozen=True, kw_only=True)
class Points:
    """One person's products of a month by Decree 335/2025, as far as the bot can measure it: the share of its
    progress points that each product keeps, the number of products, what was returned (M39)."""

    person_id: int
    unit_id: int | None
    month: date
    products: int  # completed, or due and not completed
    completed: int = 0
    delays: int  # those without a confirmed outside cause
    excused: int
    returned: int
    progress: float | None  # of 100; None without a product
    self_judged: int = 0  # of those completed: accepted by himself


@dataclass(frozen=True, kw_only=True)
class UnitPoints:
    """The points of those who worked in a unit or below it, added up; `progress` is over all of their products."""

    unit_id: int | None
    month: date
    people: int
    products: int
    completed: int
    delays: int
    excused: int
    returned: int
    progress: float | None
    self_judged: int = 0


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """One point of the trend (M42)."""

    first: date
    boxes: Boxes
    handling: Spread


@dataclass(frozen=True, kw_only=True)
class Passing:
    """A transfer that was granted: of which work, from which unit and person to which, up or sideways."""

    case: Case
    kind: DutyKind
    upward: bool
    at: datetime
    from_unit_id: int | None
    from_person_id: int
    to_unit_id: int | None
    to_person_id: int


@dataclass(frozen=True, kw_only=True)
class LaterConfirmation:
    """A cause confirmed, or late words credited, after the end of a month in which the work stood late. `month` keeps
    what was told of it; `before` and `after` are the progress points of the product, of 100, None for a credit."""

    case: Case
    kind: DutyKind
    unit_id: int | None
    person_id: int
    month: date
    cause: Cause | None  # None for a credit
    at: datetime
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that a report says of the time from `since` until before `until`, as of `at`, in numbers."""

    since: datetime
    until: datetime
    at: datetime
    whole: Figures
    groups: Mapping[Grouping, tuple[Group, ...]]
    lines: tuple[ReportLine, ...]  # by unit, then by deadline
    loads: tuple[Load, ...]
    points: tuple[Points, ...]
    unit_points: tuple[UnitPoints, ...] = ()  # by month, each unit before those below it
    trend: tuple[MonthFigures, ...]
    passings: tuple[Passing, ...] = ()
    later: tuple[LaterConfirmation, ...] = ()  # what of the time corrects months before
