"""Đôn đốc ngay: a person presses, once a day for each duty, and it is recorded who pressed whom."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_the_holder_is_told_at_once_with_what_comes_next_and_his_buttons(world: World) -> None:
    clerk, an, leader = world.clerk, world.an, world.leader
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await leader.is_told("/dondoc NV-1", "Đã đôn đốc NV-1", "đồng chí Nguyễn Văn An, giữ từ", "tin được gửi ngay")
    told = an.receives(
        "Đồng chí Trần Quốc Hùng đôn đốc: NV-1 – Báo cáo giải ngân",
        "Đồng chí giữ việc từ Thứ Hai 30/11/2026 08:00. Hạn: Thứ Hai 07/12/2026 16:30",
        "/nhan NV-1",
        "Bước tiếp theo: Thứ Ba 01/12/2026 08:00",
    )
    assert {"Đã nhận", "Hoàn thành", "Xin gia hạn"} <= set(an.labels(told))
    await clerk.is_told("/lichsu NV-1", "đồng chí Trần Quốc Hùng đôn đốc đồng chí Nguyễn Văn An", "đã gửi tới")
    # It moves nothing: the buttons of before still work.
    await an.presses("Đã nhận", on="được giao chủ trì")
    an.receives("Đã ghi nhận")
    world.nothing_else_was_said()


async def test_once_a_day_whoever_presses(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await binh.is_told("/dondoc nv1", "Đã đôn đốc NV-1")
    an.receives("Đồng chí Phạm Văn Bình đôn đốc")
    await clerk.is_refused(
        "/dondoc NV-1", "hôm nay đã được đôn đốc: đồng chí Phạm Văn Bình, lúc Thứ Hai 30/11/2026 08:00"
    )
    await world.until(moment(1, 8))
    await clerk.is_told("/dondoc NV-1", "Đã đôn đốc NV-1")
    an.receives("Đồng chí Lê Thị Hoa đôn đốc")
    world.nothing_else_was_said()


async def test_each_open_part_that_the_sender_may_press_and_never_himself(world: World) -> None:
    clerk, an, binh, duc, khanh = world.clerk, world.an, world.binh, world.duc, world.khanh
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên")
    an.receives("NV-1")
    duc.receives("NV-1")
    await an.is_refused("/dondoc NV-1", "chính đồng chí giữ")
    await duc.is_refused("/dondoc NV-1", "chính đồng chí giữ")
    await khanh.is_refused("/dondoc NV-1", "Không tìm thấy việc NV-1")
    await world.inspector.is_refused("/dondoc NV-1", "không có thẩm quyền")
    await binh.is_told("/dondoc NV-1", "đồng chí Nguyễn Văn An")
    an.receives("Đồng chí Phạm Văn Bình đôn đốc")
    # The office presses the rest, and is told who had pressed the other part.
    await clerk.is_told(
        "/dondoc NV-1", "đồng chí Hoàng Minh Đức, giữ từ", "hôm nay đã được đồng chí Phạm Văn Bình đôn đốc lúc"
    )
    duc.receives("Đồng chí Lê Thị Hoa đôn đốc")
    world.nothing_else_was_said()


async def test_a_head_does_not_press_who_must_accept(world: World) -> None:
    clerk, an, binh, leader = world.clerk, world.an, world.binh, world.leader
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    leader.receives("đã nộp kết quả")
    await binh.is_refused("/dondoc NV-1", "không có thẩm quyền")
    await leader.is_refused("/dondoc NV-1", "chính đồng chí giữ")
    await clerk.is_told("/dondoc NV-1", "đồng chí Trần Quốc Hùng")
    until = "nghiệm thu trước Thứ Tư 02/12/2026 08:00"
    leader.receives("Đồng chí Lê Thị Hoa đôn đốc", "Đề nghị chọn Nghiệm thu", until)
    world.nothing_else_was_said()


async def test_one_unit_of_several_by_name_and_by_its_button(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    for head in (binh, duc):
        head.receives("YK-1")
    await clerk.is_told("/dondoc YK-1 phong kinh te", "Đã đôn đốc YK-1", "đồng chí Phạm Văn Bình")
    binh.receives("Đồng chí Lê Thị Hoa đôn đốc: YK-1", "/ykien YK-1")
    duc.receives_nothing()
    card = await clerk.is_told("/viec YK-1", "YK-1")
    assert "Đôn đốc" in clerk.labels(card)
    await clerk.presses("Đôn đốc")
    clerk.receives("Đã đôn đốc YK-1", "đồng chí Hoàng Minh Đức")
    duc.receives("Đồng chí Lê Thị Hoa đôn đốc: YK-1")
    await clerk.is_refused("/dondoc YK-1 Phòng Kinh doanh", "Không có đơn vị nào", "Phòng Kinh tế")
    await duc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến")
    clerk.receives("đã trả lời")
    with world.changing_nothing():
        await clerk.presses("Đôn đốc")
        clerk.receives("YK-1")
    world.nothing_else_was_said()


async def test_outside_office_hours_it_waits_except_hoa_toc(world: World) -> None:
    clerk, an, khanh = world.clerk, world.an, world.khanh
    await clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    await clerk.assigns(Chủ_trì="Ngô Văn Khánh", Hạn="16h30 ngày 18/12/2026", Khẩn="Hỏa tốc")
    an.receives("NV-1")
    khanh.receives("NV-2")
    for player, code in ((an, "NV-1"), (khanh, "NV-2")):
        await player.is_told(f"/nhan {code}", "Đã ghi nhận")
    await world.until(moment(30, 20, month=11))
    await clerk.is_told("/dondoc NV-1", "ngoài giờ làm việc, tin được gửi lúc Thứ Ba 01/12/2026 07:30")
    await clerk.is_told("/dondoc NV-2", "tin được gửi ngay")
    khanh.receives("Đồng chí Lê Thị Hoa đôn đốc: NV-2 (Hỏa tốc)")
    an.receives_nothing()
    await world.until(moment(1, 7, 30))
    an.receives("Đồng chí Lê Thị Hoa đôn đốc: NV-1")
    world.nothing_else_was_said()


async def test_what_is_done_meanwhile_is_not_said(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await world.until(moment(30, 18, month=11))
    await clerk.is_told("/dondoc NV-1", "Đã đôn đốc")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    await world.until(moment(1, 7, 30))
    clerk.receives("đã nộp kết quả")
    await clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    an.receives("được nghiệm thu")
    world.binh.receives("được nghiệm thu")
    await clerk.is_refused("/dondoc NV-1", "đã được nghiệm thu", "không cần làm gì thêm")
    world.nothing_else_was_said()
