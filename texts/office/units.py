"""The unit's board in words, and the words of its printed sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from html import escape, unescape

from actions.office.units import Board
from domain.duties.cases import Case
from domain.duties.duties import Duty
from texts.duties.lists import whose_part
from texts.duty_words import PARTS, PHASES
from texts.phrases import capital, plain
from texts.scene import Scene, by_when

SHOWN = 8  # duties under one heading
MOST_LOADS = 12  # people named with what they hold
TITLE = 70
HEADINGS = (
    ("overdue", "Quá hạn"),
    ("unacknowledged", "Chưa xác nhận"),
    ("waiting", "Đang chờ nghiệm thu, ký, quyết định"),
    ("others", "Đang thực hiện"),
)
COLUMNS = ("Mã", "Việc", "Phần việc", "Người giữ", "Hạn", "Tình trạng", "Ký nhận / kết quả")


def board(scene: Scene, shown: Board) -> str:
    counts = ", ".join(f"{title.lower()} {len(getattr(shown, name))}" for name, title in HEADINGS)
    parts = [f"<b>{escape(shown.unit.name)}</b>: {len(shown.everything)} phần việc đang mở ({counts})."]
    for name, title in HEADINGS:
        listed: Sequence[Duty] = getattr(shown, name)
        if listed and name != "others":
            lines = [_line(scene, duty, shown.cases[duty.case_id]) for duty in listed[:SHOWN]]
            more = [f"… và {len(listed) - SHOWN} việc nữa."] if len(listed) > SHOWN else []
            parts.append("\n".join([f"<b>{title}</b> ({len(listed)})", *lines, *more]))
    if shown.unread:
        parts.append("\n".join(["<b>Văn bản phổ biến chưa đọc hết</b>", *_unread(scene, shown)]))
    loads = Counter(duty.holder_id for duty in shown.everything)
    if loads:
        late = Counter(duty.holder_id for duty in shown.overdue)
        named = [
            f"{_who(scene, shown, key)} {count} ({late[key]} quá hạn)" for key, count in loads.most_common(MOST_LOADS)
        ]
        parts.append(f"<b>Khối lượng việc đang giữ</b>: {'; '.join(named)}")
    parts.append(
        f"Xem một việc: /viec kèm mã. In phiếu cho người không dùng điện thoại: <code>/donvi {escape(shown.unit.name)}; in</code>"
    )
    return "\n\n".join(parts)


def _who(scene: Scene, shown: Board, key: int) -> str:
    """With the own unit of somebody from elsewhere, as who has to accept the unit's results."""
    person = scene.chart.people.get(key)
    if person is None or person.unit_id is None or scene.chart.is_within(person.unit_id, shown.unit.id):
        return scene.present(key)
    return scene.present(key, scene.unit(person.unit_id))


def _unread(scene: Scene, shown: Board) -> list[str]:
    """A line for each circular, below the tasks."""
    readers = Counter(duty.case_id for duty in shown.unread)
    found = [
        f"• <b>{(case := shown.cases[case_id]).code}</b> {escape(_title(case))}: {count} người chưa đọc, "
        f"hạn {scene.moment(case.deadline.moment)}"
        for case_id, count in list(readers.items())[:SHOWN]
    ]
    return [*found, *([f"… và {len(readers) - SHOWN} văn bản nữa."] if len(readers) > SHOWN else [])]


def _title(case: Case) -> str:
    return case.title if len(case.title) <= TITLE else case.title[: TITLE - 1] + "…"


def _line(scene: Scene, duty: Duty, case: Case) -> str:
    whose = f" – {whose_part(scene, duty)}"
    return f"• <b>{case.code}</b> {escape(_title(case))}{whose}\n  {scene.holder(duty)} giữ từ {scene.moment(duty.held_since)}; hạn {by_when(scene, duty)}"


def sheet_made(shown: Board) -> str:
    return (
        f"Phiếu theo dõi của <b>{escape(shown.unit.name)}</b> ({len(shown.everything)} phần việc) gửi kèm để in. Việc báo trên giấy do Văn phòng ghi: "
        "<code>/ghigiay Họ tên; /nhan NV-12</code>"
    )


def sheet_title(shown: Board) -> str:
    return f"PHIẾU THEO DÕI CÔNG VIỆC – {shown.unit.name}"


def sheet_date(scene: Scene, now: datetime) -> str:
    return f"Lập lúc {scene.moment(now)}. Người thực hiện ký nhận, ghi kết quả và gửi lại Văn phòng."


def sheet_row(scene: Scene, duty: Duty, case: Case) -> tuple[str, ...]:
    """A row as plain text: it goes into a document, not into a message."""
    holder = scene.chart.people.get(duty.holder_id)
    about = (scene.unit_elsewhere(duty), scene.in_place_of_head(duty), scene.away(duty.holder_id))
    beside = "; ".join(part for part in about if part)
    taken = "" if duty.acknowledged_at is not None else "; chưa xác nhận"
    state = capital(PHASES[duty.phase])
    return (
        case.code,
        case.title,
        PARTS[duty.kind],
        f"{holder.name if holder else ''}{f' ({unescape(beside)})' if beside else ''}",
        plain(by_when(scene, duty)),
        f"{state}{taken}",
        "",
    )
