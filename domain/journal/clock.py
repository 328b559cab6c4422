"""Of what the program does by itself, of its rules, and of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.acts import Act
from domain.audits import Defect
from domain.encoding import UNSAID, CanonicalMoment
from domain.intake import Hindrance
from domain.journal.recorded import Recorded
from domain.ladder.steps import Audience, StepKind
from domain.rules.bulletin_rules import BulletinKind

# Rules and calendar


@dataclass(frozen=True, kw_only=True)
class RuleChanged(Recorded, acts=(Act.RULE_CHANGED,)):
    """Which `rule`; the `version` of all rules in force from then on."""

    rule: str
    version: int


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Recorded, acts=(Act.CALENDAR_CHANGED,)):
    """`change` is of what kind, `days` which; of a season its first and last, with the `hours` as they are stored."""

    change: str
    days: tuple[date, ...]
    hours: str | None


@dataclass(frozen=True, kw_only=True)
class HolidaysStored(Recorded, acts=(Act.CALENDAR_HOLIDAYS_STORED,)):
    version: str


# Tasks that come again


@dataclass(frozen=True, kw_only=True)
class RecurrenceBegun(Recorded, acts=(Act.RECURRENCE_BEGUN,)):
    """By which iCalendar `rule`."""

    recurrence: int
    rule: str


@dataclass(frozen=True, kw_only=True)
class RecurrenceChanged(Recorded, acts=(Act.RECURRENCE_CHANGED,)):
    """Who has set it up from then on, and who had before."""

    recurrence: int
    registrar: int
    before: int
    why: str


@dataclass(frozen=True, kw_only=True)
class RecurrenceStopped(Recorded, acts=(Act.RECURRENCE_STOPPED,)):
    recurrence: int


@dataclass(frozen=True, kw_only=True)
class RecurrenceRefused(Recorded, acts=(Act.RECURRENCE_REFUSED,)):
    """`why` is the name of the refusal (domain/refusals.py)."""

    recurrence: int
    why: str


# By the clock


@dataclass(frozen=True, kw_only=True)
class StepTaken(Recorded, acts=(Act.STEP_TAKEN,)):
    """Who was `told`, to whom an older step is no longer said (`superseded`), who could not be reached, which parts
    nobody had, and who was passed by as it would be their own case. A step taken before its moment says less."""

    step: StepKind
    planned_at: CanonicalMoment
    told: tuple[int, ...]
    superseded: tuple[int, ...]
    unreached: tuple[int, ...]
    empty: tuple[Audience, ...] | None = UNSAID
    barred: tuple[int, ...] | None = UNSAID


@dataclass(frozen=True, kw_only=True)
class BulletinMade(Recorded, acts=(Act.ANCHOR_POSTED, Act.SHEET_MADE)):
    """Which (`sheet`), planned for when, who was told or could not be reached, which earlier ones it stands for. Of an
    anchor the head of the journal, of the monthly draft its `month`, of the day's up to which entry was read."""

    sheet: BulletinKind
    planned_at: CanonicalMoment
    told: tuple[int, ...]
    unreached: tuple[int, ...]
    superseded: tuple[CanonicalMoment, ...]
    superseded_count: int
    seq: int | None = None
    hash: str | None = None
    month: str | None = None
    read_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReportRecorded(Recorded, acts=(Act.REPORT_MADE,)):
    """Of what (`scope`, plain), of which time, as of when; the SHA-256 of each file by its form. Of tasks drawn the
    `seed` and their codes."""

    scope: Mapping[str, Any]
    since: CanonicalMoment
    until: CanonicalMoment
    as_of: CanonicalMoment
    files: Mapping[str, str]
    seed: int | None = None
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeftoversCleared(Recorded, acts=(Act.RETENTION_DONE,)):
    """How many of each kind (domain/retention.py)."""

    dialogues: int = 0
    spreadsheets: int = 0
    words_set_aside: int = 0
    inbox: int = 0
    invitations: int = 0
    accounts: int = 0


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


# Sending


@dataclass(frozen=True, kw_only=True)
class NoticeTried(
    Recorded,
    acts=(Act.NOTICE_SENDING, Act.NOTICE_SENT, Act.NOTICE_NOT_SENT, Act.NOTICE_UNCERTAIN, Act.NOTICE_UNREACHED),
):
    """The notice, of which `step` or else of which kind, to whom, in which message. Before an attempt, whether it
    `repeats` one; where it failed the reason."""

    notice: int
    kind: str
    step: StepKind | None
    recipient: int
    message: int
    attempt: int
    planned_at: CanonicalMoment
    repeat: bool | None = None
    reason: str | None = None
