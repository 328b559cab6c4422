"""A change of the working calendar loses no step of any open duty, and moves no deadline but an opinion's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.cases import Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.ladder.ladder import plan
from domain.ladder.replanning import replan, rests_on_forecast
from domain.ladder.steps import StepKind
from domain.office.calendar import DAY, Calendar
from domain.office.hours import END_OF_OFFICE_DAY, CalendarEffect
from domain.rules.lengths import Urgency
from domain.rules.policy import DEFAULT_POLICY
from tests.domain.cast import TASK

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
OPENED = datetime(2026, 11, 30, 9, 0, tzinfo=HANOI)
PLAIN = Calendar(timezone=HANOI)
DAYS = [date(2026, 11, 30) + count * DAY for count in range(28)]

calendars = st.builds(
    lambda off, worked, half: replace(
        PLAIN,
        days_off=dict.fromkeys(off, "nghỉ"),
        worked=dict.fromkeys(worked, "bù"),
        half_days=dict.fromkeys(half, ""),
    ),
    *(st.lists(st.sampled_from(DAYS), max_size=4, unique=True) for _ in range(3)),
)


@st.composite
def duties(draw):
    due = OPENED.replace(hour=17) + timedelta(days=draw(st.integers(3, 20)))
    kind = draw(st.sampled_from([DutyKind.LEAD, DutyKind.OPINION, DutyKind.READING]))
    return Duty(
        id=1,
        case_id=1,
        kind=kind,
        unit_id=2,
        to_unit=True,
        holder_id=3,
        held_since=OPENED,
        deadline=Deadline(moment=due, names_hour=draw(st.booleans())),
        act_by=due,
        opened_at=OPENED,
        acknowledged_at=draw(st.sampled_from([None, OPENED])),
        stepped_until=OPENED + timedelta(hours=draw(st.integers(0, 24 * 22))),
    )


def placed(steps):
    """The moments of each kind, from the last to the first."""
    kinds = {step.kind for step in steps} - {StepKind.CLEARING}
    return {kind: [step.at for step in reversed(steps) if step.kind is kind] for kind in kinds}


@settings(max_examples=300, deadline=None)
@given(duty=duties(), before=calendars, after=calendars, urgency=st.sampled_from(Urgency))
def test_every_step_still_to_come_comes_or_is_taken_at_once(duty, before, after, urgency):
    case = replace(TASK, urgency=urgency)
    now = duty.stepped_until
    found = replan(duty, case, policy=DEFAULT_POLICY, before=before, calendar=after, now=now)
    pending = placed(plan(duty, case, policy=DEFAULT_POLICY, calendar=before, after=duty.stepped_until))
    coming = placed(plan(found.duty, case, policy=DEFAULT_POLICY, calendar=after, after=duty.stepped_until))
    whole = placed(plan(found.duty, case, policy=DEFAULT_POLICY, calendar=after, after=OPENED))
    missed = [step.kind for step in found.missed]
    for kind, moments in pending.items():
        if kind is StepKind.DEEMED_CONSENT:
            assert kind in coming
            continue
        still_planned = min(len(moments), len(whole.get(kind, ())))
        assert len(coming.get(kind, ())) + missed.count(kind) >= still_planned, kind
    steps = plan(found.duty, case, policy=DEFAULT_POLICY, calendar=after, after=duty.stepped_until)
    if found.duty is not duty:
        assert found.duty.next_step_at == steps[0].at
    else:
        assert found.effect in {None, CalendarEffect.ON_DAY_OFF}


@settings(max_examples=200, deadline=None)
@given(duty=duties(), before=calendars, after=calendars)
def test_only_an_opinions_deadline_moves_and_only_off_a_day_off(duty, before, after):
    now = duty.stepped_until
    found = replan(duty, TASK, policy=DEFAULT_POLICY, before=before, calendar=after, now=now)
    day = after.day_of(duty.deadline.moment)
    in_time = now < duty.late_from(after)
    half_ends = after.half_day_ends(day)
    in_the_free_half = duty.deadline.names_hour and half_ends is not None and duty.deadline.moment > half_ends
    is_off = not after.is_working_day(day) or in_the_free_half
    if duty.kind is DutyKind.OPINION and in_time and is_off:
        assert found.effect is CalendarEffect.MOVED
        end = after.at(after.next_working_day(day), END_OF_OFFICE_DAY)
        assert found.duty.deadline == Deadline(moment=end, names_hour=False)
    else:
        assert found.duty.deadline == duty.deadline
        assert found.effect is not CalendarEffect.MOVED


@settings(deadline=None)
@given(duty=duties(), same=calendars)
def test_the_same_calendar_changes_nothing(duty, same):
    day = same.day_of(duty.deadline.moment)  # worked whole: in its free half it would have been moved before
    half_days = {one: notice for one, notice in same.half_days.items() if one != day}
    worked = replace(same, worked=dict(same.worked) | {day: "bù"}, half_days=half_days)
    found = replan(duty, TASK, policy=DEFAULT_POLICY, before=worked, calendar=worked, now=duty.stepped_until)
    assert (found.duty, found.effect, found.missed) == (duty, None, ())


def test_an_answer_that_lacks_its_dossier_has_no_deadline_to_move():
    due = OPENED.replace(hour=17) + timedelta(days=4)
    lacking = Duty(
        id=1,
        case_id=1,
        kind=DutyKind.OPINION,
        holder_id=3,
        held_since=OPENED,
        phase=Phase.LACKING,
        deadline=Deadline(moment=due, names_hour=False),
        act_by=due,
        opened_at=OPENED,
        stepped_until=OPENED,
    )
    off = replace(PLAIN, days_off={due.date(): "nghỉ"})
    found = replan(lacking, TASK, policy=DEFAULT_POLICY, before=PLAIN, calendar=off, now=OPENED)
    assert found.duty.deadline == lacking.deadline


def test_a_plan_rests_on_a_forecast_only_where_it_would_be_another_without():
    foreseen = replace(PLAIN, days_off={date(2026, 12, 10): "Lễ"}, forecasts=frozenset({date(2026, 12, 10)}))
    announced = replace(PLAIN, days_off={date(2026, 12, 10): "Lễ"})

    def rests(day: int, calendar: Calendar) -> bool:
        due = datetime(2026, 12, day, 17, 0, tzinfo=HANOI)
        duty = Duty(
            id=1,
            case_id=1,
            kind=DutyKind.LEAD,
            holder_id=3,
            held_since=OPENED,
            acknowledged_at=OPENED,
            progress_at=OPENED + timedelta(days=60),
            deadline=Deadline(moment=due, names_hour=True),
            act_by=due,
            opened_at=OPENED,
            stepped_until=OPENED,
        )
        policy = replace(
            DEFAULT_POLICY,
            overdue_repeats=0,
            rungs={
                key: replace(row, overdue_up=replace(row.overdue_up, amount=0))
                for key, row in DEFAULT_POLICY.rungs.items()
            },
        )
        return rests_on_forecast(
            duty, replace(TASK, urgency=Urgency.NORMAL), policy=policy, calendar=calendar, after=OPENED
        )

    assert rests(11, foreseen)  # one working day before it is the 9th, or the 10th
    assert rests(10, foreseen)  # the deadline itself
    assert not rests(9, foreseen)
    assert not rests(11, announced)


@settings(max_examples=150, deadline=None)
@given(asked=st.integers(0, 24 * 14), since=st.integers(0, 24 * 5), before=calendars, after=calendars)
def test_who_owes_an_answer_never_has_less_time_for_a_change_and_what_is_late_stays_late(asked, since, before, after):
    opened = OPENED + timedelta(hours=asked)
    waiting = DEFAULT_POLICY.rungs[Urgency.NORMAL].waiting
    act_by = waiting.after(opened, before)
    decision = Duty(
        id=2,
        case_id=1,
        kind=DutyKind.DECISION,
        holder_id=3,
        held_since=opened + timedelta(hours=since),  # a new head has taken it over with its time
        deadline=Deadline(moment=act_by, names_hour=True),
        act_by=act_by,
        opened_at=opened,
        stepped_until=opened,
    )
    case = replace(TASK, urgency=Urgency.NORMAL)

    for now in (opened, act_by):
        found = replan(decision, case, policy=DEFAULT_POLICY, before=before, calendar=after, now=now)

        late = now == act_by
        assert found.duty.act_by == (act_by if late else max(act_by, waiting.after(opened, after)))
        assert found.duty.deadline.moment == found.duty.act_by
        assert (found.effect is CalendarEffect.MOVED) == (found.duty.act_by != act_by)
