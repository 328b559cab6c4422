"""What an import would do, said before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape

from actions.exchange.import_contents import ImportContents
from actions.exchange.import_plans import Oddity, OddName, Plan, SeenRow
from texts.office import imports
from texts.office.columns import NAMES
from texts.office.successions import passed_on
from texts.phrases import capital, lines
from texts.scene import Scene

UNITS_NAMED = 15
NAMED = 10  # people, odd names, rows seen before
_WHY = {
    Oddity.READ_AS: "hiểu là {other}",
    Oddity.LETTERS: "không giống họ tên hoặc tên đơn vị thường gặp",
    Oddity.ACCENTS: "chỉ khác dấu với {other}",
}


def preview(scene: Scene, plan: Plan, read: ImportContents) -> str:
    """What would be done and what to look at first. `scene` names people and units as they will be."""
    return lines(
        "<b>Xem trước khi nhập</b> (chưa có gì được ghi, chưa ai được báo).",
        f"Sẽ ghi: {_counts(plan)}.",
        f"{plan.known_tasks} việc đã có trong Dondoc theo mã, không nhập lại." if plan.known_tasks else "",
        *_passed_on(scene, plan),
        *_by_unit(scene, plan),
        *_away(scene, plan),
        _in_whose_name(scene, plan),
        *_odd(plan),
        *imports.left_out(plan.left_out),
        *imports.remarks(read),
        *seen(scene, plan.file_seen_at, plan.seen, plan.seen_count),
    )


def ask(plan: Plan) -> str:
    again = "Nếu vẫn muốn nhập thêm lần nữa, " if plan.is_seen else ""
    told = " Mỗi người được giao việc nhận một tin; người đứng tên giao được báo." if plan.tasks else ""
    return (
        f"{again}{'chọn' if again else 'Chọn'} <b>Nhập</b> để thực hiện tất cả, <b>Hủy</b> để thôi; gõ Nhập hoặc Hủy cũng được.{told} "
        "Bản xem trước này chờ trong 24 giờ."
    )


def changed(scene: Scene, plan: Plan, before: Mapping[int, int]) -> str:
    """Above a new preview: the one that was confirmed no longer says what would be done."""
    now = plan.shown.holders
    differing = [key for key in dict.fromkeys((*before, *now)) if before.get(key, 0) != now.get(key, 0)]
    named = [
        f"• {scene.present(key)}: lúc trước {before.get(key, 0)} việc, nay {now.get(key, 0)} việc." for key in differing
    ]
    return lines(
        "<b>Chưa nhập: từ lúc xem trước, đơn vị, cán bộ hoặc việc trong Dondoc đã thay đổi</b>, nên tệp này nay mang nghĩa khác. "
        "Chưa có gì được ghi.",
        *_first(named, NAMED, "người"),
        "Xin xem lại bản mới:",
    )


def nothing_new(plan: Plan) -> str:
    known = f" {plan.known_tasks} việc trong tệp đã có theo mã." if plan.known_tasks else ""
    return f"Tệp không có dòng nào phải nhập.{known} Chưa có gì được ghi. Xin gửi tệp khác, hoặc gõ /huy để thôi."


def seen(scene: Scene, at: datetime | None, rows: Iterable[SeenRow], count: int) -> list[str]:
    said = [f"⚠️ <b>Đúng tệp này đã được nhập</b> lúc {scene.moment(at)}."] if at is not None else []
    if count:
        named = [_seen_row(row) for row in rows]
        more = f" … và {count - NAMED} dòng nữa" if count > NAMED else ""
        said.append(
            f"⚠️ <b>{count} dòng đã có việc trong Dondoc</b> (cùng văn bản, cùng việc, cùng chủ trì): {', '.join(named[:NAMED])}{more}."
        )
    return said


def _seen_row(seen: SeenRow) -> str:
    return f"dòng {seen.row} ({f'NV-{seen.number}' if seen.number else f'trùng dòng {seen.above}'})"


def _counts(plan: Plan) -> str:
    known = {"đơn vị đã có": plan.units_known, "cán bộ đã có (ghi lại chức vụ, vai trò)": plan.people_known}
    new = {"đơn vị mới": plan.units_new, "cán bộ mới": plan.people_new, "nhiệm vụ": plan.tasks}
    return ", ".join(f"{count} {what}" for what, count in (new | known).items() if count) or "không có gì"


def _passed_on(scene: Scene, plan: Plan) -> list[str]:
    told = passed_on(scene, plan.succession)
    return ["<b>Việc của người thôi chức vụ, chuyển tiếp</b>:", *told] if told else []


def _by_unit(scene: Scene, plan: Plan) -> list[str]:
    shares = plan.by_unit
    if not shares:
        return []
    named = [
        f"• {scene.unit(one.unit_id) or 'Không thuộc đơn vị nào'}: {one.count} việc, hạn gần nhất {scene.deadline(one.nearest)}"
        for one in shares
    ]
    return ["<b>Việc theo đơn vị chủ trì</b>:", *_first(named, UNITS_NAMED, "đơn vị")]


def _away(scene: Scene, plan: Plan) -> list[str]:
    """Whoever is to hold some of it and is away."""
    named = [f"• {capital(scene.present(key))}: {count} việc" for key, count in plan.holders.items() if scene.away(key)]
    return ["<b>Người nhận việc đang vắng mặt</b>:", *_first(named, NAMED, "người")] if named else []


def _in_whose_name(scene: Scene, plan: Plan) -> str:
    if not plan.in_name_of:
        return ""
    named = [f"{scene.person(person)} ({count} việc)" for person, count in plan.in_name_of.most_common()]
    more = f" và {len(named) - NAMED} người nữa" if len(named) > NAMED else ""
    others = plan.in_name_of.keys() - {plan.registrar_id}
    behalf = f"; {scene.person(plan.registrar_id)} nhập thay" if others else ""
    return f"Người giao: {', '.join(named[:NAMED])}{more}{behalf}."


def _odd(plan: Plan) -> list[str]:
    named = [f"• {_odd_name(one)}" for one in plan.odd]
    if not named:
        return []
    shown = named[:NAMED]
    more = [f"… và {plan.odd_count - NAMED} tên nữa"] if plan.odd_count > NAMED else []
    return ["⚠️ Tên cần xem lại:", *shown, *more]


def _odd_name(one: OddName) -> str:
    why = _WHY[one.kind].format(other=escape(one.other))
    return f"{NAMES[one.sheet]}, dòng {one.row}: «{escape(one.name)}» {why}"


def _first(named: list[str], most: int, what: str) -> list[str]:
    more = [f"… và {len(named) - most} {what} nữa"] if len(named) > most else []
    return [*named[:most], *more]
