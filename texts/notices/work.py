"""What the bot says of its own accord about requests, blockers, causes and the assigner's acts."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from actions.delivery.delivery import AnyRendered, RenderedNotice
from domain.duties.cases import Case
from domain.duties.corrections import FREE_TEXT, Corrected
from domain.duties.duties import DecisionKind, Duty
from domain.office.people import Chart, Person
from domain.payloads.decisions import (
    AskedNotice,
    CameInNotice,
    DecidedNotice,
    DecideNotice,
    DirectedNotice,
    GoneUpNotice,
    InYourNameNotice,
    SettledNotice,
)
from domain.payloads.duties import (
    AssignerChangedNotice,
    BlockerNotice,
    CauseConfirmedNotice,
    CauseNotice,
    CorrectedNotice,
    CreditedNotice,
    FreedNotice,
    InitiativeNotice,
    PausedNotice,
    ReassignedNotice,
    RecurredNotice,
    ResumedNotice,
    SucceededNotice,
    WithdrawnNotice,
)
from domain.payloads.opinions import SignNotice
from texts.duties.dates import told_dates
from texts.duties.plans import next_steps
from texts.duties.steering import change_line, from_plain
from texts.duty_words import CAUSES, DECISIONS, DOSSIER_PARTS, WAYS
from texts.notices.parts import (
    about,
    by,
    done_by,
    nothing_more,
    of_work,
    offered,
    part_of,
    right_of,
    said,
    settled_words,
)
from texts.office import successions
from texts.opinions import consultations
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading
from texts.words import ERASED, PROTECTING_KINDS


def _reason(saying: AnyRendered) -> str:
    return f"Lý do: {escape(saying.words)}" if saying.words else ""


def decide(scene: Scene, saying: RenderedNotice[DecideNotice], recipient: Person) -> str:
    """A request waits for a decision: what is asked, why, by when, what to press."""
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    asked = _ASKED[duty.decision or DecisionKind.EXTENSION](scene, saying, case, duty)
    if duty.decision is DecisionKind.DIRECTION:
        press = f"Đề nghị bấm <b>Cho chỉ đạo</b> (/chidao {offer.lead} nội dung) trước {scene.moment(duty.act_by)}."
    else:
        press = (
            f"Đề nghị bấm <b>Duyệt</b> (/duyet {offer.code}) hoặc <b>Không duyệt</b> kèm lý do (/khongduyet {offer.lead} "
            f"lý do) trước {scene.moment(duty.act_by)}."
        )
    return lines(asked, f"{press} Thời hạn của việc vẫn tính.", next_steps(scene, saying.ahead))


def _extension(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, duty: Duty) -> str:
    assert duty.wanted is not None
    now = f" (hạn hiện nay {scene.deadline(saying.about.deadline)})" if saying.about else ""
    return lines(
        f"{capital(by(scene, saying))} xin gia hạn: {case_heading(case)}",
        f"Đề nghị hạn mới: <b>{scene.deadline(duty.wanted)}</b>{now}",
        told_dates(scene, saying, future=True),
        _reason(saying),
    )


def _refusal(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, _duty: Duty) -> str:
    return lines(
        f"{capital(by(scene, saying))} đề nghị <b>từ chối</b>: {case_heading(case)}",
        _reason(saying),
        "Nếu duyệt, đề nghị giao người khác hoặc thu hồi việc.",
    )


def _transfer(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, duty: Duty) -> str:
    to = scene.present(duty.wanted_person_id) if duty.wanted_person_id is not None else scene.unit(duty.wanted_unit_id)
    assert saying.payload.way is not None
    way = WAYS[saying.payload.way]
    return lines(
        f"{capital(by(scene, saying))} đề nghị <b>chuyển việc</b> cho {to} ({way}): {case_heading(case)}",
        _reason(saying),
    )


def _direction(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, _duty: Duty) -> str:
    question = f"Nội dung: {escape(saying.words)}" if saying.words else ""
    return lines(f"{capital(by(scene, saying))} xin chỉ đạo: {case_heading(case)}", question)


def _submission(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, _duty: Duty) -> str:
    signed = by(scene, saying)
    author = saying.payload.author
    whose = f"{capital(scene.person(author))} soạn, {signed} ký" if author != saying.payload.by else capital(signed)
    return lines(
        f"{whose} <b>trình</b>: {case_heading(case)}",
        dossier_lines(saying),
        consultations.in_submission(scene, saying),
    )


def dossier_lines(saying: AnyRendered) -> str:
    """The four parts; one that was not given is said to be missing (M18)."""
    return "\n".join(
        f"{name}: {escape(saying.texts[part] or ERASED)}" if part in saying.texts else f"{name}: <b>chưa nêu</b>"
        for part, name in DOSSIER_PARTS.items()
    )


_ASKED: dict[DecisionKind, Callable[[Scene, RenderedNotice[DecideNotice], Case, Duty], str]] = {
    DecisionKind.EXTENSION: _extension,
    DecisionKind.REFUSAL: _refusal,
    DecisionKind.TRANSFER: _transfer,
    DecisionKind.DIRECTION: _direction,
    DecisionKind.SUBMISSION: _submission,
}

_WHAT = {
    DecisionKind.EXTENSION: "Đề nghị gia hạn",
    DecisionKind.REFUSAL: "Đề nghị từ chối nhiệm vụ",
    DecisionKind.TRANSFER: "Đề nghị chuyển việc",
    DecisionKind.SUBMISSION: "Nội dung trình",
}


def decided(scene: Scene, saying: RenderedNotice[DecidedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    granted = saying.payload.granted
    asked = saying.payload.asked
    outcome = "được duyệt" if granted else "không được duyệt"
    return lines(
        f"{_WHAT[asked]} {outcome}: {case_heading(case)}",
        _reason(saying),
        f"Người quyết định: {by(scene, saying)}" if right_of(saying) is not None else "",
        _now(scene, saying, recipient, asked, granted=granted),
        told_dates(scene, saying),
        next_steps(scene, saying.ahead) if duty.holder_id == recipient.id else "",
    )


def _in_your_name(scene: Scene, saying: RenderedNotice[InYourNameNotice], recipient: Person) -> str:
    """To whose decision another has made: what it was, and where to look if it was not his."""
    case, duty = about(saying)
    asked = saying.payload.asked
    if asked is DecisionKind.DIRECTION:
        did = "cho chỉ đạo"
    else:
        did = f"{'duyệt' if saying.payload.granted else 'không duyệt'} {DECISIONS[asked]}"
    said = (
        f"{'Nội dung' if asked is DecisionKind.DIRECTION else 'Lý do'}: {escape(saying.words)}" if saying.words else ""
    )
    return lines(
        f"{capital(by(scene, saying))} đã {did}: {case_heading(case)}",
        said,
        f"Hạn đang có hiệu lực: <b>{scene.deadline(duty.deadline)}</b>",
        f"Đây là quyết định ghi theo quyền của đồng chí. Nếu không đúng, đề nghị trao đổi ngay với "
        f"{scene.person(saying.payload.by)}. Xem lại: /lichsu {case.code}",
    )


def _now(scene: Scene, saying: AnyRendered, recipient: Person, asked: DecisionKind, *, granted: bool) -> str:
    """What is in force after the decision."""
    _, duty = about(saying)
    if granted and asked in {DecisionKind.REFUSAL, DecisionKind.TRANSFER}:
        if duty.holder_id != recipient.id:
            return f"Việc hiện do {scene.who_holds(duty)} giữ. {nothing_more(saying, recipient)}"
        return ""
    return f"Hạn đang có hiệu lực: <b>{scene.deadline(duty.deadline)}</b>"


def sign_dossier(scene: Scene, saying: RenderedNotice[SignNotice]) -> str:
    case, duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} trình đồng chí ký để trình lên trên: {case_heading(case)}",
        dossier_lines(saying),
        f"Hạn của việc: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính.",
        f"Bấm <b>Ký</b> (/ky {case.code}) để trình, hoặc gõ lại /trinh {case.code} với nội dung đồng chí sửa.",
        next_steps(scene, saying.ahead),
    )


def _asked(scene: Scene, saying: RenderedNotice[AskedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    what = {"refusal": "từ chối nhiệm vụ", "transfer": "chuyển việc"}[saying.payload.asked]
    return lines(
        f"{capital(by(scene, saying))} đã đề nghị {what}: {case_heading(case)}",
        _reason(saying),
        _will_decide(scene, case, saying.payload.decider or case.assigner_id),
    )


def _will_decide(scene: Scene, case: Case, decider_id: int) -> str:
    who = scene.person(decider_id)
    if decider_id == case.assigner_id:
        return f"Người giao sẽ quyết định. Nếu có ý kiến, đồng chí trao đổi trực tiếp với {who}."
    return f"{capital(who)} sẽ quyết định. Nếu có ý kiến, đồng chí trao đổi trực tiếp với đồng chí ấy."


def _gone_up(scene: Scene, saying: RenderedNotice[GoneUpNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} đã ký và trình lên {scene.person(saying.payload.to or case.assigner_id)}: {case_heading(case)}",
        f"Đồng chí tiếp tục giữ việc. Hạn: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính.",
        next_steps(scene, saying.ahead),
    )


def _settled(scene: Scene, saying: RenderedNotice[SettledNotice], _recipient: Person) -> str:
    """One word to who asked, and to who was asked."""
    case, _ = about(saying)
    told = saying.payload
    asked, because = DECISIONS[told.asked], settled_words(scene, told.because, to=told.to, to_unit=told.to_unit)
    return f"{capital(asked)} {case.code} không còn chờ quyết định nữa: {because}. Xem: /viec {case.code}"


def _directed(scene: Scene, saying: RenderedNotice[DirectedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} cho chỉ đạo: {case_heading(case)}",
        f"Nội dung: {escape(saying.words or ERASED)}",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        next_steps(scene, saying.ahead),
    )


def _blocker(scene: Scene, saying: RenderedNotice[BlockerNotice], recipient: Person) -> str:
    case, duty = about(saying)
    law = " (<b>quy định mâu thuẫn, chồng chéo</b>)" if saying.payload.law else ""
    return lines(
        f"{capital(by(scene, saying))} báo vướng mắc{law}: {case_heading(case)}",
        f"Vướng mắc: {escape(saying.texts.get('blocker') or ERASED)}",
        f"Đề xuất: {escape(saying.texts.get('proposal') or ERASED)}",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính.",
        f"Đề nghị đồng chí tháo gỡ trong thẩm quyền. Xem lại: /lichsu {case.code}",
        _may_credit(saying) if may_credit(scene.chart, saying, recipient) else "",
    )


def may_credit(chart: Chart, saying: AnyRendered, recipient: Person) -> bool:
    """Whether it was said after the deadline, and the recipient is who may let it stand beside the lateness (M54)."""
    told = saying.payload
    if not isinstance(told, BlockerNotice | InitiativeNotice) or told.statement is None or saying.case is None:
        return False
    if told.credited_by is not None:
        return recipient.id in told.credited_by
    return saying.case.assigner_id in chart.acts_as(recipient.id)


def _may_credit(saying: AnyRendered) -> str:
    case, _duty = about(saying)
    return f"Báo sau hạn: báo cáo chỉ xem đây là căn cứ bảo vệ khi đồng chí bấm <b>Ghi nhận</b> (/ghinhan {case.code})."


def _initiative(scene: Scene, saying: RenderedNotice[InitiativeNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} nêu sáng kiến: {case_heading(case)}",
        f"Sáng kiến: {escape(saying.words or ERASED)}",
        _may_credit(saying),
    )


def _credited(scene: Scene, saying: RenderedNotice[CreditedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    what = PROTECTING_KINDS[saying.payload.said]
    return lines(
        f"{capital(by(scene, saying))} đã ghi nhận {what} báo sau hạn: {case_heading(case)}",
        f"{capital(what)}: {escape(saying.words or ERASED)}",
        "Báo cáo sẽ nêu điều này bên cạnh việc chậm.",
    )


_BESIDE = (
    "Đây là ý kiến của thủ trưởng đơn vị, đặt bên cạnh nguyên nhân do người giữ việc nêu (nếu có), không thay thế."
)


def _cause(scene: Scene, saying: RenderedNotice[CauseNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    cause, code = CAUSES[saying.payload.cause], of_work(scene, saying)
    other = next(name for name in CAUSES.values() if name != cause)
    return lines(
        f"{capital(by(scene, saying))} đề nghị xác nhận nguyên nhân chậm{part_of(scene, duty)}: {case_heading(case)}",
        _BESIDE if saying.payload.beside else "",
        f"Nguyên nhân: <b>{cause}</b> – {escape(saying.words or ERASED)}",
        f"Đề nghị bấm <b>Xác nhận nguyên nhân</b> (/nguyennhan {code} {cause}) hoặc gõ "
        f"/nguyennhan {code} {other}; lý do.",
    )


def _cause_confirmed(scene: Scene, saying: RenderedNotice[CauseConfirmedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    cause = CAUSES[saying.payload.cause]
    return lines(
        f"{case_heading(case)}: nguyên nhân chậm{part_of(scene, duty)} được xác nhận là <b>{cause}</b>. Xem lại: /lichsu {case.code}",
        done_by(scene, saying, "Người xác nhận"),
    )


def _corrected(scene: Scene, saying: RenderedNotice[CorrectedNotice], _recipient: Person) -> str:
    assert saying.case is not None
    plain = saying.payload.changes
    changed = [
        change_line(scene, key, from_plain(key, plain[key].before), from_plain(key, plain[key].after))
        if key in plain
        else change_line(scene, key, saying.texts.get(f"{key}.before"), saying.texts.get(f"{key}.after"))
        for key in Corrected
        if key in plain or (key in FREE_TEXT and f"{key}.after" in saying.texts)
    ]
    return lines(
        f"{capital(by(scene, saying))} sửa nội dung giao việc: {case_heading(saying.case)}",
        *changed,
        told_dates(scene, saying),
        f"Nếu chưa rõ, đồng chí hỏi lại người giao. Xem việc: /viec {saying.case.code}",
    )


def _reassigned(scene: Scene, saying: RenderedNotice[ReassignedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"{case_heading(case)}: đã được giao lại cho {scene.party(duty)}. {nothing_more(saying, recipient)}",
        _reason(saying),
        done_by(scene, saying, "Người giao lại"),
    )


def _paused(scene: Scene, saying: RenderedNotice[PausedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    return lines(
        f"Tạm dừng: {case_heading(case)}. Thời hạn ngừng tính cho đến khi cho làm tiếp.",
        _reason(saying),
        f"Người cho tạm dừng: {by(scene, saying)}.",
    )


def _resumed(scene: Scene, saying: RenderedNotice[ResumedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"Tiếp tục thực hiện: {case_heading(case)}. Hạn mới: <b>{scene.deadline(duty.deadline)}</b>",
        f"Người cho tiếp tục: {by(scene, saying)}.",
        told_dates(scene, saying),
        next_steps(scene, saying.ahead),
    )


def _withdrawn(scene: Scene, saying: RenderedNotice[WithdrawnNotice], _recipient: Person) -> str:
    assert saying.case is not None
    return lines(
        f"Đã thu hồi: {case_heading(saying.case)}. Đồng chí không phải làm gì thêm.",
        _reason(saying),
        f"Người thu hồi: {by(scene, saying)}.",
    )


def _freed(scene: Scene, saying: RenderedNotice[FreedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"Việc chờ đồng chí giao lại: {case_heading(case)}. Hạn của việc: <b>{scene.deadline(duty.deadline)}</b>",
        done_by(scene, saying, "Người duyệt cho thôi giữ việc"),
        f"Đề nghị gõ /giaolai {case.code} họ tên hoặc đơn vị; lý do – hoặc /thuhoi {case.code} lý do.",
        next_steps(scene, saying.ahead),
    )


def _recurred(scene: Scene, saying: RenderedNotice[RecurredNotice], _recipient: Person) -> str:
    told = saying.payload
    code, series = told.code, f"DK-{told.recurrence}"
    if code:
        return f"Đến kỳ, Dondoc đã giao <b>{code}</b> theo nhiệm vụ định kỳ {series}. Xem: /viec {code}"
    why = told.why
    due_at = f" hạn {scene.day(told.due_at)}" if told.due_at else ""
    again = "" if why == "DeadlineInThePast" else " Dondoc thử lại mỗi ngày làm việc đến hạn của kỳ này."
    return lines(
        f"Nhiệm vụ định kỳ <b>{series}</b>: kỳ{due_at} chưa giao được, vì {successions.stuck_because(why)}.{again}",
        f"{successions.how_to_mend(series, why)}",
        "Xem: /dinhky",
    )


TEXTS = (
    said(DecideNotice, "đề nghị quyết định", decide),
    said(CameInNotice, "báo ý kiến có thêm sau khi trình", consultations.came_in),
    said(DecidedNotice, "báo quyết định", decided),
    said(InYourNameNotice, "báo quyết định ghi thay", _in_your_name),
    said(AskedNotice, "báo đề nghị thôi giữ việc", _asked),
    said(GoneUpNotice, "báo đã ký trình", _gone_up),
    said(DirectedNotice, "báo ý kiến chỉ đạo", _directed),
    said(SettledNotice, "báo đề nghị không còn chờ quyết định", _settled),
    said(BlockerNotice, "báo vướng mắc", _blocker),
    said(InitiativeNotice, "báo sáng kiến nêu sau hạn", _initiative),
    said(CreditedNotice, "báo đã ghi nhận điều nêu sau hạn", _credited),
    said(CauseNotice, "đề nghị xác nhận nguyên nhân chậm", _cause),
    said(CauseConfirmedNotice, "báo nguyên nhân chậm đã xác nhận", _cause_confirmed),
    said(CorrectedNotice, "báo nội dung đã sửa", _corrected),
    said(ReassignedNotice, "báo đã giao lại cho người khác", _reassigned),
    said(PausedNotice, "báo tạm dừng", _paused),
    said(ResumedNotice, "báo tiếp tục", _resumed),
    said(WithdrawnNotice, "báo thu hồi", _withdrawn),
    said(FreedNotice, "đề nghị giao lại", _freed),
    said(RecurredNotice, "báo nhiệm vụ định kỳ", _recurred),
    said(SucceededNotice, "báo tiếp nhận việc đã giao", successions.succeeded),
    said(AssignerChangedNotice, "báo đổi người giao", successions.assigner_changed),
)
