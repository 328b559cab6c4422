"""By which rule a task comes again: what is written always has a next time, and it is found at once (M6)."""

from __future__ import annotations

from datetime import date, datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.duties.repeating import next_by_rule
from domain.office.calendar import Calendar
from domain.refusals import ValueUnknown
from handlers.reading.repeats import CHOICES, parse_repeats
from tests.actions.office import HANOI, at

CALENDAR = Calendar(timezone=HANOI)
FRIDAY = at("2026-12-04 16:00")
PHRASES = st.sampled_from(CHOICES) | st.one_of(
    st.builds("ngày {} hằng {}".format, st.integers(1, 31), st.sampled_from(("tháng", "quý"))),
    st.builds("{} {} một lần".format, st.integers(1, 99), st.sampled_from(("tuần", "tháng"))),
    st.builds("thứ {} hằng tuần".format, st.integers(2, 7)),
    st.sampled_from(("hằng ngày", "nửa năm một lần", "cuối quý", "ngày cuối hằng năm", "hằng nửa năm")),
)


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("hằng tuần", at("2026-12-11 16:00")),
        ("ngày làm việc cuối tháng", at("2026-12-31 16:00")),
        ("ngày 31 hằng tháng", at("2026-12-31 16:00")),
        ("hằng ngày", at("2026-12-07 16:00")),
    ],
)
def test_the_next_time_is_the_rules_first_after_this_one(text: str, following: datetime) -> None:
    assert next_by_rule(parse_repeats(text, first=date(2026, 12, 4)), FRIDAY, CALENDAR) == following


@given(PHRASES, st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_whatever_is_written_comes_again_and_is_found_at_once(text: str, first: date) -> None:
    moment = datetime(first.year, first.month, first.day, 17, tzinfo=HANOI)
    try:
        rule = parse_repeats(text, first=first)
    except ValueUnknown:
        return
    began = perf_counter()
    following = next_by_rule(rule, moment, CALENDAR)
    assert following is not None
    assert following > moment
    assert perf_counter() - began < 1


@pytest.mark.parametrize("period", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_a_day_that_never_comes_cannot_be_written(period: str) -> None:
    """One such message kept everybody waiting for 23 seconds, each time that it was read."""
    with pytest.raises(ValueUnknown):
        parse_repeats(f"FREQ={period};BYMONTH=2;BYMONTHDAY=30", first=date(2026, 12, 4))
