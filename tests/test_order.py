"""Long modules are begun first, whole, and dealt out among the workers as xdist cuts their shares."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from tests.order import long_first


@dataclass(frozen=True, kw_only=True)
class Stub:
    """As much of a collected test as its place in the order depends on."""

    path: Path
    number: int
    seconds: int = 0

    def get_closest_marker(self, _name: str) -> Any:
        return pytest.mark.long(self.seconds).mark if self.seconds else None


def module(name: str, tests: int, seconds: int = 0) -> list[Stub]:
    return [Stub(path=Path(name), number=number, seconds=seconds) for number in range(tests)]


def ordered(items: list[Stub], workers: int) -> list[Stub]:
    return cast("list[Stub]", long_first(cast("list[pytest.Item]", items), workers=workers))


def test_each_share_begins_with_long_modules_and_nothing_is_lost() -> None:
    short, more = module("a", 40), module("d", 41)
    chaos, recount, walk = module("b", 2, 100), module("c", 5, 60), module("e", 1, 50)
    found = ordered([*short, *chaos, *recount, *more, *walk], workers=2)
    assert sorted(found, key=repr) == sorted([*short, *chaos, *recount, *more, *walk], key=repr)
    half = len(found) // 2
    assert found[:2] == chaos
    assert found[half : half + 6] == [*recount, *walk]


@pytest.mark.parametrize("workers", [1, 3, 8, 200])
def test_any_number_of_workers_gets_every_test_once(workers: int) -> None:
    items = [*module("a", 10), *module("b", 4, 9), *module("c", 3, 5), *module("d", 1)]
    found = ordered(items, workers)
    assert sorted(found, key=repr) == sorted(items, key=repr)
