"""How often a command goes to the database: what it reads it reads in one transaction, and who changes nothing writes
nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import pytest

from handlers.front.commands import COMMANDS
from handlers.front.reception import Reception
from storage.database import Connection, Database
from storage.inbox import Incoming
from tests.scenarios.cast import Player, World

READS, WRITES = "reads", "writes"
Scope = Callable[[Database], AbstractAsyncContextManager[Connection]]
_receiving: ContextVar[bool] = ContextVar("receiving", default=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The scopes that are opened from when an update is taken up until its sender is answered."""
    found: list[str] = []
    receive = Reception.receive

    async def received(reception: Reception, stored: Incoming, now: datetime) -> None:
        token = _receiving.set(True)
        try:
            await receive(reception, stored, now)
        finally:
            _receiving.reset(token)

    def counted(scope: Scope, kind: str) -> Scope:
        @asynccontextmanager
        async def open_scope(database: Database) -> AsyncIterator[Connection]:
            found.extend([kind] * _receiving.get())
            async with scope(database) as connection:
                yield connection

        return open_scope

    monkeypatch.setattr(Reception, "receive", received)
    monkeypatch.setattr(Database, "reading", counted(Database.reading, READS))
    monkeypatch.setattr(Database, "writing", counted(Database.writing, WRITES))
    return found


async def opens(player: Player, text: str, opened: list[str]) -> list[str]:
    opened.clear()
    await player.says(text)
    assert player.unread(), "an answer"
    player.read = len(player.said_by_bot())
    return list(opened)


@pytest.fixture
async def busy(world: World) -> World:
    """An has been given NV-1 and NV-2."""
    for _ in range(2):
        await world.clerk.assigns()
    world.an.read = len(world.an.said_by_bot())
    return world


async def test_an_extension_is_asked_for_in_three_scopes(busy: World, opened: list[str]) -> None:
    text = "/giahan NV-2 16h30 ngày 09/12/2026; chờ số liệu của huyện"
    assert await opens(busy.an, text, opened) == [READS, WRITES, READS]
    assert busy.stored("SELECT count(*) FROM duties WHERE kind = 'decision'") == [(1,)]


@pytest.mark.parametrize(
    "text",
    [
        *("/viec", "/viec NV-1", "/viec tìm báo cáo", "/lichsu NV-1", "/quytac", "/trogiup", "/lich", "/huy"),
        *("/viec NV-1\n/viec NV-2", "/viec NV-99", "/khongco", "/giahan NV-99 mai; lý do", "đang làm rồi"),
    ],
)
async def test_who_only_reads_writes_nothing_for_himself(busy: World, opened: list[str], text: str) -> None:
    assert await opens(busy.an, text, opened) == [READS]
    assert not busy.stored("SELECT id FROM inbox WHERE state = 'stored' OR answered_at IS NULL"), "marked by the tick"


async def test_what_is_declared_to_change_nothing_writes_nothing(busy: World, opened: list[str]) -> None:
    """Bare and behind a code, whether it is answered or refused."""
    for name in [name for name, command in COMMANDS.items() if not command.changes]:
        for text in (f"/{name}", f"/{name} NV-1"):
            assert WRITES not in await opens(busy.clerk, text, opened), text


async def test_nothing_is_open_while_the_network_is_waited_for(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    pool: Any = busy.program.database.engine.pool
    request = type(busy.telegram.bot._request[1])
    asks = request.do_request

    async def noted(*args: Any, **named: Any) -> Any:
        held.append(pool.checkedout())
        return await asks(*args, **named)

    monkeypatch.setattr(request, "do_request", noted)
    await busy.an.sends_file("so-lieu.xlsx", b"rows", "/xong NV-1 đã lập")
    await busy.an.says("/viec")
    assert set(held) == {0}
