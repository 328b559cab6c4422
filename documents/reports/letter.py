"""A report as an administrative document by Decree 30/2020/NĐ-CP: a draft that people finish (M35, M36, M38, M41)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

from docx.document import Document as Docx
from docx.shared import Emu, Mm

from actions.reports import FinishedReport
from documents.characters import printable
from documents.reports.letterhead import CENTRE, FONT, add_end, add_head, add_title, annex_across, empty, say
from documents.tables import add_table, cell_style
from domain.figures.lists import annexed
from texts.reports import paper as texts
from texts.reports import sections
from texts.reports.sections import Section
from texts.scene import Scene

ANNEX_LIMIT = 200  # tasks: a hundred pages more are not read; the spreadsheet has them all
PICTURE_WIDTH, PICTURE_HEIGHT = 160, 240  # millimetres, at most
INDENT = 10  # millimetres, of the first line
UNIT_WIDTHS = (11, 46, 13, 15, 15, 15, 15, 15, 15)
POINT_WIDTHS = (58, 15, 19, 17, 17, 17, 17)
LIST_WIDTHS = (10, 15, 29, 20, 15, 21, 15, 15, 18.7, 18.7, 18.7, 14, 10, 16, 16, 15)  # millimetres
CENTRED = (0, 8, 9, 10, 12)


def paper(scene: Scene, told: FinishedReport, *, agency: str = "", pictures: Sequence[bytes] = ()) -> bytes:
    """The file's content. `pictures` are PNG files: each has a page behind the signature, so that none tears
    the text apart."""
    document = empty()
    above, issuer = texts.issuer(scene, told, agency)
    about = document.core_properties
    about.author, about.title, about.comments = printable(issuer), printable(texts.title(scene, told)), ""
    about.created = about.modified = told.report.at.astimezone(UTC).replace(tzinfo=None)
    add_head(document, above=above, issuer=issuer, place=texts.place(scene, told))
    add_title(document, texts.NAME, texts.title(scene, told))
    say(document.add_paragraph(), texts.made_by(scene, told), italic=True, size=12, before=6, marked=True)
    units = cell_style(document, "Bảng theo đơn vị", font=FONT, points=11)
    for part in sections.parts(scene, told):
        _part(document, part, style=units)
    add_end(document, recipients=texts.RECIPIENTS, signature=texts.SIGNATURE)
    _pictures(document, pictures)
    _annex(document, scene, told, issuer=issuer)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _part(document: Docx, part: Section, *, style: str) -> None:
    heading = say(document.add_paragraph(), part.heading, bold=True, before=10, indent=INDENT)
    heading.paragraph_format.keep_with_next = True
    for sentence in part.sentences:
        say(document.add_paragraph(), sentence, before=6, indent=INDENT)
    for item in part.items:
        say(document.add_paragraph(), f"- {item}", before=4, indent=INDENT)
    _tables(document, part, style=style)
    if part.to_write:
        last = say(document.add_paragraph(), part.to_write, before=6, indent=INDENT, marked=True)
        last.paragraph_format.keep_with_next = True  # a signature never stands alone on a page


def _tables(document: Docx, part: Section, *, style: str) -> None:
    if part.table:
        say(document.add_paragraph(), "", size=6)
        add_table(
            document,
            titles=sections.UNIT_COLUMNS,
            widths=UNIT_WIDTHS,
            rows=part.table,
            style=style,
            centred=(0, *range(2, len(UNIT_WIDTHS))),
            bold_last=True,
        )
    if part.points:
        say(document.add_paragraph(), part.points_of, before=6, after=4, indent=INDENT)
        add_table(
            document,
            titles=sections.POINT_COLUMNS,
            widths=POINT_WIDTHS,
            rows=part.points,
            style=style,
            centred=range(1, len(POINT_WIDTHS)),
        )


def _pictures(document: Docx, pictures: Sequence[bytes]) -> None:
    for picture in pictures:
        paragraph = say(document.add_paragraph(), "", align=CENTRE)
        paragraph.paragraph_format.page_break_before = True
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Mm(PICTURE_WIDTH))
        smaller = min(1, Mm(PICTURE_HEIGHT) / shape.height)  # or it would not stand on one page
        shape.width, shape.height = Emu(int(shape.width * smaller)), Emu(int(shape.height * smaller))


def _annex(document: Docx, scene: Scene, told: FinishedReport, *, issuer: str) -> None:
    lines = told.report.lines
    shown = annexed(lines, ANNEX_LIMIT)
    if not shown:
        return
    annex_across(document)
    say(document.add_paragraph(), texts.ANNEX, bold=True, align=CENTRE)
    say(document.add_paragraph(), texts.annex_title(whole=len(shown) == len(lines)), bold=True, align=CENTRE)
    say(document.add_paragraph(), texts.ANNEX_OF.format(issuer=issuer), italic=True, align=CENTRE)
    note = texts.annex_note(len(shown), len(lines), sum(line.is_late for line in lines))
    say(document.add_paragraph(), note, italic=True, size=12, before=4, after=4)
    row = texts.list_row(scene, told)
    add_table(
        document,
        titles=texts.LIST_COLUMNS,
        widths=LIST_WIDTHS,
        rows=(row(number, line) for number, line in enumerate(shown, start=1)),
        style=cell_style(document, "Bảng danh sách", font=FONT, points=10),
        centred=CENTRED,
    )
