"""The rows of the table: what is measured, what is wanted, and what was seen in each round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

HEAD = ("| row | what | ours | peer | ratio, median (spread) | wanted | reached |", "|---|---|---|---|---|---|---|")


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What is wanted: at most `limit`, or at least it, of the ratio to the peer or of the figure itself."""

    limit: float
    is_least: bool = False
    of_ratio: bool = True

    def holds(self, seen: float) -> bool:
        return seen >= self.limit if self.is_least else seen <= self.limit


@dataclass(frozen=True, kw_only=True)
class Row:
    key: str
    what: str
    unit: str
    peer: str = ""  # who did the same
    wanted: Bound | None = None
    digits: int = 1
    is_speed: bool = False  # the ratio says how many times as fast: the peer's figure to ours

    def figure(self, number: float) -> str:
        return f"{number:,.{self.digits}f} {self.unit}".rstrip()

    def said(self, bound: Bound | None) -> str:
        if bound is None:
            return "–"
        sign = "≥" if bound.is_least else "≤"
        return f"{sign} {bound.limit:g} ×" if bound.of_ratio else f"{sign} {bound.limit:g} {self.unit}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One round of one row."""

    key: str
    ours: float
    peer: float | None = None


@dataclass(kw_only=True)
class Findings:
    rows: tuple[Row, ...]
    seen: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    def add(self, seen: Seen) -> None:
        self.seen[seen.key].append(seen)

    def lines(self) -> Iterator[str]:
        """The table in Markdown, of the rows that were measured."""
        yield from HEAD
        for row in self.rows:
            if self.seen[row.key]:
                yield self.line(row)

    def line(self, row: Row) -> str:
        seen = self.seen[row.key]
        ours = median(one.ours for one in seen)
        peers = [one.peer for one in seen if one.peer is not None]
        ratios = [_ratio(row, one.ours, one.peer) for one in seen if one.peer]
        peer = f"{row.figure(median(peers))}, {row.peer}" if peers else "–"
        found = (_spread(ratios), row.said(row.wanted), _reached(row, ours, ratios))
        return f"| {' | '.join((row.key, row.what, row.figure(ours), peer, *found))} |"


def _ratio(row: Row, ours: float, peer: float) -> float:
    return peer / ours if row.is_speed else ours / peer


def _spread(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} × ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else "–"


def _reached(row: Row, ours: float, ratios: list[float]) -> str:
    if row.wanted is None:
        return "–"
    found = median(ratios) if row.wanted.of_ratio and ratios else ours
    return "yes" if row.wanted.holds(found) else "no"
