"""A name that is not quite right: what a slip explains is taken where a preview shows it, else asked about."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec, xinykien


async def test_a_slip_is_taken_where_the_preview_shows_it(world: World) -> None:
    clerk = world.clerk
    await clerk.says(giaoviec(Chủ_trì="Nguyễn Văn Am", Phối_hợp="Phòng Tài nguyn, Văn phòng"))
    shown = clerk.receives(
        "Không có tên «Nguyễn Văn Am»; Dondoc hiểu là Nguyễn Văn An (Phòng Kinh tế)",
        "Không có tên «Phòng Tài nguyn»; Dondoc hiểu là Phòng Tài nguyên",
        "Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế)",
    )
    assert "Sửa lại" in clerk.labels(shown)
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    world.an.receives("Đồng chí được giao chủ trì")
    world.duc.receives("Phòng Tài nguyên được giao phối hợp")
    world.leader.receives("Văn phòng", "phối hợp")
    world.nothing_else_was_said()


async def test_two_who_may_be_meant_are_asked_between_by_buttons(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; người khác", "Đã thêm")
    asked = await clerk.is_refused(giaoviec(Chủ_trì="Nguyễn Văn Am"), "Ý đồng chí là:", "1. Nguyễn Văn An (Phòng")
    assert {"Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)"} <= set(clerk.labels(asked))
    await clerk.presses("Nguyễn Văn An (Phòng Tài nguyên)")
    clerk.receives("Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Tài nguyên)")
    await clerk.is_told("giao việc", "Đã giao NV-1")
    world.nothing_else_was_said()


async def test_everywhere_else_even_a_slip_is_asked_about(world: World) -> None:
    binh = world.binh
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    asked = await binh.is_refused("/phancong NV-1 Nguyễn Văn Am", "Không có cán bộ nào tên Nguyễn Văn Am")
    assert binh.labels(asked)[0] == "Nguyễn Văn An (Phòng Kinh tế)"
    await binh.is_told("1", "Đã phân công NV-1 cho đồng chí Nguyễn Văn An")
    world.an.receives("phân công")
    with world.changing_nothing():
        await binh.presses("Nguyễn Văn An (Phòng Kinh tế)")
        binh.receives("nút không còn tác dụng")
    world.nothing_else_was_said()


async def test_a_name_typed_behind_a_button_is_asked_about_as_well(world: World) -> None:
    binh = world.binh
    await world.leader.assigns(Chủ_trì="Phòng Kinh tế")
    binh.receives("được giao chủ trì")
    await binh.is_told("/phancong NV-1", "Xin gõ họ tên")
    await binh.is_refused("anh An", "Ý đồng chí là:", "1. Nguyễn Văn An (Phòng Kinh tế)")
    await binh.is_told("nguyen van an (phong kinh te)", "Đã phân công NV-1")
    world.an.receives("phân công")
    world.nothing_else_was_said()


async def test_units_asked_for_their_opinion_are_matched_alike(world: World) -> None:
    clerk = world.clerk
    await clerk.says(xinykien(Hỏi="\n- Phòng Kinh tếe: kinh phí\n- Tài nguyên: quy hoạch"))
    clerk.receives("Không có tên «Phòng Kinh tếe»", "Không có đơn vị nào tên Tài nguyên", "1. Phòng Tài nguyên")
    await clerk.presses("Phòng Tài nguyên")
    clerk.receives("Dondoc hiểu yêu cầu lấy ý kiến", "– Phòng Kinh tế", "– Phòng Tài nguyên")
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    world.binh.receives("YK-1")
    world.duc.receives("YK-1")
    world.nothing_else_was_said()


async def test_a_unit_with_commas_in_its_name_is_one_unit(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/donvimoi Phòng Lao động, Thương binh và Xã hội; UBND huyện", "Đã thêm đơn vị")
    await clerk.says(giaoviec(Phối_hợp="Phòng Lao động, Thương binh và Xã hội, Phòng Tài nguyên"))
    clerk.receives("Phối hợp: Phòng Lao động, Thương binh và Xã hội (đồng chí Trần", "Phối hợp: Phòng Tài nguyên")
    world.nothing_else_was_said()


async def test_a_deadline_and_a_name_are_asked_back_one_after_the_other(world: World) -> None:
    clerk = world.clerk
    await clerk.is_refused(giaoviec(Chủ_trì="An", Hạn="tuần sau"), "Hạn «tuần sau»", "1. ")
    await clerk.is_told("1", "Không có cán bộ hay đơn vị nào tên An", "Ý đồng chí là:")
    await clerk.is_told("Nguyễn Văn An (Phòng Kinh tế)", "Dondoc hiểu nhiệm vụ như sau", "đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()
