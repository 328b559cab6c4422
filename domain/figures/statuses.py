"""Where a duty stands at a moment, and what of a report's time it has been open: what every figure begins with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind, Outcome, Phase, is_late
from domain.duties.statements import Cause, Statement, StatementKind, proposed_cause
from domain.figures.records import Box, Record, Register, Stretch, boxed
from domain.figures.scopes import Attribution
from domain.office.calendar import Calendar

INSTANT = timedelta(microseconds=1)

# Phases in which the holder does the work itself; in the others a word about it.
_WORKED_ON = {
    DutyKind.LEAD: frozenset({Phase.WORKING, Phase.PAUSED}),
    DutyKind.COORDINATING: frozenset({Phase.WORKING, Phase.PAUSED}),
    DutyKind.OPINION: frozenset({Phase.WORKING, Phase.DRAFTED}),
    DutyKind.READING: frozenset({Phase.WORKING}),
}
_FOR_THE_UNIT = frozenset({Phase.WORKING, Phase.PAUSED, Phase.DRAFTED})


@dataclass(frozen=True, kw_only=True)
class Period:
    """The time from `since` until before `until`, as of `at`. What happens at `until` itself is of the next period."""

    since: datetime
    until: datetime
    at: datetime

    @cached_property
    def end(self) -> datetime:
        """Up to when lengths of time are counted."""
        return min(self.at, self.until)

    @cached_property
    def moment(self) -> datetime:
        """The last moment of the time at which anything can have happened: as of it everything is told."""
        return self.at if self.at < self.until else self.until - INSTANT

    def has(self, moment: datetime | None) -> bool:
        return moment is not None and self.since <= moment <= self.moment

    def has_open(self, record: Record) -> bool:
        """Whether the duty was open at any moment of the time, as far as it has gone."""
        return record.opened_at <= self.moment and (record.closed_at is None or record.closed_at >= self.since)


class DutyStatus(NamedTuple):
    """A duty as of a moment. `worker` is the stretch of who works on it, or handed it in; while a granted refusal lies
    with the assigner, that stretch."""

    record: Record
    at: datetime
    box: Box
    deadline: Deadline
    passes_at: datetime
    judged_at: datetime
    handed_in_at: datetime | None
    present: Stretch
    worker: Stretch
    is_closed: bool

    @property
    def is_late(self) -> bool:
        return self.box.is_late

    @property
    def is_done(self) -> bool:
        return self.box.is_done

    def days_late(self, calendar: Calendar) -> int:
        """The working days that have begun since the day of the deadline; 0 for late on that very day, and in time."""
        if not self.is_late:
            return 0
        return calendar.working_days_since(calendar.day_of(self.deadline.moment), calendar.day_of(self.judged_at))

    def cause(self) -> Statement | None:
        """What was said of the cause of the delay: as confirmed last, else as the holder proposed last."""
        named = [one for one in self.record.statements if one.kind is StatementKind.CAUSE and one.at <= self.at]
        confirmed = [one for one in named if self.has_confirmed(one)]
        if confirmed:
            return max(confirmed, key=lambda one: (one.confirmed_at, one.id))
        return proposed_cause(named)

    def has_confirmed(self, cause: Statement) -> bool:
        return cause.confirmed_at is not None and cause.confirmed_at <= self.at

    def confirmed_cause(self) -> Cause | None:
        cause = self.cause()
        return Cause(cause.detail or "") if cause is not None and self.has_confirmed(cause) else None

    def is_self_judged(self) -> bool:
        """Whether it was, or is to be, accepted by who worked on it, there being nobody above (design §2)."""
        waits_or_done = self.is_done or not self.is_closed
        judges = self.present.phase is Phase.SUBMITTED and self.record.outcome in {None, Outcome.ACCEPTED}
        return waits_or_done and judges and self.present.person_id == self.worker.person_id

    def is_protected(self) -> bool:
        """Late, and beside it stands a label, or an initiative or a blocker that was said in time or credited (M54)."""
        return self.is_late and (
            self.record.case.label is not None
            or any(one.protects(self.passes_at, as_of=self.at) for one in self.record.statements)
        )


def status_at(record: Record, at: datetime, calendar: Calendar) -> DutyStatus:
    present, deadline = record.stretch(at), record.deadline(at)
    is_closed, handed_in_at = record.is_closed(at), record.handed_in_at(at)
    judged_at = record.judged_at(at, handed_in_at)
    passes_at = deadline.passes_at(calendar)
    late = is_late(judged_at, passes_at, handed_in=handed_in_at is not None or is_closed)
    return DutyStatus(
        record=record,
        at=at,
        box=boxed(record, is_closed=is_closed, is_late=late),
        deadline=deadline,
        passes_at=passes_at,
        judged_at=judged_at,
        handed_in_at=handed_in_at,
        present=present,
        worker=_worker(record, present, at),
        is_closed=is_closed,
    )


def _worker(record: Record, present: Stretch, at: datetime) -> Stretch:
    if present.phase is Phase.FREED:
        return present
    phases = _WORKED_ON[record.kind]
    for stretch in reversed(record.stretches):
        if stretch.since <= at and stretch.phase in phases:
            return stretch
    return record.stretches[0]


def whose_stretch(record: Record, stretch: Stretch, register: Register) -> Attribution:
    """To whom a stretch is counted: who works does it for the unit that answered for the duty then; who accepts,
    decides or supplies for their own."""
    unit_id = stretch.unit_id if stretch.phase in _FOR_THE_UNIT else None
    if unit_id is None:
        unit_id = register.unit_of(stretch.person_id, stretch.since)
    return Attribution(stretch.person_id, unit_id, record.case)


def whose_word(record: Record, person_id: int, at: datetime, register: Register) -> Attribution:
    """To whom a word or a request on a duty is counted: to who said it, for the unit that answered for the duty
    then."""
    stretch = record.stretch(at)
    return Attribution(person_id, whose_stretch(record, stretch, register).unit_id, record.case)


def whose_answer(standing: DutyStatus, register: Register) -> Attribution:
    """The unit asked for an opinion; of it who answered or must, or who is answerable for the silence (M23)."""
    record = standing.record
    whose = whose_stretch(record, standing.worker, register)
    if standing.is_closed and record.outcome is Outcome.DEEMED and record.answerable_id is not None:
        return Attribution(record.answerable_id, whose.unit_id, record.case)
    return whose


def returns_of(record: Record) -> tuple[tuple[datetime, Stretch], ...]:
    """When a result was given back, and the stretch of who had handed it in."""
    found, worked = [], record.stretches[0]
    for earlier, later in pairwise(record.stretches):
        if earlier.phase is Phase.WORKING:
            worked = earlier
        if earlier.phase is Phase.SUBMITTED and later.phase is Phase.WORKING:
            found.append((later.since, worked))
    return tuple(found)


class DutyStatuses:
    """The standings of a register's records, each found once however many parts of a report ask for it."""

    def __init__(self, register: Register, calendar: Calendar) -> None:
        self._register = register
        self._calendar = calendar
        self._found: dict[tuple[int, datetime], DutyStatus] = {}

    def of(self, period: Period) -> list[DutyStatus]:
        """The status of what was open at any moment of the time, as of its last moment."""
        return [self._standing(record, period.moment) for record in self._register.records if period.has_open(record)]

    def by_month(self, months: Sequence[Period], kinds: Set[DutyKind]) -> list[tuple[Period, list[DutyStatus]]]:
        """The same of months that follow one another, as far as it is of these kinds."""
        found: list[tuple[Period, list[DutyStatus]]] = [(month, []) for month in months]
        begins, ends = [month.since for month in months], [month.moment for month in months]
        for record in self._register.records:
            if record.kind not in kinds:
                continue
            first = bisect_left(ends, record.opened_at)
            last = len(months) if record.closed_at is None else bisect_right(begins, record.closed_at)
            for month, standings in found[first:last]:
                standings.append(self._standing(record, month.moment))
        return found

    def _standing(self, record: Record, at: datetime) -> DutyStatus:
        found = self._found.get((record.duty_id, at))
        if found is None:
            found = self._found[record.duty_id, at] = status_at(record, at, self._calendar)
        return found
