"""The files that settings and secrets stand in, whatever an editor has made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=", re.MULTILINE)
NOT_UTF_8 = "không phải văn bản UTF-8; xin lưu lại với mã hóa UTF-8, không phải UTF-16, Unicode hay ANSI"


def fault_of_file(file: Path) -> str | None:
    """Why the file of settings cannot be read; None where it can, or is not there."""
    try:
        text(file)
    except FileNotFoundError:
        return None
    except OSError as wrong:
        return f"{file}: {wrong.strerror}"
    except NotText:
        return f"{file}: {NOT_UTF_8}"
    return None


def names_in(file: Path) -> set[str]:
    """What the file of settings sets, in small letters; nothing where there is none."""
    return {name.lower() for name in _NAME.findall(text(file))} if file.exists() else set()


def text(file: Path) -> str:
    """What the file says, whether or not its editor marked it as UTF-8. Raises OSError, NotText."""
    content = file.read_bytes()
    if b"\x00" in content:
        raise NotText  # UTF-16 without its mark reads as UTF-8 with a zero behind each letter
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotText from None


class NotText(Exception):
    """The file is in another encoding than UTF-8."""


@dataclass(frozen=True, kw_only=True)
class UnreadSecret:
    """In the place of a secret whose file could not be read."""

    why: str
