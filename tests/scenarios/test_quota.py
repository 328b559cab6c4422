"""A channel that allows so many messages a month: the office is told in time, what need not go at once is gathered, and
when none is left who has another channel is written to there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scenarios.cast import World, moment
from tests.scenarios.second_channel import SHORT, Pigeon, takes_up

AN = "a9f0c3b2d4e5f6a7b8c9"


@pytest.fixture
async def zalo(world: World) -> Pigeon:
    """A channel of that name, in memory, by which An was heard last; it allows a hundred messages a month."""
    zalo = Pigeon(name="zalo", traits=replace(SHORT, longest_text=2000, monthly_messages=100))
    world.program.channels[zalo.name] = zalo
    await takes_up(world, world.an, channel=zalo.name, chat_id=AN)
    return zalo


async def has_sent(world: World, count: int) -> None:
    """So many more in this month, by whichever process."""
    for _ in range(count):
        world.program.count_sent("zalo")
    await world.step()
    await world.step()


async def test_the_office_is_told_of_each_level_once(world: World, zalo: Pigeon) -> None:
    await has_sent(world, 79)
    world.clerk.receives_nothing()
    await has_sent(world, 1)
    world.clerk.receives("Bot Zalo đã gửi 80 trong 100 tin", "mỗi người một tin một ngày", "01/12/2026")
    await has_sent(world, 10)
    world.clerk.receives_nothing()
    await has_sent(world, 10)
    world.clerk.receives("Bot Zalo đã gửi 100 trong 100 tin", "không gửi được nữa")
    await world.clerk.is_told("/trangthai", "Zalo đã gửi trong tháng: 100 tin")
    world.nothing_else_was_said()


async def test_with_none_left_what_comes_goes_by_the_other_channel(world: World, zalo: Pigeon) -> None:
    await has_sent(world, 100)
    world.clerk.receives("Bot Zalo đã gửi 100 trong 100 tin")
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    assert zalo.said == []
    await world.until(moment(1, 8))
    await world.clerk.assigns(Việc="Việc của tháng sau")
    assert "Việc của tháng sau" in zalo.said[-1][1], "counted anew"


async def test_when_it_runs_short_each_hears_once_a_day_of_what_need_not_go_at_once(world: World, zalo: Pigeon) -> None:
    """Two reminders of one day, hours apart: one goes, the other waits for the next morning."""
    for work, due in (("Việc một", "16h30 ngày 03/12/2026"), ("Việc hai", "10h00 ngày 03/12/2026")):
        await world.clerk.assigns(Việc=work, Hạn=due)
    await world.until(moment(2, 7))
    await has_sent(world, 85)
    before = len(zalo.said)
    await world.until(moment(3, 7))
    world.clerk.receives("Bot Zalo đã gửi 8")
    assert len(zalo.said) - before <= 1
    await world.until(moment(3, 23))
    assert len(zalo.said) - before <= 2
    await world.until(moment(4, 12))
    said = "".join(text for _, text in zalo.said[before:])
    assert "NV-1" in said
    assert "NV-2" in said
