"""The field's standard terms for what the domain names (docs/glossary.md)."""

from __future__ import annotations

from collections.abc import Set

from domain.duties.cases import CaseKind, Label, Source
from domain.duties.corrections import Corrected
from domain.duties.duties import DecisionKind, DutyKind, Outcome, Phase, SettledBy
from domain.duties.lists import AssignedList, OwnList
from domain.duties.opinions import Stance
from domain.duties.statements import Cause, StatementKind
from domain.duties.transfers import TransferWay
from domain.ladder.ladder import Audience, StepKind
from domain.office.people import Role
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.policy import Urgency
from texts.front.usage import USAGES

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

ERASED = "(đã xóa)"  # stands where the name of an erased person stood

# Buttons by the verb that each carries (texts/buttons.py): those of the commands, and those that are of none.
LABELS = {usage.name: usage.button for usage in USAGES.values() if usage.button} | {
    "move_dates": "Đổi hạn",
    "set_anew": "Đặt lại",
    "hoso": "Hồ sơ",
    "dy": "Đồng ý",
    "cdk": "Có điều kiện",
    "kdy": "Không đồng ý",
    "ktt": "Không thuộc chức năng",
    "ths": "Thiếu hồ sơ",
    "suaykien": "Sửa ý kiến",
    "xacnhan": "Xác nhận nguyên nhân",
    "edit": "Sửa lại",
    "leave": "Hủy",
    "link": "Thu hồi liên kết",
    "relink": "Đổi sang người này",
    "read_privacy": "Đã đọc",
    "insist": "Giữ nguyên ý kiến",
}

URGENCIES = {
    Urgency.NORMAL: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.FLASH: "Hỏa tốc",
}

ROLES = {
    Role.HEAD: "thủ trưởng",
    Role.ACTING_HEAD: "phụ trách",
    Role.DEPUTY: "cấp phó",
    Role.OFFICIAL: "chuyên viên",
    Role.LEADER: "lãnh đạo",
    Role.OFFICE: "văn phòng",
    Role.INSPECTOR: "thanh tra",
}


def roles_of(roles: Set[Role]) -> str:
    """As they are typed in `/canbo`."""
    return ", ".join(word for role, word in ROLES.items() if role in roles)


# Lists: the words by which each is chosen, typed as they stand here.
HELD = {
    OwnList.ALL: "tất cả",
    OwnList.LATE: "quá hạn",
    OwnList.TODAY: "hôm nay",
    OwnList.WEEK: "tuần này",
    OwnList.WAITING: "chờ người khác",
}
GIVEN = {
    AssignedList.ALL: "",
    AssignedList.LATE: "quá hạn",
    AssignedList.MINE: "chờ tôi",
    AssignedList.LONGEST: "giữ lâu nhất",
}
EVERYTHING = "tất cả"
SEARCH = "tìm"
PAGE = "trang"
OLDER = "trên"
WAITING_PARTS = {
    Phase.SUBMITTED: "nghiệm thu",
    Phase.DRAFTED: "ký ý kiến",
    Phase.LACKING: "bổ sung hồ sơ",
    Phase.FREED: "giao lại",
}

# What the bot says by itself: its name, and when it comes.
SHEETS = {
    BulletinKind.ANCHOR: ("Mốc nhật ký", "mỗi ngày làm việc, 15 phút trước khi hết giờ, cho Văn phòng và thanh tra"),
    BulletinKind.MONTH: ("Dự thảo báo cáo tháng", "hai ngày làm việc trước họp giao ban, cho Văn phòng"),
    BulletinKind.WEEK: ("Phiếu tuần", "08:00 ngày làm việc đầu tuần, cho thủ trưởng đơn vị"),
    BulletinKind.DAY: ("Phiếu ngày", "08:00 mỗi ngày làm việc, cho lãnh đạo"),
}
ON, OFF = "bật", "tắt"

STANCES = {
    Stance.AGREE: "đồng ý",
    Stance.CONDITIONAL: "đồng ý có điều kiện",
    Stance.DISAGREE: "không đồng ý",
    Stance.NOT_OURS: "không thuộc chức năng",
    Stance.LACKING: "thiếu hồ sơ",
}

SOURCES = {
    Source.DOCUMENT: "văn bản",
    Source.CONCLUSION: "kết luận",
    Source.ORAL: "chỉ đạo trực tiếp",
    Source.COMPLAINT: "phản ánh kiến nghị",
}

LABEL_NAMES = {Label.NEW: "mới", Label.HARD: "khó", Label.PILOT: "thí điểm"}

PROTECTING_KINDS = {StatementKind.INITIATIVE: "sáng kiến", StatementKind.BLOCKER: "vướng mắc"}
CAUSES = {Cause.OWN: "chủ quan", Cause.OUTSIDE: "khách quan"}

WAYS = {TransferWay.UP: "vượt thẩm quyền", TransferWay.SIDEWAYS: "không thuộc chức năng"}

# Who gave a case, as it is called there
SENDERS = {CaseKind.TASK: "Người giao", CaseKind.OPINION: "Người hỏi", CaseKind.CIRCULAR: "Người gửi"}
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

STEPS = {
    StepKind.UNACKNOWLEDGED: "nhắc xác nhận đã nhận việc",
    StepKind.UNACKNOWLEDGED_UP: "báo cấp trên: việc chưa được xác nhận",
    StepKind.DUE_SOON: "nhắc sắp đến hạn",
    StepKind.OPINION_WARNING: "nhắc và báo thủ trưởng đơn vị: sắp hết hạn cho ý kiến",
    StepKind.DEEMED_CONSENT: "ghi nhận mặc nhiên đồng ý",
    StepKind.OVERDUE: "báo quá hạn",
    StepKind.SILENT: "nhắc báo cáo tiến độ",
    StepKind.SILENT_UP: "báo cấp trên: việc không có tiến độ",
    StepKind.WAITING: "nhắc xử lý việc đang chờ",
    StepKind.WAITING_UP: "báo cấp trên: việc chờ chưa được xử lý",
    StepKind.MILESTONE: "nhắc sắp đến mốc",
    StepKind.MILESTONE_LATE: "báo quá mốc",
    StepKind.PAUSED: "nhắc người giao: việc đang tạm dừng",
    StepKind.CLEARING: "nhắc dứt điểm hằng tuần",
    StepKind.LAST_SOON: "nhắc sắp đến hạn dứt điểm",
    StepKind.LAST_PASSED: "báo quá hạn dứt điểm",
}

# How a duty stands when that step comes, in a line of a digest.
STANDINGS = {
    StepKind.UNACKNOWLEDGED: "chưa xác nhận đã nhận",
    StepKind.UNACKNOWLEDGED_UP: "chưa xác nhận đã nhận",
    StepKind.DUE_SOON: "sắp đến hạn",
    StepKind.OPINION_WARNING: "sắp hết hạn cho ý kiến",
    StepKind.DEEMED_CONSENT: "mặc nhiên đồng ý",
    StepKind.OVERDUE: "quá hạn",
    StepKind.SILENT: "chưa có tiến độ",
    StepKind.SILENT_UP: "chưa có tiến độ",
    StepKind.WAITING: "đang chờ xử lý",
    StepKind.WAITING_UP: "đang chờ xử lý",
    StepKind.MILESTONE: "sắp đến mốc",
    StepKind.MILESTONE_LATE: "quá mốc",
    StepKind.PAUSED: "đang tạm dừng",
    StepKind.LAST_SOON: "sắp đến hạn dứt điểm",
    StepKind.LAST_PASSED: "quá hạn dứt điểm",
    StepKind.CLEARING: "cần dứt điểm",
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

# Whom a step tells, where there is nobody to be told.
LADDER_PARTS = {
    Audience.HOLDER: "người giữ việc",
    Audience.SUPERIOR: "cấp trên trực tiếp",
    Audience.UNIT_HEAD: "thủ trưởng đơn vị",
    Audience.ASSIGNER: "người giao",
    Audience.OFFICE: "Văn phòng",
}

NOTICES = {
    "step": "nhắc việc",
    "assigned": "báo việc mới",
    "delegated": "báo phân công",
    "judge": "đề nghị nghiệm thu",
    "accepted": "báo đã nghiệm thu",
    "returned": "báo trả lại",
    "decide": "đề nghị quyết định",
    "decided": "báo quyết định",
    "in_your_name": "báo quyết định ghi thay",
    "sign": "trình ký ý kiến",
    "answered": "báo ý kiến trả lời",
    "answered_late": "báo ý kiến trả lời muộn",
    "lacking": "báo thiếu hồ sơ",
    "supplied": "báo đã bổ sung hồ sơ",
    "asked": "báo đề nghị thôi giữ việc",
    "gone_up": "báo đã ký trình",
    "came_in": "báo ý kiến có thêm sau khi trình",
    "directed": "báo ý kiến chỉ đạo",
    "settled": "báo đề nghị không còn chờ quyết định",
    "blocker": "báo vướng mắc",
    "initiative": "báo sáng kiến nêu sau hạn",
    "credited": "báo đã ghi nhận điều nêu sau hạn",
    "cause": "đề nghị xác nhận nguyên nhân chậm",
    "cause_confirmed": "báo nguyên nhân chậm đã xác nhận",
    "corrected": "báo nội dung đã sửa",
    "left": "báo việc đã khép lại hoặc chuyển người khác",
    "reassigned": "báo đã giao lại cho người khác",
    "paused": "báo tạm dừng",
    "resumed": "báo tiếp tục",
    "withdrawn": "báo thu hồi",
    "freed": "đề nghị giao lại",
    "recurred": "báo nhiệm vụ định kỳ",
    "succeeded": "báo tiếp nhận việc đã giao",
    "assigner_changed": "báo đổi người giao",
    "reconciled": "báo ý kiến đã được thống nhất",
    "watching": "báo để theo dõi",
    "ended": "báo kết thúc",
    "nudged": "đôn đốc",
    "last_set": "báo hạn dứt điểm",
    "headless": "báo đơn vị chưa có người đứng đầu",
    "linked": "báo liên kết tài khoản",
    "unreachable": "báo không liên lạc được",
    "calendar": "báo thay đổi lịch làm việc",
    "unsound": "báo kết quả tự kiểm tra",
    "clock": "báo đồng hồ máy chủ sai",
    "set_aside": "báo tin không xử lý được",
    "standing_in": "báo thay người vắng mặt",
    "back": "báo người vắng mặt trở lại",
    "empowered": "báo ủy quyền",
    "right_ended": "báo chấm dứt ủy quyền, làm thay hoặc nhóm",
    "uncovered": "báo người vắng mặt chưa có người thay",
    "unreached": "báo danh sách người chưa liên lạc được",
    "sheet_unreached": "báo phiếu định kỳ chưa tới ai",
    "taken_on": "báo các việc mới",
    "imported": "báo người đứng tên giao việc nhập từ bảng tính",
}

# Why somebody else is the assigner from then on.
WHY_PASSED_ON = {
    "erased": "người trước không còn",
    "head": "thay đổi tổ chức",
    "merged": "sáp nhập đơn vị",
    "corrected": "theo yêu cầu",
}
