"""Everybody whom the office has entered reads the rules in force, with the default time limits (M8, M44)."""

from __future__ import annotations

from tests.scenarios.cast import World


async def test_everybody_reads_ladder_hours_and_days_off(world: World) -> None:
    for player in (world.an, world.leader, world.inspector):
        await player.is_told(
            "/quytac",
            "Quy định đang áp dụng (bản 1, từ Thứ Hai 30/11/2026 08:00)",
            "Khẩn\n• Chưa xác nhận đã nhận: nhắc sau 4 giờ làm việc",
            "Hỏa tốc\n• Chưa xác nhận đã nhận: nhắc sau 1 giờ\n",
        )
        player.receives("Lấy ý kiến không ghi hạn: 7 ngày làm việc", "07:30–11:30, 13:00–17:00")
        player.receives(
            "Thứ Sáu 01/01/2027: nghỉ – Tết Dương lịch",
            "nghỉ – Tết Nguyên Đán (dự kiến)",
            "chưa có thông báo chính thức",
        )
    await world.stranger.is_told("/quytac", "chưa được liên kết")
    world.nothing_else_was_said()
