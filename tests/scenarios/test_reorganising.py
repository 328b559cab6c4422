"""Units are merged and renamed: nothing is lost, everybody knows whose work it is now (M4)."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec


async def test_a_unit_is_merged_and_its_work_goes_on_under_the_other_head(world: World) -> None:
    clerk, binh, an, duc = world.clerk, world.binh, world.an, world.duc
    await clerk.assigns(**{"Chủ trì": "Phòng Kinh tế"})
    binh.receives("NV-1")
    await clerk.assigns(**{"Chủ trì": "Nguyễn Văn An"})
    an.receives("NV-2")

    # What goes along is shown first; left alone, nothing happens.
    with world.changing_nothing():
        await clerk.is_told(
            "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND",
            "Sáp nhập Phòng Kinh tế vào Phòng Tài nguyên",
            "với vai trò cấp phó",
            "đồng chí Hoàng Minh Đức tiếp nhận từ đồng chí Phạm Văn Bình 1 việc: NV-1",
        )
        await clerk.presses("Hủy")
        clerk.receives("Đã bỏ")
    await clerk.is_told("/sapnhap phong kinh te; phong tai nguyen; Nghị quyết 12/NQ-HĐND", "NV-1")
    await clerk.presses("Sáp nhập")
    clerk.receives("Đã sáp nhập Phòng Kinh tế vào Phòng Tài nguyên", "1 việc bàn giao")

    # The other head is told what he takes over, and can act; who held work in person still does.
    duc.receives("NV-1")
    await duc.presses("Đã nhận")
    duc.receives("Đã ghi nhận đồng chí nhận NV-1")
    await an.is_told("/tiendo NV-2 Đã tổng hợp", "Đã ghi")
    await binh.is_refused("/nhan NV-1", "Hoàng Minh Đức")
    await duc.is_told("/donvi", "2 phần việc đang mở", "đồng chí Nguyễn Văn An 1")
    await duc.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("NV-1")
    await clerk.is_told("/lichsu NV-1", "Phòng Kinh tế", "sáp nhập đơn vị: chuyển từ đồng chí Phạm Văn Bình")

    # The old name leads to the new one, and is no unit to give work to.
    await clerk.is_refused(giaoviec(**{"Chủ trì": "Phòng Kinh tế"}), "Phòng Kinh tế", "1. Phòng Tài nguyên")
    await clerk.is_told("/donvi Phòng Kinh tế", "đã sáp nhập hoặc đổi tên", "Phòng Tài nguyên")


async def test_a_unit_gets_another_name_and_the_old_one_leads_to_it(world: World) -> None:
    clerk, binh = world.clerk, world.binh
    await clerk.is_told("/doiten Phòng Kinh tế; Phòng Kinh tế và Hạ tầng", "từ nay là Phòng Kinh tế và Hạ tầng")
    await clerk.is_told("/donvi Phòng Kinh tế", "đã sáp nhập hoặc đổi tên")
    await clerk.presses("Phòng Kinh tế và Hạ tầng")
    clerk.receives("Phòng Kinh tế và Hạ tầng")
    await clerk.is_refused("/doiten Phòng Tài nguyên; phong kinh te va ha tang", "Đã có đơn vị")
    await clerk.is_refused("/sapnhap Phòng Tài nguyên; Phòng Tài nguyên; Nghị quyết 1", "vào chính nó")
    await binh.is_refused("/doiten Phòng Kinh tế; Phòng Mới", "không có thẩm quyền")
    await binh.is_refused("/sapnhap Phòng Tài nguyên; Văn phòng; Nghị quyết 1", "không có thẩm quyền")
