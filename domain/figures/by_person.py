"""Everything that a report says of one person, brought together from three places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.figures.figures import Figures, Grouping
from domain.figures.points import Points
from domain.figures.reports import Report
from domain.figures.workloads import Load


@dataclass(frozen=True, kw_only=True)
class PersonFigures:
    """A person without a load held nothing."""

    person_id: int
    unit_id: int | None
    figures: Figures
    load: Load | None
    points: Mapping[date, Points]  # by month


def figures_by_person(report: Report, units: Mapping[int, int | None]) -> list[PersonFigures]:
    """`units` are those in which people work now; who is counted elsewhere in the report stands there."""
    figures = {int(one.key): one.figures for one in report.groups.get(Grouping.PERSON, ()) if one.key is not None}
    loads = {one.person_id: one for one in report.loads}
    points: dict[int, dict[date, Points]] = {}
    for one in report.points:
        points.setdefault(one.person_id, {})[one.month] = one
    counted = {load.person_id: load.unit_id for load in report.loads} | {
        one.person_id: one.unit_id for one in report.points
    }
    return [
        PersonFigures(
            person_id=person_id,
            unit_id=counted.get(person_id, units.get(person_id)),
            figures=figures.get(person_id, Figures()),
            load=loads.get(person_id),
            points=points.get(person_id, {}),
        )
        for person_id in dict.fromkeys((*figures, *loads, *points))
    ]
