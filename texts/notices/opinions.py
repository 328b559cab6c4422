"""What the bot says of its own accord about opinions that are asked, signed, given, missing."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.duties.duties import DutyKind
from domain.duties.opinions import OBJECTIONS
from domain.office.people import Person
from domain.payloads.duties import AssignedNotice
from domain.payloads.opinions import (
    AnsweredLateNotice,
    AnsweredNotice,
    AskedAgainNotice,
    Flagged,
    LackingNotice,
    ReconciledNotice,
    SignNotice,
    SuppliedNotice,
    UnheardNotice,
)
from domain.payloads.payload import OfAct
from texts.duties.plans import next_steps
from texts.duty_words import STANCES
from texts.notices import decisions
from texts.notices.parts import about, by, done_by, draft_line, instead_of_head, offered, right_of, said
from texts.notices.step_words import never_deemed
from texts.notices.steps import how_to_decide
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading
from texts.words import channel_names


def asked_for_opinion(scene: Scene, saying: RenderedNotice[AssignedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    delegate = (
        f", hoặc <b>Phân công</b> (/phancong {offer.lead} Họ tên) để giao chuyên viên dự thảo"
        if offer.delegates
        else ""
    )
    silent = "Đến hạn không trả lời thì được ghi nhận là mặc nhiên đồng ý."
    return lines(
        f"{scene.unit(duty.unit_id)} được lấy ý kiến: {case_heading(case)}",
        instead_of_head(scene, duty),
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}",
        f"Liên quan đến đơn vị: {escape(duty.reason)}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"Người hỏi: {scene.person(case.assigner_id)}",
        done_by(scene, saying, "Người gửi"),
        f"Hạn trả lời: <b>{scene.deadline(duty.deadline)}</b>. {never_deemed(scene, case, duty) or silent}",
        f"Chọn ý kiến của đơn vị ở dưới (hoặc gõ /ykien {offer.lead} ý kiến; lý do){delegate}.",
        next_steps(scene, saying.ahead),
    )


def _asked_again(scene: Scene, saying: RenderedNotice[AskedAgainNotice], recipient: Person) -> str:
    case, duty = about(saying)
    told = saying.payload
    lost = channel_names(told.channels)
    return lines(
        f"<b>(Hỏi lại)</b> {scene.unit(duty.unit_id)} được lấy ý kiến: {case_heading(case)}",
        f"Hết hạn {scene.deadline(duty.deadline)}, Dondoc chưa nhận được ý kiến. Trước hạn có lúc tin gửi qua {lost} có thể đã "
        "không tới Dondoc; nếu đã trả lời, đề nghị đồng chí trả lời lại.",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}",
        draft_line(case),
        f"Đến <b>{scene.moment(told.consent_at)}</b> không trả lời thì được ghi nhận là mặc nhiên đồng ý.",
        f"Chọn ý kiến của đơn vị ở dưới (hoặc gõ /ykien {offered(scene, saying, recipient).lead} ý kiến; lý do).",
        next_steps(scene, saying.ahead),
    )


def _unheard(scene: Scene, saying: RenderedNotice[UnheardNotice], recipient: Person) -> str:
    case, duty = about(saying)
    told = saying.payload
    lost, unit = channel_names(told.channels), scene.unit(duty.unit_id)
    head = f"{case_heading(case)}: hết hạn {scene.deadline(duty.deadline)}, Dondoc chưa nhận được ý kiến của {unit}."
    if told.consent_at is not None:
        return lines(
            head,
            f"Chưa ghi nhận mặc nhiên đồng ý, vì tin gửi qua {lost} có thể đã không tới Dondoc. Dondoc đã hỏi lại; đến "
            f"<b>{scene.moment(told.consent_at)}</b> không trả lời thì mới ghi nhận. Xem lại: /lichsu {case.code}",
        )
    return lines(
        head,
        f"<b>Không ghi nhận mặc nhiên đồng ý</b>, vì không chắc mọi tin gửi qua {lost} đã tới Dondoc. Ý kiến gửi từ nay vẫn "
        "là ý kiến của đơn vị; chưa có ý kiến thì Văn phòng quyết định.",
        how_to_decide(scene, case, duty)
        if recipient in scene.chart.office
        else f"Đơn vị trả lời bằng /ykien {case.code} ý kiến; lý do. Xem lại: /lichsu {case.code}",
    )


def _sign(scene: Scene, saying: RenderedNotice[SignNotice], recipient: Person) -> str:
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    if duty.kind is DutyKind.LEAD:
        return decisions.sign_dossier(scene, saying)
    assert saying.payload.stance is not None
    stance = STANCES[saying.payload.stance]
    return lines(
        f"{capital(by(scene, saying))} đã dự thảo ý kiến của {scene.unit(duty.unit_id)}: {case_heading(case)}",
        f"Ý kiến dự thảo: <b>{stance}</b>{_flags(saying)}",
        f"Lý do: {escape(saying.words)}" if saying.words else "",
        f"Hạn trả lời: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính cho đến khi đồng chí ký.",
        f"Chọn <b>Ký</b> (/ky {offer.code}) để gửi đi, hoặc <b>Sửa ý kiến</b> (/ykien {offer.lead} ý kiến; lý do).",
        next_steps(scene, saying.ahead),
    )


def _flags(saying: RenderedNotice[Flagged]) -> str:
    """What is to be minded about an answer: that a deputy gave it, that its reasons say nothing (M21, M22)."""
    told = saying.payload
    notes = ((told.by_deputy, "phó ký"), (told.is_empty, "chưa nêu lý do cụ thể"))
    said = [words for is_so, words in notes if is_so]
    return f" ({'; '.join(said)})" if said else ""


def _answered(scene: Scene, saying: RenderedNotice[AnsweredNotice], recipient: Person) -> str:
    case, duty = about(saying)
    stance = saying.payload.stance
    signed = f" Người ký: {by(scene, saying)}." if right_of(saying) is not None else ""
    text = (
        f"{case_heading(case)}: {scene.unit(duty.unit_id)} đã trả lời <b>{STANCES[stance]}</b>{_flags(saying)}.{signed}"
    )
    if recipient.id != case.assigner_id:
        return text
    settle = (
        f" Trước khi trình cần thống nhất với đơn vị, rồi ghi biên bản: /thongnhat {case.code}."
        if stance in OBJECTIONS
        else ""
    )
    return f"{text}{settle} Xem nội dung: /lichsu {case.code}"


def _reconciled(scene: Scene, saying: RenderedNotice[ReconciledNotice], recipient: Person) -> str:
    case, duty = about(saying)
    asker = "Văn phòng" if recipient.id == case.assigner_id else scene.person(case.assigner_id)
    return lines(
        f"{case_heading(case)}: {by(scene, saying)} đã ghi việc thống nhất ý kiến của {scene.unit(duty.unit_id)}.",
        f"Biên bản: {escape(saying.words)}" if saying.words else "",
        f"Nếu không đúng, đề nghị báo ngay {asker}. Xem lại: /lichsu {case.code}",
    )


def _answered_late(scene: Scene, saying: RenderedNotice[AnsweredLateNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    stance = STANCES[saying.payload.stance]
    return (
        f"{case_heading(case)}: {scene.unit(duty.unit_id)} trả lời muộn – <b>{stance}</b> ({by(scene, saying)}). "
        f"Ý kiến được lưu là trả lời muộn và không thay đổi việc đã ghi nhận mặc nhiên đồng ý. Xem: /lichsu {case.code}"
    )


def _signed_by(scene: Scene, saying: RenderedNotice[OfAct]) -> str:
    return f", {by(scene, saying)} ký" if right_of(saying) is not None else ""


def _lacking(scene: Scene, saying: RenderedNotice[LackingNotice], recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"{scene.unit(duty.unit_id)} báo thiếu hồ sơ{_signed_by(scene, saying)}: {case_heading(case)}",
        f"Còn thiếu: {escape(saying.words)}" if saying.words else "",
        f"Đề nghị bổ sung: chọn <b>Bổ sung hồ sơ</b> hoặc gõ /bosung {offered(scene, saying, recipient).lead} nội dung bổ sung. "
        "Khi đã bổ sung, thời hạn cho ý kiến tính lại từ đầu.",
        next_steps(scene, saying.ahead),
    )


def _supplied(scene: Scene, saying: RenderedNotice[SuppliedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"Hồ sơ đã được bổ sung: {case_heading(case)}",
        f"Nội dung bổ sung: {escape(saying.words)}" if saying.words else "",
        done_by(scene, saying, "Người bổ sung"),
        f"Tệp bổ sung: nhận bằng /viec {case.code}" if saying.payload.file else "",
        f"Hạn trả lời mới: <b>{scene.deadline(duty.deadline)}</b>. Chọn ý kiến của đơn vị ở dưới (hoặc gõ /ykien {offered(scene, saying, recipient).lead} ý kiến; lý do).",
        next_steps(scene, saying.ahead),
    )


TEXTS = (
    said(SignNotice, "trình ký ý kiến", _sign),
    said(AnsweredNotice, "báo ý kiến trả lời", _answered),
    said(AnsweredLateNotice, "báo ý kiến trả lời muộn", _answered_late),
    said(AskedAgainNotice, "hỏi lại ý kiến", _asked_again),
    said(UnheardNotice, "báo chưa ghi nhận mặc nhiên đồng ý", _unheard),
    said(LackingNotice, "báo thiếu hồ sơ", _lacking),
    said(SuppliedNotice, "báo đã bổ sung hồ sơ", _supplied),
    said(ReconciledNotice, "báo ý kiến đã được thống nhất", _reconciled),
)
