"""Names and words as they are typed on a phone: with or without accents, in either case. Words are folded; in a name a
typed accent means itself (docs/decisions/0062-a-typed-accent-means-itself.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
_LOOKS_LIKE_D = str.maketrans("ðɖ", "đđ")  # other alphabets' letters, whose capitals are drawn as Đ is
_TONES = re.compile("([\u0300\u0301\u0303\u0309\u0323])")  # huyền, sắc, ngã, hỏi, nặng
_ABOUT = re.compile(r"(?:\s*\b(?:v/v|v\.v|về việc|ve viec|trích yếu|trich yeu)\b[\s:.–-]*)+", re.IGNORECASE)
_SYLLABLE = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")


@lru_cache(4096)
def fold(text: str) -> str:
    """Lower case without accents, white space single: two spellings of one name fold to the same."""
    decomposed = unicodedata.normalize("NFD", _lower(text).replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def spelled(text: str) -> str:
    """The same for two spellings of one name with the same accents: lower case, NFC, white space single, the tone of a
    syllable behind its last letter, so that Hoà is Hòa."""
    return " ".join(_SYLLABLE.sub(lambda found: _tone_last(found[0]), word) for word in _composed(text).split())


def is_bare(text: str) -> bool:
    """Whether there is no accent in it."""
    return fold(text) == spelled(text)


def fits(typed: str, name: str) -> bool:
    """Whether the name may be what was typed: a syllable typed without marks may carry any in the name, one typed with
    marks carries these and no others there. đ is a mark of d."""
    if fold(typed) != fold(name):
        return False
    ours, known = _syllables(typed), _syllables(name)
    return len(ours) == len(known) and all(is_bare(one) or one == other for one, other in zip(ours, known, strict=True))


def fitting(typed: str, names: Iterable[str]) -> list[int]:
    """The places of the names that the typed one may be; where some are spelled exactly so, theirs alone."""
    found = [(place, name) for place, name in enumerate(names) if fits(typed, name)]
    exact = [place for place, name in found if spelled(name) == spelled(typed)]
    return exact or [place for place, _ in found]


class Named(Generic[T]):
    """What is known by its name, to be found by a typed one."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._alike: dict[str, list[tuple[str, T]]] = {}
        for name, one in named:
            self._alike.setdefault(fold(name), []).append((name, one))

    def fitting(self, typed: str) -> tuple[T, ...]:
        """Everything whose name the typed one may be; where some is spelled exactly so, that alone."""
        alike = self._alike.get(fold(typed), [])
        return tuple(alike[place][1] for place in fitting(typed, [name for name, _ in alike]))

    def exactly(self, name: str) -> tuple[T, ...]:
        """Everything of that name with these accents."""
        return tuple(one for other, one in self._alike.get(fold(name), []) if spelled(other) == spelled(name))


def _lower(text: str) -> str:
    return text.casefold().translate(_LOOKS_LIKE_D)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _lower(text))


def _tone_last(syllable: str) -> str:
    """The syllable with its tone, or the tones of several written as one word, behind its letters."""
    parts = _TONES.split(unicodedata.normalize("NFD", syllable))
    return unicodedata.normalize("NFC", "".join(parts[::2])) + "".join(sorted(parts[1::2]))


def _syllables(text: str) -> list[str]:
    return [_tone_last(syllable) for syllable in _SYLLABLE.findall(_composed(text))]


def bare_subject(text: str) -> str:
    """The subject without the *V/v* that stands before it on paper, and is said wherever it is shown."""
    text = " ".join(text.split())
    before = _ABOUT.match(text)
    return text[before.end() :] if before and before.end() < len(text) else text
