"""The real program, killed at random moments under load, with people on both messengers, faults of both and a moving
clock: nothing is lost, no repeat is unmarked, the journal holds. `python -m benchmarks.chaos` does the same for hours.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest

from benchmarks.chaos import Chaos, live_through

pytestmark = pytest.mark.long(113)


async def test_killed_at_random_it_loses_nothing_and_marks_every_repeat(database_address: str) -> None:
    """One process on SQLite, two on PostgreSQL."""
    processes = 1 if database_address.startswith("sqlite") else 2
    with tempfile.TemporaryDirectory(prefix="dc") as place:
        chaos = Chaos(
            folder=Path(place),
            address=database_address,
            duties=40,
            processes=processes,
            chance=random.Random(3),
            on_both=True,
        )
        found = await live_through(chaos, kills=3)
    assert found.is_good, str(found)
    assert found.notices > 10
