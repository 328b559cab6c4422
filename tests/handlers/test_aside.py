"""Heavy work is done in a process beside ours: reused, bounded in memory and time, started anew after its death."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from actions import aside
from actions.aside import SideProcess
from domain.refusals import ProcessFailure, TooHeavy, UnknownPerson
from tests.handlers.aside_work import (
    counted,
    doubled,
    endless,
    greedy,
    mistaken,
    own_number,
    refused,
    surroundings,
)
from tests.handlers.samples.refusals import REFUSALS


@pytest.fixture
async def side() -> AsyncIterator[SideProcess]:
    process = SideProcess(megabytes=400, seconds=60)
    yield process
    process.end()


async def test_one_process_is_started_when_first_needed_and_used_again(side: SideProcess) -> None:
    assert side.number is None
    first = await side.make(own_number)
    assert (first, side.number) == (await side.make(own_number), first)
    assert first != os.getpid()
    assert await side.make(doubled, number=21) == 42


async def test_pieces_of_work_wait_for_each_other(side: SideProcess) -> None:
    assert await asyncio.gather(*(side.make(doubled, number) for number in range(20))) == list(range(0, 40, 2))


async def test_what_is_yielded_comes_bit_by_bit(side: SideProcess) -> None:
    assert [bit async for bit in side.bits(counted, 5)] == [0, 1, 2, 3, 4]


async def test_what_the_work_raises_is_raised_here_and_the_process_stays(side: SideProcess) -> None:
    with pytest.raises(UnknownPerson) as found:
        await side.make(refused, "Ân")
    assert (found.value.name, found.value.near) == ("Ân", "An")
    number = side.number
    with pytest.raises(ValueError, match="no number"):
        await side.make(mistaken)
    assert side.number == number


async def test_too_much_memory_ends_that_process_and_is_named(side: SideProcess) -> None:
    with pytest.raises(TooHeavy) as heavy:
        await side.make(greedy, 1000)
    assert heavy.value.cause is ProcessFailure.MEMORY
    assert side.deaths == {ProcessFailure.MEMORY: 1}
    assert await side.make(doubled, 4) == 8, "another is started in its place"


async def begun(side: SideProcess) -> AsyncGenerator[str, None]:
    """Work without an end, under way."""
    work = side.bits(endless)
    assert await anext(work) == "begun"
    return work


async def test_too_long_ends_that_process_and_the_loop_goes_on_meanwhile() -> None:
    side = SideProcess(megabytes=400, seconds=2)
    work = asyncio.create_task(anext(await begun(side)))
    turns = 0
    while not work.done():
        await asyncio.sleep(0)
        turns += 1
    with pytest.raises(TooHeavy) as heavy:
        await work
    assert heavy.value.cause is ProcessFailure.TIME
    assert turns > 100
    assert await side.make(doubled, 4) == 8
    side.end()


async def test_one_killed_in_the_middle_is_named_and_one_killed_while_idle_is_not_noticed_by_who_asks(
    side: SideProcess,
) -> None:
    work = await begun(side)
    assert side.number is not None
    os.kill(side.number, signal.SIGKILL)
    with pytest.raises(TooHeavy) as heavy:
        await anext(work)
    assert heavy.value.cause is ProcessFailure.KILLED
    number = await side.make(own_number)
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)  # noqa: ASYNC222  # it is dead already
    assert await side.make(doubled, 4) == 8
    assert side.deaths == {ProcessFailure.KILLED: 2}


async def test_what_nobody_waits_for_any_more_is_ended(side: SideProcess) -> None:
    await (await begun(side)).aclose()
    assert await side.make(doubled, 4) == 8
    assert not side.deaths


async def test_how_much_its_starter_has_in_memory_is_not_counted_as_its_own(side: SideProcess) -> None:
    ours = bytearray(400_000_000)
    first = await side.make(own_number)
    assert await side.make(own_number) == first
    assert ours


async def test_one_that_has_grown_gives_its_place_to_another(side: SideProcess) -> None:
    first = await side.make(own_number)
    assert await side.make(greedy, 300) > 0
    assert await side.make(own_number) != first
    assert not side.deaths


async def test_it_gets_no_secret(side: SideProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/db")
    assert not {"TELEGRAM_BOT_TOKEN", "DATABASE_URL"} & set(await side.make(surroundings))


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: type(refusal).__name__)
def test_every_refusal_can_be_sent_from_one_process_to_another(refusal: Exception) -> None:
    again = pickle.loads(pickle.dumps(refusal))
    assert (type(again), again) == (type(refusal), refusal)


def test_what_is_sent_is_pickled_in_frames_between_which_others_have_their_turn() -> None:
    told = [{"line": number, "title": f"Báo cáo số {number}"} for number in range(20_000)]
    written = aside._Written()
    pickle.Pickler(written).dump(told)
    assert max(len(frame) for frame in written) < 200_000
    assert len(written) > 10
    assert pickle.Unpickler(aside._Read(b"".join(written))).load() == told
