"""Zalo sends events: what comes is stored once, and for how long nothing can have been missed is known."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions.delivery import intake
from bot.trial.faults import PlatformFault
from channels.zalo import webhook
from channels.zalo.webhook import ZaloWebhook
from domain.hearing import ChannelHearing, HearingProof
from storage.database import Database
from tests.channels.zalo.cast import event
from tests.channels.zalo.reading import AN, MONDAY, SECRET, WEBHOOK, Read, comes_true, post, reading

HOUR = timedelta(hours=1)


@pytest.fixture
async def read(database: Database) -> AsyncIterator[Read]:
    async with reading(database) as found:
        yield found


def reader_of(read: Read, owner: str = "a") -> ZaloWebhook:
    return ZaloWebhook(
        read.office, read.client, read.clock, url=WEBHOOK, secret=SECRET, owner=owner, on_stored=read.on_stored
    )


@asynccontextmanager
async def served(read: Read, reader: ZaloWebhook | None = None) -> AsyncIterator[ZaloWebhook]:
    """As it runs: its address is served, and then given to the platform."""
    reader = reader or reader_of(read)
    app = web.Application()
    app.add_routes(reader.routes())
    async with TestServer(app) as server:
        read.api.loopback = str(server.make_url("")).rstrip("/")
        await reader.prepare()
        yield reader


def sound(since: Any, until: Any) -> ChannelHearing:
    return ChannelHearing(channel="zalo", proof=HearingProof.SOUND, since=since, until=until)


# What comes


@pytest.mark.parametrize("is_flat", [True, False])
async def test_what_people_say_is_stored_before_it_is_answered(read: Read, is_flat: bool) -> None:
    read.api.flat = is_flat
    async with served(read) as reader:
        reader.leads = True
        await read.api.say(AN, "tin một")
        await read.api.say(AN, "tin hai")
        assert reader.stored.is_set()
    assert await read.stored() == ["tin một", "tin hai"]
    assert (len(read.taken), read.api.lost) == (2, 0)


async def test_twice_and_out_of_order_it_is_stored_once(read: Read) -> None:
    later, sooner = (event(message_id=number, text=number) for number in ("bb", "aa"))
    async with served(read):
        url = f"{read.api.loopback}/zalo-1f9c"
        assert [await post(url, one) for one in (later, sooner, later, sooner)] == [200] * 4
    assert await read.stored() == ["bb", "aa"]


async def test_with_a_wrong_secret_nothing_is_stored(read: Read, capfd: pytest.CaptureFixture[str]) -> None:
    async with served(read) as reader:
        assert await post(f"{read.api.loopback}/zalo-1f9c", event(text="giả"), secret="doan-mo") == 401
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY, MONDAY)
    assert await read.stored() == []
    assert SECRET not in "".join(capfd.readouterr())


# Whether all of it came


async def test_it_is_sound_from_one_look_to_the_next_though_the_clock_is_moved(read: Read) -> None:
    async with served(read) as reader:
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY, MONDAY)
        read.standing.move_to(MONDAY + 60 * HOUR)
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY, MONDAY + 60 * HOUR)
        assert reader.fault is None


async def test_an_event_that_was_turned_away_begins_a_new_stretch(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(read) as reader:
        await reader.read_now()
        with monkeypatch.context() as patched:
            patched.setattr(webhook, "incoming", None)
            assert await post(f"{read.api.loopback}/zalo-1f9c", event(text="mất")) == 503
        read.standing.move_to(MONDAY + HOUR)
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY + HOUR, MONDAY + HOUR)
        read.standing.move_to(MONDAY + 2 * HOUR)
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY + HOUR, MONDAY + 2 * HOUR)


@pytest.mark.parametrize("found", ["https://other.example/hook/bi-mat", ""])
async def test_an_address_that_is_not_ours_is_put_right_and_begins_a_new_stretch(
    read: Read, found: str, capfd: pytest.CaptureFixture[str]
) -> None:
    async with served(read) as reader:
        await reader.read_now()
        read.standing.move_to(MONDAY + HOUR)
        async with read.api.change() as change:
            change.rows.values["webhook"] = found
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY, MONDAY), "nobody knows from when on it was another's"
        assert read.api.values["webhook"] == WEBHOOK
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY + HOUR, MONDAY + HOUR)
    logged = "".join(capfd.readouterr())
    assert "webhook_in_the_way" in logged
    assert "bi-mat" not in logged


async def test_a_look_that_fails_is_a_fault_and_ends_the_stretch_only_where_it_lasts(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(read) as reader:
        await reader.read_now()
        read.standing.move_to(MONDAY + HOUR)
        read.api.faults.append(PlatformFault(kind="server_error", method="getWebhookInfo", times=2))
        await reader.read_now()
        assert reader.fault == "ServerTrouble"
        assert await read.hearing() == sound(MONDAY, MONDAY)
        await reader.read_now()
        await reader.read_now()
        assert (reader.fault, await read.hearing()) == (None, sound(MONDAY, MONDAY + HOUR))
        monkeypatch.setattr(webhook, "LONGEST_GAP", timedelta(seconds=-1))
        read.standing.move_to(MONDAY + 2 * HOUR)
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)


async def test_a_machine_that_slept_was_not_there(read: Read) -> None:
    async with served(read) as reader:
        await reader.read_now()
        read.standing.set_to(MONDAY + HOUR)
        await reader.read_now()
        assert await read.hearing() == sound(MONDAY + HOUR, MONDAY + HOUR)


async def test_a_restart_begins_a_new_stretch(read: Read) -> None:
    async with served(read) as reader:
        await reader.read_now()
    read.standing.move_to(MONDAY + HOUR)
    async with served(read) as reader:
        await reader.read_now()
    assert await read.hearing() == sound(MONDAY + HOUR, MONDAY + HOUR)


async def test_no_word_but_the_webhook_itself_says_that_it_is_sound(read: Read) -> None:
    async with served(read):
        await read.api.say(AN, "tin")
    assert await read.hearing() is None


@asynccontextmanager
async def two(read: Read) -> AsyncIterator[tuple[ZaloWebhook, ZaloWebhook]]:
    """Two processes, of which the first leads."""
    first, second = reader_of(read, "a"), reader_of(read, "b")
    tasks = []
    try:
        tasks.append(asyncio.create_task(first.run()))
        await comes_true(lambda: first.leads)
        tasks.append(asyncio.create_task(second.run()))
        yield first, second
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_one_process_handles_what_every_process_takes(read: Read) -> None:
    async with two(read) as (first, second):
        async with served(read, second):
            await read.api.say(AN, "tin một")
        assert (first.leads, second.leads) == (True, False)
        assert read.taken == [], "the first attempt at it is the other process's to count"
        async with served(read, first):
            await read.api.say(AN, "tin hai")
        assert len(read.taken) == 1
    assert await read.stored() == ["tin một", "tin hai"]


async def test_what_another_process_turned_away_begins_a_new_stretch(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "LEASE_PAUSE", 0.01)
    async with two(read) as (first, second), served(read, second):
        await first.read_now()
        assert await read.hearing() == sound(MONDAY, MONDAY)
        with monkeypatch.context() as patched:
            patched.setattr(webhook, "incoming", None)
            read.standing.move_to(MONDAY + HOUR)
            assert await post(f"{read.api.loopback}/zalo-1f9c", event(text="mất")) == 503
        async with asyncio.timeout(10):
            while await intake.turned_away_at(read.office, "zalo") is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        read.standing.move_to(MONDAY + 2 * HOUR)
        await first.read_now()
        assert await read.hearing() == sound(MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)


async def test_what_may_still_be_on_its_way_is_not_heard_yet(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "LEASE_PAUSE", 0.01)
    monkeypatch.setattr(webhook, "CHECK_EVERY", timedelta())
    async with served(read) as reader:
        await reader.read_now()
        read.standing.move_to(MONDAY + HOUR)
        task = asyncio.create_task(reader.run())
        async with asyncio.timeout(10):
            while await read.hearing() == sound(MONDAY, MONDAY):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await read.hearing() == sound(MONDAY, MONDAY + HOUR - webhook.ON_ITS_WAY)
