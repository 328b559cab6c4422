"""Which days a new deadline moves beside the one that was asked for: shown before, journaled and said (M6, M53)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind
from domain.ladder.replanning import Dated

Change = tuple[Duty, Duty]  # a duty before and after


@dataclass(frozen=True, kw_only=True)
class MovedDate:
    """A day of a duty, before and after; the same where a part keeps its own. `number` is that of a milestone, counted
    from 1; `after` is None where a last deadline is no longer in force."""

    duty_id: int
    unit_id: int | None
    what: Dated
    before: Deadline
    after: Deadline | None
    number: int | None = None

    def to_data(self) -> dict[str, Any]:
        """The date as a journal entry, a notice or a draft keeps it."""
        return {
            "duty": self.duty_id,
            "unit": self.unit_id,
            "what": self.what.value,
            "number": self.number,
            "before": _plain(self.before),
            "after": None if self.after is None else _plain(self.after),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            duty_id=data["duty"],
            unit_id=data["unit"],
            what=Dated(data["what"]),
            number=data["number"],
            before=_deadline(data["before"]),
            after=None if data["after"] is None else _deadline(data["after"]),
        )


def _plain(deadline: Deadline) -> dict[str, Any]:
    return {"moment": deadline.moment.isoformat(), "names_hour": deadline.names_hour}


def _deadline(plain: Mapping[str, Any]) -> Deadline:
    return Deadline(moment=datetime.fromisoformat(plain["moment"]), names_hour=plain["names_hour"])


def goes_along(duty: Duty, *, before: Deadline, after: Deadline) -> bool:
    """Whether a duty goes along when the deadline of its case moves: what was due with it, and what would be due before
    a later one. What has a later day of its own keeps it, and nothing goes behind its last deadline."""
    if duty.kind is DutyKind.DECISION or not duty.is_open or duty.deadline == after:
        return False
    if duty.binding_last is not None and after.moment > duty.binding_last.moment:
        return False
    later = after.moment > before.moment
    return duty.deadline == before or duty.kind is DutyKind.LEAD or (later and duty.deadline.moment < after.moment)


def extended(owed: Iterable[Duty], about: Duty, wanted: Deadline, *, at: datetime) -> list[Change]:
    """What an extension granted at this moment moves: the duty that it is about, and with the lead the parts of the
    coordinating units."""
    changes = [(about, about.extend(wanted, at=at))]
    if about.kind is not DutyKind.LEAD:
        return changes
    parts = (duty for duty in owed if duty.kind is DutyKind.COORDINATING)
    along = (duty for duty in parts if goes_along(duty, before=about.deadline, after=wanted))
    return [*changes, *((duty, duty.move_to(wanted, at=at)) for duty in along)]


def moved_dates(before: Duty, after: Duty) -> tuple[MovedDate, ...]:
    """Every day of the duty that is another one now: its deadline, its milestones, its last deadline."""
    whose: dict[str, Any] = {"duty_id": after.id, "unit_id": after.unit_id}
    found = []
    if before.deadline != after.deadline:
        found.append(MovedDate(what=Dated.DEADLINE, before=before.deadline, after=after.deadline, **whose))
    for number, (was, now) in enumerate(zip(before.stages, after.stages, strict=True), start=1):
        if was.deadline != now.deadline:
            stage = MovedDate(what=Dated.MILESTONE, number=number, before=was.deadline, after=now.deadline, **whose)
            found.append(stage)
    if before.last is not None and before.last != after.last:
        found.append(MovedDate(what=Dated.LAST, before=before.last, after=after.last, **whose))
    return tuple(found)


def moved_beside(asked: Iterable[int], changes: Iterable[Change]) -> tuple[MovedDate, ...]:
    """Every day that moves but the deadlines of the duties that were asked about."""
    those = set(asked)
    dates = (date for before, after in changes for date in moved_dates(before, after))
    return tuple(date for date in dates if date.what is not Dated.DEADLINE or date.duty_id not in those)


def kept_apart(owed: Iterable[Duty], deadline: Deadline) -> tuple[MovedDate, ...]:
    """The open duties that keep a day of their own when this becomes the deadline of their case."""
    return tuple(
        MovedDate(duty_id=duty.id, unit_id=duty.unit_id, what=Dated.DEADLINE, before=duty.deadline, after=duty.deadline)
        for duty in owed
        if duty.kind is not DutyKind.DECISION and duty.is_open and duty.deadline != deadline
    )
