"""The door at which a platform hands out events: who may, how much, and what if it could not be stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web

from channels.webhooks import LONGEST, WebhookDoor
from tests.channels.zalo.reading import comes_true

HEADER = "X-Secret"
SECRET = "mat-khau-cua-webhook"
EVENT = '{"event_name": "message.text.received", "message": {"text": "đã nhận"}}'


class Standing:
    """A door, and what came through it."""

    def __init__(self) -> None:
        self.took: list[str] = []
        self.stores = True
        self.door = WebhookDoor("/w/z", header=HEADER, secret=SECRET, take=self.take)
        self.url = ""

    async def take(self, event: str) -> None:
        if not self.stores:
            raise OSError("the database is away")
        self.took.append(event)

    async def comes(self, body: object, *, secret: str | None = SECRET, method: str = "POST") -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with ClientSession() as session, session.request(method, self.url, data=body, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def standing() -> AsyncIterator[Standing]:
    standing = Standing()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.add_routes(standing.door.routes())
    runner = web.AppRunner(app)  # as the program serves it: who hangs up ends no handler
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    standing.url = f"http://127.0.0.1:{runner.addresses[0][1]}/w/z"
    yield standing
    await runner.cleanup()


async def test_what_comes_with_the_secret_is_taken_as_it_came(standing: Standing) -> None:
    assert await standing.comes(EVENT) == 200
    assert await standing.comes(b'{"broken": "\xff') == 200
    assert standing.took == [EVENT, '{"broken": "\ufffd']


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "mật-khẩu"])
async def test_without_the_secret_nothing_is_taken(standing: Standing, secret: str | None) -> None:
    assert await standing.comes(EVENT, secret=secret) == 401
    assert (standing.took, standing.door.turned_away) == ([], 0)


async def pieces(length: int) -> AsyncIterator[bytes]:
    for _ in range(length // 50_000):
        yield b"a" * 50_000


async def test_what_is_longer_than_any_event_is_not_read(standing: Standing) -> None:
    assert await standing.comes(b"a" * 5_000_000) == 413
    assert await standing.comes(pieces(5_000_000)) == 413
    assert await standing.comes(b"a" * LONGEST) == 200
    assert [len(one) for one in standing.took] == [LONGEST]
    assert standing.door.turned_away == 2


@asynccontextmanager
async def line_to(standing: Standing) -> AsyncIterator[asyncio.StreamWriter]:
    port = int(standing.url.split(":")[2].split("/")[0])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    yield writer
    writer.close()
    await writer.wait_closed()


async def test_half_an_event_is_none(standing: Standing) -> None:
    head = f"POST /w/z HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\nContent-Length: 400\r\n\r\n"
    async with line_to(standing) as writer:
        writer.write(head.encode() + EVENT.encode())
        await writer.drain()
    assert await standing.comes(EVENT) == 200
    assert standing.took == [EVENT], "the whole one alone"
    await comes_true(lambda: standing.door.turned_away == 1)  # the platform may not bring it again


async def test_what_could_not_be_stored_is_refused_so_that_it_may_come_again(
    standing: Standing, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    standing.stores = False
    assert await standing.comes(EVENT) == 503
    assert standing.door.turned_away == 1
    standing.stores = True
    assert await standing.comes(EVENT) == 200
    ours = "".join(capfd.readouterr())
    assert "event_not_stored" in ours
    assert "/w/z" not in ours, "an address may hold a secret"
    assert not any(word in caplog.text + ours for word in (SECRET, "đã nhận"))


async def test_an_address_that_is_tried_out_answers_and_takes_nothing(standing: Standing) -> None:
    assert await standing.comes(b"") == 200
    assert await standing.comes(b"", method="GET") == 405
    assert standing.took == []
