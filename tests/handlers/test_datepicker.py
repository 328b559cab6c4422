"""A month as a keyboard: every day that can be pressed lies ahead, and says which one it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.office.calendar import Calendar
from handlers.dialogues.datepicker import NOTHING, CalendarMonth, first_day, month_rows, pressed_day, pressed_month
from texts.buttons import guide_data

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(timezone=HANOI, days_off={date(2027, 1, 1): "Tết Dương lịch"}, worked={date(2027, 1, 9): "làm bù"})
BEGINNING = datetime(2026, 1, 1, tzinfo=HANOI)
MOMENTS = st.integers(0, 5 * 366 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))


def shown(month: CalendarMonth, now: datetime, *, working_only: bool = False) -> dict[str, str]:
    """What can be pressed, by what stands on it."""
    rows = month_rows(month, now=now, calendar=CALENDAR, data=str, working_only=working_only)
    assert all(len(row) in {3, 7} for row in rows)
    return {button.label: button.data for row in rows for button in row if button.data != NOTHING}


@settings(deadline=None)
@given(MOMENTS, st.integers(0, 24), st.booleans())
def test_every_day_that_can_be_pressed_lies_ahead_within_the_month(now: datetime, ahead: int, working: bool) -> None:
    month = CalendarMonth.of(first_day(now, CALENDAR)).after(ahead)
    pressable = [day for data in shown(month, now, working_only=working).values() if (day := pressed_day(data))]
    assert len(set(pressable)) == len(pressable)
    for day in pressable:
        assert (day.year, day.month) == (month.year, month.month)
        assert datetime(day.year, day.month, day.day, 17, tzinfo=HANOI) > now
        assert CALENDAR.is_working_day(day) or not working


@settings(deadline=None)
@given(MOMENTS)
def test_no_day_that_lies_ahead_is_left_out(now: datetime) -> None:
    first = first_day(now, CALENDAR)
    pressable = {pressed_day(data) for data in shown(CalendarMonth.of(first), now).values()} - {None}
    following = CalendarMonth.of(first).after(1)
    last = date(following.year, following.month, 1) - timedelta(days=1)
    assert pressable == {first + timedelta(days=offset) for offset in range((last - first).days + 1)}


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(-30, 30))
def test_months_are_counted_over_the_turn_of_the_year(year: int, number: int, ahead: int) -> None:
    month = CalendarMonth(year=year, month=number)
    assert month.after(ahead).months_since(month) == ahead
    assert month.after(ahead).after(-ahead) == month


def test_days_off_are_marked_and_swapped_days_are_not() -> None:
    january = shown(CalendarMonth(year=2027, month=1), datetime(2026, 12, 30, 9, tzinfo=HANOI))
    assert {"(1)", "(2)", "4", "9", "(10)"} <= set(january)
    assert january["(1)"] == "d20270101"


def test_there_is_no_way_before_the_first_month_nor_far_ahead() -> None:
    now = datetime(2026, 12, 30, 9, tzinfo=HANOI)
    assert "◀" not in shown(CalendarMonth(year=2026, month=12), now)
    assert shown(CalendarMonth(year=2026, month=12), now)["▶"] == "m202701"
    assert "▶" not in shown(CalendarMonth(year=2028, month=12), now)
    # After the close of the last day of a month that month is over.
    assert first_day(datetime(2026, 12, 31, 17, tzinfo=HANOI), CALENDAR) == date(2027, 1, 1)


@pytest.mark.parametrize("forged", ["", "d", "d2026123", "d20261301", "d٢٠٢٦١٢٠٤", "m202613", "m2026120", "d20261204 "])
def test_what_is_no_day_and_no_month_is_neither(forged: str) -> None:
    assert pressed_day(forged) is None
    assert pressed_month(forged) is None


def test_a_button_is_small_enough_for_the_platform() -> None:
    assert len(guide_data("f" * 12, 999_999_999, "d20261204").encode()) <= 64
