"""Units, people and who stands above whom (design §2, M4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from domain.names import fold


class Role(StrEnum):
    HEAD = "head"  # thủ trưởng
    ACTING_HEAD = "acting_head"  # phụ trách: in office where there is no head
    DEPUTY = "deputy"  # cấp phó
    OFFICIAL = "official"  # chuyên viên
    LEADER = "leader"  # lãnh đạo: assigns, accepts, receives top escalations
    OFFICE = "office"  # văn phòng: registers, follows, reports
    INSPECTOR = "inspector"  # thanh tra: reads everything in scope, changes nothing


@dataclass(frozen=True, kw_only=True)
class Unit:
    id: int
    name: str
    parent_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person in his present position. `reachable` says whether any account of his can be written to."""

    id: int
    name: str
    unit_id: int | None = None
    position: str = ""
    roles: frozenset[Role] = frozenset()
    fields: tuple[str, ...] = ()
    reachable: bool = False

    def is_a(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The organisation as it stands at one moment. `called` is what the reader meant by names that fit nobody or
    several, as he said when he was asked."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]
    called: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _members(self) -> Mapping[int, tuple[Person, ...]]:
        members: dict[int, tuple[Person, ...]] = {}
        for person in self.people.values():
            if person.unit_id is not None:
                members[person.unit_id] = (*members.get(person.unit_id, ()), person)
        return members

    @cached_property
    def office(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people.values() if person.is_a(Role.OFFICE))

    def person(self, person_id: int) -> Person:
        return self.people[person_id]

    def members(self, unit_id: int) -> tuple[Person, ...]:
        return self._members.get(unit_id, ())

    def upward(self, unit_id: int | None) -> Iterator[Unit]:
        """The unit, its parent, and so on; a unit is never met twice."""
        met: set[int] = set()
        while unit_id is not None and unit_id not in met:
            met.add(unit_id)
            unit = self.units[unit_id]
            yield unit
            unit_id = unit.parent_id

    def head_of(self, unit_id: int) -> Person | None:
        """The unit's own head, else the deputy recorded as acting."""
        for role in (Role.HEAD, Role.ACTING_HEAD):
            for person in self.members(unit_id):
                if person.is_a(role):
                    return person
        return None

    def in_charge_of(self, unit_id: int | None) -> Person | None:
        """Who answers for the unit: its head, the acting one, else the parent unit's (design §2)."""
        heads = (self.head_of(unit.id) for unit in self.upward(unit_id))
        return next((head for head in heads if head is not None), None)

    def is_in_charge(self, person_id: int, unit_id: int | None) -> bool:
        head = self.in_charge_of(unit_id)
        return head is not None and head.id == person_id

    def answers_for(self, person_id: int, unit_id: int | None) -> bool:
        """Whether the person heads the unit or one above it."""
        heads = (self.head_of(unit.id) for unit in self.upward(unit_id))
        return any(head is not None and head.id == person_id for head in heads)

    def heads_of(self, unit_ids: Iterable[int | None]) -> tuple[Person, ...]:
        """Who answers for these units, nobody twice."""
        return unique(head for unit_id in unit_ids if (head := self.in_charge_of(unit_id)) is not None)

    def deputies_for(self, unit_id: int | None, field: str | None) -> tuple[Person, ...]:
        """The unit's deputies in charge of a field, told with the head (M28)."""
        if unit_id is None or field is None:
            return ()
        wanted = fold(field)
        deputies = (person for person in self.members(unit_id) if person.is_a(Role.DEPUTY))
        return tuple(person for person in deputies if wanted in map(fold, person.fields))

    def superiors_of(self, person: Person, *, assigner: Person | None) -> tuple[Person, ...]:
        """Who is told when this person lets a duty lie: his unit's head, for a head that of the parent unit; where
        there is none the assigner if a leader, else the office. A top leader has none."""
        for unit in self.upward(person.unit_id):
            head = self.head_of(unit.id)
            if head is not None and head.id != person.id:
                return (head,)
        if person.is_a(Role.LEADER):
            return ()
        if assigner is not None and assigner.is_a(Role.LEADER):
            return (assigner,)
        return tuple(member for member in self.office if member.id != person.id)


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people in the same order, nobody twice."""
    return tuple({person.id: person for person in people}.values())
