"""A duty addressed to a unit: its head holds it, names the official, and stays answerable (M4)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_by_button_with_the_official_chosen(world: World) -> None:
    clerk, an, binh, cuc = world.clerk, world.an, world.binh, world.cuc
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    binh.receives("Phòng Kinh tế được giao chủ trì", "/phancong NV-1")
    await binh.presses("Phân công")
    chosen = binh.receives("Chọn người giữ việc NV-1")
    assert binh.labels(chosen) == [cuc.name, an.name]
    await binh.presses(an.name)
    binh.receives("Đã phân công NV-1 cho đồng chí Nguyễn Văn An", "vẫn là người chịu trách nhiệm")
    handed = an.receives("Đồng chí được phân công thực hiện", "Sản phẩm: Báo cáo bằng văn bản", "/nhan NV-1")
    assert "Phân công" not in an.labels(handed)
    await an.presses("Đã nhận")
    an.receives("Đã ghi nhận đồng chí nhận NV-1")

    await binh.is_refused("/xong NV-1 Báo cáo", "đang do đồng chí Nguyễn Văn An giữ")
    with world.changing_nothing():
        await binh.presses(cuc.name)
        binh.receives("Lựa chọn này đã cũ", "đã xác nhận nhận việc, đồng chí Nguyễn Văn An")
    await clerk.is_told("/lichsu NV-1", "đồng chí Phạm Văn Bình phân công đồng chí Nguyễn Văn An", "Ai giữ việc")
    world.nothing_else_was_said()


async def test_by_command_and_the_official_acknowledges_for_himself(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 nguyen van an", "Đã phân công NV-1")
    an.receives("được phân công", "Bước tiếp theo: Thứ Ba 01/12/2026 08:00")
    await world.until(moment(2, 9))
    an.receives("chưa xác nhận đã nhận việc")
    an.receives("chưa xác nhận đã nhận việc")
    binh.receives("việc chưa được xác nhận đã nhận", "Đang giữ việc: đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()


async def test_only_to_people_of_the_unit_and_only_by_its_head(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("NV-1")
    await binh.is_refused("/phancong NV-1 Ngô Văn Khánh", "không thuộc Phòng Kinh tế")
    await binh.is_refused("/phancong NV-1 Nguyễn Văn Anh", "Không có cán bộ nào", "Ý đồng chí là:", "Nguyễn Văn An")
    await clerk.is_refused("/phancong NV-1 Nguyễn Văn An", "đang do đồng chí Phạm Văn Bình giữ")
    await an.is_refused("/phancong NV-1 Nguyễn Văn An", "Không tìm thấy việc NV-1 trong phạm vi của đồng chí")
    world.nothing_else_was_said()


async def test_named_to_another_the_first_is_told_and_lets_go(world: World) -> None:
    clerk, an, binh, cuc = world.clerk, world.an, world.binh, world.cuc
    await clerk.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("được phân công")
    await binh.is_told("/phancong NV-1 Đỗ Thị Cúc", "Đã phân công NV-1 cho đồng chí Đỗ Thị Cúc")
    cuc.receives("Đồng chí được phân công thực hiện")
    an.receives("đã được phân công cho đồng chí Đỗ Thị Cúc", "không phải làm gì thêm")
    with world.changing_nothing():
        await an.presses("Đã nhận")
        an.receives("Lựa chọn này đã cũ", "đã phân công, đồng chí Phạm Văn Bình")
    await an.is_told("/viec", "không có việc nào đang chờ")
    world.nothing_else_was_said()
