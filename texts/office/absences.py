"""What the bot answers about absences and delegations."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actions.office.absences import Declared
from domain.office.absences import Absence, Delegation
from domain.office.people import Person
from texts.front.usage.table import example
from texts.office.lapses import typed_span
from texts.phrases import capital
from texts.scene import Scene


def declared(scene: Scene, done: Declared) -> str:
    lines = [
        f"Đã ghi: đồng chí vắng mặt từ {scene.beginning(done.absence.since)} đến {scene.step(done.absence.until)}.",
        f"Người thay: {scene.full(done.substitute)}. Dondoc tự bắt đầu và kết thúc, báo người thay những việc phải làm thay.",
    ]
    lines += [
        f"Lưu ý: {scene.person(one.person_id)} cũng vắng mặt từ {scene.beginning(one.since)} đến {scene.step(one.until)}; "
        f"khi đó {scene.person(one.substitute_id)} làm thay."
        for one in done.chained
    ]
    if not done.substitute.reachable:
        lines.append(
            f"Lưu ý: Dondoc chưa nhắn được cho {scene.person(done.substitute.id)} (chưa liên kết tài khoản hoặc đã chặn Dondoc): "
            "xin báo trực tiếp, hoặc cử người khác. Khi đồng chí vắng, cấp trên và Văn phòng được báo điều này."
        )
    lines.append("Trở lại sớm hoặc đổi: gõ <code>/vangmat hủy</code>.")
    return "\n".join(lines)


def own_absences(scene: Scene, own: Sequence[Absence]) -> str:
    if not own:
        return f"Đồng chí chưa báo vắng mặt. Khi cần, gõ: {example('vangmat')}"
    lines = [
        f"• {capital(scene.beginning(one.since))} → {scene.step(one.until)}: {_substitute(scene, one)}" for one in own
    ]
    return "\n".join(["<b>Thời gian vắng mặt đã báo</b>", *lines, "Hủy: gõ <code>/vangmat hủy</code>."])


def _substitute(scene: Scene, one: Absence) -> str:
    if one.substitute_id is not None:
        return f"{scene.person(one.substitute_id)} làm thay"
    return f"chưa có người thay; cử: <code>/vangmat {typed_span(scene, one.since, one.until)}; Họ tên</code>"


def came_back(own: Sequence[Absence]) -> str:
    return f"Đã hủy {len(own)} lần báo vắng mặt; việc của đơn vị, nếu có, đã chuyển lại đồng chí. Gõ /viec để xem."


def empowered(scene: Scene, given: Delegation, person: Person) -> str:
    scope = escape(", ".join(given.fields)) or "mọi lĩnh vực"
    return (
        f"Đã ủy quyền cho {scene.full(person)} ký thay (KT.) thủ trưởng {scene.unit(given.unit_id)}.\nPhạm vi: {scope}\n"
        f"Từ {scene.beginning(given.since)} đến {scene.step(given.until)}.\n"
        f"Thu hồi: <code>/uyquyen {scene.typed_person(person.id)}; hủy</code>"
    )


def own_delegations(scene: Scene, given: Sequence[Delegation]) -> str:
    if not given:
        return f"Đồng chí chưa ủy quyền cho ai. Khi cần, gõ: {example('uyquyen')}"
    lines = [
        f"• {capital(scene.person(one.person_id))}: {escape(', '.join(one.fields)) or 'mọi lĩnh vực'}, đến {scene.step(one.until)}"
        for one in given
    ]
    return "\n".join(["<b>Ủy quyền đang có</b>", *lines])


def delegation_withdrawn(scene: Scene, person: Person) -> str:
    return f"Đã thu hồi ủy quyền cho {scene.person(person.id)}; từ nay ý kiến của đồng chí ấy lại chờ thủ trưởng ký."
