"""The rows of a spreadsheet against the office as it will be: every bad cell named before anything is stored (M3)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from actions.duties.tasks import prepared, require_ahead, require_stages_within
from actions.exchange.import_contents import ImportContents, TaskRow, Worksheet
from actions.exchange.import_names import note_odd_names, readings_in
from actions.exchange.import_people import BREATH, Checking, check_people, check_units
from actions.exchange.import_plans import KnownTasks
from actions.finding import find_person, find_person_or_unit, find_unit
from actions.office.successions import passing_on
from actions.order import Order
from actions.view import View
from domain.cells import RowTwice
from domain.duties.cases import LABEL_LIMIT, TITLE_LIMIT, WORDS_LIMIT, require_length
from domain.office.directory import Directory
from domain.office.people import Person, Role
from domain.permissions import Permission
from domain.refusals import CodeOfAnother, NotAllowed, Refusal
from domain.rights import relations_to_office
from storage import imports, spreadsheets


async def checked(view: View, contents: ImportContents, by: str | None, *, digest: str = "") -> Checking:
    """What the file would do, or what is wrong with it. `digest` is the SHA-256 of the file itself, where there is
    one."""
    found = Checking(
        view=view,
        contents=contents,
        faults=list(contents.faults),
        units=dict(view.chart.units),
        people=dict(view.chart.people),
    )
    if view.order.via != "cli":
        view.allow(Permission.IMPORT, relations_to_office(view.sender))
    check_units(found)
    await check_people(found)
    chart = found.plan.chart = found.chart()
    if contents.people or contents.units:
        found.plan.succession = await passing_on(view, view.chart, chart)
    note_odd_names(found.plan, contents, view.chart)
    if contents.tasks or by is not None:
        sender = importer(chart, view.order, by)
        await _check_tasks(found, replace(view, chart=chart, order=replace(view.order, sender_id=sender.id)))
    if digest:
        found.plan.file_seen_at = await spreadsheets.imported_at(view.connection, digest)
        found.plan.mark("file", found.plan.file_seen_at)
    found.faults.sort(key=lambda fault: (list(Worksheet).index(fault.sheet), fault.row))
    return found


def importer(chart: Directory, order: Order, by: str | None) -> Person:
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


async def _check_tasks(found: Checking, view: View) -> None:
    lines = found.contents.tasks
    titles = await imports.titles_of(view.connection, [line.number for line in lines if line.number is not None])
    known = await _of_documents(view, lines)
    odd_names = readings_in(view.chart)
    numbered: dict[int, int] = {}
    for count, line in enumerate(lines):
        if count % BREATH == 0:
            await asyncio.sleep(0)
        if found.is_full:
            return
        if line.number is not None and numbered.setdefault(line.number, line.row) != line.row:
            found.blame(Worksheet.TASKS, line.row, "number", RowTwice(row=numbered[line.number]))
            continue
        if line.number in titles:
            if titles[line.number] != line.assignment.title:
                found.blame(Worksheet.TASKS, line.row, "number", CodeOfAnother(code=f"NV-{line.number}"))
            found.plan.known_tasks += 1
            continue
        faults = list(_faults_of(view, line))
        for column, refusal in faults:
            found.blame(Worksheet.TASKS, line.row, column, refusal)
        if not faults:
            _try_whole(found, view, line, known)
            for odd in odd_names(line):
                found.plan.note_odd(odd)


async def _of_documents(view: View, lines: Sequence[TaskRow]) -> KnownTasks:
    """Document symbols are written in capitals or not."""
    documents = {line.assignment.document for line in lines} - {""}
    ways = sorted({way for one in documents for way in (one, one.upper(), one.lower())})
    return KnownTasks(await imports.tasks_of_documents(view.connection, ways))


def _faults_of(view: View, line: TaskRow) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with each cell, looked at by itself. What was exported may be overdue."""
    assignment = line.assignment
    checks: list[tuple[str, Callable[[], object]]] = [
        ("lead", lambda: find_person_or_unit(view.chart, assignment.lead)),
        ("title", lambda: require_length(assignment.title, TITLE_LIMIT)),
        ("product", lambda: require_length(assignment.product, TITLE_LIMIT)),
        ("document", lambda: require_length(assignment.document, LABEL_LIMIT)),
        ("subject", lambda: require_length(assignment.subject, TITLE_LIMIT)),
        ("recipients", lambda: require_length(assignment.recipients, WORDS_LIMIT)),
        ("milestones", lambda: require_stages_within(assignment, view.now, begun=line.is_exported)),
        ("field", lambda: require_length(assignment.field or "", LABEL_LIMIT)),
    ]
    if not line.is_exported:
        checks.append(("deadline", lambda: require_ahead(assignment.deadline, view.now)))
    if assignment.assigner:
        checks.append(("assigner", lambda: find_person(view.chart, assignment.assigner or "")))
    for column, names in (("coordinating", assignment.coordinating), ("watching", assignment.watching)):
        checks += [(column, lambda name=name: find_unit(view.chart, name)) for name in names]  # type: ignore[misc]
    for column, check in checks:
        try:
            check()
        except Refusal as refusal:
            yield column, refusal


def _try_whole(found: Checking, view: View, line: TaskRow, known: KnownTasks) -> None:
    try:
        drafts = prepared(view, view.sender, line.assignment, begun=line.is_exported)
    except Refusal as refusal:
        found.blame(Worksheet.TASKS, line.row, "lead", refusal)
        return
    found.tasks.append(line)
    found.plan.add_task(line, drafts)
    for draft in drafts:
        seen = known.seen(line, draft)
        if seen is not None:
            found.plan.note_seen(seen)
