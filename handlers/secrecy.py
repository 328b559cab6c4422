"""State secrets have no place here: a message marked Mật, Tối mật or Tuyệt mật is refused and not stored (M51)."""

from __future__ import annotations

import re

from handlers.typing import clean

# The marks as they stand on papers: in capitals, in brackets, behind "độ mật", or as a line of their own. The bare word
# in a sentence ("bảo mật", "mật độ", "bí mật") is none. White space is single before any of these is tried: where two
# of them could share a long run of blanks between them, a message of blanks would hold up everybody's.
_BLANKS = re.compile(r"\s+")
_LINE_ENDS = frozenset("\n\u2028\u2029")
_STRONG = re.compile(r"\b(?:tuyệt|tối)\s+mật\b", re.IGNORECASE)
_MARKED = re.compile(
    r"(?:độ|mức|dấu|đóng\s+dấu|văn\s+bản|tài\s+liệu|hồ\s+sơ|chỉ\s+thị|công\s+văn|quyết\s+định|báo\s+cáo)\s*(?:độ\s+)?[:\-–]?\s*[\[(\"“]?\s*mật\b(?!\s+(?:độ|ong|khẩu|mã|thiết))",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*(?:độ\s+mật\W*)?mật\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(\"“<{]\s*mật\s*[\])\"”>}]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![^\W\d_])(?<!BẢO\s)(?<!BÍ\s)(?<!CƠ\s)MẬT(?![^\W\d_])(?!\s+(?:ĐỘ|KHẨU|MÃ|ONG|THIẾT))")
_NUMBERED = re.compile(r"\b\d+\s*/\s*(?:M|TM|TTM)\s*[-–]\s*[A-ZĐ]{2,}")
# Typed without accents: "toi mat" alone is "tôi mất" as well, so it needs capitals, brackets or a line of its own.
_UNACCENTED = re.compile(
    r"\bTOI\s+MAT\b|\b(?i:tuyet\s+mat)\b|\b(?i:do\s+mat)\s*[:\-]|[\[(]\s*(?i:(?:toi\s+|tuyet\s+)?mat)\s*[\])]"
    r"|^\W*(?i:(?:toi|tuyet)\s+mat)\W*$"
)


def is_marked_secret(text: str) -> bool:
    """Whether the text carries a secrecy mark in any usual way of marking."""
    normal = _BLANKS.sub(_single, clean(text))
    if any(pattern.search(normal) for pattern in (_STRONG, _MARKED, _BRACKETED, _NUMBERED, _CAPITALS)):
        return True
    # Without accents "mat" is half a dozen words: only in a line that has none at all is it taken for the mark.
    return any(_ALONE.fullmatch(line) or (line.isascii() and _UNACCENTED.search(line)) for line in normal.split("\n"))


def _single(blanks: re.Match[str]) -> str:
    return " " if _LINE_ENDS.isdisjoint(blanks[0]) else "\n"
