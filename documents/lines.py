"""The lines of a sheet, one after the other and only as wide as they are: one stray cell costs one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from documents.formats import NumberKind, look_of, moment_of, shown
from documents.workbooks import TRUE, SheetPart, TextParts, Workbook
from domain.cells import FileKind, NotASpreadsheet, TooMuchInside

CELLS_LIMIT = 5_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MERGES_LIMIT = 100_000
_PLACE = re.compile(r"([A-Z]{1,3})(\d{0,7})")


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"  # a datetime, by the clock on the wall
    TIME = "time"  # of no day
    TRUTH = "truth"
    ERROR = "error"  # #N/A, #REF!
    UNCOMPUTED = "uncomputed"  # a formula whose value the file does not hold
    NO_DATE = "no date"  # shown as a date that there is not


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty; `text` is what the sheet shows."""

    kind: CellKind
    text: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """`cells` by their columns; rows and columns are counted from 1."""

    number: int
    hidden: bool
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class SheetLines:
    """Iterates over the lines of one sheet; `merges` and `hidden_columns` are whole when it is through."""

    book: Workbook
    sheet: SheetPart
    merges: list[Merge] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    _done: list[SheetLine] = field(default_factory=list)
    _row: int = 0
    _hidden: bool = False
    _cells: dict[int, Cell] = field(default_factory=dict)
    _column: int = 0
    _given: Mapping[str, str] = field(default_factory=dict)
    _inside: str = ""  # the element whose text is read
    _seen: set[str] = field(default_factory=set)  # what the cell has: f, v, t
    _text: TextParts = field(default_factory=TextParts)
    _count: int = 0

    def __iter__(self) -> Iterator[SheetLine]:
        """Lines with something in them. Raises NotASpreadsheet, TooMuchInside."""
        if self.sheet.part not in self.book.package.names:
            raise NotASpreadsheet(kind=FileKind.DAMAGED)
        for _ in self.book.package.parse(self.sheet.part, start=self._start, end=self._end, text=self._read):
            yield from self._done
            self._done.clear()

    def _start(self, tag: str, given: Mapping[str, str]) -> None:
        match tag:
            case "c":
                self._begin_cell(given)
            case "v" | "t" | "f" | "rPh":
                self._inside = "" if self._inside == "rPh" else tag
                self._seen.add(tag)
            case "row":
                self._begin_row(given)
            case "col" if given.get("hidden", "") in TRUE:
                first, last = _number(given.get("min", "")), _number(given.get("max", ""))
                self.hidden_columns += range(first, min(last, LAST_COLUMN) + 1)
            case "mergeCell":
                self._merge(given.get("ref", ""))

    def _begin_row(self, given: Mapping[str, str]) -> None:
        number = _number(given["r"]) if "r" in given else self._row + 1
        if not self._row < number <= LAST_ROW:
            raise NotASpreadsheet(kind=FileKind.DAMAGED)
        self._row, self._column, self._cells = number, 0, {}
        self._hidden = given.get("hidden", "") in TRUE

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > CELLS_LIMIT:
            raise TooMuchInside
        self._column = _place(given["r"])[0] if "r" in given else self._column + 1
        if self._column > LAST_COLUMN or self._column in self._cells:
            raise NotASpreadsheet(kind=FileKind.DAMAGED)
        self._given = given
        self._seen.clear()

    def _read(self, piece: str) -> None:
        if self._inside in {"v", "t"}:
            self._text.add(piece)

    def _end(self, tag: str) -> None:
        match tag:
            case "v" | "t" | "f" | "rPh":
                self._inside = ""
            case "c":
                cell = self._cell(self._text.take())
                if cell is not None:
                    self._cells[self._column] = cell
            case "row" if self._cells:
                self._done.append(SheetLine(self._row, self._hidden, self._cells))

    def _cell(self, text: str) -> Cell | None:
        if "f" in self._seen and "v" not in self._seen:
            return Cell(CellKind.UNCOMPUTED, "")
        if not text:
            return None
        read = {"s": self._shared, "e": _error, "b": _truth, "d": _iso, "str": _text, "inlineStr": _text}
        return read.get(self._given.get("t", "n"), self._numeric)(text)

    def _shared(self, text: str) -> Cell | None:
        index = _number(text)
        if index >= len(self.book.texts):
            raise NotASpreadsheet(kind=FileKind.DAMAGED)
        found = self.book.texts[index]
        return Cell(CellKind.TEXT, found) if found else None

    def _numeric(self, text: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return Cell(CellKind.ERROR, text[:40])
        style = self._given.get("s", "")
        index = int(style) if style.isdecimal() and len(style) < 7 else 0
        code = self.book.formats[index] if index < len(self.book.formats) else ""
        if look_of(code) is NumberKind.NUMBER:
            is_finite = number - number == 0
            return Cell(CellKind.NUMBER, shown(number, code), number) if is_finite else Cell(CellKind.ERROR, text[:40])
        return dated(moment_of(number, since_1904=self.book.since_1904), shown(number, ""))

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        (left, top), (right, bottom) = _place(first), _place(last or first)
        self.merges.append(Merge(top, left, bottom, right))
        if len(self.merges) > MERGES_LIMIT:
            raise TooMuchInside


def dated(moment: Any, otherwise: str) -> Cell:
    """A date, a time without one, or what is shown as a date and is none."""
    if moment is None:
        return Cell(CellKind.NO_DATE, otherwise)
    if not isinstance(moment, datetime):
        return Cell(CellKind.TIME, f"{moment:%H:%M}", moment)
    day = f"{moment.day:02}/{moment.month:02}/{moment.year}"
    return Cell(CellKind.DATE, f"{day} {moment:%H:%M}" if moment.hour or moment.minute else day, moment)


def _error(text: str) -> Cell:
    return Cell(CellKind.ERROR, text[:40])


def _truth(text: str) -> Cell:
    return Cell(CellKind.TRUTH, "TRUE" if text in TRUE else "FALSE", text in TRUE)


def _text(text: str) -> Cell:
    return Cell(CellKind.TEXT, text)


def _iso(text: str) -> Cell:
    """A date that the file holds in words: ISO 8601."""
    try:
        return dated(datetime.fromisoformat(text).replace(tzinfo=None), text)
    except ValueError:
        return Cell(CellKind.NO_DATE, text[:40])


def _number(text: str) -> int:
    """Raises NotASpreadsheet."""
    if not text.isdecimal() or len(text) > 9:
        raise NotASpreadsheet(kind=FileKind.DAMAGED)
    return int(text)


def _place(ref: str) -> tuple[int, int]:
    """`B7` is column 2, row 7. Raises NotASpreadsheet."""
    found = _PLACE.fullmatch(ref.replace("$", ""))
    if found is None:
        raise NotASpreadsheet(kind=FileKind.DAMAGED)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(found[2] or 0)


def letters_of(column: int) -> str:
    """`AB` of 28."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
