"""The summary of a request or a circular as a .docx: A4 across, one table whose head repeats on every page (M26)."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from handlers.texts.summaries import Sheet

FONT = "Times New Roman"  # Decree 30/2020
WIDTHS = {5: (12, 85, 60, 45, 55), 6: (12, 48, 30, 57, 50, 60)}  # millimetres, by the number of columns


def as_docx(sheet: Sheet) -> bytes:
    document = Document()
    _lay_out(document)
    if sheet.agency:
        _line(document, sheet.agency.upper(), bold=True, align=WD_ALIGN_PARAGRAPH.LEFT)
    _line(document, sheet.title, bold=True, size=14, align=WD_ALIGN_PARAGRAPH.CENTER)
    for text in sheet.above:
        _line(document, text)
    _table(document, sheet)
    _line(document, "")
    for text in sheet.below:
        _line(document, text, size=11, italic=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _lay_out(document: Docx) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _line(
    document: Docx,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 12,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    if align is not None:
        paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(document: Docx, sheet: Sheet) -> None:
    table = document.add_table(rows=1, cols=len(sheet.columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fill(table.rows[0], sheet.columns, bold=True)
    _repeat(table)
    for texts in sheet.rows:
        _fill(table.add_row(), texts)
    for column, width in zip(table.columns, WIDTHS[len(sheet.columns)], strict=True):
        column.width = Mm(width)  # LibreOffice goes by the column, Word by its cells
        for cell in column.cells:
            cell.width = Mm(width)


def _fill(row: _Row, texts: tuple[str, ...], *, bold: bool = False) -> None:
    _whole(row)
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell, text, bold=bold)


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(11)
    if bold:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _repeat(table: Table) -> None:
    """The head of the table on every page."""
    _property(table.rows[0], "w:tblHeader")


def _whole(row: _Row) -> None:
    """A row is never parted between two pages."""
    _property(row, "w:cantSplit")


def _property(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 – the library has no public way
