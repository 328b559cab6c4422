"""What is told of people, their absences and rights, the calendar, and the bot itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.audits import Defect
from domain.intake import Hindrance
from domain.ladder.replanning import Dated
from domain.office.hours import CalendarEffect
from domain.office.lapses import Ending
from domain.payloads.payload import Listing, NoticePayload, OfAct


@dataclass(frozen=True, kw_only=True)
class HeadlessNotice(NoticePayload, kind="headless"):
    """`head` is who is in charge above, in the unit `above`."""

    informs = True

    unit: int
    above: int | None
    head: int | None
    codes: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class LinkedNotice(NoticePayload, kind="linked"):
    """`before` lost the account by it, and may be `left_without` any."""

    informs = True

    person: int
    account: int
    before: int | None = None
    left_without: bool = False


@dataclass(frozen=True, kw_only=True)
class ChannelFullNotice(NoticePayload, kind="channel_full"):
    """As many people as the bot's plan there allows have linked."""

    informs = True

    channel: str
    limit: int


@dataclass(frozen=True, kw_only=True)
class QuotaNotice(NoticePayload, kind="quota"):
    """By the channel so many of the `limit` messages of the month were `sent`: `level` in per cent; counted anew from
    `anew_at`."""

    informs = True

    channel: str
    sent: int
    limit: int
    level: int
    anew_at: datetime


@dataclass(frozen=True, kw_only=True)
class SilenceAtStake:
    """An opinion, by the code of its request, that would be taken as given."""

    code: str
    due_at: datetime
    names_hour: bool


@dataclass(frozen=True, kw_only=True)
class UnreachableNotice(NoticePayload, kind="unreachable"):
    """A person, or the group of a unit."""

    informs = True

    person: int
    group_of: int | None = None
    silences: tuple[SilenceAtStake, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarItem:
    """`at` is the new moment, of the next step or the deadline; `number` that of a milestone."""

    code: str
    title: str
    effect: CalendarEffect
    at: datetime
    what: Dated = Dated.DEADLINE
    number: int | None = None
    names_hour: bool = False


@dataclass(frozen=True, kw_only=True)
class CalendarNotice(NoticePayload, kind="calendar"):
    """The working calendar changed: what that means for one's cases, in one list."""

    informs = True

    items: tuple[CalendarItem, ...]
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class UnsoundNotice(NoticePayload, kind="unsound"):
    """As domain.audits.Finding."""

    informs = True

    defect: Defect
    count: int
    first: int
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class ClockNotice(NoticePayload, kind="clock"):
    """`ahead` in seconds; `until` None while it is still wrong."""

    informs = True

    ahead: int
    since: datetime
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class SetAsideNotice(NoticePayload, kind="set_aside"):
    """Told to the office: a word that cannot be read, or of which the process died."""

    informs = True

    why: Hindrance
    person: int | None
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class ImportedNotice(Listing, kind="imported"):
    """Told to those in whose name an import was done."""

    importer: int | None
    via: str


@dataclass(frozen=True, kw_only=True)
class TakenOnNotice(Listing, kind="taken_on"):
    """Rows of before named the codes instead of the duties, and the earliest deadline."""

    holder: int | None
    codes: tuple[str, ...] = ()
    count: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DecidedByOthers:
    """A case that a stand-in does not decide, and who does."""

    code: str
    deciders: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class StandingInNotice(NoticePayload, kind="standing_in"):
    """The first codes of what was handed over, is kept by who is away, and is the stand-in's own, with their counts."""

    person: int
    acting: int
    until: datetime
    handed: tuple[str, ...] = ()
    handed_count: int = 0
    kept: tuple[str, ...] = ()
    kept_count: int = 0
    own: tuple[DecidedByOthers, ...] = ()
    own_count: int = 0


@dataclass(frozen=True, kw_only=True)
class BackNotice(NoticePayload, kind="back"):
    """`follows` stands in from now on, where who was away is away again."""

    person: int
    acted: int
    handed: tuple[str, ...] = ()
    handed_count: int = 0
    follows: int | None = None


@dataclass(frozen=True, kw_only=True)
class EmpoweredNotice(OfAct, kind="empowered"):
    """Told to who may sign for the head."""

    unit: int
    fields: tuple[str, ...]
    since: datetime
    until: datetime


class EndedRight(StrEnum):
    DELEGATION = "delegation"
    SUBSTITUTION = "substitution"
    GROUP = "group"  # of a unit, that no word comes to any more
    SCOPE = "scope"  # what an inspector may see


@dataclass(frozen=True, kw_only=True)
class RightEndedNotice(NoticePayload, kind="right_ended"):
    """Which right, whose and why, of whom the reason is; the rest as `what` has it."""

    what: EndedRight
    why: Ending | None = None
    of: int | None = None
    person: int | None = None
    unit: int | None = None
    head: int | None = None  # who had given a delegation
    substitute: int | None = None
    since: datetime | None = None  # of the absence, with its end
    until: datetime | None = None
    kept: tuple[str, ...] = ()  # the codes of what a substitute still holds
    into: int | None = None  # the unit that a group's was merged into
    fields: tuple[str, ...] = ()  # the names of an inspector's units
    lost: tuple[int, ...] = ()  # the units that the inspector sees no more


@dataclass(frozen=True, kw_only=True)
class UncoveredNotice(NoticePayload, kind="uncovered"):
    """Nobody stands in: a right has ended (`why`), or who stands in is `unreachable`."""

    person: int
    until: datetime
    unreachable: int | None
    codes: tuple[str, ...]
    count: int
    why: Ending | None = None
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class UnreachedNotice(NoticePayload, kind="unreached"):
    """The first of them, each with how many duties they hold, and how many people they are."""

    people: tuple[tuple[int, int], ...]
    count: int
