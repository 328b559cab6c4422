"""Circulars are no work: wherever work is listed they have one line each, below it, however many have not read them."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import LAND, World, form, moment
from tests.scenarios.messengers import HEADING

pytestmark = pytest.mark.on_every_channel

CIRCULAR = {"Nội dung": "Quy chế làm việc mới", "Gửi": "Phòng Kinh tế, Phòng Tài nguyên", "Hạn": "02/12/2026"}


async def _sent(world: World) -> None:
    """A task and a circular that five people have not read, both due on Wednesday the second, long overdue."""
    await world.clerk.assigns(Chủ_trì="Phòng Tài nguyên", Hạn="02/12/2026", Người_giao="Trần Quốc Hùng")
    await world.clerk.says(form("phobien", CIRCULAR, Người_giao=None))
    await world.clerk.presses("Gửi")


def _since(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


async def test_lists_of_work_name_a_circular_once_and_below(world: World) -> None:
    await _sent(world)
    await world.until(moment(4, 9))
    _since(world)
    shown = await world.clerk.is_told("/dutdiem", "Việc quá hạn ở cả cơ quan: 1", "NV-1")
    last = "PB-1 Quy chế làm việc mới – 5 người chưa đọc, hạn Thứ Tư 02/12/2026 17:00; xem /viec PB-1"
    assert shown.text.partition(HEADING)[0].rstrip().endswith(last)
    shown = await world.duc.is_told(
        "/donvi", f"{LAND}: 1 phần việc đang mở (quá hạn 1,", "Văn bản phổ biến chưa đọc hết"
    )
    assert shown.text.count("PB-1") == 1
    assert "PB-1 Quy chế làm việc mới: 2 người chưa đọc" in shown.text
    assert "đồng chí Hoàng Minh Đức 1 (1 quá hạn)" in shown.text
    for command in ("/dagiao", "/dagiao quá hạn", "/dagiao tất cả"):
        shown = await world.clerk.is_told(command, "giao: 1 phần việc", "PB-1 Quy chế làm việc mới – 5 người chưa đọc")
        assert shown.text.count("• PB-1") == 1
    world.nothing_else_was_said()


async def test_the_leaders_day_has_room_for_work(world: World) -> None:
    await world.clerk.is_told("/quydinh Phiếu ngày: bật", "bật")
    await _sent(world)
    await world.until(moment(4, 7, 59))
    _since(world)
    await world.until(moment(4, 8, 1))
    world.leader.receives(
        "Quá hạn ở cả cơ quan: 1\n• NV-1",
        "Văn bản phổ biến quá hạn đọc: 1\n• PB-1 Quy chế làm việc mới – 5 người chưa đọc",
    )


async def test_the_ladder_names_a_circular_once_to_who_sent_it(world: World) -> None:
    await _sent(world)
    await world.until(moment(8, 9))
    said = [one.text.partition(HEADING)[0] for one in world.clerk.said_by_bot()]
    told = [text for text in said if "PB-1" in text and "chưa đọc" in text]
    assert told
    assert all(text.count("PB-1") <= 1 for text in told)
    assert any("PB-1 – Quy chế làm việc mới: 5 người chưa đọc" in text for text in told)


@pytest.mark.telegram_alone("two days to the second: a press there takes the time in which a menu is read")
async def test_what_waits_too_long_with_others_stands_in_the_leaders_day(world: World) -> None:
    """The deputy of nobody: a result that the head lets lie is named to the head of the whole, with who holds it."""
    await world.clerk.is_told("/quydinh Phiếu ngày: bật", "bật")
    await world.binh.assigns(Hạn="18/12/2026")
    await world.an.says("/xong NV-1 Báo cáo số 45")
    await world.until(moment(3, 7, 59))
    _since(world)
    await world.until(moment(3, 8, 1))
    world.leader.receives("Chờ người khác quyết định, nghiệm thu quá lâu: 1\n• NV-1", "đồng chí Phạm Văn Bình giữ")
