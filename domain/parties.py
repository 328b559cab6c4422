"""Who has a part in a case: held the work or was named for it, answered, handed in, asks, gains (design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.chart import Chart
from domain.permissions import Permission, Relation

# Not even by one's own right.
OF_ONES_WORK = frozenset({Permission.JUDGE, Permission.CONFIRM_CAUSE, Permission.CREDIT, Permission.RECONCILE})
OWED = frozenset({DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.OPINION})  # of a circular nobody is a party
WORKED_IN = frozenset({Phase.WORKING, Phase.DRAFTED, Phase.PAUSED})  # the holder owes the work itself, or a signature


@dataclass(frozen=True, kw_only=True)
class PartsTaken:
    """By the ids of duties, from the record: who held the work or drafted what went up, who handed in a result or
    supplied a dossier, who gave an answer or signed it."""

    held: Mapping[int, frozenset[int]] = field(default_factory=dict)
    handed_in: Mapping[int, frozenset[int]] = field(default_factory=dict)
    answered: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The people who have a part in a case, by the ids of its duties. `has_part` holds or held the work, was named for
    it, heads by their own post the unit that owes it, wrote or handed in what it owes; `works` is whose work it is, or
    who handed it in; `asks` is who asked for a decision, `gains` to whom else it would be granted."""

    has_part: Mapping[int, frozenset[int]] = field(default_factory=dict)
    works: Mapping[int, frozenset[int]] = field(default_factory=dict)
    asks: Mapping[int, frozenset[int]] = field(default_factory=dict)
    gains: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def everyone(self) -> frozenset[int]:
        return frozenset().union(*self.has_part.values(), *self.asks.values())

    def barred_from(self, permission: Permission, duty: Duty, relation: Relation) -> frozenset[int]:
        """Who may not do this by another's right. Who has a part in the case decides nothing in it; who leads the task
        in another's place judges the other units' parts, and one unit's dossier is another unit's matter."""
        if relation is Relation.LEAD or permission is Permission.SUPPLY:
            return self.has_part.get(duty.id, frozenset())
        return self.everyone

    def own(self, permission: Permission, duty: Duty) -> frozenset[int]:
        """Who would decide their own case here, be it by their own right."""
        none = frozenset[int]()
        if permission is Permission.DECIDE:
            return self.asks.get(duty.id, none) | self.gains.get(duty.id, none)
        if permission is Permission.DIRECT:
            return self.asks.get(duty.id, none)
        return self.works.get(duty.id, none) if permission in OF_ONES_WORK else none


def parties_of(chart: Chart, owed: Iterable[Duty], taken: PartsTaken) -> Parties:
    """Parties of one case, from all of its duties and what was done on each."""
    every = {duty.id: duty for duty in owed}
    has_part, works, asks, gains = {}, {}, {}, {}
    for duty in every.values():
        if duty.kind is DutyKind.DECISION:
            about = every.get(duty.about_id or 0)
            asks[duty.id] = _known(duty.asked_by_id)
            gains[duty.id] = _known(about.holder_id if about is not None and about.phase in WORKED_IN else None)
        elif duty.kind in OWED:
            given = taken.answered if duty.kind is DutyKind.OPINION else taken.handed_in
            works[duty.id] = _works(duty) | given.get(duty.id, frozenset())
            head = None if duty.unit_id is None else chart.titular_head_of(duty.unit_id)
            has_part[duty.id] = (
                works[duty.id]
                | taken.held.get(duty.id, frozenset())
                | _known(duty.named_id)
                | _known(head.id if head is not None else None)
            )
    return Parties(has_part=has_part, works=works, asks=asks, gains=gains)


def _works(duty: Duty) -> frozenset[int]:
    if duty.phase in WORKED_IN:
        return _known(duty.holder_id)
    return _known(duty.asked_by_id if duty.phase in {Phase.SUBMITTED, Phase.CLOSED} else None)


def _known(person_id: int | None) -> frozenset[int]:
    return frozenset() if person_id is None else frozenset({person_id})
