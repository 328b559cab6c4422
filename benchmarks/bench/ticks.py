"""A tick measured in a process of its own, which says what it took: `python -m benchmarks.bench.ticks FILE FROM TO`.

The program starts at the first moment, ticks once, and is measured ticking at the second.
"""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from benchmarks.loopback import served
from benchmarks.process import TOKEN
from bot.clock import StandingClock
from bot.memory import collect_seldom
from bot.program import Program
from bot.settings import Settings
from bot.trial.telegram import BotApi


class Longest:
    """The longest writing transaction so far, in seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0
        event.listen(Engine, "begin", self._begun)
        event.listen(Engine, "commit", self._ended)

    def _begun(self, connection: Any) -> None:
        connection.info["begun_at"] = perf_counter()

    def _ended(self, connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            self.seconds = max(self.seconds, perf_counter() - connection.info["begun_at"])


async def ticked(file: Path, before: datetime, at: datetime) -> dict[str, float]:
    clock = StandingClock(before)
    async with served(BotApi(clock, TOKEN)) as base:
        settings = Settings(_env_file=None, telegram_api_base=base, database_url=f"sqlite:///{file}")  # type: ignore[call-arg]
        program = Program(settings, clock, token=TOKEN)
        await program.prepare()
        await program.connect()
        await program.tick()
        clock.move_to(at)
        longest = Longest()
        began, computed = perf_counter(), process_time()
        await program.tick()
        took = {"seconds": perf_counter() - began, "cpu": process_time() - computed, "longest": longest.seconds}
        await program.close()
    return took


if __name__ == "__main__":
    collect_seldom()
    place, first, second = sys.argv[1:]
    print(
        json.dumps(asyncio.run(ticked(Path(place), datetime.fromisoformat(first), datetime.fromisoformat(second)))),
        flush=True,
    )
