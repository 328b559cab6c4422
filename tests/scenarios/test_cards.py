"""The card of a case says what waits with whom since when, and the last progress (M16, M46)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_what_waits_with_whom_since_when(world: World) -> None:
    clerk, an, binh, duc, leader = world.clerk, world.an, world.binh, world.duc, world.leader
    await clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="18/12/2026")
    an.receives("NV-1")
    await an.is_told("/tiendo NV-1 đã có số liệu của 5/8 đơn vị", "Đã ghi tiến độ")
    card = await an.is_told(
        "/viec NV-1",
        "Tiến độ gần nhất: Thứ Hai 30/11/2026 08:00, đồng chí Nguyễn Văn An: đã có số liệu của 5/8 đơn vị",
    )
    assert "Đang chờ" not in card.text
    await world.until(moment(1, 9))
    await an.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    await an.is_told("/giahan NV-1 25/12/2026; chờ số liệu của Kho bạc", "Đã gửi")
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Cho_việc="NV-1")
    for player in (an, binh, duc, leader, clerk):
        player.read = len(player.said_by_bot())
    await an.is_told(
        "/viec NV-1",
        "Đang chờ",
        "• cho chỉ đạo: đồng chí Phạm Văn Bình, từ Thứ Ba 01/12/2026 09:00; hạn xử lý Thứ Năm 03/12/2026 09:00",
        "• quyết định đề nghị gia hạn: đồng chí Trần Quốc Hùng, từ Thứ Ba 01/12/2026 09:00",
        "• ý kiến của Phòng Tài nguyên (YK-1): đồng chí Hoàng Minh Đức, từ Thứ Ba 01/12/2026 09:00; hạn Thứ Ba 08/12",
    )
    await duc.is_told("/ykien YK-1 đồng ý", "Đã gửi")
    await an.is_told("/xong NV-1 đã gửi báo cáo", "NV-1")
    an.read = len(an.said_by_bot())
    waits = await an.is_told("/viec NV-1", "• nghiệm thu: đồng chí Trần Quốc Hùng, từ Thứ Ba 01/12/2026 09:00")
    assert "ý kiến của Phòng Tài nguyên" not in waits.text
    assert "Phòng Tài nguyên (YK-1): đồng ý" in waits.text
