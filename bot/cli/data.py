"""The database as a whole: checked, brought up, copied, put back."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import typer

from actions.clock import audit
from actions.installation import Office
from actions.order import Order
from bot.cli import checking, restoring
from bot.cli.app import app, read_settings
from bot.clock import SystemClock
from storage.backup import InUse, NoBackupHere, NotACopy, NothingToBackUp, sha256_of
from storage.backup import backup as back_up
from storage.database import Database
from storage.schema import is_up_to_date
from storage.schema import migrate as bring_up
from texts.front import console

BACKUP_FAULTS: dict[type[Exception], Callable[[Path], str]] = {
    NoBackupHere: lambda _file: console.BACKUP_BY_POSTGRESQL,
    NothingToBackUp: lambda _file: console.NO_DATABASE,
    FileNotFoundError: lambda file: console.folder_missing(file.parent),
    FileExistsError: console.file_exists,
}
RESTORE_FAULTS: dict[type[Exception], str] = {
    NoBackupHere: console.BACKUP_BY_POSTGRESQL,
    NotACopy: console.NOT_A_COPY,
    restoring.NotOurs: console.NOT_OURS,
    InUse: console.IN_USE,
}


@app.command()
def check() -> None:
    """Say in plain words what is wrong with the settings, the database, the token."""
    raise typer.Exit(asyncio.run(checking.check()))


@app.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    settings = read_settings()

    async def run() -> None:
        database = Database(settings.database_url)
        try:
            print(console.MIGRATED if await bring_up(database) else console.ALREADY_MIGRATED)
        finally:
            await database.close()

    asyncio.run(run())


@app.command()
def backup(file: Path) -> None:
    """Copy the database into FILE while the bot runs; an existing file is not overwritten."""
    settings = read_settings()

    async def run() -> int:
        database = Database(settings.database_url)
        try:
            head = await asyncio.to_thread(back_up, database, file)
            noted = await _note_backup(Office(database, timezone=settings.zone), file, head)
        except tuple(BACKUP_FAULTS) as wrong:
            print(BACKUP_FAULTS[type(wrong)](file), file=sys.stderr)
            return 1
        finally:
            await database.close()
        print(console.backed_up(file, noted=noted))
        return 0

    raise typer.Exit(asyncio.run(run()))


async def _note_backup(office: Office, file: Path, head: tuple[int, str] | None) -> bool:
    """Whether the database, of the present schema, could take down that it was copied."""
    if head is None or not await is_up_to_date(office.database):
        return False
    now = SystemClock().now()
    digest = await asyncio.to_thread(sha256_of, file)
    order = Order(now=now, said_at=now, via="cli")
    await audit.record_backup(office, order, file=str(file), digest=digest, head=head)
    return True


@app.command()
def restore(file: Path) -> None:
    """Put a backup in the place of the database, while the bot stands still; what stood there is kept beside it."""
    settings = read_settings()

    async def run() -> int:
        try:
            done = await restoring.restore(settings.database_url, file, now=SystemClock().now(), timezone=settings.zone)
        except tuple(RESTORE_FAULTS) as wrong:
            print(RESTORE_FAULTS[type(wrong)], file=sys.stderr)
            return 1
        except FileNotFoundError:
            print(console.file_missing(file), file=sys.stderr)
            return 1
        except OSError as wrong:
            print(console.not_put_back(wrong.strerror or str(wrong)), file=sys.stderr)
            return 1
        except restoring.Unsound as broken:
            print(console.not_restored(broken.soundness), file=sys.stderr)
            return 1
        print(console.restored(file, done.soundness, done.kept))
        for line in console.erasures_after_restore(done.again, known=done.erasures_known):
            print(line)
        return 0

    raise typer.Exit(asyncio.run(run()))
