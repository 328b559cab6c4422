"""The free texts of a journal entry, as a line of the history shows them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from storage.journal import Entry

LINE_LIMIT = 300  # characters of one free text within a history line


class EntryTexts:
    """The free texts of an entry by their name, each up to `limit` characters."""

    def __init__(self, entry: Entry, words: Mapping[int, str | None], *, limit: int = LINE_LIMIT) -> None:
        self._refs: Mapping[str, Any] = entry.data.get("words", {})
        self._words = words
        self._limit = limit

    def __getitem__(self, name: str) -> str:
        ref = self._refs.get(name)
        if ref is None:
            return ""
        text = self._words.get(ref["id"])
        if text is None:
            return ": (nội dung đã xóa)"
        shown = text if len(text) <= self._limit else text[: self._limit - 1] + "…"
        return f": {escape(shown)}"
