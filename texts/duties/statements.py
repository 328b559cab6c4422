"""Answers to who works on a duty, and to who decides what was asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from actions.duties.crediting import Credited
from actions.duties.dossiers import HandedUp
from actions.duties.statements import Reported
from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.duties.statements import BlockerKind, Cause, Statement
from domain.duties.transfers import TransferWay
from domain.ladder.dates import MovedDate
from domain.permissions import Permission
from texts.duties.dates import also_moved
from texts.duty_words import CAUSES, DOSSIER_PARTS, WAYS
from texts.notices.parts import offered_to_doer, one_part
from texts.opinions.opinion_confirmations import signed_as
from texts.phrases import capital, lines
from texts.reports.words import ERASED_WORDS, bounded
from texts.scene import Scene
from texts.words import PROTECTING_KINDS

QUOTED = 200  # characters of what somebody said


def reported(scene: Scene, done: Reported, *, is_initiative: bool) -> str:
    code, lead = done.seen.case.code, offered_to_doer(scene, done.seen, done.duty).lead
    if is_initiative:
        if done.came_late:
            return f"Đã ghi sáng kiến ở <b>{code}</b>, báo sau hạn. {_after_deadline(scene, done)}"
        return f"Đã ghi sáng kiến ở <b>{code}</b>. Sáng kiến được nêu cạnh kết quả khi đánh giá."
    if done.repeats is not None:
        return (
            f"Đã ghi, nhưng nội dung trùng với báo cáo {scene.moment(done.repeats.at)} nên <b>{code}</b> chưa được tính "
            f"là có tiến độ mới. Nếu có việc đã làm thêm, xin gõ /tiendo {lead} và nêu rõ; nếu đang vướng, gõ "
            f"/vuong {lead} vướng mắc; đề xuất."
        )
    if done.milestone is not None:
        return _milestone(scene, done)
    return f"Đã ghi tiến độ <b>{code}</b>. Khi hoàn thành, gõ /xong {lead} hoặc chọn Hoàn thành."


def _milestone(scene: Scene, done: Reported) -> str:
    stages = done.duty.stages
    left = [(number, stage) for number, stage in enumerate(stages, start=1) if stage.reached_at is None]
    text = f"Đã ghi <b>{done.seen.case.code}</b> đạt mốc {done.milestone}/{len(stages)}."
    if not left:
        return f"{text} Mọi mốc đã đạt; khi hoàn thành, gõ /xong {offered_to_doer(scene, done.seen, done.duty).lead}."
    number, stage = left[0]
    return f"{text} Mốc tiếp theo: mốc {number}, hạn {scene.deadline(stage.deadline)}."


def _after_deadline(scene: Scene, done: Reported) -> str:
    """What is said after the deadline protects nobody by itself (M54)."""
    decider = scene.person(done.seen.decider_of(Permission.CREDIT, done.duty))
    return f"Điều báo sau hạn chỉ được nêu bên cạnh việc chậm khi {decider} ghi nhận; đã báo đồng chí ấy."


def credited(scene: Scene, done: Credited) -> str:
    found = (
        f"• {capital(PROTECTING_KINDS[one.kind])} của {scene.person(one.by_id)}: "
        f"{escape(bounded(done.words.get(one.words_id) or ERASED_WORDS, QUOTED))}"
        for one in done.credited
    )
    return lines(f"Đã ghi nhận ở <b>{done.seen.case.code}</b>, báo cáo sẽ nêu bên cạnh việc chậm:", *found)


def blocked(scene: Scene, done: Reported, kind: BlockerKind) -> str:
    case, offer = done.seen.case, offered_to_doer(scene, done.seen, done.duty)
    law = " về <b>quy định mâu thuẫn, chồng chéo</b>" if kind is BlockerKind.CONFLICTING_LAW else ""
    more = (
        ""
        if kind is BlockerKind.CONFLICTING_LAW
        else f" Nếu vướng do quy định mâu thuẫn, chồng chéo, gõ thêm <code>; quy định chồng chéo</code> ở cuối lệnh /vuong {case.code}."
    )
    extend = f"; nếu cần thêm thời gian, gõ /giahan {offer.lead} hạn mới; lý do" if offer.extends else ""
    return (
        f"Đã ghi vướng mắc{law} ở <b>{case.code}</b> kèm đề xuất, báo Văn phòng, người giao và thủ trưởng đơn vị. "
        f"Thời hạn vẫn tính{extend}.{more}" + (f" {_after_deadline(scene, done)}" if done.came_late else "")
    )


def cause_named(scene: Scene, case: Case, named: Statement, *, to_id: int) -> str:
    """`to_id` confirms it."""
    cause = CAUSES[Cause(named.detail or "")]
    if named.confirmed_by_id is not None:
        return f"Đã xác nhận nguyên nhân chậm ở <b>{case.code}</b>: <b>{cause}</b>."
    if named.beside:
        return (
            f"Đã ghi ở <b>{case.code}</b> nguyên nhân chậm <b>{cause}</b> do đồng chí nêu, gửi {scene.person(to_id)}; "
            "nguyên nhân do người giữ việc nêu vẫn giữ nguyên bên cạnh."
        )
    return (
        f"Đã ghi đề nghị nguyên nhân chậm ở <b>{case.code}</b>: <b>{cause}</b>, gửi {scene.present(to_id)} "
        "xác nhận. Nguyên nhân khách quan chỉ được tính khi đã xác nhận."
    )


def refusal_asked(scene: Scene, case: Case, decision: Duty) -> str:
    return (
        f"Đã gửi đề nghị từ chối <b>{case.code}</b> cho {scene.present(decision.holder_id)} quyết định. "
        "Đồng chí vẫn giữ việc và thời hạn vẫn tính cho đến khi được duyệt."
    )


def transfer_asked(scene: Scene, case: Case, decision: Duty, way: TransferWay) -> str:
    to = (
        scene.present(decision.wanted_person_id)
        if decision.wanted_person_id is not None
        else scene.unit(decision.wanted_unit_id)
    )
    return (
        f"Đã gửi đề nghị chuyển <b>{case.code}</b> cho {to} ({WAYS[way]}); {scene.present(decision.holder_id)} "
        "quyết định. Đồng chí vẫn giữ việc và thời hạn vẫn tính cho đến khi được duyệt."
    )


def direction_asked(scene: Scene, case: Case, decision: Duty) -> str:
    return (
        f"Đã xin chỉ đạo của {scene.present(decision.holder_id)} về <b>{case.code}</b>, đề nghị trả lời trước "
        f"{scene.moment(decision.act_by)}. Thời hạn của việc vẫn tính."
    )


def directed(scene: Scene, case: Case, decision: Duty) -> str:
    return f"Đã gửi ý kiến chỉ đạo về <b>{case.code}</b> tới {scene.person(decision.asked_by_id)}."


def decided(
    scene: Scene,
    case: Case,
    decision: Duty,
    about: Duty,
    *,
    granted: bool,
    before: Sequence[Duty] = (),
    dates: Sequence[MovedDate] = (),
) -> str:
    """What the decision was, and what is in force now; `before` are the duties of the case as they were, `dates` what
    moved beside."""
    match decision.decision:
        case DecisionKind.EXTENSION:
            did = "Đã duyệt gia hạn" if granted else "Đã ghi nhận không duyệt gia hạn"
            return lines(
                f"{did} <b>{case.code}</b>. Hạn đang có hiệu lực: <b>{scene.deadline(about.deadline)}</b>",
                also_moved(scene, dates, owed=before),
            )
        case DecisionKind.REFUSAL if granted:
            return _refusal_granted(scene, case, about, before)
        case DecisionKind.TRANSFER if granted:
            to = f"{scene.given_to(about)}. Hạn: <b>{scene.deadline(about.deadline)}</b>"
            return f"Đã duyệt chuyển <b>{case.code}</b> cho {to}{one_part(scene, about, before)}"
        case DecisionKind.SUBMISSION:
            did = "Đã duyệt nội dung trình" if granted else "Đã ghi nhận không duyệt nội dung trình"
            return f"{did} ở <b>{case.code}</b>; đã báo {scene.who_holds(about)}."
        case _:
            what = "từ chối" if decision.decision is DecisionKind.REFUSAL else "chuyển việc"
            return (
                f"Đã ghi nhận không duyệt đề nghị {what} ở <b>{case.code}</b>; {scene.who_holds(about)} tiếp tục "
                f"thực hiện. Hạn: <b>{scene.deadline(about.deadline)}</b>"
            )


def _refusal_granted(scene: Scene, case: Case, about: Duty, before: Sequence[Duty]) -> str:
    if about.phase is not Phase.FREED:
        return f"Đã duyệt cho {scene.unit(about.unit_id)} thôi phối hợp ở <b>{case.code}</b>."
    mine = about.holder_id in scene.chart.acts_as(scene.reader or about.holder_id)
    what = (
        f": đề nghị giao người khác (/giaolai {case.code} họ tên hoặc đơn vị; lý do) hoặc thu hồi (/thuhoi {case.code} lý do)."
        if mine
        else ", để giao người khác hoặc thu hồi."
    )
    return f"Đã duyệt từ chối <b>{case.code}</b>. Việc hiện do {scene.who_holds(about)} giữ{what}" + "".join(
        f"\nPhần phối hợp {scene.unit(one.unit_id)} đã nộp chờ {scene.who_holds(about)} nghiệm thu cho đến khi có "
        "người chủ trì mới."
        for one in before
        if one.kind is DutyKind.COORDINATING and one.phase is Phase.SUBMITTED
    )


def handed_up(scene: Scene, done: HandedUp) -> str:
    code = done.seen.case.code
    missing = ", ".join(DOSSIER_PARTS[part].lower() for part in done.missing)
    flagged = f" Còn thiếu: <b>{missing}</b>; người quyết định sẽ thấy điều này." if missing else ""
    if done.decision is not None:
        return (
            f"Đã trình <b>{code}</b> lên {scene.present(done.decision.holder_id)}, đề nghị quyết định trước "
            f"{scene.moment(done.decision.act_by)}.{signed_as(scene, done.right)}{flagged} Thời hạn của việc vẫn tính."
        )
    assert done.signer is not None
    return f"Đã chuyển {scene.present(done.signer.id)} ký trình <b>{code}</b>.{flagged} Thời hạn của việc vẫn tính."
