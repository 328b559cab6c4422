"""A journal entry as the history tells it: a sentence for its act, with the free texts as a line shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TypeVar

from domain.journal.entry import Entry
from domain.journal.recorded import Recorded
from texts.scene import Scene

R = TypeVar("R", bound=Recorded)

LINE_LIMIT = 300  # characters of one free text within a history line


class EntryTexts:
    """The free texts of an entry by their name, each up to `limit` characters."""

    def __init__(self, entry: Entry, words: Mapping[int, str | None], *, limit: int = LINE_LIMIT) -> None:
        self._kept = entry.circumstances.words
        self._words = words
        self._limit = limit

    def __getitem__(self, name: str) -> str:
        kept = self._kept.get(name)
        if kept is None:
            return ""
        text = self._words.get(kept.id)
        if text is None:
            return ": (nội dung đã xóa)"
        shown = text if len(text) <= self._limit else text[: self._limit - 1] + "…"
        return f": {escape(shown)}"


Sentence = Callable[[Scene, Entry, EntryTexts], str]


def always(text: str) -> Sentence:
    """Line of an act that says it all."""
    return lambda _scene, _entry, _words: text


def with_words(text: str, role: str) -> Sentence:
    """Line with the free text that was said in it."""
    return lambda _scene, _entry, words: f"{text}{words[role]}"


def of(kind: type[R], tell: Callable[[Scene, R, EntryTexts], str]) -> Sentence:
    """By what is recorded of the act."""
    return lambda scene, entry, words: tell(scene, entry.payload(kind), words)
