"""Until when a holder is away and who stands in is seen wherever that is named: before assigning, on the card, in
lists, on boards, in the sheet to print (M30)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, giaoviec, moment, xinykien

pytestmark = pytest.mark.on_every_channel

AN_AWAY = "vắng đến 11/12, đồng chí Đỗ Thị Cúc thay"
FOR_BINH = "thay đồng chí Phạm Văn Bình vắng đến 11/12"


async def an_goes(world: World) -> None:
    await world.an.is_told("/vangmat 30/11/2026 - 11/12/2026; Đỗ Thị Cúc", "Đã ghi")
    world.cuc.receives("đồng chí thay đồng chí Nguyễn Văn An")


async def test_an_official_who_is_away_is_named_as_such_everywhere(world: World) -> None:
    clerk, binh, an, cuc = world.clerk, world.binh, world.an, world.cuc
    await an_goes(world)
    await clerk.says(giaoviec(Người_giao="Trần Quốc Hùng"))
    clerk.receives("Chủ trì: đồng chí Nguyễn Văn An", AN_AWAY)
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao", f"tới đồng chí Nguyễn Văn An ({AN_AWAY})")
    an.receives("được giao chủ trì")
    cuc.receives("Thay đồng chí Nguyễn Văn An vắng mặt", "được giao chủ trì")
    await clerk.is_told("/viec NV-1", f"Đang giữ: đồng chí Nguyễn Văn An ({AN_AWAY}) từ")
    await clerk.is_told("/dagiao", f"Đồng chí Nguyễn Văn An ({AN_AWAY}) giữ từ")
    await clerk.is_told("/dagiao Nguyễn Văn An", AN_AWAY)
    await binh.is_told("/donvi", f"đồng chí Nguyễn Văn An ({AN_AWAY}) giữ từ", f"đồng chí Nguyễn Văn An ({AN_AWAY}) 1")
    await clerk.is_told("/lichsu NV-1", f"đồng chí Nguyễn Văn An ({AN_AWAY}): Thứ Hai 30/11/2026")
    await world.khanh.is_refused("/tiendo NV-1 xong", "Không tìm thấy")
    await binh.is_refused("/tiendo NV-1 xong", f"đang do đồng chí Nguyễn Văn An ({AN_AWAY}) giữ")
    await world.until(moment(8, 9))
    await clerk.says("/dutdiem")
    assert f"đồng chí Nguyễn Văn An ({AN_AWAY}) giữ từ" in clerk.said_by_bot()[-1].text
    nudged = [message.text for message in binh.said_by_bot() if "Đang giữ việc:" in message.text]
    assert nudged
    assert all(AN_AWAY in text for text in nudged)


async def test_who_acts_for_a_head_is_named_with_him(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await binh.is_told("/vangmat 30/11/2026 - 11/12/2026; Đỗ Thị Cúc", "Đã ghi")
    cuc.receives("đồng chí thay")
    await clerk.says(giaoviec(Chủ_trì="Phòng Kinh tế"))
    clerk.receives(f"Chủ trì: Phòng Kinh tế (đồng chí Đỗ Thị Cúc, {FOR_BINH})")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao", f"đồng chí Đỗ Thị Cúc ({FOR_BINH})")
    await clerk.is_told("/viec NV-1", f"Đang giữ: đồng chí Đỗ Thị Cúc ({FOR_BINH})")
    await clerk.is_told("/dagiao", f"Đồng chí Đỗ Thị Cúc ({FOR_BINH}) giữ từ")
    await clerk.says(xinykien(Hỏi="\n- Phòng Kinh tế: kinh phí"))
    clerk.receives(f"Phòng Kinh tế (đồng chí Đỗ Thị Cúc, {FOR_BINH}): kinh phí")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến", FOR_BINH)
    await clerk.is_told("/viec YK-1", f"Phòng Kinh tế – Đang giữ: đồng chí Đỗ Thị Cúc ({FOR_BINH})")


async def test_who_has_not_read_a_circular_is_named_with_his_absence(world: World) -> None:
    clerk = world.clerk
    await an_goes(world)
    await clerk.says("/phobien\nNội dung: Quy chế\nGửi: Phòng Kinh tế")
    clerk.receives("– đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế; " + AN_AWAY)
    await clerk.presses("Gửi")
    clerk.receives("Đã phổ biến", AN_AWAY)
    await clerk.is_told("/viec PB-1", f"• Đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế; {AN_AWAY})")


async def test_what_is_given_on_is_answered_with_the_absence(world: World) -> None:
    clerk, binh = world.clerk, world.binh
    await an_goes(world)
    for lead in ("Phòng Kinh tế", "Ngô Văn Khánh"):
        await clerk.assigns(Chủ_trì=lead)
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công", AN_AWAY)
    await clerk.is_told("/giaolai NV-2 Nguyễn Văn An; điều chỉnh phân công", "Đã giao lại", AN_AWAY)


async def test_nobody_standing_in_is_said_where_he_is_named(world: World) -> None:
    clerk = world.clerk
    await an_goes(world)
    await clerk.says("/canbo Đỗ Thị Cúc; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển")
    clerk.receives("Đã cập nhật")
    await clerk.says(giaoviec())
    clerk.receives("Chủ trì: đồng chí Nguyễn Văn An", "vắng đến 11/12, chưa có người thay")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao")
    await clerk.is_told("/viec NV-1", "vắng đến 11/12, chưa có người thay")


async def test_who_is_away_is_told_that_his_substitute_is_not_linked(world: World) -> None:
    await world.clerk.is_told("/canbo Lý Văn Mới; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    await world.an.is_told(
        "/vangmat 30/11/2026 - 11/12/2026; Lý Văn Mới",
        "Người thay: đồng chí Lý Văn Mới",
        "Dondoc chưa nhắn được cho đồng chí Lý Văn Mới (chưa liên kết tài khoản",
    )
    said = world.binh.receives("Nguyễn Văn An vắng mặt đến hết ngày Thứ Sáu 11/12/2026; Dondoc không nhắn được")
    assert "/moi" not in said.text
    world.clerk.receives("Dondoc không nhắn được cho người làm thay, đồng chí Lý Văn Mới", "/moi Lý Văn Mới")
    world.nothing_else_was_said()
