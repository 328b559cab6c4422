"""What was confirmed or credited only after the month to which it belongs had been told: that month keeps its figures,
and the correction stands, named, in the time in which it was made (M34, M39, M54)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.duties.cases import Case
from domain.duties.duties import DutyKind
from domain.duties.statements import PROTECTING, Cause, Statement, StatementKind
from domain.figures.points import PRODUCTS, is_product, progress_of
from domain.figures.records import Record, Register
from domain.figures.scopes import Keys
from domain.figures.statuses import INSTANT, DutyStatus, Period, status_at, whose_stretch
from domain.figures.trends import months_within
from domain.office.calendar import Calendar

_MIDNIGHT = time()


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


def later_of(register: Register, period: Period, *, keys: Keys, calendar: Calendar) -> tuple[LaterConfirmation, ...]:
    """Every confirmation and credit of the time that concerns a month which was over by then, in their order."""
    found = [
        one
        for record in register.records
        if record.kind in PRODUCTS
        for said in record.statements
        if said.confirmed_at is not None and period.has(said.confirmed_at)
        for standing in _late_months(record, said.confirmed_at, calendar)
        if keys.admit(whose_stretch(record, standing.worker, register))
        for one in _correction(said, said.confirmed_at, standing, register, calendar)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.case.id, one.kind, one.month)))


def _late_months(record: Record, at: datetime, calendar: Calendar) -> Iterator[DutyStatus]:
    """How it stood at the end of each month that was over by then, as far as it was late there."""
    first = calendar.at(calendar.day_of(record.opened_at).replace(day=1), _MIDNIGHT)
    for month in months_within(Period(since=first, until=at, at=at), calendar):
        last = calendar.day_of(month.until)
        whole = last.day == 1 and month.until == calendar.at(last, _MIDNIGHT)
        if whole and month.has_open(record):
            standing = status_at(record, month.moment, calendar)
            if standing.is_late:
                yield standing


def _correction(
    said: Statement, at: datetime, standing: DutyStatus, register: Register, calendar: Calendar
) -> Iterator[LaterConfirmation]:
    record = standing.record
    whose = whose_stretch(record, standing.worker, register)
    before = after = None
    if said.kind is StatementKind.CAUSE:
        before, after = (_kept(status_at(record, moment, calendar).confirmed_cause()) for moment in (at - INSTANT, at))
        if before == after or not is_product(standing):
            return
    elif said.kind not in PROTECTING or record.kind is not DutyKind.LEAD or standing.is_protected():
        return
    yield LaterConfirmation(
        case=record.case,
        kind=record.kind,
        unit_id=whose.unit_id,
        person_id=whose.person_id,
        month=calendar.day_of(standing.at).replace(day=1),
        cause=Cause(said.detail or "") if said.kind is StatementKind.CAUSE else None,
        at=at,
        before=before,
        after=after,
    )


def _kept(cause: Cause | None) -> float | None:
    """What a late product keeps of its progress points, of 100."""
    return progress_of(1, 0 if cause is Cause.OUTSIDE else 1)
