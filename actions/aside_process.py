"""The process beside ours: bounds itself, then does what it is sent. It reads no settings, and opens no
database but one that its work names."""

from __future__ import annotations

import contextlib
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from domain.refusals import Refusal

OUT_OF_MEMORY = 3  # the exit code
LIBRARIES = 3  # times the bound: what libraries reserve of addresses without ever touching it
GRACE = 10  # seconds beyond the bound, where nobody is left who would end us
LEAVES_AT = 0.6  # of the bound: memory that Python once had it rarely gives back
NICENESS = 5  # whoever waits for an answer comes first


def main() -> None:
    number, megabytes, seconds = sys.argv[1:]
    link = Connection(int(number))
    _bound(int(megabytes))
    try:
        _serve(link, int(float(seconds)) + GRACE, most=int(megabytes) * LEAVES_AT)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except (EOFError, OSError):
        pass  # nobody is there any more


def _bound(megabytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # at a terminal it comes to the whole group; the link's end is ours
    os.nice(NICENESS)
    size = megabytes * 1024 * 1024
    for kind, most in ((resource.RLIMIT_DATA, size), (resource.RLIMIT_AS, size * LIBRARIES), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError):  # less is allowed already
            resource.setrlimit(kind, (most, most))


def _serve(link: Connection, seconds: int, *, most: float) -> None:
    while True:
        sent = link.recv_bytes()
        signal.alarm(seconds)
        leaves = _do(link, sent, most)
        signal.alarm(0)
        if leaves:
            return


def _do(link: Connection, sent: bytes, most: float) -> bool:
    """Do one piece of work; returns whether the process has grown so much that another should take its place."""
    link.send(("begun", None, False))
    try:
        make, args, named = pickle.loads(sent)  # noqa: S301  # from the program that started us
        made = make(*args, **named)
        if isinstance(made, Iterator):
            for bit in made:
                link.send(("bit", bit, False))
            made = None
    except MemoryError:
        raise
    except Exception as raised:  # noqa: BLE001  # it is raised where the work was asked for
        answer: tuple[str, Any] = ("raised", _sendable(raised))
    else:
        answer = ("made", made)
    leaves = _most_megabytes() > most
    link.send((*answer, leaves))
    return leaves


def _most_megabytes() -> float:
    """The most that this process has had in memory. What getrusage tells begins with the most of who started it."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _sendable(raised: Exception) -> Exception:
    """The same, with where it was raised; another that names its kind where it cannot be taken apart and sent."""
    if not isinstance(raised, Refusal):
        raised.add_note("".join(traceback.format_tb(raised.__traceback__)))
    try:
        pickle.loads(pickle.dumps(raised))  # noqa: S301  # our own
    except Exception:  # noqa: BLE001  # whatever its own way of being sent may raise
        return RuntimeError(type(raised).__name__)
    return raised


if __name__ == "__main__":
    main()
