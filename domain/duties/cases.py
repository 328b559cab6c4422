"""A case: a task, an opinion request or a circular. It creates duties; they carry the work (design §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.office.calendar import Calendar
from domain.office.hours import END_OF_OFFICE_DAY
from domain.refusals import DeadlineAfterHalfDay, DeadlineOnDayOff, ReasonMissing, TooLong
from domain.rules.lengths import Urgency

TITLE_LIMIT = 500  # characters; a subject line (trích yếu), not the document
WORDS_LIMIT = 2000  # characters of any other free text: what one message can show again
LABEL_LIMIT = 200  # characters of a document number, a field
_ONE_WORD = re.compile(r"[^\W\d_]{2}")


class CaseKind(StrEnum):
    TASK = "task"
    OPINION = "opinion"
    CIRCULAR = "circular"


PREFIXES = {CaseKind.TASK: "NV", CaseKind.OPINION: "YK", CaseKind.CIRCULAR: "PB"}


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # every duty has ended
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where a task comes from (M2)."""

    DOCUMENT = "document"  # văn bản
    CONCLUSION = "conclusion"  # thông báo kết luận
    ORAL = "oral"  # chỉ đạo trực tiếp
    COMPLAINT = "complaint"  # phản ánh, kiến nghị của công dân: closed only with a result (M45)


class Label(StrEnum):
    """What stands beside lateness when it is judged (M5, M54)."""

    NEW = "new"  # mới
    HARD = "hard"  # khó
    PILOT = "pilot"  # thí điểm


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """`moment` is what is shown and nudged by; without a named hour it is 17:00 and late begins at 24:00 (R1)."""

    moment: datetime
    names_hour: bool

    def passes_at(self, calendar: Calendar) -> datetime:
        """From when it is late: the named hour, else 24:00 of the day."""
        return self.moment if self.names_hour else calendar.midnight_after(calendar.day_of(self.moment))


@dataclass(frozen=True, kw_only=True)
class Case:
    id: int
    kind: CaseKind
    number: int
    title: str
    product: str = ""
    proposal: str = ""
    file_name: str = ""
    more_files: tuple[tuple[str, str], ...] = ()  # name and SHA-256 of each behind the first
    file_hash: str = ""  # SHA-256 of the document from which it comes, or of the draft: consent covers no other
    assigner_id: int
    registrar_id: int
    urgency: Urgency = Urgency.NORMAL
    field: str | None = None
    document: str = ""  # số, ký hiệu; may come later than the task
    document_day: date | None = None
    subject: str = ""  # trích yếu of the document
    source: Source | None = None
    recipients: str = ""  # nơi nhận, with the purpose of each
    label: Label | None = None
    bundle_id: int | None = None  # the first of the cases that one message made: they have one document (M3)
    recurrence_id: int | None = None
    serves_case_id: int | None = None
    round: int = 1  # of asking for opinions about the same task or the same draft (M19)
    excess: str = ""  # why more units or rounds are asked than the rule of the office allows (M19, M20)
    policy_version: int
    deadline: Deadline
    original: Deadline
    signing: bool = True
    state: CaseState = CaseState.OPEN
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def code(self) -> str:
        return case_code(self.kind, self.number)


def require_length(text: str, limit: int) -> None:
    """Raises TooLong for more characters than its place allows."""
    if len(text) > limit:
        raise TooLong(limit=limit, length=len(text))


def require_words(text: str, limit: int = WORDS_LIMIT) -> None:
    """Raises ReasonMissing for what says nothing, neither in letters nor in figures, as "." does; or TooLong."""
    if not any(one.isalnum() for one in text):
        raise ReasonMissing
    require_length(text, limit)


def require_reason(text: str, limit: int = WORDS_LIMIT) -> None:
    """Raises ReasonMissing for what is no reason, for it has not one word: "." or "1" or "k" no more than nothing; or
    TooLong."""
    if not gives_reason(text):
        raise ReasonMissing
    require_length(text, limit)


def gives_reason(text: str) -> bool:
    return _ONE_WORD.search(text) is not None


def require_working_day(deadline: Deadline, calendar: Calendar) -> None:
    """The deadline of an opinion on a day off, or at an hour of a half day after its end, is not accepted, whatever the
    urgency: silence would count while nobody works (design §4)."""
    moved = on_working_day(deadline, calendar)
    if moved is deadline:
        return
    closes_at = calendar.half_day_ends(calendar.day_of(deadline.moment))
    if closes_at is None:
        raise DeadlineOnDayOff(due_at=deadline.moment, suggested_at=moved.moment)
    raise DeadlineAfterHalfDay(due_at=deadline.moment, suggested_at=moved.moment, closes_at=closes_at)


def on_working_day(deadline: Deadline, calendar: Calendar) -> Deadline:
    """The same, or where its day, or at its hour the rest of its day, is off the end of the next working day
    (design §4)."""
    day = calendar.day_of(deadline.moment)
    half_ends = calendar.half_day_ends(day) if deadline.names_hour else None
    if calendar.is_working_day(day) and (half_ends is None or deadline.moment <= half_ends):
        return deadline
    return Deadline(moment=calendar.at(calendar.next_working_day(day), END_OF_OFFICE_DAY), names_hour=False)


def case_code(kind: CaseKind, number: int) -> str:
    return f"{PREFIXES[kind]}-{number}"
