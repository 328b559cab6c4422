"""Zalo behind the door: what it says of itself, and what becomes of what is said by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from channels.zalo.channel import Zalo
from channels.zalo.pictures import PictureReader
from handlers.delivery.outcomes import Declined, Sent
from handlers.front.channel import Channel
from tests.channels.zalo.cast import CHAT, TOKEN, client_at
from texts.office.doors import Door


@asynccontextmanager
async def zalo(asked: list[tuple[str, Any]]) -> AsyncIterator[Zalo]:
    async def serve(request: web.Request) -> web.Response:
        method, given = request.path.removeprefix(f"/bot{TOKEN}/"), await request.json()
        asked.append((method, given))
        if len(given.get("text", "")) > 2000:
            return web.json_response({"ok": False, "error_code": 400, "description": "text is too long"})
        return web.json_response({"ok": True, "result": {"message_id": "m1", "account_name": "Bot Dondoc"}})

    app = web.Application()
    app.router.add_post("/{way:.*}", serve)
    async with TestServer(app) as server, client_at(server.port or 0) as client:
        pictures = PictureReader(api_base=str(server.make_url("/")), proxy=None)
        yield Zalo(client, pictures, monthly_messages=3000, most_users=50)


async def test_what_it_can_do() -> None:
    async with zalo([]) as channel:
        door: Channel = channel
        traits = door.traits
        assert (traits.longest_text, traits.monthly_messages, traits.most_users) == (2000, 3000, 50)
        assert not any((traits.edits_in_place, traits.has_buttons, traits.carries_files, traits.serves_groups))


async def test_it_is_called_by_the_name_that_the_platform_knows() -> None:
    async with zalo([]) as channel:
        assert channel.door is None
        assert await channel.connect() == "Bot Dondoc"
        assert channel.is_called("bot dondoc")
        assert not channel.is_called("bot khac")
        assert channel.door == Door(channel="zalo", name="Bot Dondoc")


async def test_words_go_out_plain_with_their_styles() -> None:
    asked: list[tuple[str, Any]] = []
    async with zalo(asked) as channel:
        assert await channel.say(CHAT, "<b>Hạn</b> &lt; <code>NV-12</code>") == Sent(message_id="m1")
    styles = [{"start": 0, "len": 3, "st": ["b"]}]
    assert asked == [("sendMessage", {"chat_id": CHAT, "text": "Hạn < NV-12", "text_styles": styles})]


async def test_a_text_that_is_too_long_is_declined() -> None:
    async with zalo([]) as channel:
        assert isinstance(await channel.say(CHAT, "a" * 2000), Sent)
        assert await channel.say(CHAT, "a" * 2001) == Declined(reason="text is too long")


async def test_a_picture_goes_by_its_address_or_not_at_all() -> None:
    asked: list[tuple[str, Any]] = []
    async with zalo(asked) as channel:
        assert isinstance(await channel.show(CHAT, b"png"), Declined)
        assert isinstance(await channel.show(CHAT, b"png", address="https://vidu.vn/tep/a"), Sent)
        assert isinstance(await channel.hand_out(CHAT, "a.docx", b"tep"), Declined)
        assert isinstance(await channel.change(CHAT, "m1", "khác"), Declined)
        await channel.release("")
        await channel.show_menu(CHAT, [])
    assert asked == [("sendPhoto", {"chat_id": CHAT, "photo": "https://vidu.vn/tep/a"})]
