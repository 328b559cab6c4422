"""Every refusal in words: what is wrong, and what to type instead. Nothing has changed when one of these is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

from deadlines.refusals import DeadlineUnclear, IntervalUnclear
from domain import refusals as r
from domain.borrowing import Borrowed, Ground
from domain.duties.duties import DecisionKind, DutyKind, Phase, SettledBy
from domain.duties.transfers import TransferWay
from texts.duties.dates import other_dates_move
from texts.duty_words import DECISIONS, PHASES, WAYS
from texts.front.deadlines import REASONS
from texts.front.usage.table import example
from texts.notices.parts import settled_words
from texts.office import cells
from texts.opinions.consultations import contribution_line
from texts.phrases import capital, lines
from texts.scene import Scene
from texts.words import ERASED, WEEKDAYS, channel_name, roles_of

ROWS_NAMED = 15
OUTCOMES = {
    "accepted": "đã được nghiệm thu",
    "answered": "đã có ý kiến chính thức",
    "deemed": "đã ghi nhận mặc nhiên đồng ý",
    "read": "đã đọc",
    "granted": "đã duyệt",
    "denied": "đã quyết định không duyệt",
    "ended": "đã kết thúc",
    "withdrawn": "đã thu hồi",
}


def refusal_text(scene: Scene, refusal: r.Refusal) -> str:
    return _TEXTS[type(refusal)](scene, refusal)


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f"<b>{escape(name)}</b>" for name in names)


def _maybe(names: tuple[str, ...]) -> str:
    return f" Có phải ý đồng chí là: {_quoted(names)}?" if names else ""


def _not_linked(_scene: Scene, _refusal: Any) -> str:
    return (
        "Tài khoản này chưa được liên kết với cán bộ nào nên Dondoc chưa thực hiện được. "
        "Xin liên hệ Văn phòng để lấy mã mời, rồi gõ /start và mã đó."
    )


def _not_allowed(_scene: Scene, _refusal: Any) -> str:
    return "Đồng chí không có thẩm quyền làm việc này. Gõ /trogiup để xem các lệnh dành cho mình."


def _right_over(scene: Scene, refusal: r.RightOver) -> str:
    code, since = escape(refusal.code), scene.moment(refusal.ended_at)
    if refusal.right.ground is Ground.DELEGATION:
        return (
            f"Ủy quyền ký thay (KT.) của {scene.person(refusal.right.of_id)} cho đồng chí đã chấm dứt từ {since}: <b>{code}</b> "
            f"nay do thủ trưởng {scene.unit(refusal.unit_id)} ký. Những gì đồng chí đã ký trước đó vẫn có hiệu lực."
        )
    return (
        f"Không tìm thấy việc <b>{code}</b> trong phạm vi của đồng chí: đồng chí thôi làm thay "
        f"{scene.person(refusal.right.of_id)} từ {since}. Những gì đồng chí đã làm thay vẫn có hiệu lực. Gõ /viec để xem việc "
        "của mình."
    )


def _unknown_case(_scene: Scene, refusal: r.UnknownCase) -> str:
    return (
        f"Không tìm thấy việc <b>{escape(refusal.code)}</b> trong phạm vi của đồng chí. Gõ /viec để xem việc của mình."
    )


def fits_nobody(refusal: r.UnknownPerson | r.UnknownUnit) -> str:
    if isinstance(refusal, r.UnknownUnit) and refusal.changed:
        return f"Đơn vị <b>{escape(refusal.name)}</b> đã sáp nhập hoặc đổi tên."
    if ERASED in refusal.name:
        return "Người được nêu tên không còn: dữ liệu của người này đã được xóa."
    who = "đơn vị" if isinstance(refusal, r.UnknownUnit) else "cán bộ"
    if isinstance(refusal, r.UnknownParty):
        who = "cán bộ hay đơn vị"
    return f"Không có {who} nào tên <b>{escape(refusal.name)}</b>."


def _unknown_person(_scene: Scene, refusal: r.UnknownPerson) -> str:
    return f"{fits_nobody(refusal)}{_maybe(refusal.similar)} Xin gõ lại đầy đủ họ tên (có dấu hoặc không dấu)."


def _unknown_party(_scene: Scene, refusal: r.UnknownParty) -> str:
    return f"{fits_nobody(refusal)}{_maybe(refusal.similar)} Xin gõ lại đầy đủ họ tên hoặc tên đơn vị."


def _several_people(_scene: Scene, refusal: r.SeveralPeople) -> str:
    return (
        f"Có nhiều người tên <b>{escape(refusal.name)}</b>: {_quoted(refusal.choices)}. Xin gõ tên kèm đơn vị như trên."
    )


def _several_units(_scene: Scene, refusal: r.SeveralUnits) -> str:
    return (
        f"Có nhiều đơn vị tên <b>{escape(refusal.name)}</b>: {_quoted(refusal.choices)}. Xin gõ tên có đủ dấu như trên."
    )


def _unknown_unit(_scene: Scene, refusal: r.UnknownUnit) -> str:
    return f"{fits_nobody(refusal)}{_maybe(refusal.similar)} Xin gõ lại đúng tên đơn vị."


def _no_head(_scene: Scene, refusal: r.NoAccountableHead) -> str:
    return (
        f"Chưa giao được cho <b>{escape(refusal.name)}</b>: đơn vị và các đơn vị cấp trên đều chưa có người đứng đầu nên "
        "không rõ người chịu trách nhiệm. Văn phòng xin nhập người đứng đầu bằng lệnh /canbo rồi giao lại."
    )


def _nobody_to_answer(_scene: Scene, refusal: r.NobodyToAnswer) -> str:
    return (
        f"Chưa hỏi được <b>{escape(refusal.unit)}</b>: đơn vị và các đơn vị cấp trên đều chưa có người đứng đầu nên không rõ "
        "người chịu trách nhiệm trả lời. Xin bỏ đơn vị này khỏi phần Hỏi, hoặc Văn phòng nhập người đứng đầu bằng lệnh /canbo "
        "rồi hỏi lại."
    )


def _nobody_signs_answer(_scene: Scene, refusal: r.NobodySignsAnswer) -> str:
    return (
        f"Chưa gửi được ý kiến của <b>{escape(refusal.unit)}</b>: đơn vị và các đơn vị cấp trên đều chưa có người đứng đầu nên "
        "không có người ký. Văn phòng xin nhập người đứng đầu bằng lệnh /canbo, rồi đồng chí gửi lại ý kiến."
    )


def _nobody_signs_submission(scene: Scene, refusal: r.NobodySignsSubmission) -> str:
    unit = scene.unit(refusal.unit_id) or "đơn vị"
    return (
        f"Chưa trình được <b>{refusal.code}</b>: {unit} và các đơn vị cấp trên đều chưa có người đứng đầu nên không có người ký "
        "trình. Văn phòng xin nhập người đứng đầu bằng lệnh /canbo, rồi đồng chí trình lại."
    )


def _held_by_assigner(scene: Scene, refusal: r.HeldByAssigner) -> str:
    return (
        f"Chưa giao được cho <b>{escape(refusal.unit)}</b>: đơn vị chưa có người đứng đầu, thủ trưởng đơn vị cấp trên giữ "
        f"thay lại chính là người giao ({scene.person(refusal.holder_id)}). Xin ghi đích danh một người, hoặc Văn phòng nhập "
        "người đứng đầu bằng lệnh /canbo rồi giao lại."
    )


def _asks_oneself(_scene: Scene, refusal: r.AsksOneself) -> str:
    why = (
        "người hỏi chính là người đứng đầu đơn vị này"
        if refusal.has_head
        else "đơn vị chưa có người đứng đầu, thủ trưởng đơn vị cấp trên trả lời thay lại chính là người hỏi"
    )
    return (
        f"Chưa hỏi được <b>{escape(refusal.unit)}</b>: {why}, nên sẽ vừa hỏi, vừa trả lời và tự gia hạn cho mình. "
        "Xin bỏ đơn vị này khỏi phần Hỏi; ý kiến của mình ghi ở Đề xuất."
    )


def _signed_by_asker(scene: Scene, refusal: r.SignedByAsker) -> str:
    return (
        f"Chưa gửi được ý kiến của <b>{escape(refusal.unit)}</b>: người ký lại chính là người hỏi "
        f"({scene.person(refusal.asker_id)}). Xin trao đổi trực tiếp với đồng chí ấy, hoặc Văn phòng nhập người đứng đầu "
        "đơn vị bằng lệnh /canbo rồi gửi lại."
    )


def _decides_for_oneself(scene: Scene, refusal: r.DecidesForOneself) -> str:
    who = ", ".join(_who_decides(scene, one) for one in refusal.deciders)
    if refusal.on_paper:
        return (
            f"Đồng chí có phần trong <b>{refusal.code}</b> nên không ghi thay quyết định của người khác ở việc này. "
            f"Xin để cán bộ Văn phòng khác ghi, hoặc người quyết định tự gửi lệnh: {who}."
        )
    return (
        f"Đồng chí có phần trong <b>{refusal.code}</b> (giữ việc, được hỏi, đã xin hoặc đã nộp) nên không tự quyết định "
        f"cho mình, kể cả khi làm thay người khác. Người quyết định: {who}. Xin báo đồng chí ấy; mọi việc đang chờ có "
        f"trong <code>/viec {refusal.code}</code>."
    )


def _who_decides(scene: Scene, person_id: int) -> str:
    """The person, and until when away: their own right stays with them."""
    absence = scene.chart.absence_of(person_id)
    away = "" if absence is None else f" (đang vắng mặt đến {scene.step(absence.until)}, vẫn tự quyết định được)"
    return f"{scene.person(person_id)}{away}"


def _person_gone(scene: Scene, refusal: r.PersonGone) -> str:
    gone = f"{capital(scene.person(refusal.person_id))} không còn công tác ở cơ quan."
    if not refusal.code:
        return f"{gone} Xin chọn người khác."
    return (
        f"{gone} Đề nghị chuyển <b>{refusal.code}</b> cho người này không duyệt được; đề nghị trả lời bằng "
        f"<code>/khongduyet {refusal.code} lý do</code>, hoặc giao người khác bằng <code>/giaolai {refusal.code} Họ tên; lý do</code>"
    )


def _judges_own_work(scene: Scene, refusal: r.JudgesOwnWork) -> str:
    return (
        f"{capital(scene.person(refusal.person_id))} đang có phần việc trong <b>{refusal.code}</b> nên không làm người giao của việc này: "
        "không ai tự nghiệm thu việc của mình. Xin chọn người khác."
    )


def _picks_own_judge(_scene: Scene, refusal: r.PicksOwnJudge) -> str:
    return (
        f"Đồng chí đang có phần việc trong <b>{refusal.code}</b> nên không tự chọn người giao của việc này. Xin báo người khác của Văn phòng "
        "đổi giúp."
    )


def _merged_into_itself(_scene: Scene, refusal: r.MergedIntoItself) -> str:
    return f"<b>{escape(refusal.name)}</b> không thể sáp nhập vào chính nó. Xin gõ lại hai đơn vị khác nhau: {example('sapnhap')}"


def _namesakes_meet(scene: Scene, refusal: r.NamesakesMeet) -> str:
    person = scene.chart.person(refusal.person_id)
    unit = escape(refusal.unit)
    name = escape(person.name)
    return (
        f"Chưa sáp nhập: ở <b>{escape(refusal.into)}</b> cũng có người tên <b>{name}</b>, sau sáp nhập không phân biệt được "
        f"hai người. Xin ghi khác tên một người trước, ví dụ: <code>/canbo {name} A; {unit}; "
        f"{escape(person.position) or 'Chức vụ'}; {roles_of(person.roles)}; tên cũ {name} ({unit})</code> rồi sáp nhập lại."
    )


def _unit_exists(_scene: Scene, refusal: r.UnitExists) -> str:
    return f"Đã có đơn vị tên <b>{escape(refusal.name)}</b>."


def _person_exists(_scene: Scene, refusal: r.PersonExists) -> str:
    return (
        f"Ở <b>{escape(refusal.unit)}</b> đã có người khác tên <b>{escape(refusal.name)}</b>, nên chưa sửa tên. "
        "Xin kiểm tra lại họ tên; hai người trùng tên trong một đơn vị phải ghi khác nhau, ví dụ thêm tên đệm."
    )


def _moved(_scene: Scene, refusal: r.MovedOrAnother) -> str:
    name, unit = escape(refusal.name), escape(refusal.unit)
    return (
        f"Đã có <b>{name}</b> ở <b>{unit}</b>. Nếu đồng chí ấy chuyển đơn vị, gửi lại lệnh và thêm <code>; chuyển</code> "
        "ở cuối; nếu là người khác trùng tên, thêm <code>; người khác</code>."
    )


def _past(scene: Scene, refusal: r.DeadlineInThePast) -> str:
    return f"Hạn {scene.moment(refusal.due_at)} đã qua. Xin ghi một thời điểm còn ở phía trước, ví dụ: <code>17h ngày mai</code>."


def _day_off(scene: Scene, refusal: r.DeadlineOnDayOff) -> str:
    return (
        f"Hạn lấy ý kiến không được rơi vào ngày nghỉ ({scene.moment(refusal.due_at)}). "
        f"Có thể ghi: <code>{scene.moment(refusal.suggested_at)}</code>."
    )


def _after_half_day(scene: Scene, refusal: r.DeadlineAfterHalfDay) -> str:
    return (
        f"Hạn lấy ý kiến {scene.moment(refusal.due_at)} rơi vào buổi nghỉ: ngày đó chỉ làm việc đến {scene.moment(refusal.closes_at)}. "
        f"Xin ghi hạn trong giờ làm việc, hoặc: <code>{scene.moment(refusal.suggested_at)}</code>."
    )


def _not_later(scene: Scene, refusal: r.DeadlineNotLater) -> str:
    return f"Hạn mới phải sau hạn đang có hiệu lực ({scene.moment(refusal.due_at)}). Xin ghi một hạn muộn hơn."


def _too_long(_scene: Scene, refusal: r.TooLong) -> str:
    return f"Nội dung dài {refusal.length} ký tự, quá giới hạn {refusal.limit}. Xin rút gọn; phần chi tiết để trong tệp gửi kèm."


def _not_holder(scene: Scene, refusal: r.NotTheHolder) -> str:
    return (
        f"Việc này đang do {scene.present(refusal.holder_id)} giữ, từ {scene.moment(refusal.since)}, "
        "nên đồng chí chưa thực hiện được bước này. Gõ /viec để xem việc của mình."
    )


def _closed(scene: Scene, refusal: r.AlreadyClosed) -> str:
    directed = refusal.asked == DecisionKind.DIRECTION and refusal.outcome == "granted"
    outcome = "đã có chỉ đạo" if directed else OUTCOMES.get(refusal.outcome, "đã kết thúc")
    who = f" – {_doer(scene, refusal.by_id, refusal.right)}" if refusal.by_id is not None else ""
    what = f"{capital(DECISIONS[DecisionKind(refusal.asked)])} ở " if refusal.asked else ""
    if refusal.asked and refusal.outcome == "ended":
        why = _why_settled(scene, refusal)
        return f"{what}<b>{refusal.code}</b> không còn cần trả lời{why}{who}. Xem lại: /lichsu {refusal.code}"
    if refusal.goes_on and refusal.part == DutyKind.COORDINATING and refusal.unit_id is not None:
        return (
            f"Phần phối hợp của {scene.unit(refusal.unit_id)} ở <b>{refusal.code}</b> {outcome} lúc "
            f"{scene.moment(refusal.closed_at)}{who}; việc vẫn tiếp tục ở phần khác. Xem lại: /lichsu {refusal.code}"
        )
    return (
        f"{what}<b>{refusal.code}</b> {outcome} lúc {scene.moment(refusal.closed_at)}{who}, không cần làm gì thêm. "
        f"Xem lại: /lichsu {refusal.code}"
    )


def _why_settled(scene: Scene, refusal: r.AlreadyClosed) -> str:
    since = f" từ {scene.moment(refusal.closed_at)}"
    if refusal.because is None:
        return since
    why = settled_words(scene, SettledBy(refusal.because), to=refusal.to, to_unit=refusal.to_unit)
    return f": {why}, {scene.moment(refusal.closed_at)}"


def _doer(scene: Scene, by_id: int | None, right: Borrowed | None) -> str:
    return scene.person(by_id) + scene.under(right) if by_id is not None else "hệ thống"


def _done(scene: Scene, refusal: r.AlreadyDone) -> str:
    if refusal.at is None or refusal.act is None:
        return f"Lựa chọn này đã cũ: <b>{refusal.code}</b> đã sang bước khác. Gõ /viec {refusal.code} để xem hiện nay đến đâu."
    who = _doer(scene, refusal.by_id, refusal.right)
    return (
        f"Lựa chọn này đã cũ: <b>{refusal.code}</b> – {refusal.act}, {who}, lúc {scene.moment(refusal.at)}. "
        f"Gõ /viec {refusal.code} để xem hiện nay đến đâu."
    )


def _not_now(scene: Scene, refusal: r.NotNow) -> str:
    phase = PHASES[Phase(refusal.phase)]
    last = (
        f" Gần nhất: {refusal.act}, {_doer(scene, refusal.by_id, refusal.right)}, lúc {scene.moment(refusal.at)}."
        if refusal.act and refusal.at
        else ""
    )
    return (
        f"<b>{refusal.code}</b> đang ở bước: {phase}, nên chưa làm được việc này.{last} "
        f"Gõ /viec {refusal.code} để xem cần làm gì."
    )


def _resumed_first(_scene: Scene, refusal: r.ResumedFirst) -> str:
    return (
        f"<b>{refusal.code}</b> đang tạm dừng nên chưa duyệt được {DECISIONS[DecisionKind(refusal.asked)]}. Đồng ý thì cho làm tiếp "
        f"(/tieptuc {refusal.code}) rồi duyệt; không đồng ý thì gõ /khongduyet {refusal.code} lý do."
    )


def _nothing_waits(_scene: Scene, refusal: r.NothingWaits) -> str:
    if not refusal.code:
        return "Lựa chọn này không còn tác dụng. Gõ /viec để xem việc của mình."
    return (
        f"Ở <b>{escape(refusal.code)}</b> không có việc nào như vậy đang chờ đồng chí. Gõ /viec để xem việc của mình."
    )


def _which_unit(_scene: Scene, refusal: r.WhichUnit) -> str:
    return (
        f"<b>{refusal.code}</b> có nhiều phần đang chờ. Xin gõ lại lệnh kèm tên phần như dưới đây (nội dung khác, nếu có, ghi sau "
        f"dấu chấm phẩy):\n{named_parts(refusal)}"
    )


def named_parts(refusal: r.WhichUnit) -> str:
    return "\n".join(f"• {refusal.code} {escape(name)}" for name in refusal.units)


def _asked(scene: Scene, refusal: r.AlreadyAsked) -> str:
    return f"Đã có đề nghị chờ quyết định ở <b>{refusal.code}</b>, gửi lúc {scene.moment(refusal.since)}. Xin chờ người giao trả lời."


def _no_reason(_scene: Scene, _refusal: Any) -> str:
    return (
        "Còn thiếu nội dung hoặc lý do nên chưa có gì được ghi. Xin gõ lại và ghi rõ, ví dụ: "
        f"{example('giahan')}; khi lấy ý kiến, mỗi đơn vị một dòng: <code>- Sở Tài chính: nguồn kinh phí thực hiện</code>."
    )


def _used(_scene: Scene, _refusal: Any) -> str:
    return "Lệnh này đã được thực hiện. Gõ /viec để xem."


def _invitation(_scene: Scene, _refusal: Any) -> str:
    return "Mã mời không đúng, đã dùng hoặc đã hết hạn. Xin liên hệ Văn phòng để lấy mã mới."


def _already_linked(scene: Scene, refusal: r.AlreadyLinked) -> str:
    person = scene.full(scene.chart.person(refusal.person_id))
    return f"Tài khoản này đã liên kết với {person}, không cần làm gì thêm. Gõ /viec để xem việc của mình."


def _channel_not_linked(_scene: Scene, refusal: r.ChannelNotLinked) -> str:
    return (
        f"Đồng chí chưa liên kết {channel_name(refusal.channel)}, hoặc Dondoc không nhắn được ở đó. "
        "Lấy mã để liên kết: <code>/kenh thêm</code>"
    )


def _channel_full(_scene: Scene, refusal: r.ChannelFull) -> str:
    return (
        f"Chưa liên kết được: bot {channel_name(refusal.channel)} của cơ quan chỉ cho {refusal.limit} người dùng và đã đủ. "
        "Mã mời vẫn dùng được: xin dùng kênh khác, hoặc báo Văn phòng."
    )


def _linked_to_another(scene: Scene, refusal: r.LinkedToAnother) -> str:
    own, invited = scene.full(scene.chart.person(refusal.person_id)), scene.full(scene.chart.person(refusal.invited_id))
    return (
        f"Tài khoản này đang là của {own}; mã mời vừa mở là của {invited}. Chưa có gì thay đổi.\n\nNếu đồng chí chính là người "
        "được mời, chọn <b>Đổi sang người này</b> (hoặc gõ chữ đó): tài khoản thôi là của người trước, Văn phòng được báo. Nếu "
        "liên kết này làm cho người khác, chọn <b>Hủy</b> rồi gửi cho đúng người; mã vẫn còn dùng được."
    )


def _last_office(_scene: Scene, _refusal: Any) -> str:
    return (
        "Chưa làm: sau việc này Văn phòng không còn tài khoản nào liên kết. Xin để một người khác có vai trò văn phòng liên kết "
        f"trước ({example('canbo').replace('; chuyên viên', '; văn phòng')}, rồi /moi). Mã mời vừa mở, nếu có, vẫn còn dùng được: "
        "xin gửi cho đúng người."
    )


def _asked_twice(_scene: Scene, refusal: r.UnitAskedTwice) -> str:
    return f"Đơn vị <b>{escape(refusal.name)}</b> được ghi hai lần. Xin bỏ một dòng rồi gửi lại."


def _nobody(_scene: Scene, _refusal: Any) -> str:
    return f"Chưa có đơn vị nào được hỏi. Dưới dòng <b>Hỏi:</b> xin ghi mỗi đơn vị một dòng kèm lý do, ví dụ:\n{example('xinykien')}"


def _once(_scene: Scene, _refusal: Any) -> str:
    return "Mỗi đơn vị chỉ báo thiếu hồ sơ một lần. Xin cho ý kiến theo hồ sơ đã bổ sung."


def _not_in_unit(_scene: Scene, refusal: r.NotInUnit) -> str:
    return f"<b>{escape(refusal.name)}</b> không thuộc <b>{escape(refusal.unit)}</b>. Chỉ phân công được người của đơn vị mình."


def _draft_gone(_scene: Scene, _refusal: Any) -> str:
    return "Bản nháp này đã được xác nhận hoặc đã bỏ; lựa chọn không còn tác dụng. Gõ /viec để xem, hoặc gửi lại lệnh nếu cần."


def _draft_lapsed(scene: Scene, refusal: r.DraftLapsed) -> str:
    return f"Bản nháp này lập lúc {scene.moment(refusal.begun_at)}, đã quá thời gian chờ nên không còn tác dụng. Nếu vẫn cần, xin gửi lại lệnh."


def _secret(_scene: Scene, _refusal: Any) -> str:
    return (
        "Tin có dấu hiệu độ mật (Mật, Tối mật, Tuyệt mật) nên Dondoc không nhận và không lưu. Việc có độ mật xin xử lý theo "
        "quy định bảo vệ bí mật nhà nước, không qua kênh này. Đồng chí nên xóa tin vừa gửi."
    )


def _unreadable(_scene: Scene, refusal: r.Unreadable) -> str:
    return f"Dondoc chưa đọc được lệnh này. Xin gõ theo mẫu:\n{example(refusal.command)}"


def _too_many_commands(_scene: Scene, refusal: r.TooManyCommands) -> str:
    return (
        f"Tin này có {refusal.count} lệnh, quá giới hạn {refusal.most} lệnh một tin, nên chưa lệnh nào được thực hiện. "
        "Xin chia thành nhiều tin."
    )


def _form(scene: Scene, refusal: r.FormUnclear) -> str:
    wrong = [refusal_text(scene, fault.why) for fault in refusal.faults if fault.why is not None]
    lacking = tuple(fault.key for fault in refusal.faults if fault.why is None)
    named = [*wrong, *([f"Còn thiếu: {_quoted(lacking)}."] if lacking else [])]
    return "\n".join(
        (*named, f"Chưa có gì được ghi. Xin gửi lại theo mẫu (chạm hoặc nhấn giữ để chép):\n{example(refusal.command)}")
    )


def _key_unknown(_scene: Scene, refusal: r.KeyUnknown) -> str:
    meant = f" Có phải ý đồng chí là <b>{escape(refusal.similar)}</b>?" if refusal.similar else ""
    return f"Dòng «{escape(refusal.key)}» chưa rõ thuộc mục nào.{meant}"


def _key_twice(_scene: Scene, refusal: r.KeyTwice) -> str:
    return f"Mục <b>{escape(refusal.key)}</b> được ghi hai lần, mỗi lần một khác."


def _value(_scene: Scene, refusal: r.ValueUnknown) -> str:
    return f"{escape(refusal.key)} «{escape(refusal.value)}» không đúng. Chọn một trong: {_quoted(refusal.choices)}."


def _field(_scene: Scene, refusal: r.FieldUnknown) -> str:
    return f"Lĩnh vực «{escape(refusal.name)}» không đúng. Chọn một trong: {_quoted(refusal.choices)}."


def _stance(scene: Scene, refusal: r.StanceUnknown) -> str:
    return f"{_value(scene, refusal)} Lý do, nếu có, ghi sau dấu chấm phẩy, ví dụ: {example('ykien')}"


def _not_late(_scene: Scene, refusal: r.NotLate) -> str:
    return f"<b>{refusal.code}</b> không chậm hạn nên không cần ghi nguyên nhân. Xem: /viec {refusal.code}"


def _file_gone(_scene: Scene, _refusal: r.FileGone) -> str:
    return "Không tải được tệp này (tệp có thể đã hết hạn), nên chưa ghi gì. Xin đồng chí gửi lại tệp."


def _nothing_to_credit(_scene: Scene, refusal: r.NothingToCredit) -> str:
    return (
        f"Ở <b>{refusal.code}</b> không có sáng kiến, vướng mắc báo sau hạn nào chờ đồng chí ghi nhận. "
        f"Xem lại: /lichsu {refusal.code}"
    )


def _cause_confirmed(scene: Scene, refusal: r.CauseConfirmed) -> str:
    return (
        f"Nguyên nhân chậm ở <b>{refusal.code}</b> đã được {scene.person(refusal.by_id)} xác nhận lúc "
        f"{scene.moment(refusal.at)}. Muốn đổi, gõ lại /nguyennhan {refusal.code} kèm lý do."
    )


def _loop(_scene: Scene, refusal: r.TransferLoop) -> str:
    chain = " → ".join(escape(name) for name in refusal.chain)
    return (
        f"Không chuyển được <b>{refusal.code}</b> vì việc sẽ quay lại nơi đã chuyển đi: {chain}. "
        f"Nếu cần, gõ /xinchidao {refusal.code} nội dung để người có thẩm quyền quyết định."
    )


def _to_self(_scene: Scene, refusal: r.TransferToSelf) -> str:
    return f"Việc đang do <b>{escape(refusal.name)}</b> giữ rồi. Xin ghi người hoặc đơn vị khác."


def _nothing_changes(_scene: Scene, refusal: r.NothingChanges) -> str:
    return f"Nội dung ghi ở <b>{refusal.code}</b> đã đúng như vậy, không có gì phải sửa. Xem: /viec {refusal.code}"


def _result_only(_scene: Scene, refusal: r.ClosedByResultOnly) -> str:
    return (
        f"<b>{refusal.code}</b> là phản ánh, kiến nghị của công dân nên chỉ kết thúc khi có kết quả, không thu hồi, không đổi nguồn được. "
        f"Giao người khác: /giaolai {refusal.code} họ tên; lý do."
    )


def _objections(_scene: Scene, refusal: r.ObjectionsOpen) -> str:
    requests = _quoted(refusal.requests)
    return (
        f"Chưa trình được <b>{refusal.code}</b>: còn ý kiến khác nhau chưa thống nhất ở {requests}. "
        f"Khi đã thống nhất, gõ /thongnhat {escape(refusal.requests[0])} kèm nội dung biên bản, rồi trình lại."
    )


def _not_grounded(_scene: Scene, refusal: r.TransferNotGrounded) -> str:
    up = refusal.way == TransferWay.UP
    ground = WAYS[TransferWay(refusal.way)]
    where = "lên cấp trên" if up else "sang nơi khác"
    example = (
        "Vượt thẩm quyền: mức vốn này do Chủ tịch quyết định, theo Điều 7 quy chế phân cấp"
        if up
        else "Không thuộc chức năng: quản lý đất đai là nhiệm vụ của Phòng Tài nguyên, theo Quyết định số 12"
    )
    return (
        f"Chưa gửi đề nghị chuyển <b>{refusal.code}</b> cho <b>{escape(refusal.to)}</b>: việc chỉ được chuyển {where} vì "
        f"<b>{ground}</b>, mà lý do vừa gõ chưa nêu điều đó.\nXin gõ lại lý do (một tin), nêu rõ căn cứ, ví dụ: <i>{example}</i>.\n"
        f"Nếu đang bận hoặc thiếu người: /giahan {refusal.code} hạn mới; lý do, hoặc /vuong {refusal.code} vướng mắc; đề xuất. "
        "Thôi không chuyển: /huy"
    )


def _opinions_out(scene: Scene, refusal: r.OpinionsOut) -> str:
    return lines(
        f"Chưa trình được <b>{refusal.code}</b>: còn đơn vị được lấy ý kiến mà chưa trả lời:",
        *(contribution_line(scene, one) for one in refusal.waiting),
        "Khi đơn vị đã trả lời, hoặc hết hạn và được ghi nhận mặc nhiên đồng ý, đồng chí trình lại. Không cần hỏi nữa thì "
        f"nơi hỏi thu hồi phần lấy ý kiến (/thuhoi {refusal.waiting[0].code} lý do).",
    )


def _opinions_unread(scene: Scene, refusal: r.OpinionsUnread) -> str:
    return lines(
        f"Chưa duyệt <b>{refusal.code}</b>: có ý kiến của đơn vị mà đồng chí chưa xem:",
        *(contribution_line(scene, replace(one, words_id=None)) for one in refusal.unread),
        f"Gõ /viec {refusal.code} để xem nội dung, rồi quyết định: /duyet {refusal.code} hoặc /khongduyet {refusal.code} lý do.",
    )


def _milestone(_scene: Scene, refusal: r.MilestoneUnknown) -> str:
    has = f"có {refusal.count} mốc, không có mốc {refusal.number}" if refusal.count else "không có mốc nào"
    return f"<b>{refusal.code}</b> {has}. Xem các mốc: /viec {refusal.code}"


def _milestone_late(scene: Scene, refusal: r.MilestoneAfterDeadline) -> str:
    return (
        f"Mốc «{escape(refusal.title)}» ({scene.moment(refusal.due_at)}) sau hạn của nhiệm vụ. "
        "Xin ghi các mốc trước hạn rồi gửi lại."
    )


def _direction_only(_scene: Scene, refusal: r.GoesUpOnly) -> str:
    return f"Ở <b>{refusal.code}</b> đang chờ ý kiến chỉ đạo. Xin trả lời bằng: /chidao {refusal.code} nội dung"


def _too_many_units(_scene: Scene, refusal: r.TooManyUnits) -> str:
    return (
        f"Yêu cầu hỏi {refusal.asked} đơn vị, quá {refusal.cap} đơn vị theo quy định của cơ quan. Xin chỉ hỏi đơn vị liên quan "
        "trực tiếp; nếu vẫn cần hỏi hết, thêm dòng <code>Lý do: vì sao phải hỏi nhiều đơn vị như vậy</code> rồi gửi lại."
    )


def _too_many_rounds(_scene: Scene, refusal: r.TooManyRounds) -> str:
    return (
        f"Đây là lần lấy ý kiến thứ {refusal.round} về cùng nội dung, quá {refusal.cap} lần theo quy định của cơ quan. "
        "Nếu vẫn cần hỏi, thêm dòng <code>Lý do: vì sao phải hỏi thêm lần nữa</code> rồi gửi lại."
    )


def _not_a_task(_scene: Scene, refusal: r.NotATask) -> str:
    return f"<b>{refusal.code}</b> không phải nhiệm vụ. Dòng <b>Cho việc</b> xin ghi mã nhiệm vụ, ví dụ <code>NV-12</code>, hoặc bỏ dòng này."


def _stage_unclear(_scene: Scene, refusal: r.StageUnclear) -> str:
    return f"Mốc «{escape(refusal.value[:80])}» chưa rõ. Xin ghi mỗi dòng một mốc: tên mốc, dấu hai chấm, hạn; ví dụ «Dự thảo báo cáo: 02/12/2026»."


def _milestones(_scene: Scene, refusal: r.TooManyMilestones) -> str:
    return f"Một nhiệm vụ có nhiều nhất {refusal.most} mốc, đồng chí ghi {refusal.count}. Xin gộp bớt rồi gửi lại."


def _tasks_only(_scene: Scene, refusal: r.TasksOnly) -> str:
    return (
        f"<b>{refusal.code}</b> không phải nhiệm vụ, lệnh này chỉ dùng cho nhiệm vụ (mã NV). Xem: /viec {refusal.code}"
    )


def _nothing_to_reconcile(_scene: Scene, refusal: r.NothingToReconcile) -> str:
    return f"Ở <b>{escape(refusal.code)}</b> không có ý kiến khác nào đang chờ thống nhất. Xem ai đã trả lời gì: /viec {escape(refusal.code)}"


def _nobody_to_read(_scene: Scene, refusal: r.NobodyToRead) -> str:
    return f"Gửi <b>{escape(refusal.name)}</b> thì không đến ai: đơn vị chưa có người, hoặc chỉ có chính người gửi. Xin ghi người hoặc đơn vị khác."


def _rule_range(_scene: Scene, refusal: r.RuleOutOfRange) -> str:
    return f"Giá trị phải trong khoảng từ {refusal.least} đến {refusal.most}. Xin gõ lại, ví dụ: {example('quydinh')}"


def _ladder_span(_scene: Scene, refusal: r.RungOutOfRange) -> str:
    if refusal.in_days:
        return "Bậc này tính bằng ngày, từ 1 đến 60. Ví dụ: <code>/quydinh Khẩn, nhắc lại quá hạn: 2 ngày</code>"
    if refusal.most > 1:
        return (
            f"Xin ghi nhiều nhất {refusal.most} mốc nhắc trước hạn, ngày làm việc hoặc giờ. Ví dụ: "
            "<code>/quydinh Khẩn, nhắc trước hạn: 3 ngày, 1 ngày, trong ngày</code>"
        )
    return (
        "Xin ghi một khoảng thời gian: 1–60 ngày làm việc, hoặc số giờ. Ví dụ: "
        "<code>/quydinh Khẩn, chưa xác nhận: 4 giờ</code>"
    )


def _ladder_order(_scene: Scene, _refusal: r.LadderOutOfOrder) -> str:
    return "Báo cấp trên phải muộn hơn nhắc người giữ việc. Thang đang áp dụng: /quytac"


def _flash_by_the_clock(_scene: Scene, _refusal: r.FlashByTheClock) -> str:
    return (
        "Hỏa tốc tính theo giờ, ngày của đồng hồ, kể cả ngày nghỉ, không theo giờ hay ngày làm việc. "
        "Ví dụ: <code>/quydinh Hỏa tốc, không có tiến độ: 1 ngày</code>"
    )


def _switch_unclear(_scene: Scene, _refusal: r.SwitchUnclear) -> str:
    return "Phiếu này chỉ bật hoặc tắt được, ví dụ: <code>/quydinh Phiếu ngày: tắt</code>. Xem: /quydinh"


def _review_day_unclear(_scene: Scene, _refusal: r.ReviewDayUnclear) -> str:
    return (
        "Ngày họp giao ban là một ngày trong tháng (từ 1 đến 31), ví dụ <code>/quydinh Họp giao ban tháng: ngày 28</code>, "
        "hoặc <code>/quydinh Họp giao ban tháng: ngày làm việc cuối</code>. Quy định chưa thay đổi."
    )


def _rule_unchanged(_scene: Scene, _refusal: r.RuleUnchanged) -> str:
    return "Quy định đã đúng như vậy nên không có gì thay đổi. Xem lại: /quydinh"


def _nudged(scene: Scene, refusal: r.AlreadyNudged) -> str:
    who = scene.person(refusal.by_id) if refusal.by_id is not None else "hệ thống"
    return (
        f"<b>{refusal.code}</b> hôm nay đã được đôn đốc: {who}, lúc {scene.moment(refusal.at)}. Mỗi ngày một lần; "
        f"xem ai giữ việc, từ bao giờ: /lichsu {refusal.code}"
    )


def _own(_scene: Scene, refusal: r.YourOwnDuty) -> str:
    return (
        f"<b>{refusal.code}</b> đang do chính đồng chí giữ, không phải đôn đốc ai. Xem cần làm gì: /viec {refusal.code}"
    )


def _not_overdue(scene: Scene, refusal: r.NotOverdue) -> str:
    return (
        f"<b>{refusal.code}</b> chưa quá hạn (hạn {scene.moment(refusal.due_at)}), nên chưa đặt được hạn dứt điểm. "
        f"Xem việc quá hạn: /dutdiem"
    )


def _last_set(scene: Scene, refusal: r.LastDeadlineSet) -> str:
    return (
        f"<b>{refusal.code}</b> đã có hạn dứt điểm: <b>{scene.moment(refusal.due_at)}</b>. Hạn dứt điểm chỉ đặt một lần; "
        f"đôn đốc ngay: <code>/dondoc {refusal.code}</code>"
    )


def _beyond_last(scene: Scene, refusal: r.BeyondLastDeadline) -> str:
    return (
        f"<b>{refusal.code}</b> có hạn dứt điểm <b>{scene.moment(refusal.due_at)}</b>: không đặt, không gia hạn quá hạn đó. "
        f"Hạn mới chỉ đến hết hạn dứt điểm; cần hơn nữa thì xin chỉ đạo (/xinchidao {refusal.code} nội dung), hoặc người "
        f"giao đặt lại hạn dứt điểm: <code>/dutdiem {refusal.code} hạn; lý do</code>"
    )


def _unclear(_scene: Scene, refusal: DeadlineUnclear) -> str:
    return f"Hạn «{escape(refusal.phrase[:80])}»: {REASONS[refusal.question.reason]}"


def _interval(_scene: Scene, refusal: IntervalUnclear) -> str:
    return (
        f"Dondoc chưa chắc «{escape(refusal.phrase[:80])}» là những ngày nào. Xin ghi rõ cả năm, ví dụ: "
        "<code>tháng 11/2026</code>, <code>quý IV/2026</code>, <code>05/12/2026</code>, "
        "<code>01/11/2026 - 15/11/2026</code>."
    )


def _not_begun(_scene: Scene, refusal: r.NotBegun) -> str:
    return (
        f"Kỳ này chưa bắt đầu ({_date(refusal.first)}) nên chưa có số liệu. Xin chọn kỳ đã bắt đầu, ví dụ: "
        "<code>/baocao tháng này</code>, <code>/baocao quý trước</code>."
    )


# The working calendar


def _off_already(_scene: Scene, refusal: r.OffAlready) -> str:
    return f"{_date(refusal.day)} vốn là ngày nghỉ, không cần ghi thêm. Xem lịch: /lichnghi"


def _worked_already(_scene: Scene, refusal: r.WorkedAlready) -> str:
    return f"{_date(refusal.day)} vốn là ngày làm việc nên không phải ngày làm bù. Xem lịch: /lichnghi"


def _nothing_entered(_scene: Scene, refusal: r.NothingEntered) -> str:
    if refusal.hours:
        return f"Ngày {refusal.day:%d/%m/%Y} không có giờ làm việc riêng nào để bỏ. Xem lịch: /lichnghi"
    return (
        f"Ngày {refusal.day:%d/%m/%Y} không có gì trong lịch nghỉ để bỏ. Xem lịch: /lichnghi. "
        f"Muốn bỏ giờ theo mùa, gõ: <code>/lichnghi bỏ giờ {refusal.day:%d/%m/%Y}</code>"
    )


def _hours_overlap(_scene: Scene, refusal: r.HoursOverlap) -> str:
    return (
        f"Từ {refusal.first:%d/%m/%Y} đến {refusal.last:%d/%m/%Y} đã có giờ làm việc riêng. Xin bỏ trước "
        f"(<code>/lichnghi bỏ giờ {refusal.first:%d/%m/%Y}</code>) rồi gửi lại."
    )


def _out_of_reach(_scene: Scene, refusal: r.DaysOutOfReach) -> str:
    return (
        f"Khoảng {refusal.first:%d/%m/%Y} – {refusal.last:%d/%m/%Y} quá dài, đã quá một năm hoặc còn quá ba năm nữa, "
        "có thể gõ nhầm. Xin kiểm tra lại; mỗi lệnh ghi nhiều nhất 60 ngày nghỉ, giờ theo mùa nhiều nhất một năm."
    )


def _hours_unclear(_scene: Scene, refusal: r.HoursUnclear) -> str:
    return (
        f"Giờ làm việc «{escape(refusal.text[:80])}» chưa rõ. Xin ghi các buổi theo thứ tự, bắt đầu trước 12 giờ, ví dụ: "
        "<code>/lichnghi giờ 15/04/2027 - 15/10/2027; 7h00-11h30, 13h30-17h00</code>"
    )


def _notice_missing(_scene: Scene, _refusal: Any) -> str:
    return (
        "Còn thiếu số văn bản làm căn cứ nên chưa có gì được ghi. Xin ghi sau dấu chấm phẩy, ví dụ: "
        "<code>/lichnghi nghỉ 04/12/2026; Công văn 45/UBND-VP</code>"
    )


def _date(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _absent_already(scene: Scene, refusal: r.AbsentAlready) -> str:
    return (
        f"Đồng chí đã báo vắng mặt từ {scene.beginning(refusal.since)} đến {scene.step(refusal.until)}. Muốn đổi, gõ "
        "<code>/vangmat hủy</code> rồi báo lại."
    )


def _circle(scene: Scene, refusal: r.SubstitutesInCircle) -> str:
    names = " → ".join(scene.person(key) for key in refusal.people)
    return f"Chưa ghi được vì không còn ai làm thay: {names}. Xin chọn người thay có mặt trong thời gian này."


def _span(scene: Scene, refusal: r.SpanUnclear) -> str:
    return (
        f"Thời gian từ {scene.beginning(refusal.since)} đến {scene.step(refusal.until)} chưa đúng: phải kết thúc sau lúc "
        f"bắt đầu và còn ở phía trước. Ví dụ: {example('vangmat')}"
    )


TOO_HEAVY = {
    r.ProcessFailure.MEMORY: "cần quá nhiều bộ nhớ",
    r.ProcessFailure.TIME: "kéo dài quá lâu",
    r.ProcessFailure.KILLED: "bị ngắt giữa chừng",
}


def _too_heavy(_scene: Scene, refusal: r.TooHeavy) -> str:
    return (
        f"Chưa làm được: việc đọc tệp hoặc dựng tài liệu này {TOO_HEAVY[refusal.cause]} nên Dondoc đã dừng riêng việc đó; "
        "chưa có gì được ghi, các việc khác vẫn chạy. Nếu là tệp, xin chia nhỏ rồi gửi lại; nếu là báo cáo hoặc hình, xin chọn "
        "thời gian ngắn hơn hoặc một đơn vị, hoặc thử lại sau ít phút."
    )


def _second_head(_scene: Scene, refusal: r.SecondHead) -> str:
    return (
        f"Dòng {refusal.row} đã ghi người đứng đầu của đơn vị này; mỗi đơn vị chỉ có một. Xin để một người là thủ trưởng, "
        "những người khác là cấp phó."
    )


def _units_in_circle(_scene: Scene, _refusal: Any) -> str:
    return "Đơn vị không thể thuộc chính mình hay thuộc đơn vị cấp dưới của mình."


def _code_of_another(_scene: Scene, refusal: r.CodeOfAnother) -> str:
    return f"Mã {escape(refusal.code)} là của một việc khác. Xin để trống cột Mã cho việc mới."


def _seen_before(scene: Scene, refusal: r.SeenBefore) -> str:
    rows = ", ".join(map(str, refusal.rows[:ROWS_NAMED])) + (" …" if refusal.count > ROWS_NAMED else "")
    said = [f"Đúng tệp này đã được nhập lúc {scene.moment(refusal.at)}."] if refusal.at is not None else []
    if refusal.count:
        said.append(
            f"{refusal.count} dòng nhiệm vụ đã có việc trong Dondoc (cùng văn bản, cùng việc, cùng chủ trì): dòng {rows}."
        )
    return f"{' '.join(said)} Chưa có gì được ghi. Nếu vẫn muốn nhập thêm lần nữa, thêm --again vào lệnh; xem trước bằng --preview."


def _still_holds(_scene: Scene, refusal: r.StillHolds) -> str:
    first = "".join(
        f" Việc của {escape(unit)} chuyển sang người đứng đầu mới khi đồng chí nhập: "
        f"<code>/canbo Họ tên; {escape(unit)}; Chức vụ; thủ trưởng</code>"
        for unit in refusal.headless
    )
    return (
        f"<b>{escape(refusal.name)}</b> còn giữ {refusal.count} việc đang mở: {', '.join(refusal.codes)}. Xin chuyển hoặc kết thúc các việc này trước, "
        f"rồi gõ lại lệnh /xoacanbo.{first}"
    )


def _not_on_paper(_scene: Scene, refusal: r.NotOnPaper) -> str:
    return f"Lệnh /{escape(refusal.command)} không ghi theo giấy được; chỉ ghi được việc người giữ việc tự làm, ví dụ: {example('ghigiay')}"


def _not_in_group(_scene: Scene, _refusal: Any) -> str:
    return f"Xin gõ lệnh này trong nhóm của đơn vị (đã mời Dondoc vào nhóm): {example('nhom')}"


_TEXTS: dict[type[r.Refusal], Callable[[Scene, Any], str]] = {
    **cells.TEXTS,
    r.NotLinked: _not_linked,
    r.NotAllowed: _not_allowed,
    r.UnknownCase: _unknown_case,
    r.RightOver: _right_over,
    r.UnknownPerson: _unknown_person,
    r.UnknownParty: _unknown_party,
    r.SeveralPeople: _several_people,
    r.SeveralUnits: _several_units,
    r.UnknownUnit: _unknown_unit,
    r.NoAccountableHead: _no_head,
    r.NobodyToAnswer: _nobody_to_answer,
    r.NobodySignsAnswer: _nobody_signs_answer,
    r.NobodySignsSubmission: _nobody_signs_submission,
    r.HeldByAssigner: _held_by_assigner,
    r.AsksOneself: _asks_oneself,
    r.SignedByAsker: _signed_by_asker,
    r.DecidesForOneself: _decides_for_oneself,
    r.PersonGone: _person_gone,
    r.JudgesOwnWork: _judges_own_work,
    r.PicksOwnJudge: _picks_own_judge,
    r.MergedIntoItself: _merged_into_itself,
    r.NamesakesMeet: _namesakes_meet,
    r.UnitExists: _unit_exists,
    r.PersonExists: _person_exists,
    r.MovedOrAnother: _moved,
    r.DeadlineInThePast: _past,
    r.DeadlineOnDayOff: _day_off,
    r.DeadlineAfterHalfDay: _after_half_day,
    r.DeadlineNotLater: _not_later,
    r.TooLong: _too_long,
    r.NotTheHolder: _not_holder,
    r.AlreadyClosed: _closed,
    r.AlreadyDone: _done,
    r.NotNow: _not_now,
    r.ResumedFirst: _resumed_first,
    r.NothingWaits: _nothing_waits,
    r.WhichUnit: _which_unit,
    r.AlreadyAsked: _asked,
    r.ReasonMissing: _no_reason,
    r.AlreadyUsed: _used,
    r.InvitationUnknown: _invitation,
    r.AlreadyLinked: _already_linked,
    r.LinkedToAnother: _linked_to_another,
    r.ChannelNotLinked: _channel_not_linked,
    r.ChannelFull: _channel_full,
    r.LastOfficeAccount: _last_office,
    r.UnitAskedTwice: _asked_twice,
    r.Nobody: _nobody,
    r.DossierAskedOnce: _once,
    r.NotInUnit: _not_in_unit,
    r.DraftGone: _draft_gone,
    r.DraftLapsed: _draft_lapsed,
    r.SecretsRefused: _secret,
    r.Unreadable: _unreadable,
    r.TooManyCommands: _too_many_commands,
    r.FormUnclear: _form,
    r.KeyUnknown: _key_unknown,
    r.KeyTwice: _key_twice,
    r.ValueUnknown: _value,
    r.FieldUnknown: _field,
    r.StanceUnknown: _stance,
    r.AbsentAlready: _absent_already,
    r.SubstitutesInCircle: _circle,
    r.SpanUnclear: _span,
    r.TooHeavy: _too_heavy,
    r.SecondHead: _second_head,
    r.UnitsInCircle: _units_in_circle,
    r.CodeOfAnother: _code_of_another,
    r.SeenBefore: _seen_before,
    r.StillHolds: _still_holds,
    r.NotOnPaper: _not_on_paper,
    r.NotInGroup: _not_in_group,
    r.NotLate: _not_late,
    r.FileGone: _file_gone,
    r.NothingToCredit: _nothing_to_credit,
    r.CauseConfirmed: _cause_confirmed,
    r.TransferLoop: _loop,
    r.TransferToSelf: _to_self,
    r.NothingChanges: _nothing_changes,
    r.ClosedByResultOnly: _result_only,
    r.ObjectionsOpen: _objections,
    r.OpinionsOut: _opinions_out,
    r.TransferNotGrounded: _not_grounded,
    r.OpinionsUnread: _opinions_unread,
    r.MilestoneUnknown: _milestone,
    r.MilestoneAfterDeadline: _milestone_late,
    r.GoesUpOnly: _direction_only,
    r.TooManyUnits: _too_many_units,
    r.TooManyRounds: _too_many_rounds,
    r.NotATask: _not_a_task,
    r.StageUnclear: _stage_unclear,
    r.TooManyMilestones: _milestones,
    r.TasksOnly: _tasks_only,
    r.NothingToReconcile: _nothing_to_reconcile,
    r.NobodyToRead: _nobody_to_read,
    r.RuleOutOfRange: _rule_range,
    r.RungOutOfRange: _ladder_span,
    r.LadderOutOfOrder: _ladder_order,
    r.FlashByTheClock: _flash_by_the_clock,
    r.RuleUnchanged: _rule_unchanged,
    r.SwitchUnclear: _switch_unclear,
    r.ReviewDayUnclear: _review_day_unclear,
    r.AlreadyNudged: _nudged,
    r.YourOwnDuty: _own,
    r.NotOverdue: _not_overdue,
    r.LastDeadlineSet: _last_set,
    r.BeyondLastDeadline: _beyond_last,
    r.OtherDatesMove: other_dates_move,
    DeadlineUnclear: _unclear,
    IntervalUnclear: _interval,
    r.NotBegun: _not_begun,
    r.OffAlready: _off_already,
    r.WorkedAlready: _worked_already,
    r.NothingEntered: _nothing_entered,
    r.HoursOverlap: _hours_overlap,
    r.DaysOutOfReach: _out_of_reach,
    r.HoursUnclear: _hours_unclear,
    r.NoticeMissing: _notice_missing,
}
WORDED = frozenset(_TEXTS)
