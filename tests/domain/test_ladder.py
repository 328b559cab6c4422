"""The ladder's table, row by row and urgency by urgency, with the dates that follow from it (design §4, M28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Milestone, Phase
from domain.ladder.ladder import plan
from domain.ladder.steps import Audience, Step, StepKind
from domain.office.calendar import DAY, Calendar
from domain.rules.lengths import Urgency, clock_hours, days, days_of
from domain.rules.policy import DEFAULT_POLICY, Policy
from tests.domain.cast import AN, DUE, DUE_THAT_DAY, HANOI, OPENED, PLAIN, TASK, at, duty

HOLDER, SUPERIOR, ASSIGNER, OFFICE = Audience.HOLDER, Audience.SUPERIOR, Audience.ASSIGNER, Audience.OFFICE
EVERYBODY = (HOLDER, SUPERIOR, ASSIGNER, OFFICE)
INSTANT = timedelta(microseconds=1)
OPINION = duty(DutyKind.OPINION, to_unit=True, deadline=Deadline(moment=at("2026-12-09 17:00"), names_hour=False))


def planned(
    owed: Duty, urgency: Urgency = Urgency.NORMAL, *, calendar: Calendar = PLAIN, after: str | None = None
) -> tuple[Step, ...]:
    case = replace(TASK, urgency=urgency, deadline=owed.deadline)
    since = owed.stepped_until if after is None else at(after)
    return plan(owed, case, policy=DEFAULT_POLICY, calendar=calendar, after=since)


def when(steps: tuple[Step, ...], *kinds: StepKind) -> list[str]:
    """The moments of the steps of these kinds on the office's clock."""
    return [f"{step.at.astimezone(HANOI):%Y-%m-%d %H:%M}" for step in steps if step.kind in kinds]


def told(steps: tuple[Step, ...], kind: StepKind) -> list[tuple[Audience, ...]]:
    return [step.parts for step in steps if step.kind is kind]


# Not acknowledged


@pytest.mark.parametrize(
    ("urgency", "nudge", "up"),
    [
        (Urgency.NORMAL, "2026-12-01 09:00", "2026-12-02 09:00"),  # 1 day, 2 days
        (Urgency.URGENT, "2026-11-30 14:30", "2026-12-01 09:00"),  # 4 working hours, 1 day
        (Urgency.VERY_URGENT, "2026-11-30 11:00", "2026-11-30 14:30"),  # 2 and 4 working hours
        (Urgency.FLASH, "2026-11-30 10:00", "2026-11-30 11:00"),  # 1 and 2 hours of the clock
    ],
)
def test_who_does_not_acknowledge_is_nudged_then_his_superior_is_told(urgency: Urgency, nudge: str, up: str) -> None:
    steps = planned(duty(), urgency)
    assert when(steps, StepKind.UNACKNOWLEDGED) == [nudge]
    assert when(steps, StepKind.UNACKNOWLEDGED_UP) == [up]
    assert told(steps, StepKind.UNACKNOWLEDGED) == [(HOLDER,)]


@pytest.mark.parametrize("urgency", Urgency)
def test_of_what_is_flash_and_unacknowledged_the_office_hears_too(urgency: Urgency) -> None:
    expected = (HOLDER, SUPERIOR, OFFICE) if urgency is Urgency.FLASH else (HOLDER, SUPERIOR)
    assert told(planned(duty(), urgency), StepKind.UNACKNOWLEDGED_UP) == [expected]


@pytest.mark.parametrize("urgency", Urgency)
def test_what_is_acknowledged_is_not_pressed_to_be(urgency: Urgency) -> None:
    steps = planned(duty(acknowledged_at=at("2026-11-30 09:10")), urgency)
    assert when(steps, StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP) == []


def test_hours_of_the_office_wait_for_it_to_open_and_those_of_flash_do_not() -> None:
    friday_evening = duty(held_since=at("2026-12-04 16:00"), opened_at=at("2026-12-04 16:00"))
    assert when(planned(friday_evening, Urgency.VERY_URGENT), StepKind.UNACKNOWLEDGED) == ["2026-12-07 08:30"]
    assert when(planned(friday_evening, Urgency.FLASH), StepKind.UNACKNOWLEDGED) == ["2026-12-04 17:00"]


def test_a_day_is_the_same_clock_time_on_the_next_working_day() -> None:
    holiday = Calendar(timezone=HANOI, days_off={date(2026, 12, 1): "nghỉ"})
    steps = planned(duty(), calendar=holiday)
    assert when(steps, StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP) == ["2026-12-02 09:00", "2026-12-03 09:00"]


# Before the deadline


@pytest.mark.parametrize(
    ("urgency", "moments"),
    [
        (Urgency.NORMAL, ["2026-12-09 08:00", "2026-12-11 08:00", "2026-12-14 08:00"]),
        (Urgency.URGENT, ["2026-12-09 08:00", "2026-12-11 08:00", "2026-12-14 08:00"]),
        (Urgency.VERY_URGENT, ["2026-12-11 08:00", "2026-12-14 08:00"]),
        (Urgency.FLASH, ["2026-12-14 08:00", "2026-12-14 14:30"]),
    ],
)
def test_the_holder_is_reminded_before_the_deadline(urgency: Urgency, moments: list[str]) -> None:
    steps = planned(duty(), urgency)
    assert when(steps, StepKind.DUE_SOON) == moments
    assert set(told(steps, StepKind.DUE_SOON)) == {(HOLDER,)}


def test_days_before_are_working_days() -> None:
    friday_off = Calendar(timezone=HANOI, days_off={date(2026, 12, 11): "nghỉ"})
    assert when(planned(duty(), calendar=friday_off), StepKind.DUE_SOON) == [
        "2026-12-08 08:00",
        "2026-12-10 08:00",
        "2026-12-14 08:00",
    ]


def test_a_step_not_strictly_between_assignment_and_deadline_is_left_out() -> None:
    at_eight = at("2026-12-14 08:00")
    on_the_hour = duty(opened_at=at("2026-12-11 08:00"), held_since=at("2026-12-11 08:00"))
    on_the_hour = replace(on_the_hour, deadline=Deadline(moment=at_eight, names_hour=True), act_by=at_eight)
    steps = planned(on_the_hour, after="2026-11-30 00:00")
    # 1 day before is the moment of assignment itself, the day's 08:00 the deadline, 1 day unacknowledged too.
    assert when(steps, StepKind.DUE_SOON, StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP) == []
    assert when(steps, StepKind.OVERDUE)[0] == "2026-12-14 08:00"


def test_what_lies_an_instant_inside_assignment_and_deadline_is_planned() -> None:
    opened, due = at("2026-12-11 08:00") - INSTANT, at("2026-12-14 08:00") + INSTANT
    inside = duty(opened_at=opened, held_since=opened, deadline=Deadline(moment=due, names_hour=True))
    assert when(planned(inside, after="2026-11-30 00:00"), StepKind.DUE_SOON) == [
        "2026-12-11 08:00",
        "2026-12-14 08:00",
    ]


# Overdue


@pytest.mark.parametrize(
    ("urgency", "to_holder_and_superior", "to_everybody"),
    [
        # every 3 days; everybody after 3 days
        (
            Urgency.NORMAL,
            ["2026-12-14", "2026-12-22", "2026-12-25", "2026-12-30", "2027-01-04"],
            "2026-12-17",
        ),
        # every 2 days; everybody after 3 days, between two repeats
        (
            Urgency.URGENT,
            ["2026-12-14", "2026-12-16", "2026-12-18", "2026-12-22", "2026-12-24", "2026-12-28"],
            "2026-12-17",
        ),
        # every day; everybody after 2 days
        (
            Urgency.VERY_URGENT,
            ["2026-12-14", "2026-12-15", "2026-12-17", "2026-12-18", "2026-12-21"],
            "2026-12-16",
        ),
        # every day; everybody after 1 day
        # every day of the calendar; everybody after 1 of them
        (
            Urgency.FLASH,
            ["2026-12-14", "2026-12-16", "2026-12-17", "2026-12-18", "2026-12-19"],
            "2026-12-15",
        ),
    ],
)
def test_overdue_is_said_at_once_repeated_five_times_and_once_to_everybody(
    urgency: Urgency, to_holder_and_superior: list[str], to_everybody: str
) -> None:
    steps = [step for step in planned(duty(), urgency) if step.kind is StepKind.OVERDUE]
    low = [f"{step.at:%Y-%m-%d %H:%M}" for step in steps if step.parts == (HOLDER, SUPERIOR)]
    high = [f"{step.at:%Y-%m-%d %H:%M}" for step in steps if step.parts == EVERYBODY]
    assert low == [f"{day} 16:30" for day in to_holder_and_superior]
    assert high == [f"{to_everybody} 16:30"]


@pytest.mark.parametrize(
    ("urgency", "first"),
    [
        (Urgency.NORMAL, "2027-01-11 08:00"),
        (Urgency.URGENT, "2027-01-04 08:00"),
        (Urgency.VERY_URGENT, "2026-12-28 08:00"),
        (Urgency.FLASH, "2026-12-21 08:00"),
    ],
)
def test_behind_the_fifth_repeat_stands_the_weekly_list(urgency: Urgency, first: str) -> None:
    last = planned(duty(), urgency)[-1]
    assert last.kind is StepKind.CLEARING
    assert f"{last.at:%Y-%m-%d %H:%M}" == first
    assert last.parts == (ASSIGNER, OFFICE)


def test_the_weekly_list_comes_every_week_on_its_first_working_day() -> None:
    monday_off = Calendar(timezone=HANOI, days_off={date(2027, 1, 18): "nghỉ"})
    moment, seen = "2027-01-04 16:30", []
    for _ in range(4):
        (step,) = planned(duty(), calendar=monday_off, after=moment)
        assert step.kind is StepKind.CLEARING
        moment = f"{step.at:%Y-%m-%d %H:%M}"
        seen.append(moment)
    assert seen == ["2027-01-11 08:00", "2027-01-19 08:00", "2027-01-25 08:00", "2027-02-01 08:00"]


def test_a_date_without_an_hour_is_overdue_from_24_00_of_the_day() -> None:
    steps = planned(duty(deadline=DUE_THAT_DAY))
    assert when(steps, StepKind.OVERDUE)[:3] == ["2026-12-15 00:00", "2026-12-18 00:00", "2026-12-23 00:00"]
    assert when(steps, StepKind.DUE_SOON)[-1] == "2026-12-14 08:00"


def test_the_24_00_of_a_friday_is_counted_from_the_friday() -> None:
    """The later of two deadlines on one day is never pressed earlier for it."""
    friday = duty(deadline=Deadline(moment=at("2026-12-04 17:00"), names_hour=False))
    at_half_past_four = duty(deadline=Deadline(moment=at("2026-12-04 16:30"), names_hour=True))
    whole_day = when(planned(friday, Urgency.VERY_URGENT), StepKind.OVERDUE)
    named_hour = when(planned(at_half_past_four, Urgency.VERY_URGENT), StepKind.OVERDUE)
    assert named_hour[:3] == ["2026-12-04 16:30", "2026-12-07 16:30", "2026-12-08 16:30"]
    assert whole_day[:3] == ["2026-12-05 00:00", "2026-12-08 00:00", "2026-12-09 00:00"]


def test_returned_work_is_overdue_when_its_holder_had_his_working_day() -> None:
    returned = duty(held_since=at("2026-12-15 10:00"), act_by=at("2026-12-16 10:00"))
    assert when(planned(returned), StepKind.OVERDUE)[:2] == ["2026-12-16 10:00", "2026-12-21 10:00"]


def test_after_a_moved_deadline_every_step_around_it_is_a_new_word() -> None:
    """A notice is owed once by its slot: a reminder of the new deadline must not pass for the one already said."""
    later = Deadline(moment=at("2026-12-21 16:30"), names_hour=True)
    around_it = {StepKind.DUE_SOON, StepKind.OPINION_WARNING, StepKind.OVERDUE}
    for kind in (DutyKind.LEAD, DutyKind.OPINION):
        before = {step.slot for step in planned(duty(kind)) if step.kind in around_it}
        after = {step.slot for step in planned(duty(kind, deadline=later)) if step.kind in around_it}
        assert before
        assert not before & after


# No progress


@pytest.mark.parametrize(
    ("urgency", "nudge", "up"),
    [
        (Urgency.NORMAL, ["2026-12-14 10:00"], []),  # 10 days; 20 days lie behind the deadline
        (Urgency.URGENT, ["2026-12-07 10:00"], ["2026-12-14 10:00"]),
        (
            Urgency.VERY_URGENT,  # every 2 days; the seventh would come on the 18th
            ["2026-12-02 10:00"],
            ["2026-12-04 10:00", "2026-12-08 10:00", "2026-12-10 10:00", "2026-12-14 10:00"],
        ),
        (
            Urgency.FLASH,  # every day of the calendar: twice the span, and five repeats
            ["2026-12-01 10:00"],
            [f"2026-12-0{day} 10:00" for day in range(2, 8)],
        ),
    ],
)
def test_silence_is_nudged_and_at_twice_the_time_told_to_the_superior(
    urgency: Urgency, nudge: list[str], up: list[str]
) -> None:
    steps = planned(duty(acknowledged_at=at("2026-11-30 10:00")), urgency)
    assert when(steps, StepKind.SILENT) == nudge
    assert when(steps, StepKind.SILENT_UP) == up


def test_silence_counts_from_the_last_report() -> None:
    reported = duty(acknowledged_at=at("2026-11-30 10:00"), progress_at=at("2026-12-03 15:00"))
    assert when(planned(reported, Urgency.VERY_URGENT), StepKind.SILENT) == ["2026-12-07 15:00"]


def test_who_never_acknowledged_is_called_silent_after_both_steps_for_that() -> None:
    far = duty(deadline=Deadline(moment=at("2027-06-30 16:30"), names_hour=True))
    steps = planned(far)
    assert when(steps, StepKind.UNACKNOWLEDGED, StepKind.UNACKNOWLEDGED_UP) == ["2026-12-01 09:00", "2026-12-02 09:00"]
    assert when(steps, StepKind.SILENT) == ["2026-12-14 09:00"]  # 10 working days after it came
    assert when(steps, StepKind.SILENT_UP) == [
        "2026-12-28 09:00",
        "2027-01-11 09:00",
        "2027-01-25 09:00",
        "2027-02-08 09:00",
        "2027-02-22 09:00",
        "2027-03-08 09:00",
    ]
    assert told(steps, StepKind.SILENT) == [(HOLDER,)]
    assert set(told(steps, StepKind.SILENT_UP)) == {(HOLDER, SUPERIOR)}


def test_the_silence_row_of_who_never_acknowledged_begins_behind_both_steps_whatever_the_rule() -> None:
    late = replace(DEFAULT_POLICY.rungs[Urgency.NORMAL], unacknowledged_up=days(5), silence=days(2))
    policy = replace(DEFAULT_POLICY, rungs={**DEFAULT_POLICY.rungs, Urgency.NORMAL: late}, silence_repeats=1)
    steps = plan(duty(), TASK, policy=policy, calendar=PLAIN, after=OPENED)
    assert when(steps, StepKind.UNACKNOWLEDGED_UP) == ["2026-12-07 09:00"]
    assert when(steps, StepKind.SILENT, StepKind.SILENT_UP) == ["2026-12-08 09:00"]  # three times the span


@pytest.mark.parametrize("kind", [DutyKind.LEAD, DutyKind.COORDINATING])
def test_from_the_moment_of_being_overdue_the_overdue_row_alone_speaks(kind: DutyKind) -> None:
    for acknowledged in (None, at("2026-11-30 10:00")):
        for urgency in Urgency:
            steps = planned(duty(kind, acknowledged_at=acknowledged), urgency)
            behind = {step.kind for step in steps if step.at >= DUE.moment}
            assert behind == {StepKind.OVERDUE, StepKind.CLEARING}


# Hỏa tốc counts by the clock: nights, weekends and holidays are not skipped

HOLIDAYS = Calendar(timezone=HANOI, days_off={date(2027, 1, 1): "Tết Dương lịch"})


def test_flash_work_due_before_a_holiday_is_with_everybody_a_day_later() -> None:
    thursday = Deadline(moment=at("2026-12-31 11:00"), names_hour=True)
    owed = duty(opened_at=at("2026-12-30 22:15"), held_since=at("2026-12-30 22:15"), deadline=thursday)
    steps = planned(owed, Urgency.FLASH, calendar=HOLIDAYS)
    assert [(step.kind, f"{step.at:%Y-%m-%d %H:%M}") for step in steps[:8]] == [
        (StepKind.UNACKNOWLEDGED, "2026-12-30 23:15"),
        (StepKind.UNACKNOWLEDGED_UP, "2026-12-31 00:15"),
        (StepKind.DUE_SOON, "2026-12-31 08:00"),
        (StepKind.DUE_SOON, "2026-12-31 09:00"),
        (StepKind.OVERDUE, "2026-12-31 11:00"),
        (StepKind.OVERDUE, "2027-01-01 11:00"),
        (StepKind.OVERDUE, "2027-01-02 11:00"),
        (StepKind.OVERDUE, "2027-01-03 11:00"),
    ]
    assert [step.parts for step in steps if step.kind is StepKind.OVERDUE][:3] == [
        (HOLDER, SUPERIOR),
        EVERYBODY,
        (HOLDER, SUPERIOR),
    ]


@pytest.mark.parametrize(
    "calendar", [PLAIN, HOLIDAYS, Calendar(timezone=HANOI, half_days={date(2026, 12, 31): "chiều"})]
)
@pytest.mark.parametrize("kind", [DutyKind.LEAD, DutyKind.COORDINATING, DutyKind.READING, DutyKind.DECISION])
def test_no_calendar_moves_a_step_of_flash_work(calendar: Calendar, kind: DutyKind) -> None:
    owed = duty(
        kind,
        opened_at=at("2026-12-29 20:00"),
        held_since=at("2026-12-29 20:00"),
        deadline=Deadline(moment=at("2027-01-02 17:00"), names_hour=False),
        milestones=(Milestone(title="đề cương", deadline=Deadline(moment=at("2027-01-01 12:00"), names_hour=True)),),
    )
    steps = planned(owed, Urgency.FLASH, calendar=calendar)
    every_day_off = Calendar(timezone=HANOI, days_off={date(2026, 12, 28) + n * DAY: "nghỉ" for n in range(14)})
    expected = planned(owed, Urgency.FLASH, calendar=every_day_off)
    weekly = StepKind.CLEARING
    assert [one for one in steps if one.kind is not weekly] == [one for one in expected if one.kind is not weekly]
    if kind is DutyKind.LEAD:
        assert when(steps, StepKind.MILESTONE) == ["2026-12-31 08:00"]
        assert when(steps, StepKind.OVERDUE)[:2] == ["2027-01-03 00:00", "2027-01-04 00:00"]


def test_returned_flash_work_has_a_day_of_the_clock() -> None:
    handed = duty().submit(to_id=9, at=at("2026-12-31 16:00"), act_by=at("2026-12-31 18:00"))
    back = handed.give_back(to_id=AN, at=at("2026-12-31 17:00"), calendar=HOLIDAYS, day=days_of(Urgency.FLASH, 1))
    assert back.act_by == at("2027-01-01 17:00")
    plainly = handed.give_back(to_id=AN, at=at("2026-12-31 17:00"), calendar=HOLIDAYS)
    assert plainly.act_by == at("2027-01-04 17:00")


def test_of_an_opinion_asked_as_flash_the_head_is_told_by_the_calendars_days() -> None:
    tuesday = Deadline(moment=at("2027-01-05 11:00"), names_hour=True)
    asked = replace(OPINION, deadline=tuesday, act_by=tuesday.moment)
    steps = planned(asked, Urgency.FLASH, calendar=HOLIDAYS)
    assert when(steps, StepKind.DUE_SOON, StepKind.OPINION_WARNING) == ["2027-01-02 08:00", "2027-01-04 08:00"]
    overnight = replace(
        OPINION,
        opened_at=at("2026-12-31 22:00"),
        held_since=at("2026-12-31 22:00"),
        deadline=Deadline(moment=at("2027-01-01 06:00"), names_hour=True),
    )
    assert when(planned(overnight, Urgency.FLASH), StepKind.OPINION_WARNING) == ["2027-01-01 02:00"]


def test_a_rule_of_flash_stored_in_working_time_is_read_by_the_clock() -> None:
    """An office of yesterday kept days of Hỏa tốc as working days; what has begun under that is by the clock too."""
    stored = DEFAULT_POLICY.to_data()
    flash = stored["rungs"]["flash"]
    flash |= {"silence": [1, "working_days"], "before": [[0, "working_days"], [2, "clock_hours"]]}
    flash |= {"waiting": [3, "working_hours"]}
    del stored["silence_repeats"]
    read = Policy.from_data(1, stored)
    assert read.rungs[Urgency.FLASH] == replace(DEFAULT_POLICY.rungs[Urgency.FLASH], waiting=clock_hours(3))
    assert read.silence_repeats == 5


# A decision or an acceptance waits


@pytest.mark.parametrize(
    ("urgency", "nudge", "up"),
    [
        (Urgency.NORMAL, "2026-12-02 09:00", "2026-12-04 09:00"),  # 2 days
        (Urgency.URGENT, "2026-12-01 09:00", "2026-12-02 09:00"),  # 1 day
        (Urgency.VERY_URGENT, "2026-11-30 14:30", "2026-12-01 09:00"),  # 4 working hours
        (Urgency.FLASH, "2026-11-30 11:00", "2026-11-30 13:00"),  # 2 hours of the clock
    ],
)
@pytest.mark.parametrize(
    "waiting",
    [duty(DutyKind.DECISION, about_id=7), duty(phase=Phase.SUBMITTED), duty(DutyKind.OPINION, phase=Phase.LACKING)],
    ids=["decision", "acceptance", "missing dossier"],
)
def test_who_keeps_others_waiting_is_nudged_then_his_superior_is_told(
    waiting: Duty, urgency: Urgency, nudge: str, up: str
) -> None:
    steps = planned(waiting, urgency)
    assert when(steps, StepKind.WAITING) == [nudge]
    assert when(steps, StepKind.WAITING_UP) == [up]
    assert told(steps, StepKind.WAITING_UP) == [(HOLDER, SUPERIOR)]
    assert {step.kind for step in steps} == {StepKind.WAITING, StepKind.WAITING_UP, StepKind.CLEARING}


# Opinions


def test_the_ladder_of_an_opinion_ends_in_deemed_consent() -> None:
    steps = planned(OPINION)
    assert [(step.kind, f"{step.at:%Y-%m-%d %H:%M}") for step in steps] == [
        (StepKind.UNACKNOWLEDGED, "2026-12-01 09:00"),
        (StepKind.UNACKNOWLEDGED_UP, "2026-12-02 09:00"),
        (StepKind.DUE_SOON, "2026-12-04 08:00"),
        (StepKind.OPINION_WARNING, "2026-12-08 08:00"),
        (StepKind.DEEMED_CONSENT, "2026-12-10 00:00"),
    ]
    assert steps[-2].parts == (HOLDER, Audience.UNIT_HEAD)
    assert steps[-1].parts == (Audience.UNIT_HEAD, HOLDER, ASSIGNER, OFFICE)
    assert [step.has_effect for step in steps] == [False, False, False, False, True]


def test_consent_is_deemed_at_the_hour_that_was_named() -> None:
    due = Deadline(moment=at("2026-12-09 10:00"), names_hour=True)
    assert when(planned(replace(OPINION, deadline=due)), StepKind.DEEMED_CONSENT) == ["2026-12-09 10:00"]


@pytest.mark.parametrize(
    ("opened", "due", "warned"),
    [
        ("2026-11-30 09:00", "2026-12-01 10:00", "2026-11-30 15:00"),  # 9 working hours: after 4½ of them
        ("2026-11-30 07:30", "2026-11-30 11:30", "2026-11-30 09:30"),
        ("2026-12-04 16:00", "2026-12-07 08:30", "2026-12-04 17:00"),  # over the weekend
        ("2026-11-30 18:00", "2026-11-30 20:00", "2026-11-30 19:00"),  # no working time at all: half of the clock's
    ],
)
def test_where_time_is_short_the_head_is_told_at_half_of_it(opened: str, due: str, warned: str) -> None:
    short = replace(
        OPINION,
        opened_at=at(opened),
        held_since=at(opened),
        stepped_until=at(opened),
        deadline=Deadline(moment=at(due), names_hour=True),
    )
    assert when(planned(short), StepKind.OPINION_WARNING) == [warned]


def test_a_draft_that_waits_for_its_signature_keeps_the_opinions_ladder() -> None:
    drafted = replace(OPINION, phase=Phase.DRAFTED, acknowledged_at=at("2026-12-01 10:00"))
    assert when(planned(drafted), StepKind.DEEMED_CONSENT) == ["2026-12-10 00:00"]


# Circulars


def test_a_circular_is_pressed_until_it_is_read() -> None:
    reading = duty(DutyKind.READING, deadline=Deadline(moment=at("2026-12-03 17:00"), names_hour=False))
    assert [(step.kind, f"{step.at:%Y-%m-%d %H:%M}") for step in planned(reading)][:4] == [
        (StepKind.UNACKNOWLEDGED, "2026-12-01 09:00"),
        (StepKind.DUE_SOON, "2026-12-02 08:00"),
        (StepKind.UNACKNOWLEDGED_UP, "2026-12-02 09:00"),
        (StepKind.DUE_SOON, "2026-12-03 08:00"),
    ]


# The whole


def test_a_closed_duty_has_no_plan() -> None:
    assert planned(duty(phase=Phase.CLOSED, closed_at=OPENED)) == ()


def test_what_has_been_taken_is_not_planned_again() -> None:
    everything = planned(duty())
    for taken in everything[:-1]:
        rest = plan(duty(), TASK, policy=DEFAULT_POLICY, calendar=PLAIN, after=taken.at)
        assert rest == everything[everything.index(taken) + 1 :]
