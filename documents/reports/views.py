"""One view of a report as a sheet: title, header, rows, totals, ready to be filtered and printed.

What a sheet can compute from its own cells stands there as a formula, with the value that it comes to beside it: who
changes or filters rows sees the sums follow, and a program that computes nothing shows the right figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic
from zoneinfo import ZoneInfo

from xlsxwriter.utility import xl_col_to_name

from documents.reports.columns import ALIGNED, NUMBER_FORMATS, ColumnFormat, Row, ViewColumn, quotient
from documents.writing import LIKE_A_FORMULA, WorkbookWriter
from texts.reports.words import bounded

FONT = "Times New Roman"  # Decree 30/2020
HEADER_ROW = 3  # from 0: below the title, the time and a note
FIRST_ROW = HEADER_ROW + 1
CELL_LIMIT = 1000  # characters of free text in a cell: the card of the case has it whole
SIZE = 10  # points
BORDER = "#A6A6A6"
LINE_HEIGHT, HIGHEST_ROW = 13.2, 409.0  # points; the second is Excel's own limit
TOTAL = "Cộng"


@dataclass(frozen=True, kw_only=True)
class SheetView(Generic[Row]):
    """`note` says how the figures are counted, with their denominators."""

    name: str
    title: str
    note: str
    columns: Sequence[ViewColumn[Row]]
    rows: Sequence[Row]
    kept: int = 1  # columns that stay in sight
    empty: str = ""  # what is said where there is no row


class Pages:
    """A workbook of views, all with one look."""

    def __init__(self, book: WorkbookWriter, *, timezone: ZoneInfo, counted: str, agency: str) -> None:
        self._book, self._timezone = book, timezone
        self.counted, self._agency = counted, agency
        font = {"font_name": FONT, "font_size": SIZE}
        cell = {**font, "border": 1, "border_color": BORDER, "valign": "top"}
        self.title = book.style(**{**font, "bold": True, "font_size": 14})
        self.plain = book.style(**font)
        self.quiet = book.style(**font, italic=True, font_color="#595959")
        self.explained = book.style(**cell, italic=True, font_color="#595959", text_wrap=True)
        header = {**cell, "bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "align": "center"}
        self.header = book.style(**{**header, "valign": "vcenter"})
        self.turned = book.style(**{**header, "valign": "vcenter", "rotation": 90})
        self.label = book.style(**cell, text_wrap=True)
        self.unframed = {
            look: book.style(**font, valign="top", text_wrap=True, num_format=shown, align=ALIGNED.get(look, "left"))
            for look, shown in NUMBER_FORMATS.items()
        }
        self._framed = book.style(border=1, border_color=BORDER)
        self.strong = book.style(**cell, text_wrap=True, bold=True)
        self._quoted = book.style(**cell, text_wrap=True, quote_prefix=True)
        self.cells = {
            look: book.style(**cell, num_format=shown, align=ALIGNED.get(look, "right"))
            for look, shown in NUMBER_FORMATS.items()
        }
        self.cells[ColumnFormat.TEXT] = self.label
        total = {**cell, "bold": True, "bg_color": "#F2F2F2"}
        self.totals = {
            look: book.style(**total, num_format=NUMBER_FORMATS[look], align=ALIGNED.get(look, "right"))
            for look in ColumnFormat
        }
        self.totals[ColumnFormat.TEXT] = book.style(**total)

    def sheet(self, name: str, title: str, note: str, *, frozen_rows: int, kept: int = 0) -> Any:
        """An empty sheet with its three lines above, to be printed across on A4, as wide as the page."""
        sheet = self._book.sheet(name, frozen_rows=frozen_rows)
        if frozen_rows:
            sheet.freeze_panes(frozen_rows, kept)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        edge = f'&"{FONT},Regular"&9 '
        sheet.set_header(f"&L{edge}{_printed(self._agency)}&R{edge}{_printed(name)}")
        sheet.set_footer(f"&L{edge}{_printed(self.counted)}&R{edge}Trang &P/&N")
        for row, (text, style) in enumerate(((title, self.title), (self.counted, self.plain), (note, self.quiet))):
            sheet.write_string(row, 0, text, style)
        return sheet

    def put(self, sheet: Any, row: int, column: int, value: Any, look: ColumnFormat) -> None:
        style = self.cells[look]
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            quoted = style is self.label and value.startswith(LIKE_A_FORMULA)
            sheet.write_string(row, column, value, self._quoted if quoted else style)
        elif isinstance(value, datetime):
            local = value.astimezone(self._timezone).replace(tzinfo=None, microsecond=0)
            sheet.write_datetime(row, column, local, style)
        else:
            sheet.write_number(row, column, value, style)

    def add(self, view: SheetView[Row]) -> None:
        """The view as the next sheet of the workbook."""
        sheet = self.sheet(view.name, view.title, view.note, frozen_rows=FIRST_ROW, kept=view.kept)
        letters = {column.key: xl_col_to_name(index) for index, column in enumerate(view.columns)}
        self._header(sheet, view.columns)
        sums = {column.key: 0.0 for column in view.columns}
        for row, one in enumerate(view.rows, start=FIRST_ROW):
            values = self._row(sheet, row, view.columns, one, letters)
            for column in view.columns:
                if column.totalled:
                    sums[column.key] += values[column.key] or 0
        last = FIRST_ROW + max(len(view.rows), 1) - 1
        sheet.autofilter(HEADER_ROW, 0, last, len(view.columns) - 1)
        sheet.repeat_rows(HEADER_ROW)
        if not view.rows:
            sheet.write_string(FIRST_ROW, 0, view.empty, self.quiet)
            return
        # Half of the cells say nothing: they get their border from one rule, which is written and read faster.
        framed = {"type": "formula", "criteria": "=TRUE", "format": self._framed}
        sheet.conditional_format(FIRST_ROW, 0, last, len(view.columns) - 1, framed)
        if any(column.totalled for column in view.columns):
            self._total(sheet, view.columns, last=last, sums=sums, letters=letters)

    def _header(self, sheet: Any, columns: Sequence[ViewColumn[Row]]) -> None:
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width, self.unframed[column.look])
            sheet.write_string(HEADER_ROW, index, column.title, self.turned if column.turned else self.header)
        sheet.set_row(HEADER_ROW, 140 if any(column.turned for column in columns) else 30)

    def _row(
        self, sheet: Any, row: int, columns: Sequence[ViewColumn[Row]], one: Row, letters: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """The values of its cells, by their columns."""
        values: dict[str, Any] = {}
        for index, column in enumerate(columns):
            values[column.key] = self._cell(sheet, row, index, column, one=one, values=values, letters=letters)
        sheet.set_row(row, height((values[column.key], column.width) for column in columns))
        return values

    def _cell(
        self,
        sheet: Any,
        row: int,
        index: int,
        column: ViewColumn[Row],
        *,
        one: Row,
        values: Mapping[str, Any],
        letters: Mapping[str, str],
    ) -> Any:
        if column.value is not None:
            value = column.value(one)
            if value is not None and value != "":
                self.put(sheet, row, index, value, column.look)
            return value
        return self._computed(sheet, row, index, column, values=values, letters=letters, style=self.cells[column.look])

    def _computed(
        self,
        sheet: Any,
        row: int,
        index: int,
        column: ViewColumn[Any],
        *,
        values: Mapping[str, Any],
        letters: Mapping[str, str],
        style: Any,
    ) -> Any:
        """A cell that follows from others of its row."""
        if column.share_of is not None:
            of, by = column.share_of
            value = quotient(values[of], values[by])
            formula = share_formula(f"{letters[of]}{row + 1}", f"{letters[by]}{row + 1}")
        else:
            value = sum(values[key] for key in column.sum_of)
            formula = "=SUM(" + ",".join(f"{letters[key]}{row + 1}" for key in column.sum_of) + ")"
        sheet.write_formula(row, index, formula, style, value)
        return value

    def _total(
        self,
        sheet: Any,
        columns: Sequence[ViewColumn[Any]],
        *,
        last: int,
        sums: Mapping[str, float],
        letters: Mapping[str, str],
    ) -> None:
        """Sums of the rows that the filter shows; the row itself lies below what is filtered."""
        row = last + 1
        for index, column in enumerate(columns):
            style = self.totals[column.look]
            if column.totalled:
                reach = f"{letters[column.key]}{FIRST_ROW + 1}:{letters[column.key]}{last + 1}"
                sheet.write_formula(row, index, f"=SUBTOTAL(109,{reach})", style, sums[column.key])
            elif column.share_of is not None:
                self._computed(sheet, row, index, column, values=sums, letters=letters, style=style)
            else:
                sheet.write_string(row, index, TOTAL if index == 0 else "", style)


def height(cells: Iterable[tuple[Any, float]]) -> float:
    """How high a row must be for its texts to stand whole in columns that wide: not every program finds out by
    itself. Somewhat more characters fit than the width says, and some room is lost where words are not parted."""
    fills = max((len(value) / (1.3 * width - 2) for value, width in cells if isinstance(value, str)), default=0)
    return min(HIGHEST_ROW, LINE_HEIGHT * max(math.ceil(fills), 1) + 2)


def share_formula(of: str, by: str) -> str:
    return f'=IF({by}=0,"",{of}/{by})'


def _printed(text: str) -> str:
    """What stands at the edge of a printed page: an ampersand there begins an instruction, and 255 characters are the
    most for both sides."""
    return bounded(text, max(10, 150 - text.count("&"))).replace("&", "&&")
