"""Write XLSX: the import template, what is exported, a marked copy of a file with mistakes. Text stays text: a cell
that begins like a formula is written as a string and marked as one, so that no program ever computes it."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import wrap
from typing import IO, Any

import xlsxwriter

from actions.exchange.import_contents import CellFault, Worksheet
from documents.headings import Heading, heading_of
from documents.lines import Cell, CellKind, SheetLines
from documents.workbooks import open_workbook
from domain.cells import CellSecret
from domain.names import fold
from texts.office.columns import COLUMNS, FAULTS_SHEET, NAMES, TemplateColumn, title_of

LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
FIRST_ROW, LAST_ROW = 1, 9_999  # of what is filled in, from 0: as far as lists are offered
A4 = 9
ONE = {"error_title": "Chưa đúng", "error_message": "Xin chọn một mục trong danh sách, hoặc để trống."}
SEVERAL = "Chọn trong danh sách; nhiều mục thì gõ, cách nhau bằng dấu phẩy."
_INVALID = re.compile(r"[\[\]:*?/\\]")
_WRONG = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
LINE_HEIGHT = 15.0  # points
WIDTH_USED = 0.9  # of a column: letters with two marks and bold ones are wider than the average
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "remove_timezone": True}


class WorkbookWriter:
    """A workbook under way. Its rows are written in their order and not kept, unless it `keeps_rows`."""

    def __init__(self, to: IO[bytes] | Path, *, keeps_rows: bool = False) -> None:
        options = {**_SAFE, "constant_memory": not keeps_rows}
        self._book = xlsxwriter.Workbook(str(to) if isinstance(to, Path) else to, options)
        self.title = self._book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.hint = self._book.add_format({"italic": True, "font_color": "#7F7F7F", "text_wrap": True, "valign": "top"})
        self.wrong = self._book.add_format(_WRONG)
        self.wrong_moment = self._book.add_format({**_WRONG, "num_format": "dd/mm/yyyy hh:mm"})
        self.typed = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
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

    def titles(self, sheet: Any, columns: Iterable[TemplateColumn]) -> None:
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width, self.typed if column.typed else self.wrapped)
            self.put(sheet, 0, index, column.title + ("*" if column.required else ""), self.title)

    def form(self, name: str, columns: Sequence[TemplateColumn]) -> Any:
        """A sheet to fill in: its titles, what may be chosen, and how it is printed: across one A4 page."""
        page = self.sheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_row(0, _height([f"{column.title}*" for column in columns], columns))
        self.titles(page, columns)
        for index, column in enumerate(columns):
            if column.choices:
                page.data_validation(FIRST_ROW, index, LAST_ROW, index, _list_of(column))
        return page

    def copy(self, sheet: Any, row: int, column: int, cell: Cell | None, reasons: Sequence[str] | None) -> None:
        """A cell of another file as it is shown there; a number and a date stay what they are."""
        value = cell and (cell.value if cell.kind in {CellKind.NUMBER, CellKind.DATE} else cell.text)
        self.put(sheet, row, column, value, self.wrong if reasons else None)
        if reasons:
            sheet.write_comment(row, column, "\n".join(reasons))

    def close(self) -> None:
        self._book.close()


def _list_of(column: TemplateColumn) -> dict[str, Any]:
    """What the program offers and takes in a cell of the column."""
    several = {"input_title": column.title, "input_message": SEVERAL, "show_error": False}
    return {"validate": "list", "source": list(column.choices), **(several if column.takes_several else ONE)}


def _height(texts: Sequence[str], columns: Sequence[TemplateColumn]) -> float:
    """Height of a row, in points, that shows each text whole, broken between words at its column's width: not every
    program that opens the file finds it by itself."""
    lines = (
        len(wrap(text, max(4, int(column.width * WIDTH_USED)))) for text, column in zip(texts, columns, strict=True)
    )
    return LINE_HEIGHT * max(1, *lines)


def _content(write: Callable[[WorkbookWriter], None]) -> bytes:
    made = io.BytesIO()
    book = WorkbookWriter(made)
    write(book)
    book.close()
    return made.getvalue()


def template() -> bytes:
    """The form: titles, hints, an example that is not read, and a list to choose from for every closed choice."""

    def write(book: WorkbookWriter) -> None:
        for sheet, name in NAMES.items():
            page = book.form(name, COLUMNS[sheet])
            for row, said in enumerate(("hint", "example"), start=1):
                texts = [getattr(column, said) for column in COLUMNS[sheet]]
                page.set_row(row, _height(texts, COLUMNS[sheet]))
                for index, text in enumerate(texts):
                    book.put(page, row, index, text, book.hint)

    return _content(write)


def export_to(to: IO[bytes] | Path, tables: Mapping[Worksheet, Iterable[Mapping[str, Any]]]) -> dict[Worksheet, int]:
    """The same columns with what the office has; returns how many rows each sheet got."""
    counts: dict[Worksheet, int] = {}
    book = WorkbookWriter(to)
    for sheet, rows in tables.items():
        page = book.form(NAMES[sheet], COLUMNS[sheet])
        counts[sheet] = 0
        for number, row in enumerate(rows, start=1):
            for index, column in enumerate(COLUMNS[sheet]):
                book.put(page, number, index, row.get(column.key))
            counts[sheet] = number
    book.close()
    return counts


def marked_copy(content: bytes, faults: Sequence[CellFault], reasons: Sequence[str]) -> bytes:
    """The file as it was sent, every bad cell in red with its reason, and all of them listed on a sheet before. Raises
    TooMuchInside where it holds more than is copied."""

    def write(book: WorkbookWriter) -> None:
        said = list(zip(faults, reasons, strict=True))
        _list_faults(book, said)
        workbook = open_workbook(content)
        named = {fold(title): sheet for sheet, title in NAMES.items()}
        taken = {fold(FAULTS_SHEET)}
        for part in workbook.sheets:
            name = _INVALID.sub(" ", part.name)[:31].strip("' ")
            if not name or fold(name) in taken:
                continue
            taken.add(fold(name))
            sheet = named.get(fold(part.name))
            mine = [(fault, reason) for fault, reason in said if fault.sheet is sheet]
            _copy(book, book.sheet(name), SheetLines(workbook, part), sheet, mine)

    return _content(write)


def _list_faults(book: WorkbookWriter, said: Iterable[tuple[CellFault, str]]) -> None:
    page = book.sheet(FAULTS_SHEET)
    for index, (title, width) in enumerate((("Trang", 14), ("Dòng", 8), ("Cột", 18), ("Lý do", 90))):
        page.set_column(index, index, width)
        book.put(page, 0, index, title, book.title)
    for row, (fault, reason) in enumerate(said, start=1):
        cells = (NAMES[fault.sheet], fault.row, title_of(fault.sheet, fault.column), reason)
        for index, cell in enumerate(cells):
            book.put(page, row, index, cell)


def _copy(
    book: WorkbookWriter, page: Any, lines: SheetLines, sheet: Worksheet | None, said: Iterable[tuple[CellFault, str]]
) -> None:
    """Cell by cell; a bad one in red, with its reasons as a comment. What is marked secret is not copied."""
    wrong: dict[int, list[tuple[CellFault, str]]] = defaultdict(list)
    for fault, reason in said:
        wrong[fault.row].append((fault, reason))
    heading: Heading | None = None
    for line in lines:
        heading = heading or (None if sheet is None else heading_of(sheet, line))
        marks: dict[int, list[str]] = defaultdict(list)
        secret = any(isinstance(fault.refusal, CellSecret) for fault, _ in wrong[line.number])
        for fault, reason in wrong[line.number]:
            place = fault.place or (heading.place_of(fault.column) if heading else None)
            marks[place or min(line.cells)].append(reason)
        for column in sorted(line.cells.keys() | marks.keys()):
            cell = None if secret else line.cells.get(column)
            book.copy(page, line.number - 1, column - 1, cell, marks.get(column))
