"""Tasks that come again, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from domain.recurrences import Recurrence
from handlers.texts.scene import Scene

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


def listed(scene: Scene, going_on: Sequence[Recurrence]) -> str:
    if not going_on:
        return (
            "Không có nhiệm vụ định kỳ nào. Khi giao việc, thêm dòng <code>Lặp lại: hằng tháng</code> để việc tự được "
            "giao lại mỗi kỳ."
        )
    lines = [_line(scene, one) for one in going_on]
    stop = f"Dừng một nhiệm vụ định kỳ: <code>/dinhky dừng {going_on[0].code}; lý do</code>"
    return "\n".join(["<b>Nhiệm vụ định kỳ</b>", *lines, stop])


def _line(scene: Scene, one: Recurrence) -> str:
    assert one.next_at is not None
    title = escape(str(one.form["title"])[:SHOWN_TITLE])
    return (
        f"• <b>{one.code}</b> {title} – {escape(str(one.form['lead'])[:SHOWN_TITLE])}\n"
        f"  {rule_words(one.rule)}; kỳ sau giao {scene.moment(one.next_at)}"
    )


def stopped(one: Recurrence) -> str:
    return f"Đã dừng nhiệm vụ định kỳ <b>{one.code}</b>. Các việc đã giao vẫn tiếp tục; muốn thu hồi, gõ /thuhoi và mã việc."
