"""A report as a picture (M35, M40, M42)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.pictures.reports import MOST_PEOPLE, MOST_UNITS, draw, report_picture
from domain.figures.reports import Report
from domain.figures.workloads import Load
from tests.handlers.pictures.cases import SCENE
from tests.handlers.pictures.figures import BUSY, EMPTY, OFFICE, QUIET, boxes, load, month, report
from tests.handlers.pictures.looking import can_be_read, named, texts


@pytest.mark.parametrize("shown", [OFFICE, BUSY, QUIET, EMPTY], ids=["office", "busy", "quiet", "empty"])
def test_the_reports_to_be_looked_at_can_be_read(shown: Report) -> None:
    can_be_read(draw(SCENE, shown))
    assert report_picture(SCENE, shown).startswith(b"\x89PNG")


def test_units_stand_by_size_and_their_boxes_add_up() -> None:
    canvas = draw(SCENE, report([(2, boxes(1, 2, 0, 1)), (3, boxes(9, 0, 3)), (4, boxes())]))
    assert texts(canvas, "unit") == ["Phòng Tài nguyên", "Phòng Kinh tế"]
    assert [str(one.get_gid()) for one in named(canvas, "unit") if ":" in str(one.get_gid())] == [
        *("unit:9", "unit:3"),
        *("unit:1", "unit:2", "unit:1"),
    ]
    assert texts(canvas, "total") == ["12", "4"]
    assert any("Tổng số 16 nhiệm vụ" in words for words in texts(canvas))


def test_the_smallest_units_and_the_least_busy_people_are_counted() -> None:
    canvas = draw(SCENE, BUSY)
    assert len(texts(canvas, "unit")) == MOST_UNITS
    assert texts(canvas, "unit")[-1] == "6 đơn vị khác"
    totals = [int(words) for words in texts(canvas, "total")[:MOST_UNITS]]
    assert sum(totals) == BUSY.whole.boxes.total
    assert totals[:-1] == sorted(totals[:-1], reverse=True)
    assert len(texts(canvas, "person")) == MOST_PEOPLE
    assert "… và 3 người nữa đang giữ ít việc hơn." in texts(canvas)


def test_the_trend_prints_what_each_share_is_of_and_leaves_out_a_month_without_one() -> None:
    canvas = draw(SCENE, report(trend=[month(9, 12.5, 1, 1), month(10, None), month(11, 8, 3, 0, 5, 1)]))
    assert texts(canvas, "month") == ["1/2", "0/0", "3/4", "09/26", "10/26", "11/26"]
    assert texts(canvas, "value") == ["50", "75", "12,5", "8"]
    assert len([one for one in named(canvas, "share") if len(one.get_xdata()) == 2]) == 0  # type: ignore[attr-defined]


def test_who_holds_most_stands_first() -> None:
    canvas = draw(SCENE, report(loads=[load(100, 3, 0), load(101, 7, 2), replace(load(102, 0, 0))]))
    assert texts(canvas, "person") == ["Phạm Văn Bình", "Nguyễn Văn An"]
    assert texts(canvas, "total") == ["7 (2 quá hạn)", "3"]


def test_an_empty_report_says_so() -> None:
    shown = texts(draw(SCENE, EMPTY))
    assert "Không có nhiệm vụ nào trong thời gian này." in shown
    assert shown.count("Chưa có số liệu.") == 2


COUNT = st.integers(0, 100_000)
UNITS = st.lists(st.tuples(st.integers(200, 259), st.builds(boxes, COUNT, COUNT, COUNT, COUNT)), max_size=30)
MONTHS = st.lists(st.tuples(st.none() | st.floats(0, 99_999), COUNT, COUNT), max_size=12)
LOADS = st.lists(
    st.integers(0, 5000).flatmap(lambda n: st.builds(load, st.integers(90, 159), st.just(n), st.integers(0, n)))
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(units=UNITS, months=MONTHS, loads=LOADS)
def test_whatever_the_figures_are_can_be_read(
    units: list[tuple[int, object]], months: list[tuple[float | None, int, int]], loads: list[Load]
) -> None:
    trend = [month(number, *figures) for number, figures in enumerate(months, start=1)]
    can_be_read(draw(SCENE, report(units, trend, loads)))  # type: ignore[arg-type]
