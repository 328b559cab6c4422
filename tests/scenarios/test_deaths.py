"""An update during whose handling the process dies is tried three times and no more; nobody else's is lost with it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.program import Program
from channels.telegram.channel import Telegram
from handlers.front.reception import Reception
from storage.inbox import Incoming
from tests.scenarios.cast import World, moment

DEADLY = "/tiendo NV-1 bảng tính K870"
INNOCENT = "/trogiup"


class Died(BaseException):
    """As when the process is killed: nothing catches it, nothing is put on record any more."""


@pytest.fixture
def deaths(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each update was taken up; the deadly one ends the process."""
    taken: Counter[str] = Counter()
    answer = Reception._answer

    async def answered(reception: Reception, desk: Any, stored: Incoming, update: Any, now: Any) -> Any:
        taken[stored.update_id] += 1
        if "K870" in stored.raw:
            raise Died
        return await answer(reception, desk, stored, update, now)

    monkeypatch.setattr(Reception, "_answer", answered)
    return taken


async def starts_again(world: World, *, times: int) -> int:
    """Start the program until it lives, at most so many times; how many starts ended in death."""
    for died in range(times):
        await world.stops()
        await world.sleep_until(world.clock.now())
        try:
            await world.starts()
        except Died:
            continue
        return died
    return times


async def test_after_the_third_death_it_is_set_aside_and_its_sender_and_the_office_are_told(
    world: World, deaths: Counter[str]
) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    deaths.clear()
    await world.api.say(world.an.user_id, DEADLY)
    await world.api.say(world.an.user_id, INNOCENT)
    with pytest.raises(Died):
        await world.step()
    assert await starts_again(world, times=9) == 2, "three deaths in all"
    assert sorted(deaths.values()) == [1, 3]
    world.an.receives("đã làm Dondoc dừng 3 lần", "gửi lại cách khác")
    world.an.receives("Lệnh thường dùng")
    world.clerk.receives("làm Dondoc dừng 3 lần", "người gửi: đồng chí Nguyễn Văn An")
    await world.clerk.is_told("/trangthai", "làm Dondoc dừng: 1")
    await world.is_down_until(moment(30, 9, month=11))
    world.nothing_else_was_said()


async def test_what_was_answered_before_it_and_is_not_marked_yet_is_not_blamed(
    world: World, deaths: Counter[str]
) -> None:
    """Of one chat: the first is answered once more, and the second is still the one that is set aside, after three."""
    await world.clerk.assigns()
    world.an.receives("NV-1")
    deaths.clear()
    await world.api.say(world.an.user_id, INNOCENT)
    await world.api.say(world.an.user_id, DEADLY)
    with pytest.raises(Died):
        await world.step()
    marks = world.program.database.marks
    assert marks.answered
    marks.forget(marks.waiting())  # it is killed
    assert await starts_again(world, times=9) == 2, "three deaths in all"
    assert sorted(deaths.values()) == [2, 3]
    for _ in range(2):
        world.an.receives("Lệnh thường dùng")
    world.an.receives("đã làm Dondoc dừng 3 lần")
    world.clerk.receives("làm Dondoc dừng 3 lần")
    world.nothing_else_was_said()


async def test_whoever_spoke_at_the_same_time_is_served_and_set_aside_is_the_guilty_one_alone(
    world: World, deaths: Counter[str]
) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    others = [world.binh, world.cuc, world.duc, world.khanh, world.leader, world.inspector]
    for player in others[:3]:
        await world.api.say(player.user_id, INNOCENT)
    await world.api.say(world.an.user_id, DEADLY)
    for player in others[3:]:
        await world.api.say(player.user_id, INNOCENT)
    await world.polling.read_now()
    with contextlib.suppress(Died):
        await world.program.worker.drain()
    assert await starts_again(world, times=9) == 2
    for player in others:
        player.receives("Lệnh thường dùng")
    world.an.receives("đã làm Dondoc dừng 3 lần")
    world.clerk.receives("làm Dondoc dừng 3 lần")
    assert world.stored("SELECT reason, count(*) FROM inbox WHERE state = 'failed' GROUP BY reason") == [("died", 1)]
    world.nothing_else_was_said()


async def test_two_that_kill_are_both_found_out(world: World, deaths: Counter[str]) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    for player in (world.an, world.binh, world.duc):
        await world.api.say(player.user_id, INNOCENT if player is world.binh else DEADLY)
    await world.polling.read_now()
    with contextlib.suppress(Died):
        await world.program.worker.drain()
    await starts_again(world, times=9)
    world.binh.receives("Lệnh thường dùng")
    for player in (world.an, world.duc):
        player.receives("đã làm Dondoc dừng 3 lần")
    world.clerk.receives("làm Dondoc dừng 3 lần", world.an.name, world.duc.name)
    world.nothing_else_was_said()


async def test_days_without_a_network_and_many_starts_in_them_set_nothing_aside(world: World) -> None:
    await world.api.say(world.an.user_id, "/viec")
    await world.polling.read_now()
    await world.network.cut()
    for _ in range(6):
        await world.program.worker.drain()
        await world.stops()
        world.program = await world.stay.enter_async_context(unconnected(world))
    await world.program.worker.drain()
    await world.network.mend()
    await world.stops()
    await world.starts()
    world.an.receives("không có việc nào đang chờ")
    assert world.stored("SELECT count(*) FROM inbox WHERE state = 'failed'") == [(0,)]
    world.nothing_else_was_said()


@contextlib.asynccontextmanager
async def unconnected(world: World) -> AsyncIterator[Program]:
    """A start that reaches no platform."""
    program = Program(world.program.settings, world.clock, token="1:test")
    await program.prepare()
    program.desk = world.program.desk
    program.reception.desk = program.desk
    telegram = program.lines["telegram"].channel
    assert isinstance(telegram, Telegram)
    await telegram.bot._request[1].initialize()
    try:
        yield program
    finally:
        await telegram.bot._request[1].shutdown()
        await program.close()


async def test_one_that_raises_is_tried_three_times_and_its_sender_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    tried = []

    async def raises(_reception: Reception, _desk: object, stored: Incoming, *_: object) -> None:
        tried.append(stored.id)
        raise RuntimeError(stored.raw)

    monkeypatch.setattr(Reception, "_answer", raises)
    await world.api.say(world.an.user_id, DEADLY)
    for _ in range(6):
        await world.step()
    assert len(tried) == 3
    world.an.receives("Có lỗi khi xử lý tin này")
    assert world.stored("SELECT reason FROM inbox WHERE state = 'failed'") == [("raised",)]
    logged = "".join(capfd.readouterr())
    assert "RuntimeError" in logged
    assert "K870" not in logged
    world.nothing_else_was_said()
