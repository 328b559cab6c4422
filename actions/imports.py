"""Units, people and tasks of a spreadsheet: checked as a whole, every bad cell named, stored all or nothing (M3)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice

from actions.assignments import Assignment
from actions.finding import find_person, find_person_or_unit, find_unit
from actions.heads import turn_to
from actions.tasks import assigned_data, assigned_words, prepared, require_ahead, require_stages_within
from actions.work import Office, Order, View, Work, opened_data
from domain.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT, Case, CaseKind, require_length
from domain.duties import Duty
from domain.names import fold
from domain.notices import NoticeKind
from domain.people import Chart, Person, Role, Unit
from domain.refusals import (
    CodeOfAnother,
    MovedOrAnother,
    NotAllowed,
    Refusal,
    RowTwice,
    UnitsInCircle,
    UnknownUnit,
)
from domain.rights import Act, relations_to_office
from storage import imports, journal

CHUNK = 500  # tasks stored at once
MOST_FAULTS = 1000  # named in one answer
BREATH = 200  # rows checked before others get a turn
CODES_NAMED = 10


class Sheet(StrEnum):
    UNITS = "units"
    PEOPLE = "people"
    TASKS = "tasks"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRow:
    """`row` counts as the spreadsheet does: 1 is the line of titles."""

    row: int
    name: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    row: int
    name: str
    unit: str
    position: str = ""
    roles: frozenset[Role] = frozenset({Role.OFFICIAL})
    fields: tuple[str, ...] = ()
    moved: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """`number` is that of a task exported before: one that is there already is not entered again."""

    row: int
    assignment: Assignment
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one cell, by the key of its column."""

    sheet: Sheet
    row: int
    column: str
    refusal: Refusal


@dataclass(kw_only=True)
class Contents:
    """What was read of the file, and what could not be."""

    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of it: counts, or the faults for which nothing was stored."""

    units: int = 0
    people: int = 0
    tasks: int = 0
    known_tasks: int = 0
    unreachable: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(kw_only=True)
class Checking:
    """The organisation as it will be, with ids below zero for who is new, and what was found wrong on the way."""

    view: View
    contents: Contents
    faults: list[Fault]
    units: dict[int, Unit]
    people: dict[int, Person]
    tasks: list[TaskRow] = field(default_factory=list)
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


async def import_contents(office: Office, order: Order, contents: Contents, *, by: str | None = None) -> Imported:
    """Store everything, or, where anything is wrong, nothing. `by` names the importer on the command line; without it
    there the first of the office, also one whom the file itself brings."""
    async with office.look(order) as view:
        found = await _checked(view, contents, by)
    if found.faults:
        return Imported(faults=tuple(found.faults))
    async with office.act(order) as work:
        if work.chart.units != view.chart.units or work.chart.people.keys() != view.chart.people.keys():
            found = await _checked(work, contents, by)  # the office changed while the file was being looked through
            if found.faults:
                return Imported(faults=tuple(found.faults))
        return await _store(office, work, found, by)


async def _checked(view: View, contents: Contents, by: str | None) -> Checking:
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
        sender = _importer(chart, view.order, by)
        await _check_tasks(found, replace(view, chart=chart, order=replace(view.order, sender_id=sender.id)))
    found.faults.sort(key=lambda fault: (list(Sheet).index(fault.sheet), fault.row))
    return found


def _importer(chart: Chart, order: Order, by: str | None) -> Person:
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
    by_name = {fold(unit.name): unit for unit in before.present_units}
    first: dict[str, int] = {}
    for line in found.contents.units:
        key = fold(line.name)
        if key in first:
            found.blame(Sheet.UNITS, line.row, "name", RowTwice(first[key]))
        first.setdefault(key, line.row)
        heir = before.unit_once_named(key)
        if heir is not None:
            gone = UnknownUnit(name=line.name, similar=(heir.name,), near=heir.name, changed=True)
            found.blame(Sheet.UNITS, line.row, "name", gone)
            continue
        by_name.setdefault(key, Unit(id=-len(by_name) - 1, name=line.name))
    found.units |= {unit.id: unit for unit in by_name.values()}
    chart = Chart(units=found.units, people={})
    once = [
        line
        for line in found.contents.units
        if first[fold(line.name)] == line.row and before.unit_once_named(fold(line.name)) is None
    ]
    for line in once:
        unit = by_name[fold(line.name)]
        try:
            parent = find_unit(chart, line.parent).id if line.parent else None
        except Refusal as refusal:
            found.blame(Sheet.UNITS, line.row, "parent", refusal)
            continue
        found.units[unit.id] = replace(unit, parent_id=parent)
    for line in once:
        if _is_under_itself(found.units, by_name[fold(line.name)].id):
            found.blame(Sheet.UNITS, line.row, "parent", UnitsInCircle())


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
        key = (fold(line.name), unit.id)
        if key in seen:
            found.blame(Sheet.PEOPLE, line.row, "name", RowTwice(seen[key]))
            continue
        seen[key] = line.row
        try:
            known = known_as(chart, line.name, unit, line.moved)
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


def known_as(chart: Chart, name: str, home: Unit, moved: bool | None) -> Person | None:
    """The person of that name who works there, or who moved there; None for somebody new. Raises MovedOrAnother."""
    namesakes = chart.people_named(fold(name))
    here = next((person for person in namesakes if person.unit_id in {home.id, None}), None)
    if here is not None or not namesakes or moved is False:
        return here
    if moved is None:
        unit = chart.units[namesakes[0].unit_id] if namesakes[0].unit_id is not None else None
        raise MovedOrAnother(name=name, unit=unit.name if unit else "")
    return namesakes[0]


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
        prepared(view, view.sender, line.assignment)
    except Refusal as refusal:
        found.blame(Sheet.TASKS, line.row, "lead", refusal)
    else:
        found.tasks.append(line)


# Storing


async def _store(office: Office, work: Work, found: Checking, by: str | None) -> Imported:
    contents = found.contents
    unit_ids = await _store_units(work, found)
    people = await _store_people(work, found, unit_ids)
    if people or unit_ids:
        await turn_to(office, work)
    tasks = found.tasks
    if tasks:
        sender = _importer(work.chart, work.order, by)
        own, work.order = work.order, replace(work.order, sender_id=sender.id)
        given = await _store_tasks(work, tasks)
        work.order = own
        _tell(work, given)
    await work.record("import.done", units=len(contents.units), people=len(contents.people), tasks=len(tasks))
    return Imported(
        units=len(contents.units),
        people=len(contents.people),
        tasks=len(tasks),
        known_tasks=len(contents.tasks) - len(tasks),
        unreachable=sum(not work.chart.person(person.id).reachable for person in people),
    )


async def _store_units(work: Work, found: Checking) -> dict[int, int]:
    """Returns the id that each unit has now; the parents of those in the file are as the file says."""
    new = [unit for unit in found.units.values() if unit.id < 0]
    keys = await imports.add_units(work.connection, [unit.name for unit in new])
    known = {unit.id: unit.id for unit in found.units.values()} | {
        unit.id: key for unit, key in zip(new, keys, strict=True)
    }
    moved = {
        known[unit.id]: None if unit.parent_id is None else known[unit.parent_id]
        for unit in found.units.values()
        if unit.id < 0 or unit.parent_id != found.view.chart.units[unit.id].parent_id
    }
    await imports.move_units(work.connection, moved)
    created = set(keys)
    for unit_id, parent_id in moved.items():
        await work.record("unit.entered" if unit_id in created else "unit.moved", unit=unit_id, parent=parent_id)
    return known


async def _store_people(work: Work, found: Checking, unit_ids: dict[int, int]) -> list[Person]:
    """The people of the file as they are stored."""
    before = found.view.chart.people
    touched = [person for person in found.people.values() if before.get(person.id) != person]
    new = [person for person in touched if person.id < 0]
    keys = dict(
        zip((one.id for one in new), await imports.add_people(work.connection, [one.name for one in new]), strict=True)
    )
    placed = [
        replace(
            person,
            id=keys.get(person.id, person.id),
            unit_id=None if person.unit_id is None else unit_ids[person.unit_id],
        )
        for person in touched
    ]
    await imports.place_people(work.connection, placed, at=work.now)
    created = set(keys.values())
    for person in placed:
        await work.record(
            "person.entered" if person.id in created else "person.corrected",
            person=person.id,
            unit=person.unit_id,
            position=person.position,
            roles=sorted(person.roles),
        )
    return placed


async def _store_tasks(work: Work, tasks: Sequence[TaskRow]) -> dict[int, list[tuple[str, datetime]]]:
    """What each holder was given: code and deadline."""
    given: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    number = await imports.take_numbers(work.connection, CaseKind.TASK, len(tasks))
    first_steps: dict[tuple[object, ...], datetime] = {}
    lines = iter(tasks)
    while chunk := list(islice(lines, CHUNK)):
        drafts = [draft for line in chunk for draft in prepared(work, work.sender, line.assignment)]
        opened = [replace(draft.case, number=number + index) for index, draft in enumerate(drafts)]
        number += len(chunk)
        keys = await imports.add_cases(work.connection, opened)
        opened = [replace(case, id=key) for case, key in zip(opened, keys, strict=True)]
        owed = [
            (case, _with_first_step(work, replace(duty, case_id=case.id), case, first_steps))
            for case, draft in zip(opened, drafts, strict=True)
            for duty in draft.duties
        ]
        duty_ids = await imports.add_duties(work.connection, owed)
        await imports.add_watchers(
            work.connection,
            [(case.id, unit) for case, draft in zip(opened, drafts, strict=True) for unit in draft.watching],
        )
        stored = [(case, replace(duty, id=key)) for (case, duty), key in zip(owed, duty_ids, strict=True)]
        await _journal(work, opened, stored)
        for case, duty in stored:
            given[duty.holder_id].append((case.code, duty.deadline.moment))
    return given


def _with_first_step(work: Work, duty: Duty, case: Case, known: dict[tuple[object, ...], datetime]) -> Duty:
    """The plan of a duty just opened rests on these alone; thousands are alike."""
    key = (duty.kind, duty.deadline, case.urgency, duty.milestones)
    if key not in known:
        known[key] = work.plan(duty, case, after=duty.stepped_until)[0].at
    return replace(duty, next_step_at=known[key])


async def _journal(work: Work, opened: Sequence[Case], owed: Sequence[tuple[Case, Duty]]) -> None:
    """The entries that `assign_task` would write, behind those of the batches before."""
    texts = [(case.id, name, text) for case in opened for name, text in assigned_words(case).items() if text]
    kept = await imports.keep_many_words(work.connection, [text for _, _, text in texts])
    refs: dict[int, dict[str, dict[str, object]]] = defaultdict(dict)
    for (case_id, name, _), (key, digest) in zip(texts, kept, strict=True):
        refs[case_id][name] = {"id": key, "hash": digest}
    by_case: dict[int, list[Duty]] = defaultdict(list)
    for case, duty in owed:
        by_case[case.id].append(duty)
    entries = []
    for case in opened:
        data = assigned_data(case) | {"words": refs[case.id], "imported": True}
        entries.append(work.entry("task.assigned", case_id=case.id, duty_id=None, data=data))
        entries += [
            work.entry("duty.opened", case_id=case.id, duty_id=duty.id, data=opened_data(duty))
            for duty in by_case[case.id]
        ]
    await journal.append(work.connection, entries)


def _tell(work: Work, given: dict[int, list[tuple[str, datetime]]]) -> None:
    """One message per person, not one per row."""
    for person_id, tasks in given.items():
        tasks.sort(key=lambda one: one[1])
        work.owe(
            [work.chart.person(person_id)],
            NoticeKind.TAKEN_ON,
            slot=f"import-{work.now.isoformat()}",
            count=len(tasks),
            codes=[code for code, _ in tasks[:CODES_NAMED]],
            due_at=tasks[0][1].isoformat(),
        )
