"""Secrecy marks in an event, wherever the platform puts words (M51), and how one is kept that is not to be read."""

from __future__ import annotations

from collections.abc import Container, Iterator
from hashlib import sha256
from typing import Any

from handlers.front.screening import is_any_marked


def is_marked(found: Any, *, besides: Container[str]) -> bool:
    """Whether one of its texts is, but for those in fields of these names."""
    return is_any_marked(_texts(found, besides))


def _texts(found: Any, besides: Container[str]) -> Iterator[str]:
    """Every text in it, whatever the platform calls the field: of a kind of message that is new tomorrow as well."""
    waiting = [found]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(several):
                waiting.extend(several)
            case dict(named):
                waiting.extend(
                    value for name, value in named.items() if name not in besides and not name.endswith("_id")
                )


def storable(event: str) -> str:
    """Without what no database takes: zeros, and halves of characters that only an escape can write."""
    return event.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def unnumbered(event: str) -> str:
    """A number for an event that came without one: the same for the same text."""
    return f"unnumbered-{sha256(event.encode('utf-8', 'replace')).hexdigest()[:32]}"
