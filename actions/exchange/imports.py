"""Units, people and tasks of a spreadsheet, stored all or nothing (M3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.exchange.import_checks import checked, importer
from actions.exchange.import_contents import CellFault, ImportContents, TaskRow
from actions.exchange.import_notices import tell_holders, tell_in_whose_name
from actions.exchange.import_people import Checking
from actions.exchange.import_plans import Plan
from actions.exchange.import_tasks import store_tasks
from actions.installation import Office
from actions.office.heads import HeadChange, WorkWithoutHead, turn_to
from actions.office.successions import NOTHING_PASSED, Succession
from actions.order import Order
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case
from domain.duties.charge import LeftOut
from domain.duties.duties import Duty
from domain.journal.cases import ImportDone
from domain.journal.office import PersonPlaced, UnitPlaced
from domain.office.lapses import NOTHING, LapsedRights
from domain.office.people import Person
from domain.refusals import SeenBefore
from storage import imports, spreadsheets


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
    unit_ids = await _store_units(work, found)
    people = await _store_people(work, found, unit_ids)
    turned = await turn_to(office, work) if people or unit_ids else HeadChange()
    sender = importer(work.chart, work.order, source.by) if found.tasks or source.by is not None else None
    given = [] if sender is None or not found.tasks else await _give_out(work, found.tasks, sender)
    tell_holders(work, given)
    tell_in_whose_name(work, given, importer=sender)
    if source.digest:
        await spreadsheets.note_imported(work.connection, source.digest, at=work.now)
    done = ImportDone(
        units=len(found.contents.units),
        people=len(found.contents.people),
        tasks=len(found.tasks),
        file=source.digest or None,
        by=sender.id if sender else None,
    )
    await work.record(Act.IMPORT_DONE, done)
    return _imported(work, found, people, turned)


async def _give_out(work: Transaction, tasks: Sequence[TaskRow], sender: Person) -> list[tuple[Case, Duty]]:
    """On the command line nobody is the sender of the order; the tasks are given out in the importer's name."""
    own = work.order
    work.order = replace(own, sender_id=sender.id)
    given = await store_tasks(work, tasks)
    work.order = own
    return given


def _imported(work: Transaction, found: Checking, people: Sequence[Person], turned: HeadChange) -> Imported:
    return Imported(
        units=len(found.contents.units),
        people=len(found.contents.people),
        tasks=len(found.tasks),
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
    added = await imports.add_people(work.connection, [one.name for one in new])
    keys = dict(zip((one.id for one in new), added, strict=True))
    placed = [
        replace(one, id=keys.get(one.id, one.id), unit_id=None if one.unit_id is None else unit_ids[one.unit_id])
        for one in touched
    ]
    await imports.place_people(work.connection, placed, at=work.now)
    created = set(keys.values())
    for person in placed:
        act = Act.PERSON_ENTERED if person.id in created else Act.PERSON_CORRECTED
        await work.record(act, PersonPlaced.of(person, imported=True))
    return placed
