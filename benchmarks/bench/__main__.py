"""Measure the table of docs/benchmarks.md and write it, ours and the peers in turns (`make bench`).

python -m benchmarks.bench --only answering,starting --rounds 2     some of it, printed alone
SCALE=1 python -m benchmarks.bench                                  with a million open duties
python -m benchmarks.bench --only limits --minutes 10               thirty messages a second for so long
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench import answering, reading, sending, starting, ticking
from benchmarks.bench.offices import Offices
from benchmarks.bench.run import Run
from benchmarks.bench.table import Findings, Row, Seen

PARTS: Mapping[str, Part]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that are measured together; `once` where a round takes long and gives hundreds of calls by itself."""

    rows: tuple[Row, ...]
    measure: Callable[[Run], AsyncIterator[Seen]]
    once: bool = False


PARTS = {
    "answering": Part(rows=answering.ROWS, measure=answering.measure),
    "sender": Part(rows=sending.SENDER_ROWS, measure=sending.sender),
    "own": Part(rows=sending.OWN_ROWS, measure=sending.own),
    "limits": Part(rows=sending.LIMITS_ROWS, measure=sending.limits, once=True),
    "due": Part(rows=ticking.DUE_ROWS, measure=ticking.due),
    "morning": Part(rows=ticking.MORNING_ROWS, measure=ticking.morning),
    "reading": Part(rows=reading.ROWS, measure=reading.measure),
    "unit": Part(rows=reading.UNIT_ROWS, measure=reading.unit),
    "starting": Part(rows=starting.ROWS, measure=starting.measure),
}


async def measure(run: Run, only: list[str], rounds: int, findings: Findings) -> None:
    for number in range(rounds):
        for name in only:
            part = PARTS[name]
            if part.once and number:
                continue
            print(f"round {number + 1}: {name}", file=sys.stderr, flush=True)
            async for seen in part.measure(run):
                findings.add(seen)


async def main() -> int:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--only", help=", ".join(PARTS))
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--minutes", type=float, default=1)
    asked = given.parse_args()
    only = asked.only.split(",") if asked.only else list(PARTS)
    with tempfile.TemporaryDirectory(prefix="bn") as place:
        most = 1_000_000 if os.environ.get("SCALE") else 100_000
        run = Run(folder=Path(place), offices=Offices(Path(place) / "offices"), most=most, minutes=asked.minutes)
        findings = Findings(rows=tuple(row for part in PARTS.values() for row in part.rows))
        try:
            await measure(run, only, asked.rounds, findings)
        finally:
            print(*findings.lines(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
