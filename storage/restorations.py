"""What is on record of backups that were put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.acts import Act
from domain.journal.upkeep import BackupRestored
from storage import journal


@dataclass(frozen=True, kw_only=True)
class ErasuresUnknown:
    """Who was erased between the two moments cannot be known: a backup of the first was restored at the second."""

    since: datetime | None  # None: the backup was of an empty journal
    until: datetime


async def erasures_unknown(connection: AsyncConnection) -> list[ErasuresUnknown]:
    """Each time in which somebody may have been erased who stands here again, the earliest first."""
    restored = await journal.entries_of_acts(connection, [Act.BACKUP_RESTORED])
    return [
        ErasuresUnknown(since=copy.until, until=entry.at)
        for entry in reversed(restored)
        if (copy := entry.payload(BackupRestored)).erasures_known is False
    ]
