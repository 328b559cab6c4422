"""What the bot answers to the assigner who withdraws, pauses, resumes, reassigns or corrects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from domain.duties.cases import Case, Deadline, Label, Source
from domain.duties.corrections import Corrected
from domain.duties.duties import Duty, DutyKind
from domain.ladder.dates import Change, MovedDate, moved_beside
from domain.rules.lengths import Urgency
from texts.duties.dates import also_moved
from texts.duty_words import CORRECTED
from texts.notices.parts import one_part
from texts.phrases import lines
from texts.scene import Scene
from texts.words import LABEL_NAMES, SENDERS, SOURCES, URGENCIES

NOTHING = "(trống)"


def withdrawn(case: Case) -> str:
    return f"Đã thu hồi <b>{case.code}</b>; những người liên quan được báo kèm lý do. Xem lại: /lichsu {case.code}"


def paused(case: Case) -> str:
    return (
        f"Đã tạm dừng <b>{case.code}</b>: thời hạn ngừng tính, không đôn đốc người giữ việc. "
        f"Khi cho làm tiếp, gõ /tieptuc {case.code}."
    )


def resumed(scene: Scene, case: Case, changes: Sequence[Change]) -> str:
    """Answer with every other day that the pause has moved; what was granted during it counts from then."""
    leads = [after.id for _, after in changes if after.kind is DutyKind.LEAD]
    moved = moved_beside(leads, changes)
    granted = " (hạn cho trong lúc tạm dừng: như lúc cho)" if any(one.due_set_in_pause for one, _ in changes) else ""
    return lines(
        f"Đã cho tiếp tục <b>{case.code}</b>. Thời gian còn lại như lúc tạm dừng{granted}; "
        f"hạn mới: <b>{scene.deadline(case.deadline)}</b>. Hạn ban đầu vẫn được lưu.",
        also_moved(scene, moved, owed=[after for _, after in changes]),
    )


def reassigned(scene: Scene, case: Case, lead: Duty, before: Sequence[Duty]) -> str:
    """`before` are the duties of the case as they were."""
    return (
        f"Đã giao lại <b>{case.code}</b> cho {scene.given_to(lead)}, hạn <b>{scene.deadline(lead.deadline)}</b>. "
        f"Người nhận sẽ xác nhận lại từ đầu.{one_part(scene, lead, before)}"
    )


def corrected(
    scene: Scene, before: Case, after: Case, *, dates: Sequence[MovedDate] = (), owed: Sequence[Duty] = ()
) -> str:
    changed = [
        change_line(scene, key, getattr(before, key), getattr(after, key))
        for key in Corrected
        if getattr(before, key) != getattr(after, key)
    ]
    if before.assigner_id != after.assigner_id:
        was, now = scene.person(before.assigner_id), scene.present(after.assigner_id)
        changed.append(f"• {SENDERS[after.kind]}: {was} → <b>{now}</b>")
    return lines(f"Đã sửa <b>{after.code}</b>, hai bên đều được báo:", *changed, also_moved(scene, dates, owed=owed))


def change_line(scene: Scene, key: Corrected, before: object, after: object) -> str:
    """`Hạn: cũ → mới`."""
    return f"• {CORRECTED[key]}: {value(scene, before)} → <b>{value(scene, after)}</b>"


_WORDS: dict[type, Callable[[Any], str]] = {
    Urgency: lambda stored: URGENCIES[stored],
    Source: lambda stored: SOURCES[stored],
    Label: lambda stored: LABEL_NAMES[stored],
    date: lambda stored: f"{stored:%d/%m/%Y}",
    str: escape,
}

_FROM_PLAIN: dict[Corrected, Callable[[Any], object]] = {
    Corrected.DEADLINE: lambda plain: Deadline(
        moment=datetime.fromisoformat(plain["moment"]), names_hour=plain["names_hour"]
    ),
    Corrected.DOCUMENT_DAY: date.fromisoformat,
    Corrected.URGENCY: Urgency,
    Corrected.SOURCE: Source,
    Corrected.LABEL: Label,
}


def value(scene: Scene, stored: object) -> str:
    """A field of a case as it is read."""
    if stored is None or stored == "":
        return NOTHING
    return scene.deadline(stored) if isinstance(stored, Deadline) else _WORDS[type(stored)](stored)


def from_plain(key: Corrected, plain: Any) -> object:
    """A field as the journal and the notices keep it."""
    return None if plain is None else _FROM_PLAIN[key](plain)
