"""Where the measuring is done: a Bot API server of ours on loopback, people who write, and the bot's process."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from shutil import copyfile
from statistics import quantiles
from time import perf_counter
from typing import Any

from benchmarks.bench.costs import processor_of, statements_of
from benchmarks.bulk import account_of
from benchmarks.delivery import Counted
from benchmarks.loopback import served
from benchmarks.process import ROOT, TOKEN, FileClock, start
from bot.trial.facts import Json, Refused
from bot.trial.telegram import BotApi

PATIENCE = 120.0  # seconds for an answer
CALM = 1.0  # seconds in which nothing was sent


class Watched(BotApi):
    """Telegram that knows when each message came, and lets one wait for it. `refused` are the moments of its 429s."""

    def __init__(self, clock: FileClock) -> None:
        super().__init__(clock, TOKEN)
        self.arrived: list[float] = []
        self.refused: list[float] = []
        self.coming = asyncio.Condition()
        self._awaited: dict[int, tuple[str, asyncio.Future[float]]] = {}

    async def call(self, method: str, raw: Json) -> Any:
        try:
            result = await super().call(method, raw)
        except Refused as refused:
            if refused.code == 429:
                self.refused.append(perf_counter())
            raise
        if method.startswith("send") and method != "sendChatAction":
            self._note(int(raw["chat_id"]), method)
            async with self.coming:
                self.coming.notify_all()
        return result

    def _note(self, chat_id: int, method: str) -> None:
        self.arrived.append(perf_counter())
        wanted, awaited = self._awaited.get(chat_id, ("", None))
        if awaited is not None and not awaited.done() and method.startswith(wanted):
            awaited.set_result(self.arrived[-1])

    async def asked(self, person: int, text: str, *, answer: str = "send") -> float:
        """Seconds from the person's word to the answer at the platform, that by the method `answer`."""
        chat = account_of(person)
        awaited: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._awaited[chat] = answer, awaited
        began = perf_counter()
        await self.say(chat, text)
        return await asyncio.wait_for(awaited, PATIENCE) - began

    async def calm(self) -> None:
        """Until nothing has been sent for a while."""
        seen = -1
        while seen != len(self.arrived):
            seen = len(self.arrived)
            await asyncio.sleep(CALM)

    async def sent(self, messages: int) -> None:
        """Until so many have been sent since the beginning."""
        async with self.coming:
            await self.coming.wait_for(lambda: len(self.arrived) >= messages)


@dataclass(kw_only=True)
class Stage:
    """A folder, a clock in it, the platform and its address; `start` puts a bot on it."""

    folder: Path
    clock: FileClock
    api: Watched
    base: str
    numbers: Any = field(default_factory=count)

    @asynccontextmanager
    async def product(self, database: Path, **settings: str) -> AsyncIterator[Actor]:
        """The program on that database, once it polls and what was due at its start is said."""
        place = self.folder / f"run{next(self.numbers)}"
        place.mkdir()
        counts = place / "counts"
        more = {"TICK_SECONDS": "5", "COUNTS": str(counts), **settings}
        self.api.polled.clear()
        began = start(place, base=self.base, address=f"sqlite:///{database}", clock=self.clock, more=more)
        async with _ended(await began) as process:
            await asyncio.wait_for(self.api.polled.wait(), PATIENCE)
            await self.api.calm()
            yield Actor(process=process, counts=counts)

    @asynccontextmanager
    async def second(self, database: Path, **settings: str) -> AsyncIterator[Actor]:
        """One more process on the same database: another one polls, this only sends."""
        place = self.folder / f"run{next(self.numbers)}"
        place.mkdir()
        more = {"TICK_SECONDS": "5", **settings}
        began = start(place, base=self.base, address=f"sqlite:///{database}", clock=self.clock, more=more)
        async with _ended(await began) as process:
            yield Actor(process=process)

    @asynccontextmanager
    async def echo(self) -> AsyncIterator[Actor]:
        self.api.polled.clear()
        async with _ended(await peer("echo", self.base)) as process:
            await asyncio.wait_for(self.api.polled.wait(), PATIENCE)
            yield Actor(process=process)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A running bot, ours or a peer."""

    process: asyncio.subprocess.Process
    counts: Path | None = None  # where ours writes what it asks of the database

    @property
    def cpu(self) -> float:
        return processor_of(self.process.pid)

    async def statements(self) -> int:
        """So far; of a peer none."""
        return 0 if self.counts is None else (await statements_of(self.process.pid, self.counts))["statements"]


@asynccontextmanager
async def _ended(process: asyncio.subprocess.Process) -> AsyncIterator[asyncio.subprocess.Process]:
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def peer(*words: str, module: str = "benchmarks.bench.peers") -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *words, cwd=ROOT, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )


async def figures_of(process: asyncio.subprocess.Process) -> dict[str, float]:
    """What a peer or a part of ours says of itself when it ends: its last line."""
    told, _ = await process.communicate()
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


@asynccontextmanager
async def stage(folder: Path, moment: datetime, people: Iterable[int], *, limits: bool = False) -> AsyncIterator[Stage]:
    place = folder / f"stage{perf_counter():.6f}"
    place.mkdir()
    clock = FileClock(place / "clock")
    clock.move_to(moment)
    api = Watched(clock)
    for person in people:
        await api.add_person(account_of(person), f"Người {person}")
    api.enforce_limits, api.limits = limits, Counted()
    async with served(api) as base:
        yield Stage(folder=place, clock=clock, api=api, base=base)


def copied(template: Path, folder: Path) -> Path:
    """A database like that, for one run."""
    file = folder / f"{perf_counter():.6f}.db"
    copyfile(template, file)
    return file


def percentile(seconds: Sequence[float], percent: int) -> float:
    """In milliseconds."""
    return 1000 * quantiles(seconds, n=100, method="inclusive")[percent - 1]
