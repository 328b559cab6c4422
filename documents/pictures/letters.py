"""Letters in pictures: the font, what it can write, how wide a text is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

DOTS = 72  # per inch, so that a point is a pixel
MISSING = "□"  # stands for a letter that the font has not


def writable(words: str) -> str:
    """On one line, in letters that the font has. An accent that stands on no letter would pile up on others."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    known = (letter for letter in plain if not unicodedata.combining(letter))
    return "".join(letter if ord(letter) in _letters() else MISSING for letter in known)


@lru_cache
def font_of(size: int, bold: bool) -> FontProperties:
    """The font that comes with the library: it has every Vietnamese letter, whatever the machine has."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    return FontProperties(fname=_file("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size=size)


@lru_cache
def _letters() -> frozenset[int]:
    from matplotlib.font_manager import get_font  # noqa: PLC0415

    return frozenset(get_font(_file("DejaVuSans.ttf")).get_charmap()) & frozenset(
        get_font(_file("DejaVuSans-Bold.ttf")).get_charmap()
    )


@lru_cache(maxsize=4096)
def advance(letter: str, bold: bool) -> float:
    """How wide a letter is written, by the height of letters. Asking the library for each text takes milliseconds."""
    from matplotlib.font_manager import get_font  # noqa: PLC0415

    font = get_font(_file("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"))
    font.set_size(100, DOTS)
    return font.load_char(ord(letter)).linearHoriAdvance / 65536 / 100


def _file(name: str) -> str:
    from matplotlib import get_data_path  # noqa: PLC0415

    return f"{get_data_path()}/fonts/ttf/{name}"
