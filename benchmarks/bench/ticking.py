"""What the clock does by itself: many due at one moment, and the first tick of a working day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.bench.offices import DUE_IN, FRIDAY, MONDAY
from benchmarks.bench.run import Run
from benchmarks.bench.stage import copied, figures_of, peer
from benchmarks.bench.table import Bound, Row, Seen

COUNT = 1_000
JOBS = "APScheduler, SQLAlchemyJobStore"
MORNING = MONDAY - timedelta(minutes=59)
DUE_ROWS = (
    Row(
        key="due",
        what="1,000 due at once: decided, journaled, queued (the peer fires them)",
        unit="s",
        is_speed=True,
        peer=JOBS,
        wanted=Bound(limit=4, is_least=True),
        digits=2,
    ),
    Row(
        key="due-cpu",
        what="the same: by processor",
        unit="s",
        is_speed=True,
        peer=JOBS,
        wanted=Bound(limit=2, is_least=True),
        digits=2,
    ),
)
MORNING_ROWS = (
    Row(
        key="morning",
        what="first tick of a working day, most open",
        unit="ms",
        peer="1,000 open",
        wanted=Bound(limit=1.5),
    ),
    Row(
        key="morning-longest",
        what="the same: longest writing transaction",
        unit="ms",
        wanted=Bound(limit=200, of_ratio=False),
    ),
)


async def tick(file: Path, before: datetime, at: datetime) -> dict[str, float]:
    process = await peer(str(file), before.isoformat(), at.isoformat(), module="benchmarks.bench.ticks")
    return await figures_of(process)


async def due(run: Run) -> AsyncIterator[Seen]:
    file = copied(await run.offices.nudged(COUNT), run.folder)
    ours = await tick(file, MONDAY + DUE_IN / 2, MONDAY + DUE_IN)
    process = await peer("schedule", str(run.folder / f"{file.stem}.jobs"), str(COUNT))
    theirs = await figures_of(process)
    yield Seen(key="due", ours=ours["seconds"], peer=theirs["seconds"])
    yield Seen(key="due-cpu", ours=ours["cpu"], peer=theirs["cpu"])


async def morning(run: Run) -> AsyncIterator[Seen]:
    quiet = MONDAY + timedelta(hours=3)
    took = {}
    for count in (COUNT, run.most):
        file = copied(await run.offices.open_duties(count, stepped_until=quiet), run.folder)
        took[count] = await tick(file, FRIDAY + timedelta(hours=8), MORNING)
        file.unlink()
    many, few = took[run.most], took[COUNT]
    yield Seen(key="morning", ours=1000 * many["seconds"], peer=1000 * few["seconds"])
    yield Seen(key="morning-longest", ours=1000 * many["longest"])
