"""The public holidays of Vietnam that fill the calendar table: the package's, corrected by the yearly notices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version

from storage.calendars import DayKind, EnteredDay

LAST_YEAR_WITH_NOTICE = 2026
# Set by law to the day; all others depend on the notice of their year.
FIXED_BY_LAW = frozenset(((1, 1), (4, 30), (5, 1), (9, 2), (11, 24)))

# What the package misses. Days off, then days worked instead.
DAYS_OFF_BY_NOTICE = {date(2026, 1, 2): "Ngày nghỉ (thay cho ngày 10/01/2026)"}
WORKED_BY_NOTICE = {date(2026, 1, 10): "Làm bù cho ngày 02/01/2026"}


def base_version() -> str:
    """Which package and which notices the public holidays come from: another one may say other days off."""
    return f"{version('holidays')} with the notices up to {LAST_YEAR_WITH_NOTICE}, {len(DAYS_OFF_BY_NOTICE)} more"


def public_holidays(years: Iterable[int]) -> dict[date, str]:
    """Days off by their name in Vietnamese, announced or not."""
    # Imported on first use: only filling the calendar needs it.
    from holidays import country_holidays  # noqa: PLC0415

    wanted = frozenset(years)
    found = country_holidays("VN", years=wanted, language="vi")
    noticed = {day: name for day, name in DAYS_OFF_BY_NOTICE.items() if day.year in wanted}
    return dict(sorted((found | noticed).items()))


def public_days(years: Iterable[int]) -> tuple[EnteredDay, ...]:
    """What the law and the notices say of the days of these years, as the base of a calendar."""
    off, worked = public_holidays(years), worked_days(years)
    return (
        *(EnteredDay(day=day, kind=DayKind.OFF, name=name, forecast=is_forecast(day)) for day, name in off.items()),
        *(EnteredDay(day=day, kind=DayKind.WORKED, name=name) for day, name in worked.items()),
    )


def is_forecast(day: date) -> bool:
    """Whether the yearly notice that says this public holiday is not out yet."""
    return day.year > LAST_YEAR_WITH_NOTICE and (day.month, day.day) not in FIXED_BY_LAW


def worked_days(years: Iterable[int]) -> dict[date, str]:
    """Weekend days that are worked in exchange for a day off."""
    from holidays import country_holidays  # noqa: PLC0415

    wanted = frozenset(years)
    exchanged = country_holidays("VN", years=wanted, language="vi").weekend_workdays
    days = {day: "Làm bù" for day in exchanged if day.year in wanted}
    return dict(sorted((days | {day: name for day, name in WORKED_BY_NOTICE.items() if day.year in wanted}).items()))
