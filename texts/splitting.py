"""Cut a long text into messages that each fit and are each well-formed."""

from __future__ import annotations

import re
from html import unescape

LIMIT = 4000  # UTF-16 units of HTML source; the platform allows 4096 of what is shown

_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"<[^>]*>|&[a-z#0-9]+;|\n|[^<&\n]", re.IGNORECASE)


def units(text: str) -> int:
    """Length as the platform counts it."""
    return len(text.encode("utf-16-le")) // 2


def shown_units(html: str) -> int:
    """Length of what is shown: the platform's limit is on that, not on the marked-up source."""
    return units(unescape(_TAG.sub("", html)))


def split(html: str, *, limit: int = LIMIT) -> list[str]:
    """The text in as few messages as need be, cut at line ends where there are any, else anywhere but within a tag or
    an entity; not between an item and its further lines, which are set in by two blanks. A tag open at a cut is closed
    before it and opened again behind it."""
    if units(html) <= limit:
        return [html]
    messages: list[str] = []
    open_tags: list[str] = []
    text, fits_until = "", 0
    pieces = _PIECE.findall(html)
    for number, piece in enumerate(pieces):
        _follow(open_tags, piece)
        while units(text + piece + _closing(open_tags)) > limit and text != "".join(_open_in(text)):
            cut = fits_until or len(text)
            head, tail = text[:cut], text[cut:]
            tags = _open_in(head)
            messages.append(head + _closing(tags))
            text, fits_until = "".join(tags) + tail.removeprefix("\n"), 0
        if piece == "\n" and (not fits_until or pieces[number + 1 : number + 3] != [" ", " "]):
            fits_until = len(text)
        text += piece
    return [*messages, text] if text.strip() else messages


def _follow(open_tags: list[str], piece: str) -> None:
    if piece.startswith("</"):
        open_tags.pop()
    elif piece.startswith("<"):
        open_tags.append(piece)


def _open_in(text: str) -> list[str]:
    open_tags: list[str] = []
    for piece in _PIECE.findall(text):
        _follow(open_tags, piece)
    return open_tags


def _closing(open_tags: list[str]) -> str:
    return "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(open_tags))
