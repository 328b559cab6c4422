"""The plan of steps in words: before confirming, and as the next-step line of every nudge (promise 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.ladder.next_steps import NextStep, PlannedStep
from texts.notices.step_words import STEP_WORDS
from texts.scene import Scene

SHOWN_STEPS = 12
FORESEEN = "theo lịch nghỉ dự kiến"


def next_steps(scene: Scene, ahead: Sequence[NextStep]) -> str:
    """`Bước tiếp theo: …`, and where that reaches nobody new, also the first step that does."""
    if not ahead:
        return ""
    lines = [f"<b>Bước tiếp theo:</b> {_ahead(scene, ahead[0])}."]
    lines += [f"Sau đó, nếu vẫn chưa xử lý: {_ahead(scene, later)}." for later in ahead[1:]]
    return "\n".join(lines)


def _ahead(scene: Scene, ahead: NextStep) -> str:
    told = scene.people(ahead.people) or "chưa liên lạc được ai"
    foreseen = f" ({FORESEEN})" if ahead.forecast else ""
    return f"{scene.step(ahead.step.at)}{foreseen} – {STEP_WORDS[ahead.step.kind].name} ({told})"


def plan_lines(scene: Scene, plan: Iterable[PlannedStep]) -> str:
    lines = []
    for planned in plan:
        told = scene.people(planned.told.people) or "chưa liên lạc được ai"
        lines.append(f"• {scene.step(planned.step.at)}: {STEP_WORDS[planned.step.kind].name} – {told}")
    shown = lines[:SHOWN_STEPS]
    if len(lines) > SHOWN_STEPS:
        shown.append(f"• … và {len(lines) - SHOWN_STEPS} bước nữa")
    return "\n".join(shown)
