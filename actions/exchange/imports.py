"""Units, people and tasks of a spreadsheet, stored all or nothing (M3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count, islice

from actions.duties.tasks import assigned_words, prepared
from actions.exchange.import_checks import checked, importer
from actions.exchange.import_contents import CellFault, ImportContents, TaskRow
from actions.exchange.import_notices import tell_holders, tell_in_whose_name
from actions.exchange.import_people import Checking
from actions.exchange.import_plans import Plan
from actions.installation import Office
from actions.office.heads import HeadChange, WorkWithoutHead, turn_to
from actions.office.successions import NOTHING_PASSED, Succession
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case, CaseKind
from domain.duties.charge import LeftOut
from domain.duties.duties import Duty
from domain.journal.cases import ImportDone, TaskAssigned
from domain.journal.duties import DutyOpened
from domain.journal.office import PersonPlaced, UnitPlaced
from domain.journal.recorded import Circumstances, KeptWords
from domain.office.lapses import NOTHING, LapsedRights
from domain.office.people import Person
from domain.refusals import SeenBefore
from domain.rights import given_by
from storage import cases, imports, journal, spreadsheets

CHUNK = 500  # tasks stored at once


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of it: counts; or the faults for which nothing was stored; or the plan as it is now, where that is
    another than was shown, and nothing was stored either."""

    units: int = 0
    people: int = 0
    tasks: int = 0
    known_tasks: int = 0
    unreachable: int = 0
    left_out: tuple[tuple[int, LeftOut], ...] = ()  # units named for a second part, by row
    waiting: tuple[WorkWithoutHead, ...] = ()  # what the file has left without a head
    lapsed: LapsedRights = NOTHING  # the rights that have ended with what the file says
    succession: Succession = NOTHING_PASSED  # what was given out by who has left a post by it
    faults: tuple[CellFault, ...] = ()
    changed: Plan | None = None


@dataclass(frozen=True, kw_only=True)
class ImportSource:
    """Where the rows come from, and what its importer has said of it. `digest` is the SHA-256 of the file. `by` names
    the importer on the command line; without it there the first of the office, also one whom the file itself brings.
    With `again` what was imported before is imported once more. `shown` is the mark of the preview that the importer
    confirms."""

    digest: str = ""
    by: str | None = None
    again: bool = False
    shown: str | None = None


NAMED_NOWHERE = ImportSource()


async def preview_import(
    office: Office, order: Order, contents: ImportContents, source: ImportSource
) -> Plan | tuple[CellFault, ...]:
    """What would be done, or what is wrong with the file; nothing is stored."""
    async with office.look(order) as view:
        found = await checked(view, contents, source.by, digest=source.digest)
        return tuple(found.faults) or found.plan


async def import_contents(
    office: Office, order: Order, contents: ImportContents, source: ImportSource = NAMED_NOWHERE
) -> Imported:
    """Store everything, or, where anything is wrong, nothing. Raises SeenBefore."""
    async with office.look(order) as view:
        found = await checked(view, contents, source.by, digest=source.digest)
        hindered = _hindered(found, source)
    if hindered is not None:
        return hindered
    try:
        async with office.act(order) as work:
            # The office may have changed while the file was looked through.
            if _is_another(work, found):
                found = await checked(work, contents, source.by, digest=source.digest)
            _leave_if(_hindered(found, source))
            return await _store(office, work, found, source)
    except _Hindered as instead:
        return instead.result


def _leave_if(hindered: Imported | None) -> None:
    if hindered is not None:
        raise _Hindered(hindered)


class _Hindered(Exception):
    """Leaves the transaction, so that nothing is used up of what was not done."""

    def __init__(self, result: Imported) -> None:
        super().__init__()
        self.result = result


def _is_another(work: Transaction, found: Checking) -> bool:
    before = found.view.chart
    return work.chart.units != before.units or work.chart.people != before.people


def _hindered(found: Checking, source: ImportSource) -> Imported | None:
    """What stands against doing it; None where nothing does. Raises SeenBefore."""
    plan = found.plan
    if found.faults:
        return Imported(faults=tuple(found.faults))
    if source.shown is not None and source.shown != plan.shown.mark:
        return Imported(changed=plan)
    if plan.is_seen and not source.again:
        raise SeenBefore(at=plan.file_seen_at, rows=tuple(one.row for one in plan.seen), count=plan.seen_count)
    return None


async def _store(office: Office, work: Transaction, found: Checking, source: ImportSource) -> Imported:
    contents = found.contents
    unit_ids = await _store_units(work, found)
    people = await _store_people(work, found, unit_ids)
    turned = await turn_to(office, work) if people or unit_ids else HeadChange()
    tasks = found.tasks
    own = work.order
    sender = importer(work.chart, own, source.by) if tasks or source.by is not None else None
    given: list[tuple[Case, Duty]] = []
    if sender is not None and tasks:
        work.order = replace(own, sender_id=sender.id)
        given = await _store_tasks(work, tasks)
        work.order = own
    tell_holders(work, given)
    tell_in_whose_name(work, given, importer=sender)
    if source.digest:
        await spreadsheets.note_imported(work.connection, source.digest, at=work.now)
    await work.record(
        Act.IMPORT_DONE,
        ImportDone(
            units=len(contents.units),
            people=len(contents.people),
            tasks=len(tasks),
            file=source.digest or None,
            by=sender.id if sender else None,
        ),
    )
    return Imported(
        units=len(contents.units),
        people=len(contents.people),
        tasks=len(tasks),
        known_tasks=found.plan.known_tasks,
        left_out=tuple(found.plan.left_out),
        waiting=turned.waiting,
        lapsed=turned.lapsed,
        succession=turned.succession,
        unreachable=sum(not work.chart.person(person.id).reachable for person in people),
    )


async def _store_units(work: Transaction, found: Checking) -> dict[int, int]:
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
        await work.record(
            Act.UNIT_ENTERED if unit_id in created else Act.UNIT_MOVED, UnitPlaced(unit=unit_id, parent=parent_id)
        )
    return known


async def _store_people(work: Transaction, found: Checking, unit_ids: dict[int, int]) -> list[Person]:
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
            Act.PERSON_ENTERED if person.id in created else Act.PERSON_CORRECTED,
            PersonPlaced.of(person, imported=True),
        )
    return placed


async def _numbers(work: Transaction, tasks: Sequence[TaskRow]) -> Iterator[int]:
    """One for each. Where there is no task yet an exported one keeps its own."""
    if await imports.last_number(work.connection, CaseKind.TASK):
        first = await cases.take_numbers(work.connection, CaseKind.TASK, len(tasks))
        return iter(range(first, first + len(tasks)))
    highest = max((line.number for line in tasks if line.number is not None), default=0)
    await cases.take_numbers(work.connection, CaseKind.TASK, highest + sum(line.number is None for line in tasks))
    others = count(highest + 1)
    return (next(others) if line.number is None else line.number for line in tasks)


async def _store_tasks(work: Transaction, tasks: Sequence[TaskRow]) -> list[tuple[Case, Duty]]:
    """The duties that there are now, with their tasks."""
    given: list[tuple[Case, Duty]] = []
    numbers = await _numbers(work, tasks)
    first_steps: dict[tuple[object, ...], datetime] = {}
    lines = iter(tasks)
    while chunk := list(islice(lines, CHUNK)):
        drafts = [
            draft for line in chunk for draft in prepared(work, work.sender, line.assignment, begun=line.is_exported)
        ]
        opened = [replace(draft.case, number=next(numbers)) for draft in drafts]
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
        given += stored
    return given


def _with_first_step(work: Transaction, duty: Duty, case: Case, known: dict[tuple[object, ...], datetime]) -> Duty:
    """The plan of a duty just opened rests on these alone; thousands are alike."""
    key = (duty.kind, duty.deadline, case.urgency, duty.milestones)
    if key not in known:
        known[key] = work.plan(duty, case, after=duty.stepped_until)[0].at
    return replace(duty, next_step_at=known[key])


async def _journal(work: Transaction, opened: Sequence[Case], owed: Sequence[tuple[Case, Duty]]) -> None:
    """The entries that `assign_task` would write, behind those of the batches before."""
    texts = [(case.id, name, text) for case in opened for name, text in assigned_words(case).items() if text]
    kept = await imports.keep_many_words(work.connection, [text for _, _, text in texts])
    words: dict[int, dict[str, KeptWords]] = defaultdict(dict)
    for (case_id, name, _), (key, digest) in zip(texts, kept, strict=True):
        words[case_id][name] = KeptWords(id=key, hash=digest)
    by_case: dict[int, list[Duty]] = defaultdict(list)
    for case, duty in owed:
        by_case[case.id].append(duty)
    entries = []
    for case in opened:
        how = Circumstances(words=words[case.id], right=given_by(case, work.sender, work.chart))
        task = TaskAssigned.of(case, imported=True)
        entries.append(work.entry(Act.TASK_ASSIGNED, task, case_id=case.id, circumstances=how))
        entries += [
            work.entry(Act.DUTY_OPENED, DutyOpened.of(duty), case_id=case.id, duty_id=duty.id)
            for duty in by_case[case.id]
        ]
    await journal.append(work.connection, entries)
