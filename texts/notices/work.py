"""What the bot says of its own accord of work: its results, and what its assigner does with it."""

from __future__ import annotations

from html import escape

from actions.delivery.outgoing import RenderedNotice
from domain.duties.corrections import FREE_TEXT, Corrected
from domain.office.people import Person
from domain.payloads.duties import (
    AcceptedNotice,
    AssignerChangedNotice,
    CorrectedNotice,
    FreedNotice,
    JudgeNotice,
    PausedNotice,
    ReassignedNotice,
    RecurredNotice,
    ResumedNotice,
    ReturnedNotice,
    SucceededNotice,
    WithdrawnNotice,
)
from texts.duties.dates import told_dates
from texts.duties.plans import next_steps
from texts.duties.steering import change_line, from_plain
from texts.notices.parts import (
    about,
    by,
    done_by,
    nothing_more,
    offered,
    part_of,
    reason_line,
    said,
)
from texts.office import successions
from texts.phrases import capital, lines
from texts.scene import Scene, case_heading


def _judge(scene: Scene, saying: RenderedNotice[JudgeNotice], recipient: Person) -> str:
    case, duty = about(saying)
    offer = offered(scene, saying, recipient)
    assert duty.submitted_at is not None
    return lines(
        f"{capital(by(scene, saying))} đã nộp kết quả{part_of(scene, duty)}: {case_heading(case)}",
        f"Nộp lúc {scene.moment(duty.submitted_at)} ({_timeliness(saying)}); hạn {scene.deadline(duty.deadline)}. Sản phẩm: {escape(case.product)}",
        f"Đề nghị xem kết quả (/viec {case.code}) rồi chọn <b>Nghiệm thu</b> (/nghiemthu {offer.code}) "
        f"hoặc <b>Trả lại</b> kèm lý do (/tralai {offer.lead} lý do).",
        next_steps(scene, saying.ahead),
    )


def _timeliness(saying: RenderedNotice[JudgeNotice]) -> str:
    return "quá hạn" if saying.payload.late else "trong hạn"


def _accepted(scene: Scene, saying: RenderedNotice[AcceptedNotice], _recipient: Person) -> str:
    case, duty = about(saying)
    late = "hoàn thành quá hạn" if saying.payload.late else "hoàn thành đúng hạn"
    whole = " cùng nhiệm vụ" if saying.payload.whole else ""
    return lines(
        f"{case_heading(case)}: kết quả{part_of(scene, duty)} đã được nghiệm thu{whole} ({late}). "
        f"Xem lại: /lichsu {case.code}",
        done_by(scene, saying, "Người nghiệm thu"),
    )


def _returned(scene: Scene, saying: RenderedNotice[ReturnedNotice], recipient: Person) -> str:
    case, duty = about(saying)
    return lines(
        f"Kết quả{part_of(scene, duty)} bị trả lại để hoàn thiện: {case_heading(case)}",
        f"Lý do: {escape(saying.words or '(đã xóa)')}",
        done_by(scene, saying, "Người trả lại"),
        f"Hạn đang có hiệu lực: {scene.deadline(duty.deadline)}",
        f"Đề nghị hoàn thiện và nộp lại trước <b>{scene.moment(duty.act_by)}</b>: chọn <b>Hoàn thành</b> hoặc gõ /xong {offered(scene, saying, recipient).lead}.",
        next_steps(scene, saying.ahead),
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
        reason_line(saying),
        done_by(scene, saying, "Người giao lại"),
    )


def _paused(scene: Scene, saying: RenderedNotice[PausedNotice], _recipient: Person) -> str:
    case, _duty = about(saying)
    return lines(
        f"Tạm dừng: {case_heading(case)}. Thời hạn ngừng tính cho đến khi cho làm tiếp.",
        reason_line(saying),
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
        reason_line(saying),
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
    said(JudgeNotice, "đề nghị nghiệm thu", _judge),
    said(AcceptedNotice, "báo đã nghiệm thu", _accepted),
    said(ReturnedNotice, "báo trả lại", _returned),
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
