"""Counting: what belongs to one group of a report is added up in its tally, and becomes its figures (M35–M42)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.figures.catalogue import Figure, FigureOf
from domain.figures.figures import Boxes, Figures, Group, Grouping, OpinionFigures, Spread
from domain.figures.records import Box
from domain.figures.scopes import Attribution, Key, Keys


@dataclass(kw_only=True)
class Tally:
    """What has been counted for one group so far."""

    boxes: Counter[Box] = field(default_factory=Counter)
    parts: Counter[Box] = field(default_factory=Counter)  # of coordinating units
    counts: Counter[Figure] = field(default_factory=Counter)
    times: defaultdict[Figure, list[timedelta]] = field(default_factory=lambda: defaultdict(list))
    asking: timedelta = timedelta()
    asked_about: timedelta = timedelta()

    def figures(self) -> Figures:
        return Figures(
            boxes=boxes_of(self.boxes),
            coordinating=boxes_of(self.parts),
            asking=self.asking,
            asked_about=self.asked_about,
            opinions=OpinionFigures(**self._taken(FigureOf.OPINIONS)),
            **self._taken(FigureOf.TASKS),
        )

    def _taken(self, of: FigureOf) -> dict[str, Any]:
        counts = {figure.value: number for figure, number in self.counts.items() if figure.of is of}
        return counts | {figure.value: spread_of(times) for figure, times in self.times.items() if figure.of is of}


def boxes_of(counted: Counter[Box]) -> Boxes:
    return Boxes(**{box.value: number for box, number in counted.items()})


def spread_of(times: Iterable[timedelta]) -> Spread:
    """By nearest rank: each figure is a length of time that really was."""
    ordered = sorted(times)
    if not ordered:
        return Spread()
    return Spread(
        count=len(ordered), median=nearest_rank(ordered, percent=50), ninth_decile=nearest_rank(ordered, percent=90)
    )


def nearest_rank(ordered: list[timedelta], *, percent: int) -> timedelta:
    """The least of them that at least so many of a hundred do not exceed."""
    return ordered[-(-len(ordered) * percent // 100) - 1]


class Tallies:
    """The tallies of a report: the whole, and each group of each grouping. What lies outside the scope is in none."""

    def __init__(self, keys: Keys) -> None:
        self.whole = Tally()
        self._keys = keys
        self._groups = {grouping: defaultdict[Key, Tally](Tally) for grouping in Grouping}
        self._found: dict[tuple[int, int | None, int], tuple[Tally, ...]] = {}

    def tallies(self, whose: Attribution) -> tuple[Tally, ...]:
        """Every tally to which this is counted."""
        mark = (whose.person_id, whose.unit_id, whose.case.id)
        if mark not in self._found:
            self._found[mark] = self._find(whose) if self._keys.admit(whose) else ()
        return self._found[mark]

    def _find(self, whose: Attribution) -> tuple[Tally, ...]:
        return (self.whole, *(self._groups[grouping][key] for grouping, key in self._keys.of(whose).items()))

    def count(self, whose: Attribution, what: Figure, number: int = 1) -> None:
        for tally in self.tallies(whose):
            tally.counts[what] += number

    def take(self, whose: Attribution, what: Figure, time: timedelta) -> None:
        for tally in self.tallies(whose):
            tally.times[what].append(time)

    def groups(self) -> dict[Grouping, tuple[Group, ...]]:
        """By key in its order, what has none at the end."""
        return {
            grouping: tuple(
                Group(key=key, figures=tallies[key].figures())
                for key in sorted(tallies, key=lambda key: (key is None, _ordered(key)))
            )
            for grouping, tallies in self._groups.items()
        }


def _ordered(key: Key) -> tuple[int, str]:
    return (key, "") if isinstance(key, int) else (0, key or "")
