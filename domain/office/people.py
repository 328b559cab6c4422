"""Units, people and who stands above whom (design §2, M4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self, TypeVar

from domain.names import Named, fold, is_bare, spelled
from domain.office.absences import Absence, Delegation, last_of_chain, stood_in_for


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
    """A unit that has been merged into another has ended, and lies under that one from then on: its head answers for
    what it leaves. `former` are the names that it had before."""

    id: int
    name: str
    parent_id: int | None = None
    ended_at: datetime | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person in the present position. `reachable` says whether any account of the person's can be written to.
    `fields` are those of a deputy; of an inspector they are the units inspected, all where none is named."""

    id: int
    name: str
    unit_id: int | None = None
    position: str = ""
    roles: frozenset[Role] = frozenset()
    fields: tuple[str, ...] = ()
    reachable: bool = False

    def is_a(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def has_left(self) -> bool:
        """Whether nothing can be asked of the person any longer: no unit, no role."""
        return self.unit_id is None and not self.roles


AnyChart = TypeVar("AnyChart", bound="Chart")


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The organisation as it stands at one moment. Who is away then is stood in for; where no moment is given
    nobody is away. `turned` are the absences in force where that is not for the clock to say: in the middle of several
    that begin or end at one moment."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]
    absences: tuple[Absence, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    groups: Mapping[int, Person] = field(default_factory=dict)  # by their unit; written to, but nobody of the office
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
    def _members(self) -> Mapping[int, tuple[Person, ...]]:
        members: dict[int, list[Person]] = {}
        for person in self.people.values():
            if person.unit_id is not None:
                members.setdefault(person.unit_id, []).append(person)
        return {unit_id: tuple(people) for unit_id, people in members.items()}

    @cached_property
    def _people_by_name(self) -> Named[Person]:
        """By the name, and by the name with the unit in brackets, which tells namesakes apart."""
        named = [(person.name, person) for person in self.people.values() if person.name]
        placed = [(f"{name} ({self.units[one.unit_id].name})", one) for name, one in named if one.unit_id is not None]
        return Named((*named, *placed))

    @cached_property
    def present_units(self) -> tuple[Unit, ...]:
        """Those that have not been merged into others."""
        return tuple(unit for unit in self.units.values() if unit.ended_at is None)

    @cached_property
    def _units_by_name(self) -> Named[Unit]:
        return Named((unit.name, unit) for unit in self.present_units)

    @cached_property
    def _heirs_by_name(self) -> Named[Unit]:
        """By the names that no unit has any longer: what it has become. Of two that had one name the later."""
        found = {}
        for unit in self.units.values():
            names = unit.former if unit.ended_at is None else (*unit.former, unit.name)
            found.update({spelled(name): self.heir_of(unit) for name in names})
        return Named((name, heir) for name, heir in found.items())

    @cached_property
    def _units_by_old_name(self) -> Named[Unit]:
        """By the names that no unit has any longer: which unit had it. Of two that had one name the later."""
        found = {}
        for unit in self.units.values():
            names = unit.former if unit.ended_at is None else (*unit.former, unit.name)
            found.update({spelled(name): unit for name in names})
        return Named(found.items())

    def people_named(self, typed: str) -> tuple[Person, ...]:
        """Everybody whose name, or `name (unit)`, the typed one may be."""
        return self._meant(self._people_by_name, typed)

    def namesakes(self, name: str) -> tuple[Person, ...]:
        """Everybody of that very name, accents and all."""
        return self._people_by_name.exactly(name)

    def units_named(self, typed: str) -> tuple[Unit, ...]:
        """The units whose name now the typed one may be."""
        return self._units_now(typed)

    def unit_called(self, name: str) -> Unit | None:
        """The unit that has this very name now, accents and all; of a name without any accent that of these letters."""
        found = self._units_by_name.fitting(name) if is_bare(name) else self._units_by_name.exactly(name)
        return found[0] if found else None

    def units_once_named(self, typed: str) -> tuple[Unit, ...]:
        """What the units have become whose name the typed one may have been, where no unit's name it may be now."""
        return () if self._units_now(typed) else unique(self._meant(self._heirs_by_name, typed))

    def units_of_their_time(self, typed: str) -> tuple[Unit, ...]:
        """The units themselves whose name the typed one may be or have been, merged into others since or not: for what
        is asked about a time when they were called so. A name that a unit has now means that one."""
        return self._units_now(typed) or unique(self._meant(self._units_by_old_name, typed))

    def units_once_called(self, name: str) -> tuple[Unit, ...]:
        """What the unit has become that had this very name, where no unit has it now."""
        return () if self.unit_called(name) is not None else self._heirs_by_name.exactly(name)

    def _units_now(self, typed: str) -> tuple[Unit, ...]:
        """None where it is the very name that another unit had: *Thôn An* that was is not *Thôn Ân*."""
        found = self._meant(self._units_by_name, typed)
        is_called_so = any(spelled(unit.name) == spelled(typed) for unit in found)
        return found if is_called_so or not self._heirs_by_name.exactly(typed) else ()

    def _meant(self, named: Named[P], typed: str) -> tuple[P, ...]:
        return named.fitting(typed)

    def heir_of(self, unit: Unit) -> Unit:
        """The unit itself, or the one that it has gone into."""
        return next(one for one in self.upward(unit.id) if one.ended_at is None)

    @cached_property
    def office(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people.values() if person.is_a(Role.OFFICE))

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

    def person(self, person_id: int) -> Person:
        return self.people[person_id]

    def recipient(self, person_id: int) -> Person:
        """Who is written to: a person, or the group of a unit."""
        found = self.people.get(person_id)
        return found or next(group for group in self.groups.values() if group.id == person_id)

    def members(self, unit_id: int) -> tuple[Person, ...]:
        """Who works in the unit, or in what it has become."""
        return self._members.get(self._heir_id(unit_id), ())

    def group_of(self, unit_id: int | None) -> Person | None:
        """The group of the unit, or of what it has become."""
        return None if unit_id is None else self.groups.get(self._heir_id(unit_id))

    def unit_of_group(self, person_id: int) -> int | None:
        """The unit whose group this is; None for a person."""
        return next((unit_id for unit_id, group in self.groups.items() if group.id == person_id), None)

    @cached_property
    def _heirs(self) -> Mapping[int, int]:
        """What each unit that has ended has become."""
        return {unit.id: self.heir_of(unit).id for unit in self.units.values() if unit.ended_at is not None}

    def _heir_id(self, unit_id: int) -> int:
        return self._heirs.get(unit_id, unit_id)

    # Who is away, and who acts instead

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

    # Who stands above whom

    def upward(self, unit_id: int | None) -> Iterator[Unit]:
        """The unit, its parent, and so on; a unit is never met twice."""
        met: set[int] = set()
        while unit_id is not None and unit_id not in met:
            met.add(unit_id)
            unit = self.units[unit_id]
            yield unit
            unit_id = unit.parent_id

    def is_within(self, unit_id: int | None, above_id: int) -> bool:
        """Whether the unit is the other, or lies under it, or under what that has become."""
        above_id = self._heir_id(above_id)
        return any(unit.id == above_id for unit in self.upward(unit_id))

    def titular_head_of(self, unit_id: int) -> Person | None:
        """The unit's own head, else the deputy recorded as acting, away or not."""
        for role in (Role.HEAD, Role.ACTING_HEAD):
            for person in self.members(unit_id):
                if person.is_a(role):
                    return person
        return None

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

    def inspects(self, person: Person, unit_id: int | None) -> bool:
        """Whether the unit lies in the inspector's scope."""
        scope = self.scope_of(person)
        return not person.fields or any(unit.id in scope for unit in self.upward(unit_id))

    def scope_of(self, person: Person) -> frozenset[int]:
        """The units that an inspector's fields name, each where it means one alone."""
        named = map(self.units_named, person.fields)
        return frozenset(units[0].id for units in named if len(units) == 1)

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


P = TypeVar("P", Person, Unit)


def unique(found: Iterable[P]) -> tuple[P, ...]:
    """The same people or units in the same order, none twice."""
    return tuple({one.id: one for one in found}.values())
