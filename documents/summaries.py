"""The summary of a request or a circular as a .docx: A4 across, one table (M26)."""

from __future__ import annotations

from documents.layout import CENTER, LEFT, line, page, saved, table
from texts.opinions.summaries import SummaryTable

WIDTHS = {5: (12, 85, 60, 45, 55), 6: (12, 48, 30, 57, 50, 60)}  # millimetres, by the number of columns


def as_docx(sheet: SummaryTable) -> bytes:
    document = page(across=True)
    if sheet.agency:
        line(document, sheet.agency.upper(), bold=True, align=LEFT)
    line(document, sheet.title, bold=True, size=14, align=CENTER)
    for text in sheet.above:
        line(document, text)
    table(document, sheet.columns, sheet.rows, WIDTHS[len(sheet.columns)])
    line(document, "")
    for text in sheet.below:
        line(document, text, size=11, italic=True)
    return saved(document)
