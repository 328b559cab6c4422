"""What the bot says when a step of the ladder has come: to who must act, and to who hears of it."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from actions.delivery.outgoing import AnyRendered, RenderedNotice
from actions.duties.requests import GIVING_UP
from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.opinions import Hearing
from domain.ladder.steps import StepKind
from domain.office.people import Person
from domain.payloads.duties import StepNotice
from storage.opinions import DeemedConsent
from texts.duties.plans import next_steps
from texts.notices.groups import nudge
from texts.notices.parts import about, offered, said
from texts.notices.step_words import STEP_WORDS
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading


def at_step(scene: Scene, saying: RenderedNotice[StepNotice], recipient: Person) -> str:
    case, duty = about(saying)
    step = saying.payload.step
    if recipient in scene.chart.groups.values():
        return nudge(scene.unit(duty.unit_id), case, step)
    if step is StepKind.DEEMED_CONSENT:
        return _deemed(scene, saying, recipient)
    if saying.payload.in_place_of is not None:
        return _unreached(scene, saying)
    mine = duty.holder_id in scene.chart.acts_as(recipient.id) and duty.phase is not Phase.PAUSED
    asked = mine or saying.lets_sign(scene.chart, recipient) is not None
    head = STEP_WORDS[step].head
    ask = asked_of_holder(scene, saying, recipient) if asked else asked_of_others(scene, case, duty)
    return lines(
        _milestone(scene, saying, recipient, mine) if head is None else head(scene, case, duty, mine),
        "" if mine else f"Đang giữ việc: {scene.holder(duty)}, từ {scene.moment(duty.held_since)}.",
        _not_reached(scene, case, duty) if step is StepKind.OPINION_WARNING else "",
        how_to_decide(scene, case, duty) if step is StepKind.UNDECIDED else "",
        ask,
        _told_too(scene, saying) if mine else "",
        f"Lời nhắc đặt cho {scene.moment(saying.set_for)}." if saying.set_for else "",
        next_steps(scene, saying.ahead),
    )


def how_to_decide(scene: Scene, case: Case, duty: Duty) -> str:
    """What the office can do where nothing is deemed (M23)."""
    head = scene.chart.in_charge_of(duty.unit_id) or scene.chart.person(duty.holder_id)
    return (
        f"Hỏi trực tiếp {scene.person(head.id)}; ý kiến báo trên giấy ghi bằng <code>/ghigiay {scene.typed_person(head.id)}; "
        f"/ykien {case.code} ý kiến; lý do</code>. Không cần hỏi nữa: /thuhoi {case.code} lý do. Dondoc nhắc lại mỗi ngày "
        "làm việc cho đến khi có ý kiến."
    )


def _not_reached(scene: Scene, case: Case, duty: Duty) -> str:
    """Before silence becomes consent: that its head cannot have heard, and what can be done about it (M31)."""
    head = scene.chart.in_charge_of(duty.unit_id)
    if head is None or head.reachable:
        return ""
    return (
        f"<b>Dondoc không nhắn được cho {scene.person(head.id)}</b> (chưa liên kết tài khoản hoặc đã chặn Dondoc). Đề nghị "
        f"Văn phòng báo trực tiếp trước hạn; ý kiến báo trên giấy ghi bằng <code>/ghigiay {scene.typed_person(head.id)}; /ykien {case.code} "
        "ý kiến; lý do</code>."
    )


def _told_too(scene: Scene, saying: RenderedNotice[StepNotice]) -> str:
    others = [scene.person(one) for one in saying.payload.told_too]
    return f"Cùng được báo: {', '.join(others)}." if others else ""


def _unreached(scene: Scene, saying: RenderedNotice[StepNotice]) -> str:
    """Told at once to who would have heard later, for somebody nearer could not be reached (M31)."""
    case, duty = about(saying)
    missed = scene.person(saying.payload.in_place_of)
    return lines(
        f"Dondoc chưa nhắn được cho {missed} về {case_heading(case)}. Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        f"Đang giữ việc: {scene.holder(duty)}, từ {scene.moment(duty.held_since)}.",
        f"Đề nghị đồng chí liên hệ trực tiếp hoặc chỉ đạo người khác xử lý. Xem lại: /lichsu {case.code}",
        next_steps(scene, saying.ahead),
    )


_DIRECTION = "Đề nghị chọn <b>Cho chỉ đạo</b> (/chidao {lead} nội dung)."
_ANSWER = "Đề nghị chọn ý kiến ở dưới, hoặc gõ /ykien {lead} ý kiến; lý do."
_READ = "Đề nghị đọc (/viec {case}) rồi chọn <b>Đã nhận</b> (/nhan {taken})."
_GO_UP = "Đề nghị chọn <b>Ký</b> (/ky {code}) để trình lên trên, hoặc sửa bằng /trinh {case}."
_DECISION = "Đề nghị chọn <b>Duyệt</b> (/duyet {code}) hoặc <b>Không duyệt</b> (/khongduyet {lead} lý do)."
_RESUMED_FIRST = (
    "Việc đang tạm dừng: đồng ý thì cho làm tiếp (/tieptuc {case}) rồi duyệt (/duyet {code}); không đồng ý thì gõ "
    "/khongduyet {lead} lý do."
)
_BY_PHASE = {
    Phase.SUBMITTED: "Đề nghị chọn <b>Nghiệm thu</b> (/nghiemthu {code}) hoặc <b>Trả lại</b> (/tralai {lead} lý do).",
    Phase.DRAFTED: "Đề nghị chọn <b>Ký</b> (/ky {code}) hoặc <b>Sửa ý kiến</b>.",
    Phase.LACKING: "Đề nghị bổ sung hồ sơ: /bosung {lead} nội dung.",
    Phase.FREED: "Đề nghị giao lại (/giaolai {case} họ tên hoặc đơn vị; lý do) hoặc thu hồi (/thuhoi {case} lý do).",
}


def asked_of_holder(scene: Scene, saying: AnyRendered, recipient: Person) -> str:
    """What who holds it, or may sign for who does, is to press or to type."""
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    typed = {"case": case.code, "code": offer.code, "taken": offer.taken, "lead": offer.lead}
    if saying.about is not None and saying.about.phase is Phase.PAUSED and duty.decision in GIVING_UP:
        return _RESUMED_FIRST.format(**typed)
    if duty.kind is DutyKind.DECISION:
        return (_DIRECTION if duty.decision is DecisionKind.DIRECTION else _DECISION).format(**typed)
    if duty.kind is DutyKind.READING:
        return _READ.format(**typed)
    if (duty.kind, duty.phase) == (DutyKind.LEAD, Phase.DRAFTED):
        return _GO_UP.format(**typed)
    if duty.phase in _BY_PHASE or duty.kind is DutyKind.OPINION:
        return _BY_PHASE.get(duty.phase, _ANSWER).format(**typed)
    acknowledge = [f"<b>Đã nhận</b> (/nhan {offer.taken})"] if duty.acknowledged_at is None else []
    extend = [f"<b>Xin gia hạn</b> (/giahan {offer.lead} hạn mới; lý do)"] if offer.extends else []
    always = [f"<b>Tiến độ</b> (/tiendo {offer.lead} nội dung)", f"<b>Hoàn thành</b> (/xong {offer.lead})"]
    pressed = [*acknowledge, *always, *extend]
    return f"Đề nghị chọn {', '.join(pressed[:-1])} hoặc {pressed[-1]}."


def asked_of_others(scene: Scene, case: Case, duty: Duty) -> str:
    if duty.phase is Phase.PAUSED:
        return f"Nếu đã hết lý do tạm dừng, đề nghị cho làm tiếp: /tieptuc {case.code}; nếu không cần nữa: /thuhoi {case.code} lý do."
    holder = scene.present(duty.holder_id)
    return f"Đề nghị đồng chí nhắc {holder} hoặc chỉ đạo xử lý. Xem ai giữ việc, từ bao giờ: /lichsu {case.code}"


def _deemed(scene: Scene, saying: RenderedNotice[StepNotice], recipient: Person) -> str:
    case, duty = about(saying)
    assert saying.deemed is not None
    consent = saying.deemed
    late = (
        f"Nếu có ý kiến khác, gõ /ykien {case.code} ý kiến; lý do – sẽ được lưu là trả lời muộn."
        if recipient.id in {consent.answerable_id, consent.holder_id}
        else f"Xem lại: /lichsu {case.code}"
    )
    return lines(
        f"{case_heading(case)}: {scene.unit(duty.unit_id)} không có ý kiến chính thức đến hết hạn {scene.deadline(duty.deadline)}, "
        "được ghi nhận <b>mặc nhiên đồng ý</b> với đề xuất.",
        f"Người chịu trách nhiệm: {scene.person(consent.answerable_id)}. "
        f"Người đang giữ việc lúc hết hạn: {scene.person(consent.holder_id)}.",
        f"{capital(unheard)}." if (unheard := heard(scene, consent)) else "",
        asked_again(scene, duty),
        _recorded(scene, consent),
        late,
    )


def asked_again(scene: Scene, duty: Duty) -> str:
    """That silence counted from another question; empty where it was asked once."""
    return f"Đã hỏi lại lúc {scene.moment(duty.asked_again_at)}." if duty.asked_again_at is not None else ""


def heard(scene: Scene, consent: DeemedConsent) -> str:
    """Why who answers for the silence could not have broken it; empty where that was possible."""
    who = scene.person(consent.answerable_id)
    match consent.hearing:
        case Hearing.UNHEARD:
            return f"chưa tin nào của Dondoc về việc này tới được {who}"
        case Hearing.LOST:
            return f"đến hết hạn Dondoc không còn nhắn được cho {who}"
        case _:
            return ""


def _recorded(scene: Scene, consent: DeemedConsent) -> str:
    if consent.recorded_at - consent.at < timedelta(minutes=1):
        return f"Ghi nhận lúc {scene.step(consent.at)}."
    return f"Tính từ {scene.step(consent.at)}, ghi nhận lúc {scene.moment(consent.recorded_at)}."


def _milestone(scene: Scene, saying: RenderedNotice[StepNotice], recipient: Person, mine: bool) -> str:
    case, duty = about(saying)
    number = saying.payload.milestone
    assert number is not None
    stage = duty.stages[number - 1]
    near = saying.payload.step is StepKind.MILESTONE
    head = "Sắp đến mốc" if near else "<b>Quá mốc</b>"
    reached = f" Đã đạt thì gõ /tiendo {offered(scene, saying, recipient).lead} mốc {number}: nội dung." if mine else ""
    return f"{head} {number} «{escape(stage.title)}», hạn <b>{scene.deadline(stage.deadline)}</b>: {case_heading(case)}.{reached}"


OWN = frozenset({StepKind.DEEMED_CONSENT, StepKind.MILESTONE, StepKind.MILESTONE_LATE})
if unsaid := {kind for kind, words in STEP_WORDS.items() if words.head is None} - OWN:
    raise RuntimeError(f"no head for the notice of steps of the kind {', '.join(sorted(unsaid))}")
TEXTS = (said(StepNotice, "nhắc việc", at_step),)
