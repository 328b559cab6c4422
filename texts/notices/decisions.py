"""What the bot says of its own accord about what is asked for, decided, and gone up."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from actions.delivery.outgoing import AnyRendered, RenderedNotice
from domain.duties.cases import Case
from domain.duties.duties import DecisionKind, Duty
from domain.office.people import Person
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
from domain.payloads.opinions import SignNotice
from texts.duties.dates import told_dates
from texts.duties.plans import next_steps
from texts.duty_words import DECISIONS, DOSSIER_PARTS, WAYS
from texts.notices.parts import (
    about,
    by,
    nothing_more,
    offered,
    reason_line,
    right_of,
    said,
    settled_words,
)
from texts.opinions import consultations
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading
from texts.words import ERASED


def decide(scene: Scene, saying: RenderedNotice[DecideNotice], recipient: Person) -> str:
    """A request waits for a decision: what is asked, why, by when, what to press."""
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    asked = _ASKED[duty.decision or DecisionKind.EXTENSION](scene, saying, case, duty)
    if duty.decision is DecisionKind.DIRECTION:
        press = f"Đề nghị chọn <b>Cho chỉ đạo</b> (/chidao {offer.lead} nội dung) trước {scene.moment(duty.act_by)}."
    else:
        press = (
            f"Đề nghị chọn <b>Duyệt</b> (/duyet {offer.code}) hoặc <b>Không duyệt</b> kèm lý do (/khongduyet {offer.lead} "
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
        reason_line(saying),
    )


def _refusal(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, _duty: Duty) -> str:
    return lines(
        f"{capital(by(scene, saying))} đề nghị <b>từ chối</b>: {case_heading(case)}",
        reason_line(saying),
        "Nếu duyệt, đề nghị giao người khác hoặc thu hồi việc.",
    )


def _transfer(scene: Scene, saying: RenderedNotice[DecideNotice], case: Case, duty: Duty) -> str:
    to = scene.present(duty.wanted_person_id) if duty.wanted_person_id is not None else scene.unit(duty.wanted_unit_id)
    assert saying.payload.way is not None
    way = WAYS[saying.payload.way]
    return lines(
        f"{capital(by(scene, saying))} đề nghị <b>chuyển việc</b> cho {to} ({way}): {case_heading(case)}",
        reason_line(saying),
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
        reason_line(saying),
        f"Người quyết định: {by(scene, saying)}" if right_of(saying) is not None else "",
        _now(scene, saying, recipient, asked, granted=granted),
        told_dates(scene, saying),
        next_steps(scene, saying.ahead) if duty.holder_id == recipient.id else "",
    )


def _in_your_name(scene: Scene, saying: RenderedNotice[InYourNameNotice], recipient: Person) -> str:
    """Told to the one in whose name another has decided: what it was, and where to look if it was not their
    decision."""
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
        f"Chọn <b>Ký</b> (/ky {case.code}) để trình, hoặc gõ lại /trinh {case.code} với nội dung đồng chí sửa.",
        next_steps(scene, saying.ahead),
    )


def _asked(scene: Scene, saying: RenderedNotice[AskedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    what = {"refusal": "từ chối nhiệm vụ", "transfer": "chuyển việc"}[saying.payload.asked]
    return lines(
        f"{capital(by(scene, saying))} đã đề nghị {what}: {case_heading(case)}",
        reason_line(saying),
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


TEXTS = (
    said(DecideNotice, "đề nghị quyết định", decide),
    said(CameInNotice, "báo ý kiến có thêm sau khi trình", consultations.came_in),
    said(DecidedNotice, "báo quyết định", decided),
    said(InYourNameNotice, "báo quyết định ghi thay", _in_your_name),
    said(AskedNotice, "báo đề nghị thôi giữ việc", _asked),
    said(GoneUpNotice, "báo đã ký trình", _gone_up),
    said(DirectedNotice, "báo ý kiến chỉ đạo", _directed),
    said(SettledNotice, "báo đề nghị không còn chờ quyết định", _settled),
)
