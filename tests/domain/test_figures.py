"""Figures of registers that came about by chance: what must hold of every report."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.duties import DutyKind, Phase
from domain.figures.catalogue import FigureOf, FigureUnit, figures_of
from domain.figures.figures import Boxes, Figures, Grouping
from domain.figures.points import progress_of
from domain.figures.records import Box, Register
from domain.figures.reports import Report, report_of
from domain.figures.scopes import Scope
from domain.rules.policy import DEFAULT_POLICY
from tests.domain.cast import AGENCY, PLAIN, UNITS
from tests.domain.registers import report
from tests.domain.walks import FIRST, MINUTE, Walk, scope_of, walks

INSTANT = timedelta(microseconds=1)
PARENTS = {unit.id: unit.parent_id for unit in UNITS}
POINTS = ("products", "completed", "delays", "excused", "returned")
COUNTED = figures_of(FigureOf.TASKS, FigureUnit.NUMBER)

moments = st.integers(0, 90 * 24 * 60).map(lambda minutes: FIRST + minutes * MINUTE)


def told(known: Register, since: datetime, until: datetime, at: datetime | None = None, **scope: object) -> Report:
    return report_of(
        known,
        since=since,
        until=until,
        at=at or until,
        calendar=PLAIN,
        policies={1: DEFAULT_POLICY},
        scope=Scope(**scope),
        units={unit.id: unit for unit in UNITS},
    )


def added(figures: list[Figures], name: str) -> int:
    return sum(getattr(one, name) for one in figures)


def boxes_added(boxes: list[Boxes]) -> Boxes:
    return Boxes(**{box.value: sum(getattr(one, box.value) for one in boxes) for box in Box})


@settings(max_examples=100, deadline=None)
@given(walk=walks(), edges=st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_the_boxes_are_those_of_the_account(walk: Walk, edges: list[datetime]):
    since, at, until = edges
    report = told(walk.known, since, until, at)
    moment = at if at < until else until - INSTANT
    population = [one for one in walk.accounts if one.was_open(since, moment)]
    expected = Counter(one.box(moment) for one in population)
    whole = report.whole
    assert {box: getattr(whole.boxes, box.value) for box in Box} == {box: expected[box] for box in Box}
    assert whole.boxes.total + whole.boxes.cancelled == whole.carried_over + whole.begun == len(population)
    assert Counter(line.box for line in report.lines) == expected
    assert sum(line.days_late for line in report.lines) == whole.days_late
    assert sum(line.is_protected for line in report.lines) == whole.protected
    assert sum(line.phase is Phase.PAUSED for line in report.lines) >= whole.paused


@settings(max_examples=40, deadline=None)
@given(walk=walks(), edges=st.lists(moments, min_size=2, max_size=2).map(sorted))
def test_the_groups_add_up_to_the_whole_and_are_reports_of_their_own(walk: Walk, edges: list[datetime]):
    since, until = edges
    report = told(walk.known, since, until)
    for grouping, groups in report.groups.items():
        figures = [group.figures for group in groups]
        assert boxes_added([one.boxes for one in figures]) == report.whole.boxes
        assert boxes_added([one.coordinating for one in figures]) == report.whole.coordinating
        assert {name: added(figures, name) for name in COUNTED} == {
            name: getattr(report.whole, name) for name in COUNTED
        }
        for group in groups if grouping not in {Grouping.HEAD, Grouping.DEPUTY} else ():
            if group.key is not None and not (grouping is Grouping.UNIT and group.key == AGENCY):
                assert told(walk.known, since, until, **scope_of(grouping, group.key)).whole == group.figures
    agency = told(walk.known, since, until, unit_id=AGENCY)
    assert (agency.whole, agency.lines, agency.loads, agency.trend) == (
        report.whole,
        report.lines,
        report.loads,
        report.trend,
    )


@settings(max_examples=40, deadline=None)
@given(walk=walks(), edges=st.lists(moments, min_size=1, max_size=3, unique=True).map(sorted))
def test_nothing_falls_between_two_times_or_into_both(walk: Walk, edges: list[datetime]):
    last = FIRST + timedelta(days=400)
    times = list(zip([FIRST, *edges], [*edges, last], strict=True))
    parts = [told(walk.known, since, until) for since, until in times]
    whole = told(walk.known, FIRST, last)
    accepted = sum(one.ended_at() is not None for one in walk.accounts)
    assert added([part.whole.boxes for part in parts], "done") == whole.whole.boxes.done == accepted
    happened = ("returns", "extensions_asked", "extensions_granted", "transfers_up", "transfers_sideways", "refusals")
    for name in (*happened, "silences", "blockers", "conflicting_law", "initiatives"):
        assert added([part.whole for part in parts], name) == getattr(whole.whole, name), name
    for name in ("handling", "acknowledging", "accepting", "deciding"):
        counts = [getattr(part.whole, name).count for part in parts]
        assert sum(counts) == getattr(whole.whole, name).count, name
    held = Counter[int]()
    for part in parts:
        for load in part.loads:
            held[load.person_id] += round(load.holding / MINUTE)
    assert held == Counter({load.person_id: round(load.holding / MINUTE) for load in whole.loads})


@settings(max_examples=40, deadline=None)
@given(walk=walks())
def test_the_holdings_are_all_the_time_that_was_not_paused(walk: Walk):
    until = FIRST + timedelta(days=120)
    report = told(walk.known, FIRST, until)
    expected = timedelta()
    for record in walk.known.records:
        expected += PLAIN.working_time(record.opened_at, record.closed_at or until)
        for stretch in record.stretches:
            if stretch.phase is Phase.PAUSED:
                expected -= PLAIN.working_time(stretch.since, stretch.end(until))
    assert sum((load.holding for load in report.loads), timedelta()) == expected
    assert all(timedelta() <= load.holding_late <= load.holding for load in report.loads)
    assert all(0 <= load.overdue_now <= load.open_now <= load.held for load in report.loads)
    still_open = sum(record.closed_at is None or record.closed_at >= until for record in walk.known.records)
    assert sum(load.open_now for load in report.loads) == still_open


@settings(max_examples=30, deadline=None)
@given(walk=walks())
def test_a_month_of_the_trend_is_the_report_of_that_month(walk: Walk):
    trend = {month.first: month for month in report(walk.known, "2026-12-01", "2026-12-31").trend}
    for first, last in (("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30"), ("2026-12-01", "2026-12-31")):
        month = report(walk.known, first, last)
        found = trend.get(datetime.fromisoformat(first).date())
        assert (found.boxes, found.handling) == (month.whole.boxes, month.whole.handling) if found else not month.lines


@settings(max_examples=30, deadline=None)
@given(walk=walks())
def test_points_are_those_of_the_boxes_and_add_up(walk: Walk):
    leads = Register(
        records=tuple(one for one in walk.known.records if one.kind is DutyKind.LEAD), posts=walk.known.posts, away={}
    )
    november = report(leads)
    boxes = november.whole.boxes
    assert sum(one.completed for one in november.points) == boxes.done
    assert sum(one.products - one.completed for one in november.points) <= boxes.open_overdue
    assert all(one.delays + one.excused <= one.products for one in november.points)
    assert all(one.progress is None or 75 <= one.progress <= 100 for one in november.points)


@settings(max_examples=30, deadline=None)
@given(walk=walks())
def test_points_of_sections_add_up_into_their_units(walk: Walk):
    november = told(walk.known, PLAIN.at(date(2026, 11, 1), time()), PLAIN.at(date(2026, 12, 1), time()))
    assert added_by_hand(november.points, PARENTS) == as_numbers(november.unit_points)
    for name in POINTS:
        tops = [one for one in november.unit_points if PARENTS.get(one.unit_id or 0) is None]
        assert added(tops, name) == added(list(november.points), name)  # type: ignore[arg-type]


def added_by_hand(points, parents):
    """Each person's points put to the unit and to every unit above it."""
    found: dict[tuple[date, int | None], Counter[str]] = {}
    for one in points:
        unit = one.unit_id
        while True:
            sums = found.setdefault((one.month, unit), Counter())
            sums.update({name: getattr(one, name) for name in POINTS})
            sums["people"] += 1
            unit = parents.get(unit)
            if unit is None:
                break
    return {key: (dict(sums), progress_of(sums["products"], sums["delays"])) for key, sums in found.items()}


def as_numbers(units):
    names = (*POINTS, "people")
    return {(one.month, one.unit_id): ({name: getattr(one, name) for name in names}, one.progress) for one in units}


def test_a_moment_of_one_instant_tells_what_is_open_then():
    at = PLAIN.at(FIRST.date(), time(9))
    assert told(Register(records=(), posts={}, away={}), at, at).whole == Figures()
