"""State secrets have no place here: a message marked Mật, Tối mật or Tuyệt mật is refused and not stored (M51)."""

from __future__ import annotations

import re

from handlers.typing import clean

# The marks as they stand on papers: in capitals, in brackets, behind "độ mật", or as a line of their own. The bare word
# in a sentence ("bảo mật", "mật độ", "bí mật") is none.
_STRONG = re.compile(r"\b(?:tuyệt|tối)\s+mật\b", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:độ|mức|dấu|đóng\s+dấu|văn\s+bản|tài\s+liệu|hồ\s+sơ|chỉ\s+thị|công\s+văn|quyết\s+định|báo\s+cáo)\s*(?:độ\s+)?[:\-–]?\s*[\[(\"“]?\s*mật\b(?!\s+(?:độ|ong|khẩu|mã|thiết))",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^\W*(?:độ\s+mật\W*)?mật\W*$", re.IGNORECASE | re.MULTILINE)
_BRACKETED = re.compile(r"[\[(\"“<{]\s*mật\s*[\])\"”>}]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![^\W\d_])MẬT(?![^\W\d_])(?!\s+(?:ĐỘ|KHẨU|MÃ|ONG|THIẾT))")
_BEFORE_CAPITALS = re.compile(r"(?:BẢO|BÍ|CƠ)\s+$")
_NUMBERED = re.compile(r"\b\d+\s*/\s*(?:M|TM|TTM)\s*[-–]\s*[A-ZĐ]{2,}")
# Typed without accents: "toi mat" alone is "tôi mất" as well, so it needs capitals, brackets or a line of its own.
_UNACCENTED = re.compile(
    r"\bTOI\s+MAT\b|\b(?i:tuyet\s+mat)\b|\b(?i:do\s+mat)\s*[:\-]|[\[(]\s*(?i:(?:toi\s+|tuyet\s+)?mat)\s*[\])]"
    r"|^\W*(?i:(?:toi|tuyet)\s+mat)\W*$",
    re.MULTILINE,
)


def is_marked_secret(text: str) -> bool:
    """Whether the text carries a secrecy mark in any usual way of marking."""
    normal = clean(text)
    if any(pattern.search(normal) for pattern in (_STRONG, _MARKED, _ALONE, _BRACKETED, _NUMBERED)):
        return True
    # Without accents "mat" is half a dozen words: only in a line that has none at all is it taken for the mark.
    if any(line.isascii() and _UNACCENTED.search(line) for line in normal.splitlines()):
        return True
    return any(not _BEFORE_CAPITALS.search(normal[: found.start()]) for found in _CAPITALS.finditer(normal))
