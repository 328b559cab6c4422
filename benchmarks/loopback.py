"""The platform of the measurements: the trial's Bot API on loopback, with people in it."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.typedefs import Handler

from benchmarks.bulk import account_of
from bot.clock import Clock
from bot.trial.serving import application
from bot.trial.telegram import BotApi


@asynccontextmanager
async def served(api: BotApi, *, calls: Counter[str] | None = None) -> AsyncIterator[str]:
    """Its address, while the block lasts; `calls` counts what is asked of it, by method."""
    app = application(api)

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        if calls is not None:
            calls[request.path.rpartition("/")[2]] += 1
        return await handler(request)

    app.middlewares.append(note)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server = site._server
    assert server is not None
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"  # type: ignore[attr-defined]
    finally:
        api.stop()
        await runner.cleanup()


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def peopled(clock: Clock, token: str, people: Iterable[int]) -> BotApi:
    api = BotApi(clock, token)
    for person in people:
        await api.add_person(account_of(person), f"Người {person}")
    return api
