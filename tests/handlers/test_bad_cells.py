"""Every cell that cannot mean what its column asks is named by row, column and reason; what must be known is said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.exchange.import_contents import DayOff, ImportContents, RemarkKind, Worksheet
from deadlines.readings import Reason
from deadlines.refusals import DeadlineUnclear
from documents.formats import look_of, moment_of, shown
from domain import cells as c
from domain.refusals import Refusal, ValueUnknown
from tests.domain.cast import at
from tests.handlers.test_hostile_spreadsheets import read
from tests.handlers.workbooks import number, of_tasks, page, place, row, task, tasks, text, titles, workbook
from texts.office.columns import COLUMNS, NAMES

NAME = NAMES[Worksheet.TASKS]
PLAIN_NUMBER, TWO_DECIMALS, DAY, HOUR, ZEROS, MOMENT = range(6)


def faults(content: bytes) -> list[tuple[int, str, Refusal]]:
    return [(fault.row, fault.column, fault.refusal) for fault in read(content).faults]


FORMULA = "<c><f>A1+1</f></c>"
DATES: dict[str, tuple[str, type[Refusal]]] = {
    "5.10 stored as 5.1": (number(5.1), c.NumberIsNoDate),
    "5.10 shown as such": (number(5.1, TWO_DECIMALS), c.NumberIsNoDate),
    "the number of a day, shown as a number": (number(46371), c.NumberIsNoDate),
    "a truth": ('<c t="b"><v>1</v></c>', c.NumberIsNoDate),
    "an hour": (number(0.6875, HOUR), c.TimeWithoutDate),
    "an hour shown as a day": (number(0.6875, MOMENT), c.TimeWithoutDate),
    "an hour in words": ("16h30", c.TimeWithoutDate),
    "an hour in words, of a part of the day": ("4 giờ 30 phút chiều", c.TimeWithoutDate),
    "an hour, as programs write it": ("16:30", c.TimeWithoutDate),
    "midnight alone": (number(0, DAY), c.TimeWithoutDate),
    "an error": ('<c t="e"><v>#N/A</v></c>', c.CellIsError),
    "an error of a formula": ('<c t="e"><f>A1/0</f><v>#DIV/0!</v></c>', c.CellIsError),
    "an error copied as words": ("#REF!", c.CellIsError),
    "what is no number": (number("abc"), c.CellIsError),
    "a number without an end": (number("1e999"), c.CellIsError),
    "no number at all": (number("nan"), c.CellIsError),
    "a formula without its value": (FORMULA, c.FormulaUncomputed),
    "one that shares another's formula": ('<c><f t="shared" si="0"/></c>', c.FormulaUncomputed),
    "the year 9999": (number(2958465, DAY), DeadlineUnclear),
    "forty years off": (number(60981, DAY), DeadlineUnclear),
    "six years off": (number(48579, DAY), DeadlineUnclear),
    "a day before 1900": (number(-1, DAY), c.NoSuchDate),
    "a day after 9999": (number(2958466, DAY), c.NoSuchDate),
    "a day beyond all": (number(1e15, DAY), c.NoSuchDate),
    "the year 1, in ISO": ('<c t="d"><v>0001-01-01T00:00:00</v></c>', DeadlineUnclear),
    "the year 0, in ISO": ('<c t="d"><v>0000-01-01</v></c>', c.NoSuchDate),
    "the year 9999 in words": ("31/12/9999", DeadlineUnclear),
    "the year 9999 as the bot prints it": ("Thứ Sáu 31/12/9999 16:30", DeadlineUnclear),
    "the year 1 as the bot prints it": ("Thứ Hai 01/01/0001 00:00", DeadlineUnclear),
    "the year 0 in words": ("01/01/0000", DeadlineUnclear),
}


@pytest.mark.parametrize(("cell", "refusal"), DATES.values(), ids=DATES.keys())
def test_a_cell_that_is_no_deadline_is_named(cell: str, refusal: type[Refusal]) -> None:
    assert [(line, key, type(why)) for line, key, why in faults(of_tasks(task(deadline=cell)))] == [
        (2, "deadline", refusal)
    ]


@pytest.mark.parametrize("cell", [case for case, kind in DATES.values() if kind is not DeadlineUnclear])
def test_a_cell_that_is_no_day_of_a_document_is_named(cell: str) -> None:
    ((line, key, _),) = faults(of_tasks(task(document_day=cell)))
    assert (line, key) == (2, "document_day")


@pytest.mark.parametrize("serial", [2958465, 60981, 31000, 60, 59, 1])
def test_the_day_of_a_document_decades_off_is_named(serial: int) -> None:
    ((line, key, refusal),) = faults(of_tasks(task(document_day=number(serial, DAY))))
    assert (line, key, type(refusal)) == (2, "document_day", c.DayImplausible)


def test_what_lies_too_far_ahead_says_so() -> None:
    ((_, _, refusal),) = faults(of_tasks(task(deadline=number(60981, DAY))))
    assert isinstance(refusal, DeadlineUnclear)
    assert refusal.question.reason is Reason.TOO_FAR


WORDS: dict[str, tuple[str, type[Refusal]]] = {
    "a document that became a day": (number(46155, DAY), c.DateIsNoText),
    "one that became an hour": (number(0.5, HOUR), c.DateIsNoText),
    "an error": ('<c t="e"><v>#VALUE!</v></c>', c.CellIsError),
    "a formula without its value": (FORMULA, c.FormulaUncomputed),
    "a mark of secrecy": ("TUYỆT MẬT", c.CellSecret),
}


@pytest.mark.parametrize("key", ["title", "document", "recipients", "assigner"])
@pytest.mark.parametrize(("cell", "refusal"), WORDS.values(), ids=WORDS.keys())
def test_a_cell_that_is_no_text_is_named(key: str, cell: str, refusal: type[Refusal]) -> None:
    found = faults(of_tasks(task(**{key: cell})))
    assert [(line, column, type(why)) for line, column, why in found] == [(2, key, refusal)]


def test_a_number_reads_as_it_is_shown() -> None:
    """`5.10` and `00123` are what the official sees; `5.1` and `123` is what is stored."""
    found = read(of_tasks(task(document=number(5.1, TWO_DECIMALS), title=number(123, ZEROS), product=number(2026))))
    (entered,) = found.tasks
    assert (entered.assignment.document, entered.assignment.title, entered.assignment.product) == (
        "5.10",
        "00123",
        "2026",
    )


def test_a_date_is_read_with_its_hour_or_without() -> None:
    found = read(of_tasks(task(deadline=number(46371, DAY)), task(deadline=number(46371.6875, MOMENT))))
    assert [(one.assignment.deadline.moment, one.assignment.deadline.names_hour) for one in found.tasks] == [
        (at("2026-12-15 17:00"), False),
        (at("2026-12-15 16:30"), True),
    ]


def test_a_workbook_of_1904_counts_from_there() -> None:
    found = read(of_tasks(task(deadline=number(46371 - 1462, DAY)), properties='<workbookPr date1904="1"/>'))
    assert found.tasks[0].assignment.deadline.moment == at("2026-12-15 17:00")


# Columns


def titled(*names: str, values: Iterable[str] = ()) -> list[tuple[int, str, Refusal]]:
    return faults(workbook({NAME: page([row(map(text, names)), *([row(map(text, values))] if values else [])])}))


NEEDED = ("Chủ trì", "Việc", "Sản phẩm", "Hạn")


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Đơn vị phối hợp", "Phối hợp"),
        ("Thời hạn", "Hạn"),
        ("Nội dung công việc", "Việc"),
        ("Sản phẩn", "Sản phẩm"),
        ("Người giao việc", "Người giao"),
        ("Ghi chú", ""),
    ],
)
def test_an_unknown_title_is_met_with_the_one_that_it_may_mean(title: str, near: str) -> None:
    assert titled(*NEEDED, title) == [(1, "E", c.ColumnUnknown(title=title, near=near))]


def test_two_columns_of_one_title_are_named() -> None:
    assert titled(*NEEDED, "Hạn*") == [(1, "E", c.ColumnTwice(title="Hạn*", first="D"))]


def test_a_missing_column_is_named_once_and_not_in_every_line() -> None:
    found = titled("STT", "Chủ trì", "Việc", "Sản phẩm", values=("1", "Nguyễn Văn An", "Việc", "Báo cáo"))
    assert found == [(1, "", c.ColumnMissing(title="Hạn"))]


def test_a_sheet_without_titles_is_named() -> None:
    ((line, column, refusal),) = titled("An", "Báo cáo")
    assert (line, column, type(refusal)) == (0, "", c.TitlesMissing)


def test_two_sheets_of_one_name_are_named() -> None:
    ((line, _, refusal),) = faults(workbook({NAME: tasks(task()), "Nhiem vu": tasks(task())}))
    assert (line, type(refusal)) == (0, c.SheetTwice)


def test_a_name_above_the_table_is_no_title() -> None:
    above = row([text("DANH SÁCH NHIỆM VỤ")])
    assert len(read(workbook({NAME: page([above, titles(Worksheet.TASKS), task()])})).tasks) == 1


def test_merged_cells_are_named_where_they_take_a_value_away() -> None:
    two = f"{place(Worksheet.TASKS, 'document')}2:{place(Worksheet.TASKS, 'document')}3"
    found = faults(
        of_tasks(task(document="12/UBND"), task(), after=f'<mergeCells><mergeCell ref="{two}"/></mergeCells>')
    )
    assert [(line, key, type(why)) for line, key, why in found] == [(2, "document", c.CellsMerged)]
    assert not faults(of_tasks(task(), after='<mergeCells><mergeCell ref="A1:R1"/></mergeCells>'))


# What is known before it is done


def test_what_is_hidden_is_read_and_said() -> None:
    lines = (titles(Worksheet.TASKS), task(), task().replace("<row ", '<row hidden="1" '))
    columns = '<cols><col min="6" max="6" hidden="1"/><col min="40" max="16384" hidden="1"/></cols>'
    states = {NAME: "veryHidden"}
    found = read(workbook({NAME: page(lines, before=columns), "Danh mục": page([])}, states=states))
    assert len(found.tasks) == 2
    assert [(one.kind, one.count, one.names) for one in found.remarks] == [
        (RemarkKind.SHEETS_UNREAD, 1, ("Danh mục",)),
        (RemarkKind.SHEET_HIDDEN, 1, ()),
        (RemarkKind.COLUMNS_HIDDEN, 1, ("F",)),
        (RemarkKind.ROWS_HIDDEN, 1, ("3",)),
    ]


@pytest.mark.parametrize("cell", [number(46369, DAY), "13/12/2026", "Chủ nhật 13/12/2026"])
def test_a_deadline_on_a_day_off_is_warned_of_and_not_moved(cell: str) -> None:
    found = read(of_tasks(task(deadline=cell), task(deadline="5 ngày làm việc")))
    assert found.days_off == [DayOff(row=2, moment=at("2026-12-13 17:00"), name="")]
    assert not found.faults


def test_a_milestone_on_a_day_off_is_warned_of() -> None:
    found = read(of_tasks(task(milestones="Dự thảo: 06/12/2026")))
    assert found.days_off == [DayOff(row=2, moment=at("2026-12-06 17:00"), name="")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("V/v giải ngân", "giải ngân"),
        ("v/v: giải ngân", "giải ngân"),
        ("Về việc giải ngân", "giải ngân"),
        ("V/v V/v giải ngân", "giải ngân"),
        ("Trích yếu: V/v giải ngân", "giải ngân"),
        ("giải ngân", "giải ngân"),
        ("V/v", "V/v"),
    ],
)
def test_vv_is_not_kept_twice(typed: str, kept: str) -> None:
    assert read(of_tasks(task(subject=typed))).tasks[0].assignment.subject == kept


def test_a_document_written_in_one_cell_is_taken_apart() -> None:
    found = read(of_tasks(task(document="1234/UBND-TH ngày 20/11/2026 V/v giải ngân"))).tasks[0].assignment
    assert (found.document, found.document_day, found.subject) == ("1234/UBND-TH", date(2026, 11, 20), "giải ngân")


def test_a_document_of_a_year_that_can_only_be_a_slip_is_named() -> None:
    ((line, key, refusal),) = faults(of_tasks(task(document="12/UBND ngày 20/11/9999")))
    assert (line, key, type(refusal)) == (2, "document", ValueUnknown)


# The example


def example(sheet: Worksheet, **changed: str) -> str:
    return row(text(changed.get(one.key, one.example)) if one.example else "<c/>" for one in COLUMNS[sheet])


@pytest.mark.parametrize("sheet", list(Worksheet))
def test_the_example_is_not_read(sheet: Worksheet) -> None:
    found = read(workbook({NAMES[sheet]: page([titles(sheet), example(sheet)])}))
    assert found == ImportContents()


def test_an_example_written_over_in_part_is_named_and_not_passed_over() -> None:
    ((line, key, refusal),) = faults(
        workbook({NAME: page([titles(Worksheet.TASKS), example(Worksheet.TASKS, title="Khác")])})
    )
    assert (line, key, type(refusal)) == (2, "number", c.ExampleKept)
    found = read(workbook({NAME: page([titles(Worksheet.TASKS), example(Worksheet.TASKS, number="")])}))
    assert len(found.tasks) == 1, "without the mark it is a task"


# Numbers as they are shown

MARCH, EVE = datetime(1900, 3, 1), datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet has no zone


@pytest.mark.parametrize(
    ("code", "look"),
    {
        "General": "number",
        "0.00": "number",
        '#,##0 "đồng"': "number",
        "[Red]0": "number",
        '"ngày" 0': "number",
        "dd/mm/yyyy": "date",
        "[$-42A]d mmmm yyyy": "date",
        "yyyy\\-mm\\-dd": "date",
        "mmm": "date",
        "h:mm AM/PM": "time",
        "[h]:mm": "time",
        "mm:ss": "time",
        "": "number",
    }.items(),
)
def test_the_format_says_whether_a_number_is_a_day(code: str, look: str) -> None:
    assert look_of(code) == look


@given(st.datetimes(MARCH))
def test_a_day_is_counted_back_from_its_number(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - EVE).total_seconds() / 86_400
    assert moment_of(serial, since_1904=False) == moment


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#,.%;"dmy h', max_size=12))
def test_any_number_is_shown_in_any_format(value: float, code: str) -> None:
    assert shown(value, code)
    moment_of(value, since_1904=True)
