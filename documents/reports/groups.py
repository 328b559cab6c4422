"""The figures of a report by unit, person, field, assigner, document and month, each a view (M36, M39, M40, M42)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import attrgetter
from typing import Any

from actions.reports import FinishedReport
from documents.reports.columns import ColumnFormat, ViewColumn
from documents.reports.views import CELL_LIMIT, SheetView
from domain.figures.afterwards import LaterConfirmation
from domain.figures.catalogue import Figure, FigureOf, FigureUnit, ShareOf, SumOf, figures_of
from domain.figures.figures import Figures, Group, Grouping
from domain.figures.points import Points, UnitPoints
from domain.figures.trends import MonthFigures
from domain.figures.workloads import Load
from domain.names import fold
from texts.duty_words import CAUSES
from texts.reports import views as texts
from texts.reports import words as rw
from texts.reports.figures import FIGURES
from texts.reports.views import SheetTitle
from texts.scene import Scene

BOXES = figures_of(FigureOf.BOXES)
COUNTS = figures_of(FigureOf.TASKS, FigureUnit.NUMBER)
FEWER_COUNTS = (
    Figure.SELF_JUDGED, Figure.EARLY, Figure.WAITING, Figure.DAYS_LATE, Figure.OWN_CAUSES, Figure.OUTSIDE_CAUSES,
    Figure.EXTENSIONS_GRANTED, Figure.RETURNS, Figure.BLOCKERS, Figure.INITIATIVES, Figure.PROTECTED,
)  # fmt: skip
TIMES = figures_of(FigureOf.TASKS, FigureUnit.WORKING_TIME)
OPINIONS = figures_of(FigureOf.OPINIONS)
LOADS = figures_of(FigureOf.LOAD)
POINTS = (
    Figure.PRODUCTS, Figure.COMPLETED, Figure.SELF_JUDGED, Figure.DELAYS, Figure.EXCUSED, Figure.RETURNED,
    Figure.PROGRESS,
)  # fmt: skip
MORE_GROUPINGS = (
    *(Grouping.FIELD, Grouping.HEAD, Grouping.DEPUTY, Grouping.RANK, Grouping.ASSIGNER, Grouping.DOCUMENT),
)
FORMATS = {
    FigureUnit.NUMBER: (ColumnFormat.NUMBER, 5.3),  # with the width of the column
    FigureUnit.WORKING_TIME: (ColumnFormat.DECIMAL, 6.7),
    FigureUnit.SHARE: (ColumnFormat.SHARE, 6.7),
    FigureUnit.OF_HUNDRED: (ColumnFormat.DECIMAL, 12),
}
MONTH_WIDTH = 6.7


@dataclass(frozen=True, kw_only=True)
class OfPerson:
    """Everything about one person, from three places of the report."""

    name: str
    unit: str
    figures: Figures
    load: Load | None
    points: dict[str, Points]  # by the name of their month


def views(scene: Scene, told: FinishedReport) -> Iterator[SheetView[Any]]:
    groups = told.report.groups
    yield _groups(scene, told, Grouping.UNIT)
    yield _together(scene, groups.get(Grouping.UNIT, ()))
    yield _people(scene, told)
    yield _points(scene, told.report.points)
    yield _unit_points(scene, told.report.unit_points)
    if told.report.later:
        yield _later(scene, told.report.later)
    for grouping in MORE_GROUPINGS:
        yield _groups(scene, told, grouping)
    yield _trend(told.report.trend)


# Columns


def hours(length: timedelta | None) -> float | None:
    return None if length is None else round(length / timedelta(hours=1), 2)


def _text(key: str, title: str, width: float, say: Callable[[Any], str]) -> ViewColumn[Any]:
    return ViewColumn(key=key, title=title, width=width, value=say)


def _figure(figure: Figure, of: Callable[[Any], Any] = lambda row: row) -> ViewColumn[Any]:
    """The figure as a column: computed in the sheet where it follows from others, else taken from what holds it; an
    empty cell where nothing does."""
    look, width = FORMATS[figure.unit]
    column = ViewColumn[Any](
        key=figure,
        title=FIGURES[figure].title,
        width=width,
        look=look,
        totalled=figure.adds_up,
        turned=True,
    )
    match figure.how:
        case SumOf(keys):
            return replace(column, sum_of=keys)
        case ShareOf(part, whole):
            return replace(column, share_of=(part, whole))
    take = attrgetter(figure.path)

    def value(row: Any) -> Any:
        held = of(row)
        found = None if held is None else take(held)
        return hours(found) if figure.unit is FigureUnit.WORKING_TIME else found

    return replace(column, value=value)


def _view(named: SheetTitle, columns: Sequence[ViewColumn[Any]], rows: Sequence[Any]) -> SheetView[Any]:
    return SheetView(name=named.name, title=named.title, note=named.note, columns=columns, rows=rows, empty=rw.NO_TASK)


# Views


def _groups(scene: Scene, told: FinishedReport, grouping: Grouping) -> SheetView[Group]:
    figures, whole = attrgetter("figures"), grouping is Grouping.UNIT
    counts, times = (COUNTS, TIMES) if whole else (FEWER_COUNTS, (Figure.HANDLING,))
    columns = [
        _text("name", texts.GROUP_TITLES[grouping], 32, lambda one: rw.group(scene, grouping, one)),
        *(_figure(figure, attrgetter("figures.boxes")) for figure in BOXES),
        *(_figure(figure, figures) for figure in (*counts, *times)),
    ]
    if grouping is Grouping.DOCUMENT:
        subjects = {line.case.document: line.case.subject for line in told.report.lines if line.case.subject}
        columns.insert(
            1, _text("subject", texts.SUBJECT, 32, lambda one: rw.bounded(subjects.get(one.key, ""), CELL_LIMIT))
        )
    return _view(texts.GROUPS[grouping], columns, told.report.groups.get(grouping, ()))


def _together(scene: Scene, units: Sequence[Group]) -> SheetView[Group]:
    """What units did for others: their parts of others' tasks, and what they were asked (M20–M24)."""
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.UNIT], 32, lambda one: rw.group(scene, Grouping.UNIT, one)),
        *(_figure(figure, attrgetter("figures.coordinating")) for figure in BOXES),
        *(_figure(figure, attrgetter("figures.opinions")) for figure in OPINIONS),
    ]
    return _view(texts.TOGETHER, columns, units)


def _people(scene: Scene, told: FinishedReport) -> SheetView[OfPerson]:
    report = told.report
    figures = {group.key: group.figures for group in report.groups.get(Grouping.PERSON, ())}
    loads = {load.person_id: load for load in report.loads}
    points: dict[int, dict[str, Points]] = {}
    for one in report.points:
        points.setdefault(one.person_id, {})[rw.month(one.month)] = one
    units = {person.id: person.unit_id for person in scene.chart.people.values()}
    units |= {one.person_id: one.unit_id for one in report.loads}
    units |= {one.person_id: one.unit_id for one in report.points}
    rows = [
        OfPerson(
            name=rw.person(scene, key) if isinstance(key, int) else rw.NOTHING[Grouping.PERSON],
            unit=rw.unit(scene, units[key]) if isinstance(key, int) and key in units else "",
            figures=figures.get(key, Figures()),
            load=loads.get(key) if isinstance(key, int) else None,
            points=points.get(key, {}) if isinstance(key, int) else {},
        )
        for key in dict.fromkeys((*figures, *loads, *points))
    ]
    rows.sort(key=lambda one: (fold(one.unit), fold(one.name)))
    months = dict.fromkeys(rw.month(one.month) for one in sorted(report.points, key=lambda one: one.month))
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.PERSON], 26, lambda one: one.name),
        _text("unit", texts.UNIT, 26, lambda one: one.unit),
        *(_figure(figure, attrgetter("figures.boxes")) for figure in BOXES),
        *(_figure(figure, attrgetter("figures")) for figure in (*FEWER_COUNTS, Figure.HANDLING, Figure.ACKNOWLEDGING)),
        *(_figure(figure, attrgetter("load")) for figure in LOADS),
        *(_month_points(month) for month in months),
    ]
    return _view(texts.GROUPS[Grouping.PERSON], columns, rows)


def _month_points(month: str) -> ViewColumn[OfPerson]:
    def value(row: OfPerson) -> float | None:
        found = row.points.get(month)
        return found.progress if found else None

    return ViewColumn(
        key=f"points {month}",
        title=texts.points_of(month),
        width=MONTH_WIDTH,
        look=ColumnFormat.DECIMAL,
        value=value,
        turned=True,
    )


def _points(scene: Scene, points: Sequence[Points]) -> SheetView[Points]:
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.PERSON], 28, lambda one: rw.person(scene, one.person_id)),
        _text("unit", texts.UNIT, 32, lambda one: rw.unit(scene, one.unit_id)),
        _text("month", texts.MONTH, 12, lambda one: rw.month(one.month)),
        *map(_figure, POINTS),
    ]
    return _view(texts.POINTS, columns, points)


def _unit_points(scene: Scene, points: Sequence[UnitPoints]) -> SheetView[UnitPoints]:
    columns = [
        _text("unit", texts.UNIT, 40, lambda one: rw.unit(scene, one.unit_id)),
        _text("month", texts.MONTH, 12, lambda one: rw.month(one.month)),
        *(replace(_figure(figure), totalled=False) for figure in (Figure.PEOPLE, *POINTS)),
    ]
    return _view(texts.UNIT_POINTS, columns, points)


def _later(scene: Scene, later: Sequence[LaterConfirmation]) -> SheetView[LaterConfirmation]:
    says: dict[str, tuple[float, Callable[[LaterConfirmation], str]]] = {
        "code": (10, lambda one: one.case.code),
        "title": (40, lambda one: rw.bounded(one.case.title, CELL_LIMIT)),
        "month": (12, lambda one: rw.month(one.month)),
        "person": (24, lambda one: rw.person(scene, one.person_id)),
        "unit": (30, lambda one: rw.unit(scene, one.unit_id)),
        "what": (24, lambda one: texts.CREDITED if one.cause is None else CAUSES[one.cause]),
        "at": (12, lambda one: rw.day(scene, one.at)),
        "before": (10, lambda one: rw.points(one.before)),
        "after": (10, lambda one: rw.points(one.after)),
    }
    columns = [_text(key, texts.LATER_COLUMNS[key], width, say) for key, (width, say) in says.items()]
    return _view(texts.LATER, columns, later)


def _trend(months: Sequence[MonthFigures]) -> SheetView[MonthFigures]:
    columns = [
        _text("month", texts.MONTH, 14, lambda one: rw.month(one.first)),
        *(_figure(figure, attrgetter("boxes")) for figure in BOXES),
        *map(_figure, (Figure.HANDLING, Figure.HANDLING_LONG)),
    ]
    # The boxes of months do not add up: what stays open stands in several.
    return _view(texts.TREND, [replace(column, totalled=False) for column in columns], months)
