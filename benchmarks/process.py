"""The real program as a process of its own, on a clock that stands in a file: `python -m benchmarks.process`.

Settings come from the environment as for `python -m bot`; CLOCK_FILE holds by how many seconds the clock is ahead.
LIMITS=off sends without Telegram's limits; COUNTS names a file for what is asked of the database.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from benchmarks.bench.costs import count_statements
from bot.clock import MovedClock
from bot.logs import set_up_logs
from bot.memory import collect_seldom
from bot.program import Program, run_until_stopped
from bot.settings import Settings
from bot.trial.run import unhurried_limiter

ROOT = Path(__file__).parent.parent
TOKEN = "1:test"


class FileClock(MovedClock):
    """The system's clock, moved by what the file says: several processes live in one time."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file

    def now(self) -> datetime:
        self._read()
        return super().now()

    def elapsed(self) -> timedelta:
        self._read()
        return super().elapsed()

    def _read(self) -> None:
        self.offset = timedelta(seconds=float(self.file.read_text()))

    def move_to(self, moment: datetime) -> None:
        super().move_to(moment)
        written = self.file.with_suffix(".new")
        written.write_text(str(self.offset.total_seconds()))
        written.replace(self.file)


async def start(
    folder: Path, *, base: str, address: str, clock: FileClock, more: Mapping[str, str] = MappingProxyType({})
) -> asyncio.subprocess.Process:
    """Start one, as an installation would, with `more` settings; its log goes to a file in the folder."""
    settings = {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": base,
        "DATABASE_URL": address,
        "TICK_SECONDS": "0.2",
        "CLOCK_FILE": str(clock.file),
        **more,
    }
    with (folder / "log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.process", cwd=folder, env={**os.environ, **settings}, stderr=log
        )


async def main() -> None:
    collect_seldom()
    settings = Settings.read()
    set_up_logs(settings.log_level, settings.log_format)
    assert settings.token is not None
    limiter = unhurried_limiter() if os.environ.get("LIMITS") == "off" else None
    program = Program(settings, FileClock(Path(os.environ["CLOCK_FILE"])), token=settings.token, limiter=limiter)
    if counts := os.environ.get("COUNTS"):
        count_statements(Path(counts))
    await program.prepare()
    served = web.Application()
    for line in program.lines.values():
        served.add_routes(line.reader.routes())
    runner = web.AppRunner(served, access_log=None)
    await runner.setup()
    try:
        # Several processes listen at one address: whichever is there takes what comes.
        await web.TCPSite(runner, settings.http_host, settings.http_port, reuse_port=True).start()
        await run_until_stopped(program)
    finally:
        await runner.cleanup()
        await program.close()


if __name__ == "__main__":
    asyncio.run(main())
