"""What an import would do, gathered row by row: shown before anything is done, and compared with what is done (M3)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from actions.duties.tasks import Draft
from actions.exchange.import_contents import PersonRow, TaskRow, UnitRow, Worksheet
from actions.office.successions import NOTHING_PASSED, Succession
from domain.duties.cases import Deadline
from domain.duties.charge import LeftOut
from domain.names import fold, spelled
from domain.office.chart import Chart
from domain.office.people import Person
from storage.imports import OfDocument

HOLDERS_COMPARED = 300  # by name; where there are more, that something is otherwise is all that is said
MOST_NOTED = 200  # of odd names, of rows seen before: more are counted


@dataclass(frozen=True, kw_only=True)
class UnitShare:
    """What one unit would lead: how many, and the deadline that comes first."""

    unit_id: int | None
    count: int
    nearest: Deadline


class Oddity(StrEnum):
    READ_AS = "read_as"  # written otherwise than the name of who is meant
    LETTERS = "letters"  # hardly a name: figures, signs, a single word
    ACCENTS = "accents"  # another's name but for the accents


@dataclass(frozen=True, kw_only=True)
class OddName:
    sheet: Worksheet
    row: int
    name: str
    kind: Oddity
    other: str = ""


@dataclass(frozen=True, kw_only=True)
class SeenRow:
    """A row whose task of its document is there already: by its number, or in a row above."""

    row: int
    number: int | None = None
    above: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    """What a preview showed, as a draft remembers it: a mark over every row, and how many duties each holder would get
    where these are few enough."""

    mark: str
    holders: Mapping[int, int]


@dataclass(kw_only=True)
class Plan:
    """Counts and names of what would be done. Whoever is new has an id below zero, that of the chart of this plan."""

    chart: Chart
    units_new: int = 0
    units_known: int = 0
    people_new: int = 0
    people_known: int = 0
    tasks: int = 0
    known_tasks: int = 0
    in_name_of: Counter[int] = field(default_factory=Counter)  # the assigners, with their tasks
    registrar_id: int | None = None
    odd: list[OddName] = field(default_factory=list)
    odd_count: int = 0
    seen: list[SeenRow] = field(default_factory=list)
    seen_count: int = 0
    file_seen_at: datetime | None = None
    left_out: list[tuple[int, LeftOut]] = field(default_factory=list)  # units named for a second part, by row
    succession: Succession = NOTHING_PASSED  # what goes on from who leaves a post by it
    holders: Counter[int] = field(default_factory=Counter)
    _shares: dict[int | None, list[Deadline]] = field(default_factory=dict)
    _counts: Counter[int | None] = field(default_factory=Counter)
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    @property
    def by_unit(self) -> tuple[UnitShare, ...]:
        """The unit whose deadline comes first before the others."""
        shares = [
            UnitShare(unit_id=unit_id, count=self._counts[unit_id], nearest=nearest[0])
            for unit_id, nearest in self._shares.items()
        ]
        return tuple(sorted(shares, key=lambda share: share.nearest.moment))

    @property
    def is_seen(self) -> bool:
        return self.file_seen_at is not None or self.seen_count > 0

    @property
    def is_empty(self) -> bool:
        return not (self.units_new + self.units_known + self.people_new + self.people_known + self.tasks)

    @property
    def shown(self) -> ShownPlan:
        holders = {key: count for key, count in sorted(self.holders.items()) if key > 0}
        few = holders if len(holders) <= HOLDERS_COMPARED else {}
        return ShownPlan(mark=self._hash.hexdigest(), holders=few)

    def mark(self, *parts: object) -> None:
        """Whatever makes another import of it."""
        self._hash.update(repr(parts).encode())

    def add_unit(self, line: UnitRow, *, is_new: bool) -> None:
        if is_new:
            self.units_new += 1
        else:
            self.units_known += 1
        self.mark(line.row, is_new)

    def add_person(self, line: PersonRow, known: Person | None) -> None:
        """`known` is who will have been corrected, or moved."""
        if known is None or known.id < 0:
            self.people_new += 1
        else:
            self.people_known += 1
        self.mark(line.row, known and max(known.id, 0))

    def add_task(self, line: TaskRow, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            lead = draft.duties[0]
            nearest = self._shares.setdefault(lead.unit_id, [lead.deadline])
            nearest[0] = min(nearest[0], lead.deadline, key=lambda one: one.moment)
            self._counts[lead.unit_id] += 1
            self.in_name_of[draft.case.assigner_id] += 1
            self.registrar_id = draft.case.registrar_id
            self.holders.update(duty.holder_id for duty in draft.duties)
            self.tasks += 1
            self.left_out += [(line.row, one) for one in draft.left_out]
            owed = [
                (self._known(duty.holder_id), duty.kind, duty.unit_id and max(duty.unit_id, 0)) for duty in draft.duties
            ]
            self.mark(line.row, self._known(draft.case.assigner_id), owed, [unit.name for unit in draft.watching])

    def note_odd(self, odd: OddName) -> None:
        self.odd_count += 1
        if len(self.odd) < MOST_NOTED:
            self.odd.append(odd)

    def note_seen(self, seen: SeenRow) -> None:
        self.seen_count += 1
        self.mark("seen", seen.row, seen.number, seen.above)
        if len(self.seen) < MOST_NOTED:
            self.seen.append(seen)

    def _known(self, person_id: int) -> int | str:
        """Ids of who is new are made anew each time."""
        return person_id if person_id > 0 else self.chart.people[person_id].name


@dataclass
class KnownTasks:
    """The tasks of the documents that a file names, and its own rows as they are met."""

    tasks: Iterable[OfDocument]
    _by_key: dict[tuple[str, str], list[OfDocument]] = field(init=False)
    _rows: dict[tuple[str, str, int | None, int], tuple[int, date | None]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key = {}
        for one in self.tasks:
            self._by_key.setdefault((fold(one.document), spelled(one.title)), []).append(one)

    def seen(self, line: TaskRow, draft: Draft) -> SeenRow | None:
        """The task of the same document with the same title that was given to the same unit or person, or a row above
        that is the same. A document of the same number and another day is another one."""
        case, lead = draft.case, draft.duties[0]
        if not case.document:
            return None
        key = (fold(case.document), spelled(case.title))
        for one in self._by_key.get(key, ()):
            same_day = case.document_day is None or one.document_day in {None, case.document_day}
            if lead.to_unit:
                same_lead = one.to_unit and one.unit_id == lead.unit_id
            else:
                same_lead = lead.holder_id in {one.named_id, one.first_id}
            if same_day and same_lead:
                return SeenRow(row=line.row, number=one.number)
        whose = (*key, lead.unit_id if lead.to_unit else None, lead.holder_id)
        above = self._rows.setdefault(whose, (line.row, case.document_day))
        if above[0] != line.row and (case.document_day is None or above[1] in {None, case.document_day}):
            return SeenRow(row=line.row, above=above[0])
        return None
