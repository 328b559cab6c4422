"""Tasks that come again, in words."""

from __future__ import annotations

from collections.abc import Sequence
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


def rule_words(rule: str) -> str:
    """The rule as people say it; parts of an iCalendar rule that nobody says are shown as they stand."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    period = PERIODS[parts.pop("FREQ")]
    count = int(parts.pop("INTERVAL", "1"))
    every = f"{count} {period} một lần" if count > 1 else f"hằng {period}"
    if (count, period) == (3, "tháng"):
        every = "hằng quý"
    day = _day(parts)
    rest = ";".join(f"{key}={value}" for key, value in parts.items())
    return " ".join(part for part in (day, every, f"({escape(rest)})" if rest else "") if part)


def _day(parts: dict[str, str]) -> str:
    """Which day of the period; what it says is taken out of `parts`."""
    if parts.get("BYDAY") == "MO,TU,WE,TH,FR":
        del parts["BYDAY"]
        return "mỗi ngày làm việc,"
    if parts.get("BYDAY") in WEEKDAYS:
        return WEEKDAYS[parts.pop("BYDAY")]
    days = parts.get("BYMONTHDAY")
    if days is None:
        return ""
    if days == "-1":
        del parts["BYMONTHDAY"]
        of = {"3,6,9,12": "quý", "12": "năm"}.get(parts.pop("BYMONTH", ""), "")
        return f"ngày làm việc cuối {of}," if of else "ngày làm việc cuối"
    if "," not in days or parts.get("BYSETPOS") == "-1":
        del parts["BYMONTHDAY"]
        parts.pop("BYSETPOS", None)
        return f"ngày {days.rsplit(',', 1)[-1]}"
    return ""


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
