"""One sheet of ours line by line: its titles, what is no row, what is hidden, what stands beside the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from actions.exchange.import_contents import CellFault, ImportRemark, RemarkKind, Worksheet
from documents.headings import Heading, heading_of
from documents.lines import Cell, Merge, SheetLine, SheetLines, letters_of
from domain import cells as c
from domain.names import fold
from handlers.office.cell_values import ENDED
from texts.office.columns import COLUMNS, EXAMPLE

NAMED_APART = 5  # places named one by one in a remark


@dataclass
class _Places:
    """How many places there are of a kind, and the first of them by name."""

    count: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, name: str) -> None:
        self.count += 1
        if len(self.names) < NAMED_APART:
            self.names.append(name)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table: its cells by the keys of our columns, none of them empty."""

    sheet: Worksheet
    number: int
    cells: Mapping[str, Cell]
    heading: Heading


class SheetRows:
    """Iterates over the rows of one sheet; `faults` and `remarks` about the sheet as a whole are there at its end."""

    def __init__(self, sheet: Worksheet, lines: SheetLines) -> None:
        self.sheet = sheet
        self.faults: list[CellFault] = []
        self.remarks: list[ImportRemark] = []
        self._lines = lines
        self._heading: Heading | None = None
        self._last = 0  # the last row with something in it
        self._hidden, self._beside = _Places(), _Places()

    def __iter__(self) -> Iterator[TableRow]:
        for line in self._lines:
            self._last = line.number
            if self._heading is not None:
                yield from self._row(line, self._heading)
                continue
            self._heading = heading_of(self.sheet, line)
            if self._heading is not None:
                self.faults += self._heading.faults
        self._end()

    def _row(self, line: SheetLine, heading: Heading) -> Iterator[TableRow]:
        cells = {heading.keys[column]: cell for column, cell in line.cells.items() if column in heading.keys}
        cells = {key: cell for key, cell in cells.items() if not cell.text.isspace()}
        for column in line.cells.keys() - heading.keys.keys() - heading.unread:
            self._beside.add(f"{letters_of(column)}{line.number}")
        if not cells or self._is_of_template(line.number, cells) or _has_ended(cells):
            return
        if line.hidden:
            self._hidden.add(str(line.number))
        yield TableRow(self.sheet, line.number, cells, heading)

    def _is_of_template(self, number: int, cells: Mapping[str, Cell]) -> bool:
        """The hints, or the example as it was handed out. One that was written over in part is blamed."""
        shown = {key: " ".join(cell.text.split()) for key, cell in cells.items()}
        first = next(column for column in COLUMNS[self.sheet] if column.required)
        if shown.get(first.key) == first.hint:
            return True
        example = {column.key: column.example for column in COLUMNS[self.sheet] if column.example}
        if shown == example:
            return True
        marked = next(key for key, text in example.items() if text.startswith(EXAMPLE))
        if not fold(shown.get(marked, "")).startswith(fold(EXAMPLE)):
            return False
        self.faults.append(CellFault(sheet=self.sheet, row=number, column=marked, refusal=c.ExampleKept()))
        return True

    def _end(self) -> None:
        if self._heading is None:
            if self._last:
                self.faults.append(CellFault(sheet=self.sheet, row=0, column="", refusal=c.TitlesMissing()))
            return
        self.faults += filter(None, (self._merged(merge, self._heading) for merge in self._lines.merges))
        if self._lines.sheet.hidden:
            self._remark(RemarkKind.SHEET_HIDDEN, _Places(count=1))
        columns = _Places()
        for column in self._lines.hidden_columns:
            if column in self._heading.keys:
                columns.add(letters_of(column))
        self._remark(RemarkKind.COLUMNS_HIDDEN, columns)
        self._remark(RemarkKind.ROWS_HIDDEN, self._hidden)
        self._remark(RemarkKind.BESIDE, self._beside)

    def _remark(self, kind: RemarkKind, places: _Places) -> None:
        if places.count:
            names = tuple(places.names)
            self.remarks.append(ImportRemark(kind=kind, sheet=self.sheet, count=places.count, names=names))

    def _merged(self, merge: Merge, heading: Heading) -> CellFault | None:
        """A merge that reaches into the rows and takes a value from one of them, or from one of our columns."""
        columns = [column for column in sorted(heading.keys) if merge.first_column <= column <= merge.last_column]
        row = max(merge.first_row, heading.row + 1)
        if not columns or not heading.row < merge.last_row or row > self._last:
            return None
        if merge.first_row == merge.last_row and len(columns) == 1:
            return None
        key = heading.keys[columns[0]]
        return CellFault(sheet=self.sheet, row=row, column=key, place=columns[0], refusal=c.CellsMerged())


def _has_ended(cells: Mapping[str, Cell]) -> bool:
    """A task that is over is not entered again: what is exported says so."""
    return "state" in cells and fold(cells["state"].text) in ENDED
