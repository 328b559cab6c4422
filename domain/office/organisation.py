"""The organisation: units and people, found by their names, one unit under another (design §2, M4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from domain.names import Named, fold, is_bare, spelled
from domain.office.people import P, Person, Role, Unit, unique


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Units and people as they are entered, under what names they are known, and which unit lies under which. A unit
    that has gone into another is answered for by that one."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]
    groups: Mapping[int, Person] = field(default_factory=dict)  # by their unit; written to, but nobody of the office

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

    def scope_of(self, person: Person) -> frozenset[int]:
        """The units that an inspector's fields name, each where it means one alone."""
        named = map(self.units_named, person.fields)
        return frozenset(units[0].id for units in named if len(units) == 1)

    def inspects(self, person: Person, unit_id: int | None) -> bool:
        """Whether the unit lies in the inspector's scope."""
        scope = self.scope_of(person)
        return not person.fields or any(unit.id in scope for unit in self.upward(unit_id))

    def deputies_for(self, unit_id: int | None, field: str | None) -> tuple[Person, ...]:
        """The unit's deputies in charge of a field, told with the head (M28)."""
        if unit_id is None or field is None:
            return ()
        wanted = fold(field)
        deputies = (person for person in self.members(unit_id) if person.is_a(Role.DEPUTY))
        return tuple(person for person in deputies if wanted in map(fold, person.fields))
