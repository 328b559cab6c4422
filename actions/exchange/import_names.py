"""Names of a spreadsheet that are read, and should be looked at before they are believed (M3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from actions.exchange.import_contents import ImportContents, TaskRow, Worksheet
from actions.exchange.import_plans import Oddity, OddName, Plan
from actions.finding import described, find_person_or_unit
from domain.names import fold, spelled
from domain.office.directory import Directory
from domain.office.people import Person, Unit
from domain.refusals import Refusal

_NAME = re.compile(r"[^\W\d_]+(?:['’.-]?[^\W\d_]+)*")
_UNIT_SIGNS = re.compile(r"[?!@#$%^*=<>{}\[\]|\\~]|\d{4,}")
FEWEST_SYLLABLES = 2


def note_odd_names(plan: Plan, contents: ImportContents, before: Directory) -> None:
    """Those of the file's units and people whose names are hardly names, or another's but for the accents. Whoever is
    known already was looked at when entered."""
    for line in contents.units:
        if before.unit_called(line.name) is None and _UNIT_SIGNS.search(line.name):
            plan.note_odd(OddName(sheet=Worksheet.UNITS, row=line.row, name=line.name, kind=Oddity.LETTERS))
    for person in contents.people:
        if not before.namesakes(person.name) and not is_like_a_name(person.name):
            plan.note_odd(OddName(sheet=Worksheet.PEOPLE, row=person.row, name=person.name, kind=Oddity.LETTERS))
    units = [(line.row, line.name) for line in contents.units if before.unit_called(line.name) is None]
    _note_accents(plan, Worksheet.UNITS, units, [one.name for one in plan.chart.present_units])
    people = [(line.row, line.name) for line in contents.people if not before.namesakes(line.name)]
    _note_accents(plan, Worksheet.PEOPLE, people, [one.name for one in plan.chart.people.values()])


def _note_accents(plan: Plan, sheet: Worksheet, new: Sequence[tuple[int, str]], every: Sequence[str]) -> None:
    alike: dict[str, list[str]] = defaultdict(list)
    for name in every:
        alike[fold(name)].append(name)
    for row, name in new:
        other = next((one for one in alike[fold(name)] if spelled(one) != spelled(name)), None)
        if other is not None:
            plan.note_odd(OddName(sheet=sheet, row=row, name=name, kind=Oddity.ACCENTS, other=other))


def is_like_a_name(name: str) -> bool:
    """Two syllables or more, of letters alone."""
    syllables = name.split()
    return len(syllables) >= FEWEST_SYLLABLES and all(_NAME.fullmatch(one) for one in syllables)


def readings_in(chart: Directory) -> Callable[[TaskRow], Iterator[OddName]]:
    """For a row of tasks: the names that are written otherwise than the names of those whom they mean."""

    @cache
    def read_as(typed: str) -> str | None:
        try:
            meant = find_person_or_unit(chart, typed)
        except Refusal:  # it is blamed where it is looked for
            return None
        names = [meant.name] if isinstance(meant, Unit) else [meant.name, described(chart, meant)]
        return None if spelled(typed) in map(spelled, names) else _full(chart, meant)

    def odd(line: TaskRow) -> Iterator[OddName]:
        given = line.assignment
        named = (given.lead, given.assigner or "", *given.coordinating, *given.watching)
        for typed in filter(None, named):
            if (meant := read_as(typed)) is not None:
                yield OddName(sheet=Worksheet.TASKS, row=line.row, name=typed, kind=Oddity.READ_AS, other=meant)

    return odd


def _full(chart: Directory, meant: Person | Unit) -> str:
    return meant.name if isinstance(meant, Unit) else described(chart, meant)
