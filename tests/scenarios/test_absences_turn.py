"""Several are away or back at one moment: each hears what their own event moved, on time or days late (M30)."""

from __future__ import annotations

import pytest

from domain.acts import Act
from tests.scenarios.cast import World, moment

pytestmark = pytest.mark.on_every_channel

SINCE, UNTIL = "02/12/2026", "04/12/2026"


BUSY_FIRST, IDLE_FIRST = "the busy one first", "the idle one first"


async def two_heads_go(world: World, order: str) -> None:
    """Both heads are away from the same midnight on; one of them has work."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    world.binh.receives("NV-1")
    await world.binh.is_told("/nhan NV-1", "Đã ghi nhận")
    goes = [(world.binh, "Đỗ Thị Cúc"), (world.duc, "Ngô Văn Khánh")]
    for head, substitute in goes if order == BUSY_FIRST else reversed(goes):
        await head.is_told(f"/vangmat {SINCE} - {UNTIL}; {substitute}", "Đã ghi")


def handed(world: World, act: str) -> list[tuple[object, object]]:
    """By how much each event moved: of Bình first, who was entered before Đức."""
    query = "SELECT json_extract(data, '$.person'), json_array_length(data, '$.handed') FROM journal WHERE act = '{}'"
    return sorted(world.stored(query.format(act)), key=str)


async def each_hears_his_own(world: World) -> None:
    world.cuc.receives("thay đồng chí Phạm Văn Bình", "Việc của đơn vị chuyển sang đồng chí giữ: NV-1")
    said = world.khanh.receives("thay đồng chí Hoàng Minh Đức", "Hiện không có việc nào đang chờ")
    assert "NV-1" not in said.text
    assert [count for _, count in handed(world, Act.ABSENCE_BEGAN)] == [1, 0]


@pytest.mark.parametrize("order", [BUSY_FIRST, IDLE_FIRST])
async def test_two_heads_go_and_come_back_at_the_same_midnights(world: World, order: str) -> None:
    await two_heads_go(world, order)
    await world.until(moment(2, 8))
    await each_hears_his_own(world)
    await world.cuc.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(7, 8))
    world.binh.receives("Hết thời gian vắng mặt", "chuyển lại đồng chí giữ: NV-1")
    assert "NV-1" not in world.duc.receives("Hết thời gian vắng mặt").text
    assert [count for _, count in handed(world, Act.ABSENCE_ENDED)] == [1, 0]
    for player in (world.cuc, world.khanh):
        player.receives("đồng chí thôi làm thay")
    world.nothing_else_was_said()


@pytest.mark.parametrize("order", [BUSY_FIRST, IDLE_FIRST])
async def test_the_same_is_said_after_two_days_of_downtime(world: World, order: str) -> None:
    await two_heads_go(world, order)
    await world.is_down_until(moment(4, 9))
    await each_hears_his_own(world)
    await world.is_down_until(moment(9, 9))
    world.binh.receives("Hết thời gian vắng mặt", "chuyển lại đồng chí giữ: NV-1")
    assert "NV-1" not in world.duc.receives("Hết thời gian vắng mặt").text
    assert [count for _, count in handed(world, Act.ABSENCE_ENDED)] == [1, 0]


async def test_in_a_chain_the_work_goes_once_to_who_is_there(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    world.binh.receives("NV-1")
    await world.binh.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.binh.is_told(f"/vangmat {SINCE} - {UNTIL}; Đỗ Thị Cúc", "Đã ghi")
    await world.cuc.is_told(f"/vangmat {SINCE} - {UNTIL}; Nguyễn Văn An", "Đã ghi")
    await world.until(moment(2, 8))
    told = "\n".join(message.text for message in world.an.unread())
    assert "thay đồng chí Đỗ Thị Cúc vắng mặt.\nHiện không có việc nào" in told
    assert "thay đồng chí Phạm Văn Bình vắng mặt.\nViệc của đơn vị chuyển sang đồng chí giữ: NV-1" in told
    world.cuc.receives("cử đồng chí làm thay", "vì đồng chí cũng vắng mặt nên đồng chí Nguyễn Văn An làm thay")
    moved = "SELECT count(*) FROM journal WHERE act = 'duty.handed_over'"
    assert world.stored(moved) == [(1,)]
    world.an.read = len(world.an.said_by_bot())
    await world.until(moment(7, 8))
    world.binh.receives("chuyển lại đồng chí giữ: NV-1")
    assert "NV-1" not in world.cuc.receives("Hết thời gian vắng mặt").text
    assert world.stored(moved) == [(2,)]


async def test_one_absence_ends_as_another_begins(world: World) -> None:
    """The substitute of the first goes when the first is back: nothing is handed to that one's stand-in."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    world.binh.receives("NV-1")
    await world.binh.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.binh.is_told("/vangmat 30/11/2026 - 01/12/2026; Đỗ Thị Cúc", "Đã ghi")
    world.cuc.receives("chuyển sang đồng chí giữ: NV-1")
    await world.cuc.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.cuc.is_told(f"/vangmat {SINCE} - {UNTIL}; Nguyễn Văn An", "Đã ghi")
    await world.until(moment(2, 8))
    world.binh.receives("Hết thời gian vắng mặt", "chuyển lại đồng chí giữ: NV-1")
    world.cuc.receives("Đồng chí Phạm Văn Bình đã trở lại")
    world.an.receives("thay đồng chí Đỗ Thị Cúc", "Hiện không có việc nào")
    world.nothing_else_was_said()


async def test_who_is_away_again_at_once_is_not_told_that_he_is_back(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    world.binh.receives("NV-1")
    await world.binh.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.binh.is_told("/vangmat 30/11/2026 - 01/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await world.binh.is_told(f"/vangmat {SINCE} - {UNTIL}; Nguyễn Văn An", "Đã ghi")
    world.cuc.receives("chuyển sang đồng chí giữ: NV-1")
    await world.cuc.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(2, 8))
    world.an.receives("thay đồng chí Phạm Văn Bình", "chuyển sang đồng chí giữ: NV-1")
    world.cuc.receives("Đồng chí Phạm Văn Bình còn vắng mặt", "đồng chí Nguyễn Văn An làm thay", "thôi làm thay")
    world.nothing_else_was_said()
