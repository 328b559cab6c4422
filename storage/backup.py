"""A copy of the whole database in one file, taken while the program runs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.database import Database


class NoBackupHere(Exception):
    """PostgreSQL is backed up by its own tools."""


class NothingToBackUp(Exception):
    """There is no database yet."""


def backup_sqlite(source: Path, target: Path) -> None:
    """Copy a live SQLite file page by page into a new one; an existing target is never overwritten. Raises
    FileExistsError, and FileNotFoundError where its folder is not there."""
    if not target.parent.is_dir():
        raise FileNotFoundError(target.parent)
    if target.exists():
        raise FileExistsError(target)
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as origin, sqlite3.connect(target) as copy:
        origin.backup(copy)


def backup(database: Database, target: Path) -> None:
    if not database.is_sqlite or database.engine.url.database is None:
        raise NoBackupHere
    if not database.is_there:
        raise NothingToBackUp
    backup_sqlite(Path(database.engine.url.database), target)
