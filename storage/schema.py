"""Bring a database to the present schema, once, however many processes start together."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import MIGRATION_LOCK, OVERWRITING, Database
from storage.journal_guards import journal_guards
from storage.revisions import SCRIPTS, is_up_to_date, newest, revision


class SchemaBroken(Exception):
    """After a migration rows point at rows that are not there."""


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
    from alembic import command  # noqa: PLC0415 – most starts find nothing to be brought up
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def guard_journal(connection: Connection) -> None:
    """Put the journal's triggers in place: the first migration's last act."""
    for statement in journal_guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
