"""Pieces of work for the process beside ours, in a module that it reads quickly."""

from __future__ import annotations

import os
from collections.abc import Iterator

from domain.refusals import UnknownPerson


def doubled(number: int) -> int:
    return 2 * number


def own_number() -> int:
    return os.getpid()


def counted(most: int) -> Iterator[int]:
    yield from range(most)


def refused(name: str) -> None:
    raise UnknownPerson(name=name, near="An")


def mistaken() -> None:
    raise ValueError("no number")


def greedy(megabytes: int) -> int:
    return len(b"x" * (megabytes * 1024 * 1024))


def endless() -> Iterator[str]:
    yield "begun"
    while True:
        pass


def surroundings() -> list[str]:
    return sorted(os.environ)
