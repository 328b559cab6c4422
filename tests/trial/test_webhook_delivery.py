"""Updates that the trial's Telegram sends to a webhook."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import BadRequest

from bot.trial.telegram import BotApi

from .conftest import AN

HOOK = "https://dondoc.example.vn/telegram-1f"


class Listening:
    """The webhook: what came, by which secret, and how it is answered."""

    def __init__(self) -> None:
        self.came: list[tuple[str | None, Any]] = []
        self.status = 200

    async def hear(self, request: web.Request) -> web.Response:
        self.came.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.Response(status=self.status)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.came]


@pytest.fixture
async def listening(api: BotApi) -> AsyncIterator[Listening]:
    listening = Listening()
    app = web.Application()
    app.router.add_post("/telegram-1f", listening.hear)
    async with TestServer(app) as server:
        api.loopback = str(server.make_url("/")).rstrip("/")
        yield listening


async def test_what_waits_and_what_is_said_comes_to_the_webhook(api: BotApi, bot: Bot, listening: Listening) -> None:
    await api.say(AN, "một")
    await bot.set_webhook(HOOK, secret_token="mat-khau", max_connections=1)
    await api.say(AN, "hai")
    assert listening.texts() == ["một", "hai"]
    assert {secret for secret, _ in listening.came} == {"mat-khau"}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (HOOK, 0, 1)


async def test_an_update_comes_again_until_it_is_taken_and_keeps_its_place(
    api: BotApi, bot: Bot, listening: Listening
) -> None:
    await bot.set_webhook(HOOK)
    listening.status = 503
    await api.say(AN, "một")
    await api.say(AN, "hai")
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 2
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert set(listening.texts()) == {"một"}
    listening.status = 200
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert listening.texts()[-2:] == ["một", "hai"]


async def test_what_nobody_took_is_handed_out_to_who_polls(api: BotApi, bot: Bot) -> None:
    api.loopback = "http://127.0.0.1:9"
    await bot.set_webhook(HOOK, secret_token="a")
    await api.say(AN, "một")
    assert (await bot.get_webhook_info()).last_error_message == "Connection refused"
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "một"


async def test_a_secret_that_telegram_refuses(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook(HOOK, secret_token="mật khẩu")
