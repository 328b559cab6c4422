"""The words of a calendar file of one's own deadlines, and of the message that it comes with."""

from __future__ import annotations

from actions.duties.agendas import Agenda
from domain.duties.cases import Case
from domain.duties.duties import Duty, Phase
from domain.rules.lengths import Urgency
from texts.duty_words import DECISIONS, PARTS, PHASES
from texts.phrases import lines, plain
from texts.scene import Scene, by_when
from texts.words import URGENCIES

FILE_NAME = "lich-cua-toi.ics"
CALENDAR_NAME = "Dondoc – hạn của tôi"


def nothing_held(agenda: Agenda) -> str:
    return lines(
        "Đồng chí chưa giữ việc nào có hạn, nên chưa có gì để ghi vào lịch.",
        _paused(agenda),
        "Xem việc của mình: /viec",
    )


def handed_out(agenda: Agenda) -> str:
    return lines(
        f"Lịch của đồng chí: <b>{len(agenda.duties)} việc</b> có hạn, trong tệp {FILE_NAME} gửi kèm. Mở tệp trên điện thoại hoặc máy tính để "
        "đưa vào lịch; mỗi việc có một lời nhắc lúc 08:00 của ngày làm việc trước hạn.",
        _paused(agenda),
        f"Còn {agenda.left_out} việc có hạn xa hơn không có trong tệp." if agenda.left_out else "",
        "Khi hạn thay đổi hoặc có việc mới: gõ lại /lich và mở tệp mới, mục cũ được cập nhật chứ không bị trùng. Việc đã xong không tự mất khỏi "
        "lịch, xin đồng chí tự bỏ. Hạn đúng nhất luôn ở /viec.",
    )


def _paused(agenda: Agenda) -> str:
    if not agenda.paused:
        return ""
    return f"{agenda.paused} việc đang tạm dừng chưa có hạn để ghi; việc được tiếp tục thì gõ lại /lich."


def event_title(duty: Duty, case: Case) -> str:
    """`NV-12 (Khẩn) Báo cáo… – chủ trì`, as plain text."""
    urgency = f" ({URGENCIES[case.urgency]})" if case.urgency is not Urgency.NORMAL else ""
    return f"{case.code}{urgency} {case.title} – {_owed(duty)}"


def _owed(duty: Duty) -> str:
    if duty.decision is not None:
        return f"quyết định {DECISIONS[duty.decision]}"
    return PARTS[duty.kind] if duty.phase is Phase.WORKING else PHASES[duty.phase]


def event_text(scene: Scene, duty: Duty, case: Case) -> str:
    """What the entry says when it is opened."""
    return "\n".join(
        part
        for part in (
            f"Hạn: {plain(by_when(scene, duty))}",
            f"Sản phẩm: {case.product}" if case.product else "",
            f"Người giao: {plain(scene.person(case.assigner_id))}",
            f"Xem trong Dondoc: /viec {case.code}",
        )
        if part
    )
