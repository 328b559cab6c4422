"""The record of a duty: everything that has become of it, told as of any moment, so that a report of last month stays
what it was (M33, M35). Figures are taken from records alone (docs/figures.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from domain.duties.cases import Case, Deadline
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase, is_late
from domain.duties.opinions import Answer
from domain.duties.statements import Statement
from domain.office.calendar import Calendar
from domain.office.people import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """One interval in which one person held a duty in one phase; `unit_id` is the unit that answered for it then."""

    person_id: int
    unit_id: int | None
    phase: Phase
    since: datetime
    acknowledged_at: datetime | None = None
    until: datetime | None = None

    def end(self, at: datetime) -> datetime:
        return at if self.until is None else min(self.until, at)


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A deadline and from when it was in force."""

    since: datetime
    deadline: Deadline


S = TypeVar("S", Stretch, Term)


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestRecord:
    """A request about a duty and what became of it: a decision's own record, as far as figures need it."""

    kind: DecisionKind
    holder_id: int
    asked_by_id: int | None
    opened_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    upward: bool = False  # a transfer for lack of authority, not of function (M15)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A duty of a case with its whole past. Stretches, terms and requests are in the order of time."""

    case: Case
    duty_id: int
    kind: DutyKind
    to_unit: bool
    opened_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    restarted_at: datetime | None
    stretches: tuple[Stretch, ...]
    terms: tuple[Term, ...]
    asked: tuple[RequestRecord, ...] = ()
    statements: tuple[Statement, ...] = ()
    answers: tuple[Answer, ...] = ()
    answerable_id: int | None = None  # for a silence that became consent (M23)

    def deadline(self, at: datetime) -> Deadline:
        """The one in force then."""
        return _in_force(self.terms, at).deadline

    def stretch(self, at: datetime) -> Stretch:
        """Who had it then; of an ended duty the last who did."""
        return _in_force(self.stretches, at)

    def is_closed(self, at: datetime) -> bool:
        return self.closed_at is not None and self.closed_at <= at

    def handed_in_at(self, at: datetime) -> datetime | None:
        """When the result that waits then, or was accepted, was handed in; None where it is still being worked on."""
        found = None
        for stretch in self.stretches:
            if stretch.since > at:
                break
            if stretch.phase is not Phase.SUBMITTED:
                found = None
            elif found is None:
                found = stretch.since
        return found

    def returned(self, at: datetime) -> int:
        """How many times a result was given back by then."""
        begun = [one.phase for one in self.stretches if one.since <= at]
        return sum(earlier is Phase.SUBMITTED and later is Phase.WORKING for earlier, later in pairwise(begun))

    def is_late(self, at: datetime, calendar: Calendar) -> bool:
        """By the moment of handing in; while it is paused by that of the pause; else by then (M17)."""
        handed_in_at = self.handed_in_at(at)
        done = handed_in_at is not None or self.is_closed(at)
        return is_late(self.judged_at(at, handed_in_at), self.deadline(at).passes_at(calendar), handed_in=done)

    def judged_at(self, at: datetime, handed_in_at: datetime | None) -> datetime:
        """The moment that is held against the deadline."""
        if handed_in_at is not None:
            return handed_in_at
        if self.closed_at is not None and self.closed_at <= at:
            return self.closed_at
        return self.paused_since(at) or at

    def paused_since(self, at: datetime) -> datetime | None:
        """Since when the clock stands still then, whoever has come to hold it meanwhile; None while it runs."""
        since = None
        for stretch in self.stretches:
            if stretch.since > at:
                break
            since = (since or stretch.since) if stretch.phase is Phase.PAUSED else None
        return since


def _in_force(ordered: tuple[S, ...], at: datetime) -> S:
    """The last that had begun by then; before the first, that."""
    for one in reversed(ordered):
        if one.since <= at:
            return one
    return ordered[0]


class Box(StrEnum):
    """Where a task stands at a moment: the four boxes add up, what was withdrawn stands beside them (M35)."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OPEN_ON_TIME = "open_on_time"
    OPEN_OVERDUE = "open_overdue"
    CANCELLED = "cancelled"

    @property
    def is_done(self) -> bool:
        return self in (Box.DONE_ON_TIME, Box.DONE_LATE)

    @property
    def is_late(self) -> bool:
        """Whether it was done late, or is open and overdue."""
        return self in (Box.DONE_LATE, Box.OPEN_OVERDUE)


_DONE = frozenset({Outcome.ACCEPTED, Outcome.ENDED})  # a coordinating part ends with the task


def boxed(record: Record, *, is_closed: bool, is_late: bool) -> Box:
    """The box of the lead of a task, or of a coordinating part. Paused, handed in and not yet accepted is open
    (M17)."""
    if not is_closed:
        return Box.OPEN_OVERDUE if is_late else Box.OPEN_ON_TIME
    if record.outcome not in _DONE:
        return Box.CANCELLED
    return Box.DONE_LATE if is_late else Box.DONE_ON_TIME


@dataclass(frozen=True, kw_only=True)
class PostHeld:
    """Where a person worked, as what, from when to when."""

    unit_id: int | None
    position: str
    roles: frozenset[Role]
    since: datetime
    until: datetime | None
    fields: tuple[str, ...] = ()  # of which the person was in charge as a deputy


@dataclass(frozen=True, kw_only=True)
class Away:
    """A time in which a person was absent: it counts against nobody's time to answer."""

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class PastAssigner:
    """The assigner of a case until another followed."""

    assigner_id: int
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Register:
    """What a report is made from: the records of the cases that were open at any moment of a time, who worked where,
    and who was away."""

    records: tuple[Record, ...]
    posts: Mapping[int, tuple[PostHeld, ...]]
    away: Mapping[int, tuple[Away, ...]]
    assigners: Mapping[int, tuple[PastAssigner, ...]] = field(
        default_factory=dict
    )  # by case: those before the present one

    def assigner(self, case: Case, at: datetime) -> int:
        """The assigner of the case then: another may have followed since."""
        former = self.assigners.get(case.id, ())
        return next((one.assigner_id for one in former if at < one.until), case.assigner_id)

    def post(self, person_id: int, at: datetime) -> PostHeld | None:
        """The person's post then; before the first one, the first."""
        posts = self.posts.get(person_id, ())
        begun = [post for post in posts if post.since <= at]
        return begun[-1] if begun else next(iter(posts), None)

    def unit_of(self, person_id: int, at: datetime) -> int | None:
        post = self.post(person_id, at)
        return None if post is None else post.unit_id

    def worked(self, person_id: int, since: datetime, until: datetime, calendar: Calendar) -> timedelta:
        """The working time between two moments without that in which the person was away."""
        worked = calendar.working_time(since, until)
        if person_id not in self.away:
            return worked
        reached = since
        for away in sorted(self.away[person_id], key=lambda away: away.since):
            worked -= calendar.working_time(max(away.since, reached), min(away.until, until))
            reached = max(reached, away.until)
        return worked
