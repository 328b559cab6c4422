"""The working calendar in words, and what a change of it means for one's cases (M27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import escape

from actions.office.calendars import CalendarView, Entered
from deadlines.readings import Interval
from domain.duties.cases import Deadline
from domain.ladder.replanning import Dated
from domain.office.calendar import DAY, Calendar
from domain.office.hours import CalendarEffect, Session
from domain.payloads.office import CalendarItem, CalendarNotice
from storage.calendars import DayKind, EnteredDay, EnteredHours
from texts.front.deadlines import interval_words
from texts.scene import Scene
from texts.words import NOT_ANNOUNCED

MOST_LINES = 40
KINDS = {
    DayKind.OFF: "nghỉ",
    DayKind.WORKED: "làm bù",
    DayKind.HALF: "làm việc buổi sáng, nghỉ chiều",
    DayKind.PLAIN: "ngày thường",
}
REVIEWED = (
    "Lịch đôn đốc của các việc đang mở được tính lại ngay; ai có hạn hoặc lịch nhắc thay đổi sẽ được báo một lần. "
    "Xem lịch: /lichnghi"
)


def shown(calendar: CalendarView) -> str:
    """What is special from today on, and the hours."""
    lines = [
        f"• {interval_words(days)}: {_what(one)}"
        for days, one in _grouped(calendar.days)
        if one.kind is not DayKind.PLAIN
    ]
    more = len(lines) - MOST_LINES
    if more > 0:
        lines = [*lines[:MOST_LINES], f"… và {more} dòng nữa."]
    foreseen = any(one.forecast for one in calendar.days)
    parts = [
        "<b>Lịch làm việc của cơ quan</b>",
        f"Giờ làm việc: {hours_words(calendar.calendar.hours)}, từ thứ Hai đến thứ Sáu.",
        *(_season(one) for one in calendar.hours),
        "<b>Ngày đặc biệt sắp tới</b>",
        "\n".join(lines) or "Chưa có ngày nào.",
    ]
    if foreseen:
        parts.append("Ngày ghi <i>dự kiến</i> chưa có thông báo chính thức; khi có, Văn phòng ghi vào bằng lệnh này.")
    return "\n".join(parts)


def _what(one: EnteredDay) -> str:
    name = escape(one.name) + (f" {NOT_ANNOUNCED}" if one.forecast else "")
    said = ", ".join(part for part in (KINDS[one.kind], name) if part)
    return f"{said} (theo {escape(one.notice)})" if one.notice else said


def _season(one: EnteredHours) -> str:
    days = interval_words(Interval(first=one.season.first, last=one.season.last))
    notice = f" (theo {escape(one.notice)})" if one.notice else ""
    return f"Riêng {days}: {hours_words(one.season.hours)}{notice}."


def _grouped(days: Sequence[EnteredDay]) -> Iterator[tuple[Interval, EnteredDay]]:
    """Days in a row about which the same is said."""
    first: EnteredDay | None = None
    last: EnteredDay | None = None
    for one in days:
        if first is not None and last is not None and _continues(last, one):
            last = one
            continue
        if first is not None and last is not None:
            yield Interval(first=first.day, last=last.day), first
        first = last = one
    if first is not None and last is not None:
        yield Interval(first=first.day, last=last.day), first


def _continues(last: EnteredDay, one: EnteredDay) -> bool:
    return replace(last, day=one.day) == one and one.day == last.day + DAY


def hours_words(hours: Sequence[Session]) -> str:
    return " và ".join(f"{session.opens:%H:%M}–{session.closes:%H:%M}" for session in hours)  # a range


def entered(done: Entered, kind: DayKind, notice: str) -> str:
    return f"Đã ghi <b>{KINDS[kind]}</b>: {_days(done.days)} (theo {escape(notice)}).\n{REVIEWED}"


def hours_entered(done: Entered, hours: Sequence[Session], notice: str) -> str:
    days = interval_words(Interval(first=done.first, last=done.last))
    by = f" (theo {escape(notice)})" if notice else ""
    return f"Đã ghi giờ làm việc <b>{hours_words(hours)}</b>: {days}{by}.\n{REVIEWED}"


def taken_back(done: Entered, calendar: Calendar) -> str:
    """What each of the days is from now on."""
    lines = [f"• {interval_words(Interval(first=day, last=day))}: {_now(calendar, day)}" for day in done.days]
    return "\n".join(["Đã bỏ. Từ nay:", *lines[:MOST_LINES], REVIEWED])


def _now(calendar: Calendar, day: date) -> str:
    off = calendar.why_off(day)
    if off is None:
        return "làm việc"
    forecast = f" {NOT_ANNOUNCED}" if day in calendar.forecasts else ""
    return f"nghỉ, {escape(off)}{forecast}" if off else "nghỉ cuối tuần"


def hours_taken_back(done: Entered) -> str:
    days = interval_words(Interval(first=done.first, last=done.last))
    return f"Đã bỏ giờ làm việc riêng của đợt {days}; áp dụng giờ làm việc thông thường.\n{REVIEWED}"


def _days(days: Iterable[date]) -> str:
    plain = [EnteredDay(day=day, kind=DayKind.OFF) for day in days]
    return "; ".join(interval_words(found) for found, _ in _grouped(plain))


# What it means for one's cases

_EFFECTS = {
    (CalendarEffect.MOVED, Dated.DEADLINE): "hạn cho ý kiến rơi vào ngày nghỉ nên chuyển sang <b>{at}</b>",
    (CalendarEffect.MOVED, Dated.ANSWER): "thời hạn giải quyết việc đang chờ chuyển sang <b>{at}</b>",
    (
        CalendarEffect.ON_DAY_OFF,
        Dated.DEADLINE,
    ): "hạn <b>{at}</b> nay rơi vào ngày nghỉ và vẫn giữ nguyên; cần đổi thì người giữ việc xin gia hạn: /giahan {code} hạn mới; lý do",
    (
        CalendarEffect.ON_DAY_OFF,
        Dated.MILESTONE,
    ): "mốc {number}, <b>{at}</b>, nay rơi vào ngày nghỉ và vẫn giữ nguyên; đạt mốc thì gõ /tiendo {code} mốc {number}: kết quả",
    (CalendarEffect.ON_DAY_OFF, Dated.LAST): "hạn dứt điểm <b>{at}</b> nay rơi vào ngày nghỉ và vẫn giữ nguyên",
}
_REPLANNED = "lịch nhắc thay đổi, lần tới: {at}"


def changed(scene: Scene, told: CalendarNotice) -> str:
    """The one message to a person: what moved, what falls on a day off, what is said at another moment."""
    lines = [f"• <b>{item.code}</b> – {escape(item.title)}: {_effect(scene, item)}." for item in told.items]
    if told.more:
        lines.append(f"… và {told.more} việc nữa.")
    return "\n".join(
        [
            "<b>Lịch làm việc của cơ quan vừa thay đổi.</b>",
            *lines,
            "Xem từng việc: gõ /viec kèm mã; xem lịch: /lichnghi.",
        ]
    )


def _effect(scene: Scene, item: CalendarItem) -> str:
    if item.effect is CalendarEffect.REPLANNED:
        return _REPLANNED.format(at=scene.step(item.at))
    said = _EFFECTS[item.effect, item.what]
    return said.format(
        at=scene.deadline(Deadline(moment=item.at, names_hour=item.names_hour)),
        code=item.code,
        number=item.number,
    )
