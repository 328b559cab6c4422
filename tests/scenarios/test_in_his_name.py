"""What is done in a leader's name reaches the leader: a decision at once, the rest in the day sheet (M7, M16, M30)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment

BEHALF = "đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng)"


async def test_a_decision_recorded_for_him_reaches_him_at_once(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    leader.receives("xin gia hạn")
    await clerk.is_told("/khongduyet NV-1 phải kịp kỳ họp", "không duyệt")
    leader.receives(
        "Đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) đã không duyệt đề nghị gia hạn: NV-1",
        "Lý do: phải kịp kỳ họp",
        "Nếu không đúng",
    )
    an.receives("không được duyệt", f"Người quyết định: {BEHALF}")
    world.nothing_else_was_said()


async def test_what_he_decides_himself_is_told_to_nobody_as_his(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    leader.receives("xin gia hạn")
    await leader.is_told("/duyet NV-1", "Đã duyệt gia hạn")
    assert "Người quyết định" not in an.receives("được duyệt").text
    world.nothing_else_was_said()


async def test_the_day_sheet_lists_what_others_did_for_him(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.is_told("/quydinh Phiếu ngày: bật", "bật")
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/xong NV-1 đã gửi báo cáo", "NV-1")
    leader.receives("đã nộp kết quả")
    await clerk.is_told("/nghiemthu NV-1", "nghiệm thu")
    for player in (an, world.binh):
        player.receives("nghiệm thu")
    await world.until(moment(1, 8, 1))
    leader.receives(
        "Phiếu ngày",
        "Đã làm thay, ghi thay đồng chí: 2 việc",
        "• NV-1 – đã giao việc: đồng chí Lê Thị Hoa",
        f"• NV-1 – đã nghiệm thu: {BEHALF}, Thứ Hai 30/11/2026 08:00",
    )
    await world.until(moment(2, 9))
    world.nothing_else_was_said()  # said once


async def test_a_leader_who_is_away_reads_it_too(world: World) -> None:
    clerk, leader, binh, duc, an = world.clerk, world.leader, world.binh, world.duc, world.an
    await clerk.is_told("/quydinh Phiếu ngày: bật", "bật")
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await leader.is_told("/vangmat 30/11/2026 - 04/12/2026; Hoàng Minh Đức", "Người thay")
    duc.receives("đồng chí thay đồng chí Trần Quốc Hùng")
    await an.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    binh.receives("xin chỉ đạo")
    await duc.is_told("/sua NV-1 Sản phẩm: Báo cáo và phụ lục", "Sản phẩm")
    an.receives("Sản phẩm")
    leader.read = len(leader.said_by_bot())
    await world.until(moment(1, 8, 1))
    leader.receives(
        "Phiếu ngày", "• NV-1 – đã sửa nội dung: đồng chí Hoàng Minh Đức (thay đồng chí Trần Quốc Hùng vắng mặt)"
    )


async def test_the_heads_word_on_a_cause_stands_beside_the_holders(world: World) -> None:
    clerk, leader, binh, an = world.clerk, world.leader, world.binh, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 01/12/2026")
    an.receives("NV-1")
    await world.until(moment(2, 9))
    for player in (leader, binh, an, clerk):
        player.read = len(player.said_by_bot())
    await an.is_told("/nguyennhan NV-1 khách quan; mưa lũ kéo dài", "Đã ghi đề nghị nguyên nhân chậm")
    leader.receives("khách quan – mưa lũ kéo dài")
    await binh.is_told("/nguyennhan NV-1 chủ quan; chậm từ đầu", "nguyên nhân do người giữ việc nêu vẫn giữ nguyên")
    leader.receives("chủ quan – chậm từ đầu", "ý kiến của thủ trưởng đơn vị", "không thay thế")
    await leader.is_told("/lichsu NV-1", "đồng chí Phạm Văn Bình nêu thêm nguyên nhân chậm là chủ quan")
    # Confirmed without other words, the holder's are meant.
    await leader.presses("Xác nhận nguyên nhân", on="mưa lũ kéo dài")
    leader.receives("Đã xác nhận nguyên nhân chậm", "khách quan")
    for player in (an, binh):
        player.receives("khách quan") if player.unread() else None
    assert world.stored("SELECT detail, beside, confirmed_at IS NOT NULL FROM statements ORDER BY id") == [
        ("outside", 0, 1),
        ("own", 1, 0),
    ]
