"""What each trouble on the way to Telegram is called, against servers that make it."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from channels.telegram.limiter import DeliveryLimiter
from channels.telegram.request import AiohttpRequest, NotSentError, ServerTroubleError, UncertainError
from tests.channels.socks import SocksProxy
from tests.channels.wire import (
    Serve,
    Wire,
    always,
    answer,
    hang_up,
    read_request,
    reset_after_reading,
    reset_unread,
    silence,
)

SECRET = "AAE-mat_khau-cua-bot"
TOKEN = f"4242:{SECRET}"
MESSAGE = {"message_id": 7, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "đã nhận"}

SENT = answer(200, {"ok": True, "result": MESSAGE})


@asynccontextmanager
async def bot_at(
    port: int, request: AiohttpRequest | None = None, *, scheme: str = "http", name: str = "127.0.0.1"
) -> AsyncIterator[Bot]:
    host = f"{scheme}://{name}:{port}"
    request = request or AiohttpRequest(read_timeout=2)
    polling = AiohttpRequest(read_timeout=2, connection_pool_size=1)
    async with request, polling:
        yield Bot(
            TOKEN,
            base_url=f"{host}/bot",
            base_file_url=f"{host}/file/bot",
            request=request,
            get_updates_request=polling,
        )


async def failure_of(call: Awaitable[object], caplog: pytest.LogCaptureFixture) -> TelegramError:
    """The error that the call ends with, in which, as in all that was logged, the token is nowhere."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(TelegramError) as raised:
        await call
    error = raised.value
    chain, link = "", error
    while link is not None:
        chain += f"{link} {link!r} {link.args}"
        link = link.__cause__ or link.__context__
    for text in (chain, "".join(traceback.format_exception(error)), caplog.text):
        assert SECRET not in text
    return error


# The request did not leave


async def test_a_refused_connection_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    async with bot_at(unused_port()) as bot:
        error = await failure_of(bot.send_message(5, "a"), caplog)
    assert type(error) is NotSentError
    assert "ECONNREFUSED" in str(error)


async def test_an_unknown_name_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    async with AiohttpRequest(connect_timeout=2) as request:
        bot = Bot(TOKEN, base_url="http://nowhere.invalid/bot", request=request)
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


async def test_a_handshake_that_fails_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    async def no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()

    async with Wire(no_tls) as wire, bot_at(wire.port, scheme="https") as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


async def test_a_handshake_that_never_ends_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    request = AiohttpRequest(connect_timeout=0.1)
    async with Wire(silence) as wire, bot_at(wire.port, request, scheme="https") as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


async def test_no_free_connection_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    request = AiohttpRequest(connection_pool_size=1, pool_timeout=0.05, connect_timeout=0.05)
    async with Wire(silence) as wire, bot_at(wire.port, request) as bot:
        occupying = asyncio.create_task(bot.send_message(5, "a"))
        while not wire.connections:
            await asyncio.wait([occupying], timeout=0.01)
        assert type(await failure_of(bot.send_message(5, "b"), caplog)) is NotSentError
        occupying.cancel()


async def test_an_unreachable_proxy_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    request = AiohttpRequest(proxy=f"http://nguoi:{SECRET}@127.0.0.1:{unused_port()}")
    async with bot_at(unused_port(), request, scheme="https") as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


@pytest.mark.parametrize("reply", [answer(407, b""), answer(502, b"<html>"), b"", b"nonsense\r\n\r\n"])
async def test_a_proxy_that_opens_no_tunnel_was_not_sent(reply: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert (await read_request(reader)).startswith(b"CONNECT ")
        writer.write(reply)
        await writer.drain()

    async with Wire(refuse) as proxy:
        request = AiohttpRequest(proxy=f"http://127.0.0.1:{proxy.port}")
        async with bot_at(unused_port(), request, scheme="https") as bot:
            assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


async def test_a_closed_layer_sends_nothing_and_can_be_opened_again(caplog: pytest.LogCaptureFixture) -> None:
    request = AiohttpRequest()
    async with Wire(always(SENT)) as wire:
        async with bot_at(wire.port, request) as bot:
            await bot.send_message(5, "a")
        assert type(await failure_of(bot.send_message(5, "b"), caplog)) is NotSentError
        async with request:
            await bot.send_message(5, "c")


def test_a_proxy_of_another_kind_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="http://"):
        AiohttpRequest(proxy="socks4://127.0.0.1:1080")


# By way of a SOCKS proxy


async def test_what_is_said_goes_through_a_socks_proxy_which_looks_up_the_name() -> None:
    async with Wire(always(SENT)) as telegram, SocksProxy(leads_to=telegram.port) as proxy:
        request = AiohttpRequest(proxy=f"socks5h://nguoi:mat-khau@127.0.0.1:{proxy.port}")
        async with bot_at(80, request, name="api.telegram.example") as bot:
            await bot.send_message(5, "a")
    assert proxy.asked == [("nguoi", "mat-khau", "api.telegram.example", 80)]


@pytest.mark.parametrize("proxy", [SocksProxy(refuses=code) for code in (1, 2, 4, 5)] + [SocksProxy(password="khác")])
async def test_a_socks_proxy_that_opens_no_way_was_not_sent(
    proxy: SocksProxy, caplog: pytest.LogCaptureFixture
) -> None:
    async with proxy:
        request = AiohttpRequest(proxy=f"socks5://nguoi:{SECRET}@127.0.0.1:{proxy.port}")
        async with bot_at(unused_port(), request, scheme="https") as bot:
            assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


@pytest.mark.parametrize("serve", [reset_unread, silence, always(answer(200, b"no socks"))])
async def test_what_is_no_socks_proxy_was_not_sent(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(serve) as proxy:
        request = AiohttpRequest(proxy=f"socks5://127.0.0.1:{proxy.port}", connect_timeout=0.2)
        async with bot_at(unused_port(), request) as bot:
            assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


async def test_no_socks_proxy_there_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    request = AiohttpRequest(proxy=f"socks5://nguoi:{SECRET}@127.0.0.1:{unused_port()}")
    async with bot_at(unused_port(), request, scheme="https") as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is NotSentError


@pytest.mark.parametrize("serve", [hang_up, reset_after_reading])
async def test_a_connection_lost_behind_a_socks_proxy_is_uncertain(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        Wire(serve) as telegram,
        SocksProxy(leads_to=telegram.port) as proxy,
        bot_at(telegram.port, AiohttpRequest(proxy=f"socks5://127.0.0.1:{proxy.port}")) as bot,
    ):
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is UncertainError


# The request left


async def half_an_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(SENT[:-10])
    await writer.drain()


async def no_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    await writer.drain()


@pytest.mark.parametrize("serve", [hang_up, reset_unread, reset_after_reading, half_an_answer, no_http])
async def test_a_connection_lost_on_the_way_is_uncertain(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(serve) as wire, bot_at(wire.port) as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is UncertainError
    assert wire.connections == 1


async def test_silence_is_uncertain(caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(silence) as wire, bot_at(wire.port) as bot:
        assert type(await failure_of(bot.send_message(5, "a", read_timeout=0.1), caplog)) is UncertainError


async def test_an_upload_that_stalls_ends_uncertain(caplog: pytest.LogCaptureFixture) -> None:
    async def unread(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        await asyncio.Event().wait()

    request = AiohttpRequest(pool_timeout=0.05, connect_timeout=0.05, media_write_timeout=0.1, read_timeout=0.1)
    async with Wire(unread) as wire, bot_at(wire.port, request) as bot:
        call = bot.send_document(5, bytes(16_000_000))
        assert type(await failure_of(call, caplog)) is UncertainError


async def test_silence_behind_a_proxy_is_uncertain(caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(silence) as proxy:
        request = AiohttpRequest(proxy=f"http://127.0.0.1:{proxy.port}", read_timeout=0.1)
        async with bot_at(unused_port(), request) as bot:
            assert type(await failure_of(bot.send_message(5, "a"), caplog)) is UncertainError


@pytest.mark.parametrize("body", [b'{"ok": true, "resu', b"<html>", b"", b"[]", b'{"ok": false}'])
async def test_a_200_without_a_result_is_uncertain(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(always(answer(200, body))) as wire, bot_at(wire.port) as bot:
        assert type(await failure_of(bot.send_message(5, "a"), caplog)) is UncertainError


# Connections kept alive


async def test_a_kept_connection_seen_to_be_closed_is_replaced() -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(SENT)
        await writer.drain()

    request = AiohttpRequest()
    async with Wire(serve) as wire, bot_at(wire.port, request) as bot:
        await bot.send_message(5, "a")
        assert request._transport._session
        assert request._transport._session.connector
        [[kept]] = request._transport._session.connector._conns.values()
        await kept[0].closed
        await bot.send_message(5, "b")
        assert wire.connections == 2


async def test_a_kept_connection_closed_under_the_request_is_uncertain_and_not_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(SENT)
        await reader.read(1)

    async with Wire(serve) as wire, bot_at(wire.port) as bot:
        await bot.send_message(5, "a")
        assert type(await failure_of(bot.send_message(5, "b"), caplog)) is UncertainError
        assert wire.connections == 1


async def test_a_kept_connection_is_used_again() -> None:
    async with Wire(always(SENT)) as wire, bot_at(wire.port) as bot:
        for _ in range(5):
            await bot.send_message(5, "a")
        assert wire.connections == 1


# Somebody answered


def refusal(status: int, description: str, **parameters: int) -> bytes:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return answer(status, body)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (refusal(400, "Bad Request: can't parse entities"), BadRequest),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(404, "Not Found"), InvalidToken),
        (refusal(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001), ChatMigrated),
        (refusal(429, "Too Many Requests: retry after 17", retry_after=17), RetryAfter),
        (refusal(413, "Request Entity Too Large"), NetworkError),
        (refusal(500, "Internal Server Error: restart"), ServerTroubleError),
        (answer(502, f"<html>GET /bot{TOKEN}/sendMessage</html>".encode()), ServerTroubleError),
        (answer(503, b""), ServerTroubleError),
        (answer(403, b"<html>This site is filtered</html>"), ServerTroubleError),
        (answer(404, b"<html>nginx</html>"), ServerTroubleError),
        (b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", ServerTroubleError),
    ],
)
async def test_answers(reply: bytes, kind: type[TelegramError], caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(always(reply)) as wire, bot_at(wire.port) as bot:
        error = await failure_of(bot.send_message(5, "a"), caplog)
    assert type(error) is kind
    if isinstance(error, ChatMigrated):
        assert error.new_chat_id == -1001
    if isinstance(error, RetryAfter):
        assert error.retry_after == 17


async def test_a_document_goes_up_and_a_file_comes_down() -> None:
    received: dict[str, object] = {}

    async def send_document(request: web.Request) -> web.Response:
        form = await request.post()
        document = form["document"]
        assert isinstance(document, web.FileField)
        received.update(
            caption=form["caption"],
            chat_id=form["chat_id"],
            name=document.filename,
            content=document.file.read(),
            type=document.content_type,
        )
        return web.json_response({"ok": True, "result": MESSAGE})

    async def get_file(_request: web.Request) -> web.Response:
        found = {"file_id": "f", "file_unique_id": "u", "file_path": "documents/1.docx"}
        return web.json_response({"ok": True, "result": found})

    async def download(_request: web.Request) -> web.Response:
        return web.Response(body=bytes(range(256)) * 4096)

    app = web.Application(client_max_size=8_000_000)
    app.router.add_post(f"/bot{TOKEN}/sendDocument", send_document)
    app.router.add_post(f"/bot{TOKEN}/getFile", get_file)
    app.router.add_get(f"/file/bot{TOKEN}/documents/1.docx", download)
    async with TestServer(app) as server, bot_at(server.port or 0) as bot:
        content = b"\x00\xff" * 1_000_000
        await bot.send_document(-100, content, filename='Báo cáo "quý I".docx', caption="Kính gửi\nsở")
        assert received == {
            "caption": "Kính gửi\nsở",
            "chat_id": "-100",
            "name": 'Báo cáo "quý I".docx',
            "content": content,
            "type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
        file = await bot.get_file("f")
        assert await file.download_as_bytearray() == bytes(range(256)) * 4096


async def test_words_arrive_as_they_are() -> None:
    texts: list[str] = []

    async def send_message(request: web.Request) -> web.Response:
        texts.append(str((await request.post())["text"]))
        return web.json_response({"ok": True, "result": MESSAGE})

    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/sendMessage", send_message)
    async with TestServer(app) as server, bot_at(server.port or 0) as bot:
        message = await bot.send_message(5, "Đôn đốc & <b>100%</b> + 1 = ?")
    assert message.text == "đã nhận"
    assert texts == ["Đôn đốc & <b>100%</b> + 1 = ?"]


async def test_a_long_poll_may_be_silent_for_its_polling_time_and_no_longer(caplog: pytest.LogCaptureFixture) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.wait([asyncio.ensure_future(reader.read(1))], timeout=0.3)
        writer.write(answer(200, {"ok": True, "result": []}))

    polling = AiohttpRequest(read_timeout=0.1)
    async with Wire(serve) as wire, polling, AiohttpRequest() as request:
        bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{wire.port}/bot", request=request, get_updates_request=polling)
        assert await bot.get_updates(timeout=1) == ()
        assert type(await failure_of(bot.get_updates(timeout=0), caplog)) is UncertainError


async def test_the_limiter_sits_between_bot_and_request() -> None:
    """PTB hands `rate_limit_args` through, and a 429 of the server closes the chat."""
    asked = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await read_request(reader))
        writer.write(refusal(429, "Too Many Requests", retry_after=60))
        await reader.read(1)

    async with Wire(serve) as wire, AiohttpRequest() as request:
        bot = ExtBot(
            TOKEN, base_url=f"http://127.0.0.1:{wire.port}/bot", request=request, rate_limiter=DeliveryLimiter()
        )
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await bot.send_message(5, "a", rate_limit_args=2)
        assert len(asked) == 1
        assert bot.rate_limiter
        await bot.rate_limiter.shutdown()
