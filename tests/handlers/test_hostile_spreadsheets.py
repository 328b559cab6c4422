"""No file from outside takes more than it may: what is too much is refused, what is stray is passed over and said."""

from __future__ import annotations

import contextlib
import io
import resource
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from actions.exchange.import_contents import ImportContents, RemarkKind, Worksheet
from documents import lines, packages, workbooks
from domain.cells import FileKind, NotASpreadsheet, TooManyRows, TooMuchInside
from domain.refusals import TooLong
from handlers.office.spreadsheets import SheetReader
from tests.domain.cast import PLAIN, at
from tests.handlers.workbooks import KIND, MAIN, of_tasks, page, row, task, tasks, text, titles, workbook
from texts.office.columns import COLUMNS, NAMES

NOW = at("2026-11-30 09:00")
NAME = NAMES[Worksheet.TASKS]


def read(content: bytes) -> ImportContents:
    reader = SheetReader(now=NOW, calendar=PLAIN)
    for _ in reader.rows(content):
        pass
    return reader.contents


@pytest.mark.parametrize(
    ("cell", "where"),
    {
        "in the last cell of all": ('<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>', "XFD1048576"),
        "in the last row": ('<row r="1048576"><c r="Z1048576" t="str"><v>x</v></c></row>', "Z1048576"),
        "in the last column": ('<row r="3"><c r="XFD3" t="str"><v>x</v></c></row>', "XFD3"),
    }.values(),
)
def test_a_stray_cell_costs_one_cell_and_is_said(cell: str, where: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = read(of_tasks(task(), cell))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert len(found.tasks) == 1
    assert [(one.kind, one.names) for one in found.remarks] == [(RemarkKind.BESIDE, (where,))]


def test_what_the_file_says_of_its_size_is_not_believed() -> None:
    assert len(read(of_tasks(task(), before='<dimension ref="A1:XFD1048576"/>')).tasks) == 1


def test_a_cell_of_many_megabytes_is_too_long_and_is_not_kept() -> None:
    found = read(of_tasks(task(title=text("x" * 20_000_000))))
    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, "title")
    assert isinstance(fault.refusal, TooLong)
    assert fault.refusal.length <= workbooks.LONGEST + 1


def bomb(member: str, content: str) -> Callable[[], bytes]:
    return lambda: workbook({NAME: tasks(task())}, parts={member: content})


def si(words: str) -> str:
    return f"<si><t>{words}</t></si>"


BOMBS: dict[str, Callable[[], bytes]] = {
    "a sheet that unpacks to more than is read": lambda: of_tasks(task(), after=" " * 3_000_000),
    "more shared texts than are kept": bomb("xl/sharedStrings.xml", f"<sst {MAIN}>{si('x') * 1_100}</sst>"),
    "shared texts longer than are kept": bomb("xl/sharedStrings.xml", f"<sst {MAIN}>{si('x' * 30_000) * 12}</sst>"),
    "styles by the million": bomb("xl/styles.xml", f"<styleSheet><cellXfs>{'<xf/>' * 1_100}</cellXfs></styleSheet>"),
    "formats by the million": bomb(
        "xl/styles.xml",
        "<styleSheet>" + "".join(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(1_100)) + "</styleSheet>",
    ),
    "sheets by the thousand": lambda: workbook({f"{NAME} {n}": "" for n in range(1_001)}),
    "cells by the million": lambda: of_tasks(*(row(["<c/>"] * 1_100) for _ in range(2))),
    "merges by the million": lambda: of_tasks(task(), after='<mergeCell ref="A1:B2"/>' * 1_100),
    "parts by the thousand": lambda: workbook({NAME: ""}, parts={f"x/{n}": "" for n in range(1_100)}),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_more_than_is_read_is_refused(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 2_000_000)
    monkeypatch.setattr(packages, "PARTS_LIMIT", 1_050)
    for name, limit in {"TEXTS_LIMIT": 1_000, "LETTERS_LIMIT": 300_000, "STYLES_LIMIT": 1_000}.items():
        monkeypatch.setattr(workbooks, name, limit)
    monkeypatch.setattr(lines, "CELLS_LIMIT", 2_000)
    monkeypatch.setattr(lines, "MERGES_LIMIT", 1_000)
    with pytest.raises(TooMuchInside):
        read(make())


def test_the_bounds_let_pass_what_an_office_has() -> None:
    assert packages.UNPACKED_LIMIT >= 10 * 30_000_000, "50,000 tasks unpack to thirty megabytes"
    assert lines.CELLS_LIMIT >= 100_000 * 18


def test_rows_are_counted_where_they_have_something_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.office.spreadsheets.ROW_LIMIT", 3)
    assert len(read(of_tasks(task(), *["<row/>"] * 100, task())).tasks) == 2
    with pytest.raises(TooManyRows):
        read(of_tasks(*[task()] * 4))


def test_what_is_not_read_may_be_as_large_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED_LIMIT", 100_000)
    other = page([row([text("x" * 200_000)])])
    found = read(workbook({NAME: tasks(task()), "Ảnh": other}, parts={"xl/media/image1.png": b"\0" * 1_000_000}))
    assert len(found.tasks) == 1


LOL = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def twice() -> bytes:
    made = io.BytesIO(of_tasks(task()))
    with zipfile.ZipFile(made, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("xl/worksheets/sheet1.xml", tasks(task(title="Việc khác")))
    return made.getvalue()


def lzma() -> bytes:
    made = io.BytesIO(of_tasks(task()))
    again = io.BytesIO()
    with zipfile.ZipFile(made) as opened, zipfile.ZipFile(again, "w", zipfile.ZIP_LZMA) as written:
        for name in opened.namelist():
            written.writestr(name, opened.read(name))
    return again.getvalue()


def locked_in_zip() -> bytes:
    content = bytearray(of_tasks(task()))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(sign, start + 1)) >= 0:
            content[start + place] |= 1
    return bytes(content)


def sheet(xml: str) -> Callable[[], bytes]:
    return lambda: workbook({NAME: xml})


OUTSIDE = f'<Relationship Id="r1" Type="{KIND}/worksheet" Target="../../../../etc/passwd"/>'

WRONG: dict[str, tuple[Callable[[], bytes], FileKind]] = {
    "nothing": (lambda: b"", FileKind.OTHER),
    "words": ("Chủ trì;Việc\nAn;Báo cáo".encode, FileKind.TEXT),
    "words in UTF-16": (lambda: "Chủ trì\tViệc".encode("utf-16"), FileKind.TEXT),
    "HTML": (lambda: b"<html><table></table></html>", FileKind.TEXT),
    "PDF": (lambda: b"%PDF-1.7 ...", FileKind.OTHER),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", FileKind.OTHER),
    "an XLS, or locked": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FileKind.OLD),
    "an ODS": (lambda: archive(mimetype=b"application/vnd.oasis", content_xml=b"<x/>"), FileKind.OLD),
    "an XLSB": (lambda: archive(xl__workbook_bin=b"\0"), FileKind.OLD),
    "a DOCX": (lambda: archive(word__document_xml=b"<x/>"), FileKind.OTHER),
    "spreadsheets in a zip": (lambda: archive(nhiem_xlsx=of_tasks(task())), FileKind.ARCHIVE),
    "cut off": (lambda: of_tasks(task())[:-200], FileKind.DAMAGED),
    "cut off early": (lambda: of_tasks(task())[:100], FileKind.DAMAGED),
    "a part twice": (twice, FileKind.DAMAGED),
    "packed otherwise": (lzma, FileKind.DAMAGED),
    "locked part by part": (locked_in_zip, FileKind.DAMAGED),
    "entities": (sheet(LOL + tasks(task(title="<c t='str'><v>&b;</v></c>"))), FileKind.DAMAGED),
    "entities in the texts": (bomb("xl/sharedStrings.xml", LOL + "<sst/>"), FileKind.DAMAGED),
    "entities in the workbook": (bomb("xl/workbook.xml", LOL + "<workbook/>"), FileKind.DAMAGED),
    "no XML": (sheet("Chủ trì, Việc"), FileKind.DAMAGED),
    "XML cut off": (sheet(tasks(task())[:-30]), FileKind.DAMAGED),
    "an unknown encoding": (sheet('<?xml version="1.0" encoding="x-unknown"?>' + tasks(task())), FileKind.DAMAGED),
    "a row beyond the last": (sheet(page([titles(Worksheet.TASKS), '<row r="1048577"/>'])), FileKind.DAMAGED),
    "a row that is none": (sheet(page(['<row r="-1"/>'])), FileKind.DAMAGED),
    "rows that go back": (sheet(page(['<row r="5"/>', '<row r="5"/>'])), FileKind.DAMAGED),
    "a cell beyond the last": (sheet(page([row(['<c r="XFE1"/>'])])), FileKind.DAMAGED),
    "a cell twice": (sheet(page([row(['<c r="A1"><v>1</v></c>', '<c r="A1"><v>2</v></c>'])])), FileKind.DAMAGED),
    "a cell nowhere": (sheet(page([row(['<c r="1A"/>'])])), FileKind.DAMAGED),
    "a text that is not there": (sheet(page([row(['<c t="s"><v>7</v></c>'])])), FileKind.DAMAGED),
    "a text before the first": (sheet(page([row(['<c t="s"><v>-1</v></c>'])])), FileKind.DAMAGED),
    "a sheet that is not there": (bomb("xl/_rels/workbook.xml.rels", "<Relationships/>"), FileKind.DAMAGED),
    "a sheet that lies outside": (
        bomb("xl/_rels/workbook.xml.rels", f"<Relationships>{OUTSIDE}</Relationships>"),
        FileKind.DAMAGED,
    ),
    "none of our sheets": (lambda: workbook({"Sheet1": page([])}), FileKind.NOT_OURS),
    "no sheet at all": (lambda: workbook({}), FileKind.NOT_OURS),
}


@pytest.mark.parametrize(("make", "kind"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_read_is_named_by_its_kind(make: Callable[[], bytes], kind: FileKind) -> None:
    with pytest.raises(NotASpreadsheet) as refused:
        read(make())
    assert refused.value.kind is kind


@given(st.binary(max_size=40), st.integers(0, 3_000), st.integers(0, 400))
def test_a_file_with_some_bytes_changed_is_read_or_refused(bytes_put: bytes, start: int, length: int) -> None:
    whole = of_tasks(task(), task(deadline="<c s='2'><v>46371</v></c>"))
    with contextlib.suppress(NotASpreadsheet, TooMuchInside):
        read(whole[:start] + bytes_put + whole[start + length :])


@given(st.text("<>/rcvstfi=\"' 0123456789ABXFD&;", max_size=60))
def test_a_sheet_of_any_xml_is_read_or_refused(xml: str) -> None:
    with contextlib.suppress(NotASpreadsheet, TooMuchInside):
        read(workbook({NAME: page([titles(Worksheet.TASKS), xml])}))


def test_another_reader_sees_the_same() -> None:
    """python-calamine, as far as it goes: the words of the rows."""
    content = of_tasks(task(title="Việc <một>"), task(document="12/5"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    other = book.get_sheet_by_name(NAME).to_python()
    keys = [column.key for column in COLUMNS[Worksheet.TASKS]]
    theirs = [(line[keys.index("title")], line[keys.index("document")]) for line in other[1:]]
    assert theirs == [(one.assignment.title, one.assignment.document) for one in read(content).tasks]
