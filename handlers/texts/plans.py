"""The plan of steps in words: before confirming, and as the next-step line of every nudge (promise 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from actions.prospects import Prospect
from domain.cases import Case, CaseKind
from domain.duties import DutyKind
from domain.ladder import Ahead, PlannedStep
from handlers.texts.scene import Scene, capital
from handlers.texts.words import PARTS, STEPS, URGENCIES

SHOWN_STEPS = 12
FORESEEN = "theo lịch nghỉ dự kiến"


def next_steps(scene: Scene, ahead: Sequence[Ahead]) -> str:
    """`Bước tiếp theo: …`, and where that reaches nobody new, also the first step that does."""
    if not ahead:
        return ""
    lines = [f"<b>Bước tiếp theo:</b> {_ahead(scene, ahead[0])}."]
    lines += [f"Sau đó, nếu vẫn chưa xử lý: {_ahead(scene, later)}." for later in ahead[1:]]
    return "\n".join(lines)


def _ahead(scene: Scene, ahead: Ahead) -> str:
    told = scene.people(ahead.people) or "chưa liên lạc được ai"
    foreseen = f" ({FORESEEN})" if ahead.forecast else ""
    return f"{scene.step(ahead.step.at)}{foreseen} – {STEPS[ahead.step.kind]} ({told})"


def plan_lines(scene: Scene, plan: Iterable[PlannedStep]) -> str:
    lines = []
    for planned in plan:
        told = scene.people(planned.told.people) or "chưa liên lạc được ai"
        lines.append(f"• {scene.step(planned.step.at)}: {STEPS[planned.step.kind]} – {told}")
    shown = lines[:SHOWN_STEPS]
    if len(lines) > SHOWN_STEPS:
        shown.append(f"• … và {len(lines) - SHOWN_STEPS} bước nữa")
    return "\n".join(shown)


def preview(scene: Scene, prospect: Prospect, *, now: datetime) -> str:
    """What was understood, who is told what when, and what to mind, before the button is pressed."""
    case = prospect.case
    body = [_understood_task(scene, prospect) if case.kind is CaseKind.TASK else _understood_opinion(scene, prospect)]
    warnings = _warnings(scene, prospect)
    if warnings:
        body.append("<b>Xin lưu ý:</b>\n" + "\n".join(f"• {line}" for line in warnings))
    body.append(f"<b>Lịch đôn đốc nếu chưa xử lý:</b>\n{plan_lines(scene, prospect.plan)}")
    body.append(_goes_out(scene, prospect, now))
    confirm = "Giao việc" if case.kind is CaseKind.TASK else "Gửi"
    body.append(
        f"Bấm <b>{confirm}</b> để thực hiện, <b>Sửa lại</b> để chỉnh nội dung, <b>Hủy</b> để bỏ (hoặc gõ chữ đó)."
    )
    return "\n\n".join(body)


def _understood_task(scene: Scene, prospect: Prospect) -> str:
    case = prospect.case
    lead = next(duty for duty in prospect.duties if duty.kind is DutyKind.LEAD)
    head = scene.chart.in_charge_of(lead.unit_id)
    lines = [
        "<b>Dondoc hiểu nhiệm vụ như sau:</b>",
        f"Chủ trì: {_addressee(scene, lead.unit_id if lead.to_unit else None, lead.holder_id)}",
        f"Người chịu trách nhiệm: {scene.full(head)}" if head else "",
        f"Việc: {escape(case.title)}",
        f"Sản phẩm: {escape(case.product)}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        f"Lĩnh vực: {escape(case.field)}" if case.field else "",
        f"Người giao: {scene.person(case.assigner_id)}",
    ]
    lines += [
        f"{capital(PARTS[duty.kind])}: {_addressee(scene, duty.unit_id, duty.holder_id)}"
        for duty in prospect.duties
        if duty.kind is DutyKind.COORDINATING
    ]
    return "\n".join(line for line in lines if line)


def _addressee(scene: Scene, unit_id: int | None, holder_id: int) -> str:
    if unit_id is None:
        return scene.full(scene.chart.person(holder_id))
    return f"{scene.unit(unit_id)} ({scene.person(holder_id)})"


def _understood_opinion(scene: Scene, prospect: Prospect) -> str:
    case = prospect.case
    lines = [
        "<b>Dondoc hiểu yêu cầu lấy ý kiến như sau:</b>",
        f"Nội dung: {escape(case.title)}",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        f"Độ khẩn: {URGENCIES[case.urgency]}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_with_hash(case),
        f"Người hỏi: {scene.person(case.assigner_id)}",
        "Hỏi:",
    ]
    lines += [
        f"– {scene.unit(duty.unit_id)} ({scene.person(duty.holder_id)}): {escape(duty.reason)}"
        for duty in prospect.duties
    ]
    lines.append("Đến hạn mà đơn vị không trả lời thì được ghi nhận là mặc nhiên đồng ý với đề xuất trên.")
    return "\n".join(line for line in lines if line)


def draft_with_hash(case: Case) -> str:
    """The draft by name and content: consent covers this one and no other."""
    if not case.file_hash:
        return ""
    return f"Dự thảo: {escape(case.file_name)}, mã băm SHA-256 <code>{case.file_hash}</code>"


def _warnings(scene: Scene, prospect: Prospect) -> list[str]:
    warnings = []
    if prospect.day_off is not None:
        name = f" ({escape(prospect.day_off)})" if prospect.day_off else ""
        warnings.append(f"hạn rơi vào ngày nghỉ{name}; hạn vẫn giữ nguyên nếu đồng chí xác nhận")
    if prospect.forecast:
        warnings.append(
            "hạn hoặc lịch đôn đốc dưới đây dựa vào lịch nghỉ lễ, Tết mới là dự kiến, chưa có thông báo chính thức; "
            "khi có thông báo, Dondoc tính lại và báo cho người liên quan"
        )
    if prospect.unreachable:
        warnings.append(
            f"chưa nhắn được cho {scene.people(prospect.unreachable)} vì chưa liên kết tài khoản; "
            "bước đầu tiên sẽ báo cấp trên. Gõ /moi và họ tên để lấy mã mời"
        )
    return warnings


def _goes_out(scene: Scene, prospect: Prospect, now: datetime) -> str:
    if prospect.goes_out_at <= now:
        return "Tin báo được gửi ngay khi xác nhận."
    return f"Ngoài giờ làm việc: tin báo được gửi lúc {scene.moment(prospect.goes_out_at)}."
