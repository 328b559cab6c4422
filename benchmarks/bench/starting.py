"""What the command line costs before it does anything, beside the reading of three libraries."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from benchmarks.bench.run import Run
from benchmarks.bench.stage import copied
from benchmarks.bench.table import Bound, Row, Seen
from benchmarks.process import ROOT

TIMES = 3  # in turns with the peer
PEER = ("-c", "import typer, sqlalchemy, pydantic_settings")
PEER_NAME = "`import typer, sqlalchemy, pydantic_settings`"
COMMANDS = {
    "start-help": (("-m", "bot", "--help"), 2),
    "start-check": (("-m", "bot", "check"), 2),
    "start-verify": (("-m", "bot", "journal", "verify"), 2),
    "start-deadline": (("-m", "bot", "deadline"), 4),
}
ROWS = tuple(
    Row(
        key=key,
        what=f"`python {' '.join(command)}`: processor",
        unit="ms",
        peer=PEER_NAME,
        wanted=Bound(limit=limit),
    )
    for key, (command, limit) in COMMANDS.items()
)


def started(command: tuple[str, ...], folder: Path, database: Path) -> float:
    """Milliseconds of the processor."""
    settings = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{database}"}
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command], cwd=folder, env=settings, input=b"30/6/2027\n", capture_output=True, check=False
    )
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


async def measure(run: Run) -> AsyncIterator[Seen]:
    database = copied(await run.offices.open_duties(1_000), run.folder)
    for key, (command, _) in COMMANDS.items():
        pairs = []
        for _ in range(TIMES):
            ours = await asyncio.to_thread(started, command, run.folder, database)
            pairs.append((ours, await asyncio.to_thread(started, PEER, run.folder, database)))
        yield Seen(key=key, ours=median(ours for ours, _ in pairs), peer=median(theirs for _, theirs in pairs))
