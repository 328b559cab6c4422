"""Databases for tests: brought to a state once, then copied, which is many times cheaper than getting there again."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psycopg

from storage.database import Database
from storage.schema import migrate

T = TypeVar("T")


def at_once(doing: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: session fixtures have no event loop to stand on."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, doing).result()


async def migrated(address: str) -> None:
    database = Database(address)
    await migrate(database)
    await database.close()


class Databases(Protocol):
    """Databases of one kind, known by their addresses."""

    def empty(self) -> str: ...

    def copy(self, address: str) -> str:
        """A new one like that one, to which nobody may be connected."""

    def drop(self, address: str) -> None: ...


class Files:
    """SQLite's, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def empty(self) -> str:
        return f"sqlite:///{self.folder}/dondoc{next(self._numbers)}.db"

    def copy(self, address: str) -> str:
        new = self.empty()
        shutil.copy(file_of(address), file_of(new))
        return new

    def drop(self, address: str) -> None:
        for file in file_of(address).parent.glob(f"{file_of(address).name}*"):  # the write-ahead log too
            file.unlink()


def file_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


class Server:
    """PostgreSQL's, on a server that is the test run's own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = count(1)
        self._connection = psycopg.connect(address, autocommit=True)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here outlives the run
            self._connection.execute(f"ALTER SYSTEM SET {setting} = off")
        self._connection.execute("SELECT pg_reload_conf()")

    def empty(self) -> str:
        return self._create("")

    def copy(self, address: str) -> str:
        # Without fsync copying the files costs half of what passing them through the log does.
        return self._create(f'TEMPLATE "{self._name(address)}" STRATEGY FILE_COPY')

    def _create(self, how: str) -> str:
        name = f"t{next(self._numbers)}"
        self._connection.execute(f'CREATE DATABASE "{name}" {how}')
        return self.address.replace("/postgres?", f"/{name}?")

    def drop(self, address: str) -> None:
        self._connection.execute(f'DROP DATABASE "{self._name(address)}" WITH (FORCE)')

    def close(self) -> None:
        self._connection.close()

    @staticmethod
    def _name(address: str) -> str:
        return address.partition("?")[0].rpartition("/")[2]
