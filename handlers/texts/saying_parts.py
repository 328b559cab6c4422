"""What many of the bot's own messages have in them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.delivery import Saying
from domain.borrowing import Borrowed
from domain.cases import Case, CaseKind
from domain.charge import has_head, part_of_lead
from domain.duties import Duty, DutyKind
from handlers.texts.scene import Scene, capital, file_names


def instead_of_head(scene: Scene, duty: Duty) -> str:
    """Why the work of a unit comes to the head of another: it has none of its own."""
    if not duty.to_unit or duty.unit_id is None or has_head(scene.chart, duty.unit_id):
        return ""
    return f"{scene.unit(duty.unit_id)} chưa có người đứng đầu nên thủ trưởng đơn vị cấp trên giữ thay."


def about(saying: Saying) -> tuple[Case, Duty]:
    assert saying.case is not None
    assert saying.duty is not None
    return saying.case, saying.duty


def by(scene: Scene, saying: Saying) -> str:
    """Who did it, and by whose right where that is another's."""
    return scene.person(saying.notice.data.get("by")) + scene.under(right_of(saying))


def right_of(saying: Saying) -> Borrowed | None:
    return Borrowed.from_data(saying.notice.data.get("right"))


def draft_line(case: Case) -> str:
    """The file that a case is about, by name, and how to get it."""
    what = "Dự thảo" if case.kind is CaseKind.OPINION else "Tệp"
    return f"{what}: {file_names(case)} (nhận tệp: /viec {case.code})" if case.file_hash else ""


def coordinates_no_longer(scene: Scene, part: Duty) -> str:
    """A unit has one part in a case."""
    unit = scene.unit(part.unit_id)
    return f"phần phối hợp của {unit} kết thúc, vì {unit} nay chủ trì."


def part_of(scene: Scene, duty: Duty) -> str:
    """` (phần phối hợp của Phòng Tài nguyên)`; empty for what is the whole case to whom it concerns."""
    coordinates = duty.kind is DutyKind.COORDINATING and duty.unit_id is not None
    return f" (phần phối hợp của {scene.unit(duty.unit_id)})" if coordinates else ""


def named_part(scene: Scene, code: str, duty: Duty) -> str:
    """What is typed behind a command that means this part: `NV-12 Phòng Tài nguyên`."""
    coordinates = duty.kind is DutyKind.COORDINATING and duty.unit_id is not None
    return f"{code} {scene.unit(duty.unit_id)}" if coordinates else code


def one_part(scene: Scene, lead: Duty, before: Sequence[Duty]) -> str:
    """What is said to who gave the lead to a unit that has coordinated until now; else nothing."""
    part = part_of_lead(scene.chart, lead, before) if lead.kind is DutyKind.LEAD else None
    return f"\n{capital(coordinates_no_longer(scene, part))}" if part is not None else ""
