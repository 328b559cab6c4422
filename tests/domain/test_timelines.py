"""A stretch parted where the deadline passed, and working time as a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import Phase
from domain.figures.records import Record, Stretch, Term
from domain.figures.timelines import WorkingAxis, late_time, pieces_of
from tests.handlers.samples.cast import CALENDAR, at
from tests.handlers.samples.histories import LEAD_RECORD

NOW = at(18, 10)
MOMENTS = st.integers(0, 60 * 24 * 25).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes))
DEADLINES = st.builds(Deadline, moment=MOMENTS, names_hour=st.booleans())


def held(since: datetime, until: datetime | None, *terms: Term, phase: Phase = Phase.WORKING) -> tuple[Record, Stretch]:
    stretch = Stretch(person_id=1, unit_id=None, phase=phase, since=since, until=until)
    return replace(LEAD_RECORD, stretches=(stretch,), terms=terms), stretch


def due(moment: datetime, since: datetime, *, names_hour: bool = True) -> Term:
    return Term(since=since, deadline=Deadline(moment=moment, names_hour=names_hour))


def test_what_lies_behind_the_deadline_is_late() -> None:
    record, stretch = held(at(1), at(4), due(at(3), at(1)))
    assert [(one.since, one.until, one.late) for one in pieces_of(record, stretch, NOW, CALENDAR)] == [
        (at(1), at(3), False),
        (at(3), at(4), True),
    ]
    assert late_time(record, stretch, NOW, CALENDAR) == timedelta(hours=8)


def test_a_day_without_an_hour_is_late_only_when_it_is_over() -> None:
    record, stretch = held(at(1), at(4), due(at(3, 17), at(1), names_hour=False))
    assert [one.until for one in pieces_of(record, stretch, NOW, CALENDAR)] == [at(4, 0), at(4)]


def test_a_later_deadline_takes_the_lateness_away() -> None:
    record, stretch = held(at(1), at(9), due(at(3), at(1)), due(at(8), at(4)))
    assert [(one.until, one.late) for one in pieces_of(record, stretch, NOW, CALENDAR)] == [
        (at(8), False),
        (at(9), True),
    ]
    assert [(one.until, one.late) for one in pieces_of(record, stretch, at(3, 17), CALENDAR)] == [
        (at(3), False),
        (at(3, 17), True),
    ]


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.LACKING])
def test_what_is_paused_or_lacks_its_dossier_is_never_late(phase: Phase) -> None:
    record, stretch = held(at(1), None, due(at(3), at(1)), phase=phase)
    (piece,) = pieces_of(record, stretch, NOW, CALENDAR)
    assert (piece.until, piece.late) == (NOW, False)


@given(
    since=MOMENTS, length=st.integers(0, 20_000), terms=st.lists(st.tuples(MOMENTS, DEADLINES), min_size=1, max_size=4)
)
def test_pieces_are_the_whole_stretch_and_late_where_its_deadline_had_passed(
    since: datetime, length: int, terms: list[tuple[datetime, Deadline]]
) -> None:
    known = [Term(since=begun, deadline=deadline) for begun, deadline in sorted(terms, key=lambda one: one[0])]
    record, stretch = held(since, since + timedelta(minutes=length), *known)
    pieces = pieces_of(record, stretch, NOW, CALENDAR)
    end = stretch.end(NOW)
    if end <= since:
        assert not pieces
        return
    assert (pieces[0].since, pieces[-1].until) == (since, end)
    assert all(one.until == following.since and one.late != following.late for one, following in pairwise(pieces))
    for piece in pieces:
        middle = piece.since + (piece.until - piece.since) / 2
        for moment in (piece.since, middle):
            assert piece.late == (moment >= record.deadline(NOW).passes_at(CALENDAR))


@given(first=MOMENTS, length=st.integers(0, 20_000), moments=st.lists(MOMENTS, min_size=1, max_size=8))
def test_the_line_is_as_long_as_the_working_time(first: datetime, length: int, moments: list[datetime]) -> None:
    last = first + timedelta(minutes=length)
    axis = WorkingAxis(calendar=CALENDAR, first=first, last=last)
    assert axis.whole == CALENDAR.working_time(first, last)
    for moment in moments:
        assert axis.at(moment) == CALENDAR.working_time(first, min(max(moment, first), last))
    for day, before in axis.days():
        assert CALENDAR.is_working_day(day)
        assert before == CALENDAR.working_time(first, CALENDAR.at(day, at(1, 0).time()))
