from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.clock import StandingClock
from bot.trial.telegram import BotApi
from tests.scenarios.cast import MONDAY, TOKEN, World, opened, seat, served


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The cast on a Monday at 08:00, everybody linked, nothing assigned."""
    clock = StandingClock(MONDAY)
    api = BotApi(clock, TOKEN)
    database = tmp_path / "dondoc.db"
    async with served(api) as network, AsyncExitStack() as stay:
        program = await stay.enter_async_context(opened(network.address, f"sqlite:///{database}", clock))
        made = World(api=api, program=program, clock=clock, network=network, database=database, stay=stay)
        await seat(made)
        yield made
