"""A picture looked at before it becomes dots."""

from __future__ import annotations

from itertools import combinations

from matplotlib.artist import Artist
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from documents.pictures.canvas import SMALL, WIDTH, Canvas

TOUCHING = 1.5  # pixels that letters' boxes may share: no two letters do


def texts(canvas: Canvas, name: str | None = None) -> list[str]:
    return [one.get_text() for one in _texts(canvas) if name is None or one.get_gid() == name]


def named(canvas: Canvas, name: str) -> list[Artist]:
    return [one for one in canvas.axes.get_children() if (one.get_gid() or "").split(":")[0] == name]


def _texts(canvas: Canvas) -> list[Text]:
    return [one for one in canvas.axes.texts if one.get_text()]


def box(artist: Artist) -> Bbox:
    return artist.get_window_extent()


def can_be_read(canvas: Canvas) -> None:
    """Nothing is written smaller than a phone shows, over something else that is written, or beyond the edge."""
    height = canvas.figure.get_figheight() * canvas.figure.dpi
    assert canvas.figure.get_figwidth() * canvas.figure.dpi == WIDTH
    written = [(one, box(one)) for one in _texts(canvas)]
    for text, place in written:
        assert text.get_fontsize() >= SMALL
        assert place.x0 >= 0, text
        assert place.x1 <= WIDTH, text
        assert place.y0 >= 0, text
        assert place.y1 <= height, text
    for (one, first), (other, second) in combinations(written, 2):
        across = min(first.x1, second.x1) - max(first.x0, second.x0)
        along = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert across <= TOUCHING or along <= TOUCHING, (one.get_text(), other.get_text())


def stays_left_of(canvas: Canvas, name: str, edge: float) -> None:
    for one in canvas.axes.texts:
        if one.get_gid() == name:
            assert box(one).x1 <= edge, one.get_text()
