"""Telegram by webhook: what is sent there counts once and in its order, and nothing is lost on the way from polling."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from bot.health import health_of
from bot.program import Program
from bot.trial.run import unhurried_limiter
from channels.telegram.webhook import SECRET_HEADER
from domain.hearing import HearingProof
from storage import hearings, inbox
from tests.scenarios.cast import TOKEN, World, giaoviec, moment, settings_for

HOOK = "https://dondoc.example.vn/telegram-1f9c"
SECRET = "mat-khau-cua-webhook"


@dataclass
class Hook:
    """The program of the world, told by webhook, and the server at which it is."""

    world: World
    server: TestServer

    @property
    def url(self) -> str:
        return str(self.server.make_url("/telegram-1f9c"))

    async def comes(self, body: bytes, *, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with ClientSession() as session, session.post(self.url, data=body, headers=headers) as answer:
            return answer.status

    async def update(self, update: dict[str, Any]) -> int:
        return await self.comes(json.dumps(update).encode())


@asynccontextmanager
async def told_by_webhook(world: World) -> AsyncIterator[Hook]:
    """Another process takes up the world's database, with a webhook."""
    given = {"webhook_url": HOOK, "webhook_secret": SecretStr(SECRET)}
    settings = settings_for(world.network.address, f"sqlite:///{world.database}").model_copy(update=given)
    program = Program(settings, world.clock, token=TOKEN, limiter=unhurried_limiter())
    app = web.Application()
    for line in program.lines.values():
        app.add_routes(line.reader.routes())
    async with TestServer(app) as server:
        world.api.loopback = str(server.make_url("/")).rstrip("/")
        await program.prepare()
        await program.connect()
        world.program = program
        try:
            await program.worker.recall("telegram")
            await world.step()
            yield Hook(world, server)
        finally:
            await program.close()
            world.api.loopback = f"http://127.0.0.1:{unused_port()}"


@pytest.fixture
async def hook(world: World) -> AsyncIterator[Hook]:
    await world.stops()
    async with told_by_webhook(world) as hook:
        yield hook


def head(hook: Hook, length: int) -> bytes:
    lines = ("POST /telegram-1f9c HTTP/1.1", f"Host: {hook.server.host}", f"{SECRET_HEADER}: {SECRET}")
    return "\r\n".join((*lines, f"Content-Length: {length}", "", "")).encode()


@asynccontextmanager
async def line_to(hook: Hook) -> AsyncIterator[asyncio.StreamWriter]:
    _, writer = await asyncio.open_connection(hook.server.host, hook.server.port)
    yield writer
    writer.close()
    await writer.wait_closed()


def message(world: World, text: str, *, number: int, user_id: int | None = None) -> dict[str, Any]:
    person = {"id": user_id or world.an.user_id, "is_bot": False, "first_name": "An"}
    date = int(world.clock.now().timestamp())
    chat = {"id": person["id"], "type": "private", "first_name": "An"}
    said = {"message_id": number, "date": date, "chat": chat, "from": person, "text": text}
    return {"update_id": 900_000 + number, "message": said}


async def test_a_task_is_given_taken_and_done_by_webhook(hook: Hook) -> None:
    world = hook.world
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.presses("Đã nhận")
    world.an.receives("Đã ghi nhận")
    await world.an.is_told("/xong NV-1 Báo cáo số 12", "NV-1")
    info = await world.api.call("getWebhookInfo", {})
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (HOOK, 0, 1)
    assert set(info["allowed_updates"]) == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert (await health_of(world.program)).is_good


async def test_an_update_that_comes_twice_counts_once(hook: Hook) -> None:
    update = message(hook.world, "/trogiup", number=1)
    assert [await hook.update(update) for _ in range(3)] == [200, 200, 200]
    await hook.world.step()
    hook.world.an.receives("Lệnh thường dùng")
    assert await hook.update(update) == 200
    await hook.world.step()
    hook.world.nothing_else_was_said()


async def test_updates_out_of_order_are_each_carried_out_once_and_by_their_own_date(hook: Hook) -> None:
    world = hook.world
    await world.clerk.assigns()
    world.an.receives("NV-1")
    first = message(world, "/tiendo NV-1 đã xong phần một", number=1)
    world.clock.move_to(world.clock.now() + timedelta(minutes=1))
    second = message(world, "/tiendo NV-1 đã xong phần hai", number=2)
    assert [await hook.update(one) for one in (second, first, second)] == [200, 200, 200]
    await world.step()
    world.an.receives("Đã ghi tiến độ NV-1")
    world.an.receives("Đã ghi tiến độ NV-1")
    said = world.stored("SELECT count(*) FROM journal WHERE act = 'duty.reported'")
    assert said == [(2,)]
    world.nothing_else_was_said()


@pytest.mark.parametrize("secret", [None, "", "mat-khau-khac", SECRET + "x"])
async def test_without_the_secret_nothing_is_stored(hook: Hook, secret: str | None) -> None:
    body = json.dumps(message(hook.world, giaoviec(), number=1)).encode()
    before = hook.world.stored("SELECT * FROM inbox")
    assert await hook.comes(body, secret=secret) == 401
    await hook.world.step()
    assert hook.world.stored("SELECT * FROM inbox") == before
    hook.world.nothing_else_was_said()


async def test_five_megabytes_and_half_an_update_leave_nothing_behind(hook: Hook) -> None:
    before = hook.world.stored("SELECT * FROM inbox")
    huge = message(hook.world, "a" * 5_000_000, number=1)
    assert await hook.update(huge) == 413
    whole = json.dumps(message(hook.world, "/trogiup", number=2)).encode()
    async with line_to(hook) as writer:
        writer.write(head(hook, len(whole)) + whole[:-20])
        await writer.drain()
    await hook.world.step()
    assert hook.world.stored("SELECT * FROM inbox") == before
    hook.world.nothing_else_was_said()
    assert await hook.comes(whole) == 200, "the whole of it comes again"
    await hook.world.step()
    hook.world.an.receives("Lệnh thường dùng")


@pytest.mark.parametrize(
    "body", [b"not json", b"[]", b'{"update_id": 7}', b"\xff\xfe", b'{"message": 5, "update_id": 8}']
)
async def test_what_is_no_update_is_kept_answered_and_stops_nobody(hook: Hook, body: bytes) -> None:
    assert await hook.comes(body) == 200
    await hook.world.an.is_told("/trogiup", "Lệnh thường dùng")
    assert hook.world.stored("SELECT count(*) FROM inbox WHERE state = 'stored'") == [(0,)]


async def test_while_the_database_is_away_the_update_is_refused_and_comes_again(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = hook.world

    async def away(*_: object) -> set[int]:
        raise OperationalError("insert", {}, OSError("the disk is gone"))

    with monkeypatch.context() as context:
        context.setattr(inbox, "store", away)
        await world.api.say(world.an.user_id, "/trogiup")
        assert len(world.api.updates) == 1
        await world.step()
    await world.step()
    world.an.receives("Lệnh thường dùng")
    assert not world.api.updates
    world.nothing_else_was_said()


async def test_a_process_that_dies_between_storing_and_answering_harms_nothing(world: World) -> None:
    await world.stops()
    update = message(world, "/trogiup", number=1)
    stored = "SELECT count(*) FROM inbox WHERE update_id = '900001'"
    async with told_by_webhook(world) as hook, line_to(hook) as writer:
        writer.write(head(hook, len(json.dumps(update))) + json.dumps(update).encode())
        async with asyncio.timeout(10):
            while world.stored(stored) == [(0,)]:  # noqa: ASYNC110  # the server's own task
                await asyncio.sleep(0.01)
        # The connection closes before anything of the answer is read, and the process ends with the update unhandled.
    async with told_by_webhook(world) as hook:
        assert await hook.update(update) == 200, "Telegram has had no answer: it sends the same again"
        await world.step()
    world.an.receives("Lệnh thường dùng")
    assert world.stored(stored) == [(1,)]
    world.nothing_else_was_said()


async def until(world: World) -> Any:
    async with world.program.database.reading() as connection:
        return await hearings.hearing_of(connection, "telegram", now=world.clock.now())


async def test_all_was_heard_up_to_the_moment_at_which_nothing_waited(hook: Hook) -> None:
    world = hook.world
    world.clock.move_to(moment(30, 9, month=11))
    await world.step()
    heard = await until(world)
    assert (heard.proof, heard.until) == (HearingProof.EXACT, world.clock.now())
    world.api.loopback = "http://127.0.0.1:9"
    await world.api.say(world.an.user_id, "/trogiup")
    world.clock.move_to(moment(30, 10, month=11))
    await world.step()
    assert (await until(world)).until == moment(30, 9, month=11), "something waits: not all was heard"
    assert "telegram: Connection refused" in " ".join((await health_of(world.program)).faults)


async def test_a_press_found_waiting_counts_from_when_the_way_went_down(hook: Hook) -> None:
    world = hook.world
    await world.clerk.assigns()
    given = world.an.receives("NV-1")
    there = world.api.loopback
    world.api.loopback = "http://127.0.0.1:9"
    await world.api.press(world.an.user_id, given.message_id, "Đã nhận")
    down = world.clock.now()
    world.clock.move_to(moment(30, 11, month=11))
    world.api.loopback = there
    await world.step()
    world.an.receives("Đã ghi nhận")
    assert world.stored("SELECT max(said_at) FROM inbox")[0][0].startswith(down.astimezone().strftime("%Y-%m-%d"))
    (said_at,) = world.stored("SELECT said_at FROM inbox ORDER BY id DESC LIMIT 1")[0]
    assert said_at == "2026-11-30T01:00:00.000000Z"


async def test_one_of_another_service_is_named_and_replaced(hook: Hook, capfd: pytest.CaptureFixture[str]) -> None:
    world = hook.world
    await world.api.call("setWebhook", {"url": "https://old-service.example/matkhau-bi-mat"})
    await world.api.say(world.an.user_id, "/trogiup")
    await world.step()
    await world.step()
    world.an.receives("Lệnh thường dùng")
    assert (await world.api.call("getWebhookInfo", {}))["url"] == HOOK
    assert any("old-service.example" in fault for fault in (await health_of(world.program)).faults)
    logged = "".join(capfd.readouterr())
    assert "webhook_in_the_way" in logged
    assert not any(secret in logged for secret in ("matkhau", SECRET, "telegram-1f9c", TOKEN))


async def test_from_polling_to_the_webhook_and_back_nothing_is_lost_or_done_twice(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    await world.an.is_told("/trogiup", "Lệnh thường dùng")
    await world.stops()
    await world.api.say(world.an.user_id, "/viec")
    async with told_by_webhook(world):
        world.an.receives("không có việc")
        await world.an.is_told("/trogiup", "Lệnh thường dùng")
    await world.api.say(world.an.user_id, "/trogiup")
    assert len(world.api.updates) == 1, "nobody took it"
    await world.starts()
    world.an.receives("Lệnh thường dùng")
    world.nothing_else_was_said()
    assert (await world.api.call("getWebhookInfo", {}))["url"] == ""
    assert "webhook_in_the_way" not in "".join(capfd.readouterr()), "it was our own"
    assert not any("webhook" in fault for fault in (await health_of(world.program)).faults)


async def test_who_does_not_lead_stores_and_leaves_the_handling_to_who_does(hook: Hook) -> None:
    """Two processes at one address: the platform may reach either."""
    world = hook.world
    reader = world.program.lines["telegram"].reader
    watching = asyncio.create_task(reader.run())
    try:
        async with asyncio.timeout(10):
            while not reader.leads:  # noqa: ASYNC110  # the loop of another task
                await asyncio.sleep(0.01)
        first = world.program
        async with told_by_webhook(world) as other:
            second, world.program = world.program, first
            assert await other.update(message(world, "/trogiup", number=1)) == 200
            assert not second.lines["telegram"].reader.leads
            await world.program.worker.drain()
            world.an.receives("Lệnh thường dùng")
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
