"""While one channel is out of reach, who has another hears by that; who has none hears later, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.scenarios.cast import World, moment
from tests.scenarios.second_channel import SHORT, Pigeon, takes_up

AN = "a9f0c3b2d4e5f6a7b8c9"
DUE = moment(2, 8)  # three working days before the deadline


@pytest.fixture
async def pigeon(world: World) -> Pigeon:
    """An has an account there, and hears by Telegram, as he chose."""
    pigeon = Pigeon(traits=replace(SHORT, longest_text=2000))
    world.program.channels[pigeon.name] = pigeon
    await takes_up(world, world.an, channel=pigeon.name, chat_id=AN)
    await world.an.is_told("/kenh telegram", "Từ nay Dondoc nhắn đồng chí qua Telegram")
    return pigeon


async def passes(world: World, until: datetime) -> None:
    """The program lives on, though it can read nothing, ten seconds at a time."""
    while world.clock.now() < until:
        world.clock.move_to(min(world.clock.now() + timedelta(seconds=10), until))
        await world.program.tick()
        await world.program.sender.send_due()


async def test_with_telegram_out_of_reach_a_reminder_comes_by_the_other_within_a_minute(
    world: World, pigeon: Pigeon
) -> None:
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(DUE - timedelta(minutes=5))
    await world.network.cut()
    await passes(world, DUE + timedelta(minutes=1))
    ((_, text),) = pigeon.said
    assert "NV-1" in text
    tried = world.stored(
        "SELECT act, json_extract(data, '$.channel') FROM journal WHERE act LIKE 'notice.%' AND "
        "json_extract(data, '$.step') IS NOT NULL"
    )
    assert set(tried[:-2]) <= {("notice.sending", "telegram"), ("notice.not_sent", "telegram")}
    assert tried[-2:] == [("notice.sending", "pigeon"), ("notice.sent", "pigeon")]
    assert "(Gửi lại)" not in text, "nothing of it had left before"


async def test_once_it_can_be_reached_again_what_comes_next_goes_there(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(DUE - timedelta(minutes=5))
    await world.network.cut()
    await passes(world, DUE + timedelta(minutes=2))
    assert len(pigeon.said) == 1
    await world.network.mend()
    await world.until(moment(7, 8))
    world.an.receives("NV-1")
    assert len(pigeon.said) == 1


async def test_who_has_no_other_hears_when_it_can_be_reached_again(world: World, pigeon: Pigeon) -> None:
    await world.clerk.assigns(**{"Chủ trì": "Ngô Văn Khánh"})
    world.khanh.receives("Đồng chí được giao chủ trì")
    await world.khanh.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(DUE - timedelta(minutes=5))
    await world.network.cut()
    await passes(world, DUE + timedelta(minutes=2))
    assert pigeon.said == []
    await world.network.mend()
    await world.forward(minutes=6)
    world.khanh.receives("NV-1")
