"""A unit that nobody of its own heads, or whose head cannot be reached: who holds its work, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.office.heads import WorkWithoutHead
from texts.phrases import capital, lines
from texts.scene import Scene


def gap(scene: Scene, unit_id: int, *, above: int | None, head: int | None, codes: Sequence[str], count: int) -> str:
    """Whose work lies where until somebody heads the unit, and how the office enters one."""
    unit = scene.unit(unit_id)
    enter = f"<code>/canbo Họ tên; {scene.typed_unit(unit_id)}; Chức vụ; thủ trưởng</code>"
    lying = f"{count} việc của đơn vị ({_listed(codes, count)})" if count else "Việc của đơn vị"
    if head is not None:
        again = f"/moi {scene.typed_person(head)}"
        return lines(
            f"<b>{unit} không còn nhắn được cho người đứng đầu</b>: {scene.person(head)} không còn tài khoản liên kết.",
            f"{lying} vẫn do đồng chí ấy giữ. Mời liên kết lại: <code>{again}</code>",
            f"Nếu đồng chí ấy thôi đứng đầu, nhập người mới, việc của đơn vị chuyển sang người mới: {enter}",
        )
    return lines(
        f"<b>{unit} chưa có người đứng đầu.</b> {_meanwhile(scene, above)}",
        f"{lying} chuyển sang người đứng đầu mới ngay khi nhập: {enter}",
    )


def _meanwhile(scene: Scene, above: int | None) -> str:
    if above is None:
        return "Chưa có ai giữ thay: việc đang mở vẫn do người cũ giữ, việc mới không giao cho đơn vị được."
    who = scene.full(scene.chart.person(above))
    return f"{capital(who)}, thủ trưởng đơn vị cấp trên, giữ thay; việc do chính đồng chí ấy giao vẫn do người cũ giữ."


def _listed(codes: Sequence[str], count: int) -> str:
    more = f" và {count - len(codes)} việc nữa" if count > len(codes) else ""
    return f"{', '.join(codes)}{more}"


def gaps(scene: Scene, waiting: Iterable[WorkWithoutHead]) -> str:
    """The same of everything that one act left without a head, under the answer to it; empty where there is nothing."""
    told = [
        gap(
            scene,
            one.gap.unit_id,
            above=one.gap.above.id if one.gap.above else None,
            head=one.gap.head.id if one.gap.head else None,
            codes=one.codes,
            count=one.count,
        )
        for one in waiting
    ]
    return "\n\n".join(("", *told)) if told else ""
