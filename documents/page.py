"""Sheets of paper, as DOCX."""

from __future__ import annotations

import io
from datetime import datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from actions.office.units import Board
from documents.characters import printable
from texts.office import units as texts
from texts.scene import Scene


def unit_sheet(scene: Scene, board: Board, now: datetime) -> bytes:
    """The open duties of a unit as a table to sign on, one line each."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(printable(texts.sheet_title(board)), level=1)
    document.add_paragraph(texts.sheet_date(scene, now))
    table = document.add_table(rows=1, cols=len(texts.COLUMNS))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, texts.COLUMNS, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    for duty in board.everything:
        words = texts.sheet_row(scene, duty, board.cases[duty.case_id])
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = printable(word)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
