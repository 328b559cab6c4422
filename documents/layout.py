"""How documents of the office look: A4, Times New Roman (Decree 30/2020), tables whose head repeats on every page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from documents.characters import printable

FONT = "Times New Roman"
CENTER, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
CELL_SIZE = 11  # points


def page(*, across: bool) -> Docx:
    """An empty document, upright or across."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return document


def saved(document: Docx) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def line(
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
    run = paragraph.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def heading(document: Docx, text: str) -> None:
    """Heading of a part of the document: never the last line of a page."""
    line(document, text, bold=True)
    layout = document.paragraphs[-1].paragraph_format
    layout.keep_with_next, layout.space_before = True, Pt(10)


def table(
    document: Docx,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    size: int = CELL_SIZE,
) -> None:
    """A table of words, its columns so many millimetres wide."""
    made = document.add_table(rows=1, cols=len(columns))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the column, Word by its cells
    _fill(made.rows[0], columns, widths, size=size, bold=True)
    _repeat(made)
    for texts in rows:
        _fill(made.add_row(), texts, widths, size=size)


def _fill(row: _Row, texts: Sequence[str], widths: Sequence[float], *, size: int, bold: bool = False) -> None:
    whole(row)
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(width)
        _write(cell, text, size=size, bold=bold)


def _write(cell: _Cell, text: str, *, size: int, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(size)
    if bold:
        run.bold = True
        paragraph.alignment = CENTER


def _repeat(table: Table) -> None:
    """The head of the table on every page."""
    _property(table.rows[0], "w:tblHeader")


def whole(row: _Row) -> None:
    """A row is never parted between two pages."""
    _property(row, "w:cantSplit")


def _property(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 – the library has no public way
