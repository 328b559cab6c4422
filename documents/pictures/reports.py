"""The picture of a report: the four boxes by unit, the trend by month, who holds how much (M35, M40, M42)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.pictures.canvas import BLUE, GREY, INK, LARGE, LINE, MARGIN, PALE, RED, SMALL, WIDTH, Canvas, Key
from domain.figures.figures import FOUR_BOXES, Boxes, Group, Grouping
from domain.figures.reports import Report
from domain.figures.trends import MonthFigures
from domain.figures.workloads import Load, busiest
from texts.reports import pictures as texts
from texts.scene import Scene

MOST_UNITS, MOST_PEOPLE, MOST_MONTHS = 20, 15, 12
BARS_LEFT = 424  # where bars begin; names stand before them
ROW = 40
BAR = 28
TITLE = 56
PLOT = 150  # how high a curve or a column may rise
BOX_COLOURS = ("#2e8b57", "#e8a33d", "#5b9bd5", RED)
IN_HAND, OVERDUE = "#5b9bd5", RED


def report_picture(scene: Scene, report: Report) -> bytes:
    """One PNG, 1080 pixels wide: for a chat."""
    return draw(scene, report).png()


def draw(scene: Scene, report: Report) -> Canvas:
    canvas = Canvas()
    y = canvas.paragraph(MARGIN - 4, texts.report_heading(scene, report), most=2, size=LARGE, bold=True) + 4
    y = canvas.paragraph(y, texts.report_note(scene, report), most=2, colour=GREY)
    groups = report.groups.get(Grouping.UNIT, ())
    bars = _unit_bars(scene, groups)
    if not bars:
        y = canvas.paragraph(y + 30, texts.NO_TASKS, most=1)
    else:
        y = _title(canvas, y, texts.BY_UNIT)
        y = _stacks(canvas, bars, BOX_COLOURS, y, name="unit")
        y = canvas.legend(y + 4, _keys(BOX_COLOURS, texts.BOXES))
    y = _title(canvas, y, texts.TREND)
    y = _trend(canvas, report.trend[-MOST_MONTHS:], y)
    y = _title(canvas, y, texts.LOADS)
    y = _loads(canvas, scene, report.loads, y)
    canvas.end_at(y + MARGIN)
    return canvas


def _title(canvas: Canvas, top: float, words: str) -> float:
    canvas.line([MARGIN, WIDTH - MARGIN], [top + 16, top + 16], PALE, width=2)
    canvas.text(MARGIN, top + 16 + TITLE / 2, words, size=SMALL + 3, bold=True, name="title")
    return top + 16 + TITLE


def _keys(colours: Iterable[str], words: Iterable[str]) -> list[Key]:
    return [Key(words=word, colour=colour) for colour, word in zip(colours, words, strict=True)]


# Bars


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row: its name, what it is made of, and what is written behind it."""

    name: str
    is_person: bool = False
    parts: tuple[int, ...]
    behind: str


def _unit_bars(scene: Scene, groups: Sequence[Group]) -> list[Bar]:
    """The units with most tasks first; the smallest together where they are too many."""
    named = [(texts.unit_name(scene, one.key), _four(one.figures.boxes)) for one in groups]
    named = sorted(((name, four) for name, four in named if sum(four)), key=lambda one: (-sum(one[1]), one[0]))
    if len(named) > MOST_UNITS:
        rest = [four for _, four in named[MOST_UNITS - 1 :]]
        together = tuple(sum(column) for column in zip(*rest, strict=True))
        named = [*named[: MOST_UNITS - 1], (texts.units_left_out(len(rest)), together)]
    return [Bar(name=name, parts=four, behind=str(sum(four))) for name, four in named]


def _four(boxes: Boxes) -> tuple[int, ...]:
    return tuple(boxes.of(box) for box in FOUR_BOXES)


def _stacks(canvas: Canvas, bars: Sequence[Bar], colours: Sequence[str], top: float, *, name: str) -> float:
    """Bars of one scale, each number in its part where there is room for it."""
    room = max(canvas.width_of(bar.behind) for bar in bars) + 16
    scale = (WIDTH - MARGIN - BARS_LEFT - room) / max(sum(bar.parts) for bar in bars)
    for bar in bars:
        middle = top + ROW / 2
        space = BARS_LEFT - MARGIN - 14
        shown = canvas.name(bar.name, space) if bar.is_person else canvas.cut(bar.name, space)
        canvas.text(MARGIN, middle, shown, name=name)
        left = float(BARS_LEFT)
        for count, colour in zip(bar.parts, colours, strict=True):
            width = count * scale
            if count:
                canvas.field(left, middle - BAR / 2, width, BAR, colour, name=f"{name}:{count}")
            if count and canvas.fits(str(count), width - 8):
                canvas.text(left + width / 2, middle, str(count), colour="white", align="center", name="count")
            left += width
        canvas.text(left + 10, middle, bar.behind, name="total")
        top += ROW
    return top


# The trend


def _trend(canvas: Canvas, months: Sequence[MonthFigures], top: float) -> float:
    if not any(month.boxes.fallen_due or month.handling.count for month in months):
        return canvas.paragraph(top, texts.NO_FIGURES, most=1, colour=GREY)
    step = (WIDTH - 2 * MARGIN) / len(months)
    spots = [MARGIN + step * (index + 0.5) for index in range(len(months))]
    top = canvas.paragraph(top, texts.SHARE, most=1) + 12
    top = _shares(canvas, months, spots, top)
    top = _fractions(canvas, months, spots, top)
    top = canvas.paragraph(top + 8, texts.MEDIAN, most=1) + 12
    top = _columns(canvas, months, spots, top, width=min(step * 0.6, 70))
    _row(canvas, spots, (texts.month_label(month.first) for month in months), top, colour=INK)
    return top + ROW


def _fractions(canvas: Canvas, months: Sequence[MonthFigures], spots: Sequence[float], top: float) -> float:
    """What each share is of, in two lines where the months are narrow."""
    shares = [texts.share_of(month.boxes.done_on_time, month.boxes.fallen_due) for month in months]
    if all(canvas.fits(done + of, _room(spots)) for done, of in shares):
        _row(canvas, spots, (done + of for done, of in shares), top)
        return top + ROW
    for words in zip(*shares, strict=True):
        _row(canvas, spots, words, top)
        top += SMALL * LINE
    return top + ROW - SMALL * LINE


def _row(canvas: Canvas, spots: Sequence[float], words: Iterable[str], top: float, *, colour: str = GREY) -> None:
    """A word under each month, as far as it fits between its neighbours."""
    for x, word in zip(spots, words, strict=True):
        canvas.text(x, top + ROW / 2, canvas.cut(word, _room(spots)), align="center", colour=colour, name="month")


def _room(spots: Sequence[float]) -> float:
    return spots[1] - spots[0] - 6 if len(spots) > 1 else WIDTH - 2 * MARGIN


def _shares(canvas: Canvas, months: Sequence[MonthFigures], spots: Sequence[float], top: float) -> float:
    """A curve from 0 to 100 per cent, broken where nothing had fallen due; the value above each point."""
    bottom = top + SMALL + 12 + PLOT
    for level in (0.0, 0.5, 1.0):
        y = bottom - PLOT * level
        canvas.line([MARGIN, WIDTH - MARGIN], [y, y], PALE, width=1.5)
    points = [
        (x, bottom - PLOT * share, share) if (share := month.boxes.on_time_of_fallen_due) is not None else None
        for x, month in zip(spots, months, strict=True)
    ]
    for before, after in pairwise(points):
        if before and after:
            canvas.line([before[0], after[0]], [before[1], after[1]], BLUE, width=3, name="share")
    for point in points:
        if point:
            canvas.mark(point[0], point[1], "o", BLUE, size=13, name="share")
            canvas.text(point[0], point[1] - 24, texts.decimal(round(point[2] * 100)), align="center", name="value")
    return bottom + 10


def _columns(
    canvas: Canvas, months: Sequence[MonthFigures], spots: Sequence[float], top: float, *, width: float
) -> float:
    """A column for each month's median, its value above it."""
    bottom = top + SMALL + 12 + PLOT
    canvas.line([MARGIN, WIDTH - MARGIN], [bottom, bottom], PALE, width=1.5)
    found = [
        None if month.handling.median is None else month.handling.median.total_seconds() / 3600 for month in months
    ]
    most = max((value for value in found if value), default=1.0)
    room = _room(spots)
    for x, value in zip(spots, found, strict=True):
        if value is not None:
            height = PLOT * value / most
            canvas.field(x - width / 2, bottom - height, width, height, "#9fb3c8", name="median")
            words = texts.decimal(value)
            shown = words if canvas.fits(words, room) else texts.decimal(round(value))
            canvas.text(x, bottom - height - 18, canvas.cut(shown, room), align="center", name="value")
    return bottom + 6


# Who holds how much


def _loads(canvas: Canvas, scene: Scene, loads: Sequence[Load], top: float) -> float:
    busy = busiest(loads)
    if not busy:
        return canvas.paragraph(top, texts.NO_FIGURES, most=1, colour=GREY)
    bars = [
        Bar(
            name=texts.holder_name(scene, one.person_id),
            is_person=True,
            parts=(one.overdue_now, one.open_now - one.overdue_now),
            behind=texts.load_words(one.open_now, one.overdue_now),
        )
        for one in busy[:MOST_PEOPLE]
    ]
    top = _stacks(canvas, bars, (OVERDUE, IN_HAND), top, name="person")
    if len(busy) > MOST_PEOPLE:
        canvas.text(MARGIN, top + ROW / 2, texts.people_left_out(len(busy) - MOST_PEOPLE), colour=GREY)
        top += ROW
    return canvas.legend(top + 4, _keys((OVERDUE, IN_HAND), (texts.OVERDUE, texts.IN_HAND)))
