"""Which work went up and which sideways in a time: what the counts of transfers are made of (M15)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, DutyKind, Outcome
from domain.figures.records import Record, Register, RequestRecord, Stretch
from domain.figures.scopes import Keys
from domain.figures.statuses import Period, whose_word


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


def passings_of(records: Iterable[Record], register: Register, period: Period, *, keys: Keys) -> tuple[Passing, ...]:
    """Passings in their order, as many as are counted."""
    found = [
        passing
        for record in records
        for asked, passing in _of_record(record)
        if period.has(passing.at) and keys.admit(whose_word(record, _asker(record, asked), asked.opened_at, register))
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.case.id)))


def _asker(record: Record, asked: RequestRecord) -> int:
    return record.stretch(asked.opened_at).person_id if asked.asked_by_id is None else asked.asked_by_id


def _of_record(record: Record) -> Iterator[tuple[RequestRecord, Passing]]:
    """Each granted transfer with the change of hands that it brought: the first from then on that is no other's."""
    granted = [one for one in record.asked if one.kind is DecisionKind.TRANSFER and one.outcome is Outcome.GRANTED]
    changes = [pair for pair in pairwise(record.stretches) if _party(pair[0]) != _party(pair[1])]
    for asked in sorted(granted, key=lambda one: one.closed_at or one.opened_at):
        assert asked.closed_at is not None
        while changes and changes[0][1].since < asked.closed_at:
            changes.pop(0)
        present = record.stretch(asked.closed_at)
        before, after = changes.pop(0) if changes else (present, present)
        yield asked, _passing(record, asked, asked.closed_at, before, after)


def _party(stretch: Stretch) -> tuple[int | None, int]:
    return stretch.unit_id, stretch.person_id


def _passing(record: Record, asked: RequestRecord, at: datetime, before: Stretch, after: Stretch) -> Passing:
    return Passing(
        case=record.case,
        kind=record.kind,
        upward=asked.upward,
        at=at,
        from_unit_id=before.unit_id,
        from_person_id=before.person_id,
        to_unit_id=after.unit_id,
        to_person_id=after.person_id,
    )
