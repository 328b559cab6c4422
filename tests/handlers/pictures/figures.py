"""Reports to be looked at in pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from domain.figures.figures import Boxes, Figures, Group, Grouping, Spread
from domain.figures.reports import Report
from domain.figures.trends import MonthFigures
from domain.figures.workloads import Load
from tests.handlers.samples.cast import at


def report(
    units: Sequence[tuple[int | None, Boxes]] = (),
    trend: Sequence[MonthFigures] = (),
    loads: Sequence[Load] = (),
) -> Report:
    return Report(
        since=at(1, 0),
        until=at(1, 0, month=1, year=2027),
        at=at(31, 16),
        whole=Figures(boxes=Boxes(**{name: sum(getattr(one, name) for _, one in units) for name in NAMES})),
        groups={Grouping.UNIT: tuple(Group(key=key, figures=Figures(boxes=boxes)) for key, boxes in units)},
        lines=(),
        loads=tuple(loads),
        points=(),
        trend=tuple(trend),
    )


NAMES = ("done_on_time", "done_late", "open_on_time", "open_overdue", "cancelled")


def boxes(*counts: int) -> Boxes:
    return Boxes(**dict(zip(NAMES, counts, strict=False)))


def month(number: int, hours: float | None, *counts: int) -> MonthFigures:
    spread = Spread() if hours is None else Spread(count=sum(counts[:2]) or 1, median=timedelta(hours=hours))
    return MonthFigures(first=date(2026, number, 1), boxes=boxes(*counts), handling=spread)


def load(person: int, open_now: int, overdue_now: int) -> Load:
    return Load(
        person_id=person,
        unit_id=None,
        held=open_now + 3,
        open_now=open_now,
        overdue_now=overdue_now,
        holding=timedelta(hours=40),
        holding_late=timedelta(hours=3),
    )


BUSY = report(
    [(200 + n, boxes((n * 7) % 23, n % 4, (n * 5) % 11, (n * 3) % 6, n % 2)) for n in range(25)]
    + [(None, boxes(1, 0, 2))],
    [
        month(n, None if n == 4 else 20 + (n * 37) % 90 + 0.5, *((0, 0) if n == 4 else (n * 3, n % 4, 2, n % 3)))
        for n in range(1, 13)
    ],
    [load(100 + n, 20 - n, (n * 5) % 7 if n < 12 else 0) for n in range(18)],
)
OFFICE = report(
    [
        (200, boxes(14, 2, 6, 1)),
        (201, boxes(9, 3, 4, 2)),
        (202, boxes(11, 0, 2, 0, 1)),
        (203, boxes(3, 1, 5, 3)),
        (4, boxes(4, 0, 1)),
    ],
    [
        month(7, 61.5, 20, 9, 3, 4),
        month(8, 58, 24, 8, 3, 3),
        month(9, 49.5, 22, 6, 2, 3),
        month(10, 52, 31, 6, 5, 2),
        month(11, 40.5, 33, 5, 4, 3),
        month(12, 37, 41, 6, 18, 6),
    ],
    [load(100 + number, *held) for number, held in enumerate([(6, 1), (5, 0), (4, 2), (4, 0), (3, 0), (1, 1), (1, 0)])],
)
QUIET = report([(2, boxes(3, 0, 1)), (3, boxes(0, 1))], [month(11, 31.5, 3, 1), month(12, 24, 2)], [load(4, 1, 0)])
EMPTY = report()
