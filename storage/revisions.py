"""At which revision of the schema a database is, and which there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import column, inspect, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

SCRIPTS = Path(__file__).parent / "migrations"
_VERSIONS = table("alembic_version", column("version_num"))


@cache
def known() -> tuple[str, ...]:
    """The revisions in their order, by the names of the scripts: the migrations' own library takes long to be read."""
    return tuple(sorted(script.name.partition("_")[0] for script in (SCRIPTS / "versions").glob("[0-9]*.py")))


def newest() -> str:
    return known()[-1]


async def revision(connection: AsyncConnection) -> str | None:
    """The revision that the database is at, None for an empty one."""
    if not await connection.run_sync(lambda sync: inspect(sync).has_table(_VERSIONS.name)):
        return None
    found: str | None = await connection.scalar(select(_VERSIONS.c.version_num))
    return found


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
        return await revision(connection) in known()
