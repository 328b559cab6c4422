"""The look of an administrative document by Decree 30/2020/NĐ-CP, annex I: A4, margins, Times New Roman, the names of
state and agency above, page numbers from the second page, recipients and signature below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.characters import printable
from texts.reports import paper as texts

FONT = "Times New Roman"
BODY = 14  # points; 13 or 14 by the decree
TOP = BOTTOM = 20  # millimetres: 20–25
LEFT, RIGHT = 30, 20  # 30–35 and 15–20
A4 = (210, 297)
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def empty() -> Docx:
    """A document of no words yet."""
    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")  # else Word marks every word as misspelt
    normal.element.rPr.append(language)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    _lay_out(section, A4)
    _number_pages(section)
    return document


def annex_across(document: Docx) -> None:
    """What follows stands on pages across, numbered from 1 again."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _lay_out(section, (A4[1], A4[0]))
    section.left_margin = section.right_margin = Mm(15)
    restart = OxmlElement("w:pgNumType")
    restart.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:cols")).addprevious(restart)  # noqa: SLF001 – the library has no public way


def _lay_out(section: Section, size: tuple[int, int]) -> None:
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def _number_pages(section: Section) -> None:
    """Number the pages in the middle of the upper margin, not on the first page."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:rPr><w:sz w:val="{2 * 13}"/></w:rPr><w:t>2</w:t></w:r>'
        "</w:fldSimple>"
    )
    paragraph._p.append(field)  # noqa: SLF001


def add_head(document: Docx, *, above: str, issuer: str, place: str) -> None:
    """Names of state and agency, number, place and day: side by side, without borders."""
    table = document.add_table(rows=2, cols=2)
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, (66, 94), strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, (66, 94), strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    names = [(above, False), (issuer, True)] if above else [(issuer, True)]
    _write(left, [(name.upper(), {"size": 12, "bold": bold}) for name, bold in names])
    _rule(left, 22)
    _write(right, [(texts.MOTTO[0], {"size": 12, "bold": True}), (texts.MOTTO[1], {"size": 13, "bold": True})])
    _rule(right, 19)
    left, right = table.rows[1].cells
    _write(left, [(texts.NUMBER, {"size": 13})])
    _framed(left.add_paragraph(), texts.DRAFT)
    _write(right, [(place, {"size": 13, "italic": True})])


def add_title(document: Docx, name: str, subject: str) -> None:
    for text, before in ((name, 14), (subject, 0)):
        say(document.add_paragraph(), text, bold=True, align=CENTRE, before=before)
    _ruled(document.add_paragraph(), Mm(60))


def add_end(document: Docx, *, recipients: tuple[str, Sequence[str]], signature: tuple[str, str, str]) -> None:
    """Recipients on the left, who signs on the right; never parted from each other."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    left, right = table.rows[0].cells
    title, lines = recipients
    say(left.paragraphs[0], title, size=12, bold=True, italic=True, align=WD_ALIGN_PARAGRAPH.LEFT)
    for line in lines:
        say(left.add_paragraph(), line, size=11, align=WD_ALIGN_PARAGRAPH.LEFT)
    post, mark, person = signature
    say(right.paragraphs[0], f"[{post}]", bold=True, align=CENTRE, marked=True, size=13)
    say(right.add_paragraph(), mark, italic=True, align=CENTRE, size=13, after=48)
    say(right.add_paragraph(), f"[{person}]", bold=True, align=CENTRE, marked=True, size=13)


def say(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = JUSTIFIED,
    indent: float = 0,
    before: float = 0,
    after: float = 0,
    marked: bool = False,
) -> Paragraph:
    """Write a paragraph; `indent` of its first line in millimetres, the space around it in points. `marked`: a place
    that people must finish."""
    run = paragraph.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = align, Mm(indent)
    form.space_before, form.space_after = Pt(before), Pt(after)
    return paragraph


def _write(cell: _Cell, lines: Sequence[tuple[str, dict[str, Any]]]) -> None:
    for index, (text, how) in enumerate(lines):
        say(cell.paragraphs[0] if index == 0 else cell.add_paragraph(), text, align=CENTRE, **how)


def _rule(cell: _Cell, side: float) -> None:
    _ruled(cell.add_paragraph(), Mm(side))


def _ruled(paragraph: Paragraph, side: int) -> None:
    """A line under what stands above, that much shorter on each side."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.line_spacing, form.space_before = Pt(8), Pt(3)
    _border(paragraph, "top")


def _framed(paragraph: Paragraph, text: str) -> None:
    say(paragraph, text, size=13, bold=True, align=CENTRE, before=4)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(18)
    _border(paragraph, "top", "left", "bottom", "right")


def _border(paragraph: Paragraph, *sides: str) -> None:
    lines = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="000000"/>' for side in sides)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        parse_xml(f'<w:pBdr {nsdecls("w")}>{lines}</w:pBdr>'),
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr",
    )  # fmt: skip
