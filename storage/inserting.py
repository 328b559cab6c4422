"""An INSERT as each of the databases says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_sql
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(connection: AsyncConnection, table: Table) -> sqlite_sql.Insert | postgresql.Insert:
    """An INSERT that may say what is done where the row is there already: in words of its own on each database."""
    make = sqlite_sql.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table)


async def insert_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Store them together; returns their keys, in the order of the rows. Asked for that order SQLAlchemy sends SQLite
    one row at a time; but SQLite numbers the rows of a statement one after the other."""
    in_order = connection.dialect.name != "sqlite"
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=in_order)
    keys = list(await connection.scalars(returning, [dict(row) for row in rows]))
    return keys if in_order else sorted(keys)
