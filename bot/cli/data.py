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
from bot.cli import restoring
from bot.cli.frame import read_settings
from bot.clock import SystemClock
from storage.backup import InUse, NoBackupHere, NotACopy, NothingToBackUp, sha256_of
from storage.backup import backup as back_up
from storage.database import Database
from storage.revisions import is_up_to_date
from storage.schema import migrate as bring_up
from texts.front import console, upkeep

BACKUP_FAULTS: dict[type[Exception], Callable[[Path], str]] = {
    NoBackupHere: lambda _file: upkeep.BACKUP_BY_POSTGRESQL,
    NothingToBackUp: lambda _file: upkeep.NO_DATABASE,
    FileNotFoundError: lambda file: upkeep.folder_missing(file.parent),
    FileExistsError: upkeep.file_exists,
}
RESTORE_FAULTS: dict[type[Exception], str] = {
    NoBackupHere: upkeep.BACKUP_BY_POSTGRESQL,
    NotACopy: upkeep.NOT_A_COPY,
    restoring.NotOurs: upkeep.NOT_OURS,
    InUse: upkeep.IN_USE,
}


def migrate() -> None:
    settings = read_settings()

    async def run() -> None:
        database = Database(settings.database_url)
        try:
            print(upkeep.MIGRATED if await bring_up(database) else upkeep.ALREADY_MIGRATED)
        finally:
            await database.close()

    asyncio.run(run())


def backup(file: Path) -> None:
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
        print(upkeep.backed_up(file, noted=noted))
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


def restore(file: Path) -> None:
    settings = read_settings()

    async def run() -> int:
        try:
            done = await restoring.restore(settings.database_url, file, now=SystemClock().now(), timezone=settings.zone)
        except tuple(RESTORE_FAULTS) as wrong:
            print(RESTORE_FAULTS[type(wrong)], file=sys.stderr)
            return 1
        except FileNotFoundError:
            print(upkeep.file_missing(file), file=sys.stderr)
            return 1
        except OSError as wrong:
            print(upkeep.not_put_back(wrong.strerror or str(wrong)), file=sys.stderr)
            return 1
        except restoring.Unsound as broken:
            print(upkeep.not_restored(broken.soundness), file=sys.stderr)
            return 1
        print(upkeep.restored(file, done.soundness, done.kept))
        for line in console.erasures_after_restore(done.again, known=done.erasures_known):
            print(line)
        return 0

    raise typer.Exit(asyncio.run(run()))
