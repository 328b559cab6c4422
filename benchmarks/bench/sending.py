"""How fast what the bot says of its own accord goes out, and how long people's own words wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from time import perf_counter

from benchmarks.bench.offices import DUE_IN, HOLDERS, IDS, MONDAY
from benchmarks.bench.run import Run
from benchmarks.bench.stage import Actor, Stage, copied, figures_of, peer, percentile, stage
from benchmarks.bench.table import Bound, Row, Seen

BEFORE = MONDAY + DUE_IN - DUE_IN / 4
AFTER = MONDAY + DUE_IN
MESSAGES = 1_000
SETTLED = 1.0  # seconds after the last message until its outcome is recorded
EVERY = 0.2  # seconds from one own word to the next
BARE = "bare `send_message`, 10 senders"

SENDER_ROWS = (
    Row(
        key="sender-rate",
        what="sender, everything recorded, limits off: messages a second",
        unit="/s",
        peer=BARE,
        wanted=Bound(limit=0.8, is_least=True),
    ),
    Row(key="sender-cpu", what="the same: processor a message", unit="ms", peer=BARE),
    Row(
        key="sender-statements",
        what="the same: statements a message",
        unit="",
        wanted=Bound(limit=4, of_ratio=False),
    ),
)
OWN_ROWS = (
    Row(
        key="own",
        what="own command while 1,000 nudges wait: p90",
        unit="ms",
        peer="with nothing queued",
        wanted=Bound(limit=1.5),
    ),
    Row(
        key="sender-share",
        what="sending at 30/s and answering 5/s: share of a core",
        unit="%",
        wanted=Bound(limit=15, of_ratio=False),
    ),
)
LIMITS_ROWS = (
    Row(
        key="limits-rate",
        what="through enforced limits, one process: messages a second",
        unit="/s",
        digits=2,
        wanted=Bound(limit=29.5, is_least=True, of_ratio=False),
    ),
    Row(
        key="limits-cpu",
        what="the same: share of a core",
        unit="%",
        wanted=Bound(limit=15, of_ratio=False),
    ),
    Row(key="limits-429", what="the same: 429s", unit="", digits=0, wanted=Bound(limit=0, of_ratio=False)),
    Row(
        key="joined-429",
        what="a second process joins, then a third, then one is killed: 429s",
        unit="",
        digits=0,
        wanted=Bound(limit=0, of_ratio=False),
    ),
    Row(key="joined-rate", what="the same: messages a second", unit="/s", digits=2),
)


@dataclass(frozen=True, kw_only=True)
class Sent:
    rate: float  # messages a second
    cpu: float  # milliseconds a message
    statements: float


async def sent(on: Stage, bot: Actor) -> Sent:
    """What falls due at once, from the first message on: the deciding comes before it."""
    before = len(on.api.arrived)
    on.clock.move_to(AFTER)
    await on.api.sent(before + 1)
    computed, asked = bot.cpu, await bot.statements()
    first = len(on.api.arrived)
    await on.api.sent(before + MESSAGES)
    await asyncio.sleep(SETTLED)
    arrived = on.api.arrived[before : before + MESSAGES]
    counted = before + MESSAGES - first
    return Sent(
        rate=(MESSAGES - 1) / (arrived[-1] - arrived[0]),
        cpu=1000 * (bot.cpu - computed) / counted,
        statements=(await bot.statements() - asked) / counted,
    )


async def sender(run: Run) -> AsyncIterator[Seen]:
    database = copied(await run.offices.nudged(MESSAGES), run.folder)
    async with stage(run.folder, BEFORE, IDS) as on, on.product(database, LIMITS="off", TICK_SECONDS="1") as bot:
        ours = await sent(on, bot)
    async with stage(run.folder, BEFORE, IDS) as on:
        process = await peer("send", on.base, str(MESSAGES), str(MESSAGES))
        bare = await figures_of(process)
    yield Seen(key="sender-rate", ours=ours.rate, peer=MESSAGES / bare["seconds"])
    yield Seen(key="sender-cpu", ours=ours.cpu, peer=1000 * bare["cpu"] / MESSAGES)
    yield Seen(key="sender-statements", ours=ours.statements)


async def own_words(on: Stage, speakers: list[int], words: int) -> list[float]:
    """Seconds to the answers of so many, one every EVERY seconds, each by the next person."""
    asked = []
    for number in range(words):
        asked.append(asyncio.create_task(on.api.asked(speakers[number % len(speakers)], "/viec")))
        await asyncio.sleep(EVERY)
    return list(await asyncio.gather(*asked))


async def own(run: Run) -> AsyncIterator[Seen]:
    """Whoever speaks is nudged for nothing; the platform enforces its limits."""
    database = copied(await run.offices.nudged(MESSAGES), run.folder)
    speakers = list(HOLDERS[MESSAGES:])
    async with stage(run.folder, BEFORE, IDS, limits=True) as on, on.product(database, TICK_SECONDS="1") as bot:
        await own_words(on, speakers, 20)
        calm = await own_words(on, speakers, 150)
        before = len(on.api.arrived)
        on.clock.move_to(AFTER)
        await on.api.sent(before + 1)
        computed, began = bot.cpu, perf_counter()
        busy = await own_words(on, speakers, 150)
        share = 100 * (bot.cpu - computed) / (perf_counter() - began)
    yield Seen(key="own", ours=percentile(busy, 90), peer=percentile(calm, 90))
    yield Seen(key="sender-share", ours=share)


async def limits(run: Run) -> AsyncIterator[Seen]:
    """One process for half of the time; then a second and a third join, and the first of those is killed."""
    seconds = 60 * run.minutes
    people = int(30 * seconds) + MESSAGES
    database = copied(await run.offices.nudged(people), run.folder)
    async with stage(run.folder, BEFORE, IDS, limits=True) as on, on.product(database, TICK_SECONDS="1") as bot:
        before = len(on.api.arrived)
        on.clock.move_to(AFTER)
        await on.api.sent(before + 60)  # the thirty of the first second are gone
        computed, first, began = bot.cpu, len(on.api.arrived), perf_counter()
        await asyncio.sleep(seconds / 2)
        took = perf_counter() - began
        yield Seen(key="limits-rate", ours=(len(on.api.arrived) - first) / took)
        yield Seen(key="limits-cpu", ours=100 * (bot.cpu - computed) / took)
        yield Seen(key="limits-429", ours=len(on.api.refused))
        refused, first, began = len(on.api.refused), len(on.api.arrived), perf_counter()
        async with on.second(database, TICK_SECONDS="1") as second, on.second(database, TICK_SECONDS="1"):
            await asyncio.sleep(seconds / 4)
            second.process.kill()
            await asyncio.sleep(seconds / 4)
        took = perf_counter() - began
        yield Seen(key="joined-429", ours=len(on.api.refused) - refused)
        yield Seen(key="joined-rate", ours=(len(on.api.arrived) - first) / took)
