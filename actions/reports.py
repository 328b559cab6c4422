"""Reports: the figures of a time, of what the reader may see, with the words that stand in them (M35–M42)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.figures import Rank, Report


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a report is about: the whole agency, or one unit with those below it, person, field, rank of the assigner,
    assigner or source document."""

    unit_id: int | None = None
    person_id: int | None = None
    field: str | None = None
    rank: Rank | None = None
    assigner_id: int | None = None
    document: str | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A report with what is needed to write it out: the free text behind its keys, the tasks drawn for inspection by
    `seed`."""

    report: Report
    scope: Scope
    words: Mapping[int, str | None]
    seed: int
    sample: tuple[str, ...]  # codes
