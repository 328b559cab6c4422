"""Which characters a document can hold."""

from __future__ import annotations

import re

# Production [2] of XML 1.0: no control characters but tab and line ends, no halves of pairs, no non-characters.
_UNHELD = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Without what a document cannot hold: words and file names of former days may still have it, and are on record
    by their hash, so that they stay as they are."""
    return _UNHELD.sub("", text)
