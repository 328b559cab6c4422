"""The lists of a report: all its tasks with the usual columns, those overdue, for praise, for publication, with
blockers, drawn for inspection (M37, M38, M41, M54)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.reports import FinishedReport
from documents.reports.columns import ColumnFormat, ViewColumn
from documents.reports.views import CELL_LIMIT, SheetView
from domain.figures.lists import ReportLine, drawn, for_praise, for_publication, overdue
from texts.reports import rows
from texts.reports import views as texts
from texts.reports import words as rw
from texts.reports.figures import BOXES
from texts.reports.views import SheetTitle
from texts.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Numbered:
    number: int
    line: ReportLine


# What stands in each list, by the keys of the columns.
USUAL = (
    "number", "code", "title", "document", "assigner", "unit", "person", "coordinating", "product", "original",
    "extended", "done", "box", "days_late", "cause", "blockers", "notes",
)  # fmt: skip
OVERDUE = (
    "number", "code", "title", "assigner", "unit", "holder", "held_since", "deadline", "days_late", "phase", "cause",
    "blockers", "protection",
)  # fmt: skip
PRAISE = (
    "number", "code", "title", "assigner", "unit", "person", "deadline", "done", "days_before", "returns", "notes",
)  # fmt: skip
PUBLICATION = (
    "number", "code", "title", "assigner", "unit", "person", "deadline", "done", "box", "days_late", "cause",
    "protection",
)  # fmt: skip
BLOCKERS = ("number", "code", "title", "unit", "person", "deadline", "box", "conflicting", "blockers", "notes")
SAMPLE = (
    "number", "code", "title", "document", "assigner", "unit", "person", "product", "deadline", "done", "box",
    "inspected", "inspector",
)  # fmt: skip


def views(scene: Scene, told: FinishedReport) -> Iterator[SheetView[Numbered]]:
    """The list of everything first: what the other sheets count stands there."""
    offered = _columns(scene, told)
    for named, lines, keys in _lists(scene, told):
        yield SheetView(
            name=named.name,
            title=named.title,
            note=named.note,
            columns=[offered[key] for key in keys],
            rows=[Numbered(number=number, line=line) for number, line in enumerate(lines, start=1)],
            kept=2,
            empty=rw.NO_TASK,
        )


def _lists(scene: Scene, told: FinishedReport) -> Iterator[tuple[SheetTitle, Iterable[ReportLine], Sequence[str]]]:
    lines = told.report.lines
    yield texts.LIST, lines, USUAL
    yield texts.OVERDUE, overdue(lines), OVERDUE
    yield texts.PRAISE, for_praise(lines, scene.timezone), PRAISE
    yield texts.PUBLICATION, for_publication(lines), PUBLICATION
    yield texts.BLOCKERS, (line for line in lines if line.blockers), BLOCKERS
    if told.sample:
        yield texts.sample(told.seed, len(told.sample), len(lines)), drawn(lines, told.sample), SAMPLE


def _columns(scene: Scene, told: FinishedReport) -> Mapping[str, ViewColumn[Numbered]]:
    """What can stand in a list, by its key."""

    def text(key: str, width: float, say: Callable[[ReportLine], str]) -> ViewColumn[Numbered]:
        return ViewColumn(key=key, title=texts.LIST_TITLES[key], width=width, value=lambda one: say(one.line))

    def other(key: str, width: float, look: ColumnFormat, give: Callable[[ReportLine], Any]) -> ViewColumn[Numbered]:
        return ViewColumn(
            key=key, title=texts.LIST_TITLES[key], width=width, look=look, value=lambda one: give(one.line)
        )

    def extended(line: ReportLine) -> datetime | None:
        return line.deadline.moment if line.deadline != line.original else None

    number = ViewColumn[Numbered](
        key="number", title=texts.LIST_TITLES["number"], width=5, look=ColumnFormat.NUMBER, value=lambda one: one.number
    )
    found = (
        number,
        text("code", 8, lambda line: line.case.code),
        text("title", 30, lambda line: rw.bounded(line.case.title, CELL_LIMIT)),
        text("document", 17, lambda line: rows.document(scene, line, CELL_LIMIT)),
        text("assigner", 14, lambda line: rw.person(scene, line.case.assigner_id)),
        text("unit", 17, lambda line: rw.unit(scene, line.unit_id)),
        text("person", 14, lambda line: rw.person(scene, line.responsible_id)),
        text("coordinating", 16, lambda line: rw.bounded(rows.coordinating(scene, line), CELL_LIMIT)),
        text("product", 14, lambda line: rw.bounded(line.case.product, CELL_LIMIT)),
        other("original", 14.5, ColumnFormat.MOMENT, lambda line: line.original.moment),
        other("extended", 14.5, ColumnFormat.MOMENT, extended),
        other("deadline", 14.5, ColumnFormat.MOMENT, lambda line: line.deadline.moment),
        other("done", 14.5, ColumnFormat.MOMENT, lambda line: line.done_at),
        text("box", 13, lambda line: BOXES[line.box]),
        text("phase", 12, rows.step),
        other("days_late", 6, ColumnFormat.NUMBER, lambda line: line.days_late if line.is_late else None),
        other("days_before", 8, ColumnFormat.NUMBER, lambda line: line.days_before(scene.timezone)),
        text("cause", 20, lambda line: rows.cause(told, line, CELL_LIMIT)),
        text("blockers", 24, lambda line: rows.blockers(told, line, CELL_LIMIT)),
        text("conflicting", 10, lambda line: "x" if line.conflicting_law else ""),
        text("protection", 26, lambda line: rows.protection(told, line, CELL_LIMIT)),
        text("notes", 18, lambda line: rows.notes(scene, line, protected=True)),
        other("returns", 7, ColumnFormat.NUMBER, lambda line: line.returns),
        text("holder", 14, lambda line: rw.holder(scene, told, line.holder_id)),
        other("held_since", 14.5, ColumnFormat.MOMENT, lambda line: line.held_since),
        text("inspected", 26, lambda line: ""),
        text("inspector", 16, lambda line: ""),
    )
    return {column.key: column for column in found}
