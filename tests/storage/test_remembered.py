"""The organisation, the calendar and the rules are read when they have changed, and known for as long as one reads."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from storage.database import Connection, Database
from storage.settings_store import RevisionCache, changed


@pytest.fixture
def asked(database: Database) -> list[str]:
    """The questions that are put to the database."""
    found: list[str] = []

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def on_execute(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.extend([statement] * statement.startswith("SELECT"))

    return found


class Loads:
    """What is remembered under two names, counting how often it is loaded."""

    def __init__(self) -> None:
        self.remembered = RevisionCache()
        self.count = 0

    async def both(self, connection: Connection) -> None:
        for name in ("chart", "calendar"):
            await self.remembered.get(connection, name, self._load)

    async def _load(self, _connection: Connection) -> int:
        self.count += 1
        return self.count


async def test_whether_they_still_hold_is_asked_once_in_a_reading(database: Database, asked: list[str]) -> None:
    loads = Loads()
    async with database.reading() as connection:
        await loads.both(connection)
    asked.clear()
    async with database.reading() as connection:
        for _ in range(3):
            await loads.both(connection)
    assert (loads.count, len(asked)) == (2, 1)
    async with database.writing() as connection:
        await changed(connection, "chart")
    async with database.reading() as connection:
        await loads.both(connection)
    assert loads.count == 3


async def test_what_a_transaction_changes_it_knows_itself(database: Database) -> None:
    loads = Loads()
    async with database.writing() as connection:
        await loads.both(connection)
        await changed(connection, "chart")
        await loads.both(connection)
    assert loads.count == 3


async def test_a_transaction_that_looks_asks_once_and_still_sees_what_it_changes(
    database: Database, asked: list[str]
) -> None:
    loads = Loads()
    async with database.reading() as connection:
        await loads.both(connection)
    async with database.writing() as connection:
        asked.clear()
        await loads.remembered.look(connection)
        await loads.both(connection)
        assert (loads.count, len(asked)) == (2, 1)
        await changed(connection, "chart")
        await loads.both(connection)
    assert loads.count == 3
