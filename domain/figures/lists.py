"""The lines of a report, and which of them and of its groups stand in which list (M34, M37, M38, M41)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.duties.cases import Case, Deadline
from domain.duties.duties import Phase
from domain.duties.statements import Cause
from domain.figures.figures import Group
from domain.figures.records import Box


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
    is_self_judged: bool = False  # who did it also accepted it, or has to

    @property
    def is_done(self) -> bool:
        return self.box.is_done

    @property
    def is_late(self) -> bool:
        return self.box.is_late

    @property
    def is_to_publish(self) -> bool:
        """Whether it is late by a cause of one's own that a competent person has confirmed (M34, M38)."""
        return self.is_late and self.cause is Cause.OWN and self.cause_confirmed

    @property
    def done_at(self) -> datetime | None:
        """When the result that was accepted was handed in: by that it is judged (M17)."""
        return (self.handed_in_at or self.closed_at) if self.is_done else None

    def days_before(self, timezone: ZoneInfo) -> int | None:
        """Days of the calendar between the handing in and the deadline; None where it is not done."""
        done = self.done_at
        if done is None:
            return None
        return (self.deadline.moment.astimezone(timezone).date() - done.astimezone(timezone).date()).days


def overdue(lines: Iterable[ReportLine]) -> list[ReportLine]:
    """What is open and overdue, the longest first."""
    return _longest_first(line for line in lines if line.box is Box.OPEN_OVERDUE)


def late(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """What is overdue, the longest first, then what was done late."""
    return [*overdue(lines), *_longest_first(line for line in lines if line.box is Box.DONE_LATE)]


def latest(lines: Iterable[ReportLine]) -> list[ReportLine]:
    """What is or was late, the longest first."""
    return sorted((line for line in lines if line.is_late), key=lambda line: (-line.days_late, line.case.number))


def for_praise(lines: Iterable[ReportLine], timezone: ZoneInfo) -> list[ReportLine]:
    """What was done on time, the earliest before its deadline first (M38)."""
    done = (line for line in lines if line.box is Box.DONE_ON_TIME)
    return sorted(done, key=lambda line: -(line.days_before(timezone) or 0))


def for_publication(lines: Sequence[ReportLine]) -> list[ReportLine]:
    """What is late by a cause of one's own that is confirmed, and nothing else (M34, M38)."""
    return [line for line in late(lines) if line.is_to_publish]


def blocked(lines: Iterable[ReportLine]) -> list[ReportLine]:
    """What has a blocker, conflicting law first (M12, M41)."""
    return sorted((line for line in lines if line.blockers), key=lambda line: not line.conflicting_law)


def drawn(lines: Iterable[ReportLine], codes: Iterable[str]) -> list[ReportLine]:
    """The tasks drawn for inspection."""
    wanted = set(codes)
    return [line for line in lines if line.case.code in wanted]


def annexed(lines: Sequence[ReportLine], most: int) -> list[ReportLine]:
    """All, or where there are too many what is late, the longest first."""
    return list(lines) if len(lines) <= most else late(lines)[:most]


def groups_with_overdue(groups: Iterable[Group], name: Callable[[Group], str]) -> list[Group]:
    """The groups in which something is overdue, those with most first."""
    return sorted(
        (one for one in groups if one.figures.boxes.open_overdue),
        key=lambda one: (-one.figures.boxes.open_overdue, name(one)),
    )


def groups_for_praise(groups: Iterable[Group], name: Callable[[Group], str]) -> list[Group]:
    """Those with most done first, then those with most of it early."""
    return sorted(
        (one for one in groups if one.is_for_praise),
        key=lambda one: (-one.figures.boxes.done, -one.figures.early, name(one)),
    )


@dataclass(frozen=True, kw_only=True)
class CauseCounts:
    """Why late tasks are late; `unconfirmed` causes were named by who is late alone."""

    own: int
    outside: int
    unconfirmed: int
    unnamed: int


def causes_of(lines: Sequence[ReportLine]) -> CauseCounts:
    confirmed = Counter(line.cause for line in lines if line.cause_confirmed)
    unnamed = sum(line.cause is None for line in lines)
    own, outside = confirmed[Cause.OWN], confirmed[Cause.OUTSIDE]
    return CauseCounts(own=own, outside=outside, unconfirmed=len(lines) - own - outside - unnamed, unnamed=unnamed)


def _longest_first(lines: Iterable[ReportLine]) -> list[ReportLine]:
    return sorted(lines, key=lambda line: -line.days_late)
