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

    # The other head is told what there is to take over, and can act; who held work in person still does.
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
    await clerk.is_refused("/doiten Phòng Kinh tế; Phòng Kinh tế và Hạ tầng", "/doiten", "Quyết định 56/QĐ-UBND")
    renamed = ("từ nay là Phòng Kinh tế và Hạ tầng", "căn cứ: Nghị quyết 12")
    await clerk.is_told("/doiten Phòng Kinh tế; Phòng Kinh tế và Hạ tầng; Nghị quyết 12", *renamed)
    await clerk.is_told("/donvi Phòng Kinh tế", "đã sáp nhập hoặc đổi tên")
    await clerk.presses("Phòng Kinh tế và Hạ tầng")
    clerk.receives("Phòng Kinh tế và Hạ tầng")
    await clerk.is_refused("/doiten Phòng Tài nguyên; phong kinh te va ha tang; Nghị quyết 12", "Đã có đơn vị")
    await clerk.is_refused("/sapnhap Phòng Tài nguyên; Phòng Tài nguyên; Nghị quyết 1", "vào chính nó")
    await binh.is_refused("/doiten Phòng Kinh tế; Phòng Mới; Nghị quyết 12", "không có thẩm quyền")
    await binh.is_refused("/sapnhap Phòng Tài nguyên; Văn phòng; Nghị quyết 1", "không có thẩm quyền")


async def test_after_a_merger_each_part_is_reached_by_the_name_in_which_it_was_given(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()  # of both units
    binh.receives("Phòng Kinh tế được lấy ý kiến")
    duc.receives("Phòng Tài nguyên được lấy ý kiến")
    await clerk.says("/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12")
    await clerk.presses("Sáp nhập")
    duc.receives("Phòng Kinh tế được lấy ý kiến")
    clerk.read = len(clerk.said_by_bot())

    await duc.is_refused("/nhan YK-1", "Phòng Kinh tế", "Phòng Tài nguyên")
    await duc.is_told("/nhan YK-1 Phòng Kinh tế", "Đã ghi nhận")
    objection = "/ykien YK-1 phong kinh te; không đồng ý; chưa có nguồn kinh phí"
    await duc.is_told(objection, "Đã gửi ý kiến của Phòng Kinh tế", "không đồng ý")
    clerk.receives("Phòng Kinh tế đã trả lời không đồng ý")
    card = await clerk.is_told("/viec YK-1", "Phòng Tài nguyên – Đang giữ: đồng chí Hoàng Minh Đức")
    assert "Phòng Tài nguyên – không đồng ý" not in card.text
    # Once more by that name is about that part alone, and the other one waits by its own.
    await duc.is_refused("/ykien YK-1 Phòng Kinh tế; đồng ý", "đã")
    await duc.is_told("/ykien YK-1 Phòng Tài nguyên; đồng ý", "Đã gửi ý kiến của Phòng Tài nguyên")


async def test_a_part_is_reached_by_the_new_name_and_by_the_old_one(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí")
    await clerk.says("/doiten Phòng Tài nguyên; Phòng Nông nghiệp và Môi trường; Nghị quyết 12")
    await clerk.says("/sapnhap Phòng Kinh tế; Phòng Nông nghiệp và Môi trường; Nghị quyết 12")
    await clerk.presses("Sáp nhập")
    for player in (clerk, binh, duc):
        player.read = len(player.said_by_bot())
    # Renamed: both names. Merged: the old one, and the new one where it means no other part.
    await duc.is_told("/tiendo YK-1 Phòng Tài nguyên; đang lấy số liệu", "Đã ghi")
    await duc.is_told(
        "/ykien YK-1 Phòng Nông nghiệp và Môi trường; đồng ý", "ý kiến của Phòng Nông nghiệp và Môi trường"
    )
    await duc.is_told("/ykien YK-2 Phòng Nông nghiệp và Môi trường; đồng ý", "Đã gửi ý kiến của Phòng Kinh tế")
    await duc.is_told("/ykien YK-1 Phòng Kinh tế; đồng ý", "Đã gửi ý kiến của Phòng Kinh tế")


async def test_a_unit_merged_into_one_under_it_says_what_becomes_of_whom(world: World) -> None:
    await world.clerk.is_told(
        "/sapnhap UBND huyện; Phòng Kinh tế; Nghị quyết 12",
        "Phòng Kinh tế vốn ở dưới UBND huyện, nay lên thay chỗ của UBND huyện: không trực thuộc đơn vị nào",
        "Người đứng đầu Phòng Kinh tế từ lúc đó: đồng chí Phạm Văn Bình",
        "Đồng chí Trần Quốc Hùng đang đứng đầu UBND huyện, từ lúc đó là cấp phó dưới quyền đồng chí Phạm Văn Bình",
        "Đơn vị trực thuộc chuyển sang Phòng Kinh tế",
    )


async def test_two_of_one_name_do_not_come_into_one_unit(world: World) -> None:
    """The advice of the refusal makes it possible."""
    clerk = world.clerk
    await clerk.is_told("/canbo Nguyễn Văn An; Phòng Tài nguyên; Kế toán; chuyên viên; người khác", "Đã thêm")
    advice = "/canbo Nguyễn Văn An A; Phòng Kinh tế; Chuyên viên; chuyên viên; tên cũ Nguyễn Văn An (Phòng Kinh tế)"
    merge = "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12"
    await clerk.is_refused(merge, "cũng có người tên Nguyễn Văn An", advice)
    await clerk.is_told(advice, "Đã cập nhật: Nguyễn Văn An A")
    await clerk.is_told(merge, "Sáp nhập Phòng Kinh tế vào Phòng Tài nguyên")
