"""dateparser, an independent reader of plain dates, understands every date as the grammar does: day before month."""

from datetime import date, datetime, time, timedelta

from dateparser.date import DateDataParser
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import Reading

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
days = st.dates(date(2026, 1, 1), date(2029, 6, 1))


def dateparser_reads(written: str, today: date) -> date:
    parser = DateDataParser(
        languages=["vi"],
        settings={
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
            "STRICT_DATE_ORDER": "all",
            "REQUIRE_PARTS": ["day", "month"],
            "NORMALIZE": False,
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()) - SECOND,
        },
    )
    found = parser.get_date_data(written).date_obj
    assert found is not None, written
    return found.date()


def test_every_day_of_the_half_year_ahead_written_without_its_year(read, monday):
    today = monday.date()
    ahead = [today + n * DAY for n in range(1, 182)]
    read_by_us = {on: read(f"{on:%d/%m}") for on in ahead}

    assert [on for on, found in read_by_us.items() if not isinstance(found, Reading)] == []
    otherwise = {on for on in ahead if read_by_us[on].moment.date() != dateparser_reads(f"{on:%d/%m}", today)}
    assert otherwise == set()


@settings(max_examples=120, deadline=None)
@given(today=days, ahead=st.integers(0, 5 * 365), separator=st.sampled_from("/-."))
def test_any_date_with_its_year_said_on_any_day(today, ahead, separator, read, calendar):
    written = (today + ahead * DAY).strftime(f"%d{separator}%m{separator}%Y")

    found = read(written, now=calendar.at(today, time(8)))

    assert isinstance(found, Reading), (written, found)
    assert found.moment.date() == dateparser_reads(written, today)
