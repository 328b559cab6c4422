"""Heavy work in processes beside ours: in one files from outside are read, pictures and documents made, in another
large reports reckoned. Each is started when first needed; what takes too much memory or time ends it, never this
one."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Timer
from typing import Any, ParamSpec, TypeVar

import structlog

from actions.aside_process import OUT_OF_MEMORY
from domain.refusals import ProcessFailure, TooHeavy

log = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")
MEGABYTES = 1024
SECONDS = 300.0
# What a process gets of our surroundings: neither token nor the address of a database is among it.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "MPLCONFIGDIR")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # each reserves memory of its own
_END = object()


@dataclass(eq=False)
class _Piece:
    """One piece of work, and who takes what comes of it bit by bit."""

    make: Callable[..., Any]
    args: tuple[Any, ...]
    named: dict[str, Any]
    hand: Callable[[Any], None] | None = None


class _Written(list[bytes]):
    """What is pickled, frame by frame. Between two frames our own interpreter runs, and others have their turn: pickled
    at one go, a report of thousands of tasks holds everybody up."""

    def write(self, frame: bytes) -> None:
        self.append(bytes(frame))


class _Read:
    """The same way back."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._content.read(size)

    def readline(self) -> bytes:
        return self._content.readline()


class _Life:
    """One process from its start to its end."""

    def __init__(self, megabytes: int, seconds: float, surroundings: Callable[[str], bool]) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-m", "actions.aside_process", str(theirs.fileno()), str(megabytes), str(seconds)],
                env={name: value for name, value in os.environ.items() if surroundings(name)}
                | ONE_THREAD
                | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            self.link = Connection(ours.detach())

    @property
    def is_over(self) -> bool:
        return self._process.poll() is not None

    @property
    def number(self) -> int:
        """The process's, as the system counts."""
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> ProcessFailure:
        """End it, wait for that, and tell what ended it."""
        self.link.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._process.kill()
        code = self._process.wait()
        return ProcessFailure.MEMORY if code in {OUT_OF_MEMORY, -signal.SIGABRT} else ProcessFailure.KILLED


@dataclass(eq=False)
class SideProcess:
    """Does one piece of work after the other. `surroundings` says which of our environment it gets, `deaths` counts how
    often it had to be started anew, by the cause."""

    megabytes: int = MEGABYTES
    seconds: float = SECONDS
    surroundings: Callable[[str], bool] = KEPT.__contains__
    deaths: Counter[ProcessFailure] = field(default_factory=Counter)
    _thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
    )
    _life: _Life | None = None
    _piece: _Piece | None = None  # in hand now
    _given_up: _Piece | None = None  # ended because nobody waits for it any more
    _late: bool = False
    _begun: bool = False

    async def make(self, make: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `make` comes to; what is asked for meanwhile waits its turn. Raises TooHeavy, and what it raises."""
        made: T = await self._await(_Piece(make, args, kwargs))
        return made

    async def bits(self, make: Callable[P, Iterator[T]], *args: P.args, **kwargs: P.kwargs) -> AsyncGenerator[T, None]:
        """What `make` yields, as it comes. Raises as `make` does."""
        loop, come = asyncio.get_running_loop(), asyncio.Queue[Any]()

        def hand(bit: T) -> None:
            loop.call_soon_threadsafe(come.put_nowait, bit)

        piece = _Piece(make, args, kwargs, hand)
        waiting = asyncio.create_task(self._await(piece))
        waiting.add_done_callback(lambda _: come.put_nowait(_END))
        try:
            while (bit := await come.get()) is not _END:
                yield bit
            await waiting
        finally:
            waiting.cancel()

    @property
    def number(self) -> int | None:
        """The number of the process that stands by, None where none does."""
        return None if self._life is None or self._life.is_over else self._life.number

    def end(self) -> None:
        """Let the process go; the next piece of work starts another."""
        life, self._life = self._life, None
        if life is not None:
            life.bury()

    async def rest(self) -> None:
        """Let it go when what it has in hand is done."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.end)

    async def _await(self, piece: _Piece) -> Any:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, piece)
        except asyncio.CancelledError:
            if self._piece is piece and self._life is not None:
                self._given_up = piece
                self._life.kill()
            raise

    # In the thread that talks with the process

    def _do(self, piece: _Piece) -> Any:
        """Raises TooHeavy. One that was gone before it began, killed while it stood by, costs nobody anything."""
        waited = self._life is not None
        try:
            return self._do_in(self._life or self._live(), piece)
        except TooHeavy:
            if not waited or self._begun or self._late or piece is self._given_up:
                raise
        return self._do_in(self._live(), piece)

    def _live(self) -> _Life:
        return _Life(self.megabytes, self.seconds, self.surroundings)

    def _do_in(self, life: _Life, piece: _Piece) -> Any:
        self._life, self._piece, self._late, self._begun = life, piece, False, False
        timer = Timer(self.seconds, self._take_time_as_over, [life])
        timer.start()
        try:
            kind, said, leaves = self._talk(life, piece)
        except (EOFError, OSError) as broken:
            raise TooHeavy(cause=self._died(piece)) from broken
        except Exception:
            self.end()  # nobody knows any more how far the talk has come
            raise
        finally:
            timer.cancel()
            self._piece = None
        if leaves:
            self.end()
        if kind == "raised":
            raise said
        return said

    def _talk(self, life: _Life, piece: _Piece) -> tuple[str, Any, bool]:
        written = _Written()
        pickle.Pickler(written).dump((piece.make, piece.args, piece.named))
        life.link.send_bytes(b"".join(written))
        while True:
            kind, said, leaves = pickle.Unpickler(_Read(life.link.recv_bytes())).load()  # noqa: S301  # our own process
            match kind:
                case "begun":
                    self._begun = True
                case "bit" if piece.hand is not None:
                    piece.hand(said)
                case _:
                    return kind, said, leaves

    def _died(self, piece: _Piece) -> ProcessFailure:
        assert self._life is not None
        cause = self._life.bury()
        self._life = None
        cause = ProcessFailure.TIME if self._late else cause
        if piece is not self._given_up:
            self._count(cause, piece, "side_process_killed" if self._begun else "side_process_gone")
        return cause

    def _take_time_as_over(self, life: _Life) -> None:
        self._late = True
        life.kill()

    def _count(self, cause: ProcessFailure, piece: _Piece, event: str) -> None:
        self.deaths[cause] += 1
        log.warning(event, cause=cause, work=piece.make.__name__)


def _of_the_database(name: str) -> bool:
    """What a driver looks for beside the address."""
    return name in KEPT or name.startswith("PG")


SIDE = SideProcess()
made_aside = SIDE.make
# Reads the database itself, and nothing from outside: it is another than the one that reads foreign files.
REPORTS = SideProcess(surroundings=_of_the_database)
