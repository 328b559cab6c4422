"""A pause takes no working time away and gives none, under any calendar (design §2)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, Milestone, Phase
from domain.ladder.dates import moved_dates
from domain.ladder.replanning import Dated
from domain.office.calendar import DAY, Calendar
from domain.office.hours import Season, Session
from domain.refusals import BeyondLastDeadline, LastDeadlineSet
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
BEGAN = "2026-11-30 09:00"


def due(text: str) -> Deadline:
    return Deadline(moment=at(text), names_hour=True)


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
    assert all(stage.deadline.moment <= resumed.deadline.moment for stage in resumed.stages)


def test_what_was_late_when_it_was_paused_stays_late() -> None:
    due = Deadline(moment=at("2026-12-01 16:30"), names_hour=True)
    resumed = working(due).pause(at=at("2026-12-02 09:00")).resume(at=at("2026-12-10 09:00"), calendar=PLAIN)
    assert resumed.deadline == due


def test_the_working_day_after_a_return_is_not_eaten_by_a_pause() -> None:
    """Returned after the deadline there is a working day; paused with half of it left, that half is there still."""
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
    moved = duty(milestones=stages).move_to(nearer, at=at("2026-12-01 09:00"))
    assert [stage.deadline.moment for stage in moved.stages] == [at("2026-12-03 16:30"), nearer.moment]
    assert moved.extensions == 0


def test_a_milestone_has_its_own_day_again_when_the_deadline_is_moved_back() -> None:
    """It was pulled to the 7th; the deadline of the 14th leaves it on the 10th, where it was registered."""
    stage = Milestone(title="trình", deadline=due("2026-12-10 16:30"))
    owed = working(due("2026-12-14 16:30"), milestones=(stage,))
    nearer = owed.move_to(due("2026-12-07 16:30"), at=at("2026-12-01 09:00"))
    assert [one.deadline for one in nearer.stages] == [due("2026-12-07 16:30")]
    back = nearer.move_to(due("2026-12-14 16:30"), at=at("2026-12-02 09:00"))
    assert back.stages == (stage,)


def test_a_milestone_pulled_along_keeps_its_own_time_over_a_pause() -> None:
    """Pulled to the 7th and paused for two working days it comes back, by an extension, on its own day and two."""
    stage = Milestone(title="trình", deadline=due("2026-12-10 16:30"))
    owed = working(due("2026-12-14 16:30"), milestones=(stage,)).move_to(due("2026-12-07 16:30"), at=at(BEGAN))
    resumed = owed.pause(at=at("2026-12-01 09:00")).resume(at=at("2026-12-03 09:00"), calendar=PLAIN)
    assert [one.deadline for one in resumed.stages] == [due("2026-12-09 16:30")]
    later_on = resumed.extend(due("2026-12-31 16:30"), at=at("2026-12-03 10:00"))
    assert [one.deadline for one in later_on.stages] == [due("2026-12-14 16:30")]


# What is set during a pause counts from its own moment


class Happening(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    GRANT = "grant"
    CORRECT = "correct"
    HAND_OVER = "hand over"  # another head: the pause goes on


happenings = st.lists(
    st.tuples(st.sampled_from(Happening), st.integers(1, 6 * 24 * 60), st.integers(1, 60)), max_size=14
)


@settings(max_examples=400, deadline=None)
@given(calendar=calendars, happens=happenings, by_clock=st.booleans())
def test_in_whatever_order_the_promised_time_is_left(
    calendar: Calendar, happens: list[tuple[Happening, int, int]], by_clock: bool
) -> None:
    """The time promised when a deadline was set is what the clock has run, and what is left, whatever pauses come in
    between: nothing is given twice and nothing is taken away."""

    def time(since: datetime, until: datetime) -> timedelta:
        return until - since if by_clock else calendar.working_time(since, until)

    now, running = at(BEGAN), True
    owed = working(Deadline(moment=later(now, 30 * 24 * 60), names_hour=True))
    promised, ran_from, spent = time(now, owed.deadline.moment), now, timedelta()
    for act, wait, days_on in happens:
        now = later(now, wait)
        if owed.deadline.moment <= now:  # what is late has no time left to keep
            return
        if act is Happening.PAUSE and running:
            spent += time(ran_from, now)
            owed, running = owed.pause(at=now), False
            if spent == promised:  # the rest lies outside working hours: it keeps its hours of the clock
                return
        elif act is Happening.RESUME and not running:
            owed, running, ran_from = owed.resume(at=now, calendar=calendar, by_clock=by_clock), True, now
            assert time(now, owed.deadline.moment) == promised - spent
        elif act in {Happening.GRANT, Happening.CORRECT}:
            wanted = Deadline(moment=later(now, days_on * 24 * 60), names_hour=True)
            owed = owed.extend(wanted, at=now) if act is Happening.GRANT else owed.move_to(wanted, at=now)
            promised, ran_from, spent = time(now, wanted.moment), now, timedelta()
            assert owed.deadline == wanted
            if not promised:
                return
        elif act is Happening.HAND_OVER:
            before = owed.deadline
            owed = owed.hand_to(99, at=now, act_by=owed.act_by)
            assert owed.deadline == before, "who heads the unit moves no date"


def test_an_extension_granted_during_a_pause_is_not_extended_by_what_had_passed() -> None:
    """Paused on the 1st, until the 21st on the 7th, resumed on the 9th: two days more, not six."""
    paused = working(due("2026-12-04 16:30")).pause(at=at("2026-12-01 09:00"))
    granted = paused.extend(due("2026-12-21 16:30"), at=at("2026-12-07 09:00"))
    resumed = granted.resume(at=at("2026-12-09 09:00"), calendar=PLAIN)
    assert (resumed.deadline, resumed.act_by) == (due("2026-12-23 16:30"), at("2026-12-23 16:30"))


def test_the_last_deadline_keeps_its_time_over_a_pause_and_the_lateness_stays() -> None:
    late = working(due("2026-11-27 16:30"), last=due("2026-12-04 16:30"))
    resumed = late.pause(at=at("2026-12-01 09:00")).resume(at=at("2026-12-08 09:00"), calendar=PLAIN)
    assert (resumed.deadline, resumed.last) == (due("2026-11-27 16:30"), due("2026-12-11 16:30"))


# The one last deadline


def test_no_deadline_goes_behind_the_last_one() -> None:
    late = working(due("2026-11-27 16:30"), last=due("2026-12-11 16:30"))
    late.require_within_last(due("2026-12-11 16:30"), "NV-12")
    with pytest.raises(BeyondLastDeadline) as refused:
        late.require_within_last(due("2026-12-11 16:31"), "NV-12")
    assert refused.value.due_at == at("2026-12-11 16:30")


def test_it_is_set_anew_only_when_that_is_said() -> None:
    late = working(due("2026-11-27 16:30"), last=due("2026-12-11 16:30"))
    with pytest.raises(LastDeadlineSet):
        late.set_last(due("2026-12-18 16:30"), code="NV-12")
    with pytest.raises(LastDeadlineSet):
        late.set_last(due("2026-12-11 16:30"), code="NV-12", anew=True)
    assert late.set_last(due("2026-12-18 16:30"), code="NV-12", anew=True).last == due("2026-12-18 16:30")


@pytest.mark.parametrize(("given_at", "stays"), [("2026-12-09 09:00", True), ("2026-12-14 09:00", False)])
def test_it_goes_with_the_work_while_it_lies_ahead(given_at: str, stays: bool) -> None:
    late = working(due("2026-11-27 16:30"), last=due("2026-12-11 16:30"))
    given = late.give_to(15, unit_id=2, to_unit=False, at=at(given_at), calendar=PLAIN)
    assert (given.last is not None) is stays
    assert [one.what for one in moved_dates(late, given)] == ([] if stays else [Dated.LAST])


def test_flash_keeps_its_hours_of_the_clock() -> None:
    """48 hours are left on Friday at 16:00, most of them of a weekend; on Wednesday there are as many."""
    due = Deadline(moment=at("2026-12-06 16:00"), names_hour=True)
    paused = working(due).pause(at=at("2026-12-04 16:00"))
    resumed = paused.resume(at=at("2026-12-09 08:00"), calendar=PLAIN, by_clock=True)
    assert resumed.deadline.moment == at("2026-12-11 08:00")
    assert resumed.act_by == at("2026-12-11 08:00")
