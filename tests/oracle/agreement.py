"""Where a report and its recount differ, figure by figure, and which sums in it do not come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from domain.duties.cases import Case
from domain.figures.figures import Boxes, Figures
from domain.figures.lists import ReportLine
from domain.figures.reports import Report
from tests.oracle.recount_people import WholeRecount
from tests.oracle.replay_status import ReplayedStatus

OF_THE_CASE = ("title", "assigner", "urgency", "field", "document", "label", "policy", "opened")
BOXES = ("done_on_time", "done_late", "open_on_time", "open_overdue")


def differences(report: Report, recount: WholeRecount) -> Iterator[str]:
    """One sentence for each figure in which they differ."""
    yield from _compare("whole", report.whole, recount.whole)
    groups = {grouping: {group.key: group.figures for group in those} for grouping, those in report.groups.items()}
    for grouping, those in recount.groups.items():
        yield from _both(str(grouping), groups[grouping], those)
    yield from _both("load", {load.person_id: load for load in report.loads}, recount.loads)
    yield from _both("points", {(one.month, one.person_id): one for one in report.points}, recount.points)
    yield from _both("unit points", {(one.month, one.unit_id): one for one in report.unit_points}, recount.unit_points)
    yield from _both("trend", {one.first: one for one in report.trend}, {one.first: one for one in recount.trend})
    later = [
        (one.case.id, one.kind, one.person_id, one.month, one.cause, one.at, one.before, one.after)
        for one in report.later
    ]
    yield from _compare("later", sorted(map(_plain, later)), sorted(map(_plain, recount.later)))
    lines = {line.case.id: _line_as_data(line) for line in report.lines}
    yield from _both("line", lines, lines_of(recount))


def _plain(row: tuple[Any, ...]) -> str:
    return " ".join(str(one.astimezone(UTC) if isinstance(one, datetime) else one) for one in row)


def compared(report: Report) -> int:
    """How many figures a comparison looks at."""
    figures = 1 + sum(len(groups) for groups in report.groups.values())
    of_each = len(fields(Figures)) - 2 + 2 * (len(BOXES) + 1) + 9
    rest = 6 * len(report.loads) + 7 * (len(report.points) + len(report.unit_points)) + 8 * len(report.trend)
    return figures * of_each + rest + (len(fields(ReportLine)) + len(OF_THE_CASE)) * len(report.lines)


def sums_that_fail(report: Report) -> Iterator[str]:
    """The boxes add up: in themselves, over each grouping, to the lines and to what was carried over and begun."""
    whole = report.whole.boxes
    if whole.total + whole.cancelled != len(report.lines):
        yield f"{whole} are not the {len(report.lines)} lines"
    if report.whole.carried_over + report.whole.begun != len(report.lines):
        yield f"{report.whole.carried_over} carried over and {report.whole.begun} begun are not the lines"
    if sum(getattr(whole, box) for box in BOXES) != whole.total:
        yield f"{whole} do not add up"
    for grouping, groups in report.groups.items():
        for box in (*BOXES, "cancelled"):
            for what in ("boxes", "coordinating"):
                of_whole = getattr(getattr(report.whole, what), box)
                added = sum(getattr(getattr(group.figures, what), box) for group in groups)
                if added != of_whole:
                    yield f"{what} {box} by {grouping}: {added}, of the whole {of_whole}"
    opinions = report.whole.opinions
    if opinions.asked != opinions.in_time + opinions.deemed + opinions.still_open + opinions.withdrawn:
        yield f"{opinions} do not add up"


def _both(name: str, report: Mapping[Any, Any], recount: Mapping[Any, Any]) -> Iterator[str]:
    for key in report.keys() | recount.keys():
        yield from _compare(f"{name} {key}", report.get(key), recount.get(key))


def _compare(name: str, report: Any, recount: Any) -> Iterator[str]:
    if isinstance(report, Figures | Boxes) and type(report) is type(recount):
        for one in fields(report):
            yield from _compare(f"{name}, {one.name}", getattr(report, one.name), getattr(recount, one.name))
    elif isinstance(report, dict) and isinstance(recount, dict):
        for key in report.keys() | recount.keys():
            yield from _compare(f"{name}, {key}", report.get(key), recount.get(key))
    elif report != recount:
        yield f"{name}: {report} in the report, {recount} by the journal"


def _line_as_data(line: ReportLine) -> dict[str, Any]:
    found = {one.name: getattr(line, one.name) for one in fields(line) if one.name != "case"}
    return found | {f"case {name}": value for name, value in _of_case(line.case).items()}


def _of_case(case: Case) -> dict[str, Any]:
    return {
        "title": case.title,
        "assigner": case.assigner_id,
        "urgency": case.urgency,
        "field": case.field or "",
        "document": case.document,
        "label": case.label,
        "policy": case.policy_version,
        "opened": case.opened_at,
    }


def lines_of(recount: WholeRecount) -> dict[int, dict[str, Any]]:
    """Each task as one row, by its case."""
    parts: dict[int, list[ReplayedStatus]] = {}
    for owed in recount.replay.duties.values():
        if owed.kind == "coordinating":
            parts.setdefault(owed.case.id, []).append(ReplayedStatus(owed, recount.moment, recount.slow))
    return {
        owed.case.id: _line(recount, recount.statuses[owed.id], parts.get(owed.case.id, []))
        for owed in recount.duties
        if owed.kind == "lead"
    }


def takes_part(part: ReplayedStatus) -> bool:
    begun = part.owed.opened <= part.at
    freed = part.closed is not None and part.owed.outcome == "withdrawn"
    return begun and not freed and part.present.unit is not None


def _line(recount: WholeRecount, status: ReplayedStatus, parts: list[ReplayedStatus]) -> dict[str, Any]:
    owed = status.owed
    said = [one for part in (status, *parts) for one in part.owed.sayings if one.at <= status.at]
    said.sort(key=lambda one: (one.at, one.words or 0))
    granted = [
        plea.kind for plea in owed.pleas if plea.outcome == "granted" and plea.closed and plea.closed <= status.at
    ]
    phases = [turn.phase for turn in status.turns]
    cause, confirmed = status.cause()
    found = {
        "unit_id": recount.unit_of_turn(status.worker),
        "responsible_id": status.worker.person,
        "holder_id": status.present.person,
        "held_since": status.present.since,
        "coordinating": tuple(part.present.unit for part in parts if takes_part(part)),
        "original": owed.case.original,
        "deadline": status.deadline,
        "handed_in_at": status.handed_in,
        "closed_at": status.closed,
        "box": status.box,
        "phase": status.present.phase,
        "days_late": status.days_late(),
        "extensions": granted.count("extension"),
        "transfers": granted.count("transfer"),
        "returns": sum(pair == ("submitted", "working") for pair in pairwise(phases)),
        "cause": cause.detail if cause else None,
        "cause_confirmed": confirmed,
        "cause_words": cause.words if cause else None,
        "blockers": tuple(one.words for one in said if one.kind == "blocker"),
        "conflicting_law": any(one.detail == "conflicting_law" for one in said),
        "initiatives": tuple(one.words for one in said if one.kind == "initiative"),
        "came_late": frozenset(
            one.words
            for one in said
            if status.is_late
            and one.kind in {"blocker", "initiative"}
            and one.at > status.passes
            and not (one.confirmed is not None and one.confirmed <= status.at)
        ),
        "is_protected": status.is_protected(),
        "is_self_judged": status.is_self_judged(),
    }
    of_the_case = {f"case {name}": getattr(owed.case, name) for name in OF_THE_CASE}
    return found | of_the_case | {"case assigner": owed.case.assigner_at(recount.moment)}
