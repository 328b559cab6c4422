"""Reports: the figures of a time, of what the reader may see, with the words that stand in them (M35–M42)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.figures import Report
from domain.scopes import Scope

__all__ = ["Scope", "Told"]


@dataclass(frozen=True, kw_only=True)
class Told:
    """A report with what is needed to write it out: the free text behind its keys, the tasks drawn for inspection by
    `seed`."""

    report: Report
    scope: Scope
    words: Mapping[int, str | None]
    seed: int
    sample: tuple[str, ...]  # codes
