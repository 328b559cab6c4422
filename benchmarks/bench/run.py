"""One run of the bench: where its files are, and how large what it measures is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench.offices import Offices


@dataclass(frozen=True, kw_only=True)
class Run:
    folder: Path
    offices: Offices
    most: int  # open duties of the largest office
    minutes: float  # that messages are sent through Telegram's limits
