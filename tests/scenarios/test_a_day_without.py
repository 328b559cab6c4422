"""One messenger is out of reach for a day: who has the other hears by that within a minute of the moment."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from tests.scenarios.cast import Channels, Network, Player, World, moment
from tests.scenarios.channels import MIXED

DUE = moment(2, 8)  # three working days before the deadline
SECONDS = 10


@pytest.fixture
def channels() -> Channels:
    """An is on Zalo, Bình on Telegram."""
    return MIXED


def code_in(text: str) -> str:
    found = re.search(r"/start (\S{12})", text)
    assert found is not None, text
    return found[1]


async def adds(world: World, player: Player, channel: str) -> Player:
    """The same person at the other messenger, by a code of their own; they go on hearing where they did."""
    told = await player.is_told("/kenh thêm", "Mã của riêng đồng chí")
    other = world.add_player(f"{player.name} {channel}", player.user_id, player.name, channel)
    await other.on.add_person(player.user_id, player.name)
    await other.is_told(f"/start {code_in(told.text)}", "Đã liên kết")
    world.clerk.receives(player.name, "vừa liên kết tài khoản")
    before = player.on.channel
    await player.is_told(f"/kenh {before}", "Từ nay Dondoc nhắn đồng chí qua")
    return other


async def passes(world: World, until: datetime, *, step: timedelta) -> None:
    """The program lives on, though one of its messengers can neither be read nor written to."""
    while world.clock.now() < until:
        world.clock.move_to(min(world.clock.now() + step, until))
        await world.program.tick()
        await world.program.sender.send_due()


async def a_day_without(world: World, network: Network, *, on: Player, instead: Player) -> None:
    """From the evening before the moment to the evening after it; the task is that player's."""
    await world.clerk.assigns(**{"Chủ trì": on.name})
    on.receives("Đồng chí được giao chủ trì")
    await on.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(DUE - timedelta(hours=15))
    await network.cut()
    await passes(world, DUE - timedelta(seconds=SECONDS), step=timedelta(hours=3))
    instead.receives_nothing()
    await passes(world, DUE + timedelta(minutes=1), step=timedelta(seconds=SECONDS))
    instead.receives("Sắp đến hạn: NV-1")
    await passes(world, DUE + timedelta(hours=9), step=timedelta(hours=1))
    instead.receives_nothing()
    await network.mend()
    await world.until(moment(3, 9))
    on.receives_nothing()
    instead.receives_nothing()


def attempts(world: World) -> list[tuple[object, ...]]:
    return world.stored(
        "SELECT act, json_extract(data, '$.channel') FROM journal WHERE act IN ('notice.sent', 'notice.uncertain') AND "
        "json_extract(data, '$.step') IS NOT NULL"
    )


async def test_with_telegram_out_of_reach_zalo_says_it(world: World) -> None:
    other = await adds(world, world.binh, "zalo")
    await a_day_without(world, world.network, on=world.binh, instead=other)
    assert attempts(world) == [("notice.sent", "zalo")]


async def test_with_zalo_out_of_reach_telegram_says_it(world: World) -> None:
    other = await adds(world, world.an, "telegram")
    assert world.zalo is not None
    await a_day_without(world, world.zalo.network, on=world.an, instead=other)
    assert attempts(world) == [("notice.sent", "telegram")]
