"""Dates written as they are elsewhere are asked back with the date that they name, and never taken (promise 4)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import DateQuestion, Reading, read_deadline
from deadlines.readings import Reason
from domain.office.calendar import Calendar
from tests.deadlines.conftest import HANOI

PLAIN = Calendar(timezone=HANOI)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HANOI)


def asked(phrase: str) -> DateQuestion:
    found = read_deadline(phrase, now=NOW, calendar=PLAIN)
    assert isinstance(found, DateQuestion), phrase
    return found


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("30 Nov 2026", date(2026, 11, 30)),
        ("November 30, 2026", date(2026, 11, 30)),
        ("Nov 30", date(2026, 11, 30)),
        ("1st December", date(2026, 12, 1)),
        ("12 may", date(2027, 5, 12)),
        ("2026/11/30", date(2026, 11, 30)),
        ("30 thg 11 2026", date(2026, 11, 30)),
    ],
)
def test_the_date_is_offered_and_not_taken(phrase: str, day: date) -> None:
    (offered,) = asked(phrase).suggestions
    assert PLAIN.day_of(offered.moment) == day


@pytest.mark.parametrize("phrase", ["30 Nov 2025", "31 Nov 2026", "2026/13/45", "5 thg 13"])
def test_what_is_past_or_no_date_is_asked_without_one(phrase: str) -> None:
    assert asked(phrase).suggestions == ()
    assert asked(phrase).reason in {Reason.UNCLEAR, Reason.NO_DATE}


MONTHS = ("Jan", "February", "mar", "April", "May", "jun", "July", "Aug", "september", "Oct", "Nov", "december")


@settings(max_examples=60)
@given(st.dates(date(2026, 11, 24), date(2028, 12, 31)), st.booleans())
def test_every_day_ahead_is_offered_as_it_is_written(day: date, month_first: bool) -> None:
    month = MONTHS[day.month - 1]
    phrase = f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"
    offered = asked(phrase).suggestions
    assert [PLAIN.day_of(one.moment) for one in offered] == [day]
    assert all(isinstance(one, Reading) for one in offered)
