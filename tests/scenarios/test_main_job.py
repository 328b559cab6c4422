"""The main job: assigned, acknowledged, nudged, overdue, told to the head, on record (promises 1, 2, 6)."""

from __future__ import annotations

from datetime import datetime

from tests.scenarios.cast import HANOI, World

ASSIGNMENT = """/giaoviec
Chủ trì: Nguyễn Văn An
Việc: Báo cáo giải ngân vốn đầu tư công tháng 11
Sản phẩm: Báo cáo bằng văn bản
Hạn: 16h30 ngày 07/12/2026
Văn bản: 1234/UBND-TH
Khẩn: Khẩn"""


async def test_from_assignment_to_overdue(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.says(ASSIGNMENT)
    clerk.receives("Dondoc hiểu nhiệm vụ như sau", "Nguyễn Văn An", "Thứ Hai 07/12/2026 16:30", "Lịch đôn đốc")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    an.receives("được giao chủ trì", "NV-1 (Khẩn)", "Bước tiếp theo", "/nhan NV-1")

    await an.presses("Đã nhận")
    an.receives("Đã ghi nhận đồng chí nhận NV-1")

    await world.until(datetime(2026, 12, 2, 9, 0, tzinfo=HANOI))
    an.receives("Sắp đến hạn", "NV-1", "Bước tiếp theo: Thứ Sáu 04/12/2026 08:00")
    await world.until(datetime(2026, 12, 7, 9, 0, tzinfo=HANOI))
    an.receives("Sắp đến hạn")
    an.receives("Sắp đến hạn", "Bước tiếp theo: Thứ Hai 07/12/2026 16:30 – báo quá hạn")

    await world.until(datetime(2026, 12, 7, 16, 31, tzinfo=HANOI))
    an.receives("Quá hạn", "NV-1")
    binh.receives("Quá hạn", "Đang giữ việc: đồng chí Nguyễn Văn An")

    await clerk.says("/lichsu NV-1")
    told = clerk.receives("Ai giữ việc", "xác nhận đã nhận việc", "đến bước: báo quá hạn", "đã gửi tới")
    assert told.text.index("giao nhiệm vụ") < told.text.index("xác nhận đã nhận việc")
    world.nothing_else_was_said()
