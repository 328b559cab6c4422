"""Read an XLSX file into rows. Every cell is hostile or mistaken until read; a formula is only its stored value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from actions.duties.assignments import Assignment, Stage
from actions.duties.tasks import require_few_milestones
from actions.exchange.import_contents import (
    MOST_FAULTS,
    CellFault,
    DayOff,
    ImportContents,
    ImportRemark,
    PersonRow,
    RemarkKind,
    TaskRow,
    UnitRow,
    Worksheet,
)
from documents.lines import Cell, SheetLines
from documents.workbooks import SheetPart, Workbook, open_workbook
from domain import cells as c
from domain.duties.cases import Source
from domain.names import bare_subject, fold
from domain.office.calendar import Calendar
from domain.office.people import Role
from domain.refusals import Refusal, StageUnclear, TooLong
from domain.rules.lengths import Urgency
from handlers.office import cell_values as values
from handlers.office.pages import NAMED_APART, SheetRows, TableRow
from handlers.reading.sources import parse_document, parse_label, parse_source
from handlers.reading.typing import parse_items
from texts.office.columns import FAULTS_SHEET, NAMES, REQUIRED

ROW_LIMIT = 100_000
CELL_LIMIT = 2000  # characters
NAME_LIMIT = 120


def read_spreadsheet(
    content: bytes, now: datetime, calendar: Calendar, *, at_once: int
) -> Iterator[tuple[int, ImportContents]]:
    """What the file brings, so many rows at a time, and how many have been read. Raises NotASpreadsheet,
    TooMuchInside, TooManyRows."""
    reader, count = SheetReader(now=now, calendar=calendar), 0
    for count in reader.rows(content):
        if count % at_once == 0:
            yield count, reader.take()
    yield count, reader.take()


@dataclass(kw_only=True)
class SheetReader:
    """One reading of one file: what it counts deadlines from, and what it has found."""

    now: datetime
    calendar: Calendar
    contents: ImportContents = field(default_factory=ImportContents)
    _faults: int = 0

    def __post_init__(self) -> None:
        self._deadlines = values.Deadlines(self.now, self.calendar)

    def take(self) -> ImportContents:
        """What was found since the last time."""
        taken, self.contents = self.contents, ImportContents()
        self._faults += len(taken.faults)
        return taken

    def rows(self, content: bytes) -> Iterator[int]:
        """Read the file; yields how many rows have been read after each."""
        book = open_workbook(content)
        count = 0
        for sheet, part in self._sheets(book):
            page = SheetRows(sheet, SheetLines(book, part))
            for row in page:
                count += 1
                if count > ROW_LIMIT:
                    raise c.TooManyRows(limit=ROW_LIMIT)
                self._read(row)
                yield count
                if self._faults + len(self.contents.faults) >= MOST_FAULTS:
                    return
            self.contents.faults += page.faults
            self.contents.remarks += page.remarks

    def _sheets(self, book: Workbook) -> Iterator[tuple[Worksheet, SheetPart]]:
        """Our sheets in the file, units first, whatever order they stand in; what else there is, is said."""
        named: dict[str, list[SheetPart]] = defaultdict(list)
        for part in book.sheets:
            named[fold(part.name)].append(part)
        ours = {sheet: named.pop(fold(title), []) for sheet, title in NAMES.items()}
        if not any(ours.values()):
            raise c.NotASpreadsheet(kind=c.FileKind.NOT_OURS)
        named.pop(fold(FAULTS_SHEET), None)
        others = [part.name[:31] for parts in named.values() for part in parts]
        if others:
            unread = ImportRemark(kind=RemarkKind.SHEETS_UNREAD, count=len(others), names=tuple(others[:NAMED_APART]))
            self.contents.remarks.append(unread)
        for sheet, parts in ours.items():
            if len(parts) > 1:
                self.contents.faults.append(CellFault(sheet=sheet, row=0, column="", refusal=c.SheetTwice()))
            elif parts:
                yield sheet, parts[0]

    def _read(self, row: TableRow) -> None:
        cells = _Cells(row=row, faults=self.contents.faults)
        cells.require_readable()
        match row.sheet:
            case Worksheet.UNITS:
                unit = UnitRow(row=row.number, name=cells.name("name"), parent=cells.name("parent"))
                if cells.are_good():
                    self.contents.units.append(unit)
            case Worksheet.PEOPLE:
                roles = cells.read("roles", values.roles, frozenset({Role.OFFICIAL}))
                person = PersonRow(
                    row=row.number,
                    name=cells.name("name"),
                    unit=cells.name("unit", needed=Role.OFFICE not in roles),  # who sets an office up has none yet
                    position=cells.name("position"),
                    roles=roles,
                    fields=cells.read("fields", values.fields, ()),
                    moved=cells.read("moved", values.moved, None),
                )
                if cells.are_good():
                    self.contents.people.append(person)
            case Worksheet.TASKS:
                self._read_task(cells)

    def _read_task(self, cells: _Cells) -> None:
        number = cells.read("number", values.number, None)
        passed = number is not None
        deadline = cells.read_cell("deadline", partial(self._deadlines.of_cell, passed=passed), None)
        document = cells.read("document", parse_document, parse_document(""))
        task = {
            "lead": cells.text("lead"),
            "title": values.one_line(cells.text("title")),
            "product": values.one_line(cells.text("product")),
            "coordinating": cells.read("coordinating", values.names, ()),
            "watching": cells.read("watching", values.names, ()),
            "assigner": cells.text("assigner") or None,
            "document": document.number,
            "document_day": cells.read_cell("document_day", self._document_day, document.day),
            "subject": bare_subject(cells.text("subject")) or document.subject,
            "source": cells.read("source", parse_source, Source.DOCUMENT if document.number else None),
            "recipients": cells.text("recipients"),
            "urgency": cells.read("urgency", values.urgency, Urgency.NORMAL),
            "field": cells.text("field") or None,
            "label": cells.read("label", parse_label, None),
            "milestones": cells.read("milestones", partial(self._stages, passed=passed), ()),
        }
        if not cells.are_good() or deadline is None:
            return
        assignment = Assignment(deadline=deadline, **task)
        self.contents.tasks.append(TaskRow(row=cells.row.number, assignment=assignment, number=number))
        for one in (deadline, *(stage.deadline for stage in assignment.milestones)):
            name = self._deadlines.days_off.get(one)
            if name is not None:
                self.contents.days_off.append(DayOff(row=cells.row.number, moment=one.moment, name=name))

    def _document_day(self, cell: Cell) -> Any:
        return values.document_day(cell, self.now)

    def _stages(self, text: str, *, passed: bool) -> tuple[Stage, ...]:
        """`Tên mốc: hạn`, one to a line. Raises StageUnclear, TooManyMilestones, DeadlineUnclear."""
        items = parse_items(text)
        require_few_milestones(len(items))
        stages = []
        for item in items:
            title, _, phrase = map(str.strip, item.partition(":"))
            if not title or not phrase:
                raise StageUnclear(value=item)
            stages.append(
                Stage(title=values.one_line(title), deadline=self._deadlines.of_phrase(phrase, passed=passed))
            )
        return tuple(sorted(stages, key=lambda stage: stage.deadline.moment))


@dataclass(kw_only=True)
class _Cells:
    """One row being read; what is wrong with a cell is noted and the others are read all the same."""

    row: TableRow
    faults: list[CellFault]
    bad: set[str] = field(default_factory=set)
    _texts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._texts = {key: values.text_of(cell) for key, cell in self.row.cells.items()}

    def require_readable(self) -> None:
        for key, cell in self.row.cells.items():
            if values.is_secret(self._texts[key]):
                self.blame(key, c.CellSecret())
            try:
                values.require_readable(key, cell)
            except Refusal as refusal:
                self.blame(key, refusal)

    def text(self, key: str, limit: int = CELL_LIMIT, *, needed: bool = True) -> str:
        """What stands in the column; empty where that was found wrong already. A column that is required must be
        filled in where it is `needed`."""
        if key in self.bad:
            return ""
        value = self._texts.get(key, "")
        if not value and needed and key in REQUIRED[self.row.sheet] and key in self.row.heading.keys.values():
            self.blame(key, c.CellMissing())
        if len(value) > limit:
            self.blame(key, TooLong(limit=limit, length=len(value)))
        return value

    def name(self, key: str, *, needed: bool = True) -> str:
        return values.one_line(self.text(key, NAME_LIMIT, needed=needed))

    def read(self, key: str, parse: Callable[[str], Any], default: Any) -> Any:
        return self.read_cell(key, lambda _: parse(self._texts[key]), default)

    def read_cell(self, key: str, parse: Callable[[Cell], Any], default: Any) -> Any:
        """What the cell comes to; `default` where it is empty or wrong."""
        if not self.text(key) or key in self.bad:
            return default
        try:
            return parse(self.row.cells[key])
        except Refusal as refusal:
            self.blame(key, refusal)
            return default

    def blame(self, key: str, refusal: Refusal) -> None:
        self.bad.add(key)
        place = self.row.heading.place_of(key)
        fault = CellFault(sheet=self.row.sheet, row=self.row.number, column=key, place=place, refusal=refusal)
        self.faults.append(fault)

    def are_good(self) -> bool:
        return not self.bad
