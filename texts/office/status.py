"""How the bot is doing, in words for the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.clock.audit import InstallationState
from domain.audits import LONGEST_UNSENT, Defect
from domain.intake import Hindrance
from domain.office.people import Person
from texts.front.upkeep import FAULTS
from texts.scene import Scene
from texts.words import channel_name

SHOWN_PEOPLE = 20
ASK_FOR_HELP = "Đề nghị báo người vận hành Dondoc kiểm tra ngay."

# Each with how many there are.
DEFECTS = {
    Defect.NO_NEXT_STEP: "{count} phần việc đang mở mà không có bước đôn đốc tiếp theo",
    Defect.STEP_UNTAKEN: "{count} phần việc có bước đôn đốc đã quá một giờ mà chưa thực hiện",
    Defect.LEASE_OVER: "{count} tin gửi dở đã lâu mà chưa được gửi tiếp",
    Defect.NOTICE_LATE: "{count} tin đến giờ gửi đã quá 15 phút mà chưa gửi được",
    Defect.NOTICE_ADRIFT: "{count} nội dung phải báo nhưng không còn tin nào mang đi",
}


def defect(kind: Defect, *, count: int, first: int, fault: str) -> str:
    """One finding of an audit."""
    if kind is Defect.JOURNAL_BROKEN:
        return f"nhật ký không nguyên vẹn: mục số {first} – {FAULTS[fault]}"
    return DEFECTS[kind].format(count=count)


# What becomes of a word that could not be handled, by reason.
HINDRANCES = {
    Hindrance.UNREADABLE: "không đọc được",
    Hindrance.RAISED: "xử lý bị lỗi",
    Hindrance.DIED: "làm Dondoc dừng",
}


def status(scene: Scene, state: InstallationState, lost: Sequence[Person], *, now: datetime) -> str:
    wrong = [defect(one.defect, count=one.count, first=one.first, fault=one.fault) for one in state.found]
    if not state.head_is_sound:
        wrong.append("nhật ký không khớp mục cuối đã ghi")
    if state.unsent_since is not None and now - state.unsent_since > LONGEST_UNSENT:
        wrong.append(f"có tin chờ gửi từ {scene.moment(state.unsent_since)}")
    verdict = (
        "<b>Dondoc đang hoạt động bình thường.</b>"
        if not wrong
        else "<b>Dondoc có vấn đề cần xem:</b>\n" + "\n".join(f"• {one}" for one in wrong) + f"\n{ASK_FOR_HELP}"
    )
    audited = scene.moment(state.audited_at) if state.audited_at else "chưa kiểm tra lần nào"
    lines = [
        f"Đã đọc mọi tin gửi đến: {_heard(scene, state)}.",
        f"Tin đến giờ gửi đang chờ: {state.due}.",
        *(f"{channel_name(name)} đã gửi trong tháng: {count} tin." for name, count in state.sent.items()),
        f"Nhật ký: {state.journal_seq} mục.",
        f"Tự kiểm tra gần nhất: {audited} (mỗi giờ một lần).",
        f"Tin gửi đến không xử lý được, đã để riêng và báo người gửi: {_set_aside(state)}.",
    ]
    return "\n\n".join((verdict, "\n".join(lines), _lost(scene, lost)))


def _heard(scene: Scene, state: InstallationState) -> str:
    """Until when, by channel where there are several."""
    until = {name: scene.moment(one.until) if one.until else "chưa đọc lần nào" for name, one in state.hearings.items()}
    if len(until) == 1:
        return next(iter(until.values()))
    return "; ".join(f"{channel_name(name)} {one}" for name, one in until.items()) or "chưa đọc lần nào"


def _set_aside(state: InstallationState) -> str:
    kinds = [f"{HINDRANCES[why]}: {count}" for why, count in state.set_aside.items() if count]
    return f"{sum(state.set_aside.values())}" + (f" ({', '.join(kinds)})" if kinds else "")


def _lost(scene: Scene, lost: Sequence[Person]) -> str:
    """Who cannot be written to, and what to do about it (M31)."""
    if not lost:
        return "Mọi cán bộ đều nhắn được."
    names = scene.people(lost[:SHOWN_PEOPLE])
    others = f" và {len(lost) - SHOWN_PEOPLE} đồng chí khác" if len(lost) > SHOWN_PEOPLE else ""
    return f"Chưa nhắn được cho {len(lost)} đồng chí: {names}{others}. Gõ /moi và họ tên để cấp mã mời."
