"""A webhook that another service has left behind: named, removed, and what waits for it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.cli import checking
from bot.health import health_of
from bot.trial.faults import PlatformFault
from tests.scenarios.cast import TOKEN, World, moment

FOREIGN = "https://old-service.example:8443/hook/matkhau-bi-mat"
NAMED = "a webhook of another service was set (old-service.example)"


async def is_set(world: World) -> None:
    await world.api.call("setWebhook", {"url": FOREIGN})


async def test_it_is_removed_at_the_start_and_nothing_said_meanwhile_is_lost(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    await world.stops()
    await is_set(world)
    await world.api.say(world.an.user_id, "/trogiup")
    await world.sleep_until(moment(30, 9, month=11))
    await world.starts()
    world.an.receives("Lệnh thường dùng")
    assert (await world.api.call("getWebhookInfo", {}))["url"] == ""
    assert any(NAMED in fault for fault in (await health_of(world.program)).faults)
    logged = "".join(capfd.readouterr())
    assert "webhook_in_the_way" in logged
    assert "old-service.example" in logged
    assert "matkhau" not in logged
    await world.forward(minutes=5)
    assert not any("webhook" in fault for fault in (await health_of(world.program)).faults)
    world.nothing_else_was_said()


async def comes_true(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  # the loop of another task
            await asyncio.sleep(0.01)


async def test_one_that_is_set_while_the_program_runs_makes_it_deaf_for_a_moment_only(world: World) -> None:
    await is_set(world)
    await world.api.say(world.an.user_id, "/trogiup")
    polling = asyncio.create_task(world.polling.run())
    try:
        await comes_true(lambda: not world.api.updates)
        assert any(NAMED in fault for fault in (await health_of(world.program)).faults)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    await world.step()
    world.an.receives("Lệnh thường dùng")
    world.nothing_else_was_said()


async def test_one_that_cannot_be_removed_stays_named(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    await is_set(world)
    world.api.faults.append(PlatformFault(kind="server_error", method="deleteWebhook", times=1000))
    polling = asyncio.create_task(world.polling.run())
    try:
        await comes_true(lambda: world.polling.webhook is not None)
        await asyncio.sleep(0.1)
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
    faults = (await health_of(world.program)).faults
    assert any(NAMED in fault for fault in faults)
    assert "platform telegram: Conflict" in faults
    assert "another program polls" not in "".join(capfd.readouterr())


async def test_a_server_that_knows_no_webhooks_is_read_all_the_same(world: World) -> None:
    """As one of another make may be: that nobody can be asked about webhooks keeps nobody from being heard."""
    await world.stops()
    world.api.faults.append(PlatformFault(kind="unauthorized", method="getWebhookInfo", times=1000))
    await world.api.say(world.an.user_id, "/trogiup")
    await world.starts()
    world.an.receives("Lệnh thường dùng")
    world.nothing_else_was_said()


async def test_check_names_it_and_leaves_it_alone(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_BASE", world.network.address)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{world.database}")
    monkeypatch.chdir(world.database.parent)
    await checking.check()
    assert "webhook" not in capsys.readouterr().out
    await is_set(world)
    assert await checking.check() == 1
    said = capsys.readouterr().out
    assert "SAI   Telegram đang gửi tin đến webhook của một dịch vụ khác (old-service.example)" in said
    assert "matkhau" not in said
    assert (await world.api.call("getWebhookInfo", {}))["url"] == FOREIGN
