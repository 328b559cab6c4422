"""Tasks that come again, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from actions.duties.recurrences import RecurrenceStatus
from domain.duties.recurrences import Recurrence
from texts.office.successions import how_to_mend, stuck_because
from texts.scene import Scene

PERIODS = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}
WEEKDAYS = {
    "MO": "thứ Hai",
    "TU": "thứ Ba",
    "WE": "thứ Tư",
    "TH": "thứ Năm",
    "FR": "thứ Sáu",
    "SA": "thứ Bảy",
    "SU": "Chủ Nhật",
}
SHOWN_TITLE = 80


WORKING_DAYS = "MO,TU,WE,TH,FR"
LAST_OF = {"3,6,9,12": "quý", "12": "năm"}  # by the months whose last day it is


def rule_words(rule: str) -> str:
    """The rule as people say it."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    if parts.get("BYDAY") == WORKING_DAYS:
        return "mỗi ngày làm việc"
    if parts.get("BYMONTH") in LAST_OF:
        return f"ngày làm việc cuối mỗi {LAST_OF[parts['BYMONTH']]}"
    period, count = PERIODS[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    every = f"{count} {period} một lần" if count > 1 else f"hằng {period}"
    if parts.get("BYMONTHDAY") == "-1" and count > 1:  # the end of every third month need not be that of a quarter
        return f"ngày làm việc cuối tháng, {every}"
    return f"{_day(parts)} {_MONTHS.get((period, count), every)}".strip()


_MONTHS = {("tháng", 3): "hằng quý", ("tháng", 12): "hằng năm"}


def _day(parts: Mapping[str, str]) -> str:
    """Which day of the period."""
    if "BYDAY" in parts:
        return WEEKDAYS[parts["BYDAY"]]
    days = parts.get("BYMONTHDAY")
    if days == "-1":
        return "ngày làm việc cuối"
    return f"ngày {days.rsplit(',', 1)[-1]}" if days else ""


def listed(scene: Scene, going_on: Sequence[RecurrenceStatus]) -> str:
    if not going_on:
        return (
            "Không có nhiệm vụ định kỳ nào. Khi giao việc, thêm dòng <code>Lặp lại: hằng tháng</code> để việc tự được "
            "giao lại mỗi kỳ."
        )
    lines = [_line(scene, one) for one in going_on]
    code = going_on[0].recurrence.code
    return "\n".join(
        [
            "<b>Nhiệm vụ định kỳ</b>",
            *lines,
            f"Đổi người: <code>/dinhky sửa {code}; Chủ trì: Họ tên hoặc đơn vị</code>",
            f"Dừng: <code>/dinhky dừng {code}; lý do</code>",
        ]
    )


def _line(scene: Scene, standing: RecurrenceStatus) -> str:
    """Where its next date stands: when it is given, or why it cannot be."""
    one = standing.recurrence
    assert one.next_at is not None
    title, lead = (escape(" ".join(str(one.form[key]).split())[:SHOWN_TITLE]) for key in ("title", "lead"))
    if standing.hindrance is None:
        stands = f"kỳ sau giao {scene.moment(one.next_at)}"
    else:
        why = type(standing.hindrance).__name__
        stands = (
            f"<b>kỳ hạn {scene.day(standing.deadline.moment)} chưa giao được</b>, vì {stuck_because(why)} "
            f"(Dondoc thử lại {scene.moment(one.next_at)}).\n  {how_to_mend(one.code, why)}"
        )
    return f"• <b>{one.code}</b> {title} – {lead}\n  {rule_words(one.rule)}; {stands}"


def changed(scene: Scene, standing: RecurrenceStatus) -> str:
    one = standing.recurrence
    assert one.next_at is not None
    lead = escape(" ".join(str(one.form["lead"]).split())[:SHOWN_TITLE])
    assigner = f", người giao {escape(one.form['assigner'])}" if one.form.get("assigner") else ""
    return (
        f"Đã sửa nhiệm vụ định kỳ <b>{one.code}</b>: chủ trì {lead}"
        f"{assigner}. "
        f"Kỳ hạn {scene.day(standing.deadline.moment)} giao {scene.moment(one.next_at)}. Các việc đã giao giữ nguyên."
    )


def stopped(one: Recurrence) -> str:
    return f"Đã dừng nhiệm vụ định kỳ <b>{one.code}</b>. Các việc đã giao vẫn tiếp tục; muốn thu hồi, gõ /thuhoi và mã việc."
