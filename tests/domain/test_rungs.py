"""The office changes its ladder: within bounds, in order, and the plan follows (M8, M28)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusals import FlashByTheClock, LadderOutOfOrder, RuleUnchanged, RungOutOfRange
from domain.rules.lengths import Length, Measure, Urgency, clock_days, clock_hours, days, hours
from domain.rules.policy import DEFAULT_POLICY, Policy
from domain.rules.rules import change_rung
from domain.rules.step_times import StepTime
from handlers.office.step_times import parse_rung, parse_spans
from texts.notices.step_words import TIME_WORDS
from texts.words import URGENCIES

spans = st.builds(Length, amount=st.integers(-1, 300), measure=st.sampled_from(Measure))


@given(st.sampled_from(Urgency), st.sampled_from(StepTime), st.lists(spans, max_size=8))
def test_whatever_is_taken_is_stored_and_read_again_and_keeps_the_order(
    urgency: Urgency, rung: StepTime, typed: list[Length]
) -> None:
    try:
        changed = change_rung(DEFAULT_POLICY, urgency, rung, typed)
    except (FlashByTheClock, RungOutOfRange, LadderOutOfOrder, RuleUnchanged):
        return
    assert Policy.from_data(1, changed.to_data()) == changed
    others = [one for one in Urgency if one is not urgency]
    assert all(changed.rungs[one] == DEFAULT_POLICY.rungs[one] for one in others)
    assert all(span.amount >= (0 if rung is StepTime.BEFORE else 1) for span in typed)


def test_the_superior_never_hears_before_the_holder() -> None:
    with pytest.raises(LadderOutOfOrder):
        change_rung(DEFAULT_POLICY, Urgency.NORMAL, StepTime.UNACKNOWLEDGED, [days(2)])
    with pytest.raises(LadderOutOfOrder):
        change_rung(DEFAULT_POLICY, Urgency.NORMAL, StepTime.UNACKNOWLEDGED_UP, [hours(4)])


def test_nudges_before_the_deadline_stand_in_order_each_once() -> None:
    typed = [clock_hours(2), clock_days(0), clock_days(5), clock_days(1), clock_days(5)]
    rungs = change_rung(DEFAULT_POLICY, Urgency.FLASH, StepTime.BEFORE, typed).rungs[Urgency.FLASH]
    assert rungs.before == (clock_days(5), clock_days(1), clock_days(0), clock_hours(2))
    assert change_rung(DEFAULT_POLICY, Urgency.FLASH, StepTime.BEFORE, []).rungs[Urgency.FLASH].before == ()


@pytest.mark.parametrize("rung", [StepTime.OVERDUE_EVERY, StepTime.OVERDUE_UP])
def test_what_counts_in_days_is_not_given_in_hours(rung: StepTime) -> None:
    assert getattr(change_rung(DEFAULT_POLICY, Urgency.URGENT, rung, [days(4)]).rungs[Urgency.URGENT], rung) == days(4)
    for wrong in ([hours(4)], [clock_hours(4)], [clock_days(4)], [days(0)], [days(1), days(2)], []):
        with pytest.raises(RungOutOfRange):
            change_rung(DEFAULT_POLICY, Urgency.URGENT, rung, wrong)


@pytest.mark.parametrize("rung", StepTime)
def test_flash_counts_by_the_clock_alone(rung: StepTime) -> None:
    for wrong in (days(4), hours(4)):
        with pytest.raises(FlashByTheClock):
            change_rung(DEFAULT_POLICY, Urgency.FLASH, rung, [wrong])
    if rung is not StepTime.UNACKNOWLEDGED:
        changed = change_rung(DEFAULT_POLICY, Urgency.FLASH, rung, [clock_days(4)]).rungs[Urgency.FLASH]
        assert getattr(changed, rung) in (clock_days(4), (clock_days(4),))


@pytest.mark.parametrize(
    ("text", "urgency", "expected"),
    [
        ("4 giờ", Urgency.URGENT, (hours(4),)),
        ("4 gio", Urgency.FLASH, (clock_hours(4),)),
        ("4 giờ làm việc", Urgency.FLASH, (hours(4),)),
        ("2 giờ đồng hồ", Urgency.NORMAL, (clock_hours(2),)),
        ("4 ngày", Urgency.FLASH, (clock_days(4),)),
        ("trong ngày, 1 ngày", Urgency.FLASH, (clock_days(0), clock_days(1))),
        ("4 ngày làm việc", Urgency.FLASH, (days(4),)),
        ("3 ngày làm việc trước, 1 ngày và trong ngày.", Urgency.NORMAL, (days(3), days(1), days(0))),
        ("không", Urgency.NORMAL, ()),
        ("ba ngày", Urgency.NORMAL, None),
        ("3", Urgency.NORMAL, None),
        ("3 ngày,", Urgency.NORMAL, None),
        ("", Urgency.NORMAL, None),
    ],
)
def test_times_are_read_or_asked_for_again(text: str, urgency: Urgency, expected: tuple[Length, ...] | None) -> None:
    assert parse_spans(text, urgency) == expected


def test_every_step_of_every_urgency_has_its_name_in_either_order() -> None:
    for urgency, of_urgency in URGENCIES.items():
        for rung, words in TIME_WORDS.items():
            assert parse_rung(f"{of_urgency}, {words.name}") == (urgency, rung)
            assert parse_rung(f"{words.name.upper()} ,  {of_urgency.lower()}") == (urgency, rung)
    assert parse_rung("Khẩn") is None
    assert parse_rung("Khẩn, hỏa tốc, không có tiến độ") is None
