"""Bring a database to the present schema, once, however many processes start together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import MIGRATION_LOCK, OVERWRITING, Database
from storage.journal_guards import journal_guards

SCRIPTS = Path(__file__).parent / "migrations"


class SchemaBroken(Exception):
    """After a migration rows point at rows that are not there."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


@cache
def newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _present(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def revision(connection: AsyncConnection) -> str | None:
    """The revision that the database is at, None for an empty one."""
    return await connection.run_sync(_present)


async def is_set_up(database: Database) -> bool:
    """Whether there is a database with tables, at whatever revision. Looking creates nothing."""
    if not database.is_there:
        return False
    async with database.reading() as connection:
        return await revision(connection) is not None


async def is_up_to_date(database: Database) -> bool:
    async with database.reading() as connection:
        return await revision(connection) == newest()


async def is_known(database: Database) -> bool:
    """Whether its revision is one that this version of the program can bring up to date."""
    async with database.reading() as connection:
        present = await revision(connection)
    return present in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


async def migrate(database: Database) -> bool:
    """Run the migrations that are missing, in one transaction; whether there were any."""
    database.make_place()
    if await is_up_to_date(database):
        return False
    async with database.rebuilding() as connection:
        if not database.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            return await _upgrade(connection)
        changed = await _upgrade(connection)
        await _check_foreign_keys(connection)
        return changed


async def _check_foreign_keys(connection: AsyncConnection) -> None:
    if (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first() is not None:
        raise SchemaBroken


async def _upgrade(connection: AsyncConnection) -> bool:
    present = await revision(connection)
    if present == newest():
        return False  # another process was faster
    if present is None and connection.dialect.name == "sqlite":
        await connection.exec_driver_sql(f"PRAGMA user_version={OVERWRITING}")
    await connection.run_sync(upgrade)
    return True


def upgrade(connection: Connection, *, to: str = "head") -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def guard_journal(connection: Connection) -> None:
    """Put the journal's triggers in place: the first migration's last act."""
    for statement in journal_guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
