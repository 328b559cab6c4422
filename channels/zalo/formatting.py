"""What the bot writes in marks, as Zalo takes it: plain text, and which stretches of it stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from texts.splitting import units

STYLES = ("b", "i", "u", "s")  # what is shown there of the marks that the bot uses; others are left out
_TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")


@dataclass(frozen=True, kw_only=True)
class StyledRun:
    """A stretch of the text that is shown in all of these styles, in units of UTF-16."""

    start: int
    length: int
    styles: tuple[str, ...]


def plain(html: str) -> tuple[str, list[StyledRun]]:
    """The text as it is shown, and its runs, none of which overlap."""
    text, runs = "", list[StyledRun]()
    for piece, styles in _pieces(html):
        shown = unescape(piece)
        start = units(text)
        if styles and runs and runs[-1].styles == styles and runs[-1].start + runs[-1].length == start:
            last = runs.pop()
            runs.append(StyledRun(start=last.start, length=last.length + units(shown), styles=styles))
        elif styles and shown:
            runs.append(StyledRun(start=start, length=units(shown), styles=styles))
        text += shown
    return text, runs


def _pieces(html: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands between the tags, each piece with the styles that are open there."""
    opened: list[str] = []
    end = 0
    for tag in _TAG.finditer(html):
        yield html[end : tag.start()], _open(opened)
        end = tag.end()
        if not tag[1]:
            opened.append(tag[2])
        elif tag[2] in opened:
            opened.remove(tag[2])
    yield html[end:], _open(opened)


def _open(tags: list[str]) -> tuple[str, ...]:
    return tuple(style for style in STYLES if style in tags)
