"""Half the people of a run on Zalo: its server on loopback, their accounts, and the faults that it may have."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from random import Random

from aiohttp import web
from sqlalchemy import update

from benchmarks.bulk import account_of
from bot.clock import Clock
from bot.trial.faults import FaultKind, PlatformFault
from bot.trial.zalo.people import account_id, message_id
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.serving import zalo_application
from channels.zalo.envelopes import CHANNEL
from storage import settings_store, tables
from storage.database import Database
from storage.people import CHART

TOKEN = "4242424242424242424:test"
SECRET = "mat-khau-webhook"
PATH = "/webhook/zalo"
MANY = 10**6  # more than any run sends in a month, or has people
# These pass by themselves: none takes an account, the token or the month's messages away.
PASSING: tuple[FaultKind, ...] = (
    *("reset_before", "reset_after", "stall", "server_error", "bad_gateway_html", "bad_json", "internal_error"),
)


def is_on_zalo(person_id: int) -> bool:
    """Every second one; the clerk is on Telegram."""
    return person_id % 2 == 0


async def take_up(database: Database, people: Iterable[int]) -> None:
    """Their accounts are of Zalo, and of nothing else."""
    moved = [one for one in people if is_on_zalo(one)]
    async with database.writing() as connection:
        for person_id in moved:
            name = account_id(account_of(person_id))
            account = update(tables.accounts).where(tables.accounts.c.person_id == person_id)
            await connection.execute(account.values(channel=CHANNEL, user_id=name, chat_id=name))
        await settings_store.changed(connection, CHART)


@asynccontextmanager
async def served_zalo(clock: Clock, people: Iterable[int], *, port: int) -> AsyncIterator[tuple[ZaloApi, str]]:
    """The server and its address; it sends events to the program at that port, again where they were not taken."""
    api = ZaloApi(clock, TOKEN)
    api.redelivers = True
    api.loopback = api.served_at = f"http://127.0.0.1:{port}"
    for person_id in filter(is_on_zalo, people):
        await api.add_person(account_of(person_id), f"Người {person_id}")
    runner = web.AppRunner(zalo_application(api), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert server is not None
    api.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
    try:
        yield api, api.address
    finally:
        api.stop()
        await runner.cleanup()


def settings(base: str, *, port: int) -> dict[str, str]:
    """Of a program that has Zalo beside Telegram."""
    return {
        "ZALO_BOT_TOKEN": TOKEN,
        "ZALO_API_BASE": base,
        "ZALO_WEBHOOK_URL": f"https://127.0.0.1{PATH}",
        "ZALO_WEBHOOK_SECRET": SECRET,
        "ZALO_MONTHLY_MESSAGES": str(MANY),
        "ZALO_USERS": str(MANY),
        "HTTP_PORT": str(port),
    }


def fault(chance: Random) -> PlatformFault:
    method = chance.choices(("sendMessage", "getWebhookInfo", None), (14, 5, 1))[0]
    return PlatformFault(kind=chance.choice(PASSING), method=method, times=chance.randrange(1, 6))


def text_shown(api: ZaloApi, person_id: int, platform_id: str) -> str | None:
    """What that message says in the person's chat; None where it is not there."""
    chat_id = account_of(person_id)
    found = (one for one in api.messages(chat_id) if message_id(chat_id, one.message_id) == platform_id)
    return next((one.text for one in found), None)
