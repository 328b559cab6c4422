"""What the bot says by itself: a head's week, a leader's day, the draft for the review (M29, M35, M46)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_a_head_reads_his_week_a_leader_his_day_and_the_office_the_draft(world: World) -> None:
    for name in ("Phiếu tuần", "Phiếu ngày", "Dự thảo báo cáo tháng"):
        await world.clerk.is_told(f"/quydinh {name}: bật", f"Đã đổi quy định {name}: bật", "Áp dụng ngay")
    await world.clerk.is_refused("/quydinh Phiếu tuần: mỗi giờ", "chỉ bật hoặc tắt được")
    await world.clerk.is_refused("/quydinh Họp giao ban tháng: ngày 32", "từ 1 đến 31", "chưa thay đổi")
    await world.clerk.is_told("/quydinh hop giao ban thang: ngay 10", "ngày 10; trúng ngày nghỉ")
    await world.clerk.assigns()  # due on Monday 7 December at 16:30
    world.an.receives("NV-1")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(6, 20))
    world.an.receives("Sắp đến hạn")
    world.an.receives("Sắp đến hạn")
    world.nothing_else_was_said()

    await world.until(moment(7, 8, 1))
    told = world.binh.receives(
        "Phiếu tuần của Phòng Kinh tế, lúc Thứ Hai 07/12/2026 08:00",
        "Đến hạn trong tuần này: 1\n• NV-1 Báo cáo giải ngân",
        "hạn Thứ Hai 07/12/2026 16:30; đồng chí Nguyễn Văn An giữ",
        "/donvi",
    )
    assert world.binh.labels(told) == ["NV-1"]
    await world.binh.presses("NV-1")
    world.binh.receives("NV-1")
    world.an.receives("Sắp đến hạn")
    world.nothing_else_was_said()  # nobody else has anything ahead

    await world.until(moment(8, 8, 1))
    world.an.receives("Quá hạn")
    world.binh.receives("Quá hạn")
    world.leader.receives(
        "Phiếu ngày lúc Thứ Ba 08/12/2026 08:00",
        "Quá hạn ở cả cơ quan: 1",
        "quá hạn từ Thứ Hai 07/12/2026 16:30; đồng chí Nguyễn Văn An (Phòng Kinh tế) giữ",
    )
    told = world.clerk.receives(
        "Dự thảo báo cáo tháng 11/2026 cho cuộc họp giao ban Thứ Năm 10/12/2026",
        "Cả cơ quan: 1 nhiệm vụ = 0 hoàn thành đúng hạn + 0 hoàn thành quá hạn + 1 chưa xong còn hạn",
        "/baocao tháng 11/2026 docx",
    )
    await world.clerk.presses("Văn bản DOCX")
    world.clerk.receives("tháng 11 năm 2026", "bao-cao-thang-11-2026.docx")
    assert world.clerk.receives().file_name == "bao-cao-thang-11-2026.docx"
    world.nothing_else_was_said()


async def test_a_sheet_joins_the_reminders_of_its_moment(world: World) -> None:
    """One message in the morning, not one for each thing (M29)."""
    await world.clerk.is_told("/quydinh Phiếu tuần: bật", "bật")
    await world.clerk.assigns(**{"Chủ trì": "Phòng Kinh tế"})
    world.binh.receives("NV-1")
    await world.binh.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(4, 17))
    world.binh.receives("Sắp đến hạn")
    world.binh.receives("Sắp đến hạn")
    await world.until(moment(7, 8, 1))
    world.binh.receives("Có 2 nội dung cần đồng chí xem", "Sắp đến hạn", "Phiếu tuần")
    world.nothing_else_was_said()


async def test_everybody_reads_in_the_rules_what_comes_by_itself(world: World) -> None:
    await world.clerk.is_told("/quydinh Phiếu ngày: bật", "bật")
    await world.an.is_told("/quytac")
    world.an.receives("Tự gửi phiếu ngày: 08:00 mỗi ngày làm việc", "Tự gửi phiếu tuần: đã tắt", "Họp giao ban tháng")
    world.an.receives("Ngày nghỉ")
    world.nothing_else_was_said()
