"""What waits in a case, with whom, since when: at the head of its card (M16, M46)."""

from __future__ import annotations

from actions.duties.history import CaseCard
from domain.duties.consultations import Contribution
from domain.duties.duties import DecisionKind, Duty, Phase
from texts.duty_words import DECISIONS
from texts.phrases import lines
from texts.scene import Scene

TITLE = "<b>Đang chờ</b>"
_PHASES = {
    Phase.SUBMITTED: "nghiệm thu",
    Phase.DRAFTED: "thủ trưởng ký",
    Phase.LACKING: "nơi hỏi bổ sung hồ sơ",
    Phase.FREED: "người giao giao lại",
}


def awaiting_lines(scene: Scene, shown: CaseCard) -> str:
    """A line for each; empty where nobody's word is waited for."""
    seen = {duty.id for duty in shown.seen.duties}
    asked = [duty for duty in shown.seen.everything if duty.is_open and duty.about_id in seen]
    waiting = [duty for duty in shown.seen.duties if duty.phase in _PHASES]
    found = [
        *(_line(scene, _decision(duty), duty) for duty in asked),
        *(_line(scene, _PHASES[duty.phase], duty) for duty in waiting),
        *(_opinion(scene, one) for one in shown.awaited),
    ]
    return lines(TITLE, *found) if found else ""


def _decision(duty: Duty) -> str:
    if duty.decision is DecisionKind.DIRECTION:
        return "cho chỉ đạo"
    return f"quyết định {DECISIONS[duty.decision or DecisionKind.EXTENSION]}"


def _line(scene: Scene, what: str, duty: Duty) -> str:
    who, since, by_when = scene.present(duty.holder_id), scene.moment(duty.held_since), scene.moment(duty.act_by)
    return f"• {what}: {who}, từ {since}; hạn xử lý {by_when}"


def _opinion(scene: Scene, one: Contribution) -> str:
    assert one.owed is not None
    owed = one.owed
    what = "nơi hỏi bổ sung hồ sơ để" if one.lacks_dossier else "ý kiến của"
    due = "" if one.lacks_dossier else f"; hạn {scene.deadline(owed.deadline)}"
    return (
        f"• {what} {scene.unit(one.unit_id)}{' trả lời' if one.lacks_dossier else ''} ({one.code}): "
        f"{scene.who_holds(owed)}, từ {scene.moment(owed.held_since)}{due}"
    )
