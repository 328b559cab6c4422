"""What a month's quota comes to: its levels, and when it is counted anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quotas import Quota, month_of, next_month

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BEGIN, END = datetime(2026, 1, 1, tzinfo=HANOI), datetime(2031, 1, 1, tzinfo=HANOI)


@given(st.timedeltas(timedelta(), END - BEGIN))
def test_the_next_month_begins_at_its_first_midnight_by_the_office(length: timedelta) -> None:
    moment = BEGIN + length
    begins = next_month(moment, HANOI)
    assert (begins.day, begins.hour, begins.minute, begins.tzinfo) == (1, 0, 0, HANOI)
    assert moment < begins <= moment + timedelta(days=31)
    assert month_of(begins - timedelta(seconds=1), HANOI) == month_of(moment, HANOI) < month_of(begins, HANOI)


@pytest.mark.parametrize(
    ("sent", "level"), [(0, 0), (2399, 0), (2400, 80), (2849, 80), (2850, 95), (2999, 95), (3000, 100), (3001, 100)]
)
def test_a_level_is_reached_with_the_message_that_fills_it(sent: int, level: int) -> None:
    quota = Quota(channel="zalo", month="2026-11", sent=sent, limit=3000, anew_at=END)
    assert quota.level == level
    assert quota.is_spent == (level == 100)


def test_where_the_platform_carries_no_more_the_count_does_not_matter() -> None:
    quota = Quota(channel="zalo", month="2026-11", sent=12, limit=3000, anew_at=END, is_refused=True)
    assert quota.level == 100
    assert not quota.is_spent
