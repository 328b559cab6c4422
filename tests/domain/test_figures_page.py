"""docs/figures.md is published: every number of its examples is computed again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from domain.duties.duties import DecisionKind, DutyKind, Outcome
from domain.duties.opinions import Stance
from domain.duties.statements import Cause
from domain.figures.figures import Boxes, Figures, Grouping
from domain.figures.records import PostHeld
from domain.figures.reports import Report
from domain.figures.tallies import spread_of
from domain.office.people import Role
from tests.domain.cast import AGENCY, AN, BINH, CUC, DUC, ECONOMY, KHANH, LAND, LEADER, OFFICE, at
from tests.domain.registers import EVER, POSTS, Life, due, question, register, report

PAGE = (Path(__file__).parent.parent.parent / "docs" / "figures.md").read_text("utf-8")


def example(number: int) -> list[tuple[str, str]]:
    """The rows under `Số liệu | Kết quả` of that example."""
    section = re.split(r"^#+ ", PAGE.split(f"### Ví dụ {number}\n")[1], flags=re.MULTILINE)[0]
    table = section.split("| Số liệu | Kết quả |")[1]
    return re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", table, re.MULTILINE)


def hours(time: timedelta | None) -> str:
    assert time is not None
    whole, minutes = divmod(int(time.total_seconds()) // 60, 60)
    return f"{whole} giờ {minutes} phút" if minutes else f"{whole} giờ"


def share(part: int, of: int, quotient: float | None) -> str:
    assert quotient == part / of
    return f"{part}/{of} = {100 * quotient:.1f} %".replace(".", ",")


def of_group(told: Report, grouping: Grouping, key: object) -> Figures:
    return next((group.figures for group in told.groups[grouping] if group.key == key), Figures())


def boxes_example() -> dict[str, object]:
    begun = partial(Life, opened="2026-11-02 08:00")
    before = partial(Life, opened="2026-10-20 08:00")
    lives = [
        before(1, due=due("2026-11-05 16:30")).submitted("2026-11-05 16:30").closed("2026-11-06 09:00"),
        begun(2, due=due("2026-11-10")).submitted("2026-11-10 22:00").closed("2026-11-12 09:00"),
        begun(3, due=due("2026-11-10")).submitted("2026-11-12 09:00").closed("2026-11-13 09:00"),
        begun(4, due=due("2026-11-06"))
        .submitted("2026-11-06 09:00")
        .returned("2026-11-09 09:00")
        .submitted("2026-11-11 09:00")
        .closed("2026-11-12 09:00"),
        begun(5, due=due("2026-11-13"))
        .asks(DecisionKind.EXTENSION, "2026-11-12 09:00", until="2026-11-16 09:00", outcome=Outcome.GRANTED)
        .now_due("2026-11-16 09:00", due("2026-11-20"))
        .submitted("2026-11-19 15:00")
        .closed("2026-11-20 09:00"),
        begun(6, due=due("2026-11-30")).submitted("2026-11-27 09:00"),
        begun(7, due=due("2026-11-20")),
        begun(8, due=due("2026-11-20")).paused("2026-11-18 09:00"),
        begun(9, due=due("2026-12-10")),
        begun(10, due=due("2026-11-20")).closed("2026-11-16 09:00", Outcome.WITHDRAWN),
        before(11, due=due("2026-10-30")).submitted("2026-10-30 09:00").closed("2026-10-30 16:00"),
        begun(12, due=due("2026-11-13")).paused("2026-11-18 09:00"),
    ]
    told = report(register(lives))
    whole, boxes = told.whole, told.whole.boxes
    late = {line.case.number: line.days_late for line in told.lines if line.days_late}
    assert late == {3: 2, 4: 3, 7: 6, 12: 3}
    return {
        "Hoàn thành đúng hạn": boxes.done_on_time,
        "Hoàn thành quá hạn": boxes.done_late,
        "Đang làm trong hạn": boxes.open_on_time,
        "Đang làm quá hạn": boxes.open_overdue,
        "Thu hồi": boxes.cancelled,
        "Chuyển tiếp": whole.carried_over,
        "Mới": whole.begun,
        "Tỷ lệ đúng hạn trên số đã hoàn thành": share(boxes.done_on_time, boxes.done, boxes.on_time_of_done),
        "Tỷ lệ đúng hạn trên số đến hạn phải xong": share(
            boxes.done_on_time, boxes.fallen_due, boxes.on_time_of_fallen_due
        ),
        "Tổng số ngày chậm": whole.days_late,
        "Xong sớm": whole.early,
        "Tạm dừng": whole.paused,
        "Chờ nghiệm thu": whole.waiting,
        "Bị trả lại": whole.returns,
        "Xin gia hạn": whole.extensions_asked,
        "Được gia hạn": whole.extensions_granted,
    }


def times_example() -> dict[str, object]:
    life = (
        Life(20, opened="2026-11-02 16:00", due=due("2026-11-20"))
        .acknowledged("2026-11-05 08:30")
        .submitted("2026-11-10 10:00")
        .closed("2026-11-11 10:00")
    )
    told = report(register([life], away={AN: [("2026-11-03 00:00", "2026-11-05 00:00")]}))
    return {
        "Thời gian xác nhận": hours(told.whole.acknowledging.median),
        "Thời gian xử lý": hours(told.whole.handling.median),
        "Thời gian nghiệm thu": hours(told.whole.accepting.median),
    }


def holding_example() -> dict[str, object]:
    life = (
        Life(30, opened="2026-11-02 07:30", due=due("2026-11-04 16:00"))
        .submitted("2026-11-05 10:00")
        .closed("2026-11-06 10:00")
    )
    loads = {load.person_id: load for load in report(register([life])).loads}
    return {
        "Thời gian giữ của đồng chí An": hours(loads[AN].holding),
        "Trong đó quá hạn": hours(loads[AN].holding_late),
        "Thời gian giữ của lãnh đạo": hours(loads[LEADER].holding),
        "Trong đó quá hạn, của lãnh đạo": hours(loads[LEADER].holding_late),
    }


def asking_example() -> dict[str, object]:
    task = Life(40, opened="2026-11-02 07:30", due=due("2026-11-06"), holder=BINH).submitted("2026-11-06 16:00")
    asks = partial(question, due=due("2026-11-11"), serves_case_id=40, assigner_id=BINH)
    lives = [
        task.closed("2026-11-06 17:00"),
        asks(41, opened="2026-11-03 07:30", unit=LAND, head=DUC).answered(Stance.AGREE, "2026-11-04 17:00"),
        asks(42, opened="2026-11-04 07:30", unit=OFFICE).answered(Stance.NOT_OURS, "2026-11-05 17:00"),
    ]
    told = report(register(lives))
    return {
        "Được hỏi": told.whole.opinions.asked,
        "Trả lời đúng hạn": told.whole.opinions.in_time,
        "Không thuộc chức năng, ở dòng Phòng Kinh tế": of_group(told, Grouping.UNIT, ECONOMY).opinions.not_ours,
        "Không thuộc chức năng, ở dòng Văn phòng": of_group(told, Grouping.UNIT, OFFICE).opinions.not_ours,
        "Thời gian dành cho lấy ý kiến": hours(told.whole.asking),
        "Trên thời gian mở của nhiệm vụ": hours(told.whole.asked_about),
    }


def points_example() -> dict[str, object]:
    begun = partial(Life, opened="2026-11-02 08:00", due=due("2026-11-10"))
    lives = [
        begun(51).submitted("2026-11-09 09:00").closed("2026-11-10 09:00"),
        begun(52, kind=DutyKind.COORDINATING).submitted("2026-11-09 09:00", to=BINH).closed("2026-11-10 09:00"),
        begun(53).submitted("2026-11-12 09:00").closed("2026-11-13 09:00"),
        begun(54)
        .cause(Cause.OUTSIDE, "2026-11-11 09:00", confirmed="2026-11-12 09:00")
        .submitted("2026-11-12 09:00")
        .closed("2026-11-13 09:00"),
        begun(55),
        begun(56).submitted("2026-11-09 09:00"),
    ]
    (points,) = report(register(lives)).points
    assert points.person_id == AN
    return {
        "Sản phẩm": points.products,
        "Hoàn thành": points.completed,
        "Chậm": points.delays,
        "Được miễn": points.excused,
        "Tiến độ": f"{points.progress:.1f}".replace(".", ","),
    }


def unit_points_example() -> dict[str, object]:
    begun = partial(Life, opened="2026-11-02 08:00", due=due("2026-11-10"))
    of_land = partial(begun, holder=KHANH, unit=LAND)
    lives = [
        begun(61).submitted("2026-11-09 09:00").closed("2026-11-10 09:00"),
        begun(62).submitted("2026-11-12 09:00").closed("2026-11-13 09:00"),
        begun(63, holder=CUC),
        *(of_land(number).submitted("2026-11-09 09:00").closed("2026-11-10 09:00") for number in (64, 65)),
    ]
    found = {one.unit_id: one for one in report(register(lives)).unit_points}
    names = {AGENCY: "UBND huyện", ECONOMY: "Phòng Kinh tế", LAND: "Phòng Tài nguyên"}
    assert set(found) == set(names)
    return {
        f"{what}, {names[unit]}": value
        for unit, one in found.items()
        for what, value in {
            "Số người": one.people,
            "Sản phẩm": one.products,
            "Hoàn thành": one.completed,
            "Chậm": one.delays,
            "Tiến độ": f"{one.progress:.1f}".replace(".", ","),
        }.items()
    }


def chiefs_example() -> dict[str, object]:
    """Bình heads the unit until the middle of the month, then Cúc, who was its deputy for land until then."""
    change = at("2026-11-16 08:00")
    there = PostHeld(unit_id=ECONOMY, position="", roles=frozenset({Role.HEAD}), since=EVER, until=change)
    deputy = replace(there, roles=frozenset({Role.DEPUTY}), fields=("đất đai",))
    posts = {**POSTS, BINH: (there,), CUC: (deputy, replace(there, since=change, until=None))}
    begun = partial(Life, opened="2026-11-02 08:00", due=due("2026-11-13"), field="Đất đai")
    done = begun(71, closed_at=at("2026-11-13 09:00")).submitted("2026-11-12 09:00").closed("2026-11-13 09:00")
    known = replace(register([done, begun(72), begun(73, field=None)]), posts=posts)
    told = report(known)
    return {
        "Theo thủ trưởng: đồng chí Bình": of_group(told, Grouping.HEAD, BINH).boxes.total,
        "Theo thủ trưởng: đồng chí Cúc": of_group(told, Grouping.HEAD, CUC).boxes.total,
        "Theo cấp phó: đồng chí Cúc": of_group(told, Grouping.DEPUTY, CUC).boxes.total,
        "Theo cấp phó: không có": of_group(told, Grouping.DEPUTY, None).boxes.total,
    }


EXAMPLES = (
    *(boxes_example, times_example, holding_example, asking_example, points_example),
    *(unit_points_example, chiefs_example),
)


@pytest.mark.parametrize(
    ("number", "computed"),
    list(enumerate(EXAMPLES, start=1)),
    ids=lambda value: getattr(value, "__name__", None),
)
def test_an_example_is_as_written(number, computed):
    assert example(number) == [(name, str(value)) for name, value in computed().items()]


def test_ranks_are_as_written():
    spread = spread_of(timedelta(hours=hour) for hour in range(1, 11))
    written = f"trung vị là {hours(spread.median)}, mức 90 % là {hours(spread.ninth_decile)}"
    assert written in " ".join(PAGE.split())


def test_shares_of_nothing_are_none():
    assert Boxes().on_time_of_done is None
    assert Boxes(open_on_time=3).on_time_of_fallen_due is None
    assert "Mẫu số bằng 0 thì không có tỷ lệ" in PAGE
