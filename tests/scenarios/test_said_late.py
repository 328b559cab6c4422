"""What is said after the deadline does not protect by itself: the assigner may let it stand (M54)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment

IDEA = "dùng số liệu của trục liên thông"


async def _overdue(world: World) -> None:
    """An's task is overdue since half past four of the day before."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 01/12/2026")
    await world.an.says("/nhan NV-1")
    await world.until(moment(2, 9))
    for player in (world.clerk, world.leader, world.binh, world.an):
        player.read = len(player.said_by_bot())


async def test_an_initiative_typed_after_the_deadline_protects_only_when_credited(world: World) -> None:
    an, leader, clerk = world.an, world.leader, world.clerk
    await _overdue(world)
    await an.is_told(f"/tiendo NV-1 sáng kiến: {IDEA}", "báo sau hạn", "Trần Quốc Hùng ghi nhận")
    leader.receives("nêu sáng kiến: NV-1", IDEA, "Báo sau hạn", "/ghinhan NV-1")
    await clerk.says("/baocao tháng 12/2026 quá hạn")
    assert "Căn cứ bảo vệ" not in clerk.receives("NV-1").text
    await leader.presses("Ghi nhận")
    leader.receives("Đã ghi nhận ở NV-1", f"Sáng kiến của đồng chí Nguyễn Văn An: {IDEA}")
    an.receives("Trần Quốc Hùng đã ghi nhận sáng kiến báo sau hạn: NV-1", IDEA)
    await clerk.is_told("/baocao tháng 12/2026 quá hạn", f"Căn cứ bảo vệ: Sáng kiến: {IDEA}")
    await leader.is_told("/lichsu NV-1", "nêu sáng kiến", "ghi nhận sáng kiến, vướng mắc báo sau hạn")
    leader.read = len(leader.said_by_bot())
    await leader.is_refused("/ghinhan NV-1", "không có sáng kiến, vướng mắc báo sau hạn nào chờ")
    world.nothing_else_was_said()


async def test_a_blocker_after_the_deadline_is_shown_as_such(world: World) -> None:
    an, leader, clerk, binh = world.an, world.leader, world.clerk, world.binh
    await _overdue(world)
    await an.is_told(
        "/vuong NV-1 Kho bạc chưa gửi số liệu; đề nghị đôn đốc Kho bạc", "chỉ được nêu bên cạnh việc chậm khi"
    )
    assert "Ghi nhận" in leader.labels(leader.receives("báo vướng mắc: NV-1", "Báo sau hạn"))
    for other in (clerk, binh):
        assert "Báo sau hạn" not in (heard := other.receives("báo vướng mắc: NV-1")).text
        assert "Ghi nhận" not in other.labels(heard)
    await clerk.is_told("/baocao tháng 12/2026 vướng mắc", "Kho bạc chưa gửi số liệu (báo sau hạn)")
    await binh.is_refused("/ghinhan NV-1", "không có thẩm quyền")
    await an.is_refused("/ghinhan NV-1", "không có thẩm quyền")
    await clerk.is_told("/ghinhan NV-1", "Đã ghi nhận ở NV-1")
    an.receives("Đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) đã ghi nhận vướng mắc báo sau hạn")
    assert "báo sau hạn" not in (await clerk.is_told("/baocao tháng 12/2026 vướng mắc", "Kho bạc chưa gửi")).text
    world.nothing_else_was_said()


async def test_what_is_said_in_time_needs_no_crediting(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 01/12/2026")
    world.an.receives("được giao")
    await world.an.is_told(f"/tiendo NV-1 sáng kiến: {IDEA}", "được nêu cạnh kết quả khi đánh giá")
    await world.leader.is_refused("/ghinhan NV-1", "không có sáng kiến, vướng mắc báo sau hạn nào chờ")
    world.nothing_else_was_said()
