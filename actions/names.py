"""How a typed name stands to those that are known: nearly one, a part of one, or like one. What is found here is asked
about; it is never acted upon by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import OSA

from domain.names import fold

SHORTEST = 6  # folded letters: in a shorter name one letter makes another name (An, Anh)
ALIKE = 12  # folded letters: in a longer name two slips are still like it
FEWEST_WORDS = 2  # of what is seen within a sentence or a name: a single word stands in many
MOST_SUGGESTIONS = 5
_FIGURES = re.compile(r"\d+|\b[ivx]+\b")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Whom a name may mean, likeliest first; `near` is the one that it nearly is, if there is only one."""

    names: tuple[str, ...]
    near: str | None = None


def is_near(typed: str, name: str) -> bool:
    """Whether two folded names are nearly the same: but for their accents, for i and y (Quí, Quý), or for one slip: a
    letter too many, too few or wrong, or two that changed places. Figures are no slips: Tổ 1 is not Tổ 2, nor Tổ I
    Tổ II."""
    if typed == name or typed.replace("y", "i") == name.replace("y", "i"):
        return bool(typed)
    if len(typed) < SHORTEST or OSA.distance(typed, name, score_cutoff=1) != 1:
        return False
    return _FIGURES.findall(typed) == _FIGURES.findall(name)


def likely(readings: Sequence[str], known: Mapping[str, Iterable[str]], *, of_units: bool = False) -> Likely:
    """`readings` are the ways to read what was typed, which fits none; `known` are the spellings of each name. Units
    may be meant by their first words as well; people are not: whole families share theirs."""
    typed = [one for one in map(fold, readings) if one]
    spelled = {name: tuple(map(fold, spellings)) for name, spellings in known.items()}

    def those(fit: Callable[[str, str], bool]) -> list[str]:
        return [name for name, ways in spelled.items() if any(fit(one, way) for one in typed for way in ways)]

    near = those(is_near)
    begun = those(_begins_alike) if of_units else []
    found = dict.fromkeys((*near, *those(_is_end_of), *those(_is_part_of), *those(_is_like), *begun))
    return Likely(names=tuple(found)[:MOST_SUGGESTIONS], near=near[0] if len(near) == 1 else None)


def _is_end_of(typed: str, name: str) -> bool:
    """`an` or `van an` of `nguyen van an`: how people are called; `kinh te` of `phong kinh te`."""
    return name.endswith(f" {typed}")


def _is_part_of(typed: str, name: str) -> bool:
    """Whether it is made of whole words of the name: `nguyen an` of `nguyen van an`, in their order; or the whole name
    stands within a sentence. A name with its unit has no parts: nobody is meant by words of where they work."""
    ours, words = _WORD.findall(typed), _WORD.findall(name)
    if min(len(ours), len(words)) < FEWEST_WORDS or name.endswith(")"):
        return False
    rest = iter(words)
    return f" {' '.join(words)} " in f" {' '.join(ours)} " or all(word in rest for word in ours)


def _begins_alike(typed: str, name: str) -> bool:
    """`phong kinh doanh` and `phong kinh te`: two thirds of the words are the same, from the first on."""
    ours, words = _WORD.findall(typed), _WORD.findall(name)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, words, strict=False)))
    return same >= FEWEST_WORDS and 3 * same >= 2 * max(len(ours), len(words))


def _is_like(typed: str, name: str) -> bool:
    """Two slips away, of which a figure may be one."""
    longest = 2 if len(typed) >= ALIKE else 1 if len(typed) >= SHORTEST else 0
    return longest > 0 and OSA.distance(typed, name, score_cutoff=longest) <= longest
