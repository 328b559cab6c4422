"""Tables of a document, made row by row from one pattern: python-docx's own way takes seconds for a long list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from documents.characters import printable

PADDING = 0.6  # millimetres, between the border and the text
_CENTRED, _LEFT = "center", "left"


def add_table(
    document: Docx,
    *,
    titles: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str]],
    style: str,
    centred: Iterable[int] = (),
    bold_last: bool = False,
) -> None:
    """A bordered table at the end of the document; `widths` in millimetres, `centred` columns from 0. Its header stands
    on every page, no row is parted. `style` is a paragraph style made by `cell_style`."""
    middle = set(centred)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_twips(PADDING)}" w:type="dxa"/>'
        f'<w:right w:w="{_twips(PADDING)}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        + "</w:tblGrid></w:tbl>"
    )
    header = _pattern(widths, style, centred=range(len(widths)), bold=True, repeated=True)
    table.append(_filled(header, titles))
    pattern, last = _pattern(widths, style, centred=middle), None
    for texts in rows:
        last = _filled(pattern, texts)
        table.append(last)
    if bold_last and last is not None:
        table.replace(last, _filled(_pattern(widths, style, centred=middle, bold=True), _texts(last)))
    document.element.body.insert(len(document.element.body) - 1, table)  # before the properties of the section


def cell_style(document: Docx, name: str, *, font: str, points: float) -> str:
    """A paragraph style for the cells of tables; returns its id."""
    made: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name, made.font.size = font, Pt(points)
    made.paragraph_format.space_after = made.paragraph_format.space_before = Pt(0)
    made.paragraph_format.first_line_indent = Mm(0)
    made.paragraph_format.line_spacing = 1
    made.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return str(made.style_id)


def _pattern(
    widths: Sequence[float], style: str, *, centred: Iterable[int], bold: bool = False, repeated: bool = False
) -> Any:
    """A row with empty texts."""
    middle, run = set(centred), "<w:rPr><w:b/></w:rPr>" if bold else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:jc w:val="{_CENTRED if index in middle else _LEFT}"/></w:pPr><w:r>{run}'
        '<w:t xml:space="preserve"></w:t></w:r></w:p></w:tc>'
        for index, width in enumerate(widths)
    )
    header = "<w:tblHeader/>" if repeated else ""
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")


def _filled(pattern: Any, texts: Sequence[str]) -> Any:
    row = deepcopy(pattern)
    for place, text in zip(row.iter(qn("w:t")), texts, strict=True):
        place.text = printable(text)
    return row


def _texts(row: Any) -> list[str]:
    return [place.text or "" for place in row.iter(qn("w:t"))]


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
