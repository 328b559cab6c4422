"""The picture of who held a case: a bar for each holder along working time, one duty under the other (M33)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from documents.pictures.canvas import GREY, INK, LARGE, MARGIN, PALE, RED, SMALL, WIDTH, Canvas, Key, LineStyle
from documents.pictures.courses import Band, Course, HolderRow
from domain.duties.duties import Phase
from texts.reports import pictures as texts
from texts.reports.pictures import Mark

LEFT = 348  # where the bars begin; names and hours stand before them
RIGHT = WIDTH - MARGIN - 12
TITLE_HEIGHT, ROW_HEIGHT, BAR_HEIGHT = 44, 66, 24
MOST_ROWS_HIGH = 1500  # pixels of all duties together: what a phone shows without shrinking it
TICK_APART = 104
MARK_APART = 15  # marks of one row closer than that are one, or stand side by side
LEAST_BAR = 3
LATE_HEIGHT = 7

PHASE_COLOURS = {
    Phase.WORKING: "#3d7cc9",
    Phase.SUBMITTED: "#e8a33d",
    Phase.DRAFTED: "#8e63b8",
    Phase.LACKING: "#8d6e63",
    Phase.PAUSED: "#9aa5b1",
    Phase.FREED: "#d173a4",
}
UNTAKEN = "#b9d3ef"
MARK_SIGNS = {
    Mark.ESCALATED: ("v", RED),
    Mark.NUDGED: ("v", "#f2b01e"),
    Mark.ACKNOWLEDGED: ("o", "#2e8b57"),
    Mark.EXTENDED: (">", "#8e63b8"),
    Mark.RETURNED: ("<", "#b35900"),
    Mark.DEEMED: ("X", INK),
}
ABOVE = (Mark.ESCALATED, Mark.NUDGED)  # the bar; an escalation hides a nudge of the same moment
BELOW = (Mark.DEEMED, Mark.RETURNED, Mark.EXTENDED)
Sign = tuple[LineStyle, str]
FIRST: Sign = ("--", GREY)
BETWEEN: Sign = (":", GREY)
IN_FORCE: Sign = ("-", RED)


def holding_picture(course: Course) -> bytes:
    return draw(course).png()


def draw(course: Course) -> Canvas:
    canvas = Canvas()
    heading, *rest = course.lines
    y = canvas.paragraph(MARGIN - 4, heading, most=2, size=LARGE, bold=True) + 4
    for line in rest:
        y = canvas.paragraph(y, line, most=3, colour=GREY if line is rest[-1] else INK)
    y += 14
    shown = _within(course.bands)
    spot = _Spot(course)
    _days(canvas, course, spot, y)
    y += 40
    for band in shown:
        y = _band(canvas, course, band, spot, y)
    left_out = len(course.bands) - len(shown) + course.left_out
    if left_out:
        canvas.text(MARGIN, y + 20, texts.parts_left_out(left_out), colour=GREY)
        y += 40
    y = canvas.legend(y + 8, _keys(course, shown, spot))
    canvas.end_at(y + MARGIN - 8)
    return canvas


def _within(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The first ones, as many as there is room for; the very first in any case."""
    height, count = 0, 0
    for band in bands:
        height += TITLE_HEIGHT + ROW_HEIGHT * len(band.rows) + (36 if band.left_out else 0)
        if count and height > MOST_ROWS_HIGH:
            break
        count += 1
    return bands[:count]


class _Spot:
    """Where a moment lies across the picture."""

    def __init__(self, course: Course) -> None:
        self.axis = course.axis
        self.scale = (RIGHT - LEFT) / max(course.axis.whole.total_seconds(), 1)

    def __call__(self, moment: datetime) -> float:
        return LEFT + self.axis.at(moment).total_seconds() * self.scale

    def shows(self, moment: datetime) -> bool:
        return self.axis.first <= moment <= self.axis.last


def _days(canvas: Canvas, course: Course, spot: _Spot, top: float) -> None:
    """Dates where their day of work begins, as many as can be read."""
    days = course.axis.days()
    with_year = bool(days) and days[0][0].year != days[-1][0].year
    apart = TICK_APART + (30 if with_year else 0)
    last = float(LEFT - apart)
    for day, before in days:
        x = LEFT + before.total_seconds() * spot.scale
        label = texts.day_label(day, with_year=with_year)
        if x - last < apart or x + 6 + canvas.width_of(label) > WIDTH - 4:
            continue
        canvas.text(x + 6, top + 16, label, colour=GREY, name="day")
        canvas.line([x, x], [top + 4, top + 34], PALE, width=3, name="tick")
        last = x


def _band(canvas: Canvas, course: Course, band: Band, spot: _Spot, top: float) -> float:
    canvas.line([MARGIN, WIDTH - MARGIN], [top, top], PALE, width=2)
    middle = top + TITLE_HEIGHT / 2 + 2
    room = WIDTH - 2 * MARGIN - canvas.width_of(f" {band.ended}")
    title = canvas.cut(band.title, room, size=SMALL + 2, bold=True)
    canvas.text(MARGIN, middle, title, size=SMALL + 2, bold=True, name="part")
    if band.ended:
        canvas.text(
            MARGIN + canvas.width_of(f"{title} ", size=SMALL + 2, bold=True),
            middle,
            band.ended,
            colour=GREY,
            name="ended",
        )
    begin = top + TITLE_HEIGHT
    y = begin
    for row in band.rows:
        _row(canvas, row, spot, y)
        y += ROW_HEIGHT
    _lines(canvas, band, spot, now=course.now, top=begin, end=y - 6)
    if band.left_out:
        canvas.text(MARGIN, y + 14, texts.holders_left_out(band.left_out), colour=GREY)
        y += 36
    return y


def _lines(canvas: Canvas, band: Band, spot: _Spot, *, now: datetime | None, top: float, end: float) -> None:
    """The deadlines, and the moment at which it is looked at."""
    for moment, (style, colour) in _deadlines(band, spot):
        x = spot(moment)
        canvas.line([x, x], [top, end], colour, width=3, style=style, name="deadline", order=3)
    if now is not None:
        x = spot(now)
        canvas.line([x, x], [top, end], INK, width=1.5, name="now", order=3)


def _deadlines(band: Band, spot: _Spot) -> list[tuple[datetime, Sign]]:
    last = len(band.deadlines) - 1
    signs = [IN_FORCE if index == last else FIRST if index == 0 else BETWEEN for index in range(last + 1)]
    return [(moment, sign) for moment, sign in zip(band.deadlines, signs, strict=True) if spot.shows(moment)]


def _row(canvas: Canvas, row: HolderRow, spot: _Spot, top: float) -> None:
    room = LEFT - MARGIN - 14
    canvas.text(MARGIN, top + 19, canvas.name(row.name, room), name="holder")
    spent = canvas.cut(row.spent, room)
    canvas.text(MARGIN, top + 47, spent, colour=RED if row.is_late else GREY, name="spent")
    middle = top + 33
    bar = middle - BAR_HEIGHT / 2
    canvas.field(LEFT, bar, RIGHT - LEFT, BAR_HEIGHT, PALE, name="track", order=0)
    for piece in row.pieces:
        left, width = _across(spot, piece.since, piece.until)
        canvas.field(left, bar, width, BAR_HEIGHT, PHASE_COLOURS[piece.phase], name=f"bar:{piece.phase}")
        if piece.late:
            under = bar + BAR_HEIGHT - LATE_HEIGHT
            canvas.field(left, under, width, LATE_HEIGHT, RED, name="late", order=2.6)
    for since, until in row.untaken:
        left, width = _across(spot, since, until)
        if until > since:
            canvas.field(left, bar, width, BAR_HEIGHT, UNTAKEN, name="untaken", order=2.3)
    _marks(canvas, row, ABOVE, spot, bar - 8, shifting=False)
    _marks(canvas, row, (Mark.ACKNOWLEDGED,), spot, middle, shifting=False)
    _marks(canvas, row, BELOW, spot, bar + BAR_HEIGHT + 9, shifting=True)


def _across(spot: _Spot, since: datetime, until: datetime) -> tuple[float, float]:
    left = spot(since)
    width = max(spot(until) - left, LEAST_BAR)
    return min(left, RIGHT - width), width


def _marks(canvas: Canvas, row: HolderRow, kinds: tuple[Mark, ...], spot: _Spot, y: float, *, shifting: bool) -> None:
    """Those of one height: what would lie on another is moved aside, or left out where one sign says enough."""
    taken: list[float] = []
    for kind in kinds:
        marker, colour = MARK_SIGNS[kind]
        for at in (at for at, mark in row.marks if mark is kind):
            x = min(spot(at), RIGHT)
            while shifting and not _is_free(x, taken):
                x += MARK_APART
            if not _is_free(x, taken) or x > RIGHT + MARGIN:
                continue
            taken.append(x)
            canvas.mark(x, y, marker, colour, name=f"mark:{kind}")


def _is_free(x: float, taken: Iterable[float]) -> bool:
    return all(abs(x - other) >= MARK_APART for other in taken)


NAMED_SIGNS = ((FIRST, texts.FIRST_DEADLINE), (BETWEEN, texts.OTHER_DEADLINE), (IN_FORCE, texts.DEADLINE))


def _time_keys(rows: Sequence[HolderRow]) -> Iterator[Key]:
    if any(until > since for row in rows for since, until in row.untaken):
        yield Key(words=texts.UNACKNOWLEDGED, colour=UNTAKEN)
    if any(piece.late for row in rows for piece in row.pieces):
        yield Key(words=texts.AFTER_DEADLINE, colour=RED)


def _keys(course: Course, shown: tuple[Band, ...], spot: _Spot) -> list[Key]:
    """What occurs is explained, and nothing else."""
    rows = [row for band in shown for row in band.rows]
    phases = {piece.phase for row in rows for piece in row.pieces}
    marks = {mark for row in rows for _, mark in row.marks}
    signs = {sign for band in shown for _, sign in _deadlines(band, spot)}
    keys = [
        Key(words=texts.phase_words(phase, course.kinds), colour=colour)
        for phase, colour in PHASE_COLOURS.items()
        if phase in phases
    ] + [*_time_keys(rows)]
    keys += [
        Key(words=words, colour=MARK_SIGNS[mark][1], marker=MARK_SIGNS[mark][0])
        for mark, words in texts.MARKS.items()
        if mark in marks
    ]
    keys += [Key(words=words, colour=sign[1], line=sign[0]) for sign, words in NAMED_SIGNS if sign in signs]
    if course.now is not None:
        keys.append(Key(words=texts.NOW, colour=INK, line="-"))
    return keys
