"""Units merged into others and renamed, heads replaced: the organisation as it is after (M4). Nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.names import spelled
from domain.office.chart import AnyChart, Chart
from domain.office.people import Person, Role, Unit
from domain.refusals import MergedIntoItself, NamesakesMeet

HEADING = frozenset({Role.HEAD, Role.ACTING_HEAD})


@dataclass(frozen=True, kw_only=True)
class Merger:
    """One unit goes into another. `moved` are the people of the unit that ends and `inspecting` those who inspected it,
    as they are after it; `stepping_down` are those of the first who headed it, where the other has a head.
    `above_into` is where the other lies then."""

    unit: Unit
    into: Unit
    below: tuple[Unit, ...]
    moved: tuple[Person, ...]
    inspecting: tuple[Person, ...]
    stepping_down: frozenset[int]
    above_into: int | None

    @property
    def placed(self) -> tuple[Person, ...]:
        """Everybody whose place, part or scope changes."""
        return (*self.moved, *self.inspecting)


def merger(chart: Chart, unit: Unit, into: Unit) -> Merger:
    """Raises MergedIntoItself, and NamesakesMeet where two of one name could not be told apart afterwards. A unit may
    go into one that lies under it: that one takes its place."""
    if unit.id == into.id:
        raise MergedIntoItself(name=unit.name)
    members = chart.members(unit.id)
    there = {spelled(one.name) for one in chart.members(into.id)}
    for one in members:
        if spelled(one.name) in there:
            raise NamesakesMeet(person_id=one.id, unit=unit.name, into=into.name)
    has_head = chart.titular_head_of(into.id) is not None
    stepping_down = frozenset(one.id for one in members if has_head and one.is_a(*HEADING))
    inspecting = {one.id: one for one in inspecting_by_name(chart, unit.name, into.name)}
    moved = (
        replace(one, unit_id=into.id, roles=below(one).roles if one.id in stepping_down else one.roles)
        for one in (inspecting.get(member.id, member) for member in members)
    )
    return Merger(
        unit=unit,
        into=into,
        below=tuple(one for one in chart.present_units if one.parent_id == unit.id and one.id != into.id),
        moved=tuple(moved),
        inspecting=tuple(one for one in inspecting.values() if one.unit_id != unit.id),
        stepping_down=stepping_down,
        above_into=unit.parent_id if chart.is_within(into.id, unit.id) else into.parent_id,
    )


def below(person: Person) -> Person:
    """A unit has one head: who headed it before is a deputy until the office says otherwise."""
    return replace(person, roles=frozenset({*(person.roles - HEADING), Role.DEPUTY}))


def inspecting_by_name(chart: Chart, name: str, now: str) -> list[Person]:
    """The inspectors for whom the unit of that name is named, with its other name in the place of it."""
    found = []
    for person in chart.people.values():
        if person.is_a(Role.INSPECTOR) and any(_means(chart, one, name) for one in person.fields):
            fields = dict.fromkeys(now if _means(chart, one, name) else one for one in person.fields)
            found.append(replace(person, fields=tuple(fields)))
    return found


def _means(chart: Chart, written: str, name: str) -> bool:
    """Whether what was written means the unit of that name, and no other."""
    return [unit.name for unit in chart.units_named(written)] == [name]


def after(chart: AnyChart, done: Merger, *, at: datetime) -> AnyChart:
    """The organisation once that is done."""
    units = {
        unit.id: replace(unit, parent_id=done.into.id) if unit.parent_id == done.unit.id else unit
        for unit in chart.units.values()
    }
    units[done.into.id] = replace(done.into, parent_id=done.above_into)
    units[done.unit.id] = replace(done.unit, parent_id=done.into.id, ended_at=at)
    people = {**chart.people, **{person.id: person for person in done.placed}}
    return replace(chart, units=units, people=people)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A unit that has lost who headed it: `above` holds its work meanwhile, nobody where that is None. With `head` it
    has one still, who cannot be written to any longer."""

    unit_id: int
    above: Person | None = None
    head: Person | None = None


def gaps(before: Chart, after: Chart) -> tuple[Gap, ...]:
    """The units that have lost their head between the two, or the way to reach the head."""
    found = []
    for unit in after.present_units:
        had = before.titular_head_of(unit.id) if unit.id in before.units else None
        has = after.titular_head_of(unit.id)
        if had is not None and has is None:
            found.append(Gap(unit_id=unit.id, above=after.in_charge_of(unit.id)))
        elif had is not None and has is not None and had.reachable and not has.reachable:
            found.append(Gap(unit_id=unit.id, head=has))
    return tuple(found)


def stepping_down(chart: Chart, newcomer: Person) -> tuple[Person, ...]:
    """Who headed the unit until this person came to head it: a unit has one head. Who only acts as head takes nobody's
    place but that of another who does."""
    if newcomer.unit_id is None or not newcomer.is_a(Role.HEAD, Role.ACTING_HEAD):
        return ()
    displaced = HEADING if newcomer.is_a(Role.HEAD) else frozenset({Role.ACTING_HEAD})
    others = (one for one in chart.members(newcomer.unit_id) if one.id != newcomer.id)
    return tuple(below(one) for one in others if not one.roles.isdisjoint(displaced))
