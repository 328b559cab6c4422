"""Zalo asked for events: none is stored twice, none that was handed out is dropped, and nothing is proved by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from unittest.mock import AsyncMock

import pytest

from bot.trial.faults import PlatformFault
from channels.zalo import polling
from channels.zalo.polling import ZaloPolling
from domain.hearing import ChannelHearing, HearingProof
from storage.database import Database
from tests.channels.zalo.reading import AN, MONDAY, Read, comes_true, reading


@pytest.fixture
async def read(database: Database) -> AsyncIterator[Read]:
    async with reading(database) as found:
        yield found


def reader_of(read: Read, owner: str = "a") -> ZaloPolling:
    return ZaloPolling(read.office, read.client, read.clock, owner=owner, on_stored=read.on_stored)


@asynccontextmanager
async def running(reader: ZaloPolling) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(reader.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("is_flat", [True, False])
async def test_everything_that_waits_is_stored_one_by_one(read: Read, is_flat: bool) -> None:
    read.api.flat = is_flat
    for number in range(3):
        await read.api.say(AN, f"tin {number}")
    reader = reader_of(read)
    await reader.read_now()
    assert await read.stored() == ["tin 0", "tin 1", "tin 2"]
    assert len(read.taken) == 3
    assert reader.stored.is_set()
    assert not read.api.updates
    assert await read.hearing() == ChannelHearing(channel="zalo", proof=HearingProof.NONE, until=MONDAY)


@pytest.mark.parametrize("in_200", [True, False])
async def test_silence_is_no_fault(read: Read, in_200: bool) -> None:
    read.api.idle_in_200 = in_200
    reader = reader_of(read)
    await reader.read_now()
    assert (reader.fault, await read.stored(), reader.stored.is_set()) == (None, [], False)
    assert read.clock.is_confirmed, "an idle answer is dated as well"


async def test_what_an_open_poll_brings_when_the_program_stops_is_kept(read: Read) -> None:
    reader = reader_of(read)
    async with running(reader) as task:
        await comes_true(read.api.polled.is_set)
        task.cancel()
        await asyncio.sleep(0.05)
        assert not task.done(), "the poll is waited for"
        await read.api.say(AN, "câu cuối")
        await asyncio.gather(task, return_exceptions=True)
    assert await read.stored() == ["câu cuối"]
    assert not read.api.updates


async def test_what_came_while_the_database_was_away_is_stored_once_it_is_back(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("tin một", "tin hai"):
        await read.api.say(AN, words)
    reader = reader_of(read)
    with monkeypatch.context() as patched:
        patched.setattr(polling.intake, "store_updates", AsyncMock(side_effect=OSError("away")))
        for _ in range(2):
            with pytest.raises(OSError, match="away"):
                await reader.read_now()
    assert await read.stored() == []
    await reader.read_now()
    assert await read.stored() == ["tin một", "tin hai"]


async def test_a_webhook_in_the_way_is_named_and_removed(
    read: Read, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", timedelta(milliseconds=10))
    foreign = {"url": "https://old.example/hook/bi-mat", "secret_token": "12345678"}
    await read.api.call("setWebhook", foreign)
    reader = reader_of(read)
    await reader.prepare()
    assert not read.api.values["webhook"]
    await read.api.call("setWebhook", foreign)
    async with running(reader):
        await comes_true(lambda: not read.api.values["webhook"])
        await read.api.say(AN, "tin sau đó")
        await comes_true(lambda: len(read.taken) == 1)
        assert reader.leads
    logged = "".join(capfd.readouterr())
    assert "old.example" in logged
    assert "bi-mat" not in logged


async def test_trouble_is_named_and_ends_by_itself(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE", timedelta(milliseconds=50))
    read.api.faults.append(PlatformFault(kind="server_error", method="getUpdates", times=2))
    await read.api.say(AN, "tin")
    reader = reader_of(read)
    async with running(reader):
        await comes_true(lambda: reader.fault is not None)
        assert reader.fault == "ServerTrouble"
        await comes_true(lambda: len(read.taken) == 1)
        await comes_true(lambda: reader.fault is None)


async def test_a_refused_token_is_said(read: Read) -> None:
    read.api.faults.append(PlatformFault(kind="unauthorized", method="getUpdates"))
    reader = reader_of(read)
    async with running(reader):
        await comes_true(lambda: reader.fault == "InvalidToken")


async def test_only_one_process_asks(read: Read) -> None:
    first, second = reader_of(read, "a"), reader_of(read, "b")
    async with running(first):
        await comes_true(lambda: first.leads)
        async with running(second):
            await read.api.say(AN, "tin")
            await comes_true(lambda: len(read.taken) == 1)
            assert (first.leads, second.leads) == (True, False)
            await read.api.say(AN, "để kết thúc lượt hỏi")
