"""Who held a case, as a picture (M33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle

from actions.duties.history import History
from documents.pictures.courses import MOST_HOLDERS, Course, course_of
from documents.pictures.holding import LEFT, RIGHT, draw, holding_picture
from domain.acts import Act
from domain.duties.cases import TITLE_LIMIT
from domain.duties.duties import DutyKind, Outcome, Phase
from domain.ladder.steps import StepKind
from domain.office.chart import Chart
from domain.office.people import Person
from tests.handlers.pictures.cases import CASES, SCENE, happened, hours_on, long_case, many_units, part, stepped, told
from tests.handlers.pictures.looking import can_be_read, named, stays_left_of, texts
from tests.handlers.samples.cases import OPINION, TASK
from tests.handlers.samples.cast import CALENDAR, CHART, at
from texts.scene import Scene

W = Phase.WORKING


def seen(history: History, now: datetime, scene: Scene = SCENE) -> Course:
    course = course_of(scene, history, calendar=CALENDAR, now=now)
    assert course is not None
    return course


def bars(course: Course) -> list[tuple[str, float, float]]:
    """Each piece: its phase, and from where to where it lies of the whole width."""
    found = []
    for one in named(draw(course), "bar"):
        assert isinstance(one, Rectangle)
        left, width = one.get_x() - LEFT, one.get_width()
        found.append((str(one.get_gid()), left / (RIGHT - LEFT), (left + width) / (RIGHT - LEFT)))
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_cases_to_be_looked_at_can_be_read(name: str) -> None:
    canvas = draw(seen(*CASES[name]()))
    can_be_read(canvas)
    stays_left_of(canvas, "holder", LEFT)
    stays_left_of(canvas, "spent", LEFT)


def test_a_bar_for_each_holder_along_working_time() -> None:
    """Friday 13:00 to Tuesday 09:30 is fourteen hours of work; the deadline is Monday 16:30."""
    history = told(TASK, [part(1, TASK, DutyKind.LEAD, [(100, W, 4), (101, Phase.SUBMITTED, 4)], start=at(4, 13))])
    course = seen(history, at(8, 9, 30))
    assert course.axis.whole == timedelta(hours=14)
    shown = bars(course)
    assert [(kind, round(since * 14, 2), round(until * 14, 2)) for kind, since, until in shown] == [
        ("bar:working", 0, 4),
        ("bar:submitted", 4, 11.5),
        ("bar:submitted", 11.5, 14),
    ]
    assert texts(draw(course), "day") == ["04/12", "07/12", "08/12"]


def test_names_hours_and_lateness_stand_beside_the_bars() -> None:
    canvas = draw(seen(*long_case()))
    assert texts(canvas, "holder")[:4] == [
        "Đỗ Thị Cúc",
        "Nguyễn Văn An",
        "Công T. T. N. T. P. Thảo",
        "Trần N. Ngọc Bảo Khánh",
    ]
    assert texts(canvas, "spent")[:3] == ["9 giờ", "76 giờ", "40 giờ"]
    assert [one for one in texts(canvas, "spent") if "trễ" in one]
    assert texts(canvas, "part")[0] == "Chủ trì – Phòng Kinh tế"
    assert texts(canvas, "ended") == ["đã nghiệm thu"]


def test_deadlines_acknowledgements_nudges_escalations_extensions_and_returns_are_marked_and_explained() -> None:
    canvas = draw(seen(*long_case()))
    marks = [str(one.get_gid()) for one in named(canvas, "mark")]
    assert {mark: marks.count(f"mark:{mark}") for mark in ("extended", "returned")} == {"extended": 3, "returned": 1}
    assert {"mark:acknowledged", "mark:nudged", "mark:escalated"} <= set(marks)
    assert len(named(canvas, "deadline")) == 5  # three and the first of the lead, one of the coordinating unit
    assert set(texts(canvas, "key")) == {
        *("đang thực hiện", "chờ nghiệm thu", "chờ thủ trưởng ký", "tạm dừng", "chưa xác nhận", "giữ sau hạn"),
        *("xác nhận đã nhận", "nhắc việc, đôn đốc", "báo lên trên", "được gia hạn", "bị trả lại"),
        *("hạn ban đầu", "hạn ở giữa", "hạn đang có hiệu lực", "lúc lập hình"),
    }


def test_a_word_to_the_holder_is_a_nudge_and_to_anybody_else_an_escalation() -> None:
    lead = part(1, TASK, DutyKind.LEAD, [(100, W, 40)])
    entries = [stepped(lead[0], StepKind.OVERDUE, at(1, 9), 100), stepped(lead[0], StepKind.OVERDUE, at(3, 9), 100, 2)]
    entries += [stepped(lead[0], StepKind.OVERDUE, at(2, 9)), happened(lead[0], Act.DUTY_NUDGED, at(4, 9))]
    marks = seen(told(TASK, [lead], entries), at(7)).bands[0].rows[0].marks
    assert [(moment, str(mark)) for moment, mark in marks if mark != "acknowledged"] == [
        (at(1, 9), "nudged"),
        (at(3, 9), "escalated"),
        (at(4, 9), "nudged"),
    ]


def test_silence_that_became_consent_is_marked_at_its_moment() -> None:
    course = seen(*many_units())
    deemed = [row for band in course.bands if band.ended == "mặc nhiên đồng ý" for row in band.rows]
    assert len(deemed) == 2
    for row in deemed:
        assert (hours_on(OPINION.opened_at, 50), "deemed") in row.marks


def test_what_is_too_much_is_said_in_words() -> None:
    history, now = many_units(40)
    canvas = draw(seen(history, now))
    can_be_read(canvas)
    (words,) = [one for one in texts(canvas) if one.startswith("Còn ")]
    assert len(texts(canvas, "part")) + int(words.split()[1]) == 40
    crowded = part(1, TASK, DutyKind.LEAD, [(100 + n, W, 3) for n in range(14)])
    canvas = draw(seen(told(TASK, [crowded]), at(9)))
    can_be_read(canvas)
    assert len(texts(canvas, "holder")) == MOST_HOLDERS
    assert "… và 4 người nữa đã giữ phần này." in texts(canvas)


def test_the_lead_stands_first_and_what_is_open_before_what_has_ended() -> None:
    ended = part(1, TASK, DutyKind.COORDINATING, [(101, W, 3)], unit=200, closed=Outcome.ACCEPTED)
    still = part(2, TASK, DutyKind.COORDINATING, [(102, W, 3)], unit=201)
    lead = part(3, TASK, DutyKind.LEAD, [(103, W, 3)], unit=202)
    titles = [band.title for band in seen(told(TASK, [ended, still, lead]), at(2)).bands]
    assert [title.split(" – ")[0] for title in titles] == ["Chủ trì", "Phối hợp", "Phối hợp"]
    assert titles[1].endswith("Môi trường")


def test_a_case_begun_and_looked_at_on_a_day_off_has_a_picture() -> None:
    lead = part(1, TASK, DutyKind.LEAD, [(103, W, 3)], start=at(5, 10), taken=None)
    canvas = draw(seen(told(TASK, [lead]), at(6, 9)))
    can_be_read(canvas)
    assert texts(canvas, "spent") == ["0 giờ"]


def test_a_deadline_far_ahead_does_not_make_the_past_a_dot() -> None:
    far = replace(TASK, original=replace(TASK.original, moment=at(30, month=11, year=2027)))
    course = seen(told(far, [part(1, far, DutyKind.LEAD, [(103, W, 10)])]), at(3))
    assert course.axis.last == at(3)
    assert not named(draw(course), "deadline")


def test_several_years_have_dates_with_their_year() -> None:
    lead = part(1, TASK, DutyKind.LEAD, [(103, W, 3000), (104, W, 1000)])
    canvas = draw(seen(told(TASK, [lead]), at(30, month=11, year=2028)))
    can_be_read(canvas)
    assert all(len(label) == len("30/11/26") for label in texts(canvas, "day"))


def test_a_reader_who_sees_no_such_part_is_shown_no_picture() -> None:
    assert course_of(SCENE, told(TASK, []), calendar=CALENDAR, now=at(2)) is None


@pytest.mark.parametrize(
    "title", ["$\\frac{1}{0}$ _^{", "<b>&amp;</b> %s {0}", "📌 báo cáo ⏰", "x" * TITLE_LIMIT, "\u0301" * 40]
)
def test_what_people_typed_is_only_written(title: str) -> None:
    scene = Scene(
        timezone=SCENE.timezone,
        chart=Chart(units=CHART.units, people={103: Person(id=103, name=f"{title[:100]} $a$", unit_id=2)}),
    )
    history = told(replace(TASK, title=title), [part(1, TASK, DutyKind.LEAD, [(103, W, 10)])])
    course = seen(history, at(2), scene)
    can_be_read(draw(course))
    assert holding_picture(course).startswith(b"\x89PNG")


NAMES = st.text(alphabet="aAơỢđĐẫMWiỹ ", min_size=1, max_size=60).filter(str.strip)
PHASES = st.sampled_from([phase for phase in Phase if phase is not Phase.CLOSED])
HELD = st.lists(st.tuples(st.integers(100, 111), PHASES, st.integers(0, 120)), min_size=1, max_size=12)
PART = st.tuples(HELD, st.none() | st.sampled_from([Outcome.ACCEPTED, Outcome.WITHDRAWN]), st.integers(0, 300))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(PART, min_size=1, max_size=8),
    names=st.lists(NAMES, min_size=12, max_size=12),
    days=st.integers(0, 400),
)
def test_whatever_happened_can_be_read(
    parts: list[tuple[list[tuple[int, Phase, int]], Outcome | None, int]], names: list[str], days: int
) -> None:
    people = {100 + n: Person(id=100 + n, name=name, unit_id=2) for n, name in enumerate(names)}
    scene = Scene(timezone=SCENE.timezone, chart=Chart(units=SCENE.chart.units, people=people))
    made = [
        part(n, TASK, DutyKind.COORDINATING, held, unit=200 + n, closed=closed, terms=[(late, at(20, 17))])
        for n, (held, closed, late) in enumerate(parts, start=1)
    ]
    entries = [
        stepped(duty, StepKind.OVERDUE, hours_on(duty.opened_at, hours), 100, 2)
        for duty, _ in made
        for hours in (9, 10, 70)
    ]
    entries += [happened(duty, Act.EXTENSION_GRANTED, hours_on(duty.opened_at, 70)) for duty, _ in made]
    canvas = draw(seen(told(TASK, made, entries), at(1) + timedelta(days=days), scene))
    can_be_read(canvas)
    stays_left_of(canvas, "holder", LEFT)
    for one in named(canvas, "bar"):
        assert isinstance(one, Rectangle)
        assert LEFT <= one.get_x() <= one.get_x() + one.get_width() <= RIGHT + 0.01
