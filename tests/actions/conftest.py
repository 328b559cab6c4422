"""A small office on both databases, entered by the acts by which an office is entered."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.actions.office import SmallOffice


@pytest.fixture
async def small(database: Database) -> AsyncIterator[SmallOffice]:
    """The office, at 09:00 of a working Monday; at the end its journal must hold and its duties be in order."""
    seated = SmallOffice(database)
    await seated.open()
    yield seated
    await seated.is_in_order()
