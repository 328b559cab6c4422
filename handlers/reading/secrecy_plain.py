"""Secrecy marks typed without accents, as file names are. *mat* is half a dozen words (mặt, mất, mát), so it needs
company that leaves no doubt."""

from __future__ import annotations

import re

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LEVEL = re.compile(
    r"(?<![^\W\d_])(?:t[\W_]*o[\W_]*i|t[\W_]*u[\W_]*y[\W_]*e[\W_]*t)[\W_]*m[\W_]*a[\W_]*t(?![^\W\d_])", re.IGNORECASE
)
_TWO_WORDS = re.compile(r"toi\s+mat", re.IGNORECASE)  # in a sentence also "tôi mất"
_OTHER_WORD = (
    r"do|khau|ma|ong|thiet|mia|ri|gau|hoa(?![\W_]*toc)|vu|uoc|thu|lenh|son|tap|bang|tien|nuoc|tran"  # mặt trận, …
)
_GOES_ON = re.compile(rf"[\W_]*(?:{_OTHER_WORD})(?![^\W_])", re.IGNORECASE)
_KINDS = (
    *(
        "van ban",
        "tai lieu",
        "ho so",
        "chi thi",
        "cong van",
        "quyet dinh",
        "bao cao",
        "ke hoach",
        "to trinh",
        "bien ban",
    ),
    *("thong bao", "cong dien", "nghi quyet", "ket luan", "de an", "phuong an", "du thao", "danh sach", "phu luc"),
    *("cv", "bc", "kh", "ttr", "vb", "tl", "bb", "qd"),
)
_OF_A_KIND = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(one.replace(' ', '[^A-Za-z]{0,3}') for one in _KINDS)})[\W_]{{0,5}}mat(?![^\W\d_])"
    r"(?=[\d\s_.()\-–]{0,20}(?:$|(?:\.[a-z0-9]{2,5}){1,2}(?!\.?[^\W_]))|[\W_]{1,3}(?:so|thang|nam|ngay|quy)[\W_]{0,3}\d"
    r"|[\W_]{1,3}(?:cua|hoa[\W_]?toc|khan|thuong[\W_]?khan)(?![^\W_]))",
    re.IGNORECASE | re.MULTILINE,
)
_STAMP = re.compile(r"(?<![^\W_])do[\W_]{1,3}mat\s?(?:[:=]|\s[-–]\s)", re.IGNORECASE)
_ALONE = re.compile(r"(?:tuyetmat|toimat|domat|thuongkhan|hoatoc|khan|mucdo|dongdau|mat)+")
_SET_APART = re.compile(r"[:,;/|]|\s[-–]\s")
_BRACKETED = re.compile(r"[\[(\"“<{]([A-Za-z\W_]{1,40}?)[\])\"”>}]")
_FILE = re.compile(rf"(?<=\w)(?:\.(?!(?:{_OTHER_WORD})(?![^\W_]))[A-Za-z0-9]{{2,5}}){{1,2}}\s*$", re.IGNORECASE)


def is_plainly_marked(seen: str) -> bool:
    """Whether a mark without accents stands in it."""
    apart = _CAMEL.sub("_", seen)
    if _OF_A_KIND.search(apart) or _STAMP.search(apart):
        return True
    if any(_is_level(apart, found) for found in _LEVEL.finditer(apart)):
        return True
    return any(_is_alone(line) for line in seen.split("\n") if line.isascii())


def _is_level(text: str, found: re.Match[str]) -> bool:
    written = found[0]
    if written[:2].lower() != "to":
        return True
    if _GOES_ON.match(text, found.end()):
        return False
    return written.isupper() or not _TWO_WORDS.fullmatch(written)


def _is_alone(line: str) -> bool:
    """The mark, or levels of urgency with it, and nothing else in the line or in brackets."""
    if any(_letters(one) in {"mat", "toimat", "tuyetmat", "domat"} for one in _BRACKETED.findall(line)):
        return True
    name = _FILE.sub("", line)
    letters = _letters(name)
    if not _ALONE.fullmatch(letters) or "mat" not in letters:
        return False
    match letters:
        case "mat":  # mặt
            return name != line or name.strip() == "MAT"
        case "khanmat":  # khăn mặt
            return _SET_APART.search(name) is not None
        case "domat":  # đỏ mặt
            return False
        case _:
            return True


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text).lower()
