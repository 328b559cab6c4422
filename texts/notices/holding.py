"""What the bot says of its own accord of who has the work: given, delegated, pressed for, left, ended."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.acts import Act
from domain.borrowing import Ground
from domain.duties.cases import CaseKind
from domain.duties.duties import Duty, DutyKind, Outcome, Phase
from domain.office.people import Person
from domain.payloads.duties import (
    AssignedNotice,
    DelegatedNotice,
    EndedNotice,
    LastSetNotice,
    LeftNotice,
    NudgedNotice,
    WatchingNotice,
)
from texts.duties.clearing import STILL_LATE
from texts.duties.dates import told_dates
from texts.duties.done import DONE_AS
from texts.duties.plans import next_steps
from texts.duties.previews import document_line, milestone_lines, source_lines
from texts.duty_words import DECISIONS, HOW_ENDED
from texts.notices import opinions
from texts.notices.parts import (
    about,
    by,
    coordinates_no_longer,
    done_by,
    draft_line,
    instead_of_head,
    nothing_more,
    offered,
    part_of,
    right_of,
    said,
)
from texts.notices.steps import asked_of_holder, asked_of_others
from texts.phrases import capital, lines
from texts.scene import Scene, by_when, case_heading
from texts.words import SENDERS


def _assigned(scene: Scene, saying: RenderedNotice[AssignedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    if duty.kind is DutyKind.OPINION:
        return opinions.asked_for_opinion(scene, saying, recipient)
    if duty.kind is DutyKind.READING:
        return _circular_sent(scene, saying)
    part = "chủ trì" if duty.kind is DutyKind.LEAD else "phối hợp"
    to = f"{scene.unit(duty.unit_id)} được giao {part}" if duty.to_unit else f"Đồng chí được giao {part}"
    behalf = f" (qua {scene.person(case.registrar_id)})" if case.registrar_id != case.assigner_id else ""
    offer = offered(scene, saying, recipient)
    delegate = f", <b>Phân công</b> (/phancong {offer.lead} Họ tên) để giao chuyên viên" if offer.delegates else ""
    return lines(
        f"{to}: {case_heading(case)}",
        instead_of_head(scene, duty),
        f"Sản phẩm: {escape(case.product)}",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        document_line(case),
        source_lines(case),
        milestone_lines(scene, duty),
        _last_line(scene, duty),
        told_dates(scene, saying),
        f"Người giao: {scene.person(case.assigner_id)}{behalf}",
        _given_by(scene, saying),
        f"Đề nghị chọn <b>Đã nhận</b> (/nhan {offer.taken}) để xác nhận{delegate}.",
        next_steps(scene, saying.ahead),
    )


def _given_by(scene: Scene, saying: RenderedNotice[AssignedNotice]) -> str:
    """Who gave it by standing in for another; who entered it stands beside who gave it."""
    right = right_of(saying)
    stood_in = right is not None and right.ground is not Ground.REGISTRY
    return done_by(scene, saying, "Người thực hiện việc giao") if stood_in else ""


def _last_line(scene: Scene, duty: Duty) -> str:
    """The last deadline goes with the work, whoever takes it over."""
    return f"Hạn dứt điểm vẫn giữ: <b>{scene.deadline(duty.last)}</b>" if duty.last is not None else ""


def _circular_sent(scene: Scene, saying: RenderedNotice[AssignedNotice]) -> str:
    case, duty = about(saying)
    return lines(
        f"Phổ biến để đồng chí đọc: {case_heading(case)}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"Người gửi: {scene.person(case.assigner_id)}{scene.under(right_of(saying))}",
        f"Hạn đọc và xác nhận: <b>{scene.deadline(duty.deadline)}</b>",
        f"Đọc xong, đề nghị chọn <b>Đã nhận</b> (/nhan {case.code}); mỗi người tự xác nhận cho mình.",
        next_steps(scene, saying.ahead),
    )


def _delegated(scene: Scene, saying: RenderedNotice[DelegatedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    to = saying.payload.to
    if to != recipient.id:
        return lines(
            f"{case_heading(case)}: đã được phân công cho {scene.present(to)}. {nothing_more(saying, recipient)}",
            done_by(scene, saying, "Người phân công"),
        )
    what = "dự thảo ý kiến của đơn vị" if duty.kind is DutyKind.OPINION else "thực hiện"
    offer = offered(scene, saying, recipient)
    press = (
        f"Chọn ý kiến dự thảo ở dưới (hoặc gõ /ykien {offer.lead} ý kiến; lý do); thủ trưởng đơn vị sẽ ký trước khi gửi đi."
        if duty.kind is DutyKind.OPINION
        else f"Đề nghị chọn <b>Đã nhận</b> (/nhan {offer.taken}) để xác nhận."
    )
    return lines(
        f"Đồng chí được phân công {what}: {case_heading(case)}",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}"
        if case.kind is CaseKind.OPINION
        else f"Sản phẩm: {escape(case.product)}",
        f"Liên quan đến đơn vị: {escape(duty.reason)}" if duty.reason else "",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"{SENDERS[case.kind]}: {scene.person(case.assigner_id)}",
        done_by(scene, saying, "Người phân công"),
        press,
        next_steps(scene, saying.ahead),
    )


def _watching(scene: Scene, saying: RenderedNotice[WatchingNotice], _recipient: Person) -> str:
    assert saying.case is not None
    case = saying.case
    return (
        f"Để đồng chí theo dõi: {case_heading(case)} vừa được giao, hạn {scene.deadline(case.deadline)}. "
        "Đồng chí không phải làm gì thêm."
    )


def _nudged(scene: Scene, saying: RenderedNotice[NudgedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"{capital(by(scene, saying))} đôn đốc: {case_heading(case)}",
        f"Đồng chí giữ việc từ {scene.moment(duty.held_since)}. Hạn: {by_when(scene, duty, emphasised=True)}",
        asked_of_holder(scene, saying, recipient),
        next_steps(scene, saying.ahead),
    )


def _last_told(scene: Scene, saying: RenderedNotice[LastSetNotice], recipient: Person) -> str:
    case, duty = about(saying)
    assert duty.last is not None
    mine = recipient.id == duty.holder_id
    return lines(
        f"<b>Hạn dứt điểm</b>: {case_heading(case)}",
        f"{capital(by(scene, saying))} đặt {_anew(scene, saying)}hạn cuối cùng: <b>{scene.deadline(duty.last)}</b>. "
        f"Hạn {scene.deadline(duty.deadline)} vẫn giữ nguyên{'' if _anew(scene, saying) else STILL_LATE}.",
        f"Lý do: {escape(saying.words)}" if saying.words else "",
        "" if mine else f"Đang giữ việc: {scene.holder(duty)}, từ {scene.moment(duty.held_since)}.",
        asked_of_holder(scene, saying, recipient) if mine else asked_of_others(scene, case, duty),
        next_steps(scene, saying.ahead),
    )


def _left(scene: Scene, saying: RenderedNotice[LeftNotice], recipient: Person) -> str:
    """Whose it was: what became of it by another's act, and who has it now."""
    case, duty = about(saying)
    told = saying.payload
    what = f"{case_heading(case)}{part_of(scene, duty)}"
    who = f" Người làm: {by(scene, saying)}." if told.by is not None else ""
    done = told.did
    if done:
        return f"{what}: {DONE_AS.get(Act(done), 'đã cập nhật')}.{who} Xem: /lichsu {case.code}"
    # Who asked for a decision still owes the work itself.
    asked = duty.kind is DutyKind.DECISION and told.handed_on
    so = "Việc và thời hạn của đồng chí không đổi." if asked else nothing_more(saying, recipient)
    return f"{what}: {_became(scene, saying)}.{who} {so} Xem: /lichsu {case.code}"


def _became(scene: Scene, saying: RenderedNotice[LeftNotice]) -> str:
    _, duty = about(saying)
    told = saying.payload
    drafted = told.handed_on and told.was == Phase.DRAFTED
    unused = "dự thảo đồng chí trình ký không dùng nữa" if drafted and not told.signed else ""
    if duty.decision is not None and told.holder is not None:
        whose = "đồng chí" if told.handed_on else scene.person(duty.asked_by_id)
        return f"{DECISIONS[duty.decision]} của {whose} nay chờ {scene.present(told.holder)} trả lời"
    if told.holder is not None:
        return _lies_now(scene, duty, told, unused)
    if drafted and told.signed:
        return "dự thảo của đồng chí đã được ký, là ý kiến chính thức của đơn vị"
    if duty.outcome is Outcome.DEEMED and unused:
        unused = "dự thảo của đồng chí không được ký trong hạn"  # it may be signed still, as a late answer
    return "; ".join(filter(None, (HOW_ENDED[duty.outcome or Outcome.ENDED], unused)))


def _lies_now(scene: Scene, duty: Duty, told: LeftNotice, unused: str) -> str:
    now = scene.present(told.holder)
    match duty.phase:
        case Phase.LACKING:
            return f"đã báo thiếu hồ sơ, chờ {now} bổ sung"
        case Phase.DRAFTED if told.handed_on:
            return f"dự thảo của đồng chí nay chờ {now} ký"
        case Phase.SUBMITTED if told.handed_on:
            return f"kết quả đồng chí nộp nay chờ {now} nghiệm thu"
        case Phase.SUBMITTED if told.was == Phase.WORKING:
            return f"kết quả đã được nộp, chờ {now} nghiệm thu"
        case _ if told.signed:
            return f"đã được ký trình lên, nay do {now} giữ"
        case _:
            return f"{unused}, việc nay do {now} giữ" if unused else f"nay do {now} giữ"


def _anew(scene: Scene, saying: RenderedNotice[LastSetNotice]) -> str:
    dates = saying.payload.dates
    return f"lại (trước đây {scene.deadline(dates[0].before)}) " if dates else ""


def _ended(scene: Scene, saying: RenderedNotice[EndedNotice], _recipient: Person) -> str:
    assert saying.case is not None
    if saying.case.kind is CaseKind.CIRCULAR:
        readers = saying.payload.readers
        return f"{case_heading(saying.case)}: cả {readers} người nhận đã đọc và xác nhận. Đồng chí không phải làm gì thêm. Xem lại: /viec {saying.case.code}"
    told = saying.payload
    if saying.duty is not None and (told.leads or told.joins):
        ended = coordinates_no_longer(scene, saying.duty, leads=told.leads)
        return f"{case_heading(saying.case)}: {ended} Đồng chí không phải làm gì thêm ở phần này."
    return lines(
        f"{case_heading(saying.case)}: đã kết thúc. Đồng chí không phải làm gì thêm.",
        done_by(scene, saying, "Người nghiệm thu"),
    )


TEXTS = (
    said(AssignedNotice, "báo việc mới", _assigned),
    said(DelegatedNotice, "báo phân công", _delegated),
    said(WatchingNotice, "báo để theo dõi", _watching),
    said(EndedNotice, "báo kết thúc", _ended),
    said(LeftNotice, "báo việc đã khép lại hoặc chuyển người khác", _left),
    said(NudgedNotice, "đôn đốc", _nudged),
    said(LastSetNotice, "báo hạn dứt điểm", _last_told),
)
