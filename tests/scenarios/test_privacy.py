"""What is recorded about whoever uses the bot, and who sees it: said once, at /start; that it was read is on record."""

from __future__ import annotations

from domain.acts import Act
from tests.scenarios.cast import World

SAID = "Về dữ liệu cá nhân"
TOLD = "SELECT act, actor_id FROM journal WHERE act LIKE 'privacy.%' ORDER BY seq"


async def test_it_is_said_once_and_that_it_was_read_is_in_the_journal(world: World) -> None:
    an = world.an
    said = await an.is_told("/start", "Xin chào", SAID, "người xem được là", "/toi")
    assert an.labels(said) == ["Đã đọc"]
    await an.presses("Đã đọc")
    an.receives("Đã ghi nhận đồng chí đã đọc")
    again = await an.is_told("/start", "Xin chào")
    assert SAID not in again.text
    assert an.labels(again) == []
    ((person,),) = world.stored("SELECT id FROM people WHERE name = 'Nguyễn Văn An'")
    assert world.stored(TOLD) == [(Act.PRIVACY_SAID, person), (Act.PRIVACY_READ, person)]
    await an.is_told("/start đã đọc", "trước đó")
    assert len(world.stored(TOLD)) == 2
    world.nothing_else_was_said()


async def test_it_can_be_typed(world: World) -> None:
    await world.binh.is_told("/start", SAID, "/start đã đọc")
    await world.binh.is_told("/start Đã đọc", "Đã ghi nhận đồng chí đã đọc")
    assert [act for act, _ in world.stored(TOLD)] == [Act.PRIVACY_SAID, Act.PRIVACY_READ]
    world.nothing_else_was_said()


async def test_it_is_said_with_the_link_to_whoever_is_new(empty_world: World) -> None:
    world = empty_world
    await world.clerk.is_told("/start", SAID)
    await world.clerk.says("/donvimoi Phòng Kinh tế")
    await world.clerk.says("/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên")
    await world.clerk.says("/moi Nguyễn Văn An")
    world.clerk.read = len(world.clerk.said_by_bot())
    ((code,),) = [
        [word for word in one.text.split() if word.startswith("https://t.me/")][:1]
        for one in world.clerk.said_by_bot()
        if "https://t.me/" in one.text
    ][-1:]
    said = await world.an.is_told(f"/start {code.partition('start=')[2].rstrip('.')}", "Đã liên kết", SAID)
    assert world.an.labels(said) == ["Đã đọc"]
    assert [act for act, _ in world.stored(TOLD)] == [Act.PRIVACY_SAID, Act.PRIVACY_SAID]
    again = await world.an.is_told("/start", "Xin chào")
    assert SAID not in again.text


async def test_nobody_without_an_account_is_told_or_recorded(world: World) -> None:
    told = await world.stranger.is_told("/start", "mã mời")
    assert SAID not in told.text
    assert world.stored(TOLD) == []
    world.nothing_else_was_said()
