"""A person's name wherever it stands in a text, and however it is written there (M52): in either case, with its accents
or without, composed or not, its tones placed either way, its syllables apart, joined, or between the signs that file
names have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from domain.names import fold, is_bare, spelled

MARKS = "\u0300-\u036f"  # accents that stand behind their letter
_TOKEN = re.compile(f"(?:[^\\W_][{MARKS}]*)+")
_BETWEEN = "[\\W_]{0,3}"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\[^u]")
JOINED_FROM = 3  # syllables: shorter names written as one word in small letters are words of their own


class Mentions:
    """Finds one name. `others` are the names that others bear: a longer one that this is a part of is none of its
    mentions, and a name entered without accents is not the one that somebody else bears with them."""

    def __init__(self, name: str, others: Iterable[str] = ()) -> None:
        self._syllables = [spelled(one) for one in _tokens(name)]
        self._pattern = _pattern([fold(one) for one in self._syllables]) if self._syllables else None
        # Entered without any accent it may be written with those that it has.
        self._bare = len(self._syllables) > 1 and is_bare(name)
        known = {" ".join(_tokens(spelled(other))) for other in others} - {" ".join(self._syllables)}
        self._borne = {other for other in known if fold(other) == fold(name)} if self._bare else set()
        ours = f" {fold(' '.join(self._syllables))} "
        self._longer = [
            Mentions(other) for other in known if ours in f" {fold(other)} " and fold(other) != ours.strip()
        ]

    def stands_in(self, text: str) -> bool:
        return next(self.places(text), None) is not None

    def without(self, text: str, instead: str) -> str:
        """The text with something else in each place where the name stood."""
        kept, end = [], 0
        for start, stop in self.places(text):
            kept += [text[end:start], instead]
            end = stop
        return "".join((*kept, text[end:]))

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """From where to before where."""
        found = list(self._found(text))
        longer = [place for other in self._longer for place in other.places(text)] if found else []
        for start, stop in found:
            if not any(first <= start and stop <= last for first, last in longer):
                yield start, stop

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        if self._pattern is None:
            return
        start = 0
        while (found := self._pattern.search(text, start)) is not None:
            if self._is_meant(found):
                yield found.span()
                start = found.end()
            else:
                start = found.start() + 1

    def _is_meant(self, found: re.Match[str]) -> bool:
        """Whether what has the letters of the name is the name."""
        if not _stands_alone(found):
            return False
        written = found.groups()
        if len(written) == 1:
            return written[0][0].isupper() and self._fits(written)
        if not self._bare:
            return self._is_told_apart(found) and self._fits(written)
        return self._is_told_apart(found) and " ".join(spelled(one) for one in written) not in self._borne

    def _fits(self, written: tuple[str, ...]) -> bool:
        pairs = zip(written, self._syllables, strict=True)
        return all(is_bare(one) or spelled(one) == ours for one, ours in pairs)

    def _is_told_apart(self, found: re.Match[str]) -> bool:
        """Whether its syllables show as such: of a short name in one word, only where each begins with a capital."""
        if len(self._syllables) >= JOINED_FROM:
            return True
        groups = range(2, len(self._syllables) + 1)
        return all(found.end(one - 1) < found.start(one) or _begins(found.string, found.start(one)) for one in groups)


def unescaped(text: str) -> str:
    """JSON as people read it, whether it holds together or not."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)


def number_pattern(numbers: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of these numbers of a platform where it stands by itself; None where there are none."""
    known = sorted(re.escape(number) for number in set(numbers) if number)
    return re.compile(f"(?<![0-9A-Za-z])(?:{'|'.join(known)})(?![0-9A-Za-z])") if known else None


def _tokens(name: str) -> list[str]:
    return _TOKEN.findall(name)


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether no word goes on over its ends, but one that begins with a capital of its own."""
    text, (start, stop) = found.string, found.span()
    begins = start == 0 or not _is_of_word(text[start - 1]) or _begins(text, start)
    return begins and (stop == len(text) or not _is_of_word(text[stop]) or _begins(text, stop))


def _begins(text: str, place: int) -> bool:
    """Whether a word begins there by its capital alone."""
    return text[place].isupper() and not text[place - 1].isupper()


def _is_of_word(letter: str) -> bool:
    return letter.isalpha() or bool(unicodedata.combining(letter))


def _pattern(syllables: list[str]) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(f"({''.join(_spellings(letter) for letter in one)})" for one in syllables))


@cache
def _spellings(letter: str) -> str:
    """The letter as a class of everything that folds to it, with the accents that may stand behind it."""
    return f"[{re.escape(_alike().get(letter, letter))}][{MARKS}]*"


@cache
def _alike() -> dict[str, str]:
    """The letters of the alphabets written in Latin by what each folds to."""
    found: dict[str, str] = {}
    for letter in map(chr, (*range(0x250), 0x256, *range(0x1E00, 0x1F00))):
        if letter.isalpha() and len(folded := fold(letter)) == 1:
            found[folded] = found.get(folded, "") + letter
    return found
