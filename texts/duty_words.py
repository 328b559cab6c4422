"""The terms for what a duty is, where it stands, and what became of it (docs/glossary.md)."""

from __future__ import annotations

from domain.duties.corrections import Corrected
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase, SettledBy
from domain.duties.opinions import Stance
from domain.duties.statements import Cause
from domain.duties.transfers import TransferWay

STANCES = {
    Stance.AGREE: "đồng ý",
    Stance.CONDITIONAL: "đồng ý có điều kiện",
    Stance.DISAGREE: "không đồng ý",
    Stance.NOT_OURS: "không thuộc chức năng",
    Stance.LACKING: "thiếu hồ sơ",
}
CAUSES = {Cause.OWN: "chủ quan", Cause.OUTSIDE: "khách quan"}
WAYS = {TransferWay.UP: "vượt thẩm quyền", TransferWay.SIDEWAYS: "không thuộc chức năng"}
DECISIONS = {
    DecisionKind.EXTENSION: "đề nghị gia hạn",
    DecisionKind.REFUSAL: "đề nghị từ chối nhiệm vụ",
    DecisionKind.TRANSFER: "đề nghị chuyển việc",
    DecisionKind.DIRECTION: "nội dung xin chỉ đạo",
    DecisionKind.SUBMISSION: "nội dung trình",
}
SETTLED_BY = {
    SettledBy.HANDED_IN: "kết quả đã nộp",
    SettledBy.LACKING: "hồ sơ còn thiếu, đang chờ nơi hỏi bổ sung",
    SettledBy.RETURNED: "việc đã được trả lại để làm tiếp",
    SettledBy.FREED: "việc đã được thôi giữ, chờ giao lại",
    SettledBy.TRANSFERRED: "việc đã chuyển cho",  # whom, is said behind it
    SettledBy.REASSIGNED: "việc đã giao lại cho",
    SettledBy.DELEGATED: "việc đã phân công cho",
    SettledBy.DEADLINE: "việc đã có hạn mới",
    SettledBy.LAST: "việc đã có hạn dứt điểm, không gia hạn quá hạn đó",
    SettledBy.ACCEPTED: "kết quả đã được nghiệm thu",
    SettledBy.ANSWERED: "đơn vị đã có ý kiến chính thức",
    SettledBy.DEEMED: "đơn vị đã được ghi nhận mặc nhiên đồng ý",
    SettledBy.READ: "văn bản đã đọc xong",
    SettledBy.WITHDRAWN: "việc đã thu hồi, không phải làm nữa",
    SettledBy.ENDED: "phần việc này đã kết thúc",
}
DOSSIER_PARTS = {
    "basis": "Căn cứ pháp lý",
    "practice": "Thực tiễn",
    "position": "Chính kiến",
    "beyond": "Lý do vượt thẩm quyền",
}
CORRECTED = {
    Corrected.TITLE: "Việc",
    Corrected.PRODUCT: "Sản phẩm",
    Corrected.DEADLINE: "Hạn",
    Corrected.URGENCY: "Độ khẩn",
    Corrected.FIELD: "Lĩnh vực",
    Corrected.DOCUMENT: "Văn bản",
    Corrected.DOCUMENT_DAY: "Ngày văn bản",
    Corrected.SUBJECT: "Trích yếu",
    Corrected.SOURCE: "Nguồn",
    Corrected.RECIPIENTS: "Nơi nhận",
    Corrected.LABEL: "Nhãn",
}
# What is typed after /ykien CODE, shortest form that the contract names.
STANCE_TYPED = {
    "dong y": Stance.AGREE,
    "co dieu kien": Stance.CONDITIONAL,
    "dong y co dieu kien": Stance.CONDITIONAL,
    "khong dong y": Stance.DISAGREE,
    "khong thuoc": Stance.NOT_OURS,
    "khong thuoc chuc nang": Stance.NOT_OURS,
    "thieu ho so": Stance.LACKING,
}
PARTS = {
    DutyKind.LEAD: "chủ trì",
    DutyKind.COORDINATING: "phối hợp",
    DutyKind.OPINION: "cho ý kiến",
    DutyKind.READING: "đọc và xác nhận",
    DutyKind.DECISION: "quyết định đề nghị",
}
PHASES = {
    Phase.WORKING: "đang thực hiện",
    Phase.SUBMITTED: "chờ nghiệm thu",
    Phase.DRAFTED: "chờ thủ trưởng ký",
    Phase.LACKING: "chờ bổ sung hồ sơ",
    Phase.PAUSED: "tạm dừng",
    Phase.FREED: "chờ người giao giao lại",
    Phase.CLOSED: "đã kết thúc",
}
OUTCOMES = {
    Outcome.ACCEPTED: "đã nghiệm thu",
    Outcome.ANSWERED: "đã trả lời",
    Outcome.DEEMED: "mặc nhiên đồng ý",
    Outcome.READ: "đã đọc",
    Outcome.GRANTED: "đã duyệt",
    Outcome.DENIED: "không duyệt",
    Outcome.ENDED: "kết thúc cùng nhiệm vụ",
    Outcome.WITHDRAWN: "đã thu hồi",
}
# What has become of a duty, to who had a stake in it.
HOW_ENDED = {
    Outcome.ACCEPTED: "kết quả đã được nghiệm thu",
    Outcome.ANSWERED: "đơn vị đã có ý kiến chính thức",
    Outcome.DEEMED: "hết hạn, đã ghi nhận mặc nhiên đồng ý",
    Outcome.READ: "đã được đọc và xác nhận",
    Outcome.GRANTED: "đề nghị đã được duyệt",
    Outcome.DENIED: "đề nghị không được duyệt",
    Outcome.ENDED: "đã kết thúc",
    Outcome.WITHDRAWN: "đã được thu hồi",
}
# Why somebody else is the assigner from then on.
WHY_PASSED_ON = {
    "erased": "người trước không còn",
    "head": "thay đổi tổ chức",
    "merged": "sáp nhập đơn vị",
    "corrected": "theo yêu cầu",
}
