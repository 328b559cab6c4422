"""The backlog in words: what is overdue, how long, with whom it lies (M53)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from actions.delivery.outgoing import AnyRendered
from actions.duties.lists import Backlog, Line
from domain.duties.cases import Case, Deadline
from domain.duties.duties import Duty, DutyKind
from domain.duties.lists import AGES, COUNTED, Unread, age_of, working_days_late
from domain.office.calendar import Calendar
from domain.refusals import LastDeadlineSet
from texts.duties.lists import counted, next_page, pages, title, unread_line, whose_part
from texts.scene import Scene, by_when
from texts.words import OLDER

STILL_LATE = "; việc vẫn tính là quá hạn"
SHOWN = 12  # lines of the weekly list; the rest is counted


def age_label(age: int) -> str:
    return f"Trên {age} ngày" if age else "Tất cả"


def _age_head(age: int) -> str:
    return f"<b>Quá hạn trên {age} ngày làm việc</b>" if age else f"<b>Quá hạn đến {AGES[-1]} ngày làm việc</b>"


def backlog(scene: Scene, shown: Backlog, *, age: int, calendar: Calendar, now: datetime) -> str:
    """One page of what is overdue, oldest first, under the heading of each age."""
    where = "cả cơ quan" if shown.whole else "đơn vị của đồng chí"
    if not shown.page.lines:
        more = f" trên {age} ngày làm việc" if age else ""
        return "\n".join([f"Không có việc nào quá hạn{more} ở {where}.", *_unread(scene, shown.circulars)])
    sizes = ", ".join(f"trên {one} ngày làm việc: {_size(size)}" for one, size in shown.sizes if one)
    head = f"<b>Việc quá hạn ở {where}: {counted(shown.page)}</b> ({sizes}){pages(shown.page)}"
    lines = [line for _, line in _by_age(scene, shown.page.lines, calendar=calendar, now=now)]
    example = shown.page.lines[0][1].code
    others = ", ".join(f"<code>/dutdiem {OLDER} {one}</code>" for one in AGES if one != age)
    return "\n".join(
        [
            head,
            *lines,
            f"Đặt hạn dứt điểm (người giao, một lần): <code>/dutdiem {example} hạn; lý do</code>. "
            f"Đôn đốc ngay: <code>/dondoc {example}</code>",
            f"Lọc: {others}.{next_page(shown.page, 'dutdiem', f'{OLDER} {age}' if age else '')}",
            *_unread(scene, shown.circulars),
        ]
    )


def _unread(scene: Scene, circulars: Sequence[tuple[Case, Unread]]) -> list[str]:
    """A line for each circular that is overdue, whoever has not read it: it is no work, and must not hide what is."""
    if not circulars:
        return []
    return ["<b>Văn bản phổ biến quá hạn đọc</b>", *(unread_line(scene, case, one) for case, one in circulars)]


def _size(size: int) -> str:
    return str(size) if size < COUNTED else f"từ {COUNTED}"


def _by_age(scene: Scene, lines: Sequence[Line], *, calendar: Calendar, now: datetime) -> list[tuple[int, str]]:
    """Each age's heading and lines in one text."""
    dated = [(working_days_late(duty, now=now, calendar=calendar), duty, case) for duty, case in lines]
    texts = []
    for age, group in groupby(dated, key=lambda one: age_of(one[0])):
        shown = [_line(scene, duty, case, days) for days, duty, case in group]
        texts.append((age, "\n".join([_age_head(age), *shown])))
    return texts


def _line(scene: Scene, duty: Duty, case: Case, days: int) -> str:
    last = f" – hạn dứt điểm <b>{scene.deadline(duty.last)}</b>" if duty.last else ""
    late = f"quá {days} ngày làm việc" if days else "quá hạn hôm nay"
    return (
        f"• {title(case)} – {whose_part(scene, duty)}\n  Hạn {by_when(scene, duty)}, <b>{late}</b>{last}; "
        f"{scene.holder(duty)} giữ từ {scene.moment(duty.held_since)}"
    )


def weekly(scene: Scene, sayings: Sequence[AnyRendered], *, calendar: Calendar, now: datetime) -> str:
    """The weekly list as one text: all that a person must see cleared, oldest first; what has no room is counted."""
    owed = [(one.duty, one.case) for one in sayings if one.duty is not None and one.case is not None]
    owed.sort(key=lambda line: (line[0].deadline.moment, line[0].id))
    lines = [line for line in owed if line[0].kind is not DutyKind.READING]
    circulars = _by_circular([line for line in owed if line[0].kind is DutyKind.READING])
    if not lines:
        return "\n".join(_unread(scene, circulars[:SHOWN]))
    rest = len(lines) - SHOWN
    return "\n".join(
        [
            f"<b>Cần dứt điểm: {len(lines)} việc quá hạn chưa xong</b> (quá hạn lâu nhất trước)",
            *(text for _, text in _by_age(scene, lines[:SHOWN], calendar=calendar, now=now)),
            *([f"… và {rest} việc nữa."] if rest > 0 else []),
            *_unread(scene, circulars[:SHOWN]),
            "Toàn bộ danh sách: /dutdiem hoặc <code>/dagiao quá hạn</code>. Người giao đặt hạn cuối cùng, một lần: "
            f"<code>/dutdiem {lines[0][1].code} hạn; lý do</code>. Đôn đốc ngay: <code>/dondoc {lines[0][1].code}</code>",
        ]
    )


def _by_circular(lines: Sequence[Line]) -> list[tuple[Case, Unread]]:
    found: dict[int, tuple[Case, Unread]] = {}
    for duty, case in lines:
        readers = found[case.id][1].readers + 1 if case.id in found else 1
        one = Unread(case_id=case.id, duty_id=duty.id, due_at=case.deadline.moment, readers=readers)
        found[case.id] = (case, one)
    return list(found.values())


def sets_anew(scene: Scene, already: LastDeadlineSet, last: Deadline) -> str:
    """There is one last deadline: another in its place is asked for."""
    return (
        f"<b>{already.code}</b> đã có hạn dứt điểm <b>{scene.moment(already.due_at)}</b>; hạn dứt điểm chỉ đặt một lần. "
        f"Nếu thật cần đổi thành <b>{scene.deadline(last)}</b>, chọn <b>Đặt lại</b> (hoặc gõ: đặt lại); người giữ việc "
        "được báo cả hai hạn, nhật ký ghi lại. Chưa đổi gì."
    )


def last_set(scene: Scene, case: Case, duty: Duty, *, anew: bool = False) -> str:
    assert duty.last is not None
    return (
        f"Đã đặt hạn dứt điểm <b>{case.code}</b>: <b>{scene.deadline(duty.last)}</b>, báo {scene.who_holds(duty)}. "
        f"Hạn {scene.deadline(duty.deadline)} vẫn giữ nguyên{'' if anew else STILL_LATE}. Theo dõi: /lichsu {case.code}"
    )
