from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from actions.installation import Office
from bot.clock import StandingClock
from bot.trial.page import page_routes
from bot.trial.serving import application
from bot.trial.telegram import BotApi
from bot.trial.zalo.platform import ZaloApi
from bot.trial.zalo.switching import Switchboard
from storage.database import Database

from .conftest import AN, BINH

Page = TestClient[Any, Any]
Post = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Program:
    """What moves the clock; it may break on the way."""

    def __init__(self, clock: StandingClock) -> None:
        self.clock = clock
        self.breaks = False

    async def forward(self, moment: datetime) -> datetime:
        if self.breaks:
            raise RuntimeError("hết chỗ trên đĩa")
        self.clock.move_to(moment)
        return moment


@pytest.fixture
def program(clock: StandingClock) -> Program:
    return Program(clock)


@pytest.fixture
async def page(api: BotApi, program: Program, tmp_path: Path) -> AsyncIterator[Page]:
    app = application(api)
    office = Office(Database(f"sqlite:///{tmp_path / 'office.db'}"), timezone=HANOI)
    app.add_routes(
        page_routes(
            Switchboard(office, api, ZaloApi(api.clock, "2:test")),
            forward=program.forward,
            next_working_day=lambda now: now + timedelta(days=3),
            timezone=HANOI,
        )
    )
    async with TestClient(TestServer(app)) as page:
        yield page


@pytest.fixture
def post(page: Page) -> Post:
    async def post(path: str, **body: object) -> tuple[int, dict[str, Any]]:
        async with page.post(f"/trial/{path}", json=body) as response:
            return response.status, await response.json()

    return post


async def get(page: Page, path: str) -> dict[str, Any]:
    async with page.get(f"/trial/{path}") as response:
        assert response.status == 200
        answer: dict[str, Any] = await response.json()
        return answer


async def test_the_page_needs_nothing_from_elsewhere(page: Page) -> None:
    async with page.get("/") as response:
        html = await response.text()
        policy = response.headers["Content-Security-Policy"]
    assert "NONCE" not in html
    assert "default-src 'none'" in policy
    assert not [scheme for scheme in ('="http://', '="https://', '="//', "@import", "url(") if scheme in html]


async def test_people_clock_and_unread(page: Page, api: BotApi, post: Post) -> None:
    await api.call("sendMessage", {"chat_id": AN, "text": "một"})
    await api.say(BINH, "hai")
    state = await get(page, "state")
    assert state["clock"] == {"shown": "Thứ Hai 23/11/2026 08:00", "local": "2026-11-23T08:00", "moving": False}
    an, binh = state["people"]
    assert (an["name"], an["caption"], an["unread"]) == ("An Nguyễn Văn", "Chuyên viên, Phòng Kế hoạch", 1)
    assert binh["unread"] == 0
    await post("read", user_id=AN)
    assert (await get(page, "state"))["people"][0]["unread"] == 0


async def test_a_chat_is_shown_escaped(page: Page, api: BotApi) -> None:
    await api.say(AN, "<script>alert(1)</script>")
    await api.call("sendMessage", {"chat_id": AN, "text": "<b>a</b> &lt;img&gt;", "parse_mode": "HTML"})
    said, sent = (await get(page, f"chat/{AN}"))["messages"]
    assert said["html"] == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert sent["html"] == "<b>a</b> &lt;img&gt;"
    assert (said["mine"], sent["mine"], sent["day"], sent["time"]) == (True, False, "Thứ Hai 23/11/2026", "08:00")


async def test_saying_pressing_and_the_popup(page: Page, api: BotApi, post: Post) -> None:
    assert (await post("say", user_id=AN, text="/viec"))[0] == 200
    keyboard = {"inline_keyboard": [[{"text": "Đã nhận", "callback_data": "ack:1"}]]}
    await api.call("sendMessage", {"chat_id": AN, "text": "NV-1", "reply_markup": keyboard})
    status, pressed = await post("press", user_id=AN, message_id=2, data="ack:1")
    assert status == 200
    await api.call("answerCallbackQuery", {"callback_query_id": pressed["query_id"], "text": "Đã ghi nhận"})
    (popup,) = (await get(page, "state"))["popups"]
    assert popup == {"number": 1, "user_id": AN, "text": "Đã ghi nhận", "alert": False}
    assert [set(update) - {"update_id"} for update in api.updates.values()] == [{"message"}, {"callback_query"}]
    assert (await post("press", user_id=AN, message_id=2, data="ack:2"))[0] == 404


async def test_sending_a_file_and_saving_it(page: Page, api: BotApi) -> None:
    form = FormData({"user_id": str(AN), "caption": "/xong NV-1\r\nđã xong"}, quote_fields=False)  # as browsers do
    form.add_field("file", "nội dung".encode(), filename="báo cáo.html", content_type="text/html")
    async with page.post("/trial/file", data=form) as response:
        assert response.status == 200
    (shown,) = (await get(page, f"chat/{AN}"))["messages"]
    assert (shown["html"], shown["file"]["name"], shown["file"]["picture"]) == (
        "/xong NV-1\nđã xong",
        "báo cáo.html",
        False,
    )
    async with page.get(f"/trial/files/{shown['file']['id']}") as response:
        assert (await response.read()).decode() == "nội dung"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.content_type == "application/octet-stream"


async def test_a_picture_is_sent_as_a_picture(page: Page, api: BotApi) -> None:
    form = FormData({"user_id": str(AN)})
    form.add_field("file", b"\x89PNG...", filename="a.png")
    async with page.post("/trial/file", data=form) as response:
        assert response.status == 200
    assert api.messages(AN)[0].is_picture


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        ({"by": "hour"}, "Thứ Hai 23/11/2026 09:00"),
        ({"by": "four_hours"}, "Thứ Hai 23/11/2026 12:00"),
        ({"by": "day"}, "Thứ Ba 24/11/2026 08:00"),
        ({"by": "working_day"}, "Thứ Năm 26/11/2026 08:00"),
        ({"by": "week"}, "Thứ Hai 30/11/2026 08:00"),
        ({"to": "2026-12-06T17:30"}, "Chủ Nhật 06/12/2026 17:30"),
    ],
)
async def test_the_clock_goes_forward(post: Post, step: dict[str, str], shown: str) -> None:
    assert await post("clock", **step) == (200, {"shown": shown})


@pytest.mark.parametrize(
    "step", [{"to": "2026-11-23T08:00"}, {"to": "2029-01-01T08:00"}, {"to": "mai"}, {"by": "year"}, {"by": 1}, {}]
)
async def test_the_clock_goes_nowhere_else(post: Post, clock: StandingClock, step: dict[str, object]) -> None:
    before = clock.now()
    status, answer = await post("clock", **step)
    assert (status, bool(answer["error"])) == (400, True)
    assert clock.now() == before


async def test_what_goes_wrong_on_the_way_is_said_in_words(page: Page, post: Post, program: Program) -> None:
    program.breaks = True
    status, answer = await post("clock", by="day")
    assert (status, answer["error"]) == (500, "Không đưa được đồng hồ đi tiếp: hết chỗ trên đĩa")
    assert not (await get(page, "state"))["clock"]["moving"]


async def test_blocking(api: BotApi, post: Post) -> None:
    await post("block", user_id=AN, blocked=True)
    assert api.chats[AN].blocked
    await post("block", user_id=AN, blocked=False)
    assert not api.chats[AN].blocked


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("say", {"user_id": AN, "text": "  "}, 400),
        ("say", {"user_id": AN, "text": "a" * 4097}, 400),
        ("say", {"user_id": AN, "text": "a" * 70000}, 413),
        ("say", {"user_id": AN}, 400),
        ("say", {"user_id": "11", "text": "a"}, 400),
        ("say", {"user_id": True, "text": "a"}, 400),
        ("say", {"user_id": 77, "text": "a"}, 404),
        ("press", {"user_id": AN, "message_id": 1, "data": "x"}, 404),
        ("block", {"user_id": AN, "blocked": 1}, 400),
    ],
)
async def test_bad_requests_are_refused_in_words(post: Post, path: str, body: dict[str, object], status: int) -> None:
    answered, answer = await post(path, **body)
    assert (answered, bool(answer["error"])) == (status, True)


async def test_a_form_of_another_site_is_no_json(page: Page, api: BotApi) -> None:
    async with page.post(
        "/trial/say", data=b'{"user_id": 11, "text": "a"}', headers={"Content-Type": "text/plain"}
    ) as r:
        assert r.status == 415
    assert api.messages(AN) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8080"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_other_sites_and_other_names_are_kept_out(page: Page, api: BotApi, headers: dict[str, str]) -> None:
    async with page.post("/trial/say", json={"user_id": AN, "text": "a"}, headers=headers) as response:
        assert response.status == 403
    assert api.messages(AN) == []
    if "Host" in headers:
        for path in ("/", "/trial/state", "/trial/files/trial-1"):
            async with page.get(path, headers=headers) as response:
                assert response.status == 403


async def test_its_own_origin_passes(page: Page) -> None:
    origin = str(page.make_url("/")).rstrip("/")
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    async with page.post("/trial/say", json={"user_id": AN, "text": "a"}, headers=headers) as response:
        assert response.status == 200
