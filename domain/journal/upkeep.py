"""Payloads about the installation: what was cleared away, copied, or found wrong."""

from __future__ import annotations

from dataclasses import dataclass

from domain.acts import Act
from domain.audits import Defect
from domain.encoding import CanonicalMoment
from domain.intake import Hindrance
from domain.journal.recorded import Recorded


@dataclass(frozen=True, kw_only=True)
class LeftoversCleared(Recorded, acts=(Act.RETENTION_DONE,)):
    """How many of each kind (domain/retention.py)."""

    dialogues: int = 0
    spreadsheets: int = 0
    words_set_aside: int = 0
    inbox: int = 0
    invitations: int = 0
    file_links: int = 0
    accounts: int = 0
    menus: int = 0


@dataclass(frozen=True, kw_only=True)
class JournalHead:
    """The newest entry, and its hash."""

    seq: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class BackupMade(Recorded, acts=(Act.BACKUP_MADE,)):
    """The SHA-256 of the copy, and the newest entry in it."""

    file: str
    head: JournalHead


@dataclass(frozen=True, kw_only=True)
class BackupRestored(Recorded, acts=(Act.BACKUP_RESTORED,)):
    """The SHA-256 of the copy, the head of the journal that it `replaced`, `until` when it goes, and whether it could
    be read who was erased since."""

    file: str
    replaced: JournalHead | None
    erasures_known: bool | None
    until: CanonicalMoment | None


@dataclass(frozen=True, kw_only=True)
class WrongClockNoted(Recorded, acts=(Act.CLOCK_WRONG,)):
    """`ahead` in seconds; `until` is None while it is wrong."""

    ahead: int
    since: CanonicalMoment
    until: CanonicalMoment | None


@dataclass(frozen=True, kw_only=True)
class DefectFound(Recorded, acts=(Act.AUDIT_FOUND,)):
    """How many, the `first` of them, and of the journal what is wrong there."""

    defect: Defect
    count: int
    first: int
    fault: str


@dataclass(frozen=True, kw_only=True)
class UpdateSetAside(Recorded, acts=(Act.UPDATE_SET_ASIDE,)):
    """Its number in the inbox, why, whose."""

    update: int
    why: Hindrance
    person: int | None
