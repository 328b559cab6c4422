"""Store the tasks of a spreadsheet, many at once, as if each had been assigned (M3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count, islice

from actions.duties.tasks import assigned_words, prepared
from actions.exchange.import_contents import TaskRow
from actions.transaction import Transaction
from domain.acts import Act
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty
from domain.journal.cases import TaskAssigned
from domain.journal.duties import DutyOpened
from domain.journal.recorded import Circumstances, KeptWords
from domain.rights import given_by
from storage import cases, imports, journal

CHUNK = 500  # tasks stored at once


async def _numbers(work: Transaction, tasks: Sequence[TaskRow]) -> Iterator[int]:
    """One for each. Where there is no task yet an exported one keeps its own."""
    if await imports.last_number(work.connection, CaseKind.TASK):
        first = await cases.take_numbers(work.connection, CaseKind.TASK, len(tasks))
        return iter(range(first, first + len(tasks)))
    highest = max((line.number for line in tasks if line.number is not None), default=0)
    await cases.take_numbers(work.connection, CaseKind.TASK, highest + sum(line.number is None for line in tasks))
    others = count(highest + 1)
    return (next(others) if line.number is None else line.number for line in tasks)


async def store_tasks(work: Transaction, tasks: Sequence[TaskRow]) -> list[tuple[Case, Duty]]:
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
