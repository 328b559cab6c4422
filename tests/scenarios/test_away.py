"""Somebody is away: who stands in is told once, acts in that place, and everything comes back by itself (M30)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, moment

pytestmark = pytest.mark.on_every_channel


async def test_a_head_goes_on_leave_and_comes_back(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    binh.receives("Phòng Kinh tế được giao chủ trì")
    await binh.is_told("/nhận NV-1", "Đã ghi nhận")
    await binh.is_told(
        "/vắngmặt 02/12/2026 - 04/12/2026; Đỗ Thị Cúc",
        "từ Thứ Tư 02/12/2026 đến hết ngày Thứ Sáu 04/12/2026",
        "Người thay: đồng chí Đỗ Thị Cúc",
    )
    await world.until(moment(2, 8))
    cuc.receives("đồng chí thay đồng chí Phạm Văn Bình vắng mặt", "chuyển sang đồng chí giữ: NV-1")
    await cuc.is_told("/viec", "NV-1", "thay đồng chí Phạm Văn Bình")
    await cuc.is_told("/nhan NV-1", "Đã ghi nhận")
    await binh.is_refused("/tiendo NV-1 đang làm", "đang do đồng chí Đỗ Thị Cúc giữ")
    await world.until(moment(7, 8))
    binh.receives("Hết thời gian vắng mặt", "chuyển lại đồng chí giữ: NV-1")
    cuc.receives("đồng chí thôi làm thay")
    await clerk.is_told("/lichsu NV-1", "thủ trưởng vắng mặt: chuyển từ đồng chí Phạm Văn Bình", "thủ trưởng trở lại")
    assert "đồng chí Đỗ Thị Cúc (thay đồng chí Phạm Văn Bình vắng mặt) xác nhận" in "".join(
        message.text for message in clerk.said_by_bot()
    )
    world.nothing_else_was_said()


async def test_a_substitute_hears_and_acts_for_an_official(world: World) -> None:
    clerk, an, cuc = world.clerk, world.an, world.cuc
    await an.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    cuc.receives("đồng chí thay đồng chí Nguyễn Văn An", "Hiện không có việc nào")
    await clerk.assigns()
    an.receives("Đồng chí được giao chủ trì")
    cuc.receives("Thay đồng chí Nguyễn Văn An vắng mặt", "được giao chủ trì")
    await cuc.presses("Đã nhận")
    cuc.receives("Đã ghi nhận")
    await an.is_told("/vangmat hủy", "Đã hủy 1 lần")
    cuc.receives("đã trở lại")
    await cuc.is_refused("/tiendo NV-1 đang làm", "Không tìm thấy việc")
    world.nothing_else_was_said()


async def test_what_cannot_be_read_of_an_absence_is_asked_back(world: World) -> None:
    an = world.an
    await an.is_refused("/vangmat", "chưa báo vắng mặt")
    for wrong in ("/vangmat mai mốt; Đỗ Thị Cúc", "/vangmat 01/12 - 05/12", "/vangmat ; ; ;"):
        await an.is_refused(wrong, "/vangmat")
    await an.is_refused("/vangmat 05/12/2026 - 01/12/2026; Đỗ Thị Cúc", "chưa đúng")
    await an.is_refused("/vangmat 01/12/2026 - 05/12/2026; Nguyễn Văn An", "không còn ai làm thay")
    await an.is_refused("/uyquyen Đỗ Thị Cúc; tất cả; 01/12/2026 - 05/12/2026", "không có thẩm quyền")
    world.nothing_else_was_said()


async def test_a_deputy_signs_under_a_delegation(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)", "mọi lĩnh vực")
    cuc.receives("ủy quyền cho đồng chí ký thay (KT.) thủ trưởng Phòng Kinh tế")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí")
    for player in (binh, cuc):
        player.receives("Phòng Kinh tế được lấy ý kiến")
    await cuc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến của Phòng Kinh tế")
    clerk.receives("Phòng Kinh tế đã trả lời đồng ý")
    binh.receives("Phòng Kinh tế đã trả lời đồng ý")
    await binh.is_told("/uyquyen Đỗ Thị Cúc; hủy", "Đã thu hồi ủy quyền")
    cuc.receives("Đồng chí thôi ký thay (KT.) thủ trưởng Phòng Kinh tế", "đã thu hồi ủy quyền", "vẫn có hiệu lực")
    world.nothing_else_was_said()
