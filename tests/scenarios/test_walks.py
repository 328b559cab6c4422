"""The walks of the running program: side by side, begun again when they stumble, quiet until people are heard out."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta

from bot.health import health_of
from tests.scenarios.cast import World, moment, opened

DUE = "16h30 ngày 01/12/2026"


async def comes_true(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  # the walks run beside the test: there is no event to wait for
            await asyncio.sleep(0.02)


async def test_a_press_made_while_the_program_was_down_counts_as_made_when_it_was_last_heard(world: World) -> None:
    await world.clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí", Hạn=DUE)
    world.binh.receives("Phòng Kinh tế được lấy ý kiến")
    await world.until(moment(1, 15))
    await world.stops()
    await world.sleep_until(moment(1, 16))
    await world.binh.on.presses(world.binh.user_id, "Đồng ý", None)
    world.binh.read = len(world.binh.said_by_bot())
    await world.sleep_until(moment(1, 18))
    async with opened(world.network.address, f"sqlite:///{world.database}", world.clock) as program, program.running():
        await comes_true(lambda: any("Đã gửi ý kiến" in one.text for one in world.binh.unread()))
    assert not any("mặc nhiên" in one.text or "muộn" in one.text for one in world.binh.unread())


async def test_nobody_is_told_overdue_whose_result_was_waiting(world: World) -> None:
    await world.clerk.assigns(Hạn=DUE)
    world.an.receives("được giao chủ trì")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(1, 15))
    await world.stops()
    await world.sleep_until(moment(1, 16))
    await world.api.say(world.an.user_id, "/xong NV-1 Báo cáo số 45")
    await world.sleep_until(moment(1, 17))
    async with opened(world.network.address, f"sqlite:///{world.database}", world.clock) as program, program.running():
        await comes_true(lambda: any("đã nộp kết quả" in one.text for one in world.clerk.unread()))
    assert not any("Quá hạn" in one.text for player in (world.an, world.binh) for one in player.unread())


async def test_a_walk_that_stumbles_over_the_database_is_begun_again(world: World) -> None:
    async with opened(world.network.address, f"sqlite:///{world.database}", world.clock) as program, program.running():
        await comes_true(lambda: program.lines["telegram"].reader.leads)
        await asyncio.to_thread(_run, world, "ALTER TABLE leases RENAME TO leases_away")
        world.pass_time(timedelta(seconds=6))  # the lease is renewed
        await comes_true(lambda: "reading telegram" in program.stumbled)
        assert "reading telegram stumbled" in (await health_of(program)).faults
        await asyncio.to_thread(_run, world, "ALTER TABLE leases_away RENAME TO leases")
        await world.api.say(world.an.user_id, "/viec")
        await comes_true(lambda: any("không có việc nào" in one.text for one in world.an.unread()))


def _run(world: World, statement: str) -> None:
    """In a thread: the program's own writers need this loop to let go of the lock."""
    connection = sqlite3.connect(world.database, timeout=30, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")  # the write lock first: to read and then ask for it can be refused at once
    connection.execute(statement)
    connection.execute("COMMIT")
    connection.close()
