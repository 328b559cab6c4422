"""The figures of a report by unit, person, field, assigner, document and month, each a view (M36, M39, M40, M42)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from actions.reports import FinishedReport
from documents.reports.columns import ColumnFormat, ViewColumn
from documents.reports.views import CELL_LIMIT, SheetView
from domain.figures.afterwards import LaterConfirmation
from domain.figures.by_person import PersonFigures, figures_by_person
from domain.figures.catalogue import Figure, FigureOf, FigureUnit, ShareOf, SumOf, figures_of
from domain.figures.figures import Group, Grouping
from domain.figures.points import Points, UnitPoints
from domain.figures.trends import MonthFigures
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
    return replace(column, value=_value(figure, of))


def _value(figure: Figure, of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    take = attrgetter(figure.path)

    def value(row: Any) -> Any:
        held = of(row)
        found = None if held is None else take(held)
        return hours(found) if figure.unit is FigureUnit.WORKING_TIME else found

    return value


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


def _people(scene: Scene, told: FinishedReport) -> SheetView[PersonFigures]:
    units = {person.id: person.unit_id for person in scene.chart.people.values()}
    named = [
        (rw.unit(scene, one.unit_id), rw.person(scene, one.person_id), one)
        for one in figures_by_person(told.report, units)
    ]
    named.sort(key=lambda row: (fold(row[0]), fold(row[1])))
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.PERSON], 26, lambda one: rw.person(scene, one.person_id)),
        _text("unit", texts.UNIT, 26, lambda one: rw.unit(scene, one.unit_id)),
        *(_figure(figure, attrgetter("figures.boxes")) for figure in BOXES),
        *(_figure(figure, attrgetter("figures")) for figure in (*FEWER_COUNTS, Figure.HANDLING, Figure.ACKNOWLEDGING)),
        *(_figure(figure, attrgetter("load")) for figure in LOADS),
        *(_month_points(month) for month in sorted({one.month for one in told.report.points})),
    ]
    return _view(texts.GROUPS[Grouping.PERSON], columns, [one for _, _, one in named])


def _month_points(month: date) -> ViewColumn[PersonFigures]:
    def value(row: PersonFigures) -> float | None:
        found = row.points.get(month)
        return found.progress if found else None

    return ViewColumn(
        key=f"points {rw.month(month)}",
        title=texts.points_of(rw.month(month)),
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
