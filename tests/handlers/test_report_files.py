"""A report as a spreadsheet and as a document: what stands in them agrees with the figures, whatever people wrote."""

from __future__ import annotations

import asyncio
import io
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import segno
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from actions.reports import FinishedReport, Scope
from documents.reports.letter import ANNEX_LIMIT, paper
from documents.reports.views import CELL_LIMIT, HIGHEST_ROW, height
from documents.reports.workbook import workbook
from domain.duties.statements import Cause
from domain.figures.figures import Grouping
from domain.figures.lists import ReportLine
from domain.figures.records import Box
from tests.handlers.report_samples import AGENCY, HANOI, PEOPLE, UNITS, scene, told
from texts.reports import words as rw
from texts.reports.figures import BOXES

SCENE = scene()
FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]+)</f><v>([^<]*)</v></c>')
SHEETS = [
    "Tổng hợp", "Theo đơn vị", "Phối hợp, ý kiến", "Theo cá nhân", "Điểm tiến độ", "Điểm theo đơn vị", "Theo lĩnh vực",
    "Theo thủ trưởng", "Theo cấp phó", "Theo cấp giao", "Theo người giao", "Theo văn bản", "Xu hướng", "Danh sách",
    "Quá hạn", "Biểu dương", "Công khai", "Vướng mắc", "Mẫu kiểm tra",
]  # fmt: skip
USUAL = [
    "STT", "Mã", "Nội dung nhiệm vụ", "Văn bản giao", "Người giao", "Đơn vị chủ trì", "Người thực hiện", "Phối hợp",
    "Sản phẩm", "Hạn gốc", "Hạn gia hạn", "Ngày hoàn thành", "Tình trạng", "Số ngày trễ", "Nguyên nhân chậm",
    "Vướng mắc", "Ghi chú",
]  # fmt: skip


@cache
def thirty() -> tuple[FinishedReport, bytes, bytes]:
    month = told(30)
    return month, workbook(SCENE, month, agency=AGENCY), paper(SCENE, month, agency=AGENCY)


@cache
def thousands() -> tuple[FinishedReport, bytes, bytes]:
    month = told(3000)
    return month, workbook(SCENE, month, agency=AGENCY), paper(SCENE, month, agency=AGENCY)


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def table(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows below the header, without the sums."""
    rows = cells(content, sheet)
    return [dict(zip(rows[3], row, strict=True)) for row in rows[4:] if row[0] not in {"", "Cộng"}]


def xml(content: bytes) -> bytes:
    """All sheets of a workbook, all parts of a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))


def codes(rows: list[dict[str, Any]]) -> list[str]:
    return [row["Mã"] for row in rows]


def those(month: FinishedReport, *boxes: Box) -> list[ReportLine]:
    return [line for line in month.report.lines if line.box in boxes]


# The spreadsheet


def test_each_view_is_a_sheet_with_filter_frozen_header_and_a_page_across() -> None:
    _, content, _ = thirty()
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == SHEETS
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        first, *others = (parts.read(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(SHEETS) + 1))
        book = parts.read("xl/workbook.xml").decode()
    assert b'orientation="portrait"' in first
    for sheet in others:
        assert b"<autoFilter" in sheet
        assert b'state="frozen"' in sheet
        assert b'paperSize="9"' in sheet
        assert b'orientation="landscape"' in sheet
        assert b'fitToHeight="0"' in sheet
    assert book.count("_xlnm.Print_Titles") == len(others)


@pytest.mark.parametrize("month", [thirty, thousands])
def test_the_boxes_add_up_and_each_rate_has_its_denominator(month: Any) -> None:
    made, content, _ = month()
    boxes = made.report.whole.boxes
    summary = {row[0]: row[1:4] for row in cells(content, "Tổng hợp")[:15]}
    counted = Counter(line.box for line in made.report.lines)
    for box in (Box.DONE_ON_TIME, Box.DONE_LATE, Box.OPEN_ON_TIME, Box.OPEN_OVERDUE):
        assert summary[BOXES[box]] == [counted[box], boxes.total, pytest.approx(counted[box] / boxes.total)]
    assert summary["Tổng số (không kể thu hồi)"][0] == boxes.total == len(made.report.lines) - boxes.cancelled
    assert summary["Đã thu hồi"][0] == counted[Box.CANCELLED]
    on_time, done, fallen_due = boxes.done_on_time, boxes.done, boxes.fallen_due
    assert summary["Tỷ lệ đúng hạn trên số xong"] == [on_time, done, pytest.approx(on_time / done)]
    assert summary["Tỷ lệ đúng hạn trên số phải xong"] == [on_time, fallen_due, pytest.approx(on_time / fallen_due)]


def test_sums_and_rates_of_units_are_formulas_that_hold_what_the_report_says() -> None:
    month, content, _ = thirty()
    rows = {row["Đơn vị"]: row for row in table(content, "Theo đơn vị")}
    for group in month.report.groups[Grouping.UNIT]:
        row, boxes = rows[rw.group(SCENE, Grouping.UNIT, group)], group.figures.boxes
        assert row["Tổng số (không kể thu hồi)"] == boxes.total
        assert row["Tỷ lệ đúng hạn trên số xong"] == ("" if boxes.on_time_of_done is None else boxes.on_time_of_done)
        assert row["Phải xong đến nay"] == boxes.fallen_due
    header, *_, total = cells(content, "Theo đơn vị")[3:]
    added = dict(zip(header, total, strict=True))
    whole = month.report.whole
    assert added["Hoàn thành đúng hạn"] == whole.boxes.done_on_time
    assert added["Tỷ lệ đúng hạn trên số phải xong"] == pytest.approx(whole.boxes.on_time_of_fallen_due)
    assert added["Tổng số ngày trễ"] == whole.days_late
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        formulas = [found[2].decode() for found in FORMULA.findall(parts.read("xl/worksheets/sheet2.xml"))]
    assert sum(one.startswith("SUBTOTAL(109,") for one in formulas) > 10
    assert sum(one.startswith("IF(") for one in formulas) == 2 * (len(rows) + 1)


def test_the_list_has_the_usual_columns_with_real_dates() -> None:
    month, content, _ = thirty()
    assert cells(content, "Danh sách")[3] == USUAL
    rows = table(content, "Danh sách")
    assert [row["STT"] for row in rows] == list(range(1, 31))
    for row, line in zip(rows, month.report.lines, strict=True):
        assert row["Mã"] == line.case.code
        assert row["Tình trạng"] == BOXES[line.box]
        assert row["Hạn gốc"] == line.original.moment.replace(tzinfo=None)
        assert isinstance(row["Hạn gốc"], datetime)
        assert (row["Hạn gia hạn"] != "") == (line.deadline != line.original)
        assert (row["Ngày hoàn thành"] != "") == (line.box in {Box.DONE_ON_TIME, Box.DONE_LATE})
        assert row["Số ngày trễ"] == (line.days_late or "")


def test_lists_hold_who_belongs_there_and_protection_stands_beside_lateness() -> None:
    month, content, _ = thirty()
    overdue = table(content, "Quá hạn")
    assert set(codes(overdue)) == {line.case.code for line in those(month, Box.OPEN_OVERDUE)}
    assert [row["Số ngày trễ"] for row in overdue] == sorted((row["Số ngày trễ"] for row in overdue), reverse=True)
    praise = table(content, "Biểu dương")
    assert set(codes(praise)) == {line.case.code for line in those(month, Box.DONE_ON_TIME)}
    assert [row["Trước hạn (ngày)"] for row in praise] == sorted(row["Trước hạn (ngày)"] for row in praise)[::-1]
    published = table(content, "Công khai")
    own = {
        line.case.code: line
        for line in those(month, Box.DONE_LATE, Box.OPEN_OVERDUE)
        if line.cause is Cause.OWN and line.cause_confirmed
    }
    assert own
    assert set(codes(published)) == set(own)
    for row in (*overdue, *published):
        line = next(one for one in month.report.lines if one.case.code == row["Mã"])
        assert (row["Căn cứ bảo vệ"] != "") == line.is_protected
    blocked = table(content, "Vướng mắc")
    assert set(codes(blocked)) == {line.case.code for line in month.report.lines if line.blockers}
    assert set(codes(table(content, "Mẫu kiểm tra"))) == set(month.sample)
    assert f"hạt giống {month.seed}" in cells(content, "Mẫu kiểm tra")[2][0]


def test_a_person_has_load_and_points_of_each_month_beside_his_boxes() -> None:
    month, content, _ = thirty()
    rows = {row["Họ tên"]: row for row in table(content, "Theo cá nhân")}
    for load in month.report.loads:
        row = rows[rw.person(SCENE, load.person_id)]
        assert row["Đang giữ"] == load.open_now
        assert (row["Thời gian giữ việc (giờ)"], row["Trong đó sau hạn (giờ)"]) == (61.5, 8)
        assert row["Điểm tiến độ 11/2026"] == 96.875
    assert len(rows) == len(month.report.loads)


HOSTILE = '=HYPERLINK("http://x.example","bấm")', "+84 912", "-1+2", "@SUM(A1)", "\t=1", "_x0041_", "a\x00b\x0bc\ud800d"


def hostile(month: FinishedReport) -> FinishedReport:
    """The same report, people having written what a spreadsheet or XML might take for its own."""

    def spoilt(number: int, line: ReportLine) -> ReportLine:
        text = HOSTILE[number % len(HOSTILE)]
        return replace(line, case=replace(line.case, title=text, product=text, subject=text, document=text, field=text))

    lines = tuple(spoilt(number, line) for number, line in enumerate(month.report.lines))
    words = {key: None if said is None else HOSTILE[key % len(HOSTILE)] for key, said in month.words.items()}
    return replace(month, report=replace(month.report, lines=lines), words=words)


def test_what_people_wrote_stays_text() -> None:
    usual, plain, _ = thirty()
    month = hostile(usual)
    content = workbook(SCENE, month, agency="A&B =1\x00")
    assert len(FORMULA.findall(xml(content))) == len(FORMULA.findall(xml(plain)))
    assert b"<hyperlink" not in xml(content)
    titles = [row["Nội dung nhiệm vụ"] for row in table(content, "Danh sách")]
    assert titles[:4] == list(HOSTILE[:4])
    assert (titles[5], titles[6]) == ("_x0041_", "abcd")
    written = Document(io.BytesIO(paper(SCENE, month, agency="A&B <x>\x00")))
    assert [row.cells[2].text for row in written.tables[-1].rows][1:5] == list(HOSTILE[:4])
    assert written.tables[0].cell(0, 0).text.startswith("A&B <X>")


def test_very_long_names_and_texts_are_cut_and_everything_opens() -> None:
    units = [replace(unit, name=f"{unit.name} " + "Rất dài " * 60) for unit in UNITS]
    people = [replace(person, name="Nguyễn Thị " + "Dài" * 200) for person in PEOPLE]
    long = scene(units, people)
    month = told(30, change=lambda line: replace(line, case=replace(line.case, title="Việc " * 600)))
    month = replace(month, words=dict.fromkeys(month.words, "lý do " * 900))
    content, written = workbook(long, month, agency="Ủy ban " * 60), paper(long, month, agency="Ủy ban " * 60)
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
    longest = max(
        len(cell)
        for name in sheets.sheet_names
        for row in sheets.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, str)
    )
    assert longest <= CELL_LIMIT + 100  # a cause: what it is, then the words
    document = Document(io.BytesIO(written))
    assert max(len(cell.text) for row in document.tables[-1].rows for cell in row.cells) <= 500


def test_a_time_without_tasks_has_files_that_say_so() -> None:
    empty = told(0)
    content = workbook(SCENE, empty, agency=AGENCY)
    assert cells(content, "Danh sách")[4][0] == "Không có nhiệm vụ nào."
    assert "Mẫu kiểm tra" not in CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    summary = {row[0]: row[1:4] for row in cells(content, "Tổng hợp")}
    assert summary["Tỷ lệ đúng hạn trên số xong"] == [0, 0, ""]
    document = Document(io.BytesIO(paper(SCENE, empty, agency=AGENCY)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "(tháng 11 năm 2026; toàn cơ quan), tính đến Thứ Ba 01/12/2026 08:00, không có nhiệm vụ nào." in said
    assert len(document.sections) == 1


# The document


def test_the_document_is_laid_out_by_decree_30() -> None:
    _, _, content = thirty()
    document = Document(io.BytesIO(content))
    text, annex = document.sections
    assert (round(text.page_width.mm), round(text.page_height.mm)) == (210, 297)
    assert (round(text.top_margin.mm), round(text.bottom_margin.mm)) == (20, 20)
    assert (round(text.left_margin.mm), round(text.right_margin.mm)) == (30, 20)
    assert annex.orientation is WD_ORIENT.LANDSCAPE
    assert text.different_first_page_header_footer
    assert "PAGE" in text.header._element.xml
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size.pt) == ("Times New Roman", 14)
    (left, right), (number, place) = (row.cells for row in document.tables[0].rows)
    assert left.text.startswith("UBND HUYỆN MẪU")
    assert right.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    assert number.text.startswith("Số:")
    assert "DỰ THẢO" in number.text
    assert "tháng 12 năm 2026" in place.text
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[:2] == ["BÁO CÁO", "Kết quả thực hiện nhiệm vụ được giao tháng 11 năm 2026"]
    numbers = [found[1] for text in said if (found := re.match(r"([IV]+)\. ", text))]
    assert numbers == ["I", "II", "III", "IV", "V", "VI"]


def test_the_sentences_print_each_share_with_its_denominator() -> None:
    month, _, content = thirty()
    boxes = month.report.whole.boxes
    document = Document(io.BytesIO(content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"có {boxes.total} nhiệm vụ phải theo dõi, không kể {boxes.cancelled} nhiệm vụ đã thu hồi" in said
    assert "Hoàn thành đúng hạn: 12/27 (44,4%)" in said
    assert "Tỷ lệ đúng hạn trên số đã hoàn thành: 12/18 (66,7%)" in said
    assert "12/24 (50%)" in said
    units = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert len(units) == len(month.report.groups[Grouping.UNIT]) + 2
    assert units[-1] == ["", "Cộng", "27", "12", "6", "3", "6", "66,7%", "50%"]
    for line in those(month, Box.OPEN_OVERDUE):
        assert f"- {line.case.code} – " in said


def test_a_moment_is_told_as_one_and_the_end_of_a_day_as_people_count() -> None:
    month = told(5)
    snapshot = replace(month, report=replace(month.report, since=month.report.at, until=month.report.at))
    said = [one.text for one in Document(io.BytesIO(paper(SCENE, snapshot, agency=AGENCY))).paragraphs]
    assert "Kết quả thực hiện nhiệm vụ được giao tại thời điểm 08:00 ngày 01/12/2026" in said
    assert any(one.startswith("Tại thời điểm 08:00 ngày 01/12/2026 (toàn cơ quan) có 5 nhiệm vụ") for one in said)
    ended = replace(month, report=replace(month.report, at=month.report.until))
    line = cells(workbook(SCENE, ended, agency=AGENCY), "Tổng hợp")[1][0]
    assert line == (
        "Thời gian: tháng 11 năm 2026. Số liệu tính đến hết ngày Thứ Hai 30/11/2026. Phạm vi: toàn cơ quan."
    )


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2026-10-01", "2027-01-01", "quý IV năm 2026"),
        ("2026-01-01", "2027-01-01", "năm 2026"),
        ("2026-02-01", "2026-05-01", "từ ngày 01/02/2026 đến hết ngày 30/04/2026"),
        ("2026-11-15", "2026-11-16", "ngày 15/11/2026"),
        ("2026-11-01T00:00", "2026-11-15T12:30", "từ 00:00 ngày 01/11/2026 đến 12:30 ngày 15/11/2026"),
    ],
)
def test_a_time_is_named_as_people_name_it(since: str, until: str, said: str) -> None:
    ends = [datetime.fromisoformat(one).replace(tzinfo=HANOI) for one in (since, until)]
    assert rw.period(SCENE, replace(told(0).report, since=ends[0], until=ends[1])) == said


def test_late_on_the_very_day_of_the_deadline_is_said_in_words() -> None:
    month = told(5, change=lambda line: replace(line, days_late=0))
    said = [one.text for one in Document(io.BytesIO(paper(SCENE, month, agency=AGENCY))).paragraphs]
    assert any("đang quá hạn ngay trong ngày đến hạn. Nguyên nhân:" in one for one in said)
    assert {row["Số ngày trễ"] for row in table(workbook(SCENE, month), "Quá hạn")} == {0}


def test_a_unit_reports_under_the_name_of_the_body_above_it() -> None:
    document = Document(io.BytesIO(paper(SCENE, told(5, scope=Scope(unit_id=6)), agency=AGENCY)))
    head = document.tables[0].cell(0, 0).text
    assert head.startswith("PHÒNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nTRUNG TÂM DỊCH VỤ NÔNG NGHIỆP")


def test_the_annex_has_the_whole_list_or_what_is_late_of_a_long_one() -> None:
    for made, expected in ((thirty(), 30), (thousands(), ANNEX_LIMIT)):
        annex = Document(io.BytesIO(made[2])).tables[-1]
        assert len(annex.rows) == expected + 1
        assert annex.rows[0]._tr.trPr.xpath("w:tblHeader")
    month, _, content = thousands()
    late = len(those(month, Box.DONE_LATE, Box.OPEN_OVERDUE))
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert f"Gồm 200 trên {rw.number(late)} nhiệm vụ chậm hoặc quá hạn" in said
    assert "Đủ 3.000 nhiệm vụ ở bảng tính kèm theo" in said


def test_pictures_stand_in_the_document() -> None:
    made = io.BytesIO()
    segno.make("một hình").save(made, kind="png", scale=4)
    document = Document(io.BytesIO(paper(SCENE, told(5), agency=AGENCY, pictures=[made.getvalue()] * 2)))
    assert [(round(shape.width.mm), round(shape.height.mm)) for shape in document.inline_shapes] == [(160, 160)] * 2


# What they rest on


@given(st.text(max_size=400), st.integers(1, 300))
def test_bounded_text_fits_and_can_be_written(text: str, limit: int) -> None:
    found = rw.bounded(text, limit)
    assert len(found) <= limit
    etree.Element("t").text = found


@given(st.lists(st.tuples(st.text(max_size=3000), st.floats(5, 80))))
def test_no_row_is_higher_than_a_spreadsheet_allows(row: list[tuple[Any, float]]) -> None:
    assert 0 < height(row) <= HIGHEST_ROW


# What LibreOffice makes of them


def soffice(file: Path, to: str) -> Path:
    """The file, converted: in a folder of its own, so that it may keep its name."""
    made = file.parent / to
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(made), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return made / file.with_suffix("." + to).name


def without_values(content: bytes) -> bytes:
    """The workbook as a program would write it that computes nothing."""
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(emptied, "w") as into:
        for name in parts.namelist():
            into.writestr(name, FORMULA.sub(rb'<c r="\1"\2><f>\3</f></c>', parts.read(name)))
    return emptied.getvalue()


@pytest.mark.packages
async def test_the_formulas_come_to_what_the_report_says(tmp_path: Path) -> None:
    _, content, _ = thirty()
    formulas = len(FORMULA.findall(xml(content)))
    assert formulas > 200
    emptied = without_values(content)
    assert FORMULA.findall(xml(emptied)) == []
    (tmp_path / "bao-cao.xlsx").write_bytes(emptied)
    computed = (await asyncio.to_thread(soffice, tmp_path / "bao-cao.xlsx", "xlsx")).read_bytes()
    compared = 0
    for name in SHEETS:
        for said, found in zip(cells(content, name), cells(computed, name), strict=True):
            assert [one for one in found if one != ""] == [
                pytest.approx(one) if isinstance(one, float) else one for one in said if one != ""
            ]
            compared += sum(isinstance(one, float) for one in said)
    assert compared > formulas


def pages(pdf: bytes) -> list[bool]:
    """Of each page whether it lies across."""
    boxes = re.findall(rb"/Type/Page\b(?!s).*?/MediaBox\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf, re.DOTALL)
    return [float(width) > float(tall) for width, tall in boxes]


@pytest.mark.packages
async def test_both_files_print_on_a4(tmp_path: Path) -> None:
    _, sheets, document = thirty()
    (tmp_path / "bao-cao.docx").write_bytes(document)
    (tmp_path / "bang.xlsx").write_bytes(sheets)
    printed = pages((await asyncio.to_thread(soffice, tmp_path / "bao-cao.docx", "pdf")).read_bytes())
    assert printed == sorted(printed)  # the report upright, then the annex across
    assert 3 <= printed.count(False) <= 6
    assert 5 <= printed.count(True) <= 12
    printed = pages((await asyncio.to_thread(soffice, tmp_path / "bang.xlsx", "pdf")).read_bytes())
    assert printed == [False, *[True] * (len(printed) - 1)]
    assert len(SHEETS) <= len(printed) <= len(SHEETS) + 4
