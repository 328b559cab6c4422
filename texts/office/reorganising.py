"""Units merged and renamed: what goes along, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from actions.office.reorganising import Merging
from domain.duties.duties import DutyKind
from domain.office.people import Unit
from texts.office.lapses import ended
from texts.office.successions import going_over, passed_on, under_answer
from texts.phrases import capital
from texts.scene import Scene

MOST_NAMED = 15  # in one list; the rest is a number


def merging(scene: Scene, planned: Merging, *, again: str = "") -> str:
    """Everything that happens when the button is pressed."""
    done = planned.merger
    unit, into = escape(done.unit.name), escape(done.into.name)
    as_now = [scene.chart.person(one.id) for one in done.moved]
    moved = [person for person in as_now if person.id not in done.stepping_down]
    stepping_down = [person for person in as_now if person.id in done.stepping_down]
    lines = [
        f"<b>Sáp nhập {unit} vào {into}</b> (căn cứ: {escape(planned.notice)}). Khi đồng chí chọn <b>Sáp nhập</b>:",
        f"• Cán bộ chuyển sang {into}: {_named(map(scene.full, moved))}.",
    ]
    if stepping_down:
        names = _named(map(scene.full, stepping_down))
        lines.append(f"• Chuyển sang {into} với vai trò cấp phó, vì {into} đã có thủ trưởng: {names}.")
    lines += _heading(scene, planned)
    if done.below:
        lines.append(f"• Đơn vị trực thuộc chuyển sang {into}: {_named(escape(one.name) for one in done.below)}.")
    lines += going_over(scene, planned.going) or ["• Không có việc nào của đơn vị phải bàn giao giữa hai thủ trưởng."]
    lines += [f"• {one}" for one in _one_part(planned)]
    lines += [f"• {capital(one)}." for one in ended(scene, planned.lapsed)]
    lines += passed_on(scene, planned.succession, again=again)
    lines += [
        f"• Việc cán bộ đang trực tiếp giữ vẫn do người đó giữ. Lịch sử, nhật ký và việc đã giao vẫn mang tên {unit}; "
        f"thủ trưởng {into} chịu trách nhiệm tiếp.",
        f"• {unit} không nhận việc mới; ai gõ tên cũ thì Dondoc gợi ý {into}.",
        "Chọn <b>Sáp nhập</b> để thực hiện, <b>Hủy</b> để thôi.",
    ]
    return "\n".join(lines)


def _heading(scene: Scene, planned: Merging) -> list[str]:
    """Who heads what stays, and where it lies then; whoever headed a unit that goes into one under it comes under who
    was below."""
    done = planned.merger
    unit, into = escape(done.unit.name), escape(done.into.name)
    said = []
    if done.above_into != done.into.parent_id:
        where = scene.unit(done.above_into)
        place = f"trực thuộc {where}" if where else "không trực thuộc đơn vị nào"
        said.append(f"• {into} vốn ở dưới {unit}, nay lên thay chỗ của {unit}: {place}.")
    if planned.head is None:
        held = f"; {scene.person(planned.above.id)}, thủ trưởng đơn vị cấp trên, giữ thay" if planned.above else ""
        return [*said, f"• {into} chưa có người đứng đầu{held}. Nhập bằng <code>/canbo</code>."]
    said.append(f"• Người đứng đầu {into} từ lúc đó: {scene.full(scene.chart.person(planned.head.id))}.")
    said += [
        f"• {capital(scene.person(one))} đang đứng đầu {unit}, từ lúc đó là cấp phó dưới quyền {scene.person(planned.head.id)}."
        for one in sorted(done.stepping_down)
    ]
    return said


def _one_part(planned: Merging) -> list[str]:
    """The cases in which both units have a part: the parts become one."""
    into = escape(planned.merger.into.name)
    leads, joins = (
        [one for one in planned.one_part if (one.stays.kind is DutyKind.LEAD) is is_lead] for is_lead in (True, False)
    )
    said = {
        f"Phần phối hợp kết thúc, vì {into} chủ trì": leads,
        f"Hai phần phối hợp thành một phần của {into}": joins,
    }
    return [f"{words}: {_named(dict.fromkeys(one.case.code for one in few))}." for words, few in said.items() if few]


def _named(names: Iterable[str]) -> str:
    shown = list(names)
    more = f" và {len(shown) - MOST_NAMED} nữa" if len(shown) > MOST_NAMED else ""
    return (", ".join(shown[:MOST_NAMED]) + more) if shown else "không có"


def merged(scene: Scene, done: Merging) -> str:
    unit, into = escape(done.merger.unit.name), escape(done.merger.into.name)
    return (
        f"Đã sáp nhập <b>{unit}</b> vào <b>{into}</b> (căn cứ: {escape(done.notice)}): {len(done.merger.moved)} cán bộ, {len(done.merger.below)} đơn vị trực thuộc, "
        f"{len(done.going)} việc bàn giao; từng thủ trưởng được báo việc mình tiếp nhận.\n"
        + "".join(f"{one}\n" for one in _one_part(done))
        + f"Chức vụ mới ghi bằng /canbo. Đổi tên đơn vị: <code>/doiten {into}; tên mới; căn cứ</code>{under_answer(scene, done.succession)}"
    )


def renamed(unit: Unit, before: str, notice: str) -> str:
    return (
        f"<b>{escape(before)}</b> từ nay là <b>{escape(unit.name)}</b> (căn cứ: {escape(notice)}). Người, việc và lịch sử giữ nguyên; ai gõ tên cũ thì "
        "Dondoc gợi ý tên mới."
    )
