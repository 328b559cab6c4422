"""The line of titles of a sheet: which of our columns stands where, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from actions.exchange.import_contents import CellFault, Worksheet
from documents.lines import SheetLine, letters_of
from domain.cells import ColumnMissing, ColumnTwice, ColumnUnknown
from domain.names import fold
from texts.office.columns import COLUMNS, title_of

UNREAD = frozenset({"stt", "tt", "so tt", "so thu tu"})  # a column of numbers that every office has
LIKE = 75  # of 100: a title as like as this is mistyped


@dataclass(frozen=True, kw_only=True)
class Heading:
    """`keys` by the columns of the sheet, counted from 1; `unread` are columns with a title that are passed over."""

    row: int
    keys: dict[int, str]
    unread: frozenset[int] = frozenset()
    faults: tuple[CellFault, ...] = field(default=(), compare=False)

    def place_of(self, key: str) -> int | None:
        return next((column for column, known in self.keys.items() if known == key), None)


def heading_of(sheet: Worksheet, line: SheetLine) -> Heading | None:
    """None for a line that is not yet that of titles: above it a table may have a name."""
    by_title = {fold(column.title): column.key for column in COLUMNS[sheet]}
    titles = {column: fold(cell.text).strip("*: ") for column, cell in sorted(line.cells.items())}
    if not any(title in by_title for title in titles.values()):
        return None
    keys: dict[int, str] = {}
    faults: list[CellFault] = []
    for column, title in titles.items():
        key, written = by_title.get(title), line.cells[column].text.strip()[:60]
        if key is None and title not in UNREAD and title:
            unknown = ColumnUnknown(title=written, near=_near(sheet, title))
            faults.append(_fault(sheet, line, column, unknown))
        elif key is not None and key in keys.values():
            first = next(place for place, known in keys.items() if known == key)
            faults.append(_fault(sheet, line, column, ColumnTwice(title=written, first=letters_of(first))))
        elif key is not None:
            keys[column] = key
    faults += _missing(sheet, line, keys)
    return Heading(row=line.number, keys=keys, unread=frozenset(titles) - frozenset(keys), faults=tuple(faults))


def _missing(sheet: Worksheet, line: SheetLine, keys: dict[int, str]) -> Iterator[CellFault]:
    for column in COLUMNS[sheet]:
        if column.required and column.key not in keys.values():
            yield CellFault(sheet=sheet, row=line.number, column="", refusal=ColumnMissing(title=column.title))


def _fault(sheet: Worksheet, line: SheetLine, column: int, refusal: ColumnUnknown | ColumnTwice) -> CellFault:
    return CellFault(sheet=sheet, row=line.number, column=letters_of(column), place=column, refusal=refusal)


def _near(sheet: Worksheet, title: str) -> str:
    """The title of ours whose words are among those of this one, or that is spelled much like it; else empty."""
    words = title.split()
    within = [one.key for one in COLUMNS[sheet] if _stands_in(fold(one.title).split(), words)]
    if within:
        return max((title_of(sheet, key) for key in within), key=len)
    alike = max(COLUMNS[sheet], key=lambda one: fuzz.ratio(fold(one.title), title))
    return alike.title if fuzz.ratio(fold(alike.title), title) >= LIKE else ""


def _stands_in(words: list[str], among: list[str]) -> bool:
    """Side by side, in their order."""
    return any(among[start : start + len(words)] == words for start in range(len(among) - len(words) + 1))
