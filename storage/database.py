"""One door to SQLite and PostgreSQL: addresses, connections, and what a transaction is on each."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import sqlite_driver
from storage.marks import Marks

Connection = AsyncConnection  # the name under which actions know it
BUSY_SECONDS = 30
CONNECTIONS = 20  # kept open: to make one costs more than most commands ask of it
EMPTYING_SECONDS = 5  # that emptying the log waits for readers: meanwhile nobody writes
OVERWRITING = 1  # SQLite's user_version of a database in which deleting has always meant overwriting
JOURNAL_LOCK = 0x646F6E  # advisory lock keys on PostgreSQL: arbitrary, but the same in every process
MIGRATION_LOCK = JOURNAL_LOCK + 1


class DatabaseAddressUnknown(ValueError):
    """Neither SQLite nor PostgreSQL."""


def driver_url(address: str | URL) -> URL:
    """The asynchronous driver for `sqlite://…` or `postgresql://…` as an office writes it."""
    try:
        url = make_url(address)
    except Exception as wrong:
        raise DatabaseAddressUnknown(str(wrong)) from wrong
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise DatabaseAddressUnknown(other)


class Database:
    """Connections to one database. A writing transaction on SQLite takes the write lock when it begins, so that
    nothing it has read can change under it; on PostgreSQL rows are fenced by conditional UPDATEs. What waits to be
    marked goes along in each, before anything else."""

    def __init__(self, address: str | URL) -> None:
        url = driver_url(address)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self.engine = create_async_engine(
                url,
                connect_args={"timeout": BUSY_SECONDS, "async_creator_fn": sqlite_driver.connect},
                pool_size=CONNECTIONS,
                max_overflow=8,
                hide_parameters=True,
            )
            _prepare_sqlite(self.engine)
        else:
            self.engine = create_async_engine(
                url, pool_size=CONNECTIONS, max_overflow=8, pool_pre_ping=True, hide_parameters=True
            )
        # In one process writers queue here rather than in SQLite's busy loop.
        self.one_writer = asyncio.Lock() if self.is_sqlite else None
        self.marks = Marks()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            if self.one_writer is not None:
                await stack.enter_async_context(self.one_writer)
            connection = await stack.enter_async_context(self.engine.connect())
            await connection.execution_options(writes=True)
            await stack.enter_async_context(connection.begin())
            marks = self.marks.waiting()
            await marks.write(connection)
            yield connection
        self.marks.forget(marks)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One snapshot, never written to."""
        async with self.engine.connect() as connection:
            if not self.is_sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                yield connection

    async def end_reading(self) -> None:
        """End what is read in for longer than one scope: here nothing is."""

    @asynccontextmanager
    async def rebuilding(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction for migrations. SQLite changes a table by rebuilding it, for which foreign keys must
        be off, and that can only be said outside a transaction: hence a connection of its own."""
        if not self.is_sqlite:
            async with self.writing() as connection:
                yield connection
            return
        engine = create_async_engine(self.engine.url, connect_args={"timeout": BUSY_SECONDS})
        _prepare_sqlite(engine, foreign_keys=False)
        try:
            async with engine.connect() as connection:
                await connection.execution_options(writes=True)
                async with connection.begin():
                    yield connection
        finally:
            await engine.dispose()

    @property
    def address(self) -> str:
        """With its password: for a process of ours beside this one, and for nobody to read."""
        return self.engine.url.render_as_string(hide_password=False)

    @property
    def is_there(self) -> bool:
        """Whether a SQLite file exists; a server is taken to be there. Looking at a database must not create one."""
        name = self.engine.url.database
        return not self.is_sqlite or not name or Path(name).exists()

    def make_place(self) -> None:
        """The folder of a SQLite file, before the file is made."""
        if self.is_sqlite and self.engine.url.database:
            Path(self.engine.url.database).parent.mkdir(parents=True, exist_ok=True)

    async def close(self) -> None:
        await self.engine.dispose()

    async def leave_no_trace(self) -> bool:
        """See to it that what was erased stands in no file of SQLite's any more: empty the write-ahead log and, where
        the database was begun before deleting meant overwriting, once write it anew. Whether that could be done: who
        reads for long, or a full disk, is in the way. On PostgreSQL its own cleaning does this."""
        if self.one_writer is None:
            return True
        async with self.one_writer, self.engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.execute(f"PRAGMA busy_timeout={EMPTYING_SECONDS * 1000}")
            try:
                ((version,),) = await driver.execute_fetchall("PRAGMA user_version")
                if version < OVERWRITING:
                    await driver.execute("VACUUM")
                    await driver.execute(f"PRAGMA user_version={OVERWRITING}")
                ((busy, *_),) = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError:
                return False
            finally:
                await driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
            return not busy

    async def answers(self) -> str | None:
        """Why the database cannot be used, or None."""
        try:
            async with self.reading() as connection:
                await connection.execute(text("SELECT 1"))
        except (OperationalError, OSError) as wrong:
            return type(wrong).__name__
        return None


class CommandDatabase(Database):
    """The database as one command uses it, until it is left: all that it reads is read in one transaction, which ends
    when it writes, or waits for others, and is then begun anew. Its scopes of reading may lie within each other, not
    about one of writing."""

    def __init__(self, database: Database) -> None:
        self.is_sqlite, self.engine = database.is_sqlite, database.engine
        self.one_writer, self.marks = database.one_writer, database.marks
        self.has_written = False
        self._connection: AsyncConnection | None = None
        self._carried = AsyncExitStack()

    async def __aenter__(self) -> CommandDatabase:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end_reading()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        if self._connection is None:
            self._connection = await self._carried.enter_async_context(super().reading())
        try:
            yield self._connection
        except DBAPIError:  # PostgreSQL reads nothing more in a transaction in which something has failed
            await self.end_reading()
            raise

    async def end_reading(self) -> None:
        self._connection = None
        await self._carried.aclose()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        await self.end_reading()
        async with super().writing() as connection:
            yield connection
        self.has_written = True
        await self.end_reading()

    async def leave_no_trace(self) -> bool:
        await self.end_reading()
        return await super().leave_no_trace()


def writes(connection: AsyncConnection) -> bool:
    """Whether it is that of a writing transaction."""
    assert connection.sync_connection is not None
    return _writes(connection.sync_connection)


def _writes(connection: SyncConnection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))


def _prepare_sqlite(engine: AsyncEngine, *, foreign_keys: bool = True) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # sqlite3 would open transactions of its own otherwise
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            "secure_delete=ON",  # what is deleted or written over is gone from the file, not only from its tables
            "recursive_triggers=ON",  # else INSERT OR REPLACE slips past the journal's triggers
            f"busy_timeout={BUSY_SECONDS * 1000}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: SyncConnection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")
