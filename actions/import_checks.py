"""The rows of a spreadsheet against the office as it will be: every bad cell named before anything is stored (M3)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from actions.assignments import Assignment
from actions.finding import entered_before, find_person, find_person_or_unit, find_unit
from actions.import_contents import MOST_FAULTS, Contents, Fault, Sheet, TaskRow
from actions.tasks import prepared, require_ahead, require_stages_within
from actions.work import Order, View
from domain.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT, require_length
from domain.cells import RowTwice
from domain.charge import LeftOut
from domain.names import spelled
from domain.people import Chart, Person, Role, Unit
from domain.refusals import (
    CodeOfAnother,
    NotAllowed,
    Refusal,
    SecondHead,
    UnitsInCircle,
    UnknownUnit,
)
from domain.reorganising import HEADING, stepping_down
from domain.rights import Act, relations_to_office
from storage import imports

BREATH = 200  # rows checked before others get a turn


@dataclass(kw_only=True)
class Checking:
    """The organisation as it will be, with ids below zero for who is new, and what was found wrong on the way."""

    view: View
    contents: Contents
    faults: list[Fault]
    units: dict[int, Unit]
    people: dict[int, Person]
    tasks: list[TaskRow] = field(default_factory=list)
    left_out: list[tuple[int, LeftOut]] = field(default_factory=list)  # by row
    names: dict[int, str] = field(default_factory=dict)  # of people whose name is now spelled otherwise

    def blame(self, sheet: Sheet, row: int, column: str, refusal: Refusal) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(sheet=sheet, row=row, column=column, refusal=refusal))

    @property
    def is_full(self) -> bool:
        return len(self.faults) >= MOST_FAULTS

    def chart(self) -> Chart:
        return Chart(
            units=self.units,
            people=self.people,
            absences=self.view.chart.absences,
            delegations=self.view.chart.delegations,
            moment=self.view.now,
        )


async def checked(view: View, contents: Contents, by: str | None) -> Checking:
    found = Checking(
        view=view,
        contents=contents,
        faults=list(contents.faults),
        units=dict(view.chart.units),
        people=dict(view.chart.people),
    )
    if view.order.via != "cli":
        view.allow(Act.IMPORT, relations_to_office(view.sender))
    _check_units(found)
    await _check_people(found)
    chart = found.chart()
    if contents.tasks:
        sender = importer(chart, view.order, by)
        await _check_tasks(found, replace(view, chart=chart, order=replace(view.order, sender_id=sender.id)))
    found.faults.sort(key=lambda fault: (list(Sheet).index(fault.sheet), fault.row))
    return found


def importer(chart: Chart, order: Order, by: str | None) -> Person:
    """Raises NotAllowed where it is nobody of the office."""
    if by is not None:
        person = find_person(chart, by)
    elif order.sender_id is not None:
        person = chart.person(order.sender_id)
    else:
        person = next(iter(chart.office), Person(id=0, name=""))
    if not person.is_a(Role.OFFICE):
        raise NotAllowed
    return person


def _check_units(found: Checking) -> None:
    """Every unit once, under one that is there or that the file brings, and none under itself."""
    before = found.view.chart
    by_name = {spelled(unit.name): unit for unit in before.present_units}
    first: dict[str, int] = {}
    for line in found.contents.units:
        key = _key_of(before, line.name)
        if key in first:
            found.blame(Sheet.UNITS, line.row, "name", RowTwice(first[key]))
        first.setdefault(key, line.row)
        heirs = before.units_once_called(line.name)
        if heirs:
            gone = UnknownUnit(name=line.name, similar=tuple(heir.name for heir in heirs), changed=True)
            found.blame(Sheet.UNITS, line.row, "name", gone)
            continue
        by_name.setdefault(key, Unit(id=-len(by_name) - 1, name=line.name))
    found.units |= {unit.id: unit for unit in by_name.values()}
    chart = Chart(units=found.units, people={})
    once = [
        line
        for line in found.contents.units
        if first[_key_of(before, line.name)] == line.row and not before.units_once_called(line.name)
    ]
    for line in once:
        unit = by_name[_key_of(before, line.name)]
        try:
            parent = find_unit(chart, line.parent).id if line.parent else None
        except Refusal as refusal:
            found.blame(Sheet.UNITS, line.row, "parent", refusal)
            continue
        found.units[unit.id] = replace(unit, parent_id=parent)
    for line in once:
        if _is_under_itself(found.units, by_name[_key_of(before, line.name)].id):
            found.blame(Sheet.UNITS, line.row, "parent", UnitsInCircle())


def _key_of(chart: Chart, name: str) -> str:
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


async def _check_people(found: Checking) -> None:
    chart = Chart(units=found.units, people=found.people)
    seen: dict[tuple[str, int], int] = {}
    heads: dict[int, int] = {}
    for count, line in enumerate(found.contents.people):
        if count % BREATH == 0:
            await asyncio.sleep(0)
        if found.is_full:
            return
        try:
            unit = find_unit(chart, line.unit)
        except Refusal as refusal:
            found.blame(Sheet.PEOPLE, line.row, "unit", refusal)
            continue
        key = (spelled(line.name), unit.id)
        if key in seen:
            found.blame(Sheet.PEOPLE, line.row, "name", RowTwice(seen[key]))
            continue
        seen[key] = line.row
        try:
            known = entered_before(chart, line.name, unit, moved=line.moved)
        except Refusal as refusal:
            found.blame(Sheet.PEOPLE, line.row, "moved", refusal)
            continue
        person_id = known.id if known is not None else -len(found.people) - 1
        found.people[person_id] = Person(
            id=person_id,
            name=line.name,
            unit_id=unit.id,
            position=line.position,
            roles=line.roles,
            fields=line.fields,
            reachable=known is not None and known.reachable,
        )
        if line.roles & HEADING:
            _check_one_head(found, found.people[person_id], line.row, heads)


def _check_one_head(found: Checking, person: Person, row: int, heads: dict[int, int]) -> None:
    """Whom the file names as head takes the place of who heads the unit today; a second one in the file is a bad cell.
    `heads` are the rows of those named so far."""
    replaced = stepping_down(Chart(units=found.units, people=found.people), person)
    named = next((heads[one.id] for one in replaced if one.id in heads), None)
    heads[person.id] = row
    if named is not None:
        found.blame(Sheet.PEOPLE, row, "roles", SecondHead(named))
        return
    found.people |= {one.id: one for one in replaced}


async def _check_tasks(found: Checking, view: View) -> None:
    numbers = [line.number for line in found.contents.tasks if line.number is not None]
    titles = await imports.titles_of(view.connection, numbers)
    for count, line in enumerate(found.contents.tasks):
        if count % BREATH == 0:
            await asyncio.sleep(0)
        if found.is_full:
            return
        if line.number in titles:
            if titles[line.number] != line.assignment.title:
                found.blame(Sheet.TASKS, line.row, "number", CodeOfAnother(f"NV-{line.number}"))
            continue
        faults = list(_faults_of(view, line.assignment))
        for column, refusal in faults:
            found.blame(Sheet.TASKS, line.row, column, refusal)
        if not faults:
            _try_whole(found, view, line)


def _faults_of(view: View, assignment: Assignment) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with each cell, looked at by itself."""
    checks: list[tuple[str, Callable[[], object]]] = [
        ("lead", lambda: find_person_or_unit(view.chart, assignment.lead)),
        ("title", lambda: require_length(assignment.title, TITLE_LIMIT)),
        ("product", lambda: require_length(assignment.product, TITLE_LIMIT)),
        ("document", lambda: require_length(assignment.document, LABEL_LIMIT)),
        ("subject", lambda: require_length(assignment.subject, TITLE_LIMIT)),
        ("recipients", lambda: require_length(assignment.recipients, WORDS_LIMIT)),
        ("milestones", lambda: require_stages_within(assignment, view.now)),
        ("field", lambda: require_length(assignment.field or "", LABEL_LIMIT)),
        ("deadline", lambda: require_ahead(assignment.deadline, view.now)),
    ]
    if assignment.assigner:
        checks.append(("assigner", lambda: find_person(view.chart, assignment.assigner or "")))
    for column, names in (("coordinating", assignment.coordinating), ("watching", assignment.watching)):
        checks += [(column, lambda name=name: find_unit(view.chart, name)) for name in names]  # type: ignore[misc]
    for column, check in checks:
        try:
            check()
        except Refusal as refusal:
            yield column, refusal


def _try_whole(found: Checking, view: View, line: TaskRow) -> None:
    try:
        drafts = prepared(view, view.sender, line.assignment)
    except Refusal as refusal:
        found.blame(Sheet.TASKS, line.row, "lead", refusal)
    else:
        found.tasks.append(line)
        found.left_out += [(line.row, one) for draft in drafts for one in draft.left_out]
