from __future__ import annotations

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.trial.faults import FaultKind, PlatformFault
from bot.trial.telegram import BotApi

from .conftest import AN, BINH, GROUP, TOKEN

# PTB warns of asking raw methods, and of a type that changes in a later version.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning")

REFUSALS: list[tuple[FaultKind, type[Exception], str]] = [
    ("too_many", RetryAfter, "7"),
    ("blocked", Forbidden, "blocked by the user"),
    ("deactivated", Forbidden, "user is deactivated"),
    ("chat_not_found", BadRequest, "Chat not found"),
    ("migrated", ChatMigrated, "migrated"),
    ("bad_request", BadRequest, "Can't parse entities"),
    ("server_error", NetworkError, "Internal Server Error"),
    ("bad_gateway_html", NetworkError, "Bad Gateway|Invalid server response|502"),
    ("conflict", Conflict, "terminated by other"),
    ("unauthorized", InvalidToken, "."),
]


@pytest.mark.parametrize(("kind", "error", "words"), REFUSALS)
async def test_a_fault_answers_instead_of_telegram_once(
    api: BotApi, bot: Bot, kind: FaultKind, error: type[Exception], words: str
) -> None:
    api.faults.append(PlatformFault(kind, retry_after=7))
    with pytest.raises(error, match=words):
        await bot.send_message(AN, "a")
    assert api.messages(AN) == []
    assert api.faults == []
    await bot.send_message(AN, "b")


async def test_malformed_json(api: BotApi, bot: Bot) -> None:
    api.faults.append(PlatformFault("bad_json"))
    with pytest.raises(Exception, match="Invalid server response"):
        await bot.send_message(AN, "a")


async def test_a_connection_closed_before_anything_is_done(api: BotApi, bot: Bot) -> None:
    api.faults.append(PlatformFault("reset_before"))
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "a")
    assert api.messages(AN) == []


async def test_a_connection_closed_after_it_was_done(api: BotApi, bot: Bot) -> None:
    api.faults.append(PlatformFault("reset_after"))
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "a")
    assert [message.text for message in api.messages(AN)] == ["a"]


async def test_an_answer_that_never_comes(api: BotApi, bot: Bot) -> None:
    api.faults.append(PlatformFault("stall"))
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "a", read_timeout=0.05)
    assert [message.text for message in api.messages(AN)] == ["a"]


async def test_a_fault_strikes_its_method_and_chat_as_often_as_told(api: BotApi, bot: Bot) -> None:
    api.faults.append(PlatformFault("blocked", chat_id=BINH, times=2))
    await bot.send_message(AN, "a")
    await bot.get_me()
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(BINH, "a")
    await bot.send_message(BINH, "a")


async def test_telegrams_limits(api: BotApi, bot: Bot) -> None:
    now = 100.0
    api.enforce_limits = True
    api.limits.monotonic = lambda: now
    await bot.send_message(AN, "a")
    with pytest.raises(RetryAfter):
        await bot.send_message(AN, "b")
    now += 1
    await bot.send_message(AN, "b")
    for number in range(1000, 1029):
        await api.add_person(number, "x")
        await bot.send_message(number, "a")
    with pytest.raises(RetryAfter):
        await bot.send_message(BINH, "a")


async def test_the_limit_of_a_group(api: BotApi, bot: Bot) -> None:
    now = 100.0
    api.enforce_limits = True
    api.limits.monotonic = lambda: now
    await api.add_group(GROUP, "x")
    for _ in range(20):
        await bot.send_message(GROUP, "a")
        now += 1
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(GROUP, "a")
    assert refusal.value._retry_after.total_seconds() == 40


async def test_json_and_forms_and_queries_are_understood(api: BotApi, server: TestServer) -> None:
    url = server.make_url(f"/bot{TOKEN}/sendmessage")
    async with ClientSession() as http:
        for arguments in ({"json": {"chat_id": AN, "text": "a"}}, {"data": {"chat_id": str(AN), "text": "a"}}):
            async with http.post(url, **arguments) as response:
                assert (await response.json())["ok"]
        async with http.get(url, params={"chat_id": str(AN), "text": "a"}) as response:
            assert (await response.json())["ok"]
        async with http.post(url, data=b"{", headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400
        async with http.get(server.make_url("/bot1:x/getMe")) as response:
            assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        async with http.get(server.make_url(f"/bot{TOKEN}/getStars")) as response:
            assert await response.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
        async with http.get(server.make_url(f"/file/bot{TOKEN}/documents/none.txt")) as response:
            assert response.status == 404
    assert len(api.messages(AN)) == 3
