"""aiosqlite with one errand to its thread for each statement.

Its own cursor is fetched, executed, read and closed by four: each costs two changes of thread, which is more than most
statements do (docs/decisions/0115-one-errand-a-statement.md)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import aiosqlite
from aiosqlite.context import contextmanager

T = TypeVar("T")
AT_ONCE = 500  # rows that come along with the statement; the rest of many are fetched as they are asked for
CHUNK = 64  # aiosqlite's own


class DirectCursor(aiosqlite.Cursor):
    """A cursor that comes to be with its statement, and is closed with its last row."""

    _open: sqlite3.Cursor | None = None  # while there are more rows than came along
    _rows: Sequence[Any] = ()
    _ended: tuple[Any, int, int | None] = (None, -1, None)  # description, rowcount, lastrowid

    def __init__(self, connection: DirectConnection) -> None:
        super().__init__(connection, None)  # type: ignore[arg-type]  # it has no other at first
        self._direct = connection

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> DirectCursor:
        await self._direct.errand(self._run, self._direct.opened.execute, sql, () if parameters is None else parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> DirectCursor:
        await self._direct.errand(self._run, self._direct.opened.executemany, sql, parameters)
        return self

    def _run(self, how: Callable[..., sqlite3.Cursor], sql: str, parameters: Iterable[Any]) -> None:
        cursor = how(sql, parameters)
        rows = cursor.fetchmany(AT_ONCE) if cursor.description is not None else ()
        self._ended = (cursor.description, cursor.rowcount, cursor.lastrowid)
        self._rows = rows
        if len(rows) == AT_ONCE:
            self._open = cursor
        else:
            cursor.close()

    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        wanted = 1 if size is None else size
        if len(self._rows) < wanted and self._open is not None:
            more = await self._direct.errand(self._open.fetchmany, max(wanted, AT_ONCE))
            self._rows = [*self._rows, *more]
        rows, self._rows = self._rows[:wanted], self._rows[wanted:]
        return rows

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, ()
        if self._open is not None:
            rows = [*rows, *await self._direct.errand(self._open.fetchall)]
        return rows

    async def close(self) -> None:
        self._rows = ()
        if self._open is not None:
            cursor, self._open = self._open, None
            await self._direct.errand(cursor.close)

    @property
    def description(self) -> Any:
        return self._ended[0]

    @property
    def rowcount(self) -> int:
        return self._ended[1]

    @property
    def lastrowid(self) -> int | None:
        return self._ended[2]


class DirectConnection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, CHUNK)
        self._thread.daemon = True

    @property
    def opened(self) -> sqlite3.Connection:
        """Raises ValueError once it is closed."""
        return self._conn

    async def errand(self, what: Callable[..., T], *arguments: Any) -> T:
        """Have it done by the thread of the connection."""
        return await self._execute(what, *arguments)  # type: ignore[no-any-return,no-untyped-call]

    @contextmanager
    async def cursor(self) -> DirectCursor:  # type: ignore[override]
        return DirectCursor(self)

    async def rollback(self) -> None:
        """SQLAlchemy asks for it whenever a connection goes back to its pool."""
        if self._conn.in_transaction:
            await super().rollback()


def connect(database: str, **arguments: Any) -> DirectConnection:
    """What SQLAlchemy takes in place of aiosqlite's own (`async_creator_fn`)."""
    return DirectConnection(partial(sqlite3.connect, database, **arguments))
