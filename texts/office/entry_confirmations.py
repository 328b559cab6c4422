"""What is answered to who enters units and people, and invites them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actions.office.heads import WorkWithoutHead
from actions.office.invitations import Invitation
from actions.office.people import EnteredPerson, PlannedEntry
from domain.duties.duties import Duty, DutyKind, Phase
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import HEADING
from texts.front.usage.office import CANBO
from texts.office import lapses
from texts.office.doors import Door, how_to_enter
from texts.office.gaps import gaps
from texts.office.successions import passed_on, under_answer
from texts.phrases import capital, lines
from texts.scene import Scene
from texts.words import roles_of


def unit_entered(unit: Unit, parent: str | None) -> str:
    under = f", thuộc {escape(parent)}" if parent else ""
    return f"Đã thêm đơn vị <b>{escape(unit.name)}</b>{under}. Thêm cán bộ: {CANBO.shown}"


def person_leaves_post(scene: Scene, planned: PlannedEntry, *, again: str) -> str:
    """Before it is done: what is left with a post goes to whom."""
    person = planned.person
    down = "".join(
        f" {capital(scene.person(one.id))} thôi đứng đầu {escape(planned.unit.name)}." for one in planned.stepping_down
    )
    return "\n".join(
        [
            f"<b>{escape(person.name)}</b> – {escape(person.position) or '–'}, {escape(planned.unit.name)} ({roles_of(person.roles)}).{down} "
            "Chưa có gì thay đổi. Khi đồng chí chọn <b>Cập nhật</b>, việc để lại ở vị trí cũ sẽ chuyển tiếp:",
            *passed_on(scene, planned.succession, again=again),
            "Chọn <b>Cập nhật</b> để thực hiện, <b>Hủy</b> để thôi; gõ Cập nhật hoặc Hủy cũng được.",
        ]
    )


def person_entered(scene: Scene, placed: EnteredPerson) -> str:
    """The person as entered, and what that changes: who steps down, what stays behind, which unit is left without a
    head."""
    person, unit = placed.person, placed.unit
    did = "Đã thêm" if placed.is_new else "Đã cập nhật"
    return (
        f"{did}: <b>{escape(person.name)}</b>\nĐơn vị: {escape(unit.name) if unit else '–'}\n"
        f"Chức vụ: {escape(person.position) or '–'}\nVai trò: {roles_of(person.roles)}\n\n"
        f"Cấp mã mời: <code>/moi {scene.typed_person(person.id)}</code>{_one_head(scene, placed)}{_left_behind(scene, placed)}"
        f"{_alike(placed)}{lapses.under_answer(scene, placed.lapsed)}{under_answer(scene, placed.succession)}"
        f"{gaps(scene, placed.waiting)}"
    )


def _alike(placed: EnteredPerson) -> str:
    if not placed.alike:
        return ""
    person, unit = placed.person, placed.unit
    example = f"/canbo {person.name}; {unit.name if unit else ''}; {person.position}; … ; tên cũ {placed.alike[0]}"
    return (
        f"\n\n<b>Đơn vị này đã có {escape(', '.join(placed.alike))}</b>, tên chỉ khác dấu; Dondoc coi là hai người. Nếu chỉ là "
        f"một người viết sai tên, gõ <code>/xoacanbo {escape(person.name)}; nhập nhầm</code> rồi sửa tên người cũ: "
        f"<code>{escape(example)}</code>"
    )


def _one_head(scene: Scene, placed: EnteredPerson) -> str:
    unit = escape(placed.unit.name) if placed.unit else ""
    told = [
        f"{unit} chỉ có một người đứng đầu: {scene.person(one.id)} thôi đứng đầu, nay là cấp phó; việc của đơn vị chuyển "
        f"sang {scene.person(placed.person.id)}. Chưa đúng thì nhập lại: "
        f"<code>/canbo {escape(one.name)}; {unit}; {escape(one.position) or 'Chức vụ'}; "
        f"{roles_of({*one.roles - {Role.DEPUTY}, Role.HEAD})}</code>"
        for one in placed.stepped_down
    ]
    if placed.beside is not None:
        others = placed.beside.roles - HEADING or {Role.OFFICIAL}
        told.append(
            f"{unit} đang do {scene.full(placed.beside)} đứng đầu nên việc của đơn vị vẫn do đồng chí ấy giữ. Nếu đồng chí "
            f"ấy thôi đứng đầu: <code>/canbo {escape(placed.beside.name)}; {unit}; Chức vụ; {roles_of(others)}</code>"
        )
    return "\n\n".join(("", *told)) if told else ""


def _left_behind(scene: Scene, placed: EnteredPerson) -> str:
    if not placed.left_behind:
        return ""
    by_road: dict[str, list[str]] = {}
    for duty, case in placed.left_behind:
        by_road.setdefault(_road_on(scene, duty), []).append(case.code)
    named = [f"• {', '.join(dict.fromkeys(codes))} – {road}" for road, codes in by_road.items()]
    return "\n".join(("\n\n<b>Đồng chí này còn giữ đích danh việc của đơn vị cũ</b>, chưa chuyển cho ai:", *named))


def _road_on(scene: Scene, duty: Duty) -> str:
    """How what was given to a person by name is given to another."""
    if duty.to_unit and duty.phase in {Phase.WORKING, Phase.PAUSED}:
        return f"thủ trưởng {scene.unit(duty.unit_id)} phân công người khác: <code>/phancong</code> kèm mã và họ tên"
    if duty.kind is DutyKind.LEAD and duty.phase is Phase.WORKING:
        return "người giao, hoặc người đã nhập việc, giao lại: <code>/giaolai</code> kèm mã, họ tên và lý do"
    return "đồng chí ấy tự xử lý tiếp: <code>/viec</code>"


def invitation(scene: Scene, made: Invitation, *, doors: Sequence[Door]) -> str:
    return lines(
        f"Mã mời của {scene.full(made.person)}, dùng một lần, trong 7 ngày:\n<code>{made.code}</code>",
        *(how_to_enter(one, made.code) for one in doors),
        "Xin gửi riêng cho đúng người; ai dùng mã sẽ được nhận là người này.",
    )


def link_withdrawn(scene: Scene, person: Person, waiting: Sequence[WorkWithoutHead] = ()) -> str:
    return (
        f"Đã thu hồi liên kết tài khoản của {scene.full(person)}. Cấp lại bằng: "
        f"<code>/moi {scene.typed_person(person.id)}</code>{gaps(scene, waiting)}"
    )
