"""`python -m bot restore FILE`: a backup takes the place of the database, and its journal says so."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.audit import record_restored, verify_journal
from actions.work import Office, Order
from storage.backup import copied_beside, database_at, file_of, head_of, put_in_place
from storage.database import Database
from storage.journal import Soundness
from storage.schema import is_known, migrate


class NotOurs(Exception):
    """A database, but none of this program, or one of a newer version of it."""


class Unsound(Exception):
    """The journal of the copy is broken."""

    def __init__(self, soundness: Soundness) -> None:
        super().__init__(soundness.broken)
        self.soundness = soundness


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The restored journal, and where that which it replaced is kept; None where there was nothing."""

    soundness: Soundness
    kept: Path | None


async def restore(address: str, source: Path, *, now: datetime, timezone: ZoneInfo) -> Restored:
    """Put the copy in the place of the database, whole, sound and brought to the present schema, or change nothing.
    Raises NoBackupHere, FileNotFoundError, NotACopy, NotOurs, Unsound, InUse, OSError."""
    database = Database(address)
    place = file_of(database)
    replaced = await head_of(database)
    await database.close()
    kept = place.with_name(f"{place.stem}-before-{now.astimezone(timezone):%Y%m%d-%H%M%S}{place.suffix}")
    is_there = place.exists()
    with copied_beside(source, place) as copy:
        office = Office(database_at(copy), timezone=timezone)
        soundness = await _made_ready(office, _digest(source), replaced, now)
        put_in_place(copy, place, kept=kept)
    return Restored(soundness=soundness, kept=kept if is_there else None)


async def _made_ready(office: Office, digest: str, replaced: tuple[int, str] | None, now: datetime) -> Soundness:
    try:
        if not await is_known(office.database):
            raise NotOurs
        soundness = await verify_journal(office)
        if soundness.broken is not None:
            raise Unsound(soundness)
        await migrate(office.database)
        await record_restored(office, Order(now=now, said_at=now, via="cli"), digest=digest, replaced=replaced)
        return soundness
    finally:
        await office.database.close()


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
