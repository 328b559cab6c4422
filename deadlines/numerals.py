"""Numbers in the words of the grammar."""

from __future__ import annotations

from deadlines.readings import Reason
from deadlines.values import AskBack
from deadlines.words import fold

UNITS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
SIX_OR_AFTER, FOUR_OR_FROM, SEVEN_OR_NOW = "SAU", "TU", "BAY"
NUMERALS = {word: value for value, word in enumerate(UNITS, start=1)} | {"tu": 4, "lam": 5}


def plain(text: str) -> str:
    """The words without marks and homograph capitals, to compare with."""
    return fold(text.lower()).strip()


def numeral(text: str) -> int:
    """The number at the end of the text, in digits or words up to 99."""
    words = plain(text).split()
    if words[-1].isdigit():
        return int(words[-1])
    value, tens = 0, 0
    for word in words:
        if word == "muoi":
            value, tens = 0, 10 * (value or 1)
        else:
            value = NUMERALS.get(word, 0)
    return tens + value


def require_number(text: str, *mistakable: str) -> None:
    """Typed without marks, a number at the head of a phrase may be a little word as well: "sau gio hanh chinh" is six
    office hours, and after office hours; "ngay sau tet" is the sixth day of Tết, and right after it."""
    head = text.split()[:2]
    if head[:1] and (head[0] in mistakable or head == ["ngày", SIX_OR_AFTER]):
        raise AskBack(Reason.AMBIGUOUS)


def digits(text: str) -> list[int]:
    return [int(word) for word in text.split() if word.isdigit()]
