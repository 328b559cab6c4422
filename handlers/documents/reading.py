"""Read an XLSX file into rows. Every cell is hostile or mistaken until read; a formula is only text here."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from actions.assignments import Assignment, Stage
from actions.import_contents import Contents, Fault, PersonRow, Sheet, TaskRow, UnitRow
from actions.tasks import require_few_milestones
from domain.calendar import END_OF_OFFICE_DAY, Calendar
from domain.cases import CaseState, Deadline, Source
from domain.names import fold
from domain.people import Role
from domain.policy import Urgency
from domain.refusals import CellMissing, NotASpreadsheet, Refusal, StageUnclear, TooLong, TooManyRows, ValueUnknown
from handlers.deadlines import Question, read_deadline
from handlers.deadlines.days import valid_date
from handlers.documents.columns import COLUMNS, NAMES, REQUIRED, STATES
from handlers.sources import parse_label, parse_source
from handlers.texts.words import ROLES, URGENCIES
from handlers.typing import clean, parse_choice, parse_items
from handlers.when import DeadlineUnclear

ROW_LIMIT = 100_000
UNPACKED_LIMIT = 400_000_000  # bytes: a small file may unpack to what no memory holds
CELL_LIMIT = 2000  # characters
NAME_LIMIT = 120
MOVES = {"chuyển": True, "người khác": False}
ENDED = frozenset(fold(word) for state, word in STATES.items() if state is not CaseState.OPEN)
_CODE = re.compile(r"nv-?(\d{1,9})", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LIST = re.compile(r"[;\n]")


@dataclass(kw_only=True)
class Reader:
    """One reading of one file: what it counts deadlines from, and what it has found."""

    now: datetime
    calendar: Calendar
    contents: Contents = field(default_factory=Contents)
    _deadlines: dict[str, Deadline | Refusal] = field(default_factory=dict)

    def rows(self, content: bytes) -> Iterator[int]:
        """Read the file; yields how many rows have been read after each. Raises NotASpreadsheet, TooManyRows."""
        count = 0
        for sheet, lines in _sheets(content):
            titles: list[str | None] | None = None
            for number, cells in enumerate(lines, start=1):
                if titles is None:
                    titles = _titles(sheet, cells)
                    continue
                values = {
                    key: text
                    for key, cell in zip(titles, cells, strict=False)
                    if key is not None and cell != "" and (text := _text(cell))
                }
                if not values or _is_hint(sheet, values) or fold(values.get("state", "")) in ENDED:
                    continue
                dated = {key: cell for key, cell in zip(titles, cells, strict=False) if key == "deadline"}
                self._read(sheet, number, values, dated.get("deadline"))
                count += 1
                if count > ROW_LIMIT:
                    raise TooManyRows(ROW_LIMIT)
                yield count

    def _read(self, sheet: Sheet, number: int, values: Mapping[str, str], due: Any) -> None:
        row = _Row(sheet=sheet, number=number, values=values, faults=self.contents.faults)
        match sheet:
            case Sheet.UNITS:
                unit = UnitRow(row=number, name=row.name("name"), parent=row.name("parent"))
                if row.is_good():
                    self.contents.units.append(unit)
            case Sheet.PEOPLE:
                person = PersonRow(
                    row=number,
                    name=row.name("name"),
                    unit=row.name("unit"),
                    position=row.name("position"),
                    roles=row.read("roles", _roles, frozenset({Role.OFFICIAL})),
                    fields=row.read("fields", _fields, ()),
                    moved=row.read("moved", _moved, None),
                )
                if row.is_good():
                    self.contents.people.append(person)
            case Sheet.TASKS:
                self._read_task(row, due)

    def _read_task(self, row: _Row, due: Any) -> None:
        deadline = row.read("deadline", lambda text: self._deadline(text, due), None)
        task = {
            "lead": row.text("lead"),
            "title": " ".join(row.text("title").split()),
            "product": " ".join(row.text("product").split()),
            "coordinating": row.read("coordinating", _names, ()),
            "watching": row.read("watching", _names, ()),
            "assigner": row.text("assigner") or None,
            "document": row.text("document"),
            "document_day": row.read("document_day", _day, None),
            "subject": " ".join(row.text("subject").split()),
            "source": row.read("source", parse_source, Source.DOCUMENT if row.values.get("document") else None),
            "recipients": row.text("recipients"),
            "urgency": row.read("urgency", _urgency, Urgency.NORMAL),
            "field": row.text("field") or None,
            "label": row.read("label", parse_label, None),
            "milestones": row.read("milestones", self._stages, ()),
        }
        number = row.read("number", _number, None)
        if row.is_good() and deadline is not None:
            assignment = Assignment(deadline=deadline, **task)
            self.contents.tasks.append(TaskRow(row=row.number, assignment=assignment, number=number))

    def _stages(self, text: str) -> tuple[Stage, ...]:
        """`Tên mốc: hạn`, one to a line. Raises StageUnclear, TooManyMilestones, DeadlineUnclear."""
        items = parse_items(text)
        require_few_milestones(len(items))
        stages = []
        for item in items:
            title, _, phrase = map(str.strip, item.partition(":"))
            if not title or not phrase:
                raise StageUnclear(item)
            stages.append(Stage(title=" ".join(title.split()), deadline=self._deadline(phrase, None)))
        return tuple(sorted(stages, key=lambda stage: stage.deadline.moment))

    def _deadline(self, text: str, cell: Any) -> Deadline:
        """A date of the spreadsheet as it is; words by the grammar of deadlines. Raises DeadlineUnclear."""
        if isinstance(cell, datetime | date):
            at = cell.time() if isinstance(cell, datetime) else time()
            named = at != time()
            moment = self.calendar.at(
                cell.date() if isinstance(cell, datetime) else cell, at if named else END_OF_OFFICE_DAY
            )
            return Deadline(moment=moment, names_hour=named)
        if text not in self._deadlines:
            self._deadlines[text] = self._phrase(text)
        found = self._deadlines[text]
        if isinstance(found, Refusal):
            raise found
        return found

    def _phrase(self, text: str) -> Deadline | Refusal:
        read = read_deadline(text, now=self.now, calendar=self.calendar)
        if isinstance(read, Question):
            return DeadlineUnclear(text, read)
        return Deadline(moment=read.moment, names_hour=read.names_hour)


@dataclass(kw_only=True)
class _Row:
    """One line being read; what is wrong with a cell is noted and the others are read all the same."""

    sheet: Sheet
    number: int
    values: Mapping[str, str]
    faults: list[Fault]
    wrong: int = 0

    def text(self, key: str, limit: int = CELL_LIMIT) -> str:
        value = self.values.get(key, "")
        if not value and key in REQUIRED[self.sheet]:
            self.blame(key, CellMissing())
        if len(value) > limit:
            self.blame(key, TooLong(limit=limit, length=len(value)))
        return value

    def name(self, key: str) -> str:
        return " ".join(self.text(key, NAME_LIMIT).split())

    def read(self, key: str, parse: Callable[[str], Any], default: Any) -> Any:
        value = self.text(key)
        if not value:
            return default
        try:
            return parse(value)
        except Refusal as refusal:
            self.blame(key, refusal)
            return default

    def blame(self, key: str, refusal: Refusal) -> None:
        self.wrong += 1
        self.faults.append(Fault(sheet=self.sheet, row=self.number, column=key, refusal=refusal))

    def is_good(self) -> bool:
        return not self.wrong


def _sheets(content: bytes) -> Iterator[tuple[Sheet, Iterator[list[Any]]]]:
    """Our sheets in the file, units first, whatever order they stand in."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise TooManyRows(ROW_LIMIT)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        named = {fold(name): name for name in workbook.sheet_names}
        found = [(sheet, named[fold(title)]) for sheet, title in NAMES.items() if fold(title) in named]
        if not found:
            raise NotASpreadsheet
        for sheet, name in found:
            yield sheet, workbook.get_sheet_by_name(name).iter_rows()
    except (CalamineError, ZipError, zipfile.BadZipFile, OSError) as wrong:
        raise NotASpreadsheet from wrong


def _titles(sheet: Sheet, cells: list[Any]) -> list[str | None] | None:
    """The key of each column by its title; None for a line that is not yet that of titles."""
    by_title = {fold(column.title): column.key for column in COLUMNS[sheet]}
    keys = [by_title.get(fold(_text(cell).rstrip("* "))) for cell in cells]
    return keys if any(keys) else None


def _is_hint(sheet: Sheet, values: Mapping[str, str]) -> bool:
    """The line of hints that the template has under its titles."""
    first = next(column for column in COLUMNS[sheet] if column.required)
    return values.get(first.key) == first.hint


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.time() != time() else f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _names(text: str) -> tuple[str, ...]:
    """Names of units hold commas themselves: semicolons and lines part them."""
    return tuple(name for part in _LIST.split(text) if (name := part.strip()))


def _fields(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.replace(";", ",").split(",") if (name := part.strip()))


def _roles(text: str) -> frozenset[Role]:
    named = {word: role for role, word in ROLES.items()}
    return frozenset(named[parse_choice("Vai trò", part, named)] for part in text.split(",") if part.strip())


def _urgency(text: str) -> Urgency:
    named = {word: urgency for urgency, word in URGENCIES.items()}
    return named[parse_choice("Khẩn", text, named)]


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    day = None if found is None else valid_date(int(found[1]), int(found[2]), int(found[3]))
    if day is None:
        raise ValueUnknown(key="Ngày văn bản", value=text[:40], choices=("20/11/2026",))
    return day


def _moved(text: str) -> bool:
    return MOVES[parse_choice("Trùng tên", text, MOVES)]


def _number(text: str) -> int:
    found = _CODE.fullmatch(text)
    if found is None:
        raise ValueUnknown(key="Mã", value=text[:40], choices=("NV-12",))
    return int(found[1])
