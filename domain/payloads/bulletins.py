"""What the bot says by itself at fixed moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.borrowing import Borrowed
from domain.figures.figures import Boxes
from domain.payloads.payload import Listing, NoticePayload
from domain.rules.bulletin_rules import BulletinKind


@dataclass(frozen=True, kw_only=True)
class SheetUnreachedNotice(NoticePayload, kind="sheet_unreached"):
    """Told to the office: what the bot says by itself reached none of those meant."""

    sheet: BulletinKind
    people: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AnchorNotice(NoticePayload, kind="anchor"):
    """The sheets that the bot makes by itself (domain/ladder/bulletins.py)."""

    seq: int
    hash: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class MonthNotice(NoticePayload, kind="month_sheet"):
    """The boxes of the whole and of the first units, for the review on the day `meeting`."""

    meeting: date
    month: date
    at: datetime
    whole: Boxes
    self_judged: int = 0
    units: tuple[tuple[int | None, Boxes], ...]
    unit_count: int


@dataclass(frozen=True, kw_only=True)
class WeekNotice(Listing, kind="week_sheet"):
    units: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DoneInName:
    """What another did in the reader's name."""

    code: str
    act: str
    by: int | None
    right: Borrowed | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DayNotice(Listing, kind="day_sheet"):
    """`whole` to who heads the whole; the first who cannot be written to, and what was done in the reader's name."""

    whole: bool = False
    at: datetime
    unreached: tuple[int, ...] = ()
    unreached_count: int = 0
    in_name: tuple[DoneInName, ...] = ()
    in_name_count: int = 0
