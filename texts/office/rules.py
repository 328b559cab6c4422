"""The rules of the office in words: a sentence for every field of the policy, readable on a phone (M8, M44).

A new field of Policy or Rungs without its words fails a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from html import escape
from itertools import islice
from typing import Any

from actions.office.rules import RulesInForce
from domain.office.calendar import DAY, Calendar
from domain.office.hours import Session
from domain.rules.lengths import Urgency
from domain.rules.policy import Policy
from domain.rules.step_times import StepTimes
from texts.notices.bulletins import review_day, wanted
from texts.notices.step_words import TIME_WORDS
from texts.scene import Scene
from texts.words import NOT_ANNOUNCED, URGENCIES, WEEKDAYS

DAYS_AHEAD = 400  # of the calendar that is looked through
SHOWN_DAYS = 15  # stretches of days off

# One line for all urgencies, by the field of Policy; the ladder itself stands above.
RULES: dict[str, Callable[[Any], str]] = {
    "opinion_before": lambda days: (
        f"Lấy ý kiến: nhắc trước hạn {days[0]} ngày làm việc; trước hạn {days[1]} ngày làm việc nhắc lại và báo thủ trưởng đơn vị. "
        "Đến hạn không trả lời: ghi nhận mặc nhiên đồng ý; nếu câu trả lời có thể đã không tới Dondoc thì hỏi lại và chờ thêm "
        "1 ngày làm việc, vẫn không chắc thì Văn phòng quyết định"
    ),
    "opinion_days": lambda days: f"Lấy ý kiến không ghi hạn: {days} ngày làm việc",
    "opinion_units": lambda count: f"Lấy ý kiến quá {count} đơn vị một lần: phải nêu lý do",
    "opinion_rounds": lambda count: f"Lấy ý kiến quá {count} lần về cùng nhiệm vụ hoặc dự thảo: phải nêu lý do",
    "empty_phrases": lambda phrases: (
        f"Ý kiến chỉ có câu chữ chung chung (danh sách {len(phrases)} câu): đề nghị nêu rõ một lần, giữ nguyên thì lưu kèm ghi chú"
    ),
    "circular_days": lambda days: f"Phổ biến văn bản không ghi hạn: {days} ngày làm việc",
    "silence_repeats": lambda count: (
        f"Báo cấp trên việc không có tiến độ nhiều nhất {count} lần nữa sau lần đầu; sau đó chỉ còn trong phiếu tuần của thủ trưởng"
    ),
    "overdue_repeats": lambda count: (
        f"Nhắc quá hạn nhiều nhất {count} lần nữa sau lần đầu; sau đó mỗi tuần một danh sách dứt điểm cho người giao và Văn phòng"
    ),
}
APART = frozenset({"version", "rungs", "sheets"})  # the heading; the ladder; what is said without being asked


def rules(scene: Scene, found: RulesInForce, *, now: datetime) -> list[str]:
    """The ladder, the other rules with the office hours, the days off ahead: a message each."""
    policy = found.policy
    head = f"<b>Quy định đang áp dụng</b> (bản {policy.version}, từ {scene.moment(found.since)}). Việc đã giao giữ bản lúc giao."
    return [
        "\n\n".join([head, *(_ladder(urgency, policy.rungs[urgency]) for urgency in Urgency)]),
        "\n".join(["<b>Quy định chung</b>", *_general(policy), "", *_hours(found.calendar)]),
        "\n".join(_days(found.calendar, now)),
    ]


def _ladder(urgency: Urgency, rungs: StepTimes) -> str:
    lines = [f"• {words.said(getattr(rungs, time))}" for time, words in TIME_WORDS.items()]
    return "\n".join([f"<b>{URGENCIES[urgency]}</b>", *lines])


def _general(policy: Policy) -> Iterator[str]:
    for field in fields(Policy):
        if field.name not in APART:
            yield f"• {RULES[field.name](getattr(policy, field.name))}"
    yield "• Hỏa tốc: mọi giờ, ngày tính theo đồng hồ và lịch, kể cả đêm và ngày nghỉ; chỉ hạn lấy ý kiến vẫn phải là ngày làm việc"
    yield "• Đôn đốc ngay bằng /dondoc: mỗi phần việc mỗi ngày một lần"
    yield "• Hạn chỉ ghi ngày: nhắc đến 17:00, hết ngày (24:00) mới quá hạn"
    yield wanted(policy.sheets.wanted)
    yield review_day(policy.sheets.review_day)


def _hours(calendar: Calendar) -> Iterator[str]:
    yield "<b>Giờ làm việc</b>"
    yield f"• {_sessions(calendar.hours)}"
    for season in calendar.seasons:
        yield f"• {_day(season.first)} – {_day(season.last)}: {_sessions(season.hours)}"
    yield "• Ngoài giờ Dondoc không nhắn, trừ Hỏa tốc và trả lời lệnh của chính đồng chí"


def _sessions(sessions: tuple[Session, ...]) -> str:
    return ", ".join(f"{one.opens:%H:%M}–{one.closes:%H:%M}" for one in sessions)


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _days(calendar: Calendar, now: datetime) -> Iterator[str]:
    today = calendar.day_of(now)
    yield "<b>Ngày nghỉ, làm bù sắp tới</b> (ngoài Thứ Bảy, Chủ Nhật)"
    shown = [
        f"• {_stretch(first, last)}: {escape(what)}"
        for first, last, what in islice(_stretches(calendar, today), SHOWN_DAYS)
    ]
    yield from shown or ["• Chưa có ngày nào được ghi"]
    if any(NOT_ANNOUNCED in line for line in shown):
        yield "«dự kiến»: chưa có thông báo chính thức của năm đó, có thể thay đổi"


def _stretch(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _stretches(calendar: Calendar, today: date) -> Iterator[tuple[date, date, str]]:
    """Days ahead that are not as their weekday says, those of one name that follow each other together."""
    open_one: tuple[date, date, str] | None = None
    for number in range(DAYS_AHEAD):
        day = today + number * DAY
        what = _unusual(calendar, day)
        if what is None:
            continue
        if open_one is not None and open_one[2] == what and open_one[1] + DAY == day:
            open_one = (open_one[0], day, what)
            continue
        if open_one is not None:
            yield open_one
        open_one = (day, day, what)
    if open_one is not None:
        yield open_one


def _unusual(calendar: Calendar, day: date) -> str | None:
    if day in calendar.worked:
        return f"đi làm bù ({calendar.worked[day]})"
    if day in calendar.days_off:
        forecast = f" {NOT_ANNOUNCED}" if day in calendar.forecasts else ""
        return f"nghỉ – {calendar.days_off[day]}{forecast}"
    if day in calendar.half_days:
        return f"nghỉ nửa ngày – {calendar.half_days[day]}"
    return None
