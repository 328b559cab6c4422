"""One task of a report as the words of a row: how it stands, why it is late, what stands beside the lateness (M54)."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reports import FinishedReport
from domain.duties.duties import DutyKind, Phase
from domain.figures.afterwards import LaterConfirmation
from domain.figures.lists import ReportLine
from domain.figures.passings import Passing
from domain.figures.records import Box
from domain.rules.lengths import Urgency
from texts.duty_words import CAUSES, PARTS, PHASES
from texts.phrases import capital
from texts.reports import words as rw
from texts.scene import Scene
from texts.words import LABEL_NAMES, URGENCIES

CONFLICTING = "(có quy định chồng chéo)"


# What stands in a row


def coordinating(scene: Scene, line: ReportLine) -> str:
    return "; ".join(rw.unit(scene, unit_id) for unit_id in line.coordinating)


def document(scene: Scene, line: ReportLine, limit: int) -> str:
    """Number, day and subject of the document from which the task comes."""
    case = line.case
    dated = f" ngày {case.document_day:%d/%m/%Y}" if case.document_day and case.document else ""
    return rw.bounded("; ".join(part for part in (case.document + dated, case.subject) if part), limit)


def step(line: ReportLine) -> str:
    """Phase that it is in, while it is open."""
    return "" if line.closed_at is not None else capital(PHASES[line.phase])


def cause(told: FinishedReport, line: ReportLine, limit: int) -> str:
    if line.cause is None:
        return ""
    weight = "đã xác nhận" if line.cause_confirmed else "tự nêu, chưa được xác nhận"
    said = rw.words(told, line.cause_words, limit)
    return capital(CAUSES[line.cause]) + f" ({weight})" + (f": {said}" if said else "")


def blockers(told: FinishedReport, line: ReportLine, limit: int) -> str:
    said = _joined(told, line, line.blockers, limit)
    marked = CONFLICTING if line.conflicting_law else ""
    return rw.bounded(" ".join(part for part in (marked, said) if part), limit)


def _joined(told: FinishedReport, line: ReportLine, keys: Sequence[int], limit: int) -> str:
    """Several sentences as one: their full stops would stand before the semicolons. What came late says so (M54)."""
    said = ((rw.words(told, key, limit).rstrip(". "), key in line.came_late) for key in keys)
    return "; ".join(f"{words} (báo sau hạn)" if late else words for words, late in said)


def protection(told: FinishedReport, line: ReportLine, limit: int) -> str:
    """Why its lateness is not to be judged alone; empty where nothing stands beside it."""
    if not line.is_protected:
        return ""
    ideas, obstacles = (
        _joined(told, line, [key for key in keys if key not in line.came_late], limit)
        for keys in (line.initiatives, line.blockers)
    )
    reasons = [
        f"sáng kiến: {ideas}" if ideas else "",
        f"vướng mắc đã báo: {obstacles}" if obstacles else "",
        f"nhiệm vụ {LABEL_NAMES[line.case.label]}" if line.case.label else "",
    ]
    return capital(rw.bounded("; ".join(reason for reason in reasons if reason), limit))


def notes(scene: Scene, line: ReportLine, *, protected: bool) -> str:
    """What else is to be known of it; `protected` adds the mark where no column has it."""
    case, handed_in = line.case, line.handed_in_at
    waiting = handed_in if line.closed_at is None else None
    found = [
        f"độ khẩn: {URGENCIES[case.urgency]}" if case.urgency is not Urgency.NORMAL else "",
        f"nhiệm vụ {LABEL_NAMES[case.label]}" if case.label else "",
        f"gia hạn {line.extensions} lần" if line.extensions else "",
        f"chuyển {line.transfers} lần" if line.transfers else "",
        f"trả lại {line.returns} lần" if line.returns else "",
        f"đã nộp ngày {rw.day(scene, waiting)}" if waiting else "",
        "" if line.closed_at or line.phase is Phase.WORKING else PHASES[line.phase],
        f"kết thúc ngày {rw.day(scene, line.closed_at)}" if line.box is Box.CANCELLED else "",
        "tự giao, tự nghiệm thu" if line.is_self_judged else "",
        "có căn cứ bảo vệ" if protected and line.is_protected and line.is_late else "",
    ]
    return capital("; ".join(note for note in found if note))


def passed_on(scene: Scene, one: Passing) -> str:
    """`NV-12 «…»: Phòng Kinh tế → Phòng Tài nguyên, duyệt 02/12/2026`"""
    part = "" if one.kind is DutyKind.LEAD else f" ({PARTS[one.kind]})"
    came = _party(scene, one.from_unit_id, one.from_person_id)
    went = _party(scene, one.to_unit_id, one.to_person_id)
    return f"{one.case.code} «{rw.bounded(one.case.title, 80)}»{part}: {came} → {went}, duyệt {rw.day(scene, one.at)}"


def later(scene: Scene, one: LaterConfirmation) -> str:
    """`NV-3 «…», tháng 10/2026, Nguyễn Văn An: khách quan, xác nhận 05/11/2026; điểm tiến độ của sản phẩm 75 → 100`"""
    part = "" if one.kind is DutyKind.LEAD else f" ({PARTS[one.kind]})"
    whose = f"{one.case.code} «{rw.bounded(one.case.title, 80)}»{part}, tháng {rw.month(one.month)}, {rw.person(scene, one.person_id)}"
    if one.cause is None:
        return (
            f"{whose}: điều báo sau hạn được ghi nhận {rw.day(scene, one.at)}, đứng bên cạnh việc chậm; điểm không đổi"
        )
    points = f"điểm tiến độ của sản phẩm {rw.points(one.before)} → {rw.points(one.after)}"
    return f"{whose}: nguyên nhân {CAUSES[one.cause]}, xác nhận {rw.day(scene, one.at)}; {points}"


def _party(scene: Scene, unit_id: int | None, person_id: int) -> str:
    return rw.unit(scene, unit_id) if unit_id is not None else rw.person(scene, person_id)
