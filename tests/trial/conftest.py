"""The real telegram.Bot against the trial Bot API, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp.test_utils import BaseTestServer, TestServer
from telegram import Bot

from bot.clock import StandingClock
from bot.trial.serving import application
from bot.trial.telegram import BotApi

TOKEN = "123456:trial"
AN, BINH, STRANGER = 11, 12, 99
GROUP = -1001234


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.fixture
async def api(clock: StandingClock) -> BotApi:
    api = BotApi(clock, TOKEN)
    await api.add_person(AN, "An", "Nguyễn Văn", caption="Chuyên viên, Phòng Kế hoạch")
    await api.add_person(BINH, "Bình", caption="Trưởng phòng")
    return api


@pytest.fixture
async def server(api: BotApi) -> AsyncIterator[BaseTestServer]:
    async with TestServer(application(api)) as server:
        yield server


def client(server: BaseTestServer) -> Bot:
    base = str(server.make_url("/")).rstrip("/")
    return Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")


@pytest.fixture
async def bot(server: BaseTestServer) -> AsyncIterator[Bot]:
    async with client(server) as bot:
        yield bot


@pytest.fixture
async def other_bot(server: BaseTestServer) -> AsyncIterator[Bot]:
    """The same bot once more, started by mistake."""
    async with client(server) as bot:
        yield bot
