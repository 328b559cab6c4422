"""What holds of the plan of any duty, under any calendar, at any moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import Duty, DutyKind, Phase
from domain.ladder.ladder import plan
from domain.ladder.steps import StepKind
from domain.office.calendar import DAY, Calendar
from domain.rules.lengths import Urgency, clock_hours, days, hours
from domain.rules.policy import DEFAULT_POLICY, Policy
from domain.rules.step_times import DEFAULT_RUNGS, StepTimes
from tests.domain.cast import HANOI

dates = st.dates(date(2026, 11, 1), date(2027, 6, 30))
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0, tzinfo=HANOI)
)
spans = st.one_of(st.integers(1, 12).map(days), st.integers(1, 30).map(hours), st.integers(1, 30).map(clock_hours))

before = st.one_of(st.integers(0, 6).map(days), st.integers(1, 20).map(clock_hours))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    starts = draw(st.lists(dates, max_size=5))
    off = {start + n * DAY: "nghỉ" for start in starts for n in range(draw(st.integers(1, 9)))}
    worked = dict.fromkeys(draw(st.lists(dates, max_size=4)), "làm bù")
    half = dict.fromkeys(draw(st.lists(dates, max_size=4)), "nửa ngày")
    return Calendar(timezone=HANOI, days_off=off, worked=worked, half_days=half)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """The default rules, or some that an office might make of them."""
    if draw(st.booleans()):
        return DEFAULT_POLICY
    rungs = StepTimes(
        unacknowledged=draw(spans),
        unacknowledged_up=draw(spans),
        before=tuple(draw(st.lists(before, max_size=4, unique=True))),
        overdue_every=days(draw(st.integers(1, 5))),
        overdue_up=days(draw(st.integers(1, 9))),
        silence=draw(spans),
        waiting=draw(spans),
    )
    return Policy(
        rungs={**DEFAULT_RUNGS, Urgency.URGENT: rungs},
        opinion_before=draw(st.tuples(st.integers(2, 6), st.integers(0, 2))),
        overdue_repeats=draw(st.integers(0, 7)),
    )


@st.composite
def deadlines(draw: st.DrawFn, after: datetime) -> Deadline:
    if draw(st.booleans()):
        return Deadline(moment=after + timedelta(minutes=draw(st.integers(1, 60 * 24 * 60))), names_hour=True)
    moment = datetime.combine(after.date() + draw(st.integers(0, 60)) * DAY, time(17), tzinfo=HANOI)
    return Deadline(moment=max(moment, after + timedelta(minutes=1)), names_hour=False)


PHASES = {
    DutyKind.LEAD: (Phase.WORKING, Phase.SUBMITTED),
    DutyKind.COORDINATING: (Phase.WORKING, Phase.SUBMITTED),
    DutyKind.OPINION: (Phase.WORKING, Phase.DRAFTED, Phase.LACKING),
    DutyKind.READING: (Phase.WORKING,),
    DutyKind.DECISION: (Phase.WORKING,),
}


@st.composite
def duties(draw: st.DrawFn, kinds: tuple[DutyKind, ...] = tuple(DutyKind)) -> Duty:
    kind = draw(st.sampled_from(kinds))
    opened = draw(moments)
    deadline = draw(deadlines(opened))
    held = opened + timedelta(minutes=draw(st.integers(0, 60 * 24 * 70)))

    def some_time_later() -> datetime | None:
        return draw(st.none() | st.integers(0, 60 * 24 * 20).map(lambda minutes: held + timedelta(minutes=minutes)))

    return Duty(
        id=1,
        case_id=1,
        kind=kind,
        holder_id=1,
        unit_id=1,
        about_id=2 if kind is DutyKind.DECISION else None,
        held_since=held,
        phase=draw(st.sampled_from(PHASES[kind])),
        deadline=deadline,
        act_by=max(deadline.moment, held + timedelta(hours=draw(st.integers(0, 48)))),
        opened_at=opened,
        acknowledged_at=some_time_later(),
        progress_at=some_time_later(),
        stepped_until=opened,
    )


def case_of(owed: Duty, urgency: Urgency) -> Case:
    return Case(
        id=1,
        kind=CaseKind.OPINION if owed.kind is DutyKind.OPINION else CaseKind.TASK,
        number=1,
        title="t",
        assigner_id=1,
        registrar_id=1,
        urgency=urgency,
        policy_version=1,
        deadline=owed.deadline,
        original=owed.deadline,
        opened_at=owed.opened_at,
    )


urgencies = st.sampled_from(Urgency)


@settings(deadline=None, max_examples=100)
@given(owed=duties(), urgency=urgencies, policy=policies(), calendar=calendars(), after=moments)
def test_a_plan_is_in_order_lies_ahead_and_never_says_a_word_twice(
    owed: Duty, urgency: Urgency, policy: Policy, calendar: Calendar, after: datetime
) -> None:
    steps = plan(owed, case_of(owed, urgency), policy=policy, calendar=calendar, after=after)
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert all(step.at > after for step in steps)
    assert len({step.slot for step in steps}) == len(steps)
    assert all(step.parts for step in steps)


@settings(deadline=None, max_examples=100)
@given(owed=duties(), urgency=urgencies, policy=policies(), calendar=calendars(), after=moments)
def test_an_open_duty_always_has_a_next_step(
    owed: Duty, urgency: Urgency, policy: Policy, calendar: Calendar, after: datetime
) -> None:
    case = case_of(owed, urgency)
    for _ in range(3):  # also behind its last
        steps = plan(owed, case, policy=policy, calendar=calendar, after=after)
        assert steps
        after = steps[-1].at


@settings(deadline=None, max_examples=100)
@given(owed=duties((DutyKind.OPINION,)), urgency=urgencies, policy=policies(), calendar=calendars(), data=st.data())
def test_an_opinion_in_force_is_deemed_exactly_once_and_nothing_comes_behind_it(
    owed: Duty, urgency: Urgency, policy: Policy, calendar: Calendar, data: st.DataObject
) -> None:
    late_from = owed.late_from(calendar)
    before = data.draw(st.integers(1, 60 * 24 * 90))
    steps = plan(
        owed,
        case_of(owed, urgency),
        policy=policy,
        calendar=calendar,
        after=late_from - timedelta(minutes=before),
    )
    deemed = [step for step in steps if step.kind is StepKind.DEEMED_CONSENT]
    if owed.phase is Phase.LACKING:
        assert deemed == []
        return
    assert [step.at for step in deemed] == [late_from]
    assert steps[-1] == deemed[0]


@settings(deadline=None, max_examples=100)
@given(owed=duties((DutyKind.OPINION,)), urgency=urgencies, calendar=calendars())
def test_the_head_is_told_before_every_deemed_consent(owed: Duty, urgency: Urgency, calendar: Calendar) -> None:
    if owed.phase is Phase.LACKING:
        return
    steps = plan(owed, case_of(owed, urgency), policy=DEFAULT_POLICY, calendar=calendar, after=owed.opened_at)
    (warned,) = [step.at for step in steps if step.kind is StepKind.OPINION_WARNING]
    assert owed.opened_at < warned < owed.late_from(calendar)


@settings(deadline=None, max_examples=100)
@given(owed=duties(), urgency=urgencies, policy=policies(), calendar=calendars(), after=moments, later=moments)
def test_a_plan_seen_later_is_the_rest_of_the_plan_seen_before(
    owed: Duty, urgency: Urgency, policy: Policy, calendar: Calendar, after: datetime, later: datetime
) -> None:
    """The engine that runs late plans the same moments: nothing is counted from now."""
    after, later = sorted((after, later))
    case = case_of(owed, urgency)
    rungs = plan(owed, case, policy=policy, calendar=calendar, after=after)
    rest = plan(owed, case, policy=policy, calendar=calendar, after=later)
    weekly = StepKind.CLEARING
    assert [step for step in rungs if step.at > later and step.kind is not weekly] == [
        step for step in rest if step.kind is not weekly
    ]
