"""A copy of the whole database in one file, taken while the program runs; and such a copy put in its place again."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, NoResultFound

from domain.acts import Act
from domain.journal.entry import Entry
from storage.database import Database
from storage.journal import entries_of_acts, hash_at, head

LOG = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file in use
SPOILT = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


class NoBackupHere(Exception):
    """PostgreSQL is backed up by its own tools."""


class NothingToBackUp(Exception):
    """There is no database yet."""


class NotACopy(Exception):
    """The file is none of SQLite's, or damaged."""


class InUse(Exception):
    """Another program has the database open."""


def database_at(file: Path) -> Database:
    return Database(URL.create("sqlite", database=str(file)))


def backup(database: Database, target: Path) -> tuple[int, str] | None:
    """Copy it; number and hash of the newest journal entry in the copy. Raises NoBackupHere, NothingToBackUp,
    FileExistsError, FileNotFoundError."""
    source = file_of(database)
    if not source.exists():
        raise NothingToBackUp
    backup_sqlite(source, target)
    return head_in(target)


def file_of(database: Database) -> Path:
    """Raises NoBackupHere where the database is no file."""
    if not database.is_sqlite or database.engine.url.database is None:
        raise NoBackupHere
    return Path(database.engine.url.database).resolve()


def backup_sqlite(source: Path, target: Path, *, at_rest: bool = False) -> None:
    """Copy a live SQLite file page by page into a new one, which stands alone; an existing target is never overwritten.
    A file `at_rest`, which nobody writes, may lie where nothing can be written. Raises FileExistsError, and
    FileNotFoundError where its folder is not there."""
    if not target.parent.is_dir():
        raise FileNotFoundError(target.parent)
    if target.exists():
        raise FileExistsError(target)
    with (
        closing(_open(source, "immutable=1" if at_rest else "mode=ro")) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def copied_beside(source: Path, place: Path) -> Iterator[Path]:
    """A copy of the file beside the place that it is meant for, to be looked at and then moved there; what is left of
    it is removed. Raises FileNotFoundError, NotACopy, OSError."""
    if not source.is_file():
        raise FileNotFoundError(source)
    place.parent.mkdir(parents=True, exist_ok=True)
    copy = place.with_name(f"{place.name}.{secrets.token_hex(4)}.restoring")
    try:
        try:
            backup_sqlite(source, copy, at_rest=not any(_beside(source, suffix).exists() for suffix in LOG))
            _require_whole(copy)
        except sqlite3.DatabaseError as wrong:
            if _code(wrong) in SPOILT:
                raise NotACopy(str(wrong)) from wrong
            raise OSError(str(wrong)) from wrong
        yield copy
    finally:
        _remove(copy)


def put_in_place(copy: Path, place: Path, *, kept: Path) -> None:
    """Move the copy to its place, in one step; what stood there, with what lies beside it, is kept under another name.
    Raises InUse, OSError, and then has changed nothing."""
    _leave_log(copy)
    if place.exists():
        try:
            _leave_log(place)
        except sqlite3.DatabaseError as wrong:
            if _code(wrong) not in SPOILT:
                raise OSError(str(wrong)) from wrong
        _as_it_was(place, copy)
        _keep(place, kept)
    for suffix in LOG:
        if (beside := _beside(place, suffix)).exists():
            beside.replace(_beside(kept, suffix))
    copy.replace(place)


def _leave_log(file: Path) -> None:
    """Bring the write-ahead log home, so that the file is all there is: possible only while nobody else has it open."""
    with closing(_open(file, "mode=rw")) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as wrong:
            if _code(wrong) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise InUse from wrong
            raise


def _as_it_was(place: Path, copy: Path) -> None:
    """The copy belongs to whom the file belongs, and may be read by no others."""
    was, now = place.stat(), copy.stat()
    copy.chmod(was.st_mode)
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(copy, was.st_uid, was.st_gid)


def _keep(place: Path, kept: Path) -> None:
    """A second name for the file, at once; a second file where the disk knows no such thing."""
    try:
        os.link(place, kept)
    except OSError:
        try:
            shutil.copy2(place, kept)
        except OSError:
            kept.unlink(missing_ok=True)
            raise


def _code(wrong: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return getattr(wrong, "sqlite_errorcode", 0) & 0xFF


def sha256_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def head_in(file: Path) -> tuple[int, str] | None:
    """Number and hash of the newest journal entry in a copy that nobody has open, which is left as it is; None where it
    has no journal."""
    with closing(_open(file, "immutable=1")) as connection:
        try:
            row: tuple[int, str] | None = connection.execute("SELECT seq, hash FROM journal_head").fetchone()
        except sqlite3.DatabaseError:
            return None
        return row


async def erased_behind(database: Database, head: tuple[int, str]) -> list[Entry] | None:
    """Who was erased, by the journal, since its entry with this number and hash, the earliest first. None where that
    cannot be known: there is no database, it cannot be read, or its journal does not go through that entry."""
    if not database.is_there:
        return None
    seq, digest = head
    try:
        async with database.reading() as connection:
            if await hash_at(connection, seq) != digest:
                return None
            return (await entries_of_acts(connection, [Act.PERSON_ERASED], after=seq))[::-1]
    except DatabaseError:
        return None


async def head_of(database: Database) -> tuple[int, str] | None:
    """Number and hash of the newest journal entry; None where there is none, or the file cannot be read any more."""
    if not database.is_there:
        return None
    try:
        async with database.reading() as connection:
            return await head(connection)
    except (DatabaseError, NoResultFound):
        return None


def _require_whole(file: Path) -> None:
    with closing(_open(file, "mode=ro")) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise NotACopy(found)


def _open(file: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{options}", uri=True)


def _remove(file: Path) -> None:
    for suffix in ("", *LOG):
        _beside(file, suffix).unlink(missing_ok=True)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)
