"""Units, people and tasks of a spreadsheet, stored all or nothing (M3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from actions.heads import turn_to
from actions.import_checks import Checking, checked, importer
from actions.import_contents import Contents, Fault, TaskRow
from actions.tasks import assigned_data, assigned_words, prepared
from actions.work import Office, Order, Work, opened_data
from domain.cases import Case, CaseKind
from domain.charge import LeftOut
from domain.duties import Duty
from domain.notices import NoticeKind
from domain.people import Person
from storage import imports, journal

CHUNK = 500  # tasks stored at once
CODES_NAMED = 10


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of it: counts, or the faults for which nothing was stored."""

    units: int = 0
    people: int = 0
    tasks: int = 0
    known_tasks: int = 0
    unreachable: int = 0
    left_out: tuple[tuple[int, LeftOut], ...] = ()  # units named for a second part, by row
    faults: tuple[Fault, ...] = ()


async def import_contents(office: Office, order: Order, contents: Contents, *, by: str | None = None) -> Imported:
    """Store everything, or, where anything is wrong, nothing. `by` names the importer on the command line; without it
    there the first of the office, also one whom the file itself brings."""
    async with office.look(order) as view:
        found = await checked(view, contents, by)
    if found.faults:
        return Imported(faults=tuple(found.faults))
    async with office.act(order) as work:
        if work.chart.units != view.chart.units or work.chart.people.keys() != view.chart.people.keys():
            found = await checked(work, contents, by)  # the office changed while the file was being looked through
            if found.faults:
                return Imported(faults=tuple(found.faults))
        return await _store(office, work, found, by)


async def _store(office: Office, work: Work, found: Checking, by: str | None) -> Imported:
    contents = found.contents
    unit_ids = await _store_units(work, found)
    people = await _store_people(work, found, unit_ids)
    if people or unit_ids:
        await turn_to(office, work)
    tasks = found.tasks
    if tasks:
        sender = importer(work.chart, work.order, by)
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
        left_out=tuple(found.left_out),
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
