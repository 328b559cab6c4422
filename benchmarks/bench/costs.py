"""What a process has used: processor, memory, statements. Seen from outside, those that it started with it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
OFTEN = 0.05  # seconds between two looks at the memory
MEGABYTE = 1024 * 1024


def processor_of(pid: int) -> float:
    """Seconds of the processor that it and its children have used, those that have ended included."""
    return sum(sum(map(int, _stat(one)[11:15])) / TICKS for one in _family(pid))


def memory_of(pid: int) -> float:
    """Megabytes that it and its children take now."""
    return sum(int(_stat(one)[21]) for one in _family(pid)) * PAGE / MEGABYTE


def _stat(pid: int) -> list[str]:
    """The fields from the state on; of a process that is gone, zeros."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 30


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _family(int(child))


@asynccontextmanager
async def watched_memory(pid: int) -> AsyncIterator[list[float]]:
    """What it took, looked at often, while the block lasts."""
    seen = [memory_of(pid)]

    async def look() -> None:
        while True:
            await asyncio.sleep(OFTEN)
            seen.append(memory_of(pid))

    looking = asyncio.create_task(look())
    try:
        yield seen
    finally:
        looking.cancel()


def count_statements(file: Path) -> None:
    """In the measured process: count from now on, and write the counts into the file whenever SIGUSR1 comes."""
    counts: Counter[str] = Counter()

    def executed(*_: Any) -> None:
        counts["statements"] += 1

    def committed(connection: Any) -> None:
        counts["writes" if connection.get_execution_options().get("writes") else "reads"] += 1

    def write() -> None:
        counts["looks"] += 1
        written = file.with_suffix(".new")
        written.write_text(json.dumps(counts))
        written.replace(file)

    event.listen(Engine, "before_cursor_execute", executed)
    event.listen(Engine, "commit", committed)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, write)


async def statements_of(pid: int, file: Path) -> Counter[str]:
    """Of a process that counts into the file: how many so far."""
    before = found = _written(file)
    os.kill(pid, signal.SIGUSR1)
    while found["looks"] == before["looks"]:
        await asyncio.sleep(0.01)
        found = _written(file)
    return found


def _written(file: Path) -> Counter[str]:
    return Counter(json.loads(file.read_text())) if file.exists() else Counter()
