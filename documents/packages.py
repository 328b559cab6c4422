"""What an XLSX file is made of: a zip of XML parts, read as a stream. Nothing is believed of what it says of its own
size; of what it unpacks to, only as much is read as is allowed, and only the parts that are wanted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from xml.parsers import expat

from domain.cells import FileKind, NotASpreadsheet, TooMuchInside

UNPACKED_LIMIT = 400_000_000  # bytes of all that is read
PARTS_LIMIT = 10_000
CHUNK = 1 << 16
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS; an XLSX with a password is wrapped in the same
_ZIP = b"PK\x03\x04"
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)

Start = Callable[[str, Mapping[str, str]], None]
Heard = Callable[[str], None]


class Package:
    """The parts of one file by name. Raises NotASpreadsheet, TooMuchInside."""

    def __init__(self, content: bytes) -> None:
        self._left = UNPACKED_LIMIT
        if not content.startswith(_ZIP):
            raise NotASpreadsheet(kind=_kind_of(content))
        with _broken():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._count = Counter(self._archive.namelist())
        if sum(self._count.values()) > PARTS_LIMIT:
            raise TooMuchInside

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._count)

    def stream(self, name: str) -> Iterator[bytes]:
        """The part as it is unpacked. Raises where it is not there, or there twice: who can say which is meant?"""
        if self._count[name] != 1:
            raise NotASpreadsheet(kind=FileKind.DAMAGED)
        with _broken():
            if self._archive.getinfo(name).compress_type not in _READ:
                raise NotASpreadsheet(kind=FileKind.DAMAGED)
            with self._archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise TooMuchInside
                    yield chunk

    def parse(self, name: str, *, start: Start, end: Heard, text: Heard) -> Iterator[None]:
        """Tell the part's elements by their local names; yields after each chunk. No part has a DOCTYPE: with one come
        entities that grow without end."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = CHUNK
        local = _Local()
        parser.StartElementHandler = lambda tag, attributes: start(local[tag], attributes)
        parser.EndElementHandler = lambda tag: end(local[tag])
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            for chunk in self.stream(name):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as wrong:  # the last two: of its encoding
            raise NotASpreadsheet(kind=FileKind.DAMAGED) from wrong
        yield

    def elements(self, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The elements of a part in which nothing but attributes is of interest."""
        found: list[tuple[str, Mapping[str, str]]] = []
        read = self.parse(name, start=lambda tag, given: found.append((tag, given)), end=_nothing, text=_nothing)
        for _ in read:
            yield from found
            found.clear()


class _Local(dict[str, str]):
    """Names without their prefix, which every program chooses for itself."""

    def __missing__(self, tag: str) -> str:
        self[tag] = tag.rpartition(":")[2]
        return self[tag]


@contextmanager
def _broken() -> Iterator[None]:
    try:
        yield
    except _BROKEN as wrong:
        raise NotASpreadsheet(kind=FileKind.DAMAGED) from wrong


def _kind_of(content: bytes) -> FileKind:
    """What a file that is no zip may be."""
    if content.startswith(_OLD):
        return FileKind.OLD
    if not content or (b"\x00" in content[:CHUNK] and not content.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return FileKind.OTHER
    return FileKind.OTHER if content.startswith(b"%PDF") else FileKind.TEXT


def _refuse_doctype(*_: object) -> None:
    raise NotASpreadsheet(kind=FileKind.DAMAGED)


def _nothing(_: str) -> None:
    pass
