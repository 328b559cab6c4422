"""State secrets have no place here: what is marked Mật, Tối mật or Tuyệt mật is refused and not stored (M51).

A Vietnamese syllable is a word, so *mật* is found in the bare letters of a text: whatever stands between them (blanks,
`_`, `-`, `.`, `#`) hides no mark. Its company tells whether it is one: behind a level or a kind of document, beside an
urgency, alone, in brackets or in capitals it is; with a syllable that makes another word of it (*bảo mật*, *mật độ*)
it is not, nor bare in a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from handlers.reading.disguises import as_seen
from handlers.reading.secrecy_plain import is_plainly_marked
from handlers.reading.secrecy_words import (
    BEGINS_ANOTHER,
    ENDED_BY,
    ENDED_BY_TWO,
    GOES_ON,
    KINDS,
    SHORT_KINDS,
    STAMPS,
    URGENCIES,
)

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\S\n]*|[_\-–.#*·~+]+")  # two syllables of one word may have this between them

_any = "|".join
_IN_COMPANY = re.compile(
    rf"(?:tuyệt(?:đối)?|tối|tuyet|toi|(?:{_any(KINDS)})(?:số\d+)?|(?:{_any(STAMPS)})(?:độ)?|{_any(URGENCIES)})(?P<behind>mật)"
    rf"|tuyệtmat|(?P<before>mật)(?:{_any(URGENCIES)})"
)
_ALONE = re.compile(
    rf"(?:tuyệtmật|tốimật|(?:mức|cấp)?độmật|(?:mức|cấp)độ|độkhẩn|đóngdấu|dấu|mức|loại|{_any(URGENCIES)}|mật(?!độ(?!mật|khẩn)))+"
)
_SAYS_NONE = re.compile(r"(?:mức\s+)?độ\s+mật\s*[:\-–=]\s*(?:không|thường|bình\s+thường|chưa)\b[^\n]*", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![^\W_])(?P<mark>M[\W_]*Ậ[\W_]*T)(?![^\W_])")
_AT_THE_EDGE = re.compile(r"^\W*(?P<mark>Mật)(?=[_\-.#])"), re.compile(r"(?<=[_\-.#])(?P<mark>Mật)(?=\W*$)")
_AT_THE_EDGE_OF_A_NAME = [re.compile(one.pattern, re.IGNORECASE) for one in _AT_THE_EDGE]
_TAG = re.compile(r"#\s?(?P<mark>mật)(?![^\W_])", re.IGNORECASE)
_SHORT_KIND = re.compile(
    rf"(?<![^\W\d_])(?:{_any(SHORT_KINDS)})[\W_]{{0,3}}(?P<mark>m[\W_]*ậ[\W_]*t)(?![^\W_])", re.IGNORECASE
)
_NO_EXTENSION = _any(sorted(word for word in GOES_ON if word.isascii()))  # mật.ong
_EXTENSION = re.compile(rf"(?<=\w)(?:\.(?!(?:{_NO_EXTENSION})(?![^\W_]))[A-Za-z0-9]{{2,5}}){{1,2}}\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(\"“”„'‘’<{«‹【]([^\[(\"“”„'‘’<{«‹【\])}»›>】\n]{1,60})[\])\"“”'‘’>}»›】]")
_EMPHASISED = re.compile(r"(?<!\S)[*_~|=]{1,3}([^*_~|=\n]{1,60})[*_~|=]{1,3}(?!\w)")
_PARTS = re.compile(r"\s[-–—]+\s|[|:=•·;/]")
_BLANKS = re.compile(r"\s+")

# Symbols of secret papers: 12/M-UBND, 12-M/TU, 45/KH-M, 15/BC-UBND (M).
_OFFICE = r"(?:UBND|HĐND|HDND|TU|HU|ĐU|BCA|BQP|BCH|BCĐ|BTV|CAT|CAH|QS|VP|CP|TTg)(?![A-Za-zĐ])"
_SYMBOLS = re.compile(
    rf"""(?<!\w)\d+\s*(?:
      /\s*(?:M|TM|TTM|TUM)\s*[-–_.]\s*[A-ZĐ]{{2,}}
    | [-–_.]\s*(?:M|TTM)\s*[-–_./]\s*[A-ZĐ]{{2,}}
    | [-–_.]\s*TM\s*(?:/\s*[A-ZĐ]{{2,}}|[-–_.]\s*{_OFFICE})
    | [/_–-][A-ZĐ][A-ZĐa-z0-9]*(?:[-–/_][A-ZĐ][A-ZĐa-z0-9]*)*[-–_]M(?![^\W_])
    | /[A-ZĐ][A-ZĐa-z0-9/–-]{{0,40}}\s?\(\s?(?:M|TM|TTM)\s?\)
    | [/_.–-]\s*(?:m|tm|ttm)\s*[-–_./]\s*(?:ubnd|hđnd|hdnd|bca|bqp|bch)(?![^\W_])
    )|(?i:số)\s?:?\s?\d+\s?/\s?(?:M|TM|TTM)(?![^\W_])""",
    re.VERBOSE,
)


def is_marked_secret(text: str) -> bool:
    """Whether the text or file name carries a secrecy mark in any usual way of marking, however it is written."""
    seen = _SAYS_NONE.sub("", _BLANKS.sub(_single, as_seen(text)))
    if _SYMBOLS.search(seen) or is_plainly_marked(seen):
        return True
    if "mật" not in (letters := _Letters(seen)).text and "tuyệtmat" not in letters.text:
        return False
    if _is_in_company(letters) or _stands_out(letters, _CAPITALS, _TAG, _SHORT_KIND):
        return True
    return any(_is_marked_line(line) for line in seen.split("\n"))


class _Letters:
    """The bare letters and digits of a text in lower case, and the words that they were."""

    def __init__(self, seen: str) -> None:
        self.seen = seen
        found = list(_WORD.finditer(seen))
        self.words = [one[0].lower() for one in found]
        self.text = "".join(self.words)
        self._places = [one.start() for one in found]
        self._gaps = ["", *(seen[one.end() : after.start()] for one, after in pairwise(found)), ""]
        self._starts = [0]
        for word in self.words:
            self._starts.append(self._starts[-1] + len(word))

    def at(self, place: int) -> int:
        """Where in the letters the word or letter is that stands at this place of the text."""
        number = bisect_left(self._places, place + 1) - 1
        return self._starts[number] + (place - self._places[number])

    def is_whole(self, start: int, end: int) -> bool:
        """Whether what stands there is no syllable of another word, as in *bảo mật* and *mật độ*."""
        return not self.goes_on(end) and not self._is_ended(start)

    def goes_on(self, end: int) -> bool:
        """Whether what follows makes another word of it."""
        number = bisect_left(self._starts, end)
        if number >= len(self.words):
            return False
        if self._starts[number] != end or len(self.words[number]) == 1:
            return any(
                self.text.startswith(word, end)
                and not self.text.startswith(tuple(word + following for following in BEGINS_ANOTHER.get(word, ())), end)
                for word in GOES_ON
            )
        word = self.words[number]
        if word not in GOES_ON or not _JOINED.fullmatch(self._gaps[number]):
            return False
        # By its letters, for what follows may be parted as well: báo cá_o.
        return not any(self.text.startswith(one, end + len(word)) for one in BEGINS_ANOTHER.get(word, ()))

    def ends_a_line(self, end: int) -> bool:
        """Whether what ends there is the last of its line."""
        number = bisect_left(self._starts, end)
        return number < len(self.words) and self._starts[number] == end and "\n" in self._gaps[number]

    def _is_ended(self, start: int) -> bool:
        """Whether what stands before makes another word of it."""
        number = bisect_left(self._starts, start)
        if number == 0:
            return False
        if self._starts[number] != start or len(self.words[number - 1]) == 1:
            return self.text.endswith(tuple(ENDED_BY), 0, start)
        if self.text.endswith(ENDED_BY_TWO, 0, start):
            return True
        return self.words[number - 1] in ENDED_BY and _JOINED.fullmatch(self._gaps[number]) is not None


def _is_in_company(letters: _Letters) -> bool:
    for found in _IN_COMPANY.finditer(letters.text):
        if found["before"]:
            # In the next line a form goes on with its next key: somebody's name, say, and then the urgency.
            if letters.is_whole(*found.span("before")) and not letters.ends_a_line(found.end("before")):
                return True
        elif not letters.goes_on(found.end()):
            return True
    return False


def _stands_out(letters: _Letters, *patterns: re.Pattern[str]) -> bool:
    return any(
        letters.is_whole(letters.at(found.start("mark")), letters.at(found.end("mark") - 1) + 1)
        for pattern in patterns
        for found in pattern.finditer(letters.seen)
    )


def _is_marked_line(line: str) -> bool:
    """Alone in the line, before the ending of a file's name, in brackets or between dashes."""
    name = _EXTENSION.sub("", line)
    if _is_mark(name) or any(_is_mark(one) for one in (*_BRACKETED.findall(line), *_EMPHASISED.findall(line))):
        return True
    if _stands_out(_Letters(name), *(_AT_THE_EDGE if name == line else _AT_THE_EDGE_OF_A_NAME)):
        return True
    parts = _PARTS.split(name)
    marks = [one for one in parts if _is_mark(one)]
    is_value = ":" in name or "=" in name
    return len(parts) > 1 and any("M" in one or (is_value and one is parts[-1]) for one in marks)


def _is_mark(text: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", text).lower()
    return "mật" in letters and _ALONE.fullmatch(letters) is not None


def _single(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "
