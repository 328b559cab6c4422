"""What may be typed behind /baocao: a time, what about, in which form, in any order; what is unclear is asked back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import DateQuestion, Interval, read_interval
from deadlines.refusals import IntervalUnclear
from domain.figures.figures import Rank
from domain.figures.scopes import Scope
from domain.office.chart import Chart
from domain.office.directory import Directory
from domain.office.people import Unit
from domain.refusals import Refusal, SeveralPeople, UnknownPerson, Unreadable, ValueUnknown
from handlers.reports.buttons import form_buttons
from handlers.reports.parsing import parse_wanted
from handlers.reports.queries import ReportQuery
from tests.handlers.report_samples import scene, told
from tests.handlers.samples.cast import AN, CALENDAR, KHANH, LEADER, NOW, PEOPLE, UNITS, person_of
from texts.buttons import parse_list_press
from texts.reports import chat as texts
from texts.reports import naming
from texts.reports.forms import ReportForm

LABOUR = "Phòng Lao động, Thương binh và Xã hội"
OTHER_AN, QUY = 11, 12
CHART = Directory(
    units={**UNITS, 9: Unit(id=9, name=LABOUR, parent_id=1)},
    people={**PEOPLE, OTHER_AN: person_of(OTHER_AN, "Lê Thị Ảnh", 9, ""), QUY: person_of(QUY, "Trần Thị Quý", 3, "")},
)


def read(phrase: str) -> Interval | DateQuestion:
    return read_interval(phrase, now=NOW, calendar=CALENDAR)


def parsed(text: str, chart: Chart = CHART) -> ReportQuery:
    return parse_wanted(text, chart, read)


NOVEMBER = Interval(first=date(2026, 11, 1), last=date(2026, 11, 30))
OCTOBER = Interval(first=date(2026, 10, 1), last=date(2026, 10, 31))
QUARTER = Interval(first=date(2026, 10, 1), last=date(2026, 12, 31))
YEAR = Interval(first=date(2026, 1, 1), last=date(2026, 12, 31))

CLEAR = {
    "": ReportQuery(),
    "tháng 11/2026": ReportQuery(days=NOVEMBER),
    "thang 11/2026": ReportQuery(days=NOVEMBER),
    "tháng trước": ReportQuery(days=OCTOBER),
    "quý IV/2026": ReportQuery(days=QUARTER),
    "6 tháng đầu năm 2026": ReportQuery(days=Interval(first=date(2026, 1, 1), last=date(2026, 6, 30))),
    "01/11/2026 - 15/11/2026": ReportQuery(days=Interval(first=date(2026, 11, 1), last=date(2026, 11, 15))),
    "từ đầu năm đến nay": ReportQuery(days=Interval(first=date(2026, 1, 1), last=date(2026, 11, 30))),
    "nay": ReportQuery(moment=True),
    "tại thời điểm này": ReportQuery(moment=True),
    "tại 15/11/2026": ReportQuery(days=Interval(first=date(2026, 11, 15), last=date(2026, 11, 15)), moment=True),
    "tháng 11/2026 Phòng Kinh tế": ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2)),
    "Phòng Kinh tế tháng 11/2026": ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2)),
    "phong kinh te thang 11/2026 xlsx": ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2), forms=(ReportForm.XLSX,)),
    "tháng 11/2026 của Phòng Kinh tế": ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2)),
    f"{LABOUR} quý IV/2026": ReportQuery(days=QUARTER, scope=Scope(unit_id=9)),
    "năm 2026 Nguyễn Văn An": ReportQuery(days=YEAR, scope=Scope(person_id=AN)),
    "năm 2026 đồng chí Nguyễn Văn An (Phòng Kinh tế)": ReportQuery(days=YEAR, scope=Scope(person_id=AN)),
    "Lê Thị Ảnh ảnh": ReportQuery(scope=Scope(person_id=OTHER_AN), forms=(ReportForm.PICTURE,)),
    "Trần Thị Quý quý IV/2026": ReportQuery(days=QUARTER, scope=Scope(person_id=QUY)),
    "lĩnh vực đất đai tháng 11/2026 docx": ReportQuery(
        days=NOVEMBER, scope=Scope(field="đất đai"), forms=(ReportForm.DOCX,)
    ),
    "tháng 11/2026 lĩnh vực đất đai": ReportQuery(days=NOVEMBER, scope=Scope(field="đất đai")),
    "người giao Trần Quốc Hùng tháng này": ReportQuery(days=NOVEMBER, scope=Scope(assigner_id=LEADER)),
    "cấp lãnh đạo": ReportQuery(scope=Scope(rank=Rank.LEADER)),
    "cấp văn phòng": ReportQuery(scope=Scope(rank=Rank.OFFICE)),
    "Văn phòng": ReportQuery(scope=Scope(unit_id=4)),
    "văn bản 1234/UBND-TH": ReportQuery(scope=Scope(document="1234/UBND-TH")),
    "văn bản số 1234/UBND-TH văn bản docx": ReportQuery(scope=Scope(document="1234/UBND-TH"), forms=(ReportForm.DOCX,)),
    "danh sách quá hạn": ReportQuery(forms=(ReportForm.OVERDUE,)),
    "xlsx docx": ReportQuery(forms=(ReportForm.XLSX, ReportForm.DOCX)),
    "mẫu 20 hạt giống 7 tháng 11/2026": ReportQuery(days=NOVEMBER, drawn=20, seed=7),
    "11/2026 u#2 linh vuc nv-12 vuong mac": ReportQuery(
        days=NOVEMBER, scope=Scope(unit_id=2, field="nv-12"), forms=(ReportForm.BLOCKERS,)
    ),
    "quy iv/2026 p#6": ReportQuery(days=QUARTER, scope=Scope(person_id=KHANH)),
    "tháng 11/2026; Phòng Kinh tế; xlsx": ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2), forms=(ReportForm.XLSX,)),
    "cả cơ quan tháng 11/2026": ReportQuery(days=NOVEMBER),
}


@pytest.mark.parametrize(("text", "expected"), CLEAR.items(), ids=CLEAR.keys())
def test_what_is_clear(text: str, expected: ReportQuery) -> None:
    assert parsed(text) == expected


PARTS = ("tháng 11/2026", "Phòng Kinh tế", "lĩnh vực đất đai", "xlsx", "mẫu 20", "hạt giống 7")


@settings(max_examples=40, deadline=None)
@given(parts=st.permutations(PARTS))
def test_the_parts_come_in_any_order(parts: list[str]) -> None:
    scope = Scope(unit_id=2, field="đất đai")
    assert parsed(" ".join(parts)) == ReportQuery(
        days=NOVEMBER, scope=scope, forms=(ReportForm.XLSX,), drawn=20, seed=7
    )


ASKED = {
    "tháng 13/2026": IntervalUnclear,
    "tháng 10 11": IntervalUnclear,
    "tháng 10 tháng 11": IntervalUnclear,
    "thứ 2 tuần": IntervalUnclear,
    "2026": IntervalUnclear,
    "tháng 11/2026 Phòng Kinh": UnknownPerson,
    "Nguyễn Văn Am": UnknownPerson,
    "người giao Trần Quốc Hưn": UnknownPerson,
    "lĩnh vực": Unreadable,
    "người giao": Unreadable,
    "mẫu 0": ValueUnknown,
    "mẫu 999999999999999": ValueUnknown,
    "u#99": Unreadable,
    "Phòng Kinh tế Phòng Tài nguyên": Unreadable,
    "x" * 400: Unreadable,
}


@pytest.mark.parametrize(("text", "refusal"), ASKED.items(), ids=[text[:40] for text in ASKED])
def test_what_is_unclear_is_asked_back(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        parsed(text)


def test_a_name_of_several_is_asked_back_and_what_was_chosen_stands_for_it() -> None:
    namesake = person_of(13, "Nguyễn Văn An", 3, "")
    chart = Directory(units=CHART.units, people={**CHART.people, 13: namesake})
    text = "tháng 11/2026 Nguyễn Văn An xlsx"
    with pytest.raises(SeveralPeople) as asked:
        parsed(text, chart)
    chosen = chart.with_names({asked.value.name: "Nguyễn Văn An (Phòng Tài nguyên)"})
    assert parsed(text, chosen).scope == Scope(person_id=13)
    with pytest.raises(UnknownPerson) as unknown:
        parsed("quý IV/2026 Nguyễn Văn Am", chart)
    meant = chart.with_names({unknown.value.name: "Ngô Văn Khánh"})
    assert parsed("quý IV/2026 Nguyễn Văn Am", meant).scope == Scope(person_id=KHANH)


def test_a_time_chosen_for_an_unclear_one_stands_for_it() -> None:
    with pytest.raises(IntervalUnclear) as asked:
        parsed("Phòng Kinh tế 30/11 - 01/11 xlsx")
    chosen = {asked.value.phrase: "01/11/2026 – 30/11/2026"}
    found = parse_wanted("Phòng Kinh tế 30/11 - 01/11 xlsx", CHART, lambda phrase: read(chosen.get(phrase, phrase)))
    assert found == ReportQuery(days=NOVEMBER, scope=Scope(unit_id=2), forms=(ReportForm.XLSX,))


PIECES = st.sampled_from(
    [*CLEAR, *ASKED, "tháng", "11", "đến", "-", ";", "\n", "của", "mẫu", "quý", "nay", "tại", "Phòng", "văn bản", "u#1"]
)


@settings(max_examples=100, deadline=None)
@given(text=st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=8).map(" ".join)))
def test_whatever_is_typed_is_understood_or_asked_back(text: str) -> None:
    try:
        wanted = parsed(text)
    except Refusal:
        return
    assert wanted.days is None or wanted.days.first <= wanted.days.last


@settings(max_examples=60, deadline=None)
@given(first=st.dates(date(2020, 1, 1), date(2026, 11, 30)), length=st.integers(0, 800))
def test_the_time_is_printed_and_carried_by_buttons_as_it_is_read(first: date, length: int) -> None:
    days = Interval(first=first, last=first + timedelta(days=length))
    typed = naming.days_typed(days)
    assert parsed(typed).days == days
    assert parsed(texts.carried(typed)).days == days


SCOPES = (
    Scope(),
    Scope(unit_id=2),
    Scope(unit_id=2, person_id=AN),
    Scope(assigner_id=LEADER, rank=Rank.LEADER),
    Scope(unit_id=2, field="đầu tư xây dựng cơ sở hạ tầng nông thôn"),
    Scope(document="1234/UBND-TH"),
)


@pytest.mark.parametrize("scope", SCOPES)
def test_each_button_asks_for_the_same_report_in_its_form(scope: Scope) -> None:
    report = told(3, scope=scope)
    buttons = [button for row in form_buttons(scene(), report, now=NOW) for button in row]
    assert len(buttons) == len(ReportForm)
    code = report.report.lines[0].case.code.lower()
    meant = replace(scope, field=scope.field and code, document=scope.document and code)
    for button, form in zip(buttons, ReportForm, strict=True):
        assert len(button.data.encode()) <= 64
        pressed = parse_list_press(button.data)
        assert pressed is not None
        assert pressed[0] == "baocao"
        assert parsed(pressed[1]) == ReportQuery(days=NOVEMBER, scope=meant, forms=(form,))


def test_whole_months_quarters_and_years_are_named() -> None:
    assert [naming.days_typed(days) for days in (NOVEMBER, QUARTER, YEAR)] == [
        "tháng 11/2026",
        "quý IV/2026",
        "năm 2026",
    ]
    assert naming.slug("tháng 11/2026") == "thang-11-2026"
