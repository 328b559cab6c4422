"""From what people type to what is meant: names, units, case codes. Two candidates are never guessed between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.names import MOST_SUGGESTIONS, Likely, likely
from actions.work import View
from domain.cases import Case
from domain.duties import MOVES, Duty, DutyKind, Move, Outcome
from domain.names import fold
from domain.people import Chart, Person, Unit
from domain.refusals import (
    AlreadyClosed,
    NotAllowed,
    NothingWaits,
    NotTheHolder,
    Refusal,
    SeveralPeople,
    TasksOnly,
    UnknownCase,
    UnknownParty,
    UnknownPerson,
    UnknownUnit,
    WhichUnit,
)
from domain.rights import Act, Relation, may, relations
from storage import cases, duties

_TITLES = ("dong chi ", "d/c ", "anh ", "chi ", "ong ", "ba ")


def find_person(chart: Chart, name: str) -> Person:
    """The one person of that name, typed with or without accents; with them *An* is not *Ân*, and `Name (Unit)` tells
    namesakes apart. A title before the name is left out only where it is no part of it (Ông Ích Khiêm)."""
    typed, name = name, chart.called.get(name, name)
    readings = _with_fewer_titles(fold(name))
    found = next((list(people) for reading in readings if (people := chart.people_named(reading))), [])
    if len(found) > 1:
        found = [person for person in found if _same(person.name, name)] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPeople(name=typed, choices=tuple(described(chart, person) for person in found))
    perhaps = _likely_people(chart, readings)
    raise UnknownPerson(name=typed, similar=perhaps.names, near=perhaps.near)


def find_unit(chart: Chart, name: str) -> Unit:
    wanted = fold(chart.called.get(name, name))
    found = chart.unit_named(wanted)
    if found is not None:
        return found
    heir = chart.unit_once_named(wanted)
    if heir is not None:
        raise UnknownUnit(name=name, similar=(heir.name,), near=heir.name, changed=True)
    perhaps = likely([wanted], {unit.name: [fold(unit.name)] for unit in chart.present_units})
    raise UnknownUnit(name=name, similar=perhaps.names, near=perhaps.near)


def find_person_or_unit(chart: Chart, name: str) -> Person | Unit:
    """A unit of that name comes before a person of it. Raises UnknownParty or SeveralPeople."""
    known = chart.unit_named(fold(chart.called.get(name, name)))
    if known is None and (people := chart.people_named(fold(chart.called.get(name, name)))):
        return people[0] if len(people) == 1 else find_person(chart, name)
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


def is_name(chart: Chart, text: str) -> bool:
    """Whether this is the whole name of a unit or of somebody, perhaps with a title before it."""
    folded = fold(chart.called.get(text, text))
    return chart.unit_named(folded) is not None or any(map(chart.people_named, _with_fewer_titles(folded)))


def _likely_people(chart: Chart, readings: Sequence[str]) -> Likely:
    labels = {person: described(chart, person) for person in chart.people.values() if person.name}
    return likely(readings, {label: (fold(person.name), fold(label)) for person, label in labels.items()})


def described(chart: Chart, person: Person) -> str:
    unit = chart.units.get(person.unit_id) if person.unit_id is not None else None
    return f"{person.name} ({unit.name})" if unit else person.name


def _same(name: str, typed: str) -> bool:
    """The same letters with the same accents, whatever title stands before them."""
    return _spelled(typed).endswith(_spelled(name))


def _spelled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _with_fewer_titles(folded: str) -> list[str]:
    """The name as typed, then without its first title, without the next one, and so on."""
    readings = [folded]
    while title := next((title for title in _TITLES if readings[-1].startswith(title)), None):
        readings.append(readings[-1].removeprefix(title))
    return readings


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A case and those of its duties that the sender may see, with what he is to each."""

    case: Case
    duties: tuple[Duty, ...]
    relations: dict[int, frozenset[Relation]]
    everything: tuple[Duty, ...]
    sender_id: int

    def on_behalf(self) -> int | None:
        """The assigner for whom the registrar records (*thay mặt*), None where he acts himself."""
        return None if self.sender_id == self.case.assigner_id else self.case.assigner_id

    def lead(self) -> Duty | None:
        return next((duty for duty in self.everything if duty.kind is DutyKind.LEAD), None)


async def find_case(view: View, code: str) -> Seen:
    """Raises UnknownCase for a code that is nobody's and for one that is not the sender's to see: the same answer."""
    sender = view.sender
    case = await cases.case_by_code(view.connection, code)
    if case is None:
        raise UnknownCase(code)
    every = await duties.duties_of_case(view.connection, case.id)
    held = await duties.past_holders(view.connection, [duty.id for duty in every])
    lead = next((duty for duty in every if duty.kind is DutyKind.LEAD), None)
    to_each = {
        duty.id: relations(
            sender,
            case,
            duty,
            view.chart,
            past_holders=held.get(duty.id, frozenset()),
            lead_id=lead.holder_id if lead is not None and duty.kind is DutyKind.COORDINATING else None,
        )
        for duty in every
    }
    seen = tuple(duty for duty in every if may(Act.SEE, to_each[duty.id]))
    if not seen:
        raise UnknownCase(code)
    return Seen(case=case, duties=seen, relations=to_each, everything=tuple(every), sender_id=sender.id)


def duty_to(
    view: View, seen: Seen, *, act: Act, move: Move, unit: str | None = None, kinds: Iterable[DutyKind] = DutyKind
) -> Duty:
    """The duty of the case on which the sender may make this move. Raises the refusal that tells him most:
    whose it is, that it has ended, or which units he may mean."""
    candidates = [duty for duty in meant(view, seen, unit) if duty.kind in set(kinds)]
    if not candidates:
        raise NothingWaits(code=seen.case.code)
    mine = [duty for duty in candidates if may(act, seen.relations[duty.id])]
    ready = [duty for duty in mine if _allows(view, duty, move, seen.case.code) is None]
    if len(ready) == 1:
        return ready[0]
    if ready:
        raise WhichUnit(code=seen.case.code, units=tuple(_unit_name(view.chart, duty) for duty in ready))
    for duty in mine:
        refusal = _allows(view, duty, move, seen.case.code)
        assert refusal is not None
        raise refusal
    duty = next((duty for duty in candidates if duty.is_open), candidates[0])
    duty.require(move, seen.case.code)
    if duty.holder_id == view.sender.id:  # that he holds it himself tells him nothing
        raise NotAllowed
    raise NotTheHolder(holder_id=duty.holder_id, since=duty.held_since)


def steered(view: View, seen: Seen, move: Move) -> list[Duty]:
    """The duties of the case on which its assigner, or the registrar for him, may make this move now. Raises NotAllowed
    for anybody else, and what stands against it where there is none."""
    if not any(may(Act.STEER, seen.relations[duty.id]) for duty in seen.everything):
        raise NotAllowed
    ready = [duty for duty in seen.everything if _allows(view, duty, move, seen.case.code) is None]
    if ready:
        return ready
    if seen.case.closed_at is not None:
        raise AlreadyClosed(code=seen.case.code, closed_at=seen.case.closed_at, outcome=seen.case.state)
    first = next(duty for duty in seen.everything if duty.is_open)
    if not any(kind is first.kind for kind, _ in MOVES[move]):
        raise TasksOnly(seen.case.code)
    first.require(move, seen.case.code)
    raise NothingWaits(code=seen.case.code)


def meant(view: View, seen: Seen, unit: str | None) -> list[Duty]:
    """The duty whose button was pressed; for a typed command those of the unit that it names, else all."""
    if view.order.duty_id is not None:
        return [duty for duty in seen.duties if duty.id == view.order.duty_id]
    wanted = _units_meant(view.chart, seen, unit) if unit else None
    return [duty for duty in seen.duties if wanted is None or duty.unit_id in wanted]


def _units_meant(chart: Chart, seen: Seen, name: str) -> set[int]:
    """The unit of that name among those of the case, which may have been merged since, or what has become of them."""
    concerned = [chart.units[duty.unit_id] for duty in seen.duties if duty.unit_id is not None]
    wanted = fold(chart.called.get(name, name))
    called_so = {unit.id for unit in concerned if fold(unit.name) == wanted}
    if called_so:
        return called_so
    found = find_unit(chart, name)
    return {found.id, *(unit.id for unit in concerned if chart.heir_of(unit).id == found.id)}


def _allows(view: View, duty: Duty, move: Move, code: str) -> Refusal | None:
    try:
        duty.require(move, code)
    except Refusal as refusal:
        return refusal
    return deemed_already(view, duty, code)


def deemed_already(view: View, duty: Duty, code: str) -> AlreadyClosed | None:
    """What was said after an opinion's deadline comes after the consent, though the clock may not have recorded it."""
    if not duty.is_deemed_at(view.acted_at(duty), view.calendar):
        return None
    return AlreadyClosed(code=code, closed_at=duty.late_from(view.calendar), outcome=Outcome.DEEMED)


def _unit_name(chart: Chart, duty: Duty) -> str:
    return chart.units[duty.unit_id].name if duty.unit_id is not None else chart.people[duty.holder_id].name
