"""The units and people of a spreadsheet against the office as it will be (M3)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actions.exchange.import_contents import (
    MOST_FAULTS,
    CellFault,
    ImportContents,
    PersonRow,
    TaskRow,
    UnitRow,
    Worksheet,
)
from actions.exchange.import_plans import Plan
from actions.finding import entered_before, find_unit, name_entered
from actions.view import View
from domain.cells import RowTwice
from domain.names import spelled
from domain.office.directory import Directory
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import HEADING, stepping_down
from domain.refusals import LastOfficeAccount, Refusal, SecondHead, UnitsInCircle, UnknownUnit

BREATH = 200  # rows checked before others get a turn


@dataclass(kw_only=True)
class Checking:
    """The organisation as it will be, with ids below zero for who is new, and what was found wrong on the way."""

    view: View
    contents: ImportContents
    faults: list[CellFault]
    units: dict[int, Unit]
    people: dict[int, Person]
    tasks: list[TaskRow] = field(default_factory=list)
    plan: Plan = field(init=False)

    def __post_init__(self) -> None:
        self.plan = Plan(chart=self.view.chart)

    def blame(self, sheet: Worksheet, row: int, column: str, refusal: Refusal) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(CellFault(sheet=sheet, row=row, column=column, refusal=refusal))

    @property
    def is_full(self) -> bool:
        return len(self.faults) >= MOST_FAULTS

    def chart(self) -> Directory:
        return Directory(
            units=self.units,
            people=self.people,
            absences=self.view.chart.absences,
            delegations=self.view.chart.delegations,
            moment=self.view.now,
        )


def check_units(found: Checking) -> None:
    """Every unit once, under one that is there or that the file brings, and none under itself."""
    before = found.view.chart
    by_name = {spelled(unit.name): unit for unit in before.present_units}
    first: dict[str, int] = {}
    once: list[tuple[UnitRow, Unit]] = []
    for line in found.contents.units:
        key = _key_of(before, line.name)
        if key in first:
            found.blame(Worksheet.UNITS, line.row, "name", RowTwice(row=first[key]))
        first.setdefault(key, line.row)
        if heirs := before.units_once_called(line.name):
            gone = UnknownUnit(name=line.name, similar=tuple(heir.name for heir in heirs), changed=True)
            found.blame(Worksheet.UNITS, line.row, "name", gone)
            continue
        by_name.setdefault(key, Unit(id=-len(by_name) - 1, name=line.name))
        found.plan.add_unit(line, is_new=by_name[key].id < 0)
        if first[key] == line.row:
            once.append((line, by_name[key]))
    found.units |= {unit.id: unit for unit in by_name.values()}
    _check_parents(found, once)


def _check_parents(found: Checking, once: Sequence[tuple[UnitRow, Unit]]) -> None:
    """Put each under the unit that its row names."""
    chart = Directory(units=found.units, people={})
    for line, unit in once:
        try:
            parent = find_unit(chart, line.parent).id if line.parent else None
        except Refusal as refusal:
            found.blame(Worksheet.UNITS, line.row, "parent", refusal)
            continue
        found.units[unit.id] = replace(unit, parent_id=parent)
    for line, unit in once:
        if _is_under_itself(found.units, unit.id):
            found.blame(Worksheet.UNITS, line.row, "parent", UnitsInCircle())


def _key_of(chart: Directory, name: str) -> str:
    """The spelling by which the unit of that name is told from others."""
    known = chart.unit_called(name)
    return spelled(name if known is None else known.name)


def _is_under_itself(units: dict[int, Unit], unit_id: int) -> bool:
    above, met = units[unit_id].parent_id, set[int]()
    while above is not None and above not in met:
        if above == unit_id:
            return True
        met.add(above)
        above = units[above].parent_id
    return False


async def check_people(found: Checking) -> None:
    chart = Directory(units=found.units, people=found.people)
    seen: dict[tuple[str, int | None], int] = {}
    heads: dict[int, int] = {}
    leaving: dict[int, int] = {}
    for count, line in enumerate(found.contents.people):
        if count % BREATH == 0:
            await asyncio.sleep(0)
        if found.is_full:
            return
        try:
            unit = find_unit(chart, line.unit) if line.unit else None
        except Refusal as refusal:
            found.blame(Worksheet.PEOPLE, line.row, "unit", refusal)
            continue
        key = (spelled(line.name), unit.id if unit else None)
        if key in seen:
            found.blame(Worksheet.PEOPLE, line.row, "name", RowTwice(row=seen[key]))
            continue
        seen[key] = line.row
        try:
            known = entered_before(chart, line.name, unit, moved=line.moved)
        except Refusal as refusal:
            found.blame(Worksheet.PEOPLE, line.row, "moved", refusal)
            continue
        person = _as_written(line, unit, known or Person(id=-len(found.people) - 1, name=line.name))
        found.people[person.id] = person
        found.plan.add_person(line, known)
        if person.is_a(*HEADING):
            _check_one_head(found, person, line.row, heads)
        if not person.is_a(Role.OFFICE):
            leaving[person.id] = line.row
    _check_office_left(found, leaving)


def _as_written(line: PersonRow, unit: Unit | None, known: Person) -> Person:
    return replace(
        known,
        name=name_entered(known, line.name),
        unit_id=unit.id if unit else None,
        position=line.position,
        roles=line.roles,
        fields=line.fields,
    )


def _check_office_left(found: Checking, leaving: dict[int, int]) -> None:
    """The file must not take the role from the last whom the office can be reached by. `leaving` are the rows of those
    whom it names without that role."""
    before, after = (
        [one.id for one in people.values() if one.reachable and one.is_a(Role.OFFICE)]
        for people in (found.view.chart.people, found.people)
    )
    for person_id in before if not after else ():
        found.blame(Worksheet.PEOPLE, leaving[person_id], "roles", LastOfficeAccount())


def _check_one_head(found: Checking, person: Person, row: int, heads: dict[int, int]) -> None:
    """Whom the file names as head takes the place of who heads the unit today; a second one in the file is a bad cell.
    `heads` are the rows of those named so far."""
    replaced = stepping_down(Directory(units=found.units, people=found.people), person)
    named = next((heads[one.id] for one in replaced if one.id in heads), None)
    heads[person.id] = row
    if named is not None:
        found.blame(Worksheet.PEOPLE, row, "roles", SecondHead(row=named))
        return
    found.people |= {one.id: one for one in replaced}
