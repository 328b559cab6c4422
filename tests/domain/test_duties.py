"""Which moves a duty allows in which phase, and what each does to holder, clock and act_by (design §2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Milestone, Move, Outcome, Phase
from domain.refusals import AlreadyClosed, NotNow
from tests.domain.cast import AN, BINH, DUC, DUE_THAT_DAY, LAND, LEADER, OPENED, PLAIN, at, duty

OPEN = tuple(phase for phase in Phase if phase is not Phase.CLOSED)
WORK = (DutyKind.LEAD, DutyKind.COORDINATING)

WORKED_ON = {
    Move.REPORT,
    Move.DELEGATE,
    Move.SUBMIT,
    Move.ASK,
    Move.GIVE_UP,
    Move.PAUSE,
    Move.NAME_CAUSE,
    Move.SET_LAST,
}

# What the office's rules allow, told a second time and by kind: the table in domain/duties/duties.py must say the same.
ALLOWED: dict[DutyKind, dict[Phase, set[Move]]] = {
    DutyKind.LEAD: {
        Phase.WORKING: WORKED_ON | {Move.HAND_UP, Move.REASSIGN},
        Phase.SUBMITTED: {Move.JUDGE, Move.NAME_CAUSE},
        Phase.DRAFTED: {Move.DELEGATE, Move.SIGN, Move.HAND_UP, Move.NAME_CAUSE},
        Phase.LACKING: {Move.NAME_CAUSE},
        Phase.PAUSED: {Move.RESUME, Move.NAME_CAUSE},
        Phase.FREED: {Move.REASSIGN, Move.NAME_CAUSE},
    },
    DutyKind.COORDINATING: {
        Phase.WORKING: WORKED_ON,
        Phase.SUBMITTED: {Move.JUDGE, Move.NAME_CAUSE},
        Phase.PAUSED: {Move.RESUME, Move.NAME_CAUSE},
        **{phase: {Move.NAME_CAUSE} for phase in (Phase.DRAFTED, Phase.LACKING, Phase.FREED)},
    },
    DutyKind.OPINION: {
        Phase.WORKING: {Move.REPORT, Move.DELEGATE, Move.ANSWER, Move.ASK},
        Phase.DRAFTED: {Move.DELEGATE, Move.ANSWER, Move.SIGN, Move.ASK},
        Phase.LACKING: {Move.SUPPLY},
    },
    DutyKind.READING: {},
    DutyKind.DECISION: {Phase.WORKING: {Move.DECIDE}},
}


def allowed(kind: DutyKind, phase: Phase) -> set[Move]:
    """What is open can be acknowledged, unless it is paused, and set right by who assigned it."""
    always = {Move.CORRECT} if phase is Phase.PAUSED else {Move.CORRECT, Move.ACKNOWLEDGE}
    return ALLOWED[kind].get(phase, set()) | always


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("phase", OPEN)
@pytest.mark.parametrize("kind", DutyKind)
def test_every_move_is_either_allowed_or_refused(kind: DutyKind, phase: Phase, move: Move) -> None:
    owed = duty(kind, phase=phase)
    if move in allowed(kind, phase):
        owed.require(move, "NV-12")
    else:
        with pytest.raises(NotNow) as refused:
            owed.require(move, "NV-12")
        assert (refused.value.code, refused.value.phase) == ("NV-12", phase)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("kind", DutyKind)
def test_a_closed_duty_refuses_every_move_and_says_how_it_ended(kind: DutyKind, move: Move) -> None:
    ended = duty(kind).close(Outcome.ENDED, at=at("2026-12-01 10:00"))
    if move is Move.NAME_CAUSE and kind in WORK:
        ended.require(move, "NV-12")  # the cause of a delay may be named when the work is over
        return
    with pytest.raises(AlreadyClosed) as refused:
        ended.require(move, "NV-12")
    assert (refused.value.closed_at, refused.value.outcome) == (at("2026-12-01 10:00"), Outcome.ENDED)


# Acknowledging


def test_the_first_acknowledgement_counts() -> None:
    owed = duty().acknowledge(at=at("2026-11-30 10:00")).acknowledge(at=at("2026-11-30 11:00"))
    assert owed.acknowledged_at == at("2026-11-30 10:00")


def test_any_act_of_the_holder_acknowledges() -> None:
    reported = duty().report(at=at("2026-11-30 10:00"))
    assert (reported.acknowledged_at, reported.progress_at) == (at("2026-11-30 10:00"), at("2026-11-30 10:00"))
    assert reported.turn == duty().turn


# Changing hands


def test_the_ball_in_another_court_is_unacknowledged_and_begins_a_turn() -> None:
    acknowledged = duty().acknowledge(at=at("2026-11-30 10:00"))
    handed = acknowledged.hand_to(BINH, at=at("2026-12-01 08:00"), act_by=at("2026-12-14 16:30"))
    assert (handed.holder_id, handed.held_since, handed.turn) == (BINH, at("2026-12-01 08:00"), duty().turn + 1)
    assert handed.acknowledged_at is None
    assert handed.phase is Phase.WORKING
    assert (handed.opened_at, handed.deadline) == (OPENED, duty().deadline)


def test_a_submission_goes_to_who_accepts_it_and_keeps_its_moment() -> None:
    submitted = duty().submit(to_id=LEADER, at=at("2026-12-10 10:00"), act_by=at("2026-12-14 10:00"))
    assert (submitted.phase, submitted.holder_id) == (Phase.SUBMITTED, LEADER)
    assert (submitted.submitted_at, submitted.act_by) == (at("2026-12-10 10:00"), at("2026-12-14 10:00"))


@pytest.mark.parametrize(
    ("returned", "act_by"),
    [
        ("2026-12-10 10:00", "2026-12-14 16:30"),  # in time: the deadline stands
        ("2026-12-11 16:30", "2026-12-14 16:30"),
        ("2026-12-11 16:31", "2026-12-14 16:31"),  # one working day after the return, over the weekend
        ("2026-12-15 09:00", "2026-12-16 09:00"),  # after the deadline
    ],
)
def test_a_return_gives_the_later_of_the_deadline_and_one_working_day(returned: str, act_by: str) -> None:
    submitted = duty().submit(to_id=LEADER, at=at("2026-12-10 09:00"), act_by=at("2026-12-14 09:00"))
    back = submitted.give_back(to_id=AN, at=at(returned), calendar=PLAIN)
    assert back.act_by == at(act_by)
    assert (back.phase, back.holder_id, back.turn) == (Phase.WORKING, AN, submitted.turn + 1)
    assert (back.submitted_at, back.acknowledged_at) == (None, None)
    assert back.deadline == duty().deadline


def test_closing_ends_the_turn_and_the_clock() -> None:
    ended = duty(next_step_at=at("2026-12-01 09:00")).close(Outcome.ACCEPTED, at=at("2026-12-10 10:00"))
    assert (ended.phase, ended.outcome, ended.closed_at) == (Phase.CLOSED, Outcome.ACCEPTED, at("2026-12-10 10:00"))
    assert (ended.next_step_at, ended.turn) == (None, duty().turn + 1)
    assert not ended.is_open


def test_who_takes_work_over_acknowledges_anew_and_has_a_working_day_where_the_deadline_is_past() -> None:
    reported = duty().report(at=at("2026-12-01 10:00"))
    in_time = reported.give_to(DUC, unit_id=LAND, to_unit=True, at=at("2026-12-02 09:00"), calendar=PLAIN)
    assert (in_time.holder_id, in_time.unit_id, in_time.to_unit, in_time.turn) == (DUC, LAND, True, duty().turn + 1)
    assert (in_time.acknowledged_at, in_time.progress_at, in_time.act_by) == (None, None, duty().deadline.moment)
    late = reported.give_to(DUC, unit_id=LAND, to_unit=False, at=at("2026-12-18 09:00"), calendar=PLAIN)
    assert (late.act_by, late.deadline) == (at("2026-12-21 09:00"), duty().deadline)


# Pausing


def test_a_paused_duty_keeps_its_holder_and_resumes_with_the_working_time_that_was_left() -> None:
    paused = duty().acknowledge(at=at("2026-12-01 10:00")).pause(at=at("2026-12-14 10:00"))
    assert (paused.phase, paused.holder_id, paused.turn) == (Phase.PAUSED, AN, duty().turn + 1)
    resumed = paused.resume(at=at("2026-12-21 15:00"), calendar=PLAIN)
    # Of Monday 14th 1:30 and 3:30 were left; two hours of them fit into the 21st.
    assert resumed.deadline == Deadline(moment=at("2026-12-22 10:30"), names_hour=True)
    assert (resumed.phase, resumed.act_by, resumed.extensions) == (Phase.WORKING, resumed.deadline.moment, 0)
    assert resumed.acknowledged_at == at("2026-12-01 10:00")


def test_a_deadline_without_an_hour_stays_one_when_the_work_is_resumed() -> None:
    paused = duty(deadline=DUE_THAT_DAY).pause(at=at("2026-12-10 10:00"))
    resumed = paused.resume(at=at("2026-12-17 10:00"), calendar=PLAIN)
    assert resumed.deadline == Deadline(moment=at("2026-12-21 17:00"), names_hour=False)


def test_what_was_late_when_it_was_paused_stays_late() -> None:
    paused = duty().pause(at=at("2026-12-16 10:00"))
    assert paused.resume(at=at("2026-12-21 10:00"), calendar=PLAIN).deadline == duty().deadline


def test_the_working_day_after_a_return_is_not_used_up_by_a_pause() -> None:
    returned = duty().submit(to_id=LEADER, at=at("2026-12-14 10:00"), act_by=at("2026-12-16 10:00"))
    returned = returned.give_back(to_id=AN, at=at("2026-12-15 10:00"), calendar=PLAIN)
    paused = returned.pause(at=at("2026-12-15 15:00"))
    assert returned.act_by == at("2026-12-16 10:00")
    assert paused.resume(at=at("2026-12-21 15:00"), calendar=PLAIN).act_by == at("2026-12-22 10:00")


# Milestones


def test_a_milestone_is_reached_once_and_unreached_ones_move_with_a_pause() -> None:
    stages = tuple(
        Milestone(title=title, deadline=Deadline(moment=at(day), names_hour=True))
        for title, day in (("Dự thảo", "2026-12-03 16:30"), ("Xin ý kiến", "2026-12-10 16:30"))
    )
    reached = duty(milestones=stages).reach(1, at=at("2026-12-02 09:00"))
    assert [stage.reached_at for stage in reached.milestones] == [at("2026-12-02 09:00"), None]
    resumed = reached.pause(at=at("2026-12-09 16:30")).resume(at=at("2026-12-14 16:30"), calendar=PLAIN)
    assert resumed.milestones[0] == reached.milestones[0]
    assert resumed.milestones[1].deadline.moment == at("2026-12-15 16:30")


# Deadlines


LATER = Deadline(moment=at("2026-12-21 16:30"), names_hour=True)


@pytest.mark.parametrize("phase", [Phase.WORKING, Phase.DRAFTED])
def test_an_extension_is_counted_and_gives_the_holder_until_then(phase: Phase) -> None:
    extended = duty(phase=phase).extend(LATER, at=at("2026-12-01 09:00"))
    assert (extended.deadline, extended.act_by, extended.extensions) == (LATER, LATER.moment, 1)
    assert (extended.holder_id, extended.turn, extended.acknowledged_at) == (AN, duty().turn, None)


@pytest.mark.parametrize("phase", [Phase.SUBMITTED, Phase.LACKING])
def test_an_extension_gives_who_accepts_or_supplies_no_longer_time(phase: Phase) -> None:
    waiting: Duty = duty(phase=phase, act_by=at("2026-12-02 09:00"))
    assert waiting.extend(LATER, at=at("2026-12-01 09:00")).act_by == at("2026-12-02 09:00")


def test_late_begins_at_the_named_hour_else_at_24_00_of_the_day() -> None:
    assert duty().late_from(PLAIN) == at("2026-12-14 16:30")
    assert duty(deadline=DUE_THAT_DAY).late_from(PLAIN) == at("2026-12-15 00:00")
    utc = Deadline(moment=DUE_THAT_DAY.moment - timedelta(hours=16, minutes=59), names_hour=False)
    assert duty(deadline=utc).late_from(PLAIN) == at("2026-12-15 00:00")
