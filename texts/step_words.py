"""The terms for the steps of the ladder, whom they tell, and what is said of the bot's own accord."""

from __future__ import annotations

from domain.ladder.steps import Audience, StepKind

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
# Whom a step tells, where there is nobody to be told.
LADDER_PARTS = {
    Audience.HOLDER: "người giữ việc",
    Audience.SUPERIOR: "cấp trên trực tiếp",
    Audience.UNIT_HEAD: "thủ trưởng đơn vị",
    Audience.ASSIGNER: "người giao",
    Audience.OFFICE: "Văn phòng",
}
