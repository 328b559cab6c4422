"""What large answers cost, and whether others wait meanwhile: one's own figures, a month's report, a unit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from statistics import median

from benchmarks.bench.costs import watched_memory
from benchmarks.bench.offices import HOLDERS, IDS, MONDAY, UNIT_SIZE
from benchmarks.bench.run import Run
from benchmarks.bench.stage import Actor, Stage, copied, stage
from benchmarks.bench.table import Bound, Row, Seen

CLERK = IDS[0]
LIVES = 100_000
MONTH = "/baocao tháng 11/2026"
WORDS = 20  # of the dear ones, each by another person
HEADS = [person for person in IDS if person % UNIT_SIZE == 1][1:]
AT_ONCE = 5  # people who go on asking while a report is made
CALM_CALLS = 500
ROWS = (
    Row(
        key="toi",
        what="`/toi` at 100,000 task lives: processor",
        unit="ms",
        wanted=Bound(limit=50, of_ratio=False),
    ),
    Row(
        key="baocao",
        what="`/baocao` of a month of 4,260 tasks, with its picture: processor",
        unit="s",
        digits=2,
        wanted=Bound(limit=5, of_ratio=False),
    ),
    Row(key="baocao-files", what="the same as spreadsheet and document: processor", unit="s", digits=2),
    Row(
        key="baocao-memory",
        what="the same: memory of all processes at the most",
        unit="MB",
        digits=0,
        wanted=Bound(limit=300, of_ratio=False),
    ),
    Row(
        key="stall",
        what="`/viec` of others while the reports are made: p50",
        unit="ms",
        peer="with none made",
        wanted=Bound(limit=1.5),
    ),
    Row(
        key="stall-longest",
        what="the same: the longest",
        unit="ms",
        peer="with none made",
        wanted=Bound(limit=100, of_ratio=False),
    ),
)
UNIT_ROWS = (
    Row(
        key="donvi",
        what="`/donvi` with the most open: processor",
        unit="ms",
        wanted=Bound(limit=50, of_ratio=False),
    ),
)


async def dear(on: Stage, bot: Actor, people: Iterable[int], text: str) -> float:
    """Milliseconds of the processor for one such answer; each person asks once, the first unmeasured."""
    first, *others = people
    await on.api.asked(first, text)
    await on.api.calm()
    computed = bot.cpu
    for person in others:
        await on.api.asked(person, text)
    await on.api.calm()
    return 1000 * (bot.cpu - computed) / len(others)


async def _others(on: Stage, until: asyncio.Event) -> list[float]:
    """People who ask on and on; of one at a time, so that what they wait for is the program."""
    seconds: list[float] = []

    async def speaker(person: int) -> None:
        while not until.is_set():
            seconds.append(await on.api.asked(person, "/viec"))
            await asyncio.sleep(0.01)

    await asyncio.gather(*(speaker(person) for person in HOLDERS[:AT_ONCE]))
    return seconds


async def reports(on: Stage) -> AsyncIterator[Seen]:
    """A report with its picture and one with its files, while others ask; before it they ask with none made."""
    enough, done = asyncio.Event(), asyncio.Event()
    asking = asyncio.create_task(_others(on, enough))
    before = len(on.api.arrived)
    await on.api.sent(before + CALM_CALLS)
    enough.set()
    calm = await asking
    asking = asyncio.create_task(_others(on, done))
    await on.api.asked(CLERK, MONTH, answer="sendPhoto")
    await on.api.asked(CLERK, f"{MONTH} xlsx docx", answer="sendDocument")
    await asyncio.sleep(0.2)
    done.set()
    meanwhile = await asking
    yield Seen(key="stall", ours=1000 * median(meanwhile), peer=1000 * median(calm))
    yield Seen(key="stall-longest", ours=1000 * max(meanwhile), peer=1000 * max(calm))


async def measure(run: Run) -> AsyncIterator[Seen]:
    database = copied(await run.offices.lives(LIVES), run.folder)
    async with stage(run.folder, MONDAY, IDS) as on, on.product(database, LIMITS="off") as bot:
        yield Seen(key="toi", ours=await dear(on, bot, HOLDERS[: WORDS + 1], "/toi"))
        async with watched_memory(bot.process.pid) as megabytes:
            computed = bot.cpu
            await on.api.asked(CLERK, MONTH, answer="sendPhoto")
            await on.api.calm()
            yield Seen(key="baocao", ours=bot.cpu - computed)
            computed = bot.cpu
            await on.api.asked(CLERK, f"{MONTH} xlsx docx", answer="sendDocument")
            await on.api.calm()
            yield Seen(key="baocao-files", ours=bot.cpu - computed)
        yield Seen(key="baocao-memory", ours=max(megabytes))
        async for seen in reports(on):
            yield seen


async def unit(run: Run) -> AsyncIterator[Seen]:
    database = copied(await run.offices.open_duties(run.most), run.folder)
    async with stage(run.folder, MONDAY, IDS) as on, on.product(database, LIMITS="off") as bot:
        yield Seen(key="donvi", ours=await dear(on, bot, HEADS[: WORDS + 1], "/donvi"))
    database.unlink()
