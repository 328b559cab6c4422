"""An office that is read by Zalo, over HTTP and with a database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from sqlalchemy import text

from actions.delivery import intake
from actions.installation import Office
from bot.clock import StandingClock
from bot.confirming import ConfirmedClock
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.serving import zalo_application
from channels.pieces import value_of
from channels.zalo.client import ZaloClient
from channels.zalo.envelopes import message_in
from domain.hearing import ChannelHearing
from storage.database import Database
from storage.inbox import Fresh
from tests.channels.zalo.cast import TOKEN, ZONE

MONDAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
AN = 11
WEBHOOK = "https://dondoc.example/zalo-1f9c"
SECRET = "mat-khau-cua-webhook"


@dataclass
class Read:
    """`taken` are the keys of what was stored anew."""

    api: ZaloApi
    standing: StandingClock
    clock: ConfirmedClock
    office: Office
    client: ZaloClient
    taken: list[int] = field(default_factory=list)

    def on_stored(self, fresh: Fresh) -> None:
        self.taken += sorted(fresh)

    async def stored(self) -> list[str]:
        """What was said, in the order in which it was stored."""
        async with self.office.database.reading() as connection:
            kept = await connection.scalars(text("SELECT raw FROM inbox ORDER BY id"))
            return [str(value_of(message_in(raw)["text"])) for raw in kept]

    async def hearing(self) -> ChannelHearing | None:
        return await intake.hearing_of(self.office, "zalo", self.clock.now())


@asynccontextmanager
async def reading(database: Database) -> AsyncIterator[Read]:
    standing = StandingClock(MONDAY)
    clock = ConfirmedClock(standing)
    api = ZaloApi(standing, TOKEN)
    await api.add_person(AN, "Nguyễn Văn An")
    async with TestServer(zalo_application(api)) as server:
        api.address = str(server.make_url("")).rstrip("/")
        client = ZaloClient(
            TOKEN,
            api_base=api.address,
            proxy=None,
            zone=ZONE,
            clock=clock.now,
            on_leaving=clock.leaves,
            on_sent=lambda: None,
        )
        try:
            yield Read(api=api, standing=standing, clock=clock, office=Office(database, timezone=ZONE), client=client)
        finally:
            await client.close()


async def comes_true(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  # the loop of another task
            await asyncio.sleep(0.01)


async def post(url: str, event: Any, *, secret: str = SECRET) -> int:
    headers = {"X-Bot-Api-Secret-Token": secret}
    async with ClientSession() as session, session.post(url, json=event, headers=headers) as answer:
        return answer.status
