"""A pause takes no working time away and gives none, under any calendar (design §2)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import DAY, Calendar, Season, Session
from domain.cases import Deadline
from domain.duties import Duty, Milestone, Phase
from tests.domain.cast import HANOI, PLAIN, at, duty

FIRST = date(2026, 11, 30)
SUMMER = (Session(opens=time(7), closes=time(11)), Session(opens=time(13, 30), closes=time(17)))

days = st.integers(0, 60).map(lambda number: FIRST + number * DAY)
calendars = st.builds(
    lambda off, worked, half, season: Calendar(
        timezone=HANOI,
        days_off=dict.fromkeys(off, "nghỉ"),
        worked=dict.fromkeys(worked - off, "làm bù"),
        half_days=dict.fromkeys(half, "nghỉ chiều"),
        seasons=(Season(first=season, last=season + 20 * DAY, hours=SUMMER),),
    ),
    st.frozensets(days, max_size=12),
    st.frozensets(days, max_size=4),
    st.frozensets(days, max_size=4),
    days,
)
minutes = st.integers(0, 40 * 24 * 60)


def later(moment: datetime, number: int) -> datetime:
    return moment + timedelta(minutes=number)


def working(deadline: Deadline, **columns: object) -> Duty:
    return duty(deadline=deadline, **columns)


@settings(max_examples=300, deadline=None)
@given(calendar=calendars, until_pause=minutes, paused_for=minutes, left=st.integers(1, 40 * 24 * 60))
def test_as_much_working_time_is_left_as_there_was(
    calendar: Calendar, until_pause: int, paused_for: int, left: int
) -> None:
    paused_at = later(at("2026-11-30 09:00"), until_pause)
    resumed_at = later(paused_at, paused_for)
    deadline = Deadline(moment=later(paused_at, left), names_hour=True)
    resumed = working(deadline).pause(at=paused_at).resume(at=resumed_at, calendar=calendar)
    before = calendar.working_time(paused_at, deadline.moment)
    after = calendar.working_time(resumed_at, resumed.deadline.moment)
    assert after == before or not before
    assert resumed.deadline.moment > resumed_at
    assert resumed.act_by >= resumed.deadline.moment
    assert (resumed.phase, resumed.held_since) == (Phase.WORKING, resumed_at)


@settings(max_examples=200, deadline=None)
@given(calendar=calendars, until_pause=minutes, paused_for=minutes, ahead=st.integers(0, 30))
def test_a_day_stays_a_day_and_is_never_nearer_than_it_was(
    calendar: Calendar, until_pause: int, paused_for: int, ahead: int
) -> None:
    """A deadline without an hour is late only from 24:00: paused on its evening it is not late yet."""
    paused_at = later(at("2026-11-30 09:00"), until_pause)
    resumed_at = later(paused_at, paused_for)
    day = calendar.day_of(paused_at) + ahead * DAY
    deadline = Deadline(moment=calendar.at(day, time(17)), names_hour=False)
    resumed = working(deadline).pause(at=paused_at).resume(at=resumed_at, calendar=calendar)
    assert calendar.local(resumed.deadline.moment).time() == time(17)
    assert resumed.deadline.moment >= deadline.moment
    assert resumed.late_from(calendar) > resumed_at
    before = calendar.working_time(paused_at, deadline.moment)
    assert calendar.working_time(resumed_at, resumed.deadline.moment) >= before


@settings(max_examples=200, deadline=None)
@given(calendar=calendars, paused_for=minutes, ahead=st.lists(st.tuples(minutes, st.booleans()), max_size=4))
def test_no_stage_comes_to_lie_after_the_whole(
    calendar: Calendar, paused_for: int, ahead: list[tuple[int, bool]]
) -> None:
    paused_at = at("2026-11-30 09:00")
    deadline = Deadline(
        moment=max([later(paused_at, number + 1) for number, _ in ahead], default=paused_at + DAY), names_hour=True
    )
    stages = tuple(
        Milestone(title="mốc", deadline=Deadline(moment=later(paused_at, number), names_hour=hour))
        for number, hour in ahead
    )
    resumed = (
        working(deadline, milestones=stages)
        .pause(at=paused_at)
        .resume(at=later(paused_at, paused_for), calendar=calendar)
    )
    assert all(stage.deadline.moment <= resumed.deadline.moment for stage in resumed.milestones)


def test_what_was_late_when_it_was_paused_stays_late() -> None:
    due = Deadline(moment=at("2026-12-01 16:30"), names_hour=True)
    resumed = working(due).pause(at=at("2026-12-02 09:00")).resume(at=at("2026-12-10 09:00"), calendar=PLAIN)
    assert resumed.deadline == due


def test_the_working_day_after_a_return_is_not_eaten_by_a_pause() -> None:
    """Returned after the deadline he has a working day; paused with half of it left he has that half still."""
    due = Deadline(moment=at("2026-12-01 16:30"), names_hour=True)
    submitted = working(due).submit(to_id=12, at=at("2026-12-01 10:00"), act_by=at("2026-12-03 10:00"))
    returned = submitted.give_back(to_id=15, at=at("2026-12-02 09:00"), calendar=PLAIN)
    assert returned.act_by == at("2026-12-03 09:00")
    paused = returned.pause(at=at("2026-12-02 14:00"))
    assert paused.resume(at=at("2026-12-14 14:00"), calendar=PLAIN).act_by == at("2026-12-15 09:00")


def test_what_is_due_in_the_evening_keeps_its_hours() -> None:
    """No working time is left at 18:00 for 22:00, but four hours are."""
    due = Deadline(moment=at("2026-12-01 22:00"), names_hour=True)
    resumed = working(due).pause(at=at("2026-12-01 18:00")).resume(at=at("2026-12-03 08:00"), calendar=PLAIN)
    assert resumed.deadline.moment == at("2026-12-03 12:00")


def test_a_nearer_deadline_takes_its_stages_with_it() -> None:
    stages = (
        Milestone(title="dự thảo", deadline=Deadline(moment=at("2026-12-03 16:30"), names_hour=True)),
        Milestone(title="trình", deadline=Deadline(moment=at("2026-12-10 16:30"), names_hour=True)),
    )
    nearer = Deadline(moment=at("2026-12-07 16:30"), names_hour=True)
    moved = duty(milestones=stages).move_to(nearer)
    assert [stage.deadline.moment for stage in moved.milestones] == [at("2026-12-03 16:30"), nearer.moment]
    assert moved.extensions == 0


def test_flash_keeps_its_hours_of_the_clock() -> None:
    """48 hours are left on Friday at 16:00, most of them of a weekend; on Wednesday there are as many."""
    due = Deadline(moment=at("2026-12-06 16:00"), names_hour=True)
    paused = working(due).pause(at=at("2026-12-04 16:00"))
    resumed = paused.resume(at=at("2026-12-09 08:00"), calendar=PLAIN, by_clock=True)
    assert resumed.deadline.moment == at("2026-12-11 08:00")
    assert resumed.act_by == at("2026-12-11 08:00")
