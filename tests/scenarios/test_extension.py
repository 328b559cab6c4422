"""A later deadline is asked for with a reason and decided by the assigner; the clock goes on meanwhile (M13)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_asked_by_button_and_granted_by_button(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.presses("Xin gia hạn")
    an.receives("Xin gõ hạn mới và lý do cho NV-1", "dấu chấm phẩy")
    clerk.receives_nothing()
    await an.is_told(
        "17h ngày 11/12; chờ số liệu của Kho bạc",
        "Đã gửi đề nghị gia hạn NV-1 đến Thứ Sáu 11/12/2026 17:00",
        "Hạn hiện nay vẫn tính",
    )
    clerk.receives(
        "Đồng chí Nguyễn Văn An xin gia hạn",
        "hạn hiện nay Thứ Hai 07/12/2026 16:30",
        "Lý do: chờ số liệu của Kho bạc",
        "trước Thứ Tư 02/12/2026 08:00",
    )
    await clerk.presses("Duyệt")
    clerk.receives("Đã duyệt gia hạn NV-1", "Thứ Sáu 11/12/2026 17:00")
    an.receives("Đề nghị gia hạn được duyệt", "Hạn đang có hiệu lực: Thứ Sáu 11/12/2026 17:00", "Bước tiếp theo")
    with world.changing_nothing():
        await clerk.presses("Duyệt")
        clerk.receives("Lựa chọn này đã cũ")
    await clerk.is_told("/viec NV-1", "Hạn: Thứ Sáu 11/12/2026 17:00", "Hạn ban đầu: Thứ Hai 07/12/2026 16:30")
    # Nothing of the old deadline is said any more: three days before the new one comes next.
    await world.until(moment(8, 9))
    an.receives("Sắp đến hạn", "Thứ Sáu 11/12/2026 17:00")
    world.nothing_else_was_said()


async def test_asked_by_command_and_denied_with_a_reason(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu", "Đã gửi đề nghị gia hạn")
    clerk.receives("xin gia hạn", "Thứ Sáu 11/12/2026 (17:00, hết ngày)")
    await clerk.presses("Không duyệt")
    clerk.receives("Xin gõ lý do không duyệt ở NV-1")
    an.receives_nothing()
    await clerk.is_told("Hội nghị họp ngày 08/12", "Đã ghi nhận không duyệt gia hạn NV-1", "Thứ Hai 07/12/2026 16:30")
    an.receives("không được duyệt", "Lý do: Hội nghị họp ngày 08/12", "Thứ Hai 07/12/2026 16:30")
    await clerk.is_refused(
        "/khongduyet NV-1 đã nói rồi", "Đề nghị gia hạn ở NV-1 đã quyết định không duyệt", "Lê Thị Hoa"
    )
    world.nothing_else_was_said()


async def test_decided_by_the_registrar_in_the_assigners_place(world: World) -> None:
    clerk, an, leader = world.clerk, world.an, world.leader
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu", "cho đồng chí Trần Quốc Hùng")
    leader.receives("xin gia hạn")
    await an.is_refused("/duyet NV-1", "không có việc nào như vậy đang chờ")
    await world.binh.is_refused("/duyet NV-1", "đang do đồng chí Trần Quốc Hùng giữ")
    await clerk.is_told("/duyet NV-1", "Đã duyệt gia hạn")
    an.receives("được duyệt")
    leader.receives("Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) đã duyệt đề nghị gia hạn")
    await leader.is_told("/lichsu NV-1", "đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) duyệt gia hạn")
    world.nothing_else_was_said()


async def test_asking_stops_no_clock_and_a_decision_has_its_own(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await binh.assigns(Hạn="16h30 ngày 01/12/2026")
    an.receives("NV-1")
    await world.until(moment(1, 8))
    an.receives("Sắp đến hạn")
    await world.until(moment(1, 16, 29))
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu", "Hạn hiện nay vẫn tính")
    binh.receives("xin gia hạn", "Bước tiếp theo: Thứ Năm 03/12/2026 16:29")
    await world.until(moment(1, 16, 31))
    an.receives("Quá hạn")
    binh.receives("Quá hạn")
    await world.until(moment(3, 16, 29))
    binh.receives("đề nghị gia hạn chờ quyết định từ Thứ Ba 01/12/2026 16:29", "/duyet NV-1")
    clerk.receives_nothing()
    world.leader.receives_nothing()
    await world.until(moment(4, 9))
    await binh.is_told("/duyet NV-1", "Đã duyệt gia hạn", "Thứ Sáu 11/12/2026 (17:00, hết ngày)")
    an.receives("được duyệt")
    world.nothing_else_was_said()


async def test_what_is_no_extension_is_refused(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_refused("/giahan NV-1 04/12/2026; chờ số liệu", "Hạn mới phải sau hạn đang có hiệu lực")
    await an.is_refused("/giahan NV-1 11/12/2026", "Còn thiếu nội dung hoặc lý do")
    await an.is_refused("/giahan NV-1 khi nào xong thì xong; chờ số liệu", "Hạn «khi nào xong thì xong»")
    await world.duc.is_refused("/giahan NV-1 11/12/2026; chờ số liệu", "Không tìm thấy việc NV-1")
    await an.is_told("/giahan NV-1 11/12/2026; chờ số liệu", "Đã gửi đề nghị")
    clerk.receives("xin gia hạn")
    await an.is_refused("/giahan NV-1 11/12/2026; chờ nữa", "Đã có đề nghị chờ quyết định ở NV-1")
    world.nothing_else_was_said()


async def test_a_button_decides_exactly_the_request_that_it_stands_under(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    for head, day in ((binh, 10), (duc, 11)):
        head.receives("YK-1")
        await head.presses("Xin gia hạn")
        head.receives("Xin gõ hạn mới")
        await head.is_told(f"{day}/12/2026; chờ bản đồ", "Đã gửi đề nghị gia hạn YK-1")
        clerk.receives(f"Đồng chí {head.name} xin gia hạn")
    # Typed, the unit that asked must be named; a button needs no name.
    await clerk.is_refused("/duyet YK-1", "nhiều phần đang chờ", "YK-1 Phòng Kinh tế", "YK-1 Phòng Tài nguyên")
    await clerk.presses("Duyệt", on="Phạm Văn Bình xin gia hạn")
    clerk.receives("Đã duyệt gia hạn YK-1", "Thứ Năm 10/12/2026")
    binh.receives("được duyệt", "Thứ Năm 10/12/2026")
    duc.receives_nothing()
    await clerk.presses("Không duyệt", on="Hoàng Minh Đức xin gia hạn")
    clerk.receives("Xin gõ lý do không duyệt")
    await clerk.is_told("Phòng Kinh tế; không phải lý do", "Đã ghi nhận không duyệt", "Thứ Ba 08/12/2026")
    duc.receives("không được duyệt", "Lý do: Phòng Kinh tế; không phải lý do")
    binh.receives_nothing()
    world.nothing_else_was_said()


async def test_a_typed_decision_names_the_unit_that_asked(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await clerk.asks_opinions()
    for head in (binh, duc):
        head.receives("YK-1")
        await head.is_told("/giahan YK-1 11/12/2026; chờ bản đồ", "Đã gửi đề nghị")
        clerk.receives("xin gia hạn")
    await clerk.is_told("/khongduyet YK-1 phong tai nguyen; đã đủ bản đồ", "Đã ghi nhận không duyệt")
    duc.receives("không được duyệt", "Lý do: đã đủ bản đồ")
    binh.receives_nothing()
    await clerk.is_told("/duyet YK-1", "Đã duyệt gia hạn")
    binh.receives("được duyệt")
    world.nothing_else_was_said()
