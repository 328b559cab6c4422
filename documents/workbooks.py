"""The sheets of an XLSX file, their texts and their formats; cells are read from them in `lines`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from documents.formats import BUILT_IN
from documents.packages import Package
from domain.cells import FileKind, NotASpreadsheet, TooMuchInside

TEXTS_LIMIT = 1_000_000
LETTERS_LIMIT = 60_000_000  # of all texts together
STYLES_LIMIT = 100_000  # a spreadsheet program knows 65,490
SHEETS_LIMIT = 1_000
LONGEST = 32_767  # characters of a cell, by the programs' own limit; more is cut, and too long for whatever reads it
TRUE = frozenset({"1", "true", "on"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """One sheet as the workbook names it, and where in the package it lies."""

    name: str
    part: str
    hidden: bool


@dataclass(kw_only=True)
class Workbook:
    """What has to be known before a cell means anything."""

    package: Package
    sheets: tuple[SheetPart, ...]
    since_1904: bool
    formats: tuple[str, ...]  # the number format of each style
    texts: tuple[str, ...]


class TextParts:
    """Joins the pieces of one text as far as they are kept."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        if self._length <= LONGEST:
            self._parts.append(piece[: LONGEST + 1 - self._length])
            self._length += len(piece)

    def take(self) -> str:
        """What was added since, unescaped."""
        text = "".join(self._parts)
        self._parts.clear()
        self._length = 0
        return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def open_workbook(content: bytes) -> Workbook:
    """Raises NotASpreadsheet, TooMuchInside."""
    package = Package(content)
    part = next((found for kind, found in _related(package, "") if kind == "officeDocument"), "xl/workbook.xml")
    if part not in package.names or not part.endswith(".xml"):
        raise NotASpreadsheet(kind=_kind_of(package))
    related = dict.fromkeys(("sharedStrings", "styles"), "") | dict(_related(package, part))
    sheets, since_1904 = _sheets(package, part)
    return Workbook(
        package=package,
        sheets=sheets,
        since_1904=since_1904,
        formats=_formats(package, related["styles"]),
        texts=tuple(_texts(package, related["sharedStrings"])),
    )


def _kind_of(package: Package) -> FileKind:
    """What a zip without a workbook is."""
    if "mimetype" in package.names or any(name.endswith(".bin") for name in package.names):
        return FileKind.OLD
    return FileKind.ARCHIVE if any(name.casefold().endswith(".xlsx") for name in package.names) else FileKind.OTHER


def _relations(package: Package, part: str) -> Iterator[Mapping[str, str]]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in package.names:
        yield from (given for tag, given in package.elements(path) if tag == "Relationship" and "Target" in given)


def _target(part: str, given: Mapping[str, str]) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), given["Target"])).lstrip("/")


def _related(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """The kind of each part that this one points to, and its name."""
    for given in _relations(package, part):
        yield given.get("Type", "").rpartition("/")[2], _target(part, given)


def _sheets(package: Package, part: str) -> tuple[tuple[SheetPart, ...], bool]:
    places = {given.get("Id", ""): _target(part, given) for given in _relations(package, part)}
    since_1904, found = False, []
    for tag, given in package.elements(part):
        if tag == "workbookPr":
            since_1904 = given.get("date1904", "") in TRUE
        elif tag == "sheet":
            key = next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")
            hidden = given.get("state", "visible") != "visible"
            found.append(SheetPart(name=given.get("name", ""), part=places.get(key, ""), hidden=hidden))
            if len(found) > SHEETS_LIMIT:
                raise TooMuchInside
    return tuple(found), since_1904


def _formats(package: Package, part: str) -> tuple[str, ...]:
    if part not in package.names:
        return ()
    codes, found, within = dict(BUILT_IN), list[str](), False
    for tag, given in package.elements(part):
        if tag == "numFmt" and given.get("numFmtId", "").isdecimal():
            codes[int(given["numFmtId"])] = given.get("formatCode", "")[:200]
        within = tag in {"cellXfs", "xf", "alignment", "protection"} and (within or tag == "cellXfs")
        if within and tag == "xf":
            number = given.get("numFmtId", "0")
            found.append(codes.get(int(number), "") if number.isdecimal() else "")
        if len(found) > STYLES_LIMIT or len(codes) > STYLES_LIMIT:
            raise TooMuchInside
    return tuple(found)


def _texts(package: Package, part: str) -> Iterator[str]:
    """The texts that cells share, of several runs perhaps; how a word is to be pronounced is no part of it."""
    if part not in package.names:
        return
    whole, found = TextParts(), list[str]()
    inside: list[str] = []

    def text(piece: str) -> None:
        if inside and inside[-1] == "t" and "rPh" not in inside:
            whole.add(piece)

    def end(tag: str) -> None:
        inside.pop()
        if tag == "si":
            found.append(whole.take())

    count = letters = 0
    for _ in package.parse(part, start=lambda tag, _: inside.append(tag), end=end, text=text):
        count, letters = count + len(found), letters + sum(map(len, found))
        if count > TEXTS_LIMIT or letters > LETTERS_LIMIT:
            raise TooMuchInside
        yield from found
        found.clear()


def _unescaped(found: re.Match[str]) -> str:
    """`_x000D_` is a character that XML cannot hold; half a surrogate pair is none."""
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
