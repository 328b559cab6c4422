"""Dứt điểm: what is long overdue, by age, and the one last deadline set by the assigner (M53)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def overdue(world: World, *titles: str, **changed: str) -> None:
    """Tasks due on the first of December, and it is some weeks later: everything of the ladder has been said."""
    for title in titles:
        await world.clerk.assigns(Việc=title, Hạn="16h30 ngày 01/12/2026", Người_giao="Trần Quốc Hùng", **changed)
    await world.until(moment(28, 7, month=12))
    heard_out(world)


def heard_out(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


async def told_in_history(world: World, part: str) -> None:
    """A long history comes in several messages."""
    await world.clerk.says("/lichsu NV-1")
    assert any(part in message.text for message in world.clerk.unread())
    heard_out(world)


async def test_the_backlog_by_age_with_how_long_and_who_holds_it(world: World) -> None:
    clerk, leader, binh = world.clerk, world.leader, world.binh
    await overdue(world, "Việc cũ")
    await world.until(moment(19, 9, month=1, year=2027))
    heard_out(world)
    await clerk.assigns(Việc="Việc mới", Chủ_trì="Phòng Tài nguyên", Hạn="17h ngày 19/01/2027")
    await world.until(moment(20, 9, month=1, year=2027))
    heard_out(world)
    shown = await leader.is_told(
        "/dutdiem",
        "Việc quá hạn ở cả cơ quan: 2 (trên 90 ngày làm việc: 0, trên 60 ngày làm việc: 0, trên 30 ngày làm việc: 1)",
        "Quá hạn trên 30 ngày làm việc\n• NV-1 Việc cũ – chủ trì, Phòng Kinh tế\n"
        "  Hạn Thứ Ba 01/12/2026 16:30, quá 35 ngày làm việc; đồng chí Nguyễn Văn An giữ từ Thứ Hai 30/11/2026 08:00",
        "Quá hạn đến 30 ngày làm việc\n• NV-2 Việc mới",
        "/dutdiem NV-1 hạn; lý do",
    )
    assert leader.labels(shown) == ["NV-1", "NV-2", "Trên 90 ngày", "Trên 60 ngày", "Trên 30 ngày"]
    await leader.presses("Trên 30 ngày")
    old = leader.receives("Việc quá hạn ở cả cơ quan: 1", "NV-1")
    assert "NV-2" not in old.text
    await clerk.is_told("/dutdiem trên 60 ngày", "Không có việc nào quá hạn trên 60 ngày làm việc ở cả cơ quan")
    own = await binh.is_told("/dutdiem", "Việc quá hạn ở đơn vị của đồng chí: 1", "NV-1")
    assert "NV-2" not in own.text
    await world.an.is_refused("/dutdiem", "không có thẩm quyền")
    await clerk.is_refused("/dutdiem trên 45", "/dutdiem NV-12")
    world.nothing_else_was_said()


async def test_one_last_deadline_moves_neither_deadline_nor_lateness(world: World) -> None:
    leader, an, binh, clerk = world.leader, world.an, world.binh, world.clerk
    await overdue(world, "Việc cũ")
    await world.until(moment(28, 9, month=12))
    heard_out(world)
    await leader.is_told(
        "/dutdiem NV-1 17h ngày 14/01/2027; tồn từ quý III",
        "Đã đặt hạn dứt điểm NV-1: Thứ Năm 14/01/2027 17:00",
        "Hạn Thứ Ba 01/12/2026 16:30 vẫn giữ nguyên",
    )
    an.receives(
        "Hạn dứt điểm: NV-1 – Việc cũ",
        "Đồng chí Trần Quốc Hùng đặt hạn cuối cùng: Thứ Năm 14/01/2027 17:00",
        "Lý do: tồn từ quý III",
        "/xong NV-1",
        "Bước tiếp theo: Thứ Tư 13/01/2027 08:00 – nhắc sắp đến hạn dứt điểm",
        "Sau đó, nếu vẫn chưa xử lý: Thứ Năm 14/01/2027 17:00 – báo quá hạn dứt điểm",
    )
    binh.receives("Hạn dứt điểm: NV-1", "Đang giữ việc: đồng chí Nguyễn Văn An")
    await an.is_told("/viec", "quá hạn từ Thứ Ba 01/12/2026 16:30", "hạn dứt điểm Thứ Năm 14/01/2027 17:00")
    await clerk.is_refused("/dutdiem NV-1 17h ngày 14/01/2027; thêm nữa", "đã có hạn dứt điểm", "một lần")
    with world.changing_nothing():
        await clerk.is_told("/dutdiem NV-1 20/01/2027; thêm nữa", "đã có hạn dứt điểm Thứ Năm 14/01/2027", "Đặt lại")

    await world.until(moment(13, 8, month=1, year=2027))
    an.receives("Sắp đến hạn dứt điểm", "Hạn cuối cùng: Thứ Năm 14/01/2027 17:00")
    await world.until(moment(14, 8, month=1, year=2027))
    an.receives("Sắp đến hạn dứt điểm")
    world.nothing_else_was_said()

    await world.until(moment(14, 17, month=1, year=2027))
    an.receives("Quá hạn dứt điểm", "/xong NV-1")
    for player in (binh, leader, clerk):
        player.receives("Quá hạn dứt điểm", "Đang giữ việc: đồng chí Nguyễn Văn An", "/lichsu NV-1")
    await world.until(moment(18, 9, month=1, year=2027))
    for player in (leader, clerk):
        player.receives("Cần dứt điểm: NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    leader.receives("Nộp lúc", "(quá hạn)")
    await told_in_history(world, "đồng chí Trần Quốc Hùng đặt hạn dứt điểm Thứ Năm 14/01/2027 17:00: tồn từ quý III")
    world.nothing_else_was_said()


async def test_only_by_the_assigner_or_the_registrar_for_him_with_a_reason_and_ahead(world: World) -> None:
    leader, an, binh, clerk, duc = world.leader, world.an, world.binh, world.clerk, world.duc
    await overdue(world, "Việc cũ", Phối_hợp="Phòng Tài nguyên")
    await world.until(moment(28, 9, month=12))
    heard_out(world)
    await an.is_refused("/dutdiem NV-1 14/01/2027; tồn lâu", "không có thẩm quyền")
    await binh.is_refused("/dutdiem NV-1 14/01/2027; tồn lâu", "đang do đồng chí Nguyễn Văn An giữ")
    await world.khanh.is_refused("/dutdiem NV-1 14/01/2027; tồn lâu", "Không tìm thấy việc NV-1")
    await clerk.is_refused("/dutdiem NV-1 14/01/2027", "Còn thiếu nội dung hoặc lý do")
    await clerk.is_refused("/dutdiem NV-1 24/12/2026; tồn lâu", "đã qua")
    await clerk.is_refused("/dutdiem NV-1 tuần sau nhé; tồn lâu", "Hạn «tuần sau nhé»")
    await clerk.is_told("/dutdiem NV-1", "hạn dứt điểm", "/huy")
    await clerk.is_told("14/01/2027; tồn lâu", "Đã đặt hạn dứt điểm NV-1: Thứ Năm 14/01/2027 (17:00, hết ngày)")
    an.receives("Hạn dứt điểm")
    binh.receives("Hạn dứt điểm")
    await told_in_history(world, "đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) đặt hạn dứt điểm")
    # A coordinating part has one of its own, by its unit's name.
    await leader.is_told("/dutdiem NV-1 Phòng Tài nguyên; 14/01/2027; tồn lâu", "Đã đặt hạn dứt điểm NV-1")
    duc.receives("Hạn dứt điểm")
    await clerk.assigns(Việc="Việc còn hạn", Hạn="16h30 ngày 05/02/2027")
    an.receives("NV-2")
    await clerk.is_refused("/dutdiem NV-2 12/02/2027; tồn lâu", "NV-2 chưa quá hạn (hạn Thứ Sáu 05/02/2027 16:30)")
    world.nothing_else_was_said()


async def test_the_weekly_list_is_one_message_by_age(world: World) -> None:
    clerk, leader = world.clerk, world.leader
    late = {"Hạn": "16h30 ngày 02/12/2026", "Người_giao": "Trần Quốc Hùng", "Khẩn": "Hỏa tốc"}
    await clerk.assigns(Việc="Việc sau", **late)
    await overdue(world, *(f"Việc {number}" for number in range(13)))
    await world.until(moment(28, 9))
    for player in (clerk, leader):
        told = player.receives(
            "Cần dứt điểm: 14 việc quá hạn chưa xong (quá hạn lâu nhất trước)",
            "Quá hạn đến 30 ngày làm việc\n• NV-2 Việc 0 – chủ trì, Phòng Kinh tế\n"
            "  Hạn Thứ Ba 01/12/2026 16:30, quá 19 ngày làm việc; đồng chí Nguyễn Văn An giữ từ",
            "… và 2 việc nữa",
            "/dutdiem",
        )
        assert "NV-1 " not in told.text, "the youngest comes last"
        assert "NV-2" in player.labels(told)
        player.receives_nothing()
