"""A copy of the whole database in one file, taken while the program runs; and such a copy put in its place again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.journal import head

LOG = ("-wal", "-shm")  # what SQLite keeps beside a file in use
WITH_LOG = ("", *LOG)


class NoBackupHere(Exception):
    """PostgreSQL is backed up by its own tools."""


class NothingToBackUp(Exception):
    """There is no database yet."""


class NotACopy(Exception):
    """The file is none of SQLite's, or damaged."""


class InUse(Exception):
    """Another program has the database open."""


def backup(database: Database, target: Path) -> None:
    source = file_of(database)
    if not source.exists():
        raise NothingToBackUp
    backup_sqlite(source, target)


def file_of(database: Database) -> Path:
    """Raises NoBackupHere where the database is no file."""
    if not database.is_sqlite or database.engine.url.database is None:
        raise NoBackupHere
    return Path(database.engine.url.database)


def backup_sqlite(source: Path, target: Path) -> None:
    """Copy a live SQLite file page by page into a new one; an existing target is never overwritten. Raises
    FileExistsError, and FileNotFoundError where its folder is not there."""
    if not target.parent.is_dir():
        raise FileNotFoundError(target.parent)
    if target.exists():
        raise FileExistsError(target)
    with closing(_open(source, "ro")) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)


@contextmanager
def copied_beside(source: Path, place: Path) -> Iterator[Path]:
    """A copy of the file beside the place that it is meant for, to be looked at and then moved there; what is left of
    it is removed. Raises FileNotFoundError, NotACopy."""
    if not source.is_file():
        raise FileNotFoundError(source)
    place.parent.mkdir(parents=True, exist_ok=True)
    copy = place.with_name(f"{place.name}.restoring")
    _remove(copy)
    try:
        try:
            backup_sqlite(source, copy)
            _require_whole(copy)
        except sqlite3.DatabaseError as wrong:
            raise NotACopy(str(wrong)) from wrong
        yield copy
    finally:
        _remove(copy)


def put_in_place(copy: Path, place: Path, *, kept: Path) -> None:
    """Move the copy to its place, in one step; what stood there is kept in another file. Raises InUse, and then has
    changed nothing."""
    _leave_log(copy)
    if place.exists():
        with suppress(sqlite3.DatabaseError):  # damaged: kept as it is
            _leave_log(place)
        for suffix in WITH_LOG:
            if (beside := _beside(place, suffix)).exists():
                shutil.copy2(beside, _beside(kept, suffix))
    for suffix in LOG:
        _beside(place, suffix).unlink(missing_ok=True)
    copy.replace(place)


def _leave_log(file: Path) -> None:
    """Bring the write-ahead log home, so that the file is all there is: possible only while nobody else has it open."""
    with closing(_open(file, "rw")) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as wrong:
            if wrong.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise InUse from wrong
            raise


async def head_of(database: Database) -> tuple[int, str] | None:
    """Number and hash of the newest journal entry; None where there is none, or the file cannot be read any more."""
    if not database.is_there:
        return None
    try:
        async with database.reading() as connection:
            return await head(connection)
    except DatabaseError:
        return None


def _require_whole(file: Path) -> None:
    with closing(_open(file, "ro")) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise NotACopy(found)


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)


def _remove(file: Path) -> None:
    for suffix in (*WITH_LOG, "-journal"):
        _beside(file, suffix).unlink(missing_ok=True)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)
