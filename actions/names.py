"""How a typed name stands to those that are known: a slip of the finger apart, a part of one, or alike. What is found
here is asked about, or shown before anything is done; it is never acted upon by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST = 6  # folded letters: in a shorter name one letter makes another name (An, Ân, Anh)
FEWEST_LETTERS = 4  # of what can be said to be like a name
SIMILAR_ENOUGH = 70  # of 100
MOST_SUGGESTIONS = 5
_FIGURES = re.compile(r"\d+|\b[ivx]+\b")


@dataclass(frozen=True, kw_only=True)
class Likely:
    """Whom a name may mean, likeliest first; `near` is the one that it means but for a slip, if there is only one."""

    names: tuple[str, ...]
    near: str | None = None


def is_near(typed: str, name: str) -> bool:
    """Whether two folded names are one slip apart: a letter too many, too few or wrong, or two that changed places.
    Figures are no slips: Tổ 1 is not Tổ 2, nor Tổ I Tổ II."""
    if len(typed) < SHORTEST or _FIGURES.findall(typed) != _FIGURES.findall(name):
        return False
    return OSA.distance(typed, name, score_cutoff=1) == 1


def likely(readings: Sequence[str], known: Mapping[str, Iterable[str]]) -> Likely:
    """`readings` are the ways to read what was typed, `known` the spellings of each name, all folded."""
    spelled = {name: tuple(spellings) for name, spellings in known.items()}
    near = [name for name, ways in spelled.items() if any(is_near(one, way) for one in readings for way in ways)]
    ends = [name for name, ways in spelled.items() if any(_is_end_of(one, way) for one in readings for way in ways)]
    found = dict.fromkeys((*near, *ends) or _alike(readings[-1], spelled))
    return Likely(names=tuple(found)[:MOST_SUGGESTIONS], near=near[0] if len(near) == 1 else None)


def _is_end_of(typed: str, name: str) -> bool:
    """`an` or `van an` of `nguyen van an`: how people are called; `kinh te` of `phong kinh te`."""
    return bool(typed) and name.endswith(f" {typed}")


def _alike(typed: str, spelled: Mapping[str, Sequence[str]]) -> list[str]:
    """Nothing for a letter or two: they stand in every name."""
    if len(typed) < FEWEST_LETTERS:
        return []
    choices = {name: ways[0] for name, ways in spelled.items()}
    found = process.extract(
        typed, choices, scorer=fuzz.WRatio, limit=MOST_SUGGESTIONS, score_cutoff=SIMILAR_ENOUGH, processor=None
    )
    return [name for _, _, name in found]
