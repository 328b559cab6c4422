"""The organisation at one moment: who is away, who acts for whom, who answers for what (design §2, M30)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Self, TypeVar

from domain.hearing import ChannelHearing
from domain.office.absences import Absence, Delegation, last_of_chain, stood_in_for
from domain.office.organisation import Organisation
from domain.office.people import Person, Role, unique

AnyChart = TypeVar("AnyChart", bound="Chart")


@dataclass(frozen=True, kw_only=True)
class Chart(Organisation):
    """The organisation as it stands at one moment. Who is away then is stood in for; where no moment is given
    nobody is away. `turned` are the absences in force where that is not for the clock to say: in the middle of several
    that begin or end at one moment. `hearings` say how each channel is heard, and since when without a gap."""

    hearings: Mapping[str, ChannelHearing] = field(default_factory=dict)
    absences: tuple[Absence, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    moment: datetime | None = None
    turned: frozenset[int] | None = None

    def at(self, moment: datetime) -> Self:
        """The same people at another moment: others are away then."""
        return self._alike(replace(self, moment=moment, turned=None))

    def while_away(self, away: Iterable[Absence]) -> Self:
        """The same people while exactly these are away, whatever the clock says."""
        return self._alike(replace(self, turned=frozenset(one.id for one in away)))

    def _alike(self, other: AnyChart) -> AnyChart:
        """Who works where is the same in both, and takes long to find in a large office."""
        names = ("_people_by_name", "_units_by_name", "_heirs_by_name", "_units_by_old_name")
        kept = ("_members", "office", *names, "_heirs", "present_units")
        vars(other).update({name: getattr(self, name) for name in kept})
        return other

    @cached_property
    def _away(self) -> Mapping[int, Absence]:
        """The absence in force of everybody who is away; of several the one entered last."""
        return {one.person_id: one for one in self.absences if self._is_in_force(one)}

    def _is_in_force(self, absence: Absence) -> bool:
        if self.turned is not None:
            return absence.id in self.turned
        return self.moment is not None and absence.covers(self.moment)

    @cached_property
    def _stand_ins(self) -> Mapping[int, int]:
        named = stood_in_for(self._away.values())
        found = {person_id: last_of_chain(person_id, named) for person_id in named}
        return {away: there for away, there in found.items() if there is not None and there in self.people}

    def stand_in_for(self, person_id: int) -> Person | None:
        """Who stands in for a person who is away; None for one who is there."""
        there = self._stand_ins.get(person_id)
        return None if there is None else self.people[there]

    def acting_for(self, person: Person) -> Person:
        """The person, or who stands in."""
        return self.stand_in_for(person.id) or person

    def absence_of(self, person_id: int) -> Absence | None:
        """The absence by which the person is away now."""
        return self._away.get(person_id)

    def stood_in_for_by(self, person_id: int) -> tuple[Person, ...]:
        """Those who are away and for whom this person stands in."""
        return tuple(
            self.people[away] for away, there in self._stand_ins.items() if there == person_id and away in self.people
        )

    def acts_as(self, person_id: int) -> frozenset[int]:
        """The person and everybody for whom the person stands in."""
        return frozenset({person_id, *(person.id for person in self.stood_in_for_by(person_id))})

    def delegation_to(
        self, person_id: int, unit_id: int | None, *, field: str | None = None, at: datetime | None = None
    ) -> Delegation | None:
        """The delegation in force by which the person signs for the head of the unit (*KT.*), for a case of that
        field; at the chart's own moment unless another is given. It ends with the office of the head who gave it, and
        where who has it leaves the unit."""
        moment = at or self.moment
        if moment is None or unit_id is None:
            return None
        unit_id = self._heir_id(unit_id)
        for one in self.delegations:
            if one.person_id != person_id or one.unit_id != unit_id or not one.covers(moment, field):
                continue
            head, taker = self.titular_head_of(unit_id), self.people.get(person_id)
            given = head is not None and head.id == one.head_id
            if given and taker is not None and self.is_within(taker.unit_id, unit_id):
                return one
        return None

    def signers_for(self, unit_id: int | None, field: str | None) -> tuple[Person, ...]:
        """Who may sign for the head of the unit, in a case of that field, by a delegation in force."""
        named = unique(self.people[one.person_id] for one in self.delegations if one.person_id in self.people)
        return tuple(one for one in named if self.delegation_to(one.id, unit_id, field=field) is not None)

    def head_of(self, unit_id: int) -> Person | None:
        """Who heads the unit now: its own head, else the deputy recorded as acting; the stand-in of who is away."""
        head = self.titular_head_of(unit_id)
        return None if head is None else self.acting_for(head)

    def post_in_charge_of(self, unit_id: int | None) -> Person | None:
        """The head of the unit, else of the nearest one above that has a head, away or not."""
        heads = (self.titular_head_of(unit.id) for unit in self.upward(unit_id))
        return next((head for head in heads if head is not None), None)

    def in_charge_of(self, unit_id: int | None) -> Person | None:
        """Who answers for the unit: its head, or who acts instead, else the parent unit's (design §2)."""
        head = self.post_in_charge_of(unit_id)
        return None if head is None else self.acting_for(head)

    def is_in_charge(self, person_id: int, unit_id: int | None) -> bool:
        head = self.in_charge_of(unit_id)
        return head is not None and head.id == person_id

    def answers_for(self, person_id: int, unit_id: int | None) -> bool:
        """Whether the person heads the unit or one above it; of a head who is away the stand-in does as well."""
        heads = (self.titular_head_of(unit.id) for unit in self.upward(unit_id))
        return any(head is not None and person_id in {head.id, self.acting_for(head).id} for head in heads)

    def posts_over(self, unit_id: int | None) -> frozenset[int]:
        """Who heads the unit and those above it, away or not."""
        heads = (self.titular_head_of(unit.id) for unit in self.upward(unit_id))
        return frozenset(head.id for head in heads if head is not None)

    def heads_any(self, person_id: int) -> bool:
        """Whether the person heads some unit, or stands in for somebody who does."""
        return any(
            one in self.people and self.people[one].is_a(Role.HEAD, Role.ACTING_HEAD) for one in self.acts_as(person_id)
        )

    def heads_of(self, unit_ids: Iterable[int | None]) -> tuple[Person, ...]:
        """Who answers for these units, nobody twice."""
        return unique(head for unit_id in unit_ids if (head := self.in_charge_of(unit_id)) is not None)

    def posts_above(self, person: Person, *, assigner: Person | None) -> tuple[Person, ...]:
        """Those to whom this person answers, away or not: the unit's head, for a head that of the parent unit; where
        there is none the assigner if a leader, else the office. A top leader has none. A post is passed over where who
        acts in it is this very person, or does the person's work during an absence."""
        desk = self._desk_of(person)
        heads = (self.titular_head_of(unit.id) for unit in self.upward(person.unit_id))
        for head in heads:
            if head is not None and not self._desk_of(head) & desk:
                return (head,)
        if person.is_a(Role.LEADER):
            return ()
        if assigner is not None and assigner.is_a(Role.LEADER) and not self._desk_of(assigner) & desk:
            return (assigner,)
        return tuple(member for member in self.office if not self._desk_of(member) & desk)

    def _desk_of(self, person: Person) -> set[int]:
        """The person and, of who is away, who does the work."""
        return {person.id, self.acting_for(person).id}
