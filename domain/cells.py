"""What may be wrong with a spreadsheet, a column, a cell: each a refusal, found before anything is stored (M3)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from domain.refusals import Refusal


class FileKind(StrEnum):
    """What a file is that is no spreadsheet of ours."""

    OLD = "old"  # XLS, XLSB, ODS, or locked with a password: none of them is read
    TEXT = "text"  # CSV or HTML under another name
    ARCHIVE = "archive"  # a zip in which spreadsheets lie
    DAMAGED = "damaged"  # cut off, or built so that two programs would read two things
    NOT_OURS = "not_ours"  # a spreadsheet in which no sheet has one of our names
    OTHER = "other"


class NotASpreadsheet(Refusal):
    """The file is no XLSX that can be read, or none of its sheets is ours."""

    kind: FileKind = FileKind.OTHER


class TooMuchInside(Refusal):
    """The file unpacks to more than is read: bytes, parts, cells, texts or formats."""


class TooManyRows(Refusal):
    """The spreadsheet has more rows than are read at once."""

    limit: int


# Sheets and columns


class SheetTwice(Refusal):
    """Two sheets have the same name but for accents and case."""


class TitlesMissing(Refusal):
    """No line of the sheet has the titles of the template."""


class ColumnMissing(Refusal):
    """A column without which no line is whole."""

    title: str


class ColumnUnknown(Refusal):
    """A title that is none of ours; `near` is the one that it may mean, or empty."""

    title: str
    near: str


class ColumnTwice(Refusal):
    """Two columns of one title: which of them counts? `first` is the letter of the other."""

    title: str
    first: str


# Cells


class CellMissing(Refusal):
    """The cell must not be empty."""


class CellIsError(Refusal):
    """A formula came to an error, or the value is none."""

    shown: str


class FormulaUncomputed(Refusal):
    """A formula whose value was never stored with it."""


class NumberIsNoDate(Refusal):
    """A number where a date is wanted: 5.1 may be the fifth of January or of October."""

    shown: str


class TimeWithoutDate(Refusal):
    """A time of day where a date is wanted."""

    shown: str


class NoSuchDate(Refusal):
    """What is shown as a date lies before 1900 or after 9999."""

    shown: str


class DateIsNoText(Refusal):
    """The program has made a date out of what is no date: of the document 12/5, say."""

    shown: str


class DayImplausible(Refusal):
    """A document's day that can only be a slip of the finger."""

    day: date


class CellSecret(Refusal):
    """The cell carries a mark of secrecy (M51)."""


class CellsMerged(Refusal):
    """One value over several lines or columns: only the first has it."""


class ExampleKept(Refusal):
    """The example of the template, in part written over."""


class RowTwice(Refusal):
    """The same unit or person stands in the sheet before; `row` is where."""

    row: int
