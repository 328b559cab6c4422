"""The sheets by which many people are brought in, and the word on who has linked already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from actions.office.invitations import Invitation, ManyInvited, UnitInvited
from domain.names import fold
from domain.office.people import Person, Unit
from texts.office.doors import Door, first_link, steps_in
from texts.phrases import lines
from texts.scene import Scene

EVERYBODY = "tất cả"


@dataclass(frozen=True, kw_only=True)
class InvitationCard:
    """What one person gets: cut out of the sheet, it says all that is needed."""

    name: str
    place: str
    code: str
    link: str
    steps: tuple[str, ...]
    good: str


@dataclass(frozen=True, kw_only=True)
class CardsOfUnit:
    title: str
    cards: tuple[InvitationCard, ...]


def sheet_title(many: ManyInvited, agency: str) -> str:
    of = many.unit.name if many.unit is not None else agency
    return f"PHIẾU MỜI DÙNG DONDOC{f' – {of}' if of else ''}"


def sheet_note(count: int) -> str:
    return f"{count} phiếu. Cắt theo khung, trao riêng từng người; ai dùng mã sẽ được nhận là người ghi trên phiếu."


def cards_of(scene: Scene, many: ManyInvited, *, doors: Sequence[Door]) -> tuple[CardsOfUnit, ...]:
    until = _until(scene, many)
    return tuple(
        CardsOfUnit(
            title=f"{one.unit.name}: {len(one.invitations)} phiếu",
            cards=tuple(_card(one.unit, made, doors=doors, until=until) for made in one.invitations),
        )
        for one in many.units
        if one.invitations
    )


def _card(unit: Unit, made: Invitation, *, doors: Sequence[Door], until: str) -> InvitationCard:
    return InvitationCard(
        name=made.person.name,
        place=", ".join(part for part in (made.person.position, unit.name) if part),
        code=made.code,
        link=first_link(doors, made.code),
        steps=(*steps_in(doors, made.code), "3. Thấy đúng họ tên, đơn vị thì gõ /viec; sai thì báo ngay Văn phòng."),
        good=f"Dùng một lần, đến {until}. Không đưa cho người khác.",
    )


def invited(scene: Scene, many: ManyInvited) -> str:
    """Who has linked and who has not, unit by unit, and what is on the sheet."""
    count, linked = len(many.invitations), sum(len(one.linked) for one in many.units)
    of = f" – {escape(many.unit.name)}" if many.unit is not None else ""
    head = f"<b>Liên kết tài khoản{of}</b>: {linked}/{linked + count} người đã liên kết."
    return "\n\n".join(
        (head, *map(_of_unit, many.units), _on_the_sheet(scene, many) if count else _nobody_is_missing())
    )


def _of_unit(one: UnitInvited) -> str:
    return lines(
        f"<b>{escape(one.unit.name)}</b>",
        _those("Đã liên kết", one.linked),
        _those("Chưa liên kết", one.missing),
        _those("Đã liên kết nhưng không nhắn được (đã chặn bot hoặc bỏ tài khoản)", one.lost),
    )


def _those(title: str, people: Sequence[Person]) -> str:
    return f"• {title} ({len(people)}): {escape(', '.join(one.name for one in people))}" if people else ""


def _on_the_sheet(scene: Scene, many: ManyInvited) -> str:
    again = f"/moi {many.unit.name if many.unit is not None else EVERYBODY}"
    return (
        f"Gửi kèm phiếu in cho {len(many.invitations)} người chưa có: họ tên, mã, mã QR và các bước làm. Mã dùng một lần, đến "
        f"{_until(scene, many)}; mã phát trước mà chưa dùng vẫn dùng được đến hạn của nó, và hết hiệu lực khi người ấy "
        f"liên kết. Lần sau gõ lại <code>{escape(again)}</code>: phiếu chỉ còn những người vẫn thiếu."
    )


def _until(scene: Scene, many: ManyInvited) -> str:
    return f"{many.expires_at.astimezone(scene.timezone):%H:%M ngày %d/%m/%Y}"


def _nobody_is_missing() -> str:
    return "Mọi người đã liên kết, không cần in phiếu."


def file_name(many: ManyInvited) -> str:
    of = fold(many.unit.name if many.unit is not None else EVERYBODY)
    return f"phieu-moi-{'-'.join(''.join(letter if letter.isalnum() else ' ' for letter in of).split())[:80]}.docx"
