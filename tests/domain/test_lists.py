"""What is late, since when, and of which age, under any calendar (M46, M53)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import DutyKind
from domain.duties.lists import AGES, age_of, due_before, is_kept_waiting, this_day, this_week, working_days_late
from domain.ladder.ladder import plan
from domain.ladder.steps import EVERYBODY, Audience, StepKind
from domain.office.calendar import DAY, Calendar
from domain.refusals import LastDeadlineSet
from domain.rules.policy import DEFAULT_POLICY
from tests.domain.cast import DUE, DUE_THAT_DAY, PLAIN, TASK, at, duty
from tests.domain.test_plans import calendars, moments

NOW = at("2027-02-01 10:00")


@given(calendar=calendars(), now=moments, back=st.integers(0, 200), names_hour=st.booleans())
def test_an_age_is_exceeded_exactly_when_so_many_working_days_have_begun(
    calendar: Calendar, now: datetime, back: int, names_hour: bool
) -> None:
    owed = duty(deadline=Deadline(moment=now - timedelta(days=back), names_hour=names_hour))
    late = working_days_late(owed, now=now, calendar=calendar)
    for age in AGES:
        assert (owed.deadline.moment < due_before(age, now=now, calendar=calendar)) == (late > age)
    assert age_of(late) == max((age for age in AGES if late > age), default=0)


@given(calendar=calendars(), now=moments)
def test_day_and_week_hold_their_moment_and_join_the_next(calendar: Calendar, now: datetime) -> None:
    for window, length in ((this_day(now, calendar), 1), (this_week(now, calendar), 7)):
        assert window.first <= now < window.end
        assert calendar.day_of(window.end) - calendar.day_of(window.first) == length * DAY
    assert this_week(now, calendar).first.weekday() == 0


def test_without_an_hour_late_begins_when_the_day_is_over() -> None:
    owed = duty(deadline=DUE_THAT_DAY)
    assert not owed.is_overdue(at("2026-12-14 23:59"), PLAIN)
    assert owed.is_overdue(at("2026-12-15 00:00"), PLAIN)


def test_what_was_handed_in_in_time_is_kept_waiting_never_overdue() -> None:
    """The days count against who accepts (M17)."""
    waits = duty().submit(to_id=9, at=at("2026-12-14 16:30"), act_by=at("2026-12-16 16:30"))
    assert not waits.is_overdue(NOW, PLAIN)
    assert not is_kept_waiting(waits, now=at("2026-12-16 16:29"))
    assert is_kept_waiting(waits, now=at("2026-12-16 16:30"))
    late = duty().submit(to_id=9, at=at("2026-12-14 16:31"), act_by=at("2026-12-16 16:31"))
    assert late.is_overdue(NOW, PLAIN)
    assert working_days_late(late, now=NOW, calendar=PLAIN) == 0, "the days end with the handing in"


def test_what_is_paused_is_as_late_as_when_it_was_paused() -> None:
    in_time = duty().pause(at=at("2026-12-10 09:00"))
    assert not in_time.is_overdue(NOW, PLAIN)
    late = duty().pause(at=at("2026-12-16 09:00"))
    assert late.is_overdue(NOW, PLAIN)
    assert working_days_late(late, now=NOW, calendar=PLAIN) == 2


def test_returned_work_is_overdue_by_the_deadline_in_force() -> None:
    handed = duty().submit(to_id=9, at=at("2026-12-14 10:00"), act_by=at("2026-12-16 10:00"))
    back = handed.give_back(to_id=12, at=at("2026-12-16 10:00"), calendar=PLAIN)
    assert back.act_by == at("2026-12-17 10:00")
    assert back.is_overdue(at("2026-12-16 10:00"), PLAIN)


@pytest.mark.parametrize("kind", [DutyKind.OPINION, DutyKind.DECISION])
def test_what_ends_by_silence_or_by_a_word_is_not_overdue(kind: DutyKind) -> None:
    assert not duty(kind).is_overdue(NOW, PLAIN)


# The one last deadline

LAST = Deadline(moment=at("2027-02-26 16:30"), names_hour=True)  # a Friday


def steps(last: Deadline | None, after: str = "2027-02-01 10:00", **columns: object) -> list[tuple[StepKind, str]]:
    owed = replace(duty(**columns), last=last)
    coming = plan(owed, TASK, policy=DEFAULT_POLICY, calendar=PLAIN, after=at(after))
    return [(step.kind, f"{PLAIN.local(step.at):%Y-%m-%d %H:%M}") for step in coming]


def test_the_last_deadline_gives_the_ladder_its_steps_and_then_the_weekly_list() -> None:
    assert steps(LAST) == [
        (StepKind.LAST_SOON, "2027-02-25 08:00"),
        (StepKind.LAST_SOON, "2027-02-26 08:00"),
        (StepKind.LAST_PASSED, "2027-02-26 16:30"),
        (StepKind.CLEARING, "2027-03-01 08:00"),
    ]
    assert steps(LAST, after="2027-02-26 16:30") == [(StepKind.CLEARING, "2027-03-01 08:00")]


def test_up_to_it_the_holder_alone_is_told_when_it_passes_everybody() -> None:
    owed = replace(duty(), last=LAST)
    soon, _, passed, _ = plan(owed, TASK, policy=DEFAULT_POLICY, calendar=PLAIN, after=NOW)
    assert soon.parts == (Audience.HOLDER,)
    assert passed.parts == EVERYBODY


def test_without_an_hour_it_passes_at_the_end_of_its_day_and_on_a_day_off_it_stays() -> None:
    sunday = Deadline(moment=at("2027-02-28 17:00"), names_hour=False)
    assert steps(sunday)[:3] == [
        (StepKind.LAST_SOON, "2027-02-26 08:00"),
        (StepKind.LAST_SOON, "2027-02-28 08:00"),
        (StepKind.LAST_PASSED, "2027-03-01 00:00"),
    ]


def test_it_says_nothing_where_a_later_deadline_has_come_into_force() -> None:
    later = Deadline(moment=at("2027-03-05 16:30"), names_hour=True)
    kinds = {kind for kind, _ in steps(LAST, deadline=later, act_by=later.moment)}
    assert not kinds & {StepKind.LAST_SOON, StepKind.LAST_PASSED}


def test_it_is_set_once_and_moves_neither_deadline_nor_lateness() -> None:
    owed = duty()
    limited = owed.set_last(LAST, code="NV-12")
    assert replace(limited, last=None) == owed
    assert limited.is_overdue(NOW, PLAIN) == owed.is_overdue(NOW, PLAIN)
    with pytest.raises(LastDeadlineSet) as refused:
        limited.set_last(DUE, code="NV-12")
    assert refused.value.due_at == LAST.moment
