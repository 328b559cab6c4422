"""What a spreadsheet brings: its sheets row by row, and what is wrong with a cell (M3)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum

from actions.duties.assignments import Assignment
from domain.office.people import Role
from domain.refusals import Refusal

MOST_FAULTS = 1000  # named in one answer


class Worksheet(StrEnum):
    UNITS = "units"
    PEOPLE = "people"
    TASKS = "tasks"


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitRow:
    """`row` counts as the spreadsheet does: 1 is the line of titles."""

    row: int
    name: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    row: int
    name: str
    unit: str
    position: str = ""
    roles: frozenset[Role] = frozenset({Role.OFFICIAL})
    fields: tuple[str, ...] = ()
    moved: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """`number` is that of a task exported before: one that is there already is not entered again."""

    row: int
    assignment: Assignment
    number: int | None = None

    @property
    def is_exported(self) -> bool:
        """Whether it began in an office before: then its deadline may have passed."""
        return self.number is not None


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """What is wrong with one cell. `column` is the key of a column of ours, else its letters in the sheet, empty where
    the whole row is meant, and with row 0 the whole sheet; `place` counts columns from 1, where it is known."""

    sheet: Worksheet
    row: int
    column: str
    refusal: Refusal
    place: int | None = None


class RemarkKind(StrEnum):
    """What is no mistake, and has to be known by who imports."""

    SHEETS_UNREAD = "sheets_unread"  # sheets that are none of ours
    SHEET_HIDDEN = "sheet_hidden"
    ROWS_HIDDEN = "rows_hidden"  # by hand or by a filter
    COLUMNS_HIDDEN = "columns_hidden"
    BESIDE = "beside"  # cells in columns without a title


@dataclass(frozen=True, kw_only=True)
class ImportRemark:
    """`count` of them, the first by name: sheets, rows, columns or cells."""

    kind: RemarkKind
    sheet: Worksheet | None = None
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOff:
    """A task's deadline or milestone on a day off named outright (R6); `name` is the day's, empty for a weekend."""

    row: int
    moment: datetime
    name: str


@dataclass(kw_only=True)
class ImportContents:
    """What was read of the file, and what could not be."""

    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    tasks: list[TaskRow] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    remarks: list[ImportRemark] = field(default_factory=list)
    days_off: list[DayOff] = field(default_factory=list)

    def add(self, more: ImportContents) -> None:
        """What was read after this."""
        for one in fields(self):
            getattr(self, one.name).extend(getattr(more, one.name))
