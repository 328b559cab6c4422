"""An INSERT as each of the databases says it."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_sql
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(connection: AsyncConnection, table: Table) -> sqlite_sql.Insert | postgresql.Insert:
    """An INSERT that may say what is done where the row is there already: in words of its own on each database."""
    make = sqlite_sql.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table)
