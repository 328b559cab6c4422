"""What a cell means in its column: a word, a day, a deadline; what it cannot mean is refused by name."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from unicodedata import normalize

from deadlines import DateQuestion, read_deadline
from deadlines.dates import valid_date
from deadlines.reading_rules import ReadingRules
from deadlines.readings import Reason
from deadlines.refusals import DeadlineUnclear
from documents.lines import Cell, CellKind
from domain import cells as c
from domain.duties.cases import CaseState, Deadline
from domain.names import fold
from domain.office.calendar import Calendar
from domain.office.hours import END_OF_OFFICE_DAY
from domain.office.people import Role
from domain.refusals import Refusal, ValueUnknown
from domain.rules.lengths import Urgency
from handlers.reading.secrecy import is_marked_secret
from handlers.reading.typing import clean, parse_choice
from texts.office.columns import MOVES, STATES
from texts.words import ROLES, URGENCIES

DATED = frozenset({"deadline", "document_day"})
ENDED = frozenset(fold(word) for state, word in STATES.items() if state is not CaseState.OPEN)
OLDEST_DOCUMENT = timedelta(days=30 * 366)
LONGEST_OVERDUE = timedelta(days=5 * 365)  # of a task that is brought along from another office
NEWEST_DOCUMENT = timedelta(days=366)
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|##+)", re.IGNORECASE
)
_HOUR_ALONE = re.compile(
    r"\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{1,2}\s*(?:phút|p|')?)?(?:\s*(?:sáng|trưa|chiều|tối|am|pm))?", re.IGNORECASE
)
_CODE = re.compile(r"nv-?([1-9]\d{0,8})", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LIST = re.compile(r"[;\n]")


@lru_cache(maxsize=50_000)
def is_secret(text: str) -> bool:
    return is_marked_secret(text)


def text_of(cell: Cell) -> str:
    """What the sheet shows, without what only disguises."""
    text = cell.text
    return normalize("NFC", text).strip() if text.isprintable() else clean(text)  # the first is most of a big file


def require_readable(key: str, cell: Cell) -> None:
    """Raises what the cell cannot be in the column of that key."""
    match cell.kind:
        case CellKind.ERROR:
            raise c.CellIsError(shown=cell.text)
        case CellKind.UNCOMPUTED:
            raise c.FormulaUncomputed
        case CellKind.NO_DATE:
            raise c.NoSuchDate(shown=cell.text[:40])
        case CellKind.TEXT if _ERROR.fullmatch(text_of(cell)):
            raise c.CellIsError(shown=text_of(cell))
        case CellKind.NUMBER | CellKind.TRUTH if key in DATED:
            raise c.NumberIsNoDate(shown=cell.text)
        case CellKind.TIME if key in DATED:
            raise c.TimeWithoutDate(shown=cell.text)
        case CellKind.TEXT if key in DATED and _HOUR_ALONE.fullmatch(text_of(cell)):
            raise c.TimeWithoutDate(shown=text_of(cell))
        case CellKind.DATE | CellKind.TIME if key not in DATED:
            raise c.DateIsNoText(shown=cell.text)


class Deadlines:
    """Reads deadlines as seen at `now`; a phrase that comes again is read once."""

    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self.now = now
        self.calendar = calendar
        self._read: dict[tuple[str, bool], Deadline | Refusal] = {}
        self.days_off: dict[Deadline, str] = {}  # deadlines on a day named outright that is not worked (R6)

    def of_cell(self, cell: Cell, *, passed: bool = False) -> Deadline:
        """A date of the sheet as it is; words by the grammar of deadlines, one that may have `passed` also as it was
        meant before. Raises DeadlineUnclear."""
        return self._of_moment(cell) if cell.kind is CellKind.DATE else self.of_phrase(text_of(cell), passed=passed)

    def of_phrase(self, text: str, *, passed: bool = False) -> Deadline:
        key = (text, passed)
        if key not in self._read:
            self._read[key] = self._phrase(text, passed=passed)
        found = self._read[key]
        if isinstance(found, Refusal):
            raise found
        return found

    def _of_moment(self, cell: Cell) -> Deadline:
        day, at = cell.value.date(), cell.value.time().replace(microsecond=0)
        if not self.now.year - 100 <= day.year <= self.now.year + ReadingRules().furthest_years:
            raise DeadlineUnclear(phrase=cell.text, question=DateQuestion(reason=Reason.TOO_FAR))
        named = at != time()
        found = Deadline(moment=self.calendar.at(day, at if named else END_OF_OFFICE_DAY), names_hour=named)
        self._note(found, self.calendar.why_off(day))
        return found

    def _phrase(self, text: str, *, passed: bool) -> Deadline | Refusal:
        read = read_deadline(text, now=self.now, calendar=self.calendar)
        if passed and isinstance(read, DateQuestion) and read.reason is Reason.PAST:
            read = read_deadline(text, now=self.now - LONGEST_OVERDUE, calendar=self.calendar)
        if isinstance(read, DateQuestion):
            return DeadlineUnclear(phrase=text, question=read)
        found = Deadline(moment=read.moment, names_hour=read.names_hour)
        self._note(found, read.day_off)
        return found

    def _note(self, deadline: Deadline, name: str | None) -> None:
        if name is not None:
            self.days_off[deadline] = name


def document_day(cell: Cell, now: datetime) -> date:
    """Raises ValueUnknown for what is no day, DayImplausible for one decades off."""
    day = cell.value.date() if cell.kind is CellKind.DATE else _day(text_of(cell))
    if not now.date() - OLDEST_DOCUMENT <= day <= now.date() + NEWEST_DOCUMENT:
        raise c.DayImplausible(day=day)
    return day


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    day = None if found is None else valid_date(int(found[1]), int(found[2]), int(found[3]))
    if day is None:
        raise ValueUnknown(key="Ngày văn bản", value=text[:40], choices=("20/11/2026",))
    return day


def names(text: str) -> tuple[str, ...]:
    """Names of units hold commas themselves: semicolons and lines part them."""
    return tuple(name for part in _LIST.split(text) if (name := part.strip()))


def fields(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.replace(";", ",").split(",") if (name := part.strip()))


def roles(text: str) -> frozenset[Role]:
    named = {word: role for role, word in ROLES.items()}
    return frozenset(named[parse_choice("Vai trò", part, named)] for part in text.split(",") if part.strip())


def urgency(text: str) -> Urgency:
    named = {word: urgency for urgency, word in URGENCIES.items()}
    return named[parse_choice("Khẩn", text, named)]


def moved(text: str) -> bool:
    return MOVES[parse_choice("Trùng tên", text, MOVES)]


def number(text: str) -> int:
    found = _CODE.fullmatch(text)
    if found is None:
        raise ValueUnknown(key="Mã", value=text[:40], choices=("NV-12",))
    return int(found[1])


def one_line(text: str) -> str:
    return " ".join(text.split())
