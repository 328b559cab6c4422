"""What the holders are told of an import, and those in whose name it was done."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import ListedLine, RenderedNotice
from domain.duties.duties import DutyKind
from domain.office.people import Person
from domain.payloads.office import ImportedNotice, TakenOnNotice
from domain.payloads.payload import Listing
from texts.duties.lists import title
from texts.phrases import capital, lines
from texts.scene import Scene

SHORT_PRODUCT = 80


def taken_on(scene: Scene, saying: RenderedNotice[TakenOnNotice], recipient: Person) -> str:
    told = saying.payload
    if not told.lists:  # as it was kept before the tasks were named
        return _by_codes(scene, saying)
    total, shown = told.lists["given"].total, _open(saying)
    whose = "" if recipient.id == told.holder else f", thay {scene.person(told.holder)} đang vắng mặt"
    return lines(
        f"Đồng chí vừa được giao <b>{total} việc</b> (Văn phòng nhập từ bảng tính{whose}):",
        *(_line(scene, number, one) for number, one in enumerate(shown, 1)),
        f"… và {total - len(shown)} việc nữa; gõ /viec để xem tất cả." if total > len(shown) else "",
        f"Đề nghị chọn mã việc để xem và xác nhận từng việc, hoặc gõ <code>/nhan {shown[0].case.code}</code>"
        if shown
        else "Gõ /viec để xem.",
    )


def imported(scene: Scene, saying: RenderedNotice[ImportedNotice], recipient: Person) -> str:
    told = saying.payload
    total, shown = told.lists["given"].total, _open(saying)
    how = "tại máy chủ" if told.via == "cli" else "qua Dondoc"
    who = f"{capital(scene.person(told.importer))} " if told.importer not in {None, recipient.id} else "Có người "
    if not total:
        return (
            f"{who}vừa nhập một bảng tính {how}; đồng chí được ghi là người nhập. Nếu đúng là do đồng chí hoặc Văn phòng, đồng chí "
            "không phải làm gì thêm; nếu không, đề nghị báo Văn phòng ngay."
        )
    return lines(
        f"{who}vừa nhập từ bảng tính {how} <b>{total} việc</b> với danh nghĩa đồng chí là người giao:",
        *(_line(scene, number, one, lead=True) for number, one in enumerate(shown, 1)),
        f"… và {total - len(shown)} việc nữa." if total > len(shown) else "",
        "Gõ /dagiao để xem tất cả. Có việc không đúng: đề nghị báo Văn phòng, hoặc gõ /thuhoi kèm mã việc và lý do.",
    )


def _open(saying: RenderedNotice[Listing]) -> list[ListedLine]:
    named = [saying.listed[duty_id] for duty_id in saying.payload.lists["given"].duties]
    return [one for one in named if one.duty.is_open]


def _line(scene: Scene, number: int, one: ListedLine, *, lead: bool = False) -> str:
    product = one.case.product
    short = product if len(product) <= SHORT_PRODUCT else product[: SHORT_PRODUCT - 1] + "…"
    part = " (phối hợp)" if one.duty.kind is DutyKind.COORDINATING else ""
    led = f"; chủ trì: {scene.given_to(one.duty)}" if lead else ""
    return lines(
        f"{number}. {title(one.case)}{part}{led}",
        f"Sản phẩm: {escape(short)}. Hạn: <b>{scene.deadline(one.duty.deadline)}</b>",
    )


def _by_codes(scene: Scene, saying: RenderedNotice[TakenOnNotice]) -> str:
    told = saying.payload
    assert told.due_at is not None
    more = f" và {told.count - len(told.codes)} việc nữa" if told.count > len(told.codes) else ""
    return lines(
        f"Đồng chí vừa được giao <b>{told.count} việc</b> (Văn phòng nhập từ bảng tính): {', '.join(told.codes)}{more}.",
        f"Hạn sớm nhất: <b>{scene.moment(told.due_at)}</b>",
        "Đề nghị gõ /viec để xem, rồi xác nhận từng việc: <code>/nhan</code> kèm mã.",
    )
