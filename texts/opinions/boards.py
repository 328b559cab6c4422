"""The board in the chat: who has answered what or has read, and who holds what is missing since when (M10, M26)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actions.opinions.summaries import Summary
from domain.duties.cases import CaseKind
from domain.duties.duties import Duty, DutyKind, Phase
from texts.duty_words import PHASES
from texts.notices.parts import draft_line
from texts.opinions.summaries import counted, notes, reasons, result_words, short, signed, silence_so_far
from texts.phrases import capital
from texts.scene import Scene, case_heading


def board(scene: Scene, shown: Summary, *, pressing: bool = True) -> str:
    """Who has answered what, and who holds what is missing since when."""
    opinion = shown.case.kind is CaseKind.OPINION
    done = [duty for duty in shown.duties if not duty.is_open]
    waiting = [duty for duty in shown.duties if duty.is_open]
    parts = (
        _head(scene, shown, opinion=opinion),
        _listed("Chưa trả lời" if opinion else "Chưa đọc", [_waiting_line(scene, shown, duty) for duty in waiting]),
        _listed("Đã có kết quả" if opinion else "Đã đọc", [_done_line(scene, shown, duty) for duty in done]),
        _to_do(shown, pressing=pressing and bool(waiting)),
    )
    return "\n\n".join(part for part in parts if part)


def _head(scene: Scene, shown: Summary, *, opinion: bool) -> str:
    case = shown.case
    lines = (
        case_heading(case),
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}" if case.proposal else "",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"{'Người hỏi' if opinion else 'Người gửi'}: {scene.person(case.assigner_id)}",
        f"Hạn: <b>{scene.deadline(case.deadline)}</b>",
        counted(shown),
    )
    return "\n".join(line for line in lines if line)


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join((f"<b>{title}:</b>", *lines)) if lines else ""


def _party(scene: Scene, duty: Duty) -> str:
    if duty.kind is DutyKind.READING:
        person = scene.chart.person(duty.holder_id)
        return capital(scene.full_present(person) if duty.is_open else scene.full(person))
    return scene.unit(duty.unit_id)


def _waiting_line(scene: Scene, shown: Summary, duty: Duty) -> str:
    taken = "chưa xác nhận" if duty.acknowledged_at is None else "đã nhận"
    if duty.kind is DutyKind.READING:
        return f"• {_party(scene, duty)}"
    phase = taken if duty.phase is Phase.WORKING else PHASES[duty.phase]
    own = f"; hạn riêng {scene.deadline(duty.deadline)}" if duty.deadline != shown.case.deadline else ""
    held = f"{scene.holder(duty)} từ {scene.moment(duty.held_since)}"
    silent = f"; {so}" if (so := silence_so_far(scene, duty)) else ""
    return f"• {_party(scene, duty)} – Đang giữ: {held} ({phase}){own}{silent}"


def _done_line(scene: Scene, shown: Summary, duty: Duty) -> str:
    assert duty.closed_at is not None
    if duty.kind is DutyKind.READING:
        late = " (quá hạn)" if duty.id in shown.late_readers else ""
        return f"• {_party(scene, duty)}: {scene.moment(duty.closed_at)}{late}"
    final = shown.final(duty)
    said, minded = reasons(shown, final), "; ".join(notes(scene, shown, duty))
    parts = (
        f"• {_party(scene, duty)} – <b>{result_words(shown, duty)}</b>",
        f": {escape(short(said))}" if said else "",
        f" – {signed(scene, final)}" if final is not None else "",
        f" ({minded})" if minded else "",
    )
    return "".join(parts)


def _to_do(shown: Summary, *, pressing: bool) -> str:
    code = shown.case.code
    lines = [f"Đôn đốc lại phần còn chờ: /dondoc {code}" if pressing else "", f"Bản tổng hợp để in: /tonghop {code}"]
    if any(shown.objects(duty) for duty in shown.duties):
        lines.append(
            f"Ghi việc thống nhất với đơn vị còn ý kiến khác: /thongnhat {code} Tên đơn vị; cách thống nhất; biên bản"
        )
    lines.append(f"Toàn bộ quá trình: /lichsu {code}")
    return "\n".join(line for line in lines if line)
