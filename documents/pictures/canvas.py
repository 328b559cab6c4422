"""A sheet to draw on in pixels from the upper left corner, as high as it turns out to be. Everything drawn stays an
object, so that tests look at it before it becomes dots."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from documents.pictures.letters import DOTS, advance, font_of, writable

if TYPE_CHECKING:
    from matplotlib.text import Text

WIDTH = 1080  # pixels: what a phone shows across
MARGIN = 24
SMALL = 22  # pixels; nothing is written smaller
LARGE = 30
LINE = 1.3  # from one line to the next, by the height of the letters
SLACK = 1.02  # letters are set on whole pixels

INK, GREY, PALE, RED, BLUE = "#1f2933", "#5f6b7a", "#e3e7ec", "#c62828", "#1565c0"


LineStyle = Literal["-", "--", ":"]


@dataclass(frozen=True, kw_only=True)
class Key:
    """One thing explained below a picture: a coloured field, a mark, or a line."""

    words: str
    colour: str
    marker: str | None = None
    line: LineStyle | None = None


class Canvas:
    """Text has the size of its letters in pixels; `y` is the middle of what is written."""

    def __init__(self) -> None:
        # Half a second that the program's start need not wait for.
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415

        self.figure = Figure(figsize=(WIDTH / DOTS, WIDTH / DOTS), dpi=DOTS, facecolor="white")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.end_at(WIDTH)

    def end_at(self, height: float) -> None:
        """Nothing is drawn below this."""
        self.figure.set_size_inches(WIDTH / DOTS, height / DOTS)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)

    def png(self) -> bytes:
        """The picture; the canvas is of no use afterwards."""
        content = io.BytesIO()
        self.figure.savefig(content, format="png", dpi=DOTS, pil_kwargs={"compress_level": 4})
        self.figure.clear()
        return content.getvalue()

    # Words

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = SMALL,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        name: str = "",
    ) -> Text:
        return self.axes.text(
            x,
            y,
            writable(words),
            fontproperties=font_of(size, bold),
            color=colour,
            horizontalalignment=align,
            verticalalignment="center_baseline",
            parse_math=False,  # what people typed is never computed
            gid=name or None,
        )

    def width_of(self, words: str, *, size: int = SMALL, bold: bool = False) -> float:
        return SLACK * size * sum(advance(letter, bold) for letter in writable(words))

    def fits(self, words: str, room: float, *, size: int = SMALL, bold: bool = False) -> bool:
        return self.width_of(words, size=size, bold=bold) <= room

    def cut(self, words: str, room: float, *, size: int = SMALL, bold: bool = False) -> str:
        """The words, as much of them as there is room for, with an ellipsis where it is not all."""
        if self.fits(words, room, size=size, bold=bold):
            return words
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self.fits(f"{words[:middle].rstrip()}…", room, size=size, bold=bold):
                low = middle
            else:
                high = middle - 1
        return f"{words[:low].rstrip()}…"

    def name(self, name: str, room: float, *, size: int = SMALL) -> str:
        """A person's name in the room there is: names between the first and the given one become letters first."""
        parts = name.split()
        for index in range(1, len(parts) - 1):
            if self.fits(" ".join(parts), room, size=size):
                break
            parts[index] = f"{parts[index][0]}."
        return self.cut(" ".join(parts), room, size=size)

    def wrapped(self, words: str, room: float, *, most: int, size: int = SMALL, bold: bool = False) -> list[str]:
        """The words in at most so many lines; the last one is cut."""
        lines: list[str] = []
        rest = words.split()
        while rest and len(lines) < most - 1:
            count = 1
            while count < len(rest) and self.fits(" ".join(rest[: count + 1]), room, size=size, bold=bold):
                count += 1
            lines.append(self.cut(" ".join(rest[:count]), room, size=size, bold=bold))
            rest = rest[count:]
        if rest:
            lines.append(self.cut(" ".join(rest), room, size=size, bold=bold))
        return lines

    def paragraph(
        self, top: float, words: str, *, most: int, size: int = SMALL, colour: str = INK, bold: bool = False
    ) -> float:
        """Written across the whole sheet from `top` down; returns where it ends."""
        for line in self.wrapped(words, WIDTH - 2 * MARGIN, most=most, size=size, bold=bold):
            self.text(MARGIN, top + size * LINE / 2, line, size=size, colour=colour, bold=bold)
            top += size * LINE
        return top

    # Shapes

    def field(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        colour: str,
        *,
        hatch: str | None = None,
        name: str = "",
        order: float = 2,
    ) -> None:
        """A coloured rectangle; a hatched one is drawn in white on its colour."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        edge = "white" if hatch else "none"
        fill = Rectangle((left, top), width, height, facecolor=colour, edgecolor=edge, linewidth=0, hatch=hatch)
        fill.set(gid=name or None, zorder=order)
        self.axes.add_artist(fill)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        width: float = 2,
        style: LineStyle = "-",
        name: str = "",
        order: float = 1,
    ) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415

        self.axes.add_artist(
            Line2D(xs, ys, color=colour, linewidth=width, linestyle=style, gid=name or None, zorder=order)
        )

    def mark(self, x: float, y: float, marker: str, colour: str, *, size: float = 15, name: str = "") -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415

        self.axes.add_artist(
            Line2D(
                [x],
                [y],
                marker=marker,
                markersize=size,
                markerfacecolor=colour,
                markeredgecolor="white",
                markeredgewidth=1.5,
                linestyle="none",
                gid=name or None,
                zorder=4,
            )
        )

    def legend(self, top: float, keys: Iterable[Key]) -> float:
        """Explained side by side, as many on a line as there is room for; returns where it ends."""
        height, sign, gap = 38, 34, 30
        left, y = float(MARGIN), top + height / 2
        for key in keys:
            words = self.cut(key.words, WIDTH - 2 * MARGIN - sign)
            wide = sign + self.width_of(words)
            if left > MARGIN and left + wide > WIDTH - MARGIN:
                left, y = float(MARGIN), y + height
            self._sign(left, y, key)
            self.text(left + sign, y, words, name="key")
            left += wide + gap
        return y + height / 2

    def _sign(self, left: float, y: float, key: Key) -> None:
        if key.marker is not None:
            self.mark(left + 13, y, key.marker, key.colour)
        elif key.line is not None:
            self.line([left + 13, left + 13], [y - 13, y + 13], key.colour, width=3, style=key.line)
        else:
            self.field(left, y - 10, 26, 20, key.colour)
