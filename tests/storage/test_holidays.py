"""The public holidays that fill the calendar table, as far as their notices are known."""

from datetime import date

import pytest

from storage.holidays import public_days, public_holidays, worked_days

YEARS = range(2025, 2031)


@pytest.mark.parametrize(
    "day", [date(2026, 1, 2), date(2026, 2, 16), date(2026, 4, 27), date(2026, 8, 31), date(2026, 11, 24)]
)
def test_days_off_by_law_or_notice(day):
    assert day in public_holidays(YEARS)


@pytest.mark.parametrize("day", [date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)])
def test_days_worked_instead(day):
    assert day in worked_days(YEARS)
    assert day not in public_holidays(YEARS)


def test_days_of_other_years_are_left_out():
    assert {day.year for day in public_holidays([2026])} == {2026}
    assert {day.year for day in worked_days([2025])} == {2025}
    assert worked_days([2027]) == {}


def test_what_depends_on_a_notice_to_come_is_marked():
    holidays = {one.day: one for one in public_days(YEARS)}
    assert (holidays[date(2027, 2, 6)].name, holidays[date(2027, 2, 6)].forecast) == ("Tết Nguyên Đán", True)
    assert (holidays[date(2027, 4, 30)].name, holidays[date(2027, 4, 30)].forecast) == ("Ngày Chiến thắng", False)
    assert not any(one.forecast for day, one in holidays.items() if day.year < 2027)
