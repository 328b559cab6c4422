"""One messenger is dead from the start of the program: the other is read, handled and answered all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.health import health_of
from bot.program import Program
from tests.scenarios.cast import TOKEN, Channels, World, at_their_address, settings_for
from tests.scenarios.channels import MIXED


@pytest.fixture
def channels() -> Channels:
    """An is on Zalo, Bình on Telegram."""
    return MIXED


async def comes_true(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  # the walks of the program
            await asyncio.sleep(0.02)


async def test_with_telegram_dead_zalo_is_read_and_answered(world: World) -> None:
    await world.stops()
    await world.network.cut()
    assert world.zalo is not None
    settings = settings_for(world.network.address, f"sqlite:///{world.database}", zalo=world.zalo)
    program = Program(settings, world.clock, token=TOKEN)
    await program.prepare()
    async with at_their_address(world.zalo, program), program.running():
        await comes_true(lambda: "zalo" in program.reads())
        await world.zalo.api.say(world.an.user_id, "/viec")
        await comes_true(lambda: bool(world.an.unread()))
        faults = (await health_of(program)).faults
    await program.close()
    world.an.receives("không có việc nào đang chờ")
    assert any(fault.startswith("platform telegram: ") for fault in faults)
    assert not any(fault.startswith("platform zalo: ") for fault in faults)


async def test_with_zalo_dead_telegram_is_read_and_answered(world: World) -> None:
    await world.stops()
    assert world.zalo is not None
    await world.zalo.network.cut()
    settings = settings_for(world.network.address, f"sqlite:///{world.database}", zalo=world.zalo)
    program = Program(settings, world.clock, token=TOKEN)
    await program.prepare()
    async with at_their_address(world.zalo, program), program.running():
        await comes_true(lambda: "telegram" in program.reads())
        await world.api.say(world.binh.user_id, "/viec")
        await comes_true(lambda: bool(world.binh.unread()))
        faults = (await health_of(program)).faults
    await program.close()
    world.binh.receives("không có việc nào đang chờ")
    assert any(fault.startswith("platform zalo: ") for fault in faults)
    assert not any(fault.startswith("platform telegram: ") for fault in faults)
