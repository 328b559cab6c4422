"""What a list of open duties shows: whose, of which days, since when late, by age (M46, M53)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.duties.duties import WAITING, Duty, DutyKind
from domain.office.calendar import DAY, LONGEST_CLOSURE, Calendar
from domain.rules.lengths import Length, Urgency

PAGE = 10  # lines of one page: what a phone shows with its buttons
COUNTED = 1000  # counting and turning pages end here: nobody reads on, and the cost must not follow what is stored
AGES = (90, 60, 30)  # working days: the groups of the backlog, oldest first


class OwnList(StrEnum):
    """What one reads of one's own list."""

    ALL = "all"
    LATE = "late"  # quá hạn
    TODAY = "today"
    WEEK = "week"  # Monday to Sunday (R7)
    WAITING = "waiting"  # handed in or asked for: it lies with somebody else


class AssignedList(StrEnum):
    """What one reads of what one has handed out."""

    ALL = "all"
    LATE = "late"
    MINE = "mine"  # it lies with the reader again: to be accepted or decided
    LONGEST = "longest"  # what lies longest with one holder first, late or not


class ListOwner(StrEnum):
    """Whose lists are read at once, each with its first lines: by the column that names the owner."""

    UNIT = "unit_id"
    HOLDER = "holder_id"
    ASSIGNER = "assigner_id"


class Arrangement(StrEnum):
    BY_DEADLINE = "by_deadline"  # whose holder must act first
    LONGEST_HELD = "longest_held"  # by one holder
    OLDEST = "oldest"  # by the deadline in force


@dataclass(frozen=True, kw_only=True)
class FirstLines:
    """The first lines of a list, by the moment that orders them and the duty's id; and how many it has."""

    total: int = 0
    first: tuple[tuple[datetime, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unread:
    """How many owe it that they read a circular; `duty_id` is one of theirs, `due_at` the earliest deadline of them."""

    case_id: int
    duty_id: int
    due_at: datetime
    readers: int


@dataclass(frozen=True, kw_only=True)
class Window:
    """The moments from `first` until before `end`."""

    first: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class OwnCases:
    """Who stands in for others, and the units that this person heads by their own post: what waits for a decision of
    those others in a case in which the person has a part is not the person's to decide (domain/deciding.py)."""

    person_id: int
    unit_ids: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class InPlaceOf:
    """Somebody above whom the reader stands next, who cannot decide now: what waits for that decision in a case that
    would be the stand-in's own; where neither can be reached and so nobody is `barred`, all that no registrar may
    record for this person."""

    holder_id: int
    barred: OwnCases | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which open duties are wanted, at `now`, on the day that began at `today`: all that is named must hold.
    `awaited_by_id` handed them in or asked for them; `passed` is that the holder's own moment has passed,
    `overdue` is as Duty.is_overdue, `owed` that it is not handed in:
    what waits for acceptance is not overdue with its holder; `due_before` before which the deadline lies, `due_from`
    from when on; `words` are folded."""

    now: datetime
    today: datetime
    holder_id: int | None = None
    holder_ids: frozenset[int] | None = None  # the reader, and those for whom the reader stands in
    without: OwnCases | None = None
    one_up: tuple[InPlaceOf, ...] = ()  # beside what is on the reader's desk, own cases left out
    awaited_by_id: int | None = None
    assigner_id: int | None = None
    registrar_id: int | None = None
    unit_ids: frozenset[int] | None = None
    act_by: Window | None = None
    passed: bool = False
    overdue: bool = False
    owed: bool = False
    due_before: datetime | None = None
    words: tuple[str, ...] = ()
    assigner_ids: frozenset[int] | None = None
    in_work: bool = False  # the work itself is still owed: nothing waits for a word of somebody else
    waiting: bool = False  # for the holder's word: a decision, an acceptance, a signature, a supply
    coming: Window | None = None  # its deadline lies in this time and has not passed
    due_from: datetime | None = None
    unacknowledged: bool = False
    circulars: bool | None = None  # those to be read alone, or everything but them
    with_others: bool = False  # it lies with somebody else than who handed it out
    not_held_by: frozenset[int] = frozenset()
    silent_since: Mapping[Urgency, datetime] | None = None  # taken in charge, no sign of life from then on, by urgency


def silent_since(span: Length, *, now: datetime, calendar: Calendar) -> datetime:
    """The last moment, to the minute, from which the span has passed by now."""
    passed, open_still = now - timedelta(days=LONGEST_CLOSURE), now
    while open_still - passed > timedelta(minutes=1):
        between = passed + (open_still - passed) / 2
        if span.after(between, calendar) <= now:
            passed = between
        else:
            open_still = between
    return passed


def start_of(day: date, calendar: Calendar) -> datetime:
    return calendar.at(day, time())


def this_day(now: datetime, calendar: Calendar) -> Window:
    today = calendar.day_of(now)
    return Window(first=start_of(today, calendar), end=start_of(today + DAY, calendar))


def this_week(now: datetime, calendar: Calendar) -> Window:
    today = calendar.day_of(now)
    monday = today - timedelta(days=today.weekday())
    return Window(first=start_of(monday, calendar), end=start_of(monday + 7 * DAY, calendar))


def is_kept_waiting(duty: Duty, *, now: datetime) -> bool:
    """Whether who owes a word on it, to decide, accept, sign or supply, lets it lie beyond the moment for that."""
    owes_a_word = duty.kind is DutyKind.DECISION or duty.phase in WAITING
    return duty.is_open and owes_a_word and now >= duty.act_by


def working_days_late(duty: Duty, *, now: datetime, calendar: Calendar) -> int:
    """How many working days have begun since the day of the deadline in force, up to the handing in or the pause."""
    return calendar.working_days_since(calendar.day_of(duty.deadline.moment), calendar.day_of(duty.judged_at(now)))


def due_before(age: int, *, now: datetime, calendar: Calendar) -> datetime:
    """What was due before this moment is more than that many working days late."""
    last = calendar.working_day_on_or_before(calendar.day_of(now))
    return start_of(calendar.working_days_before(last, age), calendar)


def age_of(days_late: int) -> int:
    """The group of the backlog: the greatest of AGES that is exceeded, else 0."""
    return next((age for age in AGES if days_late > age), 0)
