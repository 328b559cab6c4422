"""From the name that is typed to the person or unit that is meant. Two candidates are never guessed between."""

from __future__ import annotations

from collections.abc import Sequence

from actions.names import MOST_SUGGESTIONS, Likely, likely
from domain.names import fits, spelled
from domain.office.chart import Chart
from domain.office.directory import Directory
from domain.office.people import Person, Unit
from domain.refusals import (
    MovedOrAnother,
    SeveralPeople,
    SeveralUnits,
    UnknownParty,
    UnknownPerson,
    UnknownUnit,
)

_TITLES = ("đồng chí", "đ/c", "anh", "chị", "ông", "bà")


def find_person(chart: Directory, name: str) -> Person:
    """The one person of that name: typed without accents any may be meant, with them *An* is not *Ân*. `Name (Unit)`
    tells namesakes apart. A title before the name is left out only where it is no part of it (Ông Ích Khiêm)."""
    readings = _with_fewer_titles(chart.meant_by(name))
    found = next((people for reading in readings if (people := chart.people_named(reading))), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPeople(name=name, choices=tuple(described(chart, person) for person in found))
    perhaps = _likely_people(chart, readings)
    raise UnknownPerson(name=name, similar=perhaps.names, near=perhaps.near)


def find_unit(chart: Directory, name: str) -> Unit:
    typed = chart.meant_by(name)
    found = chart.units_named(typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralUnits(name=name, choices=tuple(unit.name for unit in found))
    heirs = tuple(heir.name for heir in chart.units_once_named(typed))
    if heirs:
        raise UnknownUnit(name=name, similar=heirs, near=heirs[0] if len(heirs) == 1 else None, changed=True)
    perhaps = likely([typed], {unit.name: [unit.name] for unit in chart.present_units}, of_units=True)
    raise UnknownUnit(name=name, similar=perhaps.names, near=perhaps.near)


def find_person_or_unit(chart: Directory, name: str) -> Person | Unit:
    """A unit of that name comes before a person of it, and what is spelled exactly so before what it may be. Raises
    UnknownParty, SeveralPeople or SeveralUnits."""
    typed = chart.meant_by(name)
    units, people = chart.units_named(typed), chart.people_named(typed)
    if people and (not units or (chart.unit_called(typed) is None and _are_called(chart, people, typed))):
        return find_person(chart, name)
    try:
        return find_unit(chart, name)
    except UnknownUnit as no_unit:
        try:
            return find_person(chart, name)
        except UnknownPerson as nobody:
            similar = tuple(dict.fromkeys((nobody.near, no_unit.near, *nobody.similar, *no_unit.similar)))
            only = [near for near in (nobody.near, no_unit.near) if near is not None]
            raise UnknownParty(
                name=name,
                similar=tuple(one for one in similar if one is not None)[:MOST_SUGGESTIONS],
                near=only[0] if len(only) == 1 else None,
            ) from nobody


def find_of_its_time(chart: Directory, name: str) -> Person | Unit:
    """The same; a name that nothing has now means the unit that had it, for what is asked about that time."""
    typed = chart.meant_by(name)
    if not chart.units_named(typed) and not chart.people_named(typed):
        found = chart.units_of_their_time(typed)
        if len(found) == 1:
            return found[0]
    return find_person_or_unit(chart, name)


def is_name_of_its_time(chart: Directory, text: str) -> bool:
    """Whether this may be the whole name of a unit, now or once, or of somebody."""
    return is_name(chart, text) or bool(chart.units_of_their_time(chart.meant_by(text)))


def entered_before(chart: Directory, name: str, home: Unit | None, *, moved: bool | None) -> Person | None:
    """The person of that very name who works in the unit, or who moved there; None for somebody new. Who has no unit
    yet is meant too, unless somebody else is said to be. Raises MovedOrAnother where the office has not said which, and
    SeveralPeople where one of several moved there."""
    namesakes = chart.namesakes(chart.meant_by(name))
    homes = {home and home.id} if moved is False else {home and home.id, None}
    here = next((person for person in namesakes if person.unit_id in homes), None)
    if here is not None or not namesakes or moved is False:
        return here
    if moved is None:
        unit = chart.units[namesakes[0].unit_id] if namesakes[0].unit_id is not None else None
        raise MovedOrAnother(name=name, unit=unit.name if unit else "")
    if len(namesakes) > 1:
        raise SeveralPeople(name=name, choices=tuple(described(chart, person) for person in namesakes))
    return namesakes[0]


def name_entered(known: Person, name: str) -> str:
    """The name that a known person has when this one is entered: the unit in brackets only tells who is meant."""
    return name if spelled(name) == spelled(known.name) else known.name


def is_name(chart: Directory, text: str) -> bool:
    """Whether this may be the whole name of a unit or of somebody, perhaps with a title before it."""
    typed = chart.meant_by(text)
    return bool(chart.units_named(typed)) or any(map(chart.people_named, _with_fewer_titles(typed)))


def _are_called(chart: Chart, people: Sequence[Person], typed: str) -> bool:
    """Whether these people are called so by the very letters, accents and all."""
    return any(spelled(typed) in {spelled(person.name), spelled(described(chart, person))} for person in people)


def _likely_people(chart: Chart, readings: Sequence[str]) -> Likely:
    labels = {person: described(chart, person) for person in chart.people.values() if person.name}
    return likely(readings, {label: (person.name, label) for person, label in labels.items()})


def told_apart(chart: Chart, person: Person) -> str:
    """The name, with the unit where the name alone would not find the person."""
    return person.name if len(chart.people_named(person.name)) == 1 else described(chart, person)


def described(chart: Chart, person: Person) -> str:
    unit = chart.units.get(person.unit_id) if person.unit_id is not None else None
    return f"{person.name} ({unit.name})" if unit else person.name


def _with_fewer_titles(typed: str) -> list[str]:
    """The name as typed, then without its first title, without the next one, and so on."""
    readings = [typed]
    while shorter := next(filter(None, (_without(title, readings[-1]) for title in _TITLES)), None):
        readings.append(shorter)
    return readings


def _without(title: str, text: str) -> str | None:
    """What stands behind the title; None where the text begins otherwise, or is no more than it."""
    words, size = text.split(), len(title.split())
    return " ".join(words[size:]) or None if fits(" ".join(words[:size]), title) else None
