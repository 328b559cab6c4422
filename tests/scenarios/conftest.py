from __future__ import annotations

from collections.abc import AsyncIterator
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
    async with served(api) as base, opened(base, f"sqlite:///{tmp_path}/dondoc.db", clock) as program:
        made = World(api=api, program=program, clock=clock)
        await seat(made)
        yield made
