"""Calm: what falls due together is one message, after a holiday and after days of downtime too (M27, M29)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.delivery import deliver
from benchmarks.downtime import come_back
from benchmarks.start import measure
from tests.scenarios.cast import World, moment


async def test_a_head_has_one_message_for_all_his_people_with_a_button_for_each_case(world: World) -> None:
    for _ in range(6):
        await world.clerk.assigns(Hạn="18/12/2026")
        world.an.receives("Đồng chí được giao chủ trì")
    await world.until(moment(2, 8, 1))
    told = world.binh.receives("Tổng hợp 6 việc", "chưa xác nhận đã nhận 6", "NV-1", "NV-6", "Tiếp theo:")
    assert world.binh.labels(told) == [f"NV-{number}" for number in range(1, 7)]
    world.an.receives("Tổng hợp 6 việc")  # a day before
    world.an.receives("Tổng hợp 6 việc")
    world.nothing_else_was_said()


async def test_what_was_done_meanwhile_is_left_out_of_the_digest(world: World) -> None:
    for number in range(6):
        await world.clerk.assigns(Hạn="18/12/2026")
        world.an.receives(f"NV-{number + 1}")
    await world.sleep_until(moment(1, 8))
    await world.program.tick()
    await world.an.is_told("/nhan NV-3", "Đã ghi nhận")
    told = world.an.receives("Tổng hợp 5 việc")
    assert "NV-3" not in told.text
    world.nothing_else_was_said()


async def test_the_first_working_day_after_a_holiday_opens_with_one_digest(world: World) -> None:
    """New Year's Day 2027 is a Friday: what fell due on it, and over the weekend, is said on Monday at 07:30."""
    for number in range(5):
        await world.clerk.assigns(Hạn="12h ngày 01/01/2027", Khẩn="Khẩn")
        world.an.receives(f"NV-{number + 1}")
        await world.an.is_told(f"/nhan NV-{number + 1}", "Đã ghi nhận")
    await world.until(moment(31, 18))
    for player in (world.an, world.binh, world.clerk, world.leader):
        player.read = len(player.said_by_bot())
    await world.until(moment(3, 23, month=1).replace(year=2027))
    world.an.receives_nothing()
    await world.until(moment(4, 7, 30, month=1).replace(year=2027))
    for player in (world.an, world.binh):
        player.receives("Sau kỳ nghỉ, có 5 việc cần đồng chí xem", "quá hạn 5")
    world.nothing_else_was_said()


async def test_after_a_week_of_downtime_each_has_a_message_and_the_rest_is_superseded(tmp_path: Path) -> None:
    """`python -m benchmarks.downtime --duties 10000` in short."""
    came = await come_back(f"sqlite:///{tmp_path}/dondoc.db", duties=300, people=61)
    assert came.is_calm, str(came)
    assert came.at_once == dict.fromkeys(range(1, 62), 1), "one message each, the office and the heads among them"
    assert set(came.notices) <= {"said", "superseded"}


async def test_who_is_out_of_reach_delays_nobody_and_no_limit_is_passed(tmp_path: Path) -> None:
    """`python -m benchmarks.delivery --people 1000 --lost 1` in short."""
    speed = await deliver(tmp_path, f"sqlite:///{tmp_path}/dondoc.db", people=45, lost=1)
    assert speed.refused == 0
    assert speed.states["sent"] >= 43
    assert speed.seconds < 10, "the answer that never comes is waited for by nobody"


async def test_a_start_and_an_idle_tick_do_not_depend_on_what_is_stored(tmp_path: Path) -> None:
    """`python -m benchmarks.start --duties 100000` in short."""
    for name in ("few", "many"):
        (tmp_path / name).mkdir()
    few = await measure(f"sqlite:///{tmp_path}/few/dondoc.db", duties=10, ticks=30)
    many = await measure(f"sqlite:///{tmp_path}/many/dondoc.db", duties=2000, ticks=30)
    assert many.work - few.work < 2
    assert many.idle < 5 * few.idle
