"""Migrations bring an empty database to the tables that the code knows, once."""

import asyncio

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.database import Database
from storage.schema import migrate, newest, revision
from storage.tables import metadata


async def test_a_migrated_database_has_the_tables_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        assert await revision(connection) == newest()
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
        )
    assert differences == []


async def test_two_processes_that_start_together_migrate_once(database_address: str) -> None:
    first, second = Database(database_address), Database(database_address)
    changed = await asyncio.gather(migrate(first), migrate(second))
    assert sorted(changed) == [False, True]
    await first.close()
    await second.close()
