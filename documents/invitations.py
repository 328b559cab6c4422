"""Invitations to print and cut apart: ten to an A4 sheet, each with all that its person needs."""

from __future__ import annotations

import io
from collections.abc import Sequence

import segno
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from documents.layout import CENTER, line, page, saved, whole
from texts.office.invitations import CardsOfUnit, InvitationCard

MARGIN = 10  # millimetres
QR_WIDTH, WORDS_WIDTH = 36, 59  # of a card; two stand side by side
QR_SIZE = 29
CODE_FONT = "Courier New"


def invitation_sheet(title: str, note: str, units: Sequence[CardsOfUnit]) -> bytes:
    document = page(across=False)
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    line(document, title, bold=True, size=13)
    line(document, note, italic=True, size=10)
    table = document.add_table(rows=0, cols=4)
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, (QR_WIDTH, WORDS_WIDTH) * 2, strict=True):
        column.width = Mm(width)
    for unit in units:
        _heading(table, unit.title)
        for start in range(0, len(unit.cards), 2):
            _pair(table, unit.cards[start : start + 2])
    return saved(document)


def _heading(table: Table, title: str) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    whole(row)
    cell = row.cells[0].merge(row.cells[-1])
    _write(cell, title, size=11, bold=True)
    cell.paragraphs[0].paragraph_format.keep_with_next = True


def _pair(table: Table, cards: Sequence[InvitationCard]) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    whole(row)
    for place, card in enumerate(cards):
        picture, words = row.cells[2 * place], row.cells[2 * place + 1]
        picture.width, words.width = Mm(QR_WIDTH), Mm(WORDS_WIDTH)
        paragraph = picture.paragraphs[0]
        paragraph.alignment, paragraph.paragraph_format.space_before = CENTER, Pt(4)
        if card.link:
            paragraph.add_run().add_picture(io.BytesIO(_qr(card.link)), width=Mm(QR_SIZE))
        _words(words, card)


def _words(cell: _Cell, card: InvitationCard) -> None:
    _write(cell, card.name, size=12, bold=True)
    _write(cell, card.place, size=9)
    _write(cell, card.code, size=12, bold=True, font=CODE_FONT)
    for step in card.steps:
        _write(cell, step, size=9)
    _write(cell, card.good, size=8, italic=True)


def _write(
    cell: _Cell, text: str, *, size: float, bold: bool = False, italic: bool = False, font: str | None = None
) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if font is not None:
        run.font.name = font


def _qr(link: str) -> bytes:
    """A code with a mask that is not chosen by trying all eight, which takes most of the time; any of them can be
    read."""
    picture = io.BytesIO()
    segno.make(link, error="m", mask=3).save(picture, kind="png", scale=6, border=2)
    return picture.getvalue()
