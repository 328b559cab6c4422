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


async def test_the_office_changes_a_step_of_the_ladder_and_the_next_task_is_planned_by_it(world: World) -> None:
    clerk = world.clerk
    await world.an.is_refused("/quydinh Khẩn, chưa xác nhận: 1 giờ", "không có thẩm quyền")
    await clerk.is_refused("/quydinh Khẩn, chưa xác nhận: 3 ngày", "muộn hơn")
    await clerk.is_refused("/quydinh Khẩn, chưa xác nhận: sớm", "khoảng thời gian")
    await clerk.is_told("/quydinh khan, chua xac nhan: 1 gio", "Khẩn", "nhắc sau 1 giờ làm việc", "bản quy định số 2")
    await clerk.is_told("/quydinh Nhắc trước hạn lấy ý kiến: 4, 2", "4, 2", "bản quy định số 3")
    await world.an.is_told("/quytac", "Khẩn\n• Chưa xác nhận đã nhận: nhắc sau 1 giờ làm việc")
    world.an.receives("trước hạn 4 ngày làm việc")
    world.an.receives("nghỉ – Tết")
    world.nothing_else_was_said()
