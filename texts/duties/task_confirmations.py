"""What is answered to who assigns, takes on, hands in, judges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from actions.duties.results import HandedIn
from actions.prospects import Prospect
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind
from domain.office.people import Person
from texts.duty_words import DECISIONS
from texts.notices.parts import part_of
from texts.phrases import capital
from texts.scene import Scene


def tasks_assigned(scene: Scene, done: Sequence[Prospect], *, now: datetime) -> str:
    if len(done) == 1:
        return assigned(scene, done[0], now=now)
    tasks = [f"• <b>{one.case.code}</b> – {scene.given_to(one.duties[0])}" for one in done]
    case = done[0].case
    return (
        f"Đã giao {len(done)} nhiệm vụ – {escape(case.title)}\nHạn: <b>{scene.deadline(case.deadline)}</b>\n"
        + "\n".join(tasks)
        + f"\nTin báo được gửi {_goes_out(scene, done[0], now)}. Theo dõi: /dagiao"
    )


def _goes_out(scene: Scene, done: Prospect, now: datetime) -> str:
    return "ngay" if done.goes_out_at <= now else f"lúc {scene.moment(done.goes_out_at)}"


NAMED = 10  # of those who are written to, after which they are counted
_DONE = {
    CaseKind.TASK: "Đã giao",
    CaseKind.OPINION: "Đã gửi lấy ý kiến",
    CaseKind.CIRCULAR: "Đã phổ biến",
}


def assigned(scene: Scene, done: Prospect, *, now: datetime) -> str:
    case = done.case
    people = list(dict.fromkeys(scene.who_holds(duty) for duty in done.duties))
    more = f" và {len(people) - NAMED} người nữa" if len(people) > NAMED else ""
    to = ", ".join(people[:NAMED]) + more
    verb = _DONE[case.kind]
    follow = "lichsu" if case.kind is CaseKind.TASK else "viec"
    return (
        f"{verb} <b>{case.code}</b> – {escape(case.title)}\nHạn: <b>{scene.deadline(case.deadline)}</b>\n"
        f"Tin báo được gửi {_goes_out(scene, done, now)} tới {to}.\nTheo dõi: /{follow} {case.code}"
    )


def acknowledged(scene: Scene, case: Case, duty: Duty, *, first: bool) -> str:
    if duty.kind is DutyKind.READING:
        who = "đồng chí" if scene.reader in {None, duty.holder_id} else f"thay {scene.person(duty.holder_id)}"
        return f"Đã ghi nhận {who} đã đọc và xác nhận <b>{case.code}</b>. Xem lại: /viec {case.code}"
    part = part_of(scene, duty)
    if not first:
        assert duty.acknowledged_at is not None
        return f"<b>{case.code}</b>{part}: đồng chí đã xác nhận từ {scene.moment(duty.acknowledged_at)}. Hạn: {scene.deadline(duty.deadline)}"
    return f"Đã ghi nhận đồng chí nhận <b>{case.code}</b>{part}. Hạn: <b>{scene.deadline(duty.deadline)}</b>"


# What a button waits for that is no command of its own, of the case `{code}`.
ASKED_BY_BUTTON = {
    "suaykien": "Xin gõ ý kiến của đơn vị cho <b>{code}</b>, ví dụ: <code>có điều kiện; đề nghị bổ sung Điều 7</code>.",
    "cdk": "Xin gõ điều kiện và lý do của đơn vị cho <b>{code}</b>. Chưa có gì được gửi.",
    "kdy": "Xin gõ lý do không đồng ý với <b>{code}</b>. Chưa có gì được gửi.",
    "ktt": "Xin gõ lý do <b>{code}</b> không thuộc chức năng của đơn vị. Chưa có gì được gửi.",
    "ths": "Xin gõ hồ sơ, tài liệu còn thiếu ở <b>{code}</b> (mỗi đơn vị báo thiếu một lần). Chưa có gì được gửi.",
}


def choose_official(code: str) -> str:
    return f"Chọn người giữ việc <b>{code}</b>, hoặc gõ <code>/phancong {code} Họ tên</code>."


def submitted(scene: Scene, handed: HandedIn) -> str:
    code = handed.seen.case.code
    asked = " và ".join(DECISIONS[one.decision] for one in handed.settled if one.decision is not None)
    settled = f" {capital(asked)} không còn chờ quyết định nữa." if asked else ""
    return (
        f"Đã nộp kết quả <b>{code}</b>{part_of(scene, handed.part)}, chờ {scene.present(handed.judge.id)} nghiệm thu."
        f"{settled} Theo dõi: /lichsu {code}"
    )


def judged(scene: Scene, case: Case, duty: Duty, *, accepted: bool) -> str:
    if accepted:
        return f"Đã nghiệm thu <b>{case.code}</b>{part_of(scene, duty)}. Xem lại: /lichsu {case.code}"
    return (
        f"Đã trả lại <b>{case.code}</b>{part_of(scene, duty)} cho {scene.who_holds(duty)}, nộp lại trước {scene.moment(duty.act_by)}; "
        f"hạn đang có hiệu lực: {scene.deadline(duty.deadline)}."
    )


def delegated(scene: Scene, case: Case, official: Person) -> str:
    return f"Đã phân công <b>{case.code}</b> cho {scene.full_present(official)}. Thủ trưởng đơn vị vẫn là người chịu trách nhiệm về việc này."


def extension_asked(scene: Scene, case: Case, decision: Duty, *, note: str | None = None) -> str:
    assert decision.wanted is not None
    said = (
        f"Đã gửi đề nghị gia hạn <b>{case.code}</b> đến {scene.deadline(decision.wanted)} cho "
        f"{scene.present(decision.holder_id)}. Hạn hiện nay vẫn tính cho đến khi được duyệt."
    )
    return f"{said}\n{note}" if note else said
