from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.clock import StandingClock
from bot.trial.telegram import BotApi
from tests.scenarios.cast import MONDAY, TOKEN, Player, World, opened, seat, served, turn_sheets_off


@asynccontextmanager
async def a_world(folder: Path, *, admins: str = "") -> AsyncIterator[World]:
    clock = StandingClock(MONDAY)
    api = BotApi(clock, TOKEN)
    database = folder / "dondoc.db"
    async with served(api) as network, AsyncExitStack() as stay:
        program = await stay.enter_async_context(opened(network.address, f"sqlite:///{database}", clock, admins=admins))
        await turn_sheets_off(program)
        yield World(api=api, program=program, clock=clock, network=network, database=database, stay=stay)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The cast on a Monday at 08:00, everybody linked, nothing assigned."""
    async with a_world(tmp_path) as made:
        await seat(made)
        yield made


@pytest.fixture
async def empty_world(tmp_path: Path) -> AsyncIterator[World]:
    """The first minute of an installation: nobody is entered, and the account 1001 is named in ADMIN_IDS."""
    async with a_world(tmp_path, admins="1001") as made:
        for number, key, name in ((1001, "clerk", "Lê Thị Hoa"), (1002, "binh", "Bình"), (1003, "an", "An")):
            await made.api.add_person(number, name)
            made.players[key] = Player(world=made, user_id=number, name=name)
        yield made
