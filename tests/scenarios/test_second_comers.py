"""Whoever comes second, typed or by an old button, learns who was first, in whose place, and when."""

from __future__ import annotations

from tests.scenarios.cast import World

BEHALF = "đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng)"


async def test_an_extension_that_was_decided_meanwhile(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    leader.receives("xin gia hạn")
    await clerk.is_told("/duyet NV-1", "Đã duyệt gia hạn")
    an.receives("được duyệt")
    leader.read = len(leader.said_by_bot())
    await leader.presses("Không duyệt")
    leader.receives("Lựa chọn này đã cũ", "đã duyệt gia hạn", BEHALF, "Thứ Hai 30/11/2026 08:00")
    for typed in ("/duyet NV-1", "/khongduyet NV-1 phải kịp kỳ họp"):
        await leader.is_refused(typed, "Đề nghị gia hạn ở NV-1 đã duyệt lúc Thứ Hai 30/11/2026 08:00", BEHALF)


async def test_a_result_that_was_judged_meanwhile(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/xong NV-1 đã gửi báo cáo", "NV-1")
    leader.receives("đã nộp kết quả")
    await clerk.is_told("/tralai NV-1 thiếu phụ lục", "trả lại")
    await leader.is_refused("/nghiemthu NV-1", "đang ở bước: đang thực hiện", "đã trả lại", BEHALF)
    an.receives("trả lại")
    await an.is_told("/xong NV-1 đã gửi lại", "NV-1")
    leader.receives("đã nộp kết quả")
    await clerk.is_told("/nghiemthu NV-1", "nghiệm thu")
    leader.read = len(leader.said_by_bot())
    await leader.is_refused("/tralai NV-1 sai số liệu", "NV-1 đã được nghiệm thu", BEHALF)


async def test_a_direction_that_was_given_meanwhile(world: World) -> None:
    clerk, leader, binh = world.clerk, world.leader, world.binh
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    binh.receives("NV-1")
    await binh.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    leader.receives("xin chỉ đạo")
    await clerk.is_told("/chidao NV-1 có tính", "Đã gửi ý kiến chỉ đạo")
    binh.receives("cho chỉ đạo")
    leader.read = len(leader.said_by_bot())
    await leader.is_refused("/chidao NV-1 không tính", "Nội dung xin chỉ đạo ở NV-1 đã có chỉ đạo", BEHALF)
