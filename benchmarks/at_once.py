"""SQLite without its thread and without waiting for the disk: for making a large database, by one writer alone."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable
from typing import Any

import aiosqlite
from sqlalchemy import event

from storage.database import Database


class _AtOnce:
    """Stands where aiosqlite keeps the queue to its thread: what is put in is done on the spot."""

    def put_nowait(self, call: tuple[Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = call
        try:
            result = function()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class _NoThread:
    def start(self) -> None:
        """There is nothing to start."""


def _connect(*where: Any, **how: Any) -> aiosqlite.Connection:
    connection = aiosqlite.connect(*where, **how)
    connection._tx = _AtOnce()  # type: ignore[assignment]
    connection._thread = _NoThread()  # type: ignore[assignment]
    return connection


def hurry(database: Database) -> None:
    """Before the first connection. Two acts at a time would wait for each other for ever, and a power cut may break
    the file: it is made anew then."""
    engine = database.engine.sync_engine

    @event.listens_for(engine, "do_connect")
    def creating(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
        parameters["async_creator_fn"] = _connect

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-200000")  # KiB
        cursor.close()
