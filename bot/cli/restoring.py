"""`python -m bot restore FILE`: a backup takes the place of the database, and its journal says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from actions.clock.audit import record_restored, verify_journal
from actions.delivery.menus import forget_menus
from actions.installation import Office
from actions.office.personal import ErasedAgain, erase_again
from actions.order import Order
from domain.journal.entry import Entry
from storage.backup import copied_beside, database_at, erased_behind, file_of, head_in, head_of, put_in_place, sha256_of
from storage.database import Database
from storage.journal_check import Soundness
from storage.revisions import is_known
from storage.schema import migrate


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
    again: tuple[ErasedAgain, ...] = ()
    erasures_known: bool = True  # whether it could be read who was erased since the copy was made


async def restore(address: str, source: Path, *, now: datetime, timezone: ZoneInfo) -> Restored:
    """Put the copy in the place of the database, whole, sound and brought to the present schema, or change nothing.
    Raises NoBackupHere, FileNotFoundError, NotACopy, NotOurs, Unsound, InUse, OSError."""
    database = Database(address)
    place = file_of(database)
    is_there = place.exists()
    kept = place.with_name(f"{place.stem}-before-{now.astimezone(timezone):%Y%m%d-%H%M%S}{place.suffix}")
    with copied_beside(source, place) as copy:
        replaced = await _replaced(database, copy)
        office = Office(database_at(copy), timezone=timezone)
        try:
            done = await _made_ready(office, sha256_of(source), replaced, kept if is_there else None, now)
        finally:
            await office.database.close()
        put_in_place(copy, place, kept=kept)
    return done


@dataclass(frozen=True, kw_only=True)
class _Replaced:
    """The head of the journal in whose place the copy comes, and who was erased by it since; None for what cannot be
    known."""

    head: tuple[int, str] | None
    erasures: list[Entry] | None


async def _replaced(database: Database, copy: Path) -> _Replaced:
    copied = head_in(copy)
    try:
        erasures = await erased_behind(database, copied) if copied else None
        return _Replaced(head=await head_of(database), erasures=erasures)
    finally:
        await database.close()


async def _made_ready(office: Office, digest: str, replaced: _Replaced, kept: Path | None, now: datetime) -> Restored:
    if not await is_known(office.database):
        raise NotOurs
    soundness = await verify_journal(office)
    if soundness.broken is not None:
        raise Unsound(soundness)
    await migrate(office.database)
    await forget_menus(office)
    order = Order(now=now, said_at=now, via="cli")
    known = replaced.erasures is not None
    name = kept.name if kept else None
    await record_restored(office, order, digest=digest, replaced=replaced.head, kept=name, erasures_known=known)
    again = await erase_again(office, order, replaced.erasures or [])
    return Restored(soundness=soundness, kept=kept, again=tuple(again), erasures_known=known)
