"""Who had how much in hand, the points of each month and the trend once more, from the journal alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from domain.duties.statements import Cause
from domain.figures.points import Points, UnitPoints
from domain.figures.records import Box
from domain.figures.trends import MonthFigures
from domain.figures.workloads import Load
from tests.oracle.recount import MOMENT, Recount, Row, figures_of
from tests.oracle.replay_model import Owed, Saying
from tests.oracle.replay_status import ReplayedStatus


class WholeRecount(Recount):
    """The figures of one time with those of people and months."""

    @cached_property
    def loads(self) -> dict[int, Load]:
        found: dict[int, Load] = {}
        held: dict[int, set[int]] = {}
        for owed in self.duties:
            status = self.statuses[owed.id]
            for turn in owed.turns:
                if turn.since > self.moment or (turn.until is not None and turn.until < self.since):
                    continue
                unit = self.unit_of(turn.person, self.moment)
                empty = Load(
                    person_id=turn.person,
                    unit_id=unit,
                    held=0,
                    open_now=0,
                    overdue_now=0,
                    holding=timedelta(),
                    holding_late=timedelta(),
                )
                load = found.get(turn.person, empty)
                held.setdefault(turn.person, set()).add(owed.id)
                since = max(turn.since, self.since)
                until = self.end if turn.until is None else min(turn.until, self.end)
                has_it = status.closed is None and turn is status.present
                late_since = max(since, status.passes)
                found[turn.person] = replace(
                    load,
                    held=len(held[turn.person]),
                    open_now=load.open_now + has_it,
                    overdue_now=load.overdue_now + (has_it and status.is_late),
                    holding=load.holding + (timedelta() if turn.phase == "paused" else self.slow.worked(since, until)),
                    holding_late=load.holding_late
                    + (timedelta() if turn.phase in {"paused", "lacking"} else self.slow.worked(late_since, until)),
                )
        return found

    @cached_property
    def points(self) -> dict[tuple[date, int], Points]:
        found: dict[tuple[date, int], Points] = {}
        first = self.since
        while first < self.end:
            following = min(self.slow.next_month(first), self.until)
            at = min(following, self.moment + MOMENT)
            month = WholeRecount(
                self.replay, since=first, until=following, at=at, slow=self.slow, policies=self.policies
            )
            found |= {(self.slow.day(first).replace(day=1), one.person_id): one for one in month._points()}
            first = following
        return found

    @cached_property
    def later(self) -> list[tuple[Any, ...]]:
        """What was confirmed or credited in the time of months that were over by then: case, kind, person, month, what,
        when, the points before and after."""
        found: list[tuple[Any, ...]] = []
        for owed in self.replay.duties.values():
            if owed.kind not in {"lead", "coordinating"}:
                continue
            for one in owed.sayings:
                if not self.within(one.confirmed) or one.confirmed is None:
                    continue
                first = self.slow.months_ago(self.slow.day(owed.opened), 0)
                while (following := self.slow.next_month(first)) <= one.confirmed:
                    found += self._correction(owed, one, first, following - MOMENT)
                    first = following
        return sorted(found, key=repr)

    def _correction(self, owed: Owed, one: Saying, first: datetime, end: datetime) -> list[tuple[Any, ...]]:
        status = ReplayedStatus(owed, end, self.slow)
        assert one.confirmed is not None
        if not self.was_open(owed, first, end) or not status.is_late:
            return []
        month = self.slow.day(first)
        if one.kind == "cause":
            completed = status.closed is not None and owed.outcome == "accepted"
            overdue = status.box is Box.OPEN_OVERDUE and status.present.phase not in {"submitted", "paused"}
            causes = [
                ReplayedStatus(owed, at, self.slow).confirmed_cause() for at in (one.confirmed - MOMENT, one.confirmed)
            ]
            points = [100.0 if cause == Cause.OUTSIDE else 75.0 for cause in causes]
            if points[0] == points[1] or not (completed or overdue):
                return []
            return [(owed.case.id, owed.kind, status.worker.person, month, one.detail, one.confirmed, *points)]
        if owed.kind != "lead" or status.is_protected() or one.kind not in {"initiative", "blocker"}:
            return []
        return [(owed.case.id, owed.kind, status.worker.person, month, None, one.confirmed, None, None)]

    @cached_property
    def unit_points(self) -> dict[tuple[date, int | None], UnitPoints]:
        """Each person's points put to the unit and to every one above it."""
        by: dict[tuple[date, int | None], list[Points]] = {}
        for one in self.points.values():
            unit, met = one.unit_id, set[int | None]()
            while unit not in met:
                met.add(unit)
                by.setdefault((one.month, unit), []).append(one)
                unit = self.replay.parents.get(unit) if unit is not None else None
                if unit is None:
                    break
        return {key: _together(key, those) for key, those in by.items()}

    def _points(self) -> Iterable[Points]:
        month = self.slow.day(self.since).replace(day=1)
        marks: dict[int, list[str]] = {}
        for owed in self.duties:
            if owed.kind not in {"lead", "coordinating"}:
                continue
            status = self.statuses[owed.id]
            for row in self._happenings(owed):
                if row.what == "returns":
                    marks.setdefault(row.person, []).append("returned")
            completed = status.closed is not None and owed.outcome == "accepted"
            overdue = status.box is Box.OPEN_OVERDUE and status.present.phase not in {"submitted", "paused"}
            if completed or overdue:
                mine = marks.setdefault(status.worker.person, [])
                mine.append("completed" if completed else "outstanding")
                if status.is_late:
                    mine.append("excused" if status.confirmed_cause() == Cause.OUTSIDE else "delays")
        for person, mine in marks.items():
            products, delays = mine.count("completed") + mine.count("outstanding"), mine.count("delays")
            yield Points(
                person_id=person,
                unit_id=self.unit_of(person, self.moment),
                month=month,
                products=products,
                completed=mine.count("completed"),
                delays=delays,
                excused=mine.count("excused"),
                returned=mine.count("returned"),
                progress=100 * (1 - 0.25 * delays / products) if products else None,
            )

    @cached_property
    def trend(self) -> list[MonthFigures]:
        """Twelve months, from the first in which there was a task."""
        found: list[MonthFigures] = []
        today = self.slow.day(self.moment)
        first = self.slow.months_ago(today, 11)
        for _ in range(12):
            following = self.slow.next_month(first)
            end = min(following, self.moment)
            moment = end if end < following else following - MOMENT
            leads = [one for one in self.replay.duties.values() if one.kind == "lead"]
            statuses = [ReplayedStatus(one, moment, self.slow) for one in leads if self.was_open(one, first, moment)]
            rows = [Row(f"box {one.box}", 1, 0, None, one.owed) for one in statuses]
            rows += [Row("handling", one.handling(), 0, None, one.owed) for one in statuses if one.is_done]
            if found or rows:
                figures = figures_of(rows)
                found.append(MonthFigures(first=self.slow.day(first), boxes=figures.boxes, handling=figures.handling))
            first = following
        return found


def _together(key: tuple[date, int | None], those: list[Points]) -> UnitPoints:
    names = ("products", "completed", "delays", "excused", "returned")
    sums = {name: sum(getattr(one, name) for one in those) for name in names}
    progress = 100 * (1 - 0.25 * sums["delays"] / sums["products"]) if sums["products"] else None
    return UnitPoints(month=key[0], unit_id=key[1], people=len(those), progress=progress, **sums)
