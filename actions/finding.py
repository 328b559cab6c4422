"""From what people type to what is meant: names, units, case codes. Two candidates are never guessed between."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from actions.work import View
from domain.cases import Case
from domain.duties import Duty, DutyKind, Move, Outcome
from domain.names import fold
from domain.people import Chart, Person, Unit
from domain.refusals import (
    AlreadyClosed,
    NothingWaits,
    NotTheHolder,
    Refusal,
    SeveralPeople,
    UnknownCase,
    UnknownPerson,
    UnknownUnit,
    WhichUnit,
)
from domain.rights import Act, Relation, may, relations
from storage import cases, duties

SIMILAR_ENOUGH = 70  # of 100; what is named as "perhaps you mean", never acted upon
MOST_SUGGESTIONS = 3
_TITLES = ("dong chi ", "d/c ", "anh ", "chi ", "ong ", "ba ")


def find_person(chart: Chart, name: str) -> Person:
    """The one person of that name, typed with or without accents; with them *An* is not *Ân*, and `Name (Unit)` tells
    namesakes apart. A title before the name is left out only where it is no part of it (Ông Ích Khiêm)."""
    readings = _with_fewer_titles(fold(name))
    found = next((list(people) for reading in readings if (people := chart.people_named(reading))), [])
    if len(found) > 1:
        found = [person for person in found if _same(person.name, name)] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPeople(name=name, choices=tuple(described(chart, person) for person in found))
    raise UnknownPerson(
        name=name, similar=_similar(readings[-1], [person.name for person in chart.people.values() if person.name])
    )


def find_unit(chart: Chart, name: str) -> Unit:
    wanted = fold(name)
    found = chart.unit_named(wanted)
    if found is not None:
        return found
    raise UnknownUnit(name=name, similar=_similar(wanted, [unit.name for unit in chart.units.values()]))


def find_person_or_unit(chart: Chart, name: str) -> Person | Unit:
    """A unit of that name comes before a person of it; neither raises as for a person."""
    unit = chart.unit_named(fold(name))
    if unit is not None:
        return unit
    try:
        return find_person(chart, name)
    except UnknownPerson as nobody:
        units = _similar(fold(name), [unit.name for unit in chart.units.values()])
        raise UnknownPerson(name=name, similar=(*nobody.similar, *units)[:MOST_SUGGESTIONS]) from nobody


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


def _similar(wanted: str, names: Sequence[str]) -> tuple[str, ...]:
    choices = {name: fold(name) for name in names}
    found = process.extract(
        wanted, choices, scorer=fuzz.WRatio, limit=MOST_SUGGESTIONS, score_cutoff=SIMILAR_ENOUGH, processor=None
    )
    return tuple(name for _, _, name in found)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A case and those of its duties that the sender may see, with what he is to each."""

    case: Case
    duties: tuple[Duty, ...]
    relations: dict[int, frozenset[Relation]]
    everything: tuple[Duty, ...]

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
    return Seen(case=case, duties=seen, relations=to_each, everything=tuple(every))


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
    raise NotTheHolder(holder_id=duty.holder_id, since=duty.held_since)


def meant(view: View, seen: Seen, unit: str | None) -> list[Duty]:
    """The duty whose button was pressed; for a typed command those of the unit that it names, else all."""
    if view.order.duty_id is not None:
        return [duty for duty in seen.duties if duty.id == view.order.duty_id]
    wanted = find_unit(view.chart, unit).id if unit else None
    return [duty for duty in seen.duties if wanted in {None, duty.unit_id}]


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
