"""The terms for the steps of the ladder, whom they tell, and what is said of the bot's own accord."""

from __future__ import annotations

from domain.ladder.steps import Audience

# Whom a step tells, where there is nobody to be told.
LADDER_PARTS = {
    Audience.HOLDER: "người giữ việc",
    Audience.SUPERIOR: "cấp trên trực tiếp",
    Audience.UNIT_HEAD: "thủ trưởng đơn vị",
    Audience.ASSIGNER: "người giao",
    Audience.OFFICE: "Văn phòng",
}
