"""Who takes over what somebody leaves: before it is done, when it is done, and to those whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from actions.delivery.outgoing import RenderedNotice
from actions.office.heads import GoingOver
from actions.office.successions import Succession
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind, Phase
from domain.duties.recurrences import Recurrence
from domain.office.people import Person
from domain.payloads.duties import AssignerChangedNotice, SucceededNotice
from domain.refusals import Refusal
from texts.notices.parts import by
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading
from texts.words import SENDERS

MOST_NAMED = 15  # in one list; the rest is a number
GIVEN = {
    CaseKind.TASK: "nhiệm vụ đã giao, người giao từ nay",
    CaseKind.OPINION: "yêu cầu lấy ý kiến, người hỏi từ nay",
    CaseKind.CIRCULAR: "văn bản đã phổ biến, người gửi từ nay",
}
STUCK = {
    "UnknownParty": "người hoặc đơn vị chủ trì không còn",
    "PersonGone": "người chủ trì không còn",
    "UnknownPerson": "người được nêu tên không còn",
    "UnknownUnit": "một đơn vị được nêu tên không còn hoặc đã đổi tên",
    "SeveralPeople": "tên nêu trong đó nay chỉ nhiều người",
    "SeveralUnits": "tên nêu trong đó nay chỉ nhiều đơn vị",
    "NoAccountableHead": "nơi chủ trì hoặc phối hợp không có thủ trưởng chịu trách nhiệm",
    "HeldByAssigner": "đơn vị chưa có người đứng đầu, và người giữ thay chính là người giao",
    "NotAllowed": "người lập không còn quyền giao việc này",
    "DeadlineInThePast": "hạn của kỳ này đã qua",
}


def stuck_because(why: str) -> str:
    return STUCK.get(why, "nội dung không còn giao được như đã lập")


def how_to_mend(code: str, why: str) -> str:
    """What to type, for who may change the recurring task."""
    if why == "DeadlineInThePast":
        return "Nếu vẫn cần kỳ này, giao bằng /giaoviec."
    key = {"UnknownPerson": "Người giao", "UnknownUnit": "Phối hợp", "NotAllowed": "Người giao"}.get(why, "Chủ trì")
    named = "Họ tên" if key == "Người giao" else "Họ tên hoặc đơn vị"
    return f"Sửa: <code>/dinhky sửa {code}; {key}: {named}</code>; thôi không giao nữa: <code>/dinhky dừng {code}; lý do</code>"


def going_over(scene: Scene, going: Iterable[GoingOver]) -> list[str]:
    """What lies with the head of a unit, by who takes it over, so that each list is one head's."""
    by_head: dict[tuple[int, int], list[str]] = {}
    for one in going:
        by_head.setdefault((one.before_id, one.after_id), []).append(one.case.code)
    return [
        f"• {scene.present(after)} tiếp nhận từ {scene.person(before)} {len(codes)} việc: {named(codes)}."
        for (before, after), codes in by_head.items()
    ]


def passed_on(scene: Scene, plan: Succession, *, again: str = "") -> list[str]:
    """By kind and by who takes over, each with its codes; `again` is the command with which another may be named."""
    told: list[str] = []
    for kind, what in GIVEN.items():
        of_kind = [one for one in plan.cases if one.after.kind is kind and _has_another(one.before, one.after)]
        told += _by_taker(scene, what, ((one.after.assigner_id, one.after.code) for one in of_kind))
    entered = [one for one in plan.cases if not _has_another(one.before, one.after)]
    told += _by_taker(
        scene, "việc đã ghi thay, người ghi từ nay", ((one.after.registrar_id, one.after.code) for one in entered)
    )
    for what, held in _held(plan).items():
        told += _by_taker(scene, what, held)
    told += _by_taker(scene, "nhiệm vụ định kỳ, người lập từ nay", _set_up(plan.recurring))
    told += _by_taker(scene, "nhiệm vụ định kỳ, đổi người giao; người lập", _renamed(plan.recurring))
    told += [stuck(one, why) for one, why in plan.stuck]
    if again and (plan.cases or plan.recurring):
        told.append(f"Muốn người khác nhận: <code>{escape(again)}; thay: Họ tên</code>")
    return told


def _has_another(before: Case, after: Case) -> bool:
    return before.assigner_id != after.assigner_id


def _held(plan: Succession) -> Mapping[str, list[tuple[int, str]]]:
    """What waits for a word: to accept, to supply, to give anew, to decide."""
    found: dict[str, list[tuple[int, str]]] = {}
    held = [(duty, one.after.code, taker) for one in plan.cases for duty, taker in one.held]
    held += [(duty, case.code, taker) for duty, case, taker in plan.waiting]
    for duty, code, taker in held:
        found.setdefault(_waits(duty), []).append((taker, code))
    return found


def _waits(duty: Duty) -> str:
    if duty.kind is DutyKind.DECISION:
        return "đề nghị chờ quyết định, người quyết định từ nay"
    return {
        Phase.SUBMITTED: "kết quả chờ nghiệm thu, người nghiệm thu từ nay",
        Phase.LACKING: "hồ sơ chờ bổ sung, người bổ sung từ nay",
    }.get(duty.phase, "việc chờ giao lại, người giao lại từ nay")


def _set_up(changed: Iterable[tuple[Recurrence, Recurrence]]) -> list[tuple[int, str]]:
    return [(new.registrar_id, new.code) for old, new in changed if old.registrar_id != new.registrar_id]


def _renamed(changed: Iterable[tuple[Recurrence, Recurrence]]) -> list[tuple[int, str]]:
    return [(new.registrar_id, new.code) for old, new in changed if old.registrar_id == new.registrar_id]


def _by_taker(scene: Scene, what: str, taken: Iterable[tuple[int, str]]) -> list[str]:
    by_taker: dict[int, list[str]] = {}
    for taker, code in taken:
        by_taker.setdefault(taker, []).append(code)
    return [f"• {capital(what)} là {scene.present(taker)}: {named(codes)}." for taker, codes in by_taker.items()]


def named(codes: Iterable[str]) -> str:
    every = list(dict.fromkeys(codes))
    more = f" và {len(every) - MOST_NAMED} việc nữa" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more


def stuck(one: Recurrence, why: Refusal) -> str:
    kind = type(why).__name__
    return f"• Nhiệm vụ định kỳ {one.code}: kỳ tới không giao được, vì {stuck_because(kind)}. {how_to_mend(one.code, kind)}"


def under_answer(scene: Scene, plan: Succession) -> str:
    """Under the answer to the act that passed it on; empty where it passed nothing on."""
    told = passed_on(scene, plan)
    return "\n\n<b>Đã chuyển tiếp cùng lúc</b>:\n" + "\n".join(told) if told else ""


def succeeded(scene: Scene, saying: RenderedNotice[SucceededNotice], recipient: Person) -> str:
    """Told to who takes over, and to who left."""
    told = saying.payload
    codes = [escape(str(one)) for one in told.codes]
    more = f" và {told.count - len(codes)} việc nữa" if told.count > len(codes) else ""
    listed = f"{', '.join(codes)}{more}"
    if recipient.id == told.before:
        return (
            f"Từ nay {scene.person(told.taker)} thay đồng chí làm người giao của {told.count} việc: {listed}. "
            "Về các việc này đồng chí không phải làm gì thêm."
        )
    return lines(
        f"Từ nay đồng chí thay {scene.person(told.before)} làm người giao của <b>{told.count} việc</b>: {listed}.",
        "Kết quả và đề nghị về các việc này sẽ đến đồng chí. Xem: /dagiao; giao cho người khác theo dõi: "
        f"<code>/sua {codes[0]} Người giao: Họ tên</code>"
        if not codes[0].startswith("DK")
        else "Xem: /dinhky",
    )


def assigner_changed(scene: Scene, saying: RenderedNotice[AssignerChangedNotice], recipient: Person) -> str:
    told = saying.payload
    assert saying.case is not None
    who = "đồng chí" if recipient.id == told.assigner else scene.present(told.assigner)
    sender = SENDERS[saying.case.kind]
    return lines(
        f"Đổi {sender.lower()}: {case_heading(saying.case)}",
        f"{sender}: {scene.person(told.before)} → <b>{who}</b>. Người đổi: {by(scene, saying)}.",
        f"Từ nay kết quả và đề nghị về việc này do đồng chí giải quyết. Xem: /viec {saying.case.code}"
        if recipient.id == told.assigner
        else "",
    )
