"""A picture is read from the open net, and never from within the office's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from channels.zalo import pictures
from channels.zalo.pictures import PictureReader
from domain.refusals import FileGone
from handlers.delivery.outcomes import ChannelDown, NotSent, ServerTrouble
from handlers.front.heard import FileTooLarge


@asynccontextmanager
async def server(answer: web.StreamResponse | bytes, asked: list[str] | None = None) -> AsyncIterator[str]:
    async def serve(request: web.Request) -> web.StreamResponse:
        if asked is not None:
            asked.append(request.path)
        return web.Response(body=answer) if isinstance(answer, bytes) else answer

    app = web.Application()
    app.router.add_get("/{way:.*}", serve)
    async with TestServer(app) as running:
        yield str(running.make_url("")).rstrip("/")


async def test_a_picture_of_the_server_that_the_settings_name() -> None:
    async with server(b"\xff\xd8anh") as base:
        assert await PictureReader(api_base=base, proxy=None).read(f"{base}/1.jpg") == b"\xff\xd8anh"


@pytest.mark.parametrize(
    "address",
    [
        "http://{host}/1.jpg",
        "https://{host}/1.jpg",
        "https://localhost:{port}/1.jpg",
        "https://127.1:{port}/1.jpg",
        "https://2130706433:{port}/1.jpg",
        "https://[::1]:{port}/1.jpg",
        "https://[::ffff:127.0.0.1]:{port}/1.jpg",
        "https://10.0.0.1/1.jpg",
        "https://192.168.1.1/1.jpg",
        "https://169.254.169.254/latest/meta-data",
        "https://224.0.0.1/",
        "http://vidu.vn/1.jpg",
        "ftp://vidu.vn/1.jpg",
        "file:///etc/passwd",
        "/etc/passwd",
        "https://",
        "https://[",
        "",
    ],
)
async def test_nothing_is_asked_of_hosts_within(address: str) -> None:
    asked: list[str] = []
    async with server(b"secret", asked) as base:
        host = base.removeprefix("http://")
        reader = PictureReader(api_base="https://bot-api.zaloplatforms.com", proxy=None)
        with pytest.raises(FileGone):
            await reader.read(address.format(host=host, port=host.partition(":")[2]))
    assert asked == []


@pytest.mark.parametrize("status", [301, 403, 404])
async def test_a_picture_that_is_gone(status: int) -> None:
    async with server(web.Response(status=status, headers={"Location": "http://127.0.0.1/"})) as base:
        with pytest.raises(FileGone):
            await PictureReader(api_base=base, proxy=None).read(f"{base}/1.jpg")


async def test_trouble_that_passes() -> None:
    async with server(web.Response(status=503)) as base:
        with pytest.raises(ChannelDown) as down:
            await PictureReader(api_base=base, proxy=None).read(f"{base}/1.jpg")
    assert down.value.outcome == ServerTrouble(reason="HTTP 503")
    away = f"http://127.0.0.1:{unused_port()}"
    with pytest.raises(ChannelDown) as down:
        await PictureReader(api_base=away, proxy=None).read(f"{away}/1.jpg")
    assert isinstance(down.value.outcome, NotSent)


async def test_no_more_is_read_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LIMIT_MB", 1)
    async with server(bytes(1_000_000)) as base:
        assert len(await PictureReader(api_base=base, proxy=None).read(f"{base}/1.jpg")) == 1_000_000
    async with server(bytes(3_000_000)) as base:
        with pytest.raises(FileTooLarge) as large:
            await PictureReader(api_base=base, proxy=None).read(f"{base}/1.jpg")
    assert large.value.limit == 1
