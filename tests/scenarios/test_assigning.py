"""Assigning: one lead, units beside it, on a leader's behalf, and a head within their own unit (M1–M4, M7)."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec


async def test_the_units_beside_the_lead_are_told_what_is_theirs(world: World) -> None:
    clerk, an, binh, duc = world.clerk, world.an, world.binh, world.duc
    await clerk.says(
        "/giaoviec\nChủ trì: Nguyễn Văn An\nPhối hợp: Phòng Tài nguyên\nTheo dõi: Văn phòng, Phòng Kinh tế\n"
        "Việc: Rà soát quỹ đất công\nSản phẩm: Danh mục khu đất\nHạn: 07/12/2026\nNgười giao: Trần Quốc Hùng"
    )
    understood = clerk.receives("Dondoc hiểu nhiệm vụ như sau", "Người giao: đồng chí Trần Quốc Hùng")
    for line in (
        "Chủ trì: đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế)",
        "Người chịu trách nhiệm: đồng chí Phạm Văn Bình (Trưởng phòng, Phòng Kinh tế)",
        "Sản phẩm: Danh mục khu đất",
        "Hạn: Thứ Hai 07/12/2026 (17:00, hết ngày)",
        "Phối hợp: Phòng Tài nguyên (đồng chí Hoàng Minh Đức)",
        "Tin báo được gửi ngay khi xác nhận",
    ):
        assert line in understood.text
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1", "/lichsu NV-1")
    an.receives("Đồng chí được giao chủ trì", "Người giao: đồng chí Trần Quốc Hùng (qua đồng chí Lê Thị Hoa)")
    duc.receives("Phòng Tài nguyên được giao phối hợp", "Phân công")
    binh.receives("Để đồng chí theo dõi", "không phải làm gì thêm")
    # The office has no head of its own: the head above it would watch in its place, but assigns the task.
    world.nothing_else_was_said()


async def test_what_is_watched_and_what_is_shared_ends_with_the_task(world: World) -> None:
    clerk, an, binh, duc = world.clerk, world.an, world.binh, world.duc
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên", Theo_dõi="Phòng Kinh tế")
    an.receives("chủ trì")
    duc.receives("phối hợp")
    binh.receives("theo dõi")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả", "chờ đồng chí Lê Thị Hoa nghiệm thu")
    clerk.receives("đã nộp kết quả")
    await clerk.presses("Nghiệm thu")
    clerk.receives("Đã nghiệm thu NV-1")
    an.receives("đã được nghiệm thu")
    duc.receives("đã kết thúc")
    binh.receives("nghiệm thu", "đã kết thúc")
    await duc.is_refused("/tiendo NV-1 Đang làm", "đã kết thúc", "/lichsu NV-1")
    world.nothing_else_was_said()


async def test_a_head_assigns_within_his_own_unit_and_nowhere_else(world: World) -> None:
    binh, an = world.binh, world.an
    await binh.assigns()
    an.receives("Người giao: đồng chí Phạm Văn Bình")
    await binh.is_refused(
        "/giaoviec\nChủ trì: Ngô Văn Khánh\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 07/12/2026", "không có thẩm quyền"
    )
    await binh.is_refused(
        "/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 07/12/2026\n"
        "Người giao: Trần Quốc Hùng",
        "không có thẩm quyền",
    )
    world.nothing_else_was_said()


async def test_a_head_names_no_foreign_unit_beside_the_lead_either(world: World) -> None:
    binh, duc = world.binh, world.duc
    for key in ("Phối_hợp", "Theo_dõi"):
        await binh.is_refused(giaoviec(**{key: "Phòng Tài nguyên"}), "không có thẩm quyền")
    duc.receives_nothing()
    await binh.assigns(Phối_hợp="Phòng Kinh tế", Theo_dõi="Phòng Kinh tế")
    world.an.receives("được giao chủ trì")
    # Who answers for both may name both.
    await world.leader.assigns(Phối_hợp="Phòng Tài nguyên")
    world.an.receives("NV-2")
    duc.receives("NV-2", "phối hợp")
    world.nothing_else_was_said()


async def test_a_unit_named_twice_has_one_part(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.assigns(Theo_dõi="Phòng Tài nguyên, phong tai nguyen")
    world.an.receives("NV-1")
    duc.receives("Để đồng chí theo dõi: NV-1")
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên, Phòng Tài nguyên", Theo_dõi="Phòng Tài nguyên")
    world.an.receives("NV-2")
    duc.receives("Phòng Tài nguyên được giao phối hợp: NV-2")
    await clerk.assigns(Chủ_trì="Phòng Tài nguyên", Phối_hợp="Phòng Tài nguyên", Theo_dõi="Phòng Tài nguyên")
    duc.receives("Phòng Tài nguyên được giao chủ trì: NV-3")
    # Two units without a head of their own are watched by the one above them, who is told once.
    await clerk.is_told("/donvimoi Tổ Văn thư; UBND huyện", "Đã thêm đơn vị")
    await clerk.assigns(Theo_dõi="Văn phòng, Tổ Văn thư")
    world.an.receives("NV-4")
    world.leader.receives("Để đồng chí theo dõi: NV-4")
    world.nothing_else_was_said()


async def test_an_official_and_an_inspector_assign_nothing(world: World) -> None:
    for player in (world.khanh, world.cuc, world.inspector):
        await player.is_refused(
            "/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 07/12/2026", "không có thẩm quyền"
        )
    world.nothing_else_was_said()


async def test_a_draft_can_be_taken_back_and_acts_once(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 07/12/2026")
    clerk.receives("Dondoc hiểu")
    with world.changing_nothing():
        await clerk.presses("Sửa lại")
        clerk.receives("Xin chép lại, sửa rồi gửi", "Việc: Đo đạc")
        await clerk.presses("Giao việc")
        clerk.receives("lựa chọn không còn tác dụng")
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc lại\nSản phẩm: Bản đồ\nHạn: 07/12/2026")
    clerk.receives("Dondoc hiểu")
    await clerk.is_told("giao việc", "Đã giao NV-1")
    an.receives("Đo đạc lại")
    with world.changing_nothing():
        await clerk.presses("Giao việc")
        clerk.receives("lựa chọn không còn tác dụng")
        await clerk.presses("Hủy")
        clerk.receives("lựa chọn không còn tác dụng")
    world.nothing_else_was_said()


async def test_outside_office_hours_the_word_waits_for_the_opening_but_not_for_hoa_toc(world: World) -> None:
    clerk, an = world.clerk, world.an
    await world.until(world.clock.now().replace(hour=20))
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 07/12/2026")
    clerk.receives("Ngoài giờ làm việc: tin báo được gửi lúc Thứ Ba 01/12/2026 07:30")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1", "lúc Thứ Ba 01/12/2026 07:30")
    an.receives_nothing()
    await clerk.assigns(Khẩn="Hỏa tốc", Hạn="17h ngày 01/12/2026")
    an.receives("NV-2 (Hỏa tốc)")
    an.receives_nothing()
    await an.is_told("/nhan NV-2", "Đã ghi nhận")
    await world.forward(hours=11, minutes=30)
    an.receives("NV-1")
    world.nothing_else_was_said()


async def test_what_is_typed_freely_stands_in_no_entry_of_the_journal(world: World) -> None:
    """M52: it is kept beside the chain, and can be erased."""
    free = {"Việc": "Rà soát K870", "Sản_phẩm": "Danh mục K871", "Văn_bản": "Phiếu chuyển của ông Tám"}
    asked = {"Nội_dung": "Quy chế K872", "Đề_xuất": "Ban hành K873", "Văn_bản": "Đơn của bà Chín"}
    await world.clerk.assigns(**free)
    await world.clerk.asks_opinions(**asked)
    world.an.receives("Phiếu chuyển của ông Tám")
    for head in (world.binh, world.duc):
        head.receives("Đơn của bà Chín")
    entries, words = str(world.stored("SELECT * FROM journal")), str(world.stored("SELECT text FROM words"))
    for text in (*free.values(), *asked.values()):
        assert text not in entries
        assert text in words
    world.nothing_else_was_said()
