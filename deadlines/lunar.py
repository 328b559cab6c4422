"""Lunar dates by the Vietnamese calendar (R15)."""

from __future__ import annotations

from datetime import date, timedelta

TWELFTH_MONTH = 12


def solar_date(day: int, month: int, year: int, *, leap: bool = False) -> date | None:
    """The solar date of a lunar one, None where that lunar month has no such day.

    The library accepts the 30th of a month of 29 days and counts on into the next, hence the round trip.
    """
    # Imported on first use: few phrases name a lunar date, and every start would pay for it.
    from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar  # noqa: PLC0415

    try:
        lunar = LunarDate(day, month, year, leap)
        solar: date = lunar_to_solar(lunar)
        return solar if solar_to_lunar(solar) == lunar else None
    except ValueError:
        return None


def has_leap_month(month: int, year: int) -> bool:
    """Whether the lunar year has that month twice."""
    return solar_date(1, month, year, leap=True) is not None


def lunar_year_of(day: date) -> int:
    from lunar_vn import solar_to_lunar  # noqa: PLC0415

    year: int = solar_to_lunar(day).year
    return year


def new_years_eve(year: int) -> date:
    """The last day of that lunar year, the 29th or the 30th of its twelfth month."""
    first = solar_date(1, 1, year + 1)
    assert first is not None
    return first - timedelta(days=1)
