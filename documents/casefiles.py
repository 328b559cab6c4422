"""The file of a case as a .docx: A4 upright (M32, M33)."""

from __future__ import annotations

import io

from docx.shared import Mm

from documents.layout import CENTER, LEFT, heading, line, page, saved, table
from texts.duties import casefiles as texts
from texts.duties.casefiles import CaseFile

HOLDER_WIDTHS = (19, 37, 25, 30, 30, 14, 15)  # millimetres
JOURNAL_WIDTHS = (14, 30, 84, 42)
PICTURE_WIDTH, PICTURE_HEIGHT = 170, 240  # millimetres: the page
CELLS = 9  # points


def as_docx(file: CaseFile, picture: bytes | None) -> bytes:
    document = page(across=False)
    if file.agency:
        line(document, file.agency.upper(), bold=True, align=LEFT)
    line(document, file.title, bold=True, size=14, align=CENTER)
    for text in file.facts:
        line(document, text)
    heading(document, texts.HOLDERS_TITLE)
    table(document, texts.HOLDER_COLUMNS, file.holders, HOLDER_WIDTHS, size=CELLS)
    line(document, file.holders_note, italic=True, size=11)
    if picture is not None:
        heading(document, texts.PICTURE_TITLE)
        shape = document.add_picture(io.BytesIO(picture), width=Mm(PICTURE_WIDTH))
        if shape.height > Mm(PICTURE_HEIGHT):
            shape.width = int(shape.width * Mm(PICTURE_HEIGHT) / shape.height)
            shape.height = Mm(PICTURE_HEIGHT)
    heading(document, texts.JOURNAL_TITLE)
    line(document, file.journal_note, italic=True, size=11)
    table(document, texts.JOURNAL_COLUMNS, file.journal, JOURNAL_WIDTHS, size=CELLS)
    heading(document, texts.CHECK_TITLE)
    for text in file.check:
        line(document, text)
    return saved(document)
