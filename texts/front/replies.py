"""What the bot answers to a command that was carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from actions.duties.results import HandedIn
from actions.office.heads import WorkWithoutHead
from actions.office.invitations import Invitation
from actions.office.people import EnteredPerson, PlannedEntry
from actions.opinions.answers import Answered
from actions.opinions.reconciliations import Settled
from actions.prospects import Prospect
from domain.borrowing import Borrowed
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind, Phase
from domain.duties.opinions import AnswerState, Stance
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import HEADING
from texts.front.usage import CANBO, GIAOVIEC, PHOBIEN, USAGES, XINYKIEN, HelpGroup, example, in_group
from texts.notices.parts import part_of
from texts.office import lapses
from texts.office.gaps import gaps
from texts.office.successions import passed_on, under_answer
from texts.scene import Scene, capital
from texts.words import DECISIONS, ERASED, STANCES, roles_of


def welcome_stranger(agency: str) -> str:
    of = f" của {escape(agency)}" if agency else ""
    return (
        f"Đây là Dondoc, trợ lý đôn đốc công việc{of}. Dondoc nhắc người đang giữ việc khi đến hạn, báo cấp trên khi quá hạn "
        "và lưu lại ai giữ việc, từ bao giờ.\n\nĐể sử dụng, xin liên hệ Văn phòng lấy mã mời, rồi mở liên kết được gửi "
        "hoặc gõ /start và mã đó."
    )


def welcome(scene: Scene, person: Person) -> str:
    return f"Xin chào {scene.full(person)}. Gõ /viec để xem việc của mình, /trogiup để xem các lệnh."


def linked(scene: Scene, placed: EnteredPerson) -> str:
    person = placed.person
    details = [
        f"Họ tên: <b>{escape(person.name)}</b>",
        f"Đơn vị: {escape(placed.unit.name)}" if placed.unit else "",
        f"Chức vụ: {escape(person.position)}" if person.position else "",
    ]
    body = "\n".join(line for line in details if line)
    return f"Đã liên kết tài khoản này với:\n{body}\n\nNếu không đúng, xin báo ngay Văn phòng. Gõ /viec để xem việc của mình."


def helping(person: Person | None, groups: Sequence[HelpGroup]) -> str:
    """Help for one's own role."""
    if person is None:
        return "Tài khoản chưa liên kết. Xin liên hệ Văn phòng lấy mã mời, rồi gõ /start và mã đó."
    parts = ["\n".join((group, *(usage.menu_line for usage in in_group(group)))) for group in groups]
    if HelpGroup.HEADS in groups:
        parts.append(f"<b>Mẫu giao việc</b> (chạm để chép)\n{GIAOVIEC.shown}")
        parts.append(f"<b>Mẫu lấy ý kiến</b>\n{XINYKIEN.shown}")
        parts.append(f"<b>Mẫu phổ biến văn bản</b>\n{PHOBIEN.shown}")
    return "\n\n".join(parts)


def unit_entered(unit: Unit, parent: str | None) -> str:
    under = f", thuộc {escape(parent)}" if parent else ""
    return f"Đã thêm đơn vị <b>{escape(unit.name)}</b>{under}. Thêm cán bộ: {CANBO.shown}"


def person_leaves_post(scene: Scene, planned: PlannedEntry, *, again: str) -> str:
    """Before it is done: what is left with a post goes to whom."""
    person = planned.person
    down = "".join(
        f" {capital(scene.person(one.id))} thôi đứng đầu {escape(planned.unit.name)}." for one in planned.stepping_down
    )
    return "\n".join(
        [
            f"<b>{escape(person.name)}</b> – {escape(person.position) or '–'}, {escape(planned.unit.name)} ({roles_of(person.roles)}).{down} "
            "Chưa có gì thay đổi. Khi đồng chí bấm <b>Cập nhật</b>, việc để lại ở vị trí cũ sẽ chuyển tiếp:",
            *passed_on(scene, planned.succession, again=again),
            "Bấm <b>Cập nhật</b> để thực hiện, <b>Hủy</b> để thôi; gõ Cập nhật hoặc Hủy cũng được.",
        ]
    )


def person_entered(scene: Scene, placed: EnteredPerson) -> str:
    """As entered, and what that changes: who steps down, what stays behind, which unit is left without a head."""
    person, unit = placed.person, placed.unit
    did = "Đã thêm" if placed.is_new else "Đã cập nhật"
    return (
        f"{did}: <b>{escape(person.name)}</b>\nĐơn vị: {escape(unit.name) if unit else '–'}\n"
        f"Chức vụ: {escape(person.position) or '–'}\nVai trò: {roles_of(person.roles)}\n\n"
        f"Cấp mã mời: <code>/moi {scene.typed_person(person.id)}</code>{_one_head(scene, placed)}{_left_behind(scene, placed)}"
        f"{_alike(placed)}{lapses.under_answer(scene, placed.lapsed)}{under_answer(scene, placed.succession)}"
        f"{gaps(scene, placed.waiting)}"
    )


def _alike(placed: EnteredPerson) -> str:
    if not placed.alike:
        return ""
    person, unit = placed.person, placed.unit
    example = f"/canbo {person.name}; {unit.name if unit else ''}; {person.position}; … ; tên cũ {placed.alike[0]}"
    return (
        f"\n\n<b>Đơn vị này đã có {escape(', '.join(placed.alike))}</b>, tên chỉ khác dấu; Dondoc coi là hai người. Nếu chỉ là "
        f"một người viết sai tên, gõ <code>/xoacanbo {escape(person.name)}; nhập nhầm</code> rồi sửa tên người cũ: "
        f"<code>{escape(example)}</code>"
    )


def _one_head(scene: Scene, placed: EnteredPerson) -> str:
    unit = escape(placed.unit.name) if placed.unit else ""
    told = [
        f"{unit} chỉ có một người đứng đầu: {scene.person(one.id)} thôi đứng đầu, nay là cấp phó; việc của đơn vị chuyển "
        f"sang {scene.person(placed.person.id)}. Chưa đúng thì nhập lại: "
        f"<code>/canbo {escape(one.name)}; {unit}; {escape(one.position) or 'Chức vụ'}; "
        f"{roles_of({*one.roles - {Role.DEPUTY}, Role.HEAD})}</code>"
        for one in placed.stepped_down
    ]
    if placed.beside is not None:
        others = placed.beside.roles - HEADING or {Role.OFFICIAL}
        told.append(
            f"{unit} đang do {scene.full(placed.beside)} đứng đầu nên việc của đơn vị vẫn do đồng chí ấy giữ. Nếu đồng chí "
            f"ấy thôi đứng đầu: <code>/canbo {escape(placed.beside.name)}; {unit}; Chức vụ; {roles_of(others)}</code>"
        )
    return "\n\n".join(("", *told)) if told else ""


def _left_behind(scene: Scene, placed: EnteredPerson) -> str:
    if not placed.left_behind:
        return ""
    by_road: dict[str, list[str]] = {}
    for duty, case in placed.left_behind:
        by_road.setdefault(_road_on(scene, duty), []).append(case.code)
    named = [f"• {', '.join(dict.fromkeys(codes))} – {road}" for road, codes in by_road.items()]
    return "\n".join(("\n\n<b>Đồng chí này còn giữ đích danh việc của đơn vị cũ</b>, chưa chuyển cho ai:", *named))


def _road_on(scene: Scene, duty: Duty) -> str:
    """How what was given to a person by name is given to another."""
    if duty.to_unit and duty.phase in {Phase.WORKING, Phase.PAUSED}:
        return f"thủ trưởng {scene.unit(duty.unit_id)} phân công người khác: <code>/phancong</code> kèm mã và họ tên"
    if duty.kind is DutyKind.LEAD and duty.phase is Phase.WORKING:
        return "người giao, hoặc người đã nhập việc, giao lại: <code>/giaolai</code> kèm mã, họ tên và lý do"
    return "đồng chí ấy tự xử lý tiếp: <code>/viec</code>"


def invitation(scene: Scene, made: Invitation, *, username: str) -> str:
    link = invitation_link(username, made.code)
    return (
        f"Mã mời của {scene.full(made.person)}, dùng một lần, trong 7 ngày:\n<code>{made.code}</code>\n"
        f"Liên kết: {link}\nXin gửi riêng cho đúng người; ai mở liên kết sẽ được nhận là người này."
    )


def invitation_link(username: str, code: str) -> str:
    return f"https://t.me/{username}?start={code}"


def link_withdrawn(scene: Scene, person: Person, waiting: Sequence[WorkWithoutHead] = ()) -> str:
    return (
        f"Đã thu hồi liên kết tài khoản của {scene.full(person)}. Cấp lại bằng: "
        f"<code>/moi {scene.typed_person(person.id)}</code>{gaps(scene, waiting)}"
    )


def tasks_assigned(scene: Scene, done: Sequence[Prospect], *, now: datetime) -> str:
    if len(done) == 1:
        return assigned(scene, done[0], now=now)
    tasks = [f"• <b>{one.case.code}</b> – {scene.given_to(one.duties[0])}" for one in done]
    case = done[0].case
    return (
        f"Đã giao {len(done)} nhiệm vụ – {escape(case.title)}\nHạn: <b>{scene.deadline(case.deadline)}</b>\n"
        + "\n".join(tasks)
        + f"\nTin báo được gửi {_goes_out(scene, done[0], now)}. Theo dõi: /dagiao"
    )


def _goes_out(scene: Scene, done: Prospect, now: datetime) -> str:
    return "ngay" if done.goes_out_at <= now else f"lúc {scene.moment(done.goes_out_at)}"


NAMED = 10  # of those who are written to, after which they are counted
_DONE = {
    CaseKind.TASK: "Đã giao",
    CaseKind.OPINION: "Đã gửi lấy ý kiến",
    CaseKind.CIRCULAR: "Đã phổ biến",
}


def assigned(scene: Scene, done: Prospect, *, now: datetime) -> str:
    case = done.case
    people = list(dict.fromkeys(scene.who_holds(duty) for duty in done.duties))
    more = f" và {len(people) - NAMED} người nữa" if len(people) > NAMED else ""
    to = ", ".join(people[:NAMED]) + more
    verb = _DONE[case.kind]
    follow = "lichsu" if case.kind is CaseKind.TASK else "viec"
    return (
        f"{verb} <b>{case.code}</b> – {escape(case.title)}\nHạn: <b>{scene.deadline(case.deadline)}</b>\n"
        f"Tin báo được gửi {_goes_out(scene, done, now)} tới {to}.\nTheo dõi: /{follow} {case.code}"
    )


def acknowledged(scene: Scene, case: Case, duty: Duty, *, first: bool) -> str:
    if duty.kind is DutyKind.READING:
        who = "đồng chí" if scene.reader in {None, duty.holder_id} else f"thay {scene.person(duty.holder_id)}"
        return f"Đã ghi nhận {who} đã đọc và xác nhận <b>{case.code}</b>. Xem lại: /viec {case.code}"
    part = part_of(scene, duty)
    if not first:
        assert duty.acknowledged_at is not None
        return f"<b>{case.code}</b>{part}: đồng chí đã xác nhận từ {scene.moment(duty.acknowledged_at)}. Hạn: {scene.deadline(duty.deadline)}"
    return f"Đã ghi nhận đồng chí nhận <b>{case.code}</b>{part}. Hạn: <b>{scene.deadline(duty.deadline)}</b>"


# What a button waits for that is no command of its own, of the case `{code}`.
_ASKED_BY_BUTTON = {
    "suaykien": "Xin gõ ý kiến của đơn vị cho <b>{code}</b>, ví dụ: <code>có điều kiện; đề nghị bổ sung Điều 7</code>.",
    "cdk": "Xin gõ điều kiện và lý do của đơn vị cho <b>{code}</b>. Chưa có gì được gửi.",
    "kdy": "Xin gõ lý do không đồng ý với <b>{code}</b>. Chưa có gì được gửi.",
    "ktt": "Xin gõ lý do <b>{code}</b> không thuộc chức năng của đơn vị. Chưa có gì được gửi.",
    "ths": "Xin gõ hồ sơ, tài liệu còn thiếu ở <b>{code}</b> (mỗi đơn vị báo thiếu một lần). Chưa có gì được gửi.",
}


def wait_for(verb: str, code: str) -> str:
    """What the next message is taken for, after a button or a command that needs more."""
    asked = _ASKED_BY_BUTTON.get(verb) or USAGES[verb].asked or "Xin gõ lý do cho <b>{code}</b>."
    return f"{asked.format(code=code)} Gõ /huy để thôi."


def choose_official(code: str) -> str:
    return f"Chọn người giữ việc <b>{code}</b>, hoặc gõ <code>/phancong {code} Họ tên</code>."


def submitted(scene: Scene, handed: HandedIn) -> str:
    code = handed.seen.case.code
    asked = " và ".join(DECISIONS[one.decision] for one in handed.settled if one.decision is not None)
    settled = f" {capital(asked)} không còn chờ quyết định nữa." if asked else ""
    return (
        f"Đã nộp kết quả <b>{code}</b>{part_of(scene, handed.part)}, chờ {scene.present(handed.judge.id)} nghiệm thu."
        f"{settled} Theo dõi: /lichsu {code}"
    )


def judged(scene: Scene, case: Case, duty: Duty, *, accepted: bool) -> str:
    if accepted:
        return f"Đã nghiệm thu <b>{case.code}</b>{part_of(scene, duty)}. Xem lại: /lichsu {case.code}"
    return (
        f"Đã trả lại <b>{case.code}</b>{part_of(scene, duty)} cho {scene.who_holds(duty)}, nộp lại trước {scene.moment(duty.act_by)}; "
        f"hạn đang có hiệu lực: {scene.deadline(duty.deadline)}."
    )


def delegated(scene: Scene, case: Case, official: Person) -> str:
    return f"Đã phân công <b>{case.code}</b> cho {scene.full_present(official)}. Thủ trưởng đơn vị vẫn là người chịu trách nhiệm về việc này."


def extension_asked(scene: Scene, case: Case, decision: Duty, *, note: str | None = None) -> str:
    assert decision.wanted is not None
    said = (
        f"Đã gửi đề nghị gia hạn <b>{case.code}</b> đến {scene.deadline(decision.wanted)} cho "
        f"{scene.present(decision.holder_id)}. Hạn hiện nay vẫn tính cho đến khi được duyệt."
    )
    return f"{said}\n{note}" if note else said


def signed_as(scene: Scene, right: Borrowed | None) -> str:
    """In whose place the reader has signed; empty for his own signature."""
    return f" Đồng chí ký{scene.under(right)}." if right is not None else ""


def answered(scene: Scene, given: Answered) -> str:
    code, stance = given.seen.case.code, STANCES[given.stance]
    match given.state:
        case AnswerState.FINAL:
            flag = " Nội dung được lưu kèm ghi chú: chưa nêu lý do cụ thể." if given.is_empty else ""
            sent = f"Đã gửi ý kiến của {scene.unit(given.duty.unit_id)} cho <b>{code}</b>: <b>{stance}</b>."
            return f"{sent}{signed_as(scene, given.right)}{flag}"
        case AnswerState.DRAFT:
            assert given.signer is not None
            deputy = " Ý kiến của cấp phó được ghi chú là <b>phó ký</b>." if given.by_deputy else ""
            return (
                f"Đã ghi dự thảo ý kiến <b>{code}</b>: <b>{stance}</b>, chờ {scene.present(given.signer.id)} ký.{deputy} "
                f"Hạn vẫn tính: {scene.deadline(given.duty.deadline)}"
            )
        case AnswerState.SENT_BACK:
            return _sent_back(scene, given)
        case AnswerState.LATE:
            return (
                f"Đã hết hạn: ý kiến <b>{stance}</b> cho <b>{code}</b> được lưu là <b>trả lời muộn</b>; "
                "việc ghi nhận mặc nhiên đồng ý không thay đổi."
            )
        case _:
            return f"Đã báo {scene.present(given.seen.case.assigner_id)} hồ sơ <b>{code}</b> còn thiếu. Khi được bổ sung, thời hạn tính lại."


_MISSING = {
    Stance.AGREE: "Nếu đồng ý hoàn toàn, chỉ cần gõ <code>/ykien {code} đồng ý</code>; nếu còn điều gì phải sửa, xin nêu rõ.",
    Stance.CONDITIONAL: "Còn thiếu <b>điều kiện cụ thể</b>: điều, khoản nào; sửa, bổ sung thế nào; căn cứ nào.",
    Stance.DISAGREE: "Còn thiếu <b>lý do cụ thể</b>: không đồng ý với nội dung nào; vì sao, căn cứ nào; đề nghị thay bằng gì.",
    Stance.NOT_OURS: "Còn thiếu <b>lý do cụ thể</b>: việc thuộc chức năng của cơ quan nào, theo văn bản nào.",
    Stance.LACKING: "Còn thiếu <b>tên hồ sơ, tài liệu</b> cần bổ sung.",
}


def _sent_back(scene: Scene, given: Answered) -> str:
    """What an answer of empty phrases lacks; said once (M21)."""
    code = given.seen.case.code
    return (
        f"Ý kiến <b>{STANCES[given.stance]}</b> cho <b>{code}</b> mới có câu chữ chung chung nên <b>chưa được gửi</b>. "
        f"{_MISSING[given.stance].format(code=code)}\nXin gõ lại phần lý do. Muốn giữ nguyên, bấm <b>Giữ nguyên ý kiến</b> "
        "hoặc gửi lại đúng câu vừa rồi: ý kiến sẽ được lưu kèm ghi chú chưa nêu lý do cụ thể. "
        f"Hạn vẫn tính: {scene.deadline(given.duty.deadline)}"
    )


def supplied(scene: Scene, case: Case, duty: Duty) -> str:
    return f"Đã báo bổ sung hồ sơ <b>{case.code}</b> cho {scene.unit(duty.unit_id)}. Hạn trả lời mới: <b>{scene.deadline(duty.deadline)}</b>"


def summary(case: Case) -> str:
    return f"Bản tổng hợp <b>{case.code}</b> ở tệp kèm theo. Xem nhanh: /viec {case.code}"


def reconciled(scene: Scene, settled: Settled) -> str:
    code = settled.seen.case.code
    units = ", ".join(scene.unit(duty.unit_id) for duty in settled.duties)
    left = ", ".join(scene.unit(duty.unit_id) for duty in settled.waiting)
    rest = f" Còn phải thống nhất với: {left}." if left else f" Không còn ý kiến khác nào ở <b>{code}</b>."
    return f"Đã ghi việc thống nhất với {units} về <b>{code}</b>; thủ trưởng đơn vị được báo.{rest} Xem lại: /lichsu {code}"


def left(anything: bool) -> str:
    return (
        "Đã bỏ, chưa có gì được ghi." if anything else "Không có việc nào đang nhập dở. Gõ /viec để xem việc của mình."
    )


def draft_stands(original: str, *, can_be_edited: bool) -> str:
    """Under what stands against a draft: where it names somebody who is erased, and what can be done with it."""
    keys = [
        line.partition(":")[0].rpartition(";")[2].strip()
        for line in original.splitlines()
        if ERASED in line and ":" in line
    ]
    where = f"Mục có người đã xóa: {escape(', '.join(dict.fromkeys(keys)))}. " if keys else ""
    edit = "bấm <b>Sửa lại</b> để lấy lại nội dung, sửa rồi gửi; " if can_be_edited else ""
    return f"{where}Chưa có gì được thực hiện, bản nháp vẫn còn: {edit}bấm <b>Hủy</b> (hoặc gõ Hủy) để bỏ."


def edit_again(original: str) -> str:
    return f"Xin chép lại, sửa rồi gửi như một tin mới:\n<code>{escape(original)}</code>"


def template(command: str) -> str:
    return f"Xin gửi theo mẫu sau (chạm để chép, sửa rồi gửi):\n{example(command)}"


def unknown_command(name: str) -> str:
    return f"Dondoc chưa có lệnh /{escape(name[:30])}. Gõ /trogiup để xem các lệnh."


def not_understood() -> str:
    return "Dondoc chưa hiểu tin này và chưa ghi gì. Gõ /viec để xem việc của mình, /trogiup để xem các lệnh."


def lapsed(scene: Scene, begun_at: datetime) -> str:
    """The answer to a plain word where what the chat had begun waits no more."""
    return f"{not_understood()}\nPhần nhập dở từ {scene.moment(begun_at)} đã quá thời gian chờ và đã bỏ; nếu vẫn cần, xin bấm lại nút hoặc gõ lại lệnh."


def edited() -> str:
    return (
        "Dondoc không thực hiện lệnh đã sửa; lệnh gửi lúc đầu vẫn giữ nguyên. Nếu cần, xin gửi lại thành một tin mới."
    )


def edited_text(awaited: str | None) -> str:
    """Of a message that was no command: what it said at first has been answered, or taken."""
    said = "Dondoc không đọc lại tin đã sửa; tin gửi lúc đầu vẫn giữ nguyên. Nếu cần, xin gửi nội dung mới thành một tin mới."
    return f"{said}\n\n{awaited}" if awaited else said


def not_read(awaited: str | None) -> str:
    """Of what holds neither words nor a file: a voice, a sticker, a place."""
    said = "Dondoc không đọc được tin thoại, nhãn dán, vị trí và những tin không có chữ hay tệp; chưa có gì được ghi."
    return f"{said}\n\n{awaited}" if awaited else f"{said} Xin gõ thành chữ. Gõ /viec để xem việc của mình."


def question_waits() -> str:
    return "Câu hỏi ở tin trên vẫn chờ trả lời. Gõ /huy để thôi."


def button_waits() -> str:
    return "Dondoc còn chờ đồng chí bấm một nút ở tin trên, hoặc gõ chữ trên nút. Gõ /huy để thôi."


def wait_no_more(names: Sequence[str]) -> str:
    """Files that were sent before it was said what they are, where something else has been begun."""
    return f"Tệp gửi trước đó (<b>{escape(', '.join(names))}</b>) không còn chờ nữa; khi cần, xin gửi lại."


def forwarded_command() -> str:
    """A command that somebody else wrote and that was passed on."""
    return (
        "Tin chuyển tiếp là lời của người khác, nên Dondoc không thực hiện lệnh trong đó và chưa ghi gì. "
        "Nếu chính đồng chí muốn thực hiện, xin chép nội dung rồi gửi thành tin của mình."
    )


def private_only() -> str:
    return "Xin nhắn riêng cho Dondoc; trong nhóm Dondoc không nhận lệnh."


def too_large(limit_mb: int) -> str:
    return f"Tệp quá lớn (giới hạn {limit_mb} MB) nên chưa nhận được. Xin gửi tệp nhỏ hơn hoặc ghi số văn bản."


def file_not_taken() -> str:
    """Beside the answer to a command that keeps no files."""
    return (
        "<b>Tệp gửi kèm chưa được nhận ở lệnh này</b>; xin gửi tệp qua hệ thống văn bản và ghi số, ký hiệu. "
        "Tệp kết quả thì gửi cùng lệnh /xong, văn bản giao việc cùng lệnh /giaoviec, dự thảo cần lấy ý kiến cùng lệnh /xinykien, văn bản cần phổ biến cùng lệnh /phobien, hồ sơ bổ sung cùng lệnh /bosung, biên bản thống nhất cùng lệnh /thongnhat."
    )


def only_first_file(name: str) -> str:
    """Beside the answer to a command that keeps one file."""
    return f"<b>Chỉ nhận tệp {escape(name)}</b>: lệnh này nhận một tệp. Các tệp khác chưa được nhận."


def not_drawn() -> str:
    return "Lần này chưa vẽ được hình kèm theo; phần chữ trên đây vẫn đủ. Có thể gõ lại lệnh sau ít phút."


def broken() -> str:
    return "Có lỗi khi xử lý tin này, chưa có gì được ghi; lỗi đã được lưu để khắc phục. Xin thử lại sau ít phút."


def unreadable() -> str:
    return (
        "Dondoc không đọc được tin đồng chí vừa gửi nên chưa ghi gì. Xin gõ lại nội dung, hoặc gửi lại tệp, thành một tin mới "
        "(đừng chuyển tiếp tin cũ)."
    )


def deadly(scene: Scene, at: datetime) -> str:
    """Of an update during whose handling the process died as often as it was tried."""
    return (
        f"Tin đồng chí gửi lúc {scene.moment(at)} đã làm Dondoc dừng 3 lần nên được để riêng, không xử lý nữa; Văn phòng đã được "
        "báo. Gõ /viec để xem những gì đã ghi. Xin gửi lại cách khác: gõ thành chữ, chia tệp nhỏ hơn hoặc gửi tệp dạng khác."
    )
