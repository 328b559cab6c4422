"""A spreadsheet is read as a whole: what fits is entered, and every bad cell is named (M3)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from actions.duties.assignments import Assignment, Stage
from actions.duties.tasks import assign_tasks
from actions.duties.withdrawals import withdraw_case
from actions.exchange.import_contents import ImportContents, Worksheet
from actions.exchange.imports import Imported, import_contents
from actions.installation import Office
from actions.office.accounts import admit_admin
from actions.office.people import enter_person, enter_unit
from actions.office.reorganising import merge_units
from actions.order import Order
from documents.writing import export_to, marked_copy, template
from domain.cells import NotASpreadsheet, TooManyRows
from domain.duties.cases import Deadline, Label, Source
from domain.office.chart import Chart
from domain.office.people import Role
from handlers.office.imports import export_file, read_contents
from handlers.office.spreadsheets import ROW_LIMIT, SheetReader
from storage import journal, journal_check, policies
from storage.cases import case_by_code
from storage.database import Database
from storage.duties import duties_of_case
from tests.copies import Databases
from tests.domain.cast import HANOI, PLAIN, at
from texts.office import imports as texts
from texts.office.columns import COLUMNS, NAMES
from texts.scene import Scene

NOW = at("2026-11-30 09:00")
Rows = Mapping[Worksheet, list[dict[str, Any]]]
OFFICE: dict[Worksheet, list[dict[str, Any]]] = {
    Worksheet.UNITS: [{"name": "UBND huyện"}, {"name": "Phòng Kinh tế", "parent": "UBND huyện"}],
    Worksheet.PEOPLE: [
        {"name": "Lê Thị Hoa", "unit": "UBND huyện", "position": "Chuyên viên", "roles": "văn phòng"},
        {"name": "Phạm Văn Bình", "unit": "Phòng Kinh tế", "position": "Trưởng phòng", "roles": "thủ trưởng"},
        {"name": "Đỗ Thị Cúc", "unit": "Phòng Kinh tế", "roles": "cấp phó", "fields": "đất đai, môi trường"},
        {"name": "Nguyễn Văn An", "unit": "Phòng Kinh tế", "position": "=HYPERLINK(1)", "roles": "chuyên viên"},
    ],
    Worksheet.TASKS: [
        {
            "lead": "Nguyễn Văn An",
            "title": "=1+1 báo cáo",
            "product": "@Báo cáo",
            "deadline": datetime(2026, 12, 14, 16, 30),  # noqa: DTZ001
            "document": "+12/UBND",
            "document_day": datetime(2026, 11, 20),  # noqa: DTZ001
            "subject": "V/v giải ngân; quý IV: đợt 2",
            "source": "kết luận",
            "recipients": "TT. UBND (để b/c)\nPhòng Kinh tế (để t/h)",
            "urgency": "Khẩn",
            "field": "đất đai",
            "label": "khó",
            "milestones": "Dự thảo: 16h30 ngày 08/12/2026\n- Đề cương: 02/12/2026\nTrình ký: 10/12/2026",
        },
        {
            "lead": "Phòng Kinh tế",
            "title": "Kiểm kê",
            "product": "Biên bản",
            "deadline": "17/12/2026",
            "assigner": "Lê Thị Hoa",
            "watching": "UBND huyện",
        },
    ],
}


def sheet_of(rows: Rows) -> bytes:
    made = io.BytesIO()
    export_to(made, rows)
    return made.getvalue()


@pytest.fixture
async def office(sqlite_databases: Databases, migrated_sqlite: str) -> Any:
    database = Database(sqlite_databases.copy(migrated_sqlite))
    async with database.writing() as connection:
        await policies.ensure_policy(connection, at=NOW)
    yield Office(database, timezone=HANOI)
    await database.close()


ORDER = Order(now=NOW, said_at=NOW, via="cli")


async def entered(office: Office, rows: Rows) -> Imported:
    read = await read_contents(sheet_of(rows), now=NOW, calendar=PLAIN, tell=None)
    return await import_contents(office, ORDER, read)


def cells(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


async def test_an_office_is_entered_from_one_file(office: Office) -> None:
    result = await entered(office, OFFICE)
    assert (result.units, result.people, result.tasks, result.faults) == (2, 4, 2, ())
    async with office.look(ORDER) as view:
        cuc = view.chart.people_named("do thi cuc")[0]
        assert cuc.fields == ("đất đai", "môi trường")
        assert cuc.roles == {Role.DEPUTY}
        assert (await journal_check.verify(view.connection)).broken is None


async def test_a_task_is_entered_with_all_that_stands_in_its_line(office: Office) -> None:
    await entered(office, OFFICE)
    async with office.look(ORDER) as view:
        case = await case_by_code(view.connection, "NV-1")
        assert case is not None
        (lead,) = await duties_of_case(view.connection, case.id)
        other = await case_by_code(view.connection, "NV-2")
    assert (case.document_day, case.subject) == (date(2026, 11, 20), "giải ngân; quý IV: đợt 2")
    assert (case.source, case.label) == (Source.CONCLUSION, Label.HARD)
    assert case.recipients == "TT. UBND (để b/c)\nPhòng Kinh tế (để t/h)"
    stages = [
        (one.title, f"{one.deadline.moment.astimezone(HANOI):%d %H:%M}", one.deadline.names_hour)
        for one in lead.milestones
    ]
    assert stages == [("Đề cương", "02 17:00", False), ("Dự thảo", "08 16:30", True), ("Trình ký", "10 17:00", False)]
    assert other is not None
    assert (other.source, other.label, other.document_day) == (None, None, None)


async def test_what_is_exported_reads_back_to_the_same(
    office: Office, tmp_path: Path, sqlite_databases: Databases, migrated_sqlite: str
) -> None:
    await entered(office, OFFICE)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    await export_file(office, ORDER, first, since=None, until=None)
    other = Database(sqlite_databases.copy(migrated_sqlite))
    async with other.writing() as connection:
        await policies.ensure_policy(connection, at=NOW)
    copy = Office(other, timezone=HANOI)
    read = await read_contents(first.read_bytes(), now=NOW, calendar=PLAIN, tell=None)
    assert (await import_contents(copy, ORDER, read)).tasks == 2
    await export_file(copy, ORDER, second, since=None, until=None)
    assert cells(first.read_bytes()) == cells(second.read_bytes())
    again = await import_contents(copy, ORDER, read)
    assert (again.tasks, again.known_tasks) == (0, 2), "a task exported before is not entered twice"
    await other.close()


def deadline(moment: str) -> Deadline:
    return Deadline(moment=at(moment), names_hour=True)


async def test_whoever_made_it_what_is_exported_reads_back_to_the_same_in_an_empty_office(
    office: Office, tmp_path: Path, sqlite_databases: Databases, migrated_sqlite: str
) -> None:
    """Set up by an account of the settings that has no unit; units merged, tasks overdue, ended, a milestone missed."""
    admin = await admit_admin(office, ORDER, channel="test", user_id="1", chat_id="1", name="Cao Văn Quản")
    await entered(office, OFFICE)
    by = replace(ORDER, sender_id=admin.id, via="test")
    for unit, head in (("Phòng Hai", "Ngô Văn Hai"), ("Phòng Ba", "Ngô Văn Ba")):
        await enter_unit(office, by, name=unit, parent="UBND huyện")
        await enter_person(office, by, name=head, unit=unit, position="", roles=frozenset({Role.HEAD}))
    stages = tuple(Stage(title=f"Bước {day}", deadline=deadline(f"2026-12-0{day} 10:00")) for day in (1, 8))
    given = Assignment(
        lead="Phòng Hai",
        title="Kiểm kê\nđất",
        product="Biểu",
        deadline=deadline("2026-12-09 16:00"),
        coordinating=("Phòng Ba", "Phòng Kinh tế"),
        watching=("UBND huyện",),
        milestones=stages,
    )
    midnight = replace(given, lead="Nguyễn Văn An", deadline=deadline("2026-12-10 00:00"), milestones=())
    withdrawn = replace(midnight, title="Thôi")
    for one in (withdrawn, given, midnight):
        await assign_tasks(office, by, one)
    await withdraw_case(office, by, code="NV-3", reason="trùng việc")
    await merge_units(office, by, unit="Phòng Hai", into="Phòng Ba", notice="QĐ 1")
    later = replace(ORDER, now=at("2027-03-01 09:00"), said_at=at("2027-03-01 09:00"))
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    await export_file(office, later, first, since=None, until=None)
    other = Database(sqlite_databases.copy(migrated_sqlite))
    async with other.writing() as connection:
        await policies.ensure_policy(connection, at=NOW)
    copy = Office(other, timezone=HANOI)
    read = await read_contents(first.read_bytes(), now=later.now, calendar=PLAIN, tell=None)
    result = await import_contents(copy, later, read)
    assert (result.faults, result.tasks) == ((), 4)
    await export_file(copy, later, second, since=None, until=None)
    before, after = cells(first.read_bytes()), cells(second.read_bytes())
    ended = [row for row in before["Nhiệm vụ"] if "đã thu hồi" in row]
    assert [row[0] for row in ended] == ["NV-3"]
    assert after == {**before, "Nhiệm vụ": [row for row in before["Nhiệm vụ"] if row not in ended]}
    async with copy.look(later) as view:
        assert (await journal_check.verify(view.connection)).broken is None
    await other.close()


async def test_a_code_that_stands_in_two_rows_is_a_bad_cell(office: Office) -> None:
    rows = {**OFFICE, Worksheet.TASKS: [{**task, "number": "NV-7"} for task in OFFICE[Worksheet.TASKS]]}
    assert [(one.row, one.column) for one in (await entered(office, rows)).faults] == [(3, "number")]


async def test_who_is_no_office_person_needs_a_unit(office: Office) -> None:
    rows = {
        Worksheet.PEOPLE: [{"name": "Lê Thị Hoa", "roles": "văn phòng"}, {"name": "Vũ Thị Mai", "roles": "cấp phó"}]
    }
    assert [(one.row, one.column) for one in (await entered(office, rows)).faults] == [(3, "unit")]


async def test_what_begins_like_a_formula_stays_text(office: Office, tmp_path: Path) -> None:
    await entered(office, OFFICE)
    file = tmp_path / "out.xlsx"
    await export_file(office, ORDER, file, since=None, until=None)
    with zipfile.ZipFile(file) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any("<f>" in page for page in pages)
    assert "=1+1 báo cáo" in cells(file.read_bytes())["Nhiệm vụ"][1]


async def test_the_template_is_read_as_empty() -> None:
    read = await read_contents(template(), now=NOW, calendar=PLAIN, tell=None)
    assert read == ImportContents()


BAD_UNITS = [
    {"name": "A", "parent": "B"},
    {"name": "B", "parent": "A"},
    {"name": "A"},
    {"name": "", "parent": "UBND huyện"},
    {"name": "Z", "parent": "Không có"},
    {"name": "x" * 130},
]
BAD_PEOPLE = [
    {"name": "", "unit": "UBND huyện"},
    {"name": "Người Một", "unit": ""},
    {"name": "Người Hai", "unit": "Đơn vị lạ"},
    {"name": "Người Ba", "unit": "UBND huyện", "roles": "giám đốc"},
    {"name": "Người Bốn", "unit": "UBND huyện", "moved": "có"},
    {"name": "Người Năm", "unit": "UBND huyện"},
    {"name": "Người Năm", "unit": "UBND huyện"},
    {"name": "Phạm Văn Bình", "unit": "UBND huyện"},
    {"name": "y" * 121, "unit": "UBND huyện"},
    {"name": "Người Sáu", "unit": "z" * 121},
]
GOOD_TASK = {"lead": "Nguyễn Văn An", "title": "Việc", "product": "Báo cáo", "deadline": "17/12/2026"}
BAD_TASKS = [
    {**GOOD_TASK, "lead": ""},
    {**GOOD_TASK, "title": ""},
    {**GOOD_TASK, "product": ""},
    {**GOOD_TASK, "deadline": ""},
    {**GOOD_TASK, "deadline": "tuần sau"},
    {**GOOD_TASK, "deadline": "31/02/2027"},
    {**GOOD_TASK, "deadline": datetime(2020, 1, 1)},  # noqa: DTZ001
    {**GOOD_TASK, "deadline": "sớm nhé"},
    {**GOOD_TASK, "lead": "Người Lạ Mặt"},
    {**GOOD_TASK, "lead": "Nguyễn Văn An và Phòng Kinh tế"},
    {**GOOD_TASK, "assigner": "Ai Đó"},
    {**GOOD_TASK, "coordinating": "Phòng Không Có"},
    {**GOOD_TASK, "coordinating": "Phòng Kinh tế; Phòng Hai; Phòng Ba"},
    {**GOOD_TASK, "watching": "Phòng Bốn"},
    {**GOOD_TASK, "urgency": "gấp"},
    {**GOOD_TASK, "number": "mười"},
    {**GOOD_TASK, "title": "t" * 501},
    {**GOOD_TASK, "product": "p" * 501},
    {**GOOD_TASK, "document": "d" * 201},
    {**GOOD_TASK, "field": "f" * 201},
    {**GOOD_TASK, "document_day": "31/02/2026"},
    {**GOOD_TASK, "document_day": "hôm qua"},
    {**GOOD_TASK, "subject": "s" * 501},
    {**GOOD_TASK, "source": "nghe nói"},
    {**GOOD_TASK, "recipients": "r" * 2001},
    {**GOOD_TASK, "label": "dễ"},
    {**GOOD_TASK, "milestones": "Dự thảo 02/12/2026"},
    {**GOOD_TASK, "milestones": "Dự thảo: sớm nhé"},
    {**GOOD_TASK, "milestones": "Dự thảo: 18/12/2026"},
    {**GOOD_TASK, "milestones": f"{'m' * 201}: 02/12/2026"},
    {**GOOD_TASK, "milestones": "\n".join(f"Bước {n}: 02/12/2026" for n in range(21))},
    {**GOOD_TASK, "lead": "Ai Kia", "assigner": "Ai Đấy", "watching": "Phòng Sáu"},
    {**GOOD_TASK, "lead": "", "deadline": "bao giờ cũng được"},
]


async def test_forty_mistakes_are_all_named_at_once_and_nothing_is_stored(office: Office) -> None:
    await entered(office, OFFICE)
    async with office.look(ORDER) as view:
        before = (view.chart.units, view.chart.people, await journal.head(view.connection))
    content = sheet_of({Worksheet.UNITS: BAD_UNITS, Worksheet.PEOPLE: BAD_PEOPLE, Worksheet.TASKS: BAD_TASKS})
    read = await read_contents(content, now=NOW, calendar=PLAIN, tell=None)
    result = await import_contents(office, ORDER, read)
    named = {(fault.sheet, fault.row, fault.column) for fault in result.faults}
    assert len(result.faults) >= 40
    assert {(Worksheet.TASKS, 33, column) for column in ("lead", "assigner", "watching")} <= named
    assert {(Worksheet.TASKS, 34, "lead"), (Worksheet.TASKS, 34, "deadline")} <= named
    # The cell that is wrong is named, not the line: rows 22 to 32 have one mistake each.
    of_new = ["document_day"] * 2 + ["subject", "source", "recipients", "label"] + ["milestones"] * 5
    assert [column for sheet, row, column in sorted(named) if sheet is Worksheet.TASKS and 22 <= row <= 32] == of_new
    assert {row for sheet, row, _ in named if sheet is Worksheet.TASKS} == set(range(2, 2 + len(BAD_TASKS)))
    assert {row for sheet, row, _ in named if sheet is Worksheet.UNITS} == {2, 3, 4, 5, 6, 7}
    assert {row for sheet, row, _ in named if sheet is Worksheet.PEOPLE} == {2, 3, 4, 5, 6, 8, 9, 10, 11}
    async with office.look(ORDER) as view:
        assert (view.chart.units, view.chart.people, await journal.head(view.connection)) == before
        scene = Scene(timezone=HANOI, chart=view.chart)
    marked = marked_copy(content, result.faults, [texts.reason(scene, fault) for fault in result.faults])
    listed = cells(marked)["Lỗi"]
    assert len(listed) == len(result.faults) + 1
    assert any(line[:3] == ["Nhiệm vụ", 6.0, "Hạn"] for line in listed)
    assert cells(marked)["Nhiệm vụ"] == cells(content)["Nhiệm vụ"]


@pytest.mark.parametrize("content", [b"", b"abc", b"PK\x03\x04 not a workbook"])
async def test_what_is_no_spreadsheet_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NotASpreadsheet):
        await read_contents(content, now=NOW, calendar=PLAIN, tell=None)


async def test_a_spreadsheet_without_our_sheets_is_none_of_ours() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet("Khác").write(0, 0, "x")
    book.close()
    with pytest.raises(NotASpreadsheet):
        await read_contents(made.getvalue(), now=NOW, calendar=PLAIN, tell=None)


async def test_the_reading_is_told_as_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.office.imports.PROGRESS", 10)
    told: list[str] = []

    async def tell(text: str) -> None:
        told.append(text)

    people = [{"name": f"Người {number}", "unit": "A"} for number in range(25)]
    await read_contents(sheet_of({Worksheet.PEOPLE: people}), now=NOW, calendar=PLAIN, tell=tell)
    assert told == [texts.progress(10), texts.progress(20), texts.checking(25)]


async def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.office.spreadsheets.ROW_LIMIT", 3)
    with pytest.raises(TooManyRows):
        list(
            SheetReader(now=NOW, calendar=PLAIN).rows(sheet_of({Worksheet.UNITS: [{"name": str(n)} for n in range(5)]}))
        )
    assert ROW_LIMIT >= 60_000


def test_every_column_is_read_and_written_under_one_name() -> None:
    for sheet, columns in COLUMNS.items():
        assert len({column.title for column in columns}) == len(columns), NAMES[sheet]


def test_the_template_offers_every_closed_list_and_prints_across_one_page() -> None:
    with zipfile.ZipFile(io.BytesIO(template())) as archive:
        pages = [archive.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
    for sheet, page in zip(Worksheet, pages, strict=True):
        lists = [tuple(one.split(",")) for one in re.findall(r"<formula1>\"(.*?)\"</formula1>", page)]
        assert lists == [column.choices for column in COLUMNS[sheet] if column.choices], NAMES[sheet]
        for said in ('orientation="landscape"', 'paperSize="9"', 'fitToHeight="0"', "fitToPage"):
            assert said in page
        assert sum(column.width for column in COLUMNS[sheet]) <= 250, "what is printed can be read"
    assert {column.key for columns in COLUMNS.values() for column in columns if column.choices} == {
        *("roles", "moved", "source", "urgency", "label", "state")
    }


@pytest.mark.parametrize("key", ["deadline", "document", "document_day", "number", "milestones"])
def test_what_is_typed_in_the_form_stays_as_it_was_typed(key: str) -> None:
    """No program makes 12 May of the document 12/5, or of a day its American neighbour."""
    (column,) = (column for column in COLUMNS[Worksheet.TASKS] if column.key == key)
    assert column.typed


async def test_a_marked_copy_that_is_sent_again_is_marked_again() -> None:
    content = sheet_of({Worksheet.TASKS: [{**GOOD_TASK, "deadline": "sớm nhé"}]})
    scene = Scene(timezone=HANOI, chart=Chart(units={}, people={}))
    for _ in range(2):
        read = await read_contents(content, now=NOW, calendar=PLAIN, tell=None)
        assert [(fault.row, fault.column) for fault in read.faults] == [(2, "deadline")]
        assert not read.remarks
        content = marked_copy(content, read.faults, [texts.reason(scene, fault) for fault in read.faults])
    assert list(cells(content)) == ["Lỗi", "Nhiệm vụ"]


async def test_what_is_marked_secret_does_not_come_back_in_the_copy() -> None:
    content = sheet_of(
        {Worksheet.TASKS: [{**GOOD_TASK, "title": "Kế hoạch phòng thủ (TUYỆT MẬT)", "product": "Bản đồ"}]}
    )
    read = await read_contents(content, now=NOW, calendar=PLAIN, tell=None)
    copy = cells(marked_copy(content, read.faults, ["mật"] * len(read.faults)))
    assert "Bản đồ" not in str(copy)
    assert "phòng thủ" not in str(copy)


def test_the_rows_of_the_template_are_as_high_as_what_stands_in_them() -> None:
    """Seen in LibreOffice: in rows of one line's height titles, hints and example stood on top of one another."""
    with zipfile.ZipFile(io.BytesIO(template())) as file:
        tasks = file.read("xl/worksheets/sheet3.xml").decode()
    heights = dict(re.findall(r'<row r="([123])"[^>]* ht="([\d.]+)"', tasks))
    assert float(heights["1"]) >= 30  # «Ngày văn bản» in a column of twelve letters
    assert float(heights["2"]) >= 60
    assert float(heights["3"]) >= 30
