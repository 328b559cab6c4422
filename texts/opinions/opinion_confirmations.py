"""What is answered to who asks for opinions, gives and signs them."""

from __future__ import annotations

from actions.opinions.answered import Answered
from actions.opinions.reconciliations import Settled
from domain.borrowing import Borrowed
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.duties.opinions import AnswerState, Stance
from texts.duty_words import STANCES
from texts.scene import Scene


def signed_as(scene: Scene, right: Borrowed | None) -> str:
    """The person in whose place the reader has signed; empty for the reader's own signature."""
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
        f"{_MISSING[given.stance].format(code=code)}\nXin gõ lại phần lý do. Muốn giữ nguyên, chọn <b>Giữ nguyên ý kiến</b> "
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
