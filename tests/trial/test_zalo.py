"""The Zalo server of our own over real HTTP, as a bot would meet Zalo by what is known of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer

from bot.clock import StandingClock
from bot.trial.faults import FaultKind, PlatformFault
from bot.trial.zalo.events import SECRET_HEADER
from bot.trial.zalo.people import account_id
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.serving import zalo_application
from storage.trial import ZALO, TrialStore

TOKEN = "4242424242424242424:zalo"
SECRET = "mat-khau-cua-webhook"
MONDAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
AN, BINH = 11, 12
CHAT = account_id(AN)
PNG = b"\x89PNG\r\n\x1a\n picture"
Answer = tuple[int, dict[str, Any]]


class Caller:
    """Calls methods as a bot does."""

    def __init__(self, base: str) -> None:
        self.base = base

    async def __call__(self, method: str, token: str = TOKEN, **parameters: Any) -> Answer:
        async with (
            ClientSession(timeout=ClientTimeout(total=10)) as session,
            session.post(f"{self.base}/bot{token}/{method}", json=parameters) as answer,
        ):
            return answer.status, json.loads(await answer.text())

    async def does(self, method: str, **parameters: Any) -> Any:
        status, answer = await self(method, **parameters)
        assert (status, answer["ok"]) == (200, True), answer
        return answer.get("result")

    async def is_refused(self, code: int, method: str, **parameters: Any) -> str:
        """Returns the words."""
        status, answer = await self(method, **parameters)
        assert (status, answer["ok"], answer["error_code"]) == (code, False, code)
        return str(answer["description"])


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(MONDAY)


@pytest.fixture
async def api(clock: StandingClock) -> ZaloApi:
    api = ZaloApi(clock, TOKEN)
    await api.add_person(AN, "Nguyễn Văn An")
    await api.add_person(BINH, "Phạm Văn Bình", started=False)
    return api


@pytest.fixture
async def call(api: ZaloApi) -> AsyncIterator[Caller]:
    async with TestServer(zalo_application(api)) as server:
        api.address = str(server.make_url("")).rstrip("/")
        yield Caller(api.address)


class Listening:
    """A webhook, and what came to it; `status` is what it answers."""

    def __init__(self) -> None:
        self.came: list[tuple[str, dict[str, Any]]] = []
        self.status = 200

    async def take(self, request: web.Request) -> web.Response:
        self.came.append((request.headers[SECRET_HEADER], await request.json()))
        return web.Response(status=self.status)


@asynccontextmanager
async def a_webhook(api: ZaloApi, call: Caller) -> AsyncIterator[Listening]:
    listening = Listening()
    app = web.Application()
    app.router.add_post("/webhook/zalo", listening.take)
    async with TestServer(app) as server:
        api.loopback = str(server.make_url("")).rstrip("/")
        await call.does("setWebhook", url="https://dondoc.example/webhook/zalo", secret_token=SECRET)
        yield listening


# Who the bot is


async def test_who_the_bot_is(call: Caller) -> None:
    me = await call.does("getMe")
    assert len(me["id"]) == 19
    assert me["account_name"] == "Bot Đôn đốc"
    assert "username" not in me


async def test_a_wrong_token_is_refused_with_http_200(call: Caller) -> None:
    assert await call("getMe", token="1:another") == (
        200,
        {"ok": False, "description": "Unauthorized", "error_code": 401},
    )


async def test_a_method_that_is_not_there(call: Caller) -> None:
    for method in ("editMessageText", "deleteMessage", "sendDocument", "getFile", "testWebhook"):
        await call.is_refused(404, method)


async def test_the_date_is_of_the_clock_that_it_is_given(call: Caller, clock: StandingClock) -> None:
    clock.move_to(MONDAY + timedelta(days=3))
    async with ClientSession() as session, session.post(f"{call.base}/bot{TOKEN}/getMe") as answer:
        assert parsedate_to_datetime(answer.headers["Date"]) == clock.now()


# Polling


async def test_an_event_is_handed_out_once_by_itself(api: ZaloApi, call: Caller) -> None:
    await api.say(AN, "/xinchao")
    await api.say(AN, "2")
    first, second = await call.does("getUpdates", timeout="0"), await call.does("getUpdates", timeout=0)
    assert (first["event_name"], first["message"]["text"]) == ("message.text.received", "/xinchao")
    assert second["message"]["text"] == "2"
    message = first["message"]
    assert message["date"] == MONDAY.timestamp() * 1000
    assert message["chat"] == {"id": CHAT, "chat_type": "PRIVATE"}
    assert message["from"] == {"id": CHAT, "display_name": "Nguyễn Văn An", "is_bot": False}
    assert len({len(CHAT), len(message["message_id"]), 20}) == 1
    assert message["message_id"] != second["message"]["message_id"]


async def test_nothing_was_said(api: ZaloApi, call: Caller) -> None:
    assert await call("getUpdates", timeout=0) == (408, {"ok": False, "description": "Request timeout"})
    api.idle_in_200 = True
    status, answer = await call("getUpdates", timeout=0)
    assert (status, answer["ok"], answer["error_code"]) == (200, False, 408)


async def test_a_poll_waits_for_what_is_said(api: ZaloApi, call: Caller) -> None:
    poll = asyncio.create_task(call.does("getUpdates", timeout=30))
    await api.polled.wait()
    await api.say(AN, "a")
    assert (await poll)["message"]["text"] == "a"


async def test_nothing_is_polled_while_a_webhook_is_set(api: ZaloApi, call: Caller) -> None:
    await call.does("setWebhook", url="https://dondoc.example/", secret_token=SECRET)
    await call.is_refused(400, "getUpdates", timeout=0)
    await call.does("deleteWebhook")
    await api.say(AN, "a")
    assert (await call.does("getUpdates"))["message"]["text"] == "a"


async def test_what_a_poll_took_is_gone_though_its_answer_was_lost(api: ZaloApi, call: Caller) -> None:
    await api.say(AN, "a")
    api.faults.append(PlatformFault("reset_after", method="getUpdates"))
    with pytest.raises(ClientConnectionError):
        await call("getUpdates", timeout=0)
    assert (await call("getUpdates", timeout=0))[0] == 408


# Webhook


async def test_no_webhook_is_404(call: Caller) -> None:
    assert await call.is_refused(404, "getWebhookInfo") == "Not Found"


@pytest.mark.parametrize(
    "given",
    [
        {"url": "http://dondoc.example/", "secret_token": SECRET},
        {"url": "https://dondoc.example/", "secret_token": "short"},
        {"url": "https://dondoc.example/", "secret_token": "a" * 257},
        {"url": "https://dondoc.example/"},
        {"secret_token": SECRET},
    ],
)
async def test_a_webhook_that_is_refused(call: Caller, given: dict[str, str]) -> None:
    await call.is_refused(400, "setWebhook", **given)
    await call.is_refused(404, "getWebhookInfo")


async def test_events_are_sent_to_the_webhook_with_the_secret(api: ZaloApi, call: Caller) -> None:
    async with a_webhook(api, call) as webhook:
        info = await call.does("getWebhookInfo")
        assert info["url"] == "https://dondoc.example/webhook/zalo"
        await api.say(AN, "a")
        ((secret, event),) = webhook.came
        assert secret == SECRET
        assert (event["ok"], event["result"]["message"]["text"]) == (True, "a")
        api.flat = True
        await api.say(AN, "b")
        assert webhook.came[-1][1]["message"]["text"] == "b"


async def test_what_a_webhook_did_not_take_is_lost(api: ZaloApi, call: Caller) -> None:
    async with a_webhook(api, call) as webhook:
        webhook.status = 503
        await api.say(AN, "a")
        webhook.status = 200
        await api.say(AN, "b")
        assert [event["result"]["message"]["text"] for _, event in webhook.came] == ["a", "b"]
        assert api.lost == 1


async def test_unless_zalo_repeats_it(api: ZaloApi, call: Caller) -> None:
    api.redelivers = True
    async with a_webhook(api, call) as webhook:
        webhook.status = 503
        await api.say(AN, "a")
        webhook.status = 200
        await api.say(AN, "b")
        assert [event["result"]["message"]["text"] for _, event in webhook.came] == ["a", "a", "b"]
        assert api.lost == 0


# Kinds of events


async def test_what_is_no_text(api: ZaloApi, call: Caller) -> None:
    await api.send_photo(AN, PNG, "Ảnh hiện trường")
    await api.send_sticker(AN)
    await api.send_voice(AN)
    await api.send_unsupported(AN)
    events = [await call.does("getUpdates", timeout=0) for _ in range(4)]
    assert [event["event_name"] for event in events] == [
        f"message.{kind}.received" for kind in ("image", "sticker", "voice", "unsupported")
    ]
    picture, *_, unsupported = (event["message"] for event in events)
    assert picture["caption"] == "Ảnh hiện trường"
    assert "text" not in unsupported
    async with ClientSession() as session, session.get(picture["photo"]) as answer:
        assert await answer.read() == PNG
    api.names_photo_url = True
    await api.send_photo(AN, PNG)
    assert (await call.does("getUpdates"))["message"]["photo_url"].startswith(api.address)


# Messages


async def test_a_message_is_said(api: ZaloApi, call: Caller, clock: StandingClock) -> None:
    styles = [{"start": 3, "len": 4, "st": ["b", "i"]}]
    sent = await call.does("sendMessage", chat_id=CHAT, text="😀 Hạn: 16h30", text_styles=styles)
    assert len(sent["message_id"]) == 20
    assert sent["date"] == clock.now().timestamp() * 1000
    (said,) = api.messages(AN)
    assert said.html == "😀 <b><i>Hạn:</i></b> 16h30"
    assert said.from_bot


@pytest.mark.parametrize(
    "given",
    [
        {"text": ""},
        {},
        {"text": "a" * 2001},
        {"text": "😀" * 1001},
        {"text": "a", "parse_mode": "HTML"},
        {"text": "a", "text_styles": [{"start": 0, "len": 2, "st": ["b"]}]},
        {"text": "a", "text_styles": "b"},
        {"text": 1},
    ],
)
async def test_a_message_that_is_refused(api: ZaloApi, call: Caller, given: dict[str, Any]) -> None:
    await call.is_refused(400, "sendMessage", chat_id=CHAT, **given)
    assert not api.messages(AN)


async def test_the_longest_text(api: ZaloApi, call: Caller) -> None:
    await call.does("sendMessage", chat_id=CHAT, text="😀" * 1000)
    assert len(api.messages(AN)) == 1


async def test_buttons_are_dropped_without_a_word(api: ZaloApi, call: Caller) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Nhận", "callback_data": "a"}]]}
    await call.does("sendMessage", chat_id=CHAT, text="a", reply_markup=keyboard)
    assert api.messages(AN)[0].buttons == []
    assert api.dropped == [("sendMessage", "reply_markup")]


async def test_a_picture_is_fetched_where_it_lies(api: ZaloApi, call: Caller) -> None:
    asked: list[str] = []

    async def picture(request: web.Request) -> web.Response:
        asked.append(request.method)
        return web.Response(body=PNG)

    app = web.Application()
    app.router.add_route("*", "/links/{name}", picture)
    async with TestServer(app) as server:
        api.served_at = str(server.make_url("")).rstrip("/")
        await call.does("sendPhoto", chat_id=CHAT, photo="https://dondoc.example/links/a", caption="Biểu đồ")
        await call.is_refused(400, "sendPhoto", chat_id=CHAT, photo="https://dondoc.example/none")
    assert asked == ["HEAD", "GET", "GET"]
    (said,) = api.messages(AN)
    assert (said.text, said.is_picture) == ("Biểu đồ", True)
    await call.is_refused(400, "sendPhoto", chat_id=CHAT, photo="file-id")
    await call.is_refused(400, "sendPhoto", chat_id=CHAT, photo="https://a.example", caption="a" * 2001)


async def test_a_chat_action_succeeds_without_a_result(call: Caller) -> None:
    assert await call("sendChatAction", chat_id=CHAT, action="typing") == (200, {"ok": True})
    await call.is_refused(400, "sendChatAction", chat_id=CHAT, action="upload_photo")


async def test_stickers_and_voices(api: ZaloApi, call: Caller) -> None:
    await call.does("sendSticker", chat_id=CHAT, sticker="bfe458bf64fa8da4d4eb")
    await call.does("sendVoice", chat_id=CHAT, voice_url="https://a.example/b.aac")
    await call.is_refused(400, "sendVoice", chat_id=CHAT, voice_url="https://a.example/b.mp3")
    assert len(api.messages(AN)) == 2


async def test_who_cannot_be_written_to(api: ZaloApi, call: Caller) -> None:
    for chat_id in ("0" * 20, account_id(BINH), str(AN)):
        await call.is_refused(400, "sendMessage", chat_id=chat_id, text="a")
    await api.block(AN)
    await call.is_refused(400, "sendMessage", chat_id=CHAT, text="a")
    await api.say(AN, "xin chào")
    await call.does("sendMessage", chat_id=CHAT, text="a")


async def test_the_plan_allows_so_many_people(api: ZaloApi, call: Caller) -> None:
    api.most_users = 1
    await api.say(BINH, "xin chào")
    await call.does("sendMessage", chat_id=CHAT, text="a")
    await call.is_refused(400, "sendMessage", chat_id=account_id(BINH), text="a")


async def test_the_plan_allows_so_many_messages_a_month(api: ZaloApi, call: Caller, clock: StandingClock) -> None:
    api.monthly_messages = 2
    for _ in range(2):
        await call.does("sendMessage", chat_id=CHAT, text="a")
    await call.is_refused(429, "sendMessage", chat_id=CHAT, text="a")
    clock.move_to(datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    await call.is_refused(429, "sendMessage", chat_id=CHAT, text="a")
    clock.move_to(datetime(2026, 11, 30, 17, 0, tzinfo=UTC))  # the first of December in Hà Nội
    await call.does("sendMessage", chat_id=CHAT, text="a")


# Faults


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("bad_request", 400),
        ("unauthorized", 401),
        ("internal_error", 403),
        ("chat_not_found", 404),
        ("upgrade", 426),
        ("too_many", 429),
        ("server_error", 500),
    ],
)
async def test_a_fault_answers_instead_of_zalo_once(api: ZaloApi, call: Caller, kind: FaultKind, code: int) -> None:
    api.faults.append(PlatformFault(kind, chat_id=AN))
    await call.is_refused(code, "sendMessage", chat_id=CHAT, text="a")
    await call.does("sendMessage", chat_id=CHAT, text="b")
    assert [message.text for message in api.messages(AN)] == ["b"]


async def test_every_refusal_may_come_with_http_200(api: ZaloApi, call: Caller) -> None:
    api.refuses_in_200 = True
    assert await call("sendMessage", chat_id=CHAT, text="") == (
        200,
        {"ok": False, "description": "Bad Request: text is required", "error_code": 400},
    )


@pytest.mark.parametrize(("kind", "said"), [("reset_before", 0), ("reset_after", 1)])
async def test_a_connection_that_is_closed(api: ZaloApi, call: Caller, kind: FaultKind, said: int) -> None:
    api.faults.append(PlatformFault(kind))
    with pytest.raises(ClientConnectionError):
        await call("sendMessage", chat_id=CHAT, text="a")
    assert len(api.messages(AN)) == said


async def test_a_page_of_something_on_the_way(api: ZaloApi, call: Caller) -> None:
    api.faults.append(PlatformFault("bad_gateway_html"))
    with pytest.raises(json.JSONDecodeError):
        await call("sendMessage", chat_id=CHAT, text="a")


async def test_a_body_that_cannot_be_read(call: Caller) -> None:
    async with ClientSession() as session:
        for body in (b"{", b"[]", b"chat_id=1&text=a"):
            async with session.post(f"{call.base}/bot{TOKEN}/sendMessage", data=body) as answer:
                assert answer.status == 400


# What is remembered


async def test_everything_is_found_again(tmp_path: Path, clock: StandingClock) -> None:
    path = tmp_path / "trial.db"
    store = await TrialStore.open(path, ZALO)
    api = await ZaloApi.load(store, clock, TOKEN)
    await api.add_person(AN, "An")
    await api.send_photo(AN, PNG, "a")
    await api.call("sendMessage", {"chat_id": CHAT, "text": "b"})
    await api.call("getUpdates", {"timeout": 0})
    await api.say(AN, "c")
    await api.call("setWebhook", {"url": "https://dondoc.example/", "secret_token": SECRET})
    await store.close()

    store = await TrialStore.open(path, ZALO)
    again = await ZaloApi.load(store, clock, TOKEN)
    assert again.messages(AN) == api.messages(AN)
    assert again.updates == api.updates
    assert again.values == api.values
    file = await again.file(api.messages(AN)[0].file_id or "")
    assert file is not None
    assert file.content == PNG
    telegram = await TrialStore.open(path)
    assert not await telegram.load()
    await telegram.close()
    await store.close()
