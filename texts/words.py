"""The field's standard terms for what the domain names (docs/glossary.md)."""

from __future__ import annotations

from collections.abc import Iterable, Set

from domain.duties.cases import CaseKind, Label, Source
from domain.duties.duties import Phase
from domain.duties.lists import AssignedList, OwnList
from domain.duties.statements import StatementKind
from domain.office.people import Role
from domain.rules.bulletin_rules import BulletinKind
from domain.rules.lengths import Urgency
from texts.front.usage.table import USAGES

NOT_ANNOUNCED = "(dự kiến)"  # behind the name of a holiday whose yearly notice is not out yet
CHANNELS = {"telegram": "Telegram", "zalo": "Zalo"}
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
    "add_channel": "Thêm kênh",
    "copy": "Chép mẫu",
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
    """Roles as they are typed in `/canbo`."""
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


SOURCES = {
    Source.DOCUMENT: "văn bản",
    Source.CONCLUSION: "kết luận",
    Source.ORAL: "chỉ đạo trực tiếp",
    Source.COMPLAINT: "phản ánh kiến nghị",
}

LABEL_NAMES = {Label.NEW: "mới", Label.HARD: "khó", Label.PILOT: "thí điểm"}

PROTECTING_KINDS = {StatementKind.INITIATIVE: "sáng kiến", StatementKind.BLOCKER: "vướng mắc"}


# Who gave a case, as it is called there
SENDERS = {CaseKind.TASK: "Người giao", CaseKind.OPINION: "Người hỏi", CaseKind.CIRCULAR: "Người gửi"}


def channel_names(channels: Iterable[str]) -> str:
    return ", ".join(map(channel_name, channels))


def channel_name(channel: str) -> str:
    """As people call it; one that has no name of its own yet by what it is stored as."""
    return CHANNELS.get(channel, channel.capitalize())
