"""What is marked secret is screened before it is stored; only a channel knows where its events hold words (M51)."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.reading.secrecy import is_marked_secret


def is_any_marked(texts: Iterable[str]) -> bool:
    """Whether one of these must not enter the store."""
    return any(is_marked_secret(text) for text in texts)
