"""Figures of one person: what they have in hand, what they did, what was late and why, their points by month (M39, M40,
M54). The bot measures; people judge."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actions.reports import FinishedReport
from domain.figures.lists import latest
from domain.figures.points import Points
from domain.figures.workloads import Load
from texts.phrases import lines, span
from texts.reports import words as rw
from texts.reports.chat import boxes, events, head, later
from texts.reports.lists import LISTED, late_line
from texts.scene import Scene

MOST_MONTHS = 12


def dossier(scene: Scene, told: FinishedReport, *, typed: str) -> str:
    """Figures for the person and for who may read them; `typed` is the command that asks for them again, empty for
    one's own."""
    made = told.report
    person = scene.chart.people.get(told.scope.person_id or 0)
    name = scene.full(person) if person else scene.person(told.scope.person_id)
    parts = [
        lines(head(scene, told, "Số liệu cá nhân"), f"Cá nhân: {name}"),
        boxes(made.whole, moment=made.is_moment),
        _load([load for load in made.loads if load.person_id == told.scope.person_id]),
        events(made.whole),
        _points([one for one in made.points if one.person_id == told.scope.person_id]),
        _late(scene, told),
        later(scene, told),
        _note(typed),
    ]
    return "\n\n".join(part for part in parts if part)


def _load(loads: Sequence[Load]) -> str:
    """Lines on what the person holds now, and for how long they held work in the time."""
    return "\n".join(
        f"Đang giữ {rw.number(load.open_now)} phần việc, quá hạn {rw.number(load.overdue_now)}. Trong kỳ đã giữ "
        f"{rw.number(load.held)} phần việc, tổng {span(load.holding)} làm việc, trong đó sau hạn {span(load.holding_late)}."
        for load in loads
    )


def _points(points: Sequence[Points]) -> str:
    counted = [one for one in points if one.progress is not None]
    if not counted:
        return ""
    shown = [
        f"• {rw.month(one.month)}: {rw.points(one.progress)}/100 – {rw.number(one.products)} sản phẩm, chậm {rw.number(one.delays)}"
        + (f", chậm do khách quan đã xác nhận {rw.number(one.excused)} (không trừ)" if one.excused else "")
        + (f", bị trả lại {rw.number(one.returned)}" if one.returned else "")
        + (f", tự giao, tự nghiệm thu {rw.number(one.self_judged)}" if one.self_judged else "")
        for one in counted[-MOST_MONTHS:]
    ]
    return lines(
        "<b>Điểm tiến độ theo tháng</b> (mỗi lần chậm trừ 25% điểm tiến độ của sản phẩm, trừ khi nguyên nhân khách quan "
        "đã được xác nhận; Nghị định 335/2025/NĐ-CP)",
        *shown,
    )


def _late(scene: Scene, told: FinishedReport) -> str:
    late = latest(told.report.lines)
    if not late:
        return ""
    rest = len(late) - LISTED
    return lines(
        f"<b>Việc chậm: {rw.number(len(late))} trong {rw.number(told.report.whole.boxes.total)} nhiệm vụ</b>",
        *(late_line(scene, told, line) for line in late[:LISTED]),
        f"… và {rw.number(rest)} việc nữa." if rest > 0 else "",
    )


def _note(typed: str) -> str:
    judged = (
        "<i>Dondoc chỉ đo và nêu số liệu kèm căn cứ; việc đánh giá, xếp loại do người có thẩm quyền quyết định.</i>"
    )
    if typed:
        return f"{judged}\nHồ sơ đầy đủ: <code>/baocao {escape(typed)} docx</code>, <code>/baocao {escape(typed)} xlsx</code>"
    return f"{judged}\nKỳ khác: <code>/toi năm 2026</code>. Số liệu chưa đúng: xin báo Văn phòng."
