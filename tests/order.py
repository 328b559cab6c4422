"""In which order a run takes the tests: what is long comes first, dealt out among the workers.

Workers get equal shares in the order of collection and then steal from the end of another's share (`--dist worksteal`).
A long test at the end of a share is begun when nobody has anything else to do, and everybody waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest


def seconds_of(item: pytest.Item) -> float:
    """How long the tests of its module take together, as their mark `long` says; 0 without."""
    mark = item.get_closest_marker("long")
    return float(mark.args[0]) if mark else 0


def long_first(items: Sequence[pytest.Item], *, workers: int) -> list[pytest.Item]:
    """The items anew: each worker's share begins with long modules, whole, about as many seconds for everyone."""
    modules = [list(group) for _, group in groupby(items, key=lambda item: item.path)]
    long = sorted((one for one in modules if seconds_of(one[0])), key=lambda one: -seconds_of(one[0]))
    short = [item for one in modules if not seconds_of(one[0]) for item in one]
    heads: list[list[pytest.Item]] = [[] for _ in range(workers)]
    loads = [0.0] * workers
    for module in long:
        freest = loads.index(min(loads))
        heads[freest] += module
        loads[freest] += seconds_of(module[0])
    found: list[pytest.Item] = []
    for left, head in zip(range(workers, 0, -1), heads, strict=True):
        room = (len(items) - len(found)) // left - len(head)  # as xdist cuts the shares
        found += head + short[: max(room, 0)]
        del short[: max(room, 0)]
    return found + short
