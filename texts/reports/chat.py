"""A report in the chat: few lines that a phone shows, each rate with what it was divided by (M35). The files have all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from actions.reports import FinishedReport
from domain.figures.figures import FOUR_BOXES, Boxes, Figures, Group, Grouping
from domain.figures.lists import groups_with_overdue
from domain.figures.points import UnitPoints, beside
from domain.figures.reports import Report
from domain.names import fold
from texts.phrases import lines
from texts.reports import rows as rr
from texts.reports import words as rw
from texts.reports.figures import BOXES
from texts.reports.forms import TYPED
from texts.reports.naming import days, days_typed
from texts.scene import Scene

MOST_UNITS = 5
MOST_PASSED = 10
LATER_TITLE = "Xác nhận sau khi tháng đã chốt"


def report(scene: Scene, told: FinishedReport, *, typed: str) -> str:
    """The whole in few lines; `typed` is the command that asks for it again."""
    made = told.report
    if made.is_empty:
        return f"{head(scene, told)}\n\nKhông có nhiệm vụ nào trong phạm vi và thời gian này. Chọn kỳ khác, ví dụ: <code>/baocao tháng trước</code>"
    return "\n\n".join(
        part
        for part in (
            head(scene, told),
            boxes(made.whole, moment=made.is_moment),
            _units(scene, made),
            events(made.whole),
            unit_points(scene, told),
            passings(scene, told),
            later(scene, told),
            _reading(),
            _more(typed),
        )
        if part
    )


def head(scene: Scene, told: FinishedReport, title: str = "Báo cáo thực hiện nhiệm vụ") -> str:
    """What it is, of what time, about what, as of when."""
    made = told.report
    moment = made.is_moment
    return lines(
        f"<b>{title}</b>",
        f"{'Tình trạng' if moment else 'Thời gian:'} {escape(rw.period(scene, made))}",
        f"Phạm vi: {escape(rw.about(scene, told.scope))}",
        "" if moment else f"Số liệu tính đến: {scene.step(made.at)}",
        _went_into(scene, told),
    )


def _went_into(scene: Scene, told: FinishedReport) -> str:
    """Note on a unit that has gone into another: what is counted where, and what to type for the other."""
    unit = scene.chart.units.get(told.scope.unit_id or 0)
    if unit is None or unit.ended_at is None:
        return ""
    into, made = scene.chart.heir_of(unit), told.report
    typed = "nay" if made.is_moment else days_typed(days(scene, made))
    when = "Kỳ này sau ngày sáp nhập" if made.since >= unit.ended_at else "Từ ngày sáp nhập"
    return (
        f"{when}: việc mới tính cho {escape(into.name)} (<code>/baocao {escape(typed)} {escape(into.name)}</code>); việc đã "
        f"giao cho {escape(unit.name)} vẫn tính theo tên này."
    )


def boxes(figures: Figures, *, moment: bool = False) -> str:
    """The four boxes with their sum, and both rates with their denominators."""
    four = figures.boxes
    if moment:
        return lines(
            f"<b>Đang thực hiện: {rw.number(four.total)} nhiệm vụ</b>",
            f"• Trong hạn: {rw.number(four.open_on_time)}",
            f"• Quá hạn: {rw.share(four.open_overdue, four.total)}",
            _standing(figures),
        )
    parts = " + ".join(rw.number(four.of(box)) for box in FOUR_BOXES)
    return lines(
        f"<b>Tổng số: {rw.number(four.total)} nhiệm vụ</b>",
        *(f"• {BOXES[box]}: {rw.number(four.of(box))}" for box in FOUR_BOXES),
        rw.self_judged(figures.self_judged),
        f"Cộng: {parts} = {rw.number(four.total)}. Đã thu hồi: {rw.number(four.cancelled)}, không tính vào tổng.",
        f"Kỳ trước chuyển sang {rw.number(figures.carried_over)}, giao trong kỳ {rw.number(figures.begun)} (kể cả đã thu hồi).",
        _rates(four),
        _standing(figures),
    )


def _rates(four: Boxes) -> str:
    return lines(
        f"Đúng hạn trong số đã hoàn thành: <b>{rw.share(four.done_on_time, four.done)}</b>",
        "Đúng hạn trong số phải hoàn thành (đã xong, và quá hạn chưa xong): "
        f"<b>{rw.share(four.done_on_time, four.fallen_due)}</b>",
    )


def _standing(figures: Figures) -> str:
    found = (
        f"{rw.number(figures.waiting)} đã nộp, chờ nghiệm thu" if figures.waiting else "",
        f"{rw.number(figures.paused)} đang tạm dừng" if figures.paused else "",
    )
    said = "; ".join(part for part in found if part)
    return f"Trong số đang thực hiện: {said}." if said else ""


def _units(scene: Scene, made: Report) -> str:
    """The units with most that is overdue; nothing where the report is about one unit or none is."""
    late = groups_with_overdue(made.groups.get(Grouping.UNIT, ()), partial(rw.group, scene, Grouping.UNIT))
    if not late:
        return ""
    shown = [f"{number}. {_unit(scene, one)}" for number, one in enumerate(late[:MOST_UNITS], start=1)]
    rest = len(late) - MOST_UNITS
    more = f"… và {rest} đơn vị khác còn việc quá hạn." if rest > 0 else ""
    return lines("<b>Đơn vị còn nhiều việc quá hạn</b>", *shown, more)


def _unit(scene: Scene, one: Group) -> str:
    four = one.figures.boxes
    name = escape(rw.group(scene, Grouping.UNIT, one))
    return f"{name}: {rw.number(four.open_overdue)} quá hạn trong {rw.number(four.total)} nhiệm vụ"


def unit_points(scene: Scene, told: FinishedReport) -> str:
    """Points in a report about a unit: its own of each month, and in the last those of the units below it (M39)."""
    own = [one for one in told.report.unit_points if one.unit_id == told.scope.unit_id is not None]
    if not own:
        return ""
    below = beside(told.report.unit_points, own[-1])
    rest = len(below) - MOST_UNITS
    more = f"… và {rest} đơn vị khác, đủ ở bảng tính (xlsx)" if rest > 0 else ""
    heading = "<b>Điểm tiến độ của đơn vị</b> (cộng từ cá nhân, gồm cả đơn vị trực thuộc; Nghị định 335/2025/NĐ-CP)"
    shown = (f"• {rw.month(one.month)}: {_of_points(one)}" for one in own)
    parts = (f"• {escape(rw.unit(scene, one.unit_id))}: {_of_points(one)}" for one in below[:MOST_UNITS])
    return lines(heading, *shown, *parts, more)


def _of_points(one: UnitPoints) -> str:
    return (
        f"{rw.points(one.progress)}/100 – {rw.number(one.products)} sản phẩm của {rw.number(one.people)} người, hoàn thành "
        f"{rw.share(one.completed, one.products)}, chậm {rw.share(one.delays, one.products)}"
        + (f"; tự giao, tự nghiệm thu {rw.number(one.self_judged)}" if one.self_judged else "")
    )


def passings(scene: Scene, told: FinishedReport) -> str:
    """Which tasks went up and which sideways (M15)."""
    ways = {True: "Chuyển lên vì vượt thẩm quyền", False: "Chuyển sang nơi khác vì không thuộc chức năng"}
    parts = []
    for upward, heading in ways.items():
        found = [one for one in told.report.passings if one.upward is upward]
        rest = len(found) - MOST_PASSED
        shown = (f"• {escape(rr.passed_on(scene, one))}" for one in found[:MOST_PASSED])
        more = f"… và {rest} việc nữa, đủ ở văn bản (docx)" if rest > 0 else ""
        parts += [lines(f"<b>{heading}: {rw.number(len(found))}</b>", *shown, more)] if found else []
    return "\n".join(parts)


def later(scene: Scene, told: FinishedReport) -> str:
    """What was confirmed in this time of months that were over: those keep their figures."""
    found = told.report.later
    rest = len(found) - MOST_PASSED
    more = f"… và {rest} việc nữa, đủ ở bảng tính (xlsx)" if rest > 0 else ""
    shown = (f"• {escape(rr.later(scene, one))}" for one in found[:MOST_PASSED])
    return lines(f"<b>{LATER_TITLE}</b> (số liệu của tháng ấy giữ nguyên)", *shown, more) if found else ""


def events(figures: Figures) -> str:
    """What happened beside the work; what did not is left out."""
    asked = figures.opinions
    found = (
        f"Xin gia hạn: {rw.number(figures.extensions_asked)}, được duyệt {rw.number(figures.extensions_granted)}."
        if figures.extensions_asked
        else "",
        f"Kết quả bị trả lại: {rw.number(figures.returns)} lần." if figures.returns else "",
        f"Chuyển việc: {rw.number(figures.transfers_up)} vượt thẩm quyền, "
        f"{rw.number(figures.transfers_sideways)} không thuộc chức năng."
        if figures.transfers_up or figures.transfers_sideways
        else "",
        f"Đề nghị từ chối: {rw.number(figures.refusals)}." if figures.refusals else "",
        f"Lấy ý kiến: {rw.number(asked.asked)} lượt hỏi; trả lời trong hạn {rw.share(asked.in_time, asked.asked)}; "
        f"mặc nhiên đồng ý {rw.number(asked.deemed)}; còn chờ {rw.number(asked.still_open)}."
        if asked.asked
        else "",
        f"Vướng mắc đã báo: {rw.number(figures.blockers)}, trong đó vướng quy định chồng chéo "
        f"{rw.number(figures.conflicting_law)}."
        if figures.blockers
        else "",
        f"Nguyên nhân chậm: khách quan đã xác nhận {rw.number(figures.outside_causes)}, "
        f"chủ quan {rw.number(figures.own_causes)}."
        if figures.outside_causes or figures.own_causes
        else "",
        f"Việc chậm có căn cứ bảo vệ (sáng kiến, vướng mắc báo kịp thời, việc mới, khó, thí điểm): "
        f"{rw.share(figures.protected, figures.boxes.done_late + figures.boxes.open_overdue)}."
        if figures.protected
        else "",
    )
    return "\n".join(part for part in found if part)


def _reading() -> str:
    return (
        "<i>Chậm hay không tính theo lúc nộp kết quả được nghiệm thu; đã nộp mà chưa nghiệm thu vẫn là đang thực hiện. "
        "Mỗi nhiệm vụ tính một lần, cho đơn vị chủ trì.</i>"
    )


def _more(typed: str) -> str:
    kinds = ", ".join(f"<code>{word}</code>" for word in TYPED.values())
    return (
        f"Chọn ở dưới để lấy tệp và danh sách, hoặc gõ thêm vào lệnh: {kinds}, <code>mẫu 20</code> (rút ngẫu nhiên 20 nhiệm vụ "
        f"để kiểm tra). Ví dụ: <code>/baocao {escape(typed)} xlsx</code>"
    )


# What is typed, and how files are named


def carried(typed: str) -> str:
    """The same in the few bytes of a button."""
    return fold(typed.removeprefix("tháng ")).replace(" - ", "-")


def files(scene: Scene, told: FinishedReport, names: Sequence[str]) -> str:
    """What goes with files: of what they are, and that this has been put on record."""
    return lines(
        head(scene, told),
        _drawn(told),
        f"Tệp gửi kèm: {', '.join(escape(name) for name in names)}. Mã băm của tệp đã ghi vào nhật ký để đối chiếu.",
    )


def _drawn(told: FinishedReport) -> str:
    if not told.sample:
        return ""
    return f"Mẫu kiểm tra: {len(told.sample)} nhiệm vụ, hạt giống {told.seed}."


def picture(scene: Scene, told: FinishedReport) -> str:
    """What goes with the picture alone."""
    if told.report.whole.boxes.total:
        return head(scene, told)
    return f"{head(scene, told)}\n\nKhông có nhiệm vụ nào nên không có ảnh."
