"""A Monday morning in an office in Hà Nội; the next day is a public holiday."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import DateQuestion, Reading, read_deadline
from domain.office.calendar import Calendar
from storage.calendars import EnteredCalendar, calendar_of
from storage.holidays import public_days

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS = range(2025, 2031)

Read = Callable[..., Reading | DateQuestion]


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return calendar_of(public_days(YEARS), EnteredCalendar(), HANOI)


@pytest.fixture(scope="session")
def monday() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)


@pytest.fixture(scope="session")
def read(calendar: Calendar, monday: datetime) -> Read:
    def read_on_monday(phrase: str, **changed: datetime) -> Reading | DateQuestion:
        return read_deadline(phrase, **{"now": monday, "calendar": calendar, **changed})

    return read_on_monday
