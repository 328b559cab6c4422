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
from domain.figures.figures import Figures, Group, Grouping, LaterConfirmation, Load, MonthFigures, Points, UnitPoints
from domain.names import fold
from texts.duty_words import CAUSES
from texts.reports import views as texts
from texts.reports import words as rw
from texts.reports.views import FIGURE_TITLES, SheetTitle
from texts.scene import Scene

BOXES = ("done_on_time", "done_late", "open_on_time", "open_overdue")
SUMS = {"total": BOXES, "done": BOXES[:2], "fallen_due": (*BOXES[:2], BOXES[3])}
SHARES = {
    "on_time_of_done": ("done_on_time", "done"),
    "on_time_of_fallen_due": ("done_on_time", "fallen_due"),
    "answered_in_time": ("in_time", "settled"),
}
BOX_COLUMNS = (*BOXES, "total", "done", "fallen_due", "on_time_of_done", "on_time_of_fallen_due", "cancelled")
COUNTS = (
    "carried_over", "begun", "self_judged", "early", "paused", "waiting", "days_late", "own_causes", "outside_causes",
    "extensions_asked", "extensions_granted", "transfers_up", "transfers_sideways", "refusals", "returns", "silences",
    "blockers", "conflicting_law", "initiatives", "protected",
)  # fmt: skip
FEWER_COUNTS = (
    "self_judged", "early", "waiting", "days_late", "own_causes", "outside_causes", "extensions_granted", "returns",
    "blockers", "initiatives", "protected",
)  # fmt: skip
MORE_GROUPINGS = (
    *(Grouping.FIELD, Grouping.HEAD, Grouping.DEPUTY, Grouping.RANK, Grouping.ASSIGNER, Grouping.DOCUMENT),
)
COUNT_WIDTH, SHARE_WIDTH = 5.3, 6.7
SPREADS = {
    "handling": "handling.median",
    "handling_long": "handling.ninth_decile",
    "acknowledging": "acknowledging.median",
    "accepting": "accepting.median",
    "deciding": "deciding.median",
    "asking": "asking",
    "asked_about": "asked_about",
}
LENGTHS = ("asking", "asked_about")  # these add up


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


def _count(key: str, of: Callable[[Any], Any], path: str | None = None) -> ViewColumn[Any]:
    """A number that adds up, taken from the row by its path."""
    take = attrgetter(path or key)
    return ViewColumn(
        key=key,
        title=FIGURE_TITLES[key],
        width=COUNT_WIDTH,
        look=ColumnFormat.NUMBER,
        value=lambda row: take(of(row)),
        totalled=True,
        turned=True,
    )


def _hours(key: str, of: Callable[[Any], Any], path: str, *, totalled: bool = False) -> ViewColumn[Any]:
    take = attrgetter(path)
    return ViewColumn(
        key=key,
        title=FIGURE_TITLES[key],
        width=SHARE_WIDTH,
        look=ColumnFormat.DECIMAL,
        value=lambda row: hours(take(of(row))),
        totalled=totalled,
        turned=True,
    )


def _boxes(of: Callable[[Any], Any], keys: Sequence[str] = BOX_COLUMNS) -> list[ViewColumn[Any]]:
    """What stands in the row is counted; sums and rates are computed in the sheet."""
    return [_computed(key) if key in SUMS or key in SHARES else _count(key, of) for key in keys]


def _computed(key: str) -> ViewColumn[Any]:
    share = SHARES.get(key)
    look = ColumnFormat.SHARE if share else ColumnFormat.NUMBER
    return ViewColumn(
        key=key,
        title=FIGURE_TITLES[key],
        width=SHARE_WIDTH if share else COUNT_WIDTH,
        look=look,
        sum_of=SUMS.get(key, ()),
        share_of=share,
        totalled=share is None,
        turned=True,
    )


def _view(named: SheetTitle, columns: Sequence[ViewColumn[Any]], rows: Sequence[Any]) -> SheetView[Any]:
    return SheetView(name=named.name, title=named.title, note=named.note, columns=columns, rows=rows, empty=rw.NO_TASK)


# Views


def _groups(scene: Scene, told: FinishedReport, grouping: Grouping) -> SheetView[Group]:
    figures, whole = attrgetter("figures"), grouping is Grouping.UNIT
    spreads = SPREADS if whole else {"handling": SPREADS["handling"]}
    columns = [
        _text("name", texts.GROUP_TITLES[grouping], 32, lambda one: rw.group(scene, grouping, one)),
        *_boxes(attrgetter("figures.boxes")),
        *(_count(key, figures) for key in (COUNTS if whole else FEWER_COUNTS)),
        *(_hours(key, figures, path, totalled=key in LENGTHS) for key, path in spreads.items()),
    ]
    if grouping is Grouping.DOCUMENT:
        subjects = {line.case.document: line.case.subject for line in told.report.lines if line.case.subject}
        columns.insert(
            1, _text("subject", texts.SUBJECT, 32, lambda one: rw.bounded(subjects.get(one.key, ""), CELL_LIMIT))
        )
    return _view(texts.GROUPS[grouping], columns, told.report.groups.get(grouping, ()))


def _together(scene: Scene, units: Sequence[Group]) -> SheetView[Group]:
    """What units did for others: their parts of others' tasks, and what they were asked (M20–M24)."""
    opinions = attrgetter("figures.opinions")
    settled = ViewColumn[Any](
        key="settled",
        title=FIGURE_TITLES["settled"],
        width=SHARE_WIDTH,
        look=ColumnFormat.NUMBER,
        sum_of=("in_time", "deemed"),
        totalled=True,
        turned=True,
    )
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.UNIT], 32, lambda one: rw.group(scene, Grouping.UNIT, one)),
        *_boxes(attrgetter("figures.coordinating")),
        *(_count(key, opinions) for key in ("asked", "in_time", "deemed", "still_open", "withdrawn")),
        settled,
        _computed("answered_in_time"),
        *(_count(key, opinions) for key in ("late_answers", "empty", "not_ours", "lacking")),
        _hours("time_to_answer", opinions, "time_to_answer.median"),
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
    load = attrgetter("load")
    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.PERSON], 26, lambda one: one.name),
        _text("unit", texts.UNIT, 26, lambda one: one.unit),
        *_boxes(attrgetter("figures.boxes")),
        *(_count(key, attrgetter("figures")) for key in FEWER_COUNTS),
        *(_hours(key, attrgetter("figures"), SPREADS[key]) for key in ("handling", "acknowledging")),
        *(_of_load(_count(key, load)) for key in ("held", "open_now", "overdue_now")),
        *(_of_load(_hours(key, load, key, totalled=True)) for key in ("holding", "holding_late")),
        *(_month_points(month) for month in months),
    ]
    return _view(texts.GROUPS[Grouping.PERSON], columns, rows)


def _of_load(column: ViewColumn[Any]) -> ViewColumn[Any]:
    """The same for those who held nothing: an empty cell."""
    value = column.value
    assert value is not None
    return replace(column, value=lambda row: None if row.load is None else value(row))


def _month_points(month: str) -> ViewColumn[OfPerson]:
    def value(row: OfPerson) -> float | None:
        found = row.points.get(month)
        return found.progress if found else None

    return ViewColumn(
        key=f"points {month}",
        title=texts.points_of(month),
        width=SHARE_WIDTH,
        look=ColumnFormat.DECIMAL,
        value=value,
        turned=True,
    )


def _points(scene: Scene, points: Sequence[Points]) -> SheetView[Points]:
    def whole(row: Points) -> Points:
        return row

    columns = [
        _text("name", texts.GROUP_TITLES[Grouping.PERSON], 28, lambda one: rw.person(scene, one.person_id)),
        _text("unit", texts.UNIT, 32, lambda one: rw.unit(scene, one.unit_id)),
        _text("month", FIGURE_TITLES["month"], 12, lambda one: rw.month(one.month)),
        *(_count(key, whole) for key in ("products", "completed", "self_judged", "delays", "excused", "returned")),
        _progress(),
    ]
    return _view(texts.POINTS, columns, points)


def _unit_points(scene: Scene, points: Sequence[UnitPoints]) -> SheetView[UnitPoints]:
    def whole(row: UnitPoints) -> UnitPoints:
        return row

    counts = ("people", "products", "completed", "self_judged", "delays", "excused", "returned")
    columns = [
        _text("unit", texts.UNIT, 40, lambda one: rw.unit(scene, one.unit_id)),
        _text("month", FIGURE_TITLES["month"], 12, lambda one: rw.month(one.month)),
        *(replace(_count(key, whole), totalled=False) for key in counts),
        _progress(),
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


def _progress() -> ViewColumn[Any]:
    return ViewColumn(
        key="progress",
        title=FIGURE_TITLES["progress"],
        width=12,
        look=ColumnFormat.DECIMAL,
        value=attrgetter("progress"),
        turned=True,
    )


def _trend(months: Sequence[MonthFigures]) -> SheetView[MonthFigures]:
    columns = [
        _text("month", FIGURE_TITLES["month"], 14, lambda one: rw.month(one.first)),
        *_boxes(attrgetter("boxes")),
        _hours("handling", lambda row: row, "handling.median"),
        _hours("handling_long", lambda row: row, "handling.ninth_decile"),
    ]
    # The boxes of months do not add up: what stays open stands in several.
    return _view(texts.TREND, [replace(column, totalled=False) for column in columns], months)
