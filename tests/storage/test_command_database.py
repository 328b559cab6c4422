"""What one command reads before it writes it reads in one transaction; what it reads afterwards is as it was left."""

from __future__ import annotations

import contextlib

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from storage.database import CommandDatabase, Database
from storage.settings_store import fact, set_fact


@pytest.fixture
def begun(database: Database) -> list[bool]:
    """Of each transaction, whether it writes."""
    found: list[bool] = []

    @event.listens_for(database.engine.sync_engine, "begin")
    def on_begin(connection: object) -> None:
        found.append(bool(connection.get_execution_options().get("writes")))  # type: ignore[attr-defined]

    return found


async def put(database: Database, value: str) -> None:
    async with database.writing() as connection:
        await set_fact(connection, "word", value)


async def word(database: Database) -> str | None:
    async with database.reading() as connection:
        return await fact(connection, "word")


async def test_scopes_of_reading_are_one_transaction(database: Database, begun: list[bool]) -> None:
    await put(database, "first")
    begun.clear()
    async with CommandDatabase(database) as command:
        assert await word(command) == "first"
        async with command.reading():
            assert await word(command) == "first"
        assert begun == [False]
        await put(database, "second")  # another command
        assert await word(command) == "first", "one moment"
        assert not command.has_written
    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_what_it_has_written_is_read_behind_it(database: Database, begun: list[bool]) -> None:
    async with CommandDatabase(database) as command:
        assert await word(command) is None
        await put(command, "written")
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        assert await word(command) == "written"
        assert command.has_written
    assert begun == [False, True, False]


async def test_what_was_undone_is_not_written(database: Database) -> None:
    async with CommandDatabase(database) as command:
        with contextlib.suppress(ZeroDivisionError):
            async with command.writing() as connection:
                await set_fact(connection, "word", "undone")
                raise ZeroDivisionError
        assert not command.has_written
        assert await word(command) is None


async def test_while_it_waits_for_others_nothing_is_kept_open(database: Database, begun: list[bool]) -> None:
    async with CommandDatabase(database) as command:
        await word(command)
        await command.end_reading()
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        await word(command)
    assert begun == [False, False]


async def test_a_statement_that_fails_spoils_nothing_that_is_read_later(database: Database) -> None:
    async with CommandDatabase(database) as command:
        with pytest.raises(DBAPIError):
            async with command.reading() as connection:
                await connection.execute(text("SELECT nothing FROM nowhere"))
        assert await word(command) is None
