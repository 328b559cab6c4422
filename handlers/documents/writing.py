"""Write XLSX: the import template, what is exported, a marked copy of a file with mistakes. Text stays text: a cell
that begins like a formula is written as a string and marked as one, so that no program ever computes it."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from actions.import_contents import Fault, Sheet
from domain.names import fold
from handlers.documents.columns import COLUMNS, NAMES, Column, title_of

LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
FAULTS_SHEET = "Lỗi"
_WRONG = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True}


class Book:
    """A workbook under way. Its rows are written in their order and not kept, unless it `keeps_rows`."""

    def __init__(self, to: IO[bytes] | Path, *, keeps_rows: bool = False) -> None:
        options = {**_SAFE, "constant_memory": not keeps_rows}
        self._book = xlsxwriter.Workbook(str(to) if isinstance(to, Path) else to, options)
        self.title = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        self.hint = self._book.add_format({"italic": True, "font_color": "#7F7F7F", "text_wrap": True})
        self.wrong = self._book.add_format(_WRONG)
        self.wrong_moment = self._book.add_format({**_WRONG, "num_format": "dd/mm/yyyy hh:mm"})
        self.quoted = self._book.add_format({"quote_prefix": True})
        self.moment = self._book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.day = self._book.add_format({"num_format": "dd/mm/yyyy"})

    def describe(self, *, title: str, author: str, created: datetime) -> None:
        """What the file says of itself; else the library would read the clock."""
        at = created.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": title, "author": author, "created": at})

    def style(self, **properties: Any) -> Any:
        return self._book.add_format(properties)

    def sheet(self, name: str, *, frozen_rows: int = 1) -> Any:
        found = self._book.add_worksheet(name)
        found.freeze_panes(frozen_rows, 0)
        return found

    def put(self, sheet: Any, row: int, column: int, value: Any, style: Any = None) -> None:
        """One cell; `row` and `column` from 0."""
        match value:
            case None | "":
                if style is not None:
                    sheet.write_blank(row, column, None, style)
            case date():
                at = value if isinstance(value, datetime) else datetime.combine(value, time())
                dated = self.moment if at.time() != time() else self.day
                sheet.write_datetime(row, column, at, self.wrong_moment if style is self.wrong else dated)
            case bool() | int() | float():
                sheet.write_number(row, column, value, style)
            case _:
                text = str(value)
                quoted = self.quoted if text.startswith(LIKE_A_FORMULA) else None
                sheet.write_string(row, column, text, style or quoted)

    def titles(self, sheet: Any, columns: Iterable[Column]) -> None:
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            self.put(sheet, 0, index, column.title + ("*" if column.required else ""), self.title)

    def close(self) -> None:
        self._book.close()


def _content(write: Callable[[Book], None]) -> bytes:
    made = io.BytesIO()
    book = Book(made)
    write(book)
    book.close()
    return made.getvalue()


def template() -> bytes:
    """The empty form: titles, hints, and one line as an example in the guide, not in the form."""

    def write(book: Book) -> None:
        for sheet, name in NAMES.items():
            page = book.sheet(name)
            book.titles(page, COLUMNS[sheet])
            for index, column in enumerate(COLUMNS[sheet]):
                book.put(page, 1, index, column.hint, book.hint)

    return _content(write)


def export_to(to: IO[bytes] | Path, tables: Mapping[Sheet, Iterable[Mapping[str, Any]]]) -> dict[Sheet, int]:
    """The same columns with what the office has; returns how many rows each sheet got."""
    counts: dict[Sheet, int] = {}
    book = Book(to)
    for sheet, rows in tables.items():
        page = book.sheet(NAMES[sheet])
        book.titles(page, COLUMNS[sheet])
        counts[sheet] = 0
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(COLUMNS[sheet]):
                book.put(page, number, index, row.get(column.key))
            counts[sheet] = number
    book.close()
    return counts


def marked_copy(content: bytes, faults: Sequence[Fault], say: Callable[[Fault], str]) -> bytes:
    """The file as it was sent, every bad cell in red with its reason, and all of them listed on a sheet before."""

    def write(book: Book) -> None:
        _list_faults(book, faults, say)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        named = {fold(title): sheet for sheet, title in NAMES.items()}
        for name in workbook.sheet_names:
            sheet = named.get(fold(name))
            lines = workbook.get_sheet_by_name(name)
            page = book.sheet(name[:31])
            here = [fault for fault in faults if fault.sheet is sheet]
            _copy(book, page, lines.to_python(skip_empty_area=False), here, say=say)

    return _content(write)


def _list_faults(book: Book, faults: Sequence[Fault], say: Callable[[Fault], str]) -> None:
    page = book.sheet(FAULTS_SHEET)
    for index, (title, width) in enumerate((("Trang", 14), ("Dòng", 8), ("Cột", 18), ("Lý do", 90))):
        page.set_column(index, index, width)
        book.put(page, 0, index, title, book.title)
    for row, fault in enumerate(faults, start=1):
        cells = (NAMES[fault.sheet], fault.row, title_of(fault.sheet, fault.column), say(fault))
        for index, cell in enumerate(cells):
            book.put(page, row, index, cell)


def _copy(
    book: Book, page: Any, lines: Sequence[Sequence[Any]], faults: Sequence[Fault], *, say: Callable[[Fault], str]
) -> None:
    """Cell by cell; a bad one in red, with its reasons as a comment."""
    reasons: dict[tuple[int, str], list[str]] = defaultdict(list)
    for fault in faults:
        reasons[fault.row, fold(title_of(fault.sheet, fault.column))].append(say(fault))
    titles: list[str] = []
    for number, cells in enumerate(lines, start=1):
        titles = titles or ([fold(str(cell)).rstrip("* ") for cell in cells] if any(cells) else [])
        for index, cell in enumerate(cells):
            wrong = reasons.get((number, titles[index])) if index < len(titles) else None
            book.put(page, number - 1, index, cell, book.wrong if wrong else None)
            if wrong:
                page.write_comment(number - 1, index, "\n".join(wrong))
