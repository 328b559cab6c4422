"""How fast a person is answered, beside the smallest bot there is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from time import perf_counter

from benchmarks.bench.offices import HOLDERS, IDS, MONDAY
from benchmarks.bench.run import Run
from benchmarks.bench.stage import Actor, Stage, copied, percentile, stage
from benchmarks.bench.table import Bound, Row, Seen

CALLS = 500  # percentiles are over no fewer
ECHO = "echo bot"
ROWS = (
    Row(key="viec", what="`/viec` → reply, one person: p50", unit="ms", peer=ECHO, wanted=Bound(limit=5)),
    Row(
        key="viec-calm",
        what="the same",
        unit="ms",
        wanted=Bound(limit=20, of_ratio=False),
    ),
    Row(
        key="viec50-rate",
        what="the same, 50 people: answers a second",
        unit="/s",
        peer=ECHO,
        wanted=Bound(limit=0.5, is_least=True),
    ),
    Row(key="viec50", what="the same: p50", unit="ms", peer=ECHO, wanted=Bound(limit=2)),
    Row(key="viec50-cpu", what="the same: processor", unit="ms", peer=ECHO, wanted=Bound(limit=3)),
    Row(
        key="tiendo-rate",
        what="`/tiendo` (recorded, journaled), 10 people: answers a second",
        unit="/s",
        peer=ECHO,
        wanted=Bound(limit=0.4, is_least=True),
    ),
    Row(key="tiendo-cpu", what="the same: processor", unit="ms", peer=ECHO),
    Row(key="tiendo-statements", what="the same: statements", unit=""),
)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Of people who each speak on as soon as they are answered."""

    rate: float  # answers a second
    p50: float  # milliseconds
    cpu: float  # milliseconds an answer
    statements: float


async def talk(on: Stage, bot: Actor, people: int, said: Callable[[int, int], str]) -> Talk:
    """So many people say in turn what `said` gives for person and number, `CALLS` words together."""
    each = CALLS // people
    seconds: list[float] = []

    async def speaker(person: int) -> None:
        seconds.extend([await on.api.asked(person, said(person, number)) for number in range(each)])

    before = await bot.statements()
    began, computed = perf_counter(), bot.cpu
    await asyncio.gather(*(speaker(person) for person in HOLDERS[:people]))
    took, busy = perf_counter() - began, bot.cpu - computed
    calls = len(seconds)
    return Talk(
        rate=calls / took,
        p50=percentile(seconds, 50),
        cpu=1000 * busy / calls,
        statements=(await bot.statements() - before) / calls,
    )


def _list(_person: int, _number: int) -> str:
    return "/viec"


def _progress(person: int, number: int) -> str:
    """Their task is the one of their place among the holders (those overdue come first)."""
    return f"/tiendo NV-{person - 1} Đã làm xong phần {number}"


async def talks(on: Stage, bot: Actor) -> tuple[Talk, Talk, Talk]:
    for person in HOLDERS[:20]:
        await on.api.asked(person, "/viec")  # what the first words take is not asked here
    return await talk(on, bot, 1, _list), await talk(on, bot, 50, _list), await talk(on, bot, 10, _progress)


async def measure(run: Run) -> AsyncIterator[Seen]:
    database = copied(await run.offices.open_duties(2 * len(HOLDERS)), run.folder)
    async with stage(run.folder, MONDAY, IDS) as on, on.product(database, LIMITS="off") as bot:
        one, fifty, ten = await talks(on, bot)
    async with stage(run.folder, MONDAY, IDS) as on, on.echo() as bot:
        one_peer, fifty_peer, ten_peer = await talks(on, bot)
    yield Seen(key="viec", ours=one.p50, peer=one_peer.p50)
    yield Seen(key="viec-calm", ours=one.p50)
    yield Seen(key="viec50-rate", ours=fifty.rate, peer=fifty_peer.rate)
    yield Seen(key="viec50", ours=fifty.p50, peer=fifty_peer.p50)
    yield Seen(key="viec50-cpu", ours=fifty.cpu, peer=fifty_peer.cpu)
    yield Seen(key="tiendo-rate", ours=ten.rate, peer=ten_peer.rate)
    yield Seen(key="tiendo-cpu", ours=ten.cpu, peer=ten_peer.cpu)
    yield Seen(key="tiendo-statements", ours=ten.statements)
