"""Periods and days of reports and of the calendar: past or coming, exactly one reading, or a question."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import DateQuestion, Interval, Lean, Reason, read_interval
from texts.front.deadlines import interval_words

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.fixture
def interval(calendar, monday):
    def read_on_monday(phrase: str, lean: Lean = Lean.PAST, now=monday) -> Interval | DateQuestion:
        return read_interval(phrase, now=now, calendar=calendar, lean=lean)

    return read_on_monday


def days(first: str, last: str) -> Interval:
    return Interval(first=date.fromisoformat(first), last=date.fromisoformat(last))


BOTH_WAYS = {
    "tháng 11/2026": ("2026-11-01", "2026-11-30"),
    "11/2026": ("2026-11-01", "2026-11-30"),
    "thang 11 nam 2026": ("2026-11-01", "2026-11-30"),
    "T11/2026": ("2026-11-01", "2026-11-30"),
    "tháng này": ("2026-11-01", "2026-11-30"),
    "tháng trước": ("2026-10-01", "2026-10-31"),
    "quý IV/2026": ("2026-10-01", "2026-12-31"),
    "quý trước": ("2026-07-01", "2026-09-30"),
    "năm 2026": ("2026-01-01", "2026-12-31"),
    "năm ngoái": ("2025-01-01", "2025-12-31"),
    "nửa đầu năm 2026": ("2026-01-01", "2026-06-30"),
    "6 tháng đầu năm 2026": ("2026-01-01", "2026-06-30"),
    "tuần này": ("2026-11-23", "2026-11-29"),
    "tuần trước": ("2026-11-16", "2026-11-22"),
    "01/11 - 15/11/2026": ("2026-11-01", "2026-11-15"),
    "01/11/2026 - 15/11/2026": ("2026-11-01", "2026-11-15"),
    "từ 2026-11-01 đến 2026-11-15": ("2026-11-01", "2026-11-15"),
    "20/11 - 30/11": ("2026-11-20", "2026-11-30"),
    "tháng 11 đến tháng 2/2027": ("2026-11-01", "2027-02-28"),
    "từ đầu năm đến nay": ("2026-01-01", "2026-11-23"),
    "15/11/2025": ("2025-11-15", "2025-11-15"),
    "hôm qua": ("2026-11-22", "2026-11-22"),
}


@pytest.mark.parametrize("lean", Lean)
@pytest.mark.parametrize(("phrase", "expected"), BOTH_WAYS.items(), ids=BOTH_WAYS.keys())
def test_what_is_clear_by_itself(phrase, expected, lean, interval):
    assert interval(phrase, lean) == days(*expected)


LEANING = {
    "tháng 4": (("2026-04-01", "2026-04-30"), ("2027-04-01", "2027-04-30")),
    "tháng 12": (("2025-12-01", "2025-12-31"), ("2026-12-01", "2026-12-31")),
    "quý I": (("2026-01-01", "2026-03-31"), ("2027-01-01", "2027-03-31")),
    "30/4": (("2026-04-30", "2026-04-30"), ("2027-04-30", "2027-04-30")),
    "25/12 - 05/01": (("2025-12-25", "2026-01-05"), ("2026-12-25", "2027-01-05")),
    "từ ngày 1 đến ngày 15": (("2026-11-01", "2026-11-15"), ("2026-12-01", "2026-12-15")),
    "ngày 20": (("2026-11-20", "2026-11-20"), ("2026-12-20", "2026-12-20")),
    "mùng 1 Tết": (("2026-02-17", "2026-02-17"), ("2027-02-06", "2027-02-06")),
}


@pytest.mark.parametrize(("phrase", "expected"), LEANING.items(), ids=LEANING.keys())
def test_without_its_year_a_report_looks_back_and_the_calendar_ahead(phrase, expected, interval):
    assert interval(phrase, Lean.PAST) == days(*expected[0])
    assert interval(phrase, Lean.AHEAD) == days(*expected[1])


@pytest.mark.parametrize(
    ("phrase", "lean", "reason"),
    [
        ("20/11", Lean.AHEAD, Reason.PAST),
        ("tháng 10", Lean.AHEAD, Reason.PAST),
        ("15/11 - 01/11", Lean.PAST, Reason.AMBIGUOUS),
        ("15/11/2026 - 01/11/2026", Lean.PAST, Reason.AMBIGUOUS),
        ("thứ 2", Lean.PAST, Reason.AMBIGUOUS),
        ("31/11", Lean.PAST, Reason.IMPOSSIBLE),
        ("tháng 13", Lean.PAST, Reason.IMPOSSIBLE),
        ("năm 1926", Lean.PAST, Reason.TOO_FAR),
        ("5 ngày", Lean.PAST, Reason.UNCLEAR),
        ("tất cả", Lean.PAST, Reason.NO_DATE),
        ("12/KH-UBND", Lean.PAST, Reason.NOT_A_DEADLINE),
        ("tháng 11/2026 " + "x" * 80, Lean.PAST, Reason.TOO_LONG),
    ],
)
def test_what_is_not_certain_is_asked_about(phrase, lean, reason, interval):
    found = interval(phrase, lean)
    assert isinstance(found, DateQuestion)
    assert found.reason is reason


def test_what_the_other_way_makes_certain_is_suggested(interval):
    assert interval("20/11", Lean.AHEAD).intervals == (days("2026-11-20", "2026-11-20"),)
    assert interval("thứ 2", Lean.PAST).intervals == (days("2026-11-30", "2026-11-30"),)
    assert interval("31/11", Lean.PAST).intervals == ()


@settings(max_examples=150, deadline=None)
@given(one=DAYS, other=DAYS, lean=st.sampled_from(Lean))
def test_what_is_printed_reads_the_same(one, other, lean, calendar, monday):
    found = Interval(first=min(one, other), last=max(one, other))
    assert read_interval(interval_words(found), now=monday, calendar=calendar, lean=lean) == found


@settings(max_examples=150, deadline=None)
@given(start=DAYS, length=st.integers(1, 150))
def test_a_range_without_years_said_within_it_or_soon_after_is_that_range(start, length, calendar):
    end = start + timedelta(days=length)
    if (start.month, start.day) == (2, 29) or (end.month, end.day) == (2, 29):
        return
    phrase = f"từ {start:%d/%m} đến {end:%d/%m}"
    for said in (start, end, end + timedelta(days=20)):
        now = calendar.at(said, calendar.hours[0].opens)
        assert read_interval(phrase, now=now, calendar=calendar) == Interval(first=start, last=end), said


@settings(max_examples=100, deadline=None)
@given(phrase=st.text(max_size=90), lean=st.sampled_from(Lean))
def test_nothing_typed_breaks_the_reader(phrase, lean, calendar, monday):
    found = read_interval(phrase, now=monday, calendar=calendar, lean=lean)
    assert isinstance(found, DateQuestion) or found.first <= found.last
