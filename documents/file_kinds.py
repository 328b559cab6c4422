"""The kinds of files that a page takes which anybody could open: told by the name, borne out by the content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.file_links import FileFault

ANY_TYPE = "application/octet-stream"
PDF_WITHIN = 1024  # bytes: so far into the file its mark may stand
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")  # that no text holds
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Word, Excel and PowerPoint wrote until 2007
_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, kw_only=True)
class AcceptedKind:
    """Files of one suffix: how they are sent, and whether a content is one."""

    media_type: str
    fits: Callable[[bytes], bool]


def _begins(*marks: bytes, at: int = 0) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks, at)


def _holds(member: str) -> Callable[[bytes], bool]:
    """A package that begins as one, not behind a program, and has a member of such a name."""

    def fits(content: bytes) -> bool:
        if not content.startswith(_ZIP):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                return any(name.startswith(member) for name in package.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False

    return fits


def _is_text(content: bytes) -> bool:
    """In whatever encoding: no zeros and such, unless it is marked as UTF-16."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or _CONTROLS.isdisjoint(content)


def _is_pdf(content: bytes) -> bool:
    """Scanners write something before its mark; nothing that a computer would run begins so."""
    return b"%PDF-" in content[:PDF_WITHIN] and not content.startswith((b"MZ", b"\x7fELF", b"#!"))


def _kind(media_type: str, fits: Callable[[bytes], bool]) -> AcceptedKind:
    return AcceptedKind(media_type=media_type, fits=fits)


_JPEG = _kind("image/jpeg", _begins(b"\xff\xd8\xff"))
_TIFF = _kind("image/tiff", _begins(b"II*\x00", b"MM\x00*"))
KINDS = {
    ".pdf": _kind("application/pdf", _is_pdf),
    ".docx": _kind(f"{_OFFICE}.wordprocessingml.document", _holds("word/")),
    ".doc": _kind("application/msword", _begins(_OLE, b"{\\rtf")),
    ".rtf": _kind("application/rtf", _begins(b"{\\rtf")),
    ".odt": _kind(f"{_OPEN}.text", _holds("content.xml")),
    ".xlsx": _kind(f"{_OFFICE}.spreadsheetml.sheet", _holds("xl/")),
    ".xls": _kind("application/vnd.ms-excel", _begins(_OLE)),
    ".ods": _kind(f"{_OPEN}.spreadsheet", _holds("content.xml")),
    ".pptx": _kind(f"{_OFFICE}.presentationml.presentation", _holds("ppt/")),
    ".ppt": _kind("application/vnd.ms-powerpoint", _begins(_OLE)),
    ".odp": _kind(f"{_OPEN}.presentation", _holds("content.xml")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": _kind("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".gif": _kind("image/gif", _begins(b"GIF87a", b"GIF89a")),
    ".webp": _kind("image/webp", _begins(b"WEBP", at=8)),
    ".heic": _kind("image/heic", _begins(b"ftyp", at=4)),
    ".heif": _kind("image/heif", _begins(b"ftyp", at=4)),
    ".tif": _TIFF,
    ".tiff": _TIFF,
    ".txt": _kind("text/plain", _is_text),
    ".csv": _kind("text/csv", _is_text),
    ".xml": _kind("application/xml", _is_text),
    ".ics": _kind("text/calendar", _is_text),
    ".zip": _kind("application/zip", _begins(_ZIP, b"PK\x05\x06")),
    ".rar": _kind("application/vnd.rar", _begins(b"Rar!\x1a\x07")),
    ".7z": _kind("application/x-7z-compressed", _begins(b"7z\xbc\xaf\x27\x1c")),
    ".dwg": _kind("image/vnd.dwg", _begins(b"AC10")),
    ".dxf": _kind("image/vnd.dxf", lambda content: content.startswith(b"AutoCAD Binary DXF") or _is_text(content)),
    ".mp4": _kind("video/mp4", _begins(b"ftyp", at=4)),
    ".mov": _kind("video/quicktime", _begins(b"ftyp", b"moov", b"mdat", b"wide", at=4)),
    ".m4a": _kind("audio/mp4", _begins(b"ftyp", at=4)),
    ".mp3": _kind("audio/mpeg", _begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
}


def kind_of(name: str) -> AcceptedKind | None:
    """By the last suffix, by which a phone or a PC chooses what opens it."""
    return KINDS.get(PurePosixPath(name).suffix.casefold())


def media_type_of(name: str) -> str:
    kind = kind_of(name)
    return ANY_TYPE if kind is None else kind.media_type


def fault_of_file(name: str, content: bytes) -> FileFault | None:
    """None where it may be taken."""
    kind = kind_of(name)
    if kind is None:
        return FileFault.UNKNOWN_KIND
    return None if kind.fits(content) else FileFault.OTHER_CONTENT
