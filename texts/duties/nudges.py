"""What who presses is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.duties.nudges import Nudged
from actions.duties.parts import choices
from domain.duties.duties import Duty
from domain.office.chart import Chart
from texts.scene import Scene
from texts.words import LABELS


def nudged(scene: Scene, done: Nudged, *, now: datetime) -> str:
    code = done.seen.case.code
    lines = [f"Đã đôn đốc <b>{code}</b>:"]
    lines += [f"• {_holder(scene, duty)} – {_when(scene, done, duty, now)}" for duty in done.pressed]
    lines += [
        f"• {_holder(scene, duty)} – hôm nay đã được {scene.person(entry.actor_id)} đôn đốc lúc {scene.moment(entry.at)}, không nhắc thêm"
        for duty, entry in done.before
    ]
    return "\n".join([*lines, f"Mỗi phần việc được đôn đốc như vậy mỗi ngày một lần. Theo dõi: /lichsu {code}"])


def _holder(scene: Scene, duty: Duty) -> str:
    return f"{scene.holder(duty)}, giữ từ {scene.moment(duty.held_since)}"


def _when(scene: Scene, done: Nudged, duty: Duty, now: datetime) -> str:
    if not scene.chart.person(duty.holder_id).reachable:
        return "hiện không nhắn được; cấp trên của đồng chí ấy được báo thay"
    if done.goes_out_at <= now:
        return "tin được gửi ngay"
    return f"ngoài giờ làm việc, tin được gửi lúc {scene.moment(done.goes_out_at)}"


def labels(chart: Chart, pressable: Sequence[Duty], owed: Sequence[Duty]) -> list[str]:
    """The buttons of several duties of a case: whose part is pressed for, no two alike."""
    return [f"{LABELS['dondoc']}: {name}" for name in choices(chart, pressable, owed)]
