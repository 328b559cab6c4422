"""Lists in words: each line says which case, what part, by when, since when late, and with whom it lies."""

from __future__ import annotations

from datetime import datetime
from html import escape

from actions.duties.lists import HandedOut, Line, ListPage
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind, Phase
from domain.duties.lists import COUNTED, AssignedList, OwnList, Unread, is_kept_waiting
from domain.office.calendar import Calendar
from domain.office.people import Unit
from domain.rules.lengths import Urgency
from texts.duty_words import PARTS, PHASES
from texts.phrases import capital
from texts.scene import Scene, by_when
from texts.words import EVERYTHING, GIVEN, HELD, PAGE, SEARCH, URGENCIES, WAITING_PARTS

SHORT_TITLE = 80
BEFORE, BEHIND = "« Trang trước", "Trang sau »"
BY_ME, BY_ANYBODY = "Tôi giao", "Cả cơ quan"
OF_ALL_UNITS = "Mọi đơn vị"
GIVEN_LABELS = {
    AssignedList.ALL: "Chưa xong",
    AssignedList.LATE: "Quá hạn",
    AssignedList.MINE: "Chờ tôi",
    AssignedList.LONGEST: "Giữ lâu nhất",
}
_WHAT = {
    AssignedList.ALL: "chưa xong",
    AssignedList.LATE: "quá hạn",
    AssignedList.MINE: "đang chờ chính đồng chí",
    AssignedList.LONGEST: "chưa xong",
}

_HEADS = {
    OwnList.ALL: "{count} việc đang chờ đồng chí</b> (gấp nhất trước)",
    OwnList.LATE: "{count} việc quá hạn đang chờ đồng chí</b> (quá hạn lâu nhất trước)",
    OwnList.TODAY: "{count} việc có hạn hôm nay</b>",
    OwnList.WEEK: "{count} việc có hạn trong tuần này</b> (Thứ Hai đến Chủ Nhật)",
    OwnList.WAITING: "{count} việc đồng chí đã nộp hoặc đã hỏi, đang chờ người khác</b> (chờ lâu nhất trước)",
}
_NONE = {
    OwnList.ALL: "Đồng chí không có việc nào đang chờ.",
    OwnList.LATE: "Đồng chí không có việc nào quá hạn.",
    OwnList.TODAY: "Đồng chí không có việc nào có hạn hôm nay.",
    OwnList.WEEK: "Đồng chí không có việc nào có hạn trong tuần này.",
    OwnList.WAITING: "Đồng chí không chờ việc nào ở người khác.",
}


def held(scene: Scene, page: ListPage, *, which: OwnList, calendar: Calendar, now: datetime) -> str:
    """The list of what waits for the reader, or of what the reader waits for."""
    if not page.lines:
        return _NONE[which] if which is OwnList.ALL else f"{_NONE[which]} Tất cả việc đang chờ: /viec"
    line = _waiting_line if which is OwnList.WAITING else _held_line
    head = _HEADS[which].format(count=counted(page))
    others = [HELD[one] for one in OwnList if one not in {which, OwnList.ALL}]
    return "\n".join(
        [
            f"<b>{head}{pages(page)}:",
            *(line(scene, one, calendar=calendar, now=now) for one in page.lines),
            _one(page),
            _narrowing("viec", [*others, f"{SEARCH} từ trong tên việc"])
            + next_page(page, "viec", "" if which is OwnList.ALL else HELD[which]),
        ]
    )


def found(scene: Scene, page: ListPage, sought: tuple[str, ...], *, calendar: Calendar, now: datetime) -> str:
    """What was searched for in the titles."""
    words = escape(" ".join(sought))
    if not page.lines:
        return (
            f"Không có việc nào đang chờ đồng chí mà tên có «{words}». Mã việc gõ như <code>/viec NV-12</code>; "
            "tất cả việc đang chờ: /viec"
        )
    lines = [_held_line(scene, one, calendar=calendar, now=now) for one in page.lines]
    head = f"<b>{counted(page)} việc có tên chứa «{words}»</b>{pages(page)}:"
    return "\n".join([head, *lines, _one(page) + next_page(page, "viec", f"{SEARCH} {words}")])


def unread_line(scene: Scene, case: Case, one: Unread) -> str:
    return f"• {title(case)} – {one.readers} người chưa đọc, hạn {scene.moment(one.due_at)}; xem /viec {case.code}"


def _unread(scene: Scene, shown: HandedOut) -> list[str]:
    """Under the work of the first page."""
    if shown.page.number > 1 or not shown.circulars:
        return []
    return ["<b>Văn bản phổ biến chưa đọc hết</b>", *(unread_line(scene, case, one) for case, one in shown.circulars)]


def handed_out(scene: Scene, shown: HandedOut, *, which: AssignedList, calendar: Calendar, now: datetime) -> str:
    """What was handed out: with whom it lies, since when."""
    whose = "Cả cơ quan" if shown.everything else "Đồng chí"
    of = f" ở {_owner(scene, shown)}" if shown.whose else ""
    what = _WHAT[which]
    unread = _unread(scene, shown)
    if not shown.page.lines:
        back = (
            " Tất cả việc đã giao: /dagiao" if which is not AssignedList.ALL or shown.whose or shown.everything else ""
        )
        return "\n".join([f"{whose} không có việc nào đã giao {what}{of}.{back}", *unread])
    head = f"<b>{whose} đã giao{of}: {counted(shown.page)} phần việc {what}</b>"
    order = "ai giữ lâu nhất đứng đầu" if which is AssignedList.LONGEST else "để quá hạn lâu nhất đứng đầu"
    return "\n".join(
        [
            f"{head} ({order}){pages(shown.page)}:",
            *(_given_line(scene, one, calendar=calendar, now=now) for one in shown.page.lines),
            *unread,
            f"{_one(shown.page)} Đôn đốc ngay: <code>/dondoc {shown.page.lines[0][1].code}</code>.",
            _narrowing("dagiao", _given_choices(scene, shown, which)) + _given_next(shown, which),
        ]
    )


def _given_choices(scene: Scene, shown: HandedOut, which: AssignedList) -> list[str]:
    """What else may be typed: a filter, everything, one unit or person, of which those of the page are examples."""
    choices = [GIVEN[one] for one in AssignedList if one not in {which, AssignedList.ALL}]
    if shown.may_all and not shown.everything:
        choices.append(EVERYTHING)
    return [*choices, scene.typed_unit(shown.page.lines[0][0].unit_id) or "tên đơn vị", "họ tên người giữ"]


def _given_next(shown: HandedOut, which: AssignedList) -> str:
    named = escape(shown.whose.name) if shown.whose else ""
    typed = " ".join(part for part in (EVERYTHING if shown.everything else "", GIVEN[which], named) if part)
    return next_page(shown.page, "dagiao", typed)


def _owner(scene: Scene, shown: HandedOut) -> str:
    if isinstance(shown.whose, Unit):
        return escape(shown.whose.name)
    return scene.present(shown.whose.id) if shown.whose else ""


def counted(page: ListPage) -> str:
    return str(page.total) if page.counted else f"Hơn {COUNTED}"


def pages(page: ListPage) -> str:
    if page.pages == 1:
        return ""
    return f", trang {page.number}/{page.pages}" if page.counted else f", trang {page.number}"


def _one(page: ListPage) -> str:
    return f"Xem một việc: chọn mã ở dưới, hoặc gõ <code>/viec {page.lines[0][1].code}</code>."


def _narrowing(command: str, choices: list[str]) -> str:
    shown = ", ".join(f"<code>/{command} {choice}</code>" for choice in choices)
    return f"Lọc: {shown}."


def next_page(page: ListPage, command: str, typed: str) -> str:
    """How the next page is typed, where there is one."""
    if page.number >= page.pages:
        return ""
    behind = " ".join(part for part in (command, typed, PAGE, str(page.number + 1)) if part)
    return f" Trang sau: <code>/{behind}</code>."


def title(case: Case) -> str:
    """`NV-12 (Khẩn) title`, cut to a line or two of a phone."""
    urgency = f" ({URGENCIES[case.urgency]})" if case.urgency is not Urgency.NORMAL else ""
    short = case.title if len(case.title) <= SHORT_TITLE else case.title[: SHORT_TITLE - 1] + "…"
    return f"<b>{case.code}</b>{urgency} {escape(short)}"


def part(duty: Duty) -> str:
    """What the holder owes: a part in the case, or what waits for the holder in it."""
    if duty.phase is Phase.PAUSED:
        return f"{PARTS[duty.kind]}, {PHASES[duty.phase]}"
    return WAITING_PARTS.get(duty.phase, PARTS[duty.kind])


def whose_part(scene: Scene, duty: Duty) -> str:
    """The same with whose part it is, beside which stands who holds it."""
    waits = None if duty.kind is DutyKind.DECISION else WAITING_PARTS.get(duty.phase)
    if waits is not None:
        return f"{waits}; {PARTS[duty.kind]}: {scene.addressee(duty)}"
    whose = "" if duty.kind is DutyKind.DECISION else scene.addressee(duty)
    own = duty.named_id == duty.holder_id and not duty.to_unit
    whose = scene.unit(duty.unit_id) if own else whose
    return f"{part(duty)}, {whose}" if whose else part(duty)


def _by_when(scene: Scene, duty: Duty, *, calendar: Calendar, now: datetime) -> str:
    overdue = duty.is_overdue(now, calendar)
    handed_in = duty.phase is Phase.SUBMITTED
    since = f" – <b>{'nộp quá hạn' if handed_in else 'quá hạn'}</b> từ {scene.step(duty.late_from(calendar))}"
    slow = f" – <b>để chờ lâu</b>, quá {scene.moment(duty.act_by)}" if is_kept_waiting(duty, now=now) else ""
    last = f" – hạn dứt điểm <b>{scene.deadline(duty.last)}</b>" if duty.last else ""
    return f"{by_when(scene, duty)}{since if overdue else ''}{slow}{last}"


def _held_line(scene: Scene, line: Line, *, calendar: Calendar, now: datetime) -> str:
    duty, case = line
    new = " – chưa xác nhận" if duty.acknowledged_at is None else ""
    when = _by_when(scene, duty, calendar=calendar, now=now)
    return f"• {title(case)} – {part(duty)}\n  Hạn {when}{new}{scene.in_place_of(duty)}"


def _waiting_line(scene: Scene, line: Line, *, calendar: Calendar, now: datetime) -> str:
    duty, case = line
    when = _by_when(scene, duty, calendar=calendar, now=now)
    return f"• {title(case)} – {part(duty)}\n  {_held_by(scene, duty)}; hạn {when}"


def _given_line(scene: Scene, line: Line, *, calendar: Calendar, now: datetime) -> str:
    duty, case = line
    new = " – chưa xác nhận" if duty.acknowledged_at is None else ""
    when = _by_when(scene, duty, calendar=calendar, now=now)
    return f"• {title(case)} – {whose_part(scene, duty)}\n  {_held_by(scene, duty)}; hạn {when}{new}"


def _held_by(scene: Scene, duty: Duty) -> str:
    return f"{capital(scene.holder(duty))} giữ từ {scene.moment(duty.held_since)}"
