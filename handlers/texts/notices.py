"""What the bot says of its own accord: every nudge says what is asked, by when, what comes next, what to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from html import escape

from actions.delivery import Saying
from domain.cases import Case, CaseKind
from domain.duties import DecisionKind, Duty, DutyKind, Phase
from domain.ladder import StepKind
from domain.notices import NoticeKind
from domain.opinions import OBJECTIONS, Stance
from domain.people import Person
from handlers.texts import sheets, task_notices
from handlers.texts.calendars import changed as calendar_changed
from handlers.texts.groups import nudge
from handlers.texts.plans import document_line, milestone_lines, next_steps, source_lines
from handlers.texts.scene import Scene, capital, case_heading, lines
from handlers.texts.status import ASK_FOR_HELP, defect
from handlers.texts.words import DECISIONS, STANCES
from storage.opinions import Deemed

MILESTONES = frozenset({StepKind.MILESTONE, StepKind.MILESTONE_LATE})


def saying_text(scene: Scene, saying: Saying, recipient: Person) -> str:
    text = _SAYINGS[saying.notice.kind](scene, saying, recipient)
    behalf = _standing_in_line(scene, saying, recipient)
    return f"{behalf}\n{text}" if behalf else text


def _standing_in_line(scene: Scene, saying: Saying, recipient: Person) -> str:
    """Who is told of another's duty as his substitute reads for whom (M30)."""
    duty = saying.duty
    if duty is None or duty.holder_id == recipient.id or duty.holder_id not in scene.chart.acts_as(recipient.id):
        return ""
    return f"<i>Thay {scene.person(duty.holder_id)} vắng mặt:</i>"


def draft_line(case: Case) -> str:
    """The file that a case is about, by name, and how to get it."""
    what = "Dự thảo" if case.kind is CaseKind.OPINION else "Tệp"
    return f"{what}: {escape(case.file_name)} (nhận tệp: /viec {case.code})" if case.file_hash else ""


def _of(saying: Saying) -> tuple[Case, Duty]:
    assert saying.case is not None
    assert saying.duty is not None
    return saying.case, saying.duty


def _by(scene: Scene, saying: Saying) -> str:
    return scene.person(saying.notice.data.get("by"))


def _assigned(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    if duty.kind is DutyKind.OPINION:
        return _opinion_asked(scene, saying)
    if duty.kind is DutyKind.READING:
        return _circular_sent(scene, saying)
    part = "chủ trì" if duty.kind is DutyKind.LEAD else "phối hợp"
    to = f"{scene.unit(duty.unit_id)} được giao {part}" if duty.to_unit else f"Đồng chí được giao {part}"
    behalf = f" (qua {scene.person(case.registrar_id)})" if case.registrar_id != case.assigner_id else ""
    delegate = f", <b>Phân công</b> (/phancong {case.code} Họ tên) để giao chuyên viên" if duty.to_unit else ""
    return lines(
        f"{to}: {case_heading(case)}",
        f"Sản phẩm: {escape(case.product)}",
        f"Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        document_line(case),
        source_lines(case),
        milestone_lines(scene, duty),
        f"Người giao: {scene.person(case.assigner_id)}{behalf}",
        f"Đề nghị bấm <b>Đã nhận</b> (/nhan {case.code}) để xác nhận{delegate}.",
        next_steps(scene, saying.ahead),
    )


def _opinion_asked(scene: Scene, saying: Saying) -> str:
    case, duty = _of(saying)
    return lines(
        f"{scene.unit(duty.unit_id)} được lấy ý kiến: {case_heading(case)}",
        f"Đề xuất của nơi hỏi: {escape(case.proposal)}",
        f"Liên quan đến đơn vị: {escape(duty.reason)}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"Người hỏi: {scene.person(case.assigner_id)}",
        f"Hạn trả lời: <b>{scene.deadline(duty.deadline)}</b>. Đến hạn không trả lời thì được ghi nhận là mặc nhiên đồng ý.",
        f"Bấm ý kiến của đơn vị ở dưới (hoặc gõ /ykien {case.code} ý kiến; lý do), hoặc <b>Phân công</b> (/phancong {case.code} Họ tên) để giao chuyên viên dự thảo.",
        next_steps(scene, saying.ahead),
    )


def _circular_sent(scene: Scene, saying: Saying) -> str:
    case, duty = _of(saying)
    return lines(
        f"Phổ biến để đồng chí đọc: {case_heading(case)}",
        f"Văn bản: {escape(case.document)}" if case.document else "",
        draft_line(case),
        f"Người gửi: {scene.person(case.assigner_id)}",
        f"Hạn đọc và xác nhận: <b>{scene.deadline(duty.deadline)}</b>",
        f"Đọc xong, đề nghị bấm <b>Đã nhận</b> (/nhan {case.code}); mỗi người tự xác nhận cho mình.",
        next_steps(scene, saying.ahead),
    )


def _delegated(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = _of(saying)
    to = saying.notice.data.get("to")
    if to != recipient.id:
        return f"{case_heading(case)}: đã được phân công cho {scene.person(to)}. Đồng chí không phải làm gì thêm."
    what = "dự thảo ý kiến của đơn vị" if duty.kind is DutyKind.OPINION else "thực hiện"
    press = (
        f"Bấm ý kiến dự thảo ở dưới (hoặc gõ /ykien {case.code} ý kiến; lý do); thủ trưởng đơn vị sẽ ký trước khi gửi đi."
        if duty.kind is DutyKind.OPINION
        else f"Đề nghị bấm <b>Đã nhận</b> (/nhan {case.code}) để xác nhận."
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
        f"{'Người hỏi' if case.kind is CaseKind.OPINION else 'Người giao'}: {scene.person(case.assigner_id)}",
        press,
        next_steps(scene, saying.ahead),
    )


def _judge(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    assert duty.submitted_at is not None
    return lines(
        f"{capital(_by(scene, saying))} đã nộp kết quả: {case_heading(case)}",
        f"Nộp lúc {scene.moment(duty.submitted_at)} ({_timeliness(saying)}); hạn {scene.deadline(duty.deadline)}. Sản phẩm: {escape(case.product)}",
        f"Đề nghị xem kết quả (/viec {case.code}) rồi bấm <b>Nghiệm thu</b> (/nghiemthu {case.code}) "
        f"hoặc <b>Trả lại</b> kèm lý do (/tralai {case.code} lý do).",
        next_steps(scene, saying.ahead),
    )


def _timeliness(saying: Saying) -> str:
    return "quá hạn" if saying.notice.data.get("late") else "trong hạn"


def _accepted(_scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, _duty = _of(saying)
    late = "hoàn thành quá hạn" if saying.notice.data.get("late") else "hoàn thành đúng hạn"
    return f"{case_heading(case)}: kết quả đã được nghiệm thu ({late}). Xem lại: /lichsu {case.code}"


def _returned(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    return lines(
        f"Kết quả bị trả lại để hoàn thiện: {case_heading(case)}",
        f"Lý do: {escape(saying.words or '(đã xóa)')}",
        f"Đề nghị hoàn thiện và nộp lại trước <b>{scene.moment(duty.act_by)}</b>: bấm <b>Hoàn thành</b> hoặc gõ /xong {case.code}.",
        next_steps(scene, saying.ahead),
    )


def _sign(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    if duty.kind is DutyKind.LEAD:
        return task_notices.sign_dossier(scene, saying)
    stance = STANCES[Stance(saying.notice.data["stance"])]
    return lines(
        f"{capital(_by(scene, saying))} đã dự thảo ý kiến của {scene.unit(duty.unit_id)}: {case_heading(case)}",
        f"Ý kiến dự thảo: <b>{stance}</b>{_flags(saying)}",
        f"Lý do: {escape(saying.words)}" if saying.words else "",
        f"Hạn trả lời: <b>{scene.deadline(duty.deadline)}</b>; thời hạn vẫn tính cho đến khi đồng chí ký.",
        f"Bấm <b>Ký</b> (/ky {case.code}) để gửi đi, hoặc <b>Sửa ý kiến</b> (/ykien {case.code} ý kiến; lý do).",
        next_steps(scene, saying.ahead),
    )


def _flags(saying: Saying) -> str:
    """What is to be minded about an answer: that a deputy gave it, that its reasons say nothing (M21, M22)."""
    notes = {"by_deputy": "phó ký", "is_empty": "chưa nêu lý do cụ thể"}
    said = [words for name, words in notes.items() if saying.notice.data.get(name)]
    return f" ({'; '.join(said)})" if said else ""


def _answered(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = _of(saying)
    stance = Stance(saying.notice.data["stance"])
    text = f"{case_heading(case)}: {scene.unit(duty.unit_id)} đã trả lời <b>{STANCES[stance]}</b>{_flags(saying)}."
    if recipient.id != case.assigner_id:
        return text
    settle = (
        f" Trước khi trình cần thống nhất với đơn vị, rồi ghi biên bản: /thongnhat {case.code}."
        if stance in OBJECTIONS
        else ""
    )
    return f"{text}{settle} Xem nội dung: /lichsu {case.code}"


def _reconciled(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    return lines(
        f"{case_heading(case)}: {_by(scene, saying)} đã ghi việc thống nhất ý kiến của {scene.unit(duty.unit_id)}.",
        f"Biên bản: {escape(saying.words)}" if saying.words else "",
        f"Nếu không đúng, đề nghị báo ngay {scene.person(case.assigner_id)}. Xem lại: /lichsu {case.code}",
    )


def _answered_late(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    stance = STANCES[Stance(saying.notice.data["stance"])]
    return (
        f"{case_heading(case)}: {scene.unit(duty.unit_id)} trả lời muộn – <b>{stance}</b> ({_by(scene, saying)}). "
        f"Ý kiến được lưu là trả lời muộn và không thay đổi việc đã ghi nhận mặc nhiên đồng ý. Xem: /lichsu {case.code}"
    )


def _lacking(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    return lines(
        f"{scene.unit(duty.unit_id)} báo thiếu hồ sơ: {case_heading(case)}",
        f"Còn thiếu: {escape(saying.words)}" if saying.words else "",
        f"Đề nghị bổ sung: bấm <b>Bổ sung hồ sơ</b> hoặc gõ /bosung {case.code} nội dung bổ sung. "
        "Khi đã bổ sung, thời hạn cho ý kiến tính lại từ đầu.",
        next_steps(scene, saying.ahead),
    )


def _supplied(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    return lines(
        f"Hồ sơ đã được bổ sung: {case_heading(case)}",
        f"Nội dung bổ sung: {escape(saying.words)}" if saying.words else "",
        f"Tệp bổ sung: nhận bằng /viec {case.code}" if saying.notice.data.get("file") else "",
        f"Hạn trả lời mới: <b>{scene.deadline(duty.deadline)}</b>. Bấm ý kiến của đơn vị ở dưới (hoặc gõ /ykien {case.code} ý kiến; lý do).",
        next_steps(scene, saying.ahead),
    )


def _watching(scene: Scene, saying: Saying, _recipient: Person) -> str:
    assert saying.case is not None
    case = saying.case
    return (
        f"Để đồng chí theo dõi: {case_heading(case)} vừa được giao, hạn {scene.deadline(case.deadline)}. "
        "Đồng chí không phải làm gì thêm."
    )


def _nudged(scene: Scene, saying: Saying, _recipient: Person) -> str:
    case, duty = _of(saying)
    return lines(
        f"{capital(_by(scene, saying))} đôn đốc: {case_heading(case)}",
        f"Đồng chí giữ việc từ {scene.moment(duty.held_since)}. Hạn: <b>{_own_deadline(scene, duty)}</b>",
        _asked_of_holder(case, duty),
        next_steps(scene, saying.ahead),
    )


def _own_deadline(scene: Scene, duty: Duty) -> str:
    """By when the holder must act: the deadline, or his own where he accepts, signs, supplies, or has it back."""
    own = duty.act_by != duty.deadline.moment
    return scene.moment(duty.act_by) if own else scene.deadline(duty.deadline)


def _last_told(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = _of(saying)
    assert duty.last is not None
    mine = recipient.id == duty.holder_id
    return lines(
        f"<b>Hạn dứt điểm</b>: {case_heading(case)}",
        f"{capital(_by(scene, saying))} đặt hạn cuối cùng: <b>{scene.deadline(duty.last)}</b>. "
        f"Hạn {scene.deadline(duty.deadline)} vẫn giữ nguyên; việc vẫn tính là quá hạn.",
        f"Lý do: {escape(saying.words)}" if saying.words else "",
        "" if mine else f"Đang giữ việc: {scene.person(duty.holder_id)}, từ {scene.moment(duty.held_since)}.",
        _asked_of_holder(case, duty) if mine else _asked_of_others(scene, case, duty),
        next_steps(scene, saying.ahead),
    )


def _ended(_scene: Scene, saying: Saying, _recipient: Person) -> str:
    assert saying.case is not None
    if saying.case.kind is CaseKind.CIRCULAR:
        readers = saying.notice.data.get("readers")
        return f"{case_heading(saying.case)}: cả {readers} người nhận đã đọc và xác nhận. Đồng chí không phải làm gì thêm. Xem lại: /viec {saying.case.code}"
    return f"{case_heading(saying.case)}: đã kết thúc. Đồng chí không phải làm gì thêm."


def _linked(scene: Scene, saying: Saying, _recipient: Person) -> str:
    person = scene.chart.people.get(saying.notice.data["person"])
    who = scene.full(person) if person else scene.person(None)
    return f"{capital(who)} vừa liên kết tài khoản với Dondoc. Nếu không đúng người, bấm <b>Thu hồi liên kết</b> hoặc gõ /thulienket và họ tên."


def _unreachable(scene: Scene, saying: Saying, _recipient: Person) -> str:
    who = scene.person(saying.notice.data["person"])
    return (
        f"Dondoc không còn nhắn được cho {who} (đã chặn bot hoặc tài khoản không còn). Việc của đồng chí ấy được báo lên "
        "cấp trên. Đề nghị liên hệ trực tiếp; gõ /moi và họ tên để cấp mã mời mới."
    )


def _calendar(scene: Scene, saying: Saying, _recipient: Person) -> str:
    return calendar_changed(scene, saying.notice.data)


def _unsound(_scene: Scene, saying: Saying, _recipient: Person) -> str:
    return (
        f"Dondoc tự kiểm tra và thấy <b>có vấn đề</b>: {defect(saying.notice.data)}. {ASK_FOR_HELP} "
        "Gõ /trangthai để xem tình trạng hiện tại."
    )


def _standing_in(scene: Scene, saying: Saying, recipient: Person) -> str:
    data = saying.notice.data
    until = scene.step(datetime.fromisoformat(data["until"]))
    if data["acting"] != recipient.id:
        return (
            f"{capital(scene.person(data['person']))} vắng mặt đến {until} và cử đồng chí làm thay; vì đồng chí cũng vắng mặt nên "
            f"{scene.person(data['acting'])} làm thay. Đồng chí không phải làm gì thêm."
        )
    return lines(
        f"Từ nay đến {until}, đồng chí thay {scene.person(data['person'])} vắng mặt.",
        f"Việc của đơn vị chuyển sang đồng chí giữ: {_listed(data['handed'], data['handed_count'])}."
        if data["handed_count"]
        else "",
        f"Việc {scene.person(data['person'])} đang giữ, đồng chí được nhắc cùng và được làm thay: "
        f"{_listed(data['kept'], data['kept_count'])}."
        if data["kept_count"]
        else "",
        "Hiện không có việc nào đang chờ." if not data["handed_count"] + data["kept_count"] else "",
        "Việc mới trong thời gian này cũng đến đồng chí; mỗi việc làm thay được ghi rõ trong nhật ký. Gõ /viec để xem.",
    )


def _listed(codes: Sequence[str], count: int) -> str:
    more = f" và {count - len(codes)} việc nữa" if count > len(codes) else ""
    return f"{', '.join(codes)}{more}"


def _back(scene: Scene, saying: Saying, recipient: Person) -> str:
    data = saying.notice.data
    if data["person"] != recipient.id:
        return f"{capital(scene.person(data['person']))} đã trở lại: đồng chí thôi làm thay, không phải làm gì thêm."
    handed = (
        f"Việc của đơn vị chuyển lại đồng chí giữ: {_listed(data['handed'], data['handed_count'])}."
        if data["handed_count"]
        else ""
    )
    acted = f" {capital(scene.person(data['acted']))} thôi làm thay." if data["acted"] != recipient.id else ""
    return lines(f"Hết thời gian vắng mặt.{acted}", handed, "Gõ /viec để xem việc đang chờ.")


def _empowered(scene: Scene, saying: Saying, _recipient: Person) -> str:
    data = saying.notice.data
    since, until = (datetime.fromisoformat(data[name]) for name in ("since", "until"))
    return lines(
        f"{capital(_by(scene, saying))} ủy quyền cho đồng chí ký thay (KT.) thủ trưởng {scene.unit(data['unit'])}.",
        f"Phạm vi: {escape(', '.join(data['fields'])) or 'mọi lĩnh vực'}",
        f"Từ {scene.beginning(since)} đến {scene.step(until)}.",
        "Trong phạm vi này, ý kiến đồng chí trả lời (/ykien) hoặc ký (/ky) là ý kiến chính thức của đơn vị.",
    )


def _unreached_list(scene: Scene, saying: Saying, _recipient: Person) -> str:
    data = saying.notice.data
    named = [f"• {capital(scene.person(person))}: {count} việc" for person, count in data["people"]]
    more = f"… và {data['count'] - len(named)} người nữa." if data["count"] > len(named) else ""
    return lines(
        f"<b>{data['count']} người đang giữ việc mà Dondoc chưa nhắn được</b> (chưa liên kết, đã chặn, hoặc tài khoản không còn):",
        *named,
        more,
        "Lời nhắc được báo lên cấp trên. Đề nghị cấp mã mời (<code>/moi Họ tên</code>), ghi việc báo trên giấy (<code>/ghigiay Họ tên; /nhan NV-12</code>) "
        "hoặc in phiếu (<code>/donvi Tên đơn vị; in</code>).",
    )


def _taken_on(scene: Scene, saying: Saying, _recipient: Person) -> str:
    data = saying.notice.data
    return lines(
        f"Đồng chí vừa được giao <b>{data['count']} việc</b> (Văn phòng nhập từ bảng tính): {_listed(data['codes'], data['count'])}.",
        f"Hạn sớm nhất: <b>{scene.moment(datetime.fromisoformat(data['due_at']))}</b>",
        "Đề nghị gõ /viec để xem, rồi xác nhận từng việc: <code>/nhan</code> kèm mã.",
    )


# Steps of the ladder


def _step(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = _of(saying)
    step = StepKind(saying.notice.data["step"])
    if recipient in scene.chart.groups.values():
        return nudge(scene.unit(duty.unit_id), case, step)
    if step is StepKind.DEEMED_CONSENT:
        return _deemed(scene, saying, recipient)
    if "in_place_of" in saying.notice.data:
        return _unreached(scene, saying)
    mine = duty.holder_id in scene.chart.acts_as(recipient.id) and duty.phase is not Phase.PAUSED
    ask = _asked_of_holder(case, duty) if mine else _asked_of_others(scene, case, duty)
    return lines(
        _milestone(scene, saying) if step in MILESTONES else _STEP_HEADS[step](scene, case, duty, mine),
        "" if mine else f"Đang giữ việc: {scene.person(duty.holder_id)}, từ {scene.moment(duty.held_since)}.",
        ask,
        next_steps(scene, saying.ahead),
    )


def _unreached(scene: Scene, saying: Saying) -> str:
    """Said at once to who would have heard later, for somebody before him could not be reached (M31)."""
    case, duty = _of(saying)
    missed = scene.person(saying.notice.data["in_place_of"])
    return lines(
        f"Dondoc chưa nhắn được cho {missed} về {case_heading(case)}. Hạn: <b>{scene.deadline(duty.deadline)}</b>",
        f"Đang giữ việc: {scene.person(duty.holder_id)}, từ {scene.moment(duty.held_since)}.",
        f"Đề nghị đồng chí liên hệ trực tiếp hoặc chỉ đạo người khác xử lý. Xem lại: /lichsu {case.code}",
        next_steps(scene, saying.ahead),
    )


_DIRECTION = "Đề nghị bấm <b>Cho chỉ đạo</b> (/chidao {code} nội dung)."
_ANSWER = "Đề nghị bấm ý kiến ở dưới, hoặc gõ /ykien {code} ý kiến; lý do."
_READ = "Đề nghị đọc (/viec {code}) rồi bấm <b>Đã nhận</b> (/nhan {code})."
_GO_UP = "Đề nghị bấm <b>Ký</b> (/ky {code}) để trình lên trên, hoặc sửa bằng /trinh {code}."
_DECISION = "Đề nghị bấm <b>Duyệt</b> (/duyet {code}) hoặc <b>Không duyệt</b> (/khongduyet {code} lý do)."
_BY_PHASE = {
    Phase.SUBMITTED: "Đề nghị bấm <b>Nghiệm thu</b> (/nghiemthu {code}) hoặc <b>Trả lại</b> (/tralai {code} lý do).",
    Phase.DRAFTED: "Đề nghị bấm <b>Ký</b> (/ky {code}) hoặc <b>Sửa ý kiến</b>.",
    Phase.LACKING: "Đề nghị bổ sung hồ sơ: /bosung {code} nội dung.",
    Phase.FREED: "Đề nghị giao lại (/giaolai {code} họ tên hoặc đơn vị; lý do) hoặc thu hồi (/thuhoi {code} lý do).",
}


def _asked_of_holder(case: Case, duty: Duty) -> str:
    if duty.kind is DutyKind.DECISION:
        return (_DIRECTION if duty.decision is DecisionKind.DIRECTION else _DECISION).format(code=case.code)
    if duty.kind is DutyKind.READING:
        return _READ.format(code=case.code)
    if (duty.kind, duty.phase) == (DutyKind.LEAD, Phase.DRAFTED):
        return _GO_UP.format(code=case.code)
    if duty.phase in _BY_PHASE or duty.kind is DutyKind.OPINION:
        return _BY_PHASE.get(duty.phase, _ANSWER).format(code=case.code)
    acknowledge = f"<b>Đã nhận</b> (/nhan {case.code}), " if duty.acknowledged_at is None else ""
    return (
        f"Đề nghị bấm {acknowledge}<b>Tiến độ</b> (/tiendo {case.code} nội dung), <b>Hoàn thành</b> (/xong {case.code}) "
        f"hoặc <b>Xin gia hạn</b> (/giahan {case.code} hạn mới; lý do)."
    )


def _asked_of_others(scene: Scene, case: Case, duty: Duty) -> str:
    if duty.phase is Phase.PAUSED:
        return f"Nếu đã hết lý do tạm dừng, đề nghị cho làm tiếp: /tieptuc {case.code}; nếu không cần nữa: /thuhoi {case.code} lý do."
    holder = scene.person(duty.holder_id)
    return f"Đề nghị đồng chí nhắc {holder} hoặc chỉ đạo xử lý. Xem ai giữ việc, từ bao giờ: /lichsu {case.code}"


def _deemed(scene: Scene, saying: Saying, recipient: Person) -> str:
    case, duty = _of(saying)
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
        _recorded(scene, consent),
        late,
    )


def _recorded(scene: Scene, consent: Deemed) -> str:
    if consent.recorded_at - consent.at < timedelta(minutes=1):
        return f"Ghi nhận lúc {scene.step(consent.at)}."
    return f"Tính từ {scene.step(consent.at)}, ghi nhận lúc {scene.moment(consent.recorded_at)}."


def _unacknowledged(scene: Scene, case: Case, duty: Duty, mine: bool) -> str:
    if duty.kind is DutyKind.READING:
        who = "đồng chí chưa xác nhận đã đọc" if mine else "văn bản phổ biến chưa được xác nhận đã đọc"
    else:
        who = "đồng chí chưa xác nhận đã nhận việc" if mine else "việc chưa được xác nhận đã nhận"
    sent = "gửi" if duty.kind is DutyKind.READING else "giao"
    return f"{case_heading(case)}: {who} ({sent} lúc {scene.moment(duty.held_since)}). Hạn: <b>{scene.deadline(duty.deadline)}</b>"


def _due_soon(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Sắp đến hạn: {case_heading(case)}. Hạn: <b>{scene.deadline(duty.deadline)}</b>"


def _opinion_warning(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return (
        f"Sắp hết hạn cho ý kiến: {case_heading(case)}. {scene.unit(duty.unit_id)} chưa trả lời; "
        f"hạn <b>{scene.deadline(duty.deadline)}</b>. Đến hết hạn mà chưa trả lời thì được ghi nhận là mặc nhiên đồng ý; thủ trưởng đơn vị chịu trách nhiệm."
    )


def _overdue(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"<b>Quá hạn</b>: {case_heading(case)}. Hạn: <b>{scene.deadline(duty.deadline)}</b>"


def _silent(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    last = duty.progress_at or duty.acknowledged_at or duty.held_since
    return f"Chưa có tiến độ từ {scene.moment(last)}: {case_heading(case)}. Hạn: <b>{scene.deadline(duty.deadline)}</b>"


def _waiting(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    what = {
        Phase.SUBMITTED: "kết quả chờ nghiệm thu",
        Phase.LACKING: "hồ sơ chờ bổ sung",
        Phase.DRAFTED: "dự thảo chờ thủ trưởng ký",
        Phase.FREED: "đã duyệt từ chối, chờ giao lại",
    }.get(duty.phase, f"{DECISIONS[duty.decision or DecisionKind.EXTENSION]} chờ quyết định")
    return f"{case_heading(case)}: {what} từ {scene.moment(duty.held_since)}."


def _milestone(scene: Scene, saying: Saying) -> str:
    case, duty = _of(saying)
    number = saying.notice.data["milestone"]
    stage = duty.milestones[number - 1]
    near = StepKind(saying.notice.data["step"]) is StepKind.MILESTONE
    head = "Sắp đến mốc" if near else "<b>Quá mốc</b>"
    reached = f" Đã đạt thì gõ /tiendo {case.code} mốc {number}: nội dung."
    return f"{head} {number} «{escape(stage.title)}», hạn <b>{scene.deadline(stage.deadline)}</b>: {case_heading(case)}.{reached}"


def _paused(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Đang tạm dừng từ {scene.moment(duty.held_since)}: {case_heading(case)}."


def _clearing(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    return f"Cần <b>dứt điểm</b>: {case_heading(case)}. Hạn <b>{scene.deadline(duty.deadline)}</b>, đến nay chưa xong."


def _last_soon(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    assert duty.last is not None
    return (
        f"Sắp đến <b>hạn dứt điểm</b>: {case_heading(case)}. Hạn cuối cùng: <b>{scene.deadline(duty.last)}</b> "
        f"(đã quá hạn {scene.deadline(duty.deadline)})"
    )


def _last_passed(scene: Scene, case: Case, duty: Duty, _mine: bool) -> str:
    assert duty.last is not None
    return (
        f"<b>Quá hạn dứt điểm</b>: {case_heading(case)}. Hạn cuối cùng <b>{scene.deadline(duty.last)}</b> đã qua; "
        f"hạn ban đầu {scene.deadline(duty.deadline)}."
    )


_STEP_HEADS: dict[StepKind, Callable[[Scene, Case, Duty, bool], str]] = {
    StepKind.UNACKNOWLEDGED: _unacknowledged,
    StepKind.UNACKNOWLEDGED_UP: _unacknowledged,
    StepKind.DUE_SOON: _due_soon,
    StepKind.OPINION_WARNING: _opinion_warning,
    StepKind.OVERDUE: _overdue,
    StepKind.SILENT: _silent,
    StepKind.SILENT_UP: _silent,
    StepKind.WAITING: _waiting,
    StepKind.WAITING_UP: _waiting,
    StepKind.PAUSED: _paused,
    StepKind.CLEARING: _clearing,
    StepKind.LAST_SOON: _last_soon,
    StepKind.LAST_PASSED: _last_passed,
}

_SAYINGS: dict[NoticeKind, Callable[[Scene, Saying, Person], str]] = {
    **task_notices.SAYINGS,
    NoticeKind.STEP: _step,
    NoticeKind.ASSIGNED: _assigned,
    NoticeKind.DELEGATED: _delegated,
    NoticeKind.JUDGE: _judge,
    NoticeKind.ACCEPTED: _accepted,
    NoticeKind.RETURNED: _returned,
    NoticeKind.SIGN: _sign,
    NoticeKind.ANSWERED: _answered,
    NoticeKind.ANSWERED_LATE: _answered_late,
    NoticeKind.LACKING: _lacking,
    NoticeKind.SUPPLIED: _supplied,
    NoticeKind.RECONCILED: _reconciled,
    NoticeKind.WATCHING: _watching,
    NoticeKind.ENDED: _ended,
    NoticeKind.NUDGED: _nudged,
    NoticeKind.LAST_SET: _last_told,
    NoticeKind.LINKED: _linked,
    NoticeKind.UNREACHABLE: _unreachable,
    NoticeKind.CALENDAR: _calendar,
    NoticeKind.UNSOUND: _unsound,
    NoticeKind.STANDING_IN: _standing_in,
    NoticeKind.BACK: _back,
    NoticeKind.EMPOWERED: _empowered,
    NoticeKind.UNREACHED: _unreached_list,
    NoticeKind.TAKEN_ON: _taken_on,
    NoticeKind.ANCHOR: sheets.anchor,
    NoticeKind.MONTH_SHEET: sheets.month,
    NoticeKind.WEEK_SHEET: sheets.week,
    NoticeKind.DAY_SHEET: sheets.day,
}


def fell_behind(scene: Scene, at: datetime) -> str:
    """After a restart: the answer to a command was lost with the process, the command was not."""
    return (
        f"Dondoc vừa khởi động lại. Lệnh đồng chí gửi lúc {scene.moment(at)} đã được thực hiện và ghi nhận. "
        "Gõ /viec để xem việc của mình."
    )
