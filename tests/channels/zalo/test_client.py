"""What each answer of the Zalo Bot API is taken for, against servers that give it."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from collections.abc import Awaitable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from channels.zalo.formatting import StyledRun
from handlers.delivery.outcomes import (
    BadToken,
    ChannelDown,
    Declined,
    NotSent,
    QuotaSpent,
    Sent,
    ServerTrouble,
    Uncertain,
    Unreachable,
    Unsent,
)
from tests.channels.wire import Serve, Wire, always, answer, hang_up, read_request, reset_after_reading, silence
from tests.channels.zalo.cast import CHAT, NEXT_MONTH, SAID_AT, SECRET, TOKEN, Calls, client_at, event

DATE = round(SAID_AT.timestamp() * 1000)


async def outcome_of(call: Awaitable[object], caplog: pytest.LogCaptureFixture) -> Unsent:
    """What the call ends with; in it, as in all that was logged, the token is nowhere."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ChannelDown) as raised:
        await call
    error = raised.value
    chain: BaseException | None = error
    while chain is not None:
        assert SECRET not in f"{chain} {chain!r} {chain.args}"
        chain = chain.__cause__ or chain.__context__
    assert SECRET not in "".join(traceback.format_exception(error)) + caplog.text
    assert SECRET not in f"{error.outcome!r}"
    return error.outcome


def refusal(status: int, **body: Any) -> bytes:
    return answer(status, {"ok": False, **body})


@pytest.mark.parametrize("status", [200, 400, 401, 403, 408, 426, 429, 500])
@pytest.mark.parametrize(
    ("code", "meant"),
    [
        (400, Declined(reason="text is too long")),
        (401, BadToken()),
        (403, ServerTrouble(reason="403")),
        (404, BadToken()),
        (408, Uncertain(reason="408")),
        (426, ServerTrouble(reason="426")),
        (429, QuotaSpent(until=NEXT_MONTH)),
        (500, ServerTrouble(reason="500")),
        (999, ServerTrouble(reason="999")),
    ],
)
async def test_a_refusal_counts_by_its_body_whatever_its_status(
    status: int, code: int, meant: Unsent, caplog: pytest.LogCaptureFixture
) -> None:
    reply = refusal(status, error_code=code, description="text is too long")
    async with Wire(always(reply)) as wire, client_at(wire.port) as client:
        assert await outcome_of(client.send_text(CHAT, "a"), caplog) == meant


@pytest.mark.parametrize(
    ("reply", "meant"),
    [
        (refusal(200, description="Unauthorized"), BadToken()),
        (refusal(200, description="Invalid bot token"), BadToken()),
        (refusal(200, error_code="429", description="Quota exceeded"), QuotaSpent(until=NEXT_MONTH)),
        (refusal(200, description="Something"), ServerTrouble(reason="HTTP 200")),
        (refusal(403), ServerTrouble(reason="403")),
        (refusal(404, description="Chat not found"), Unreachable(reason="Chat not found")),
        (refusal(400, description="Bad Request: chat not found"), Unreachable(reason="Bad Request: chat not found")),
        (answer(401, b"Unauthorized"), BadToken()),
        (answer(502, f"<html>/bot{TOKEN}/sendMessage</html>".encode()), ServerTrouble(reason="HTTP 502")),
        (answer(503, b""), ServerTrouble(reason="HTTP 503")),
        (answer(200, b"<html>Xin dang nhap</html>"), ServerTrouble(reason="HTTP 200")),
        (answer(404, b"<html>nginx</html>"), ServerTrouble(reason="HTTP 404")),
        (answer(429, b"slow down"), ServerTrouble(reason="HTTP 429")),
        (answer(200, b'{"ok": true, "resu'), Uncertain(reason="an answer that cannot be read")),
        (answer(200, {"ok": True}), Uncertain(reason="no message_id")),
        (b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", ServerTrouble(reason="HTTP 302")),
    ],
)
async def test_other_answers(reply: bytes, meant: Unsent, caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(always(reply)) as wire, client_at(wire.port) as client:
        assert await outcome_of(client.send_text(CHAT, "a"), caplog) == meant


async def test_a_refused_connection_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    calls = Calls()
    async with client_at(unused_port(), calls) as client:
        assert isinstance(await outcome_of(client.send_text(CHAT, "a"), caplog), NotSent)
    assert calls.sent == 0


@pytest.mark.parametrize("serve", [hang_up, reset_after_reading])
async def test_a_connection_lost_on_the_way_is_uncertain_and_may_have_cost_a_message(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    calls = Calls()
    async with Wire(serve) as wire, client_at(wire.port, calls) as client:
        assert isinstance(await outcome_of(client.send_text(CHAT, "a"), caplog), Uncertain)
    assert (wire.connections, calls.sent) == (1, 1)


async def test_an_unreachable_proxy_was_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    proxy = f"http://nguoi:{SECRET}@127.0.0.1:{unused_port()}"
    async with client_at(unused_port(), proxy=proxy) as client:
        assert isinstance(await outcome_of(client.send_text(CHAT, "a"), caplog), NotSent)


# What is asked, and what comes back


async def test_calls_are_posts_of_json_and_their_answers_confirm_the_clock() -> None:
    asked: list[tuple[str, Any]] = []
    results = {
        "getMe": {"id": "1", "account_name": "Bot Dondoc"},
        "getWebhookInfo": {"url": "https://dondoc.vn/z", "updated_at": 1},
    }

    async def serve(request: web.Request) -> web.Response:
        method = request.path.removeprefix(f"/bot{TOKEN}/")
        asked.append((method, await request.json()))
        return web.json_response({"ok": True, "result": results.get(method, {"message_id": "m1", "date": DATE})})

    app, calls = web.Application(), Calls()
    app.router.add_post("/{way:.*}", serve)
    async with TestServer(app) as server, client_at(server.port or 0, calls) as client:
        assert await client.account_name() == "Bot Dondoc"
        assert await client.webhook() == "https://dondoc.vn/z"
        await client.set_webhook("https://dondoc.vn/z", secret="mat-khau-webhook")
        await client.remove_webhook()
        assert calls.sent == 0
        run = StyledRun(start=0, length=3, styles=("b", "i"))
        assert await client.send_text(CHAT, "Đôn đốc", [run]) == Sent(message_id="m1", said_at=SAID_AT)
        assert await client.send_photo(CHAT, "https://dondoc.vn/tep/abc") == Sent(message_id="m1", said_at=SAID_AT)
    assert asked == [
        ("getMe", {}),
        ("getWebhookInfo", {}),
        ("setWebhook", {"url": "https://dondoc.vn/z", "secret_token": "mat-khau-webhook"}),
        ("deleteWebhook", {}),
        (
            "sendMessage",
            {"chat_id": CHAT, "text": "Đôn đốc", "text_styles": [{"start": 0, "len": 3, "st": ["b", "i"]}]},
        ),
        ("sendPhoto", {"chat_id": CHAT, "photo": "https://dondoc.vn/tep/abc"}),
    ]
    assert calls.sent == 2
    assert len(calls.dates) == 6
    assert all(date and "GMT" in date for date in calls.dates)


async def test_what_somebody_on_the_way_says_confirms_no_clock(caplog: pytest.LogCaptureFixture) -> None:
    page = b"HTTP/1.1 502 X\r\nDate: Thu, 31 Dec 2026 18:00:00 GMT\r\nContent-Length: 6\r\n\r\n<html>"
    calls = Calls()
    async with Wire(always(page)) as wire, client_at(wire.port, calls) as client:
        await outcome_of(client.account_name(), caplog)
    assert calls.dates == []


@pytest.mark.parametrize(
    "reply",
    [
        answer(404, b"Not Found"),
        refusal(404, description="Not Found"),
        refusal(200, error_code=404, description="Not Found"),
        answer(200, {"ok": True, "result": {"url": "", "updated_at": 1}}),
        answer(200, {"ok": True}),
    ],
)
async def test_no_webhook(reply: bytes) -> None:
    async with Wire(always(reply)) as wire, client_at(wire.port) as client:
        assert await client.webhook() == ""


async def test_a_webhook_that_cannot_be_asked_for_is_not_taken_for_none(caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(always(answer(404, b"<html>nginx</html>"))) as wire, client_at(wire.port) as client:
        assert await outcome_of(client.webhook(), caplog) == ServerTrouble(reason="HTTP 404")


# Events


@pytest.mark.parametrize(
    "reply",
    [
        refusal(408, description="Request timeout"),
        refusal(200, error_code=408, description="Request timeout"),
        refusal(200, description="Request timeout"),
        answer(200, {"ok": True}),
        answer(200, {"ok": True, "result": None}),
    ],
)
async def test_an_idle_poll_hears_nothing(reply: bytes) -> None:
    async with Wire(always(reply)) as wire, client_at(wire.port) as client:
        assert await client.next_event(seconds=1) is None


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"ok": True, "result": event(text="đã nhận")}),
        json.dumps(event(text="đã nhận")),
        '{"event_name": "message.text.received", "message": {"text": ',
        '{"event_name": ' + "[" * 5000,
    ],
)
async def test_an_event_is_handed_on_as_it_came(body: str) -> None:
    async with Wire(always(answer(200, body.encode()))) as wire, client_at(wire.port) as client:
        assert await client.next_event(seconds=1) == body


@pytest.mark.parametrize(
    ("reply", "meant"),
    [
        (refusal(200, error_code=401, description="Unauthorized"), BadToken()),
        (refusal(426, description="Upgrade Required"), ServerTrouble(reason="426")),
        (answer(200, b"<html>Xin dang nhap</html>"), ServerTrouble(reason="HTTP 200")),
        (refusal(400, description="webhook is set"), Declined(reason="webhook is set")),
    ],
)
async def test_a_poll_that_fails(reply: bytes, meant: Unsent, caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(always(reply)) as wire, client_at(wire.port) as client:
        assert await outcome_of(client.next_event(seconds=1), caplog) == meant


async def test_a_poll_may_be_silent_for_as_long_as_it_is_held_open() -> None:
    async def late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert b"getUpdates" in await read_request(reader)
        await asyncio.wait([asyncio.ensure_future(reader.read(1))], timeout=0.2)
        writer.write(answer(200, event(text="a")))

    async with Wire(late) as wire, client_at(wire.port) as client:
        assert await client.next_event(seconds=1) is not None


async def test_silence_for_longer_than_is_borne_is_uncertain(caplog: pytest.LogCaptureFixture) -> None:
    async with Wire(silence) as wire, client_at(wire.port) as client:
        assert isinstance(await outcome_of(client.account_name(within=0.1), caplog), Uncertain)
