"""Phrases made from the grammar itself: whatever is accepted lies ahead, and reads back as the same deadline."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from deadlines import DateQuestion
from deadlines.forest import language
from texts.front.deadlines import deadline_words

day, month = st.integers(1, 31), st.integers(1, 12)
year = st.integers(2026, 2028)
EXPLICIT = {
    "DMY": st.builds("{} / {} / {} ".format, day, month, year),
    "DM": st.builds("{} / {} ".format, day, month),
    "ISO": st.builds("{} - {:02} - {:02} ".format, year, month, day),
    "COLON": st.builds("{:02} : {:02} ".format, st.integers(0, 24), st.integers(0, 61)),
    "YEAR": st.builds("{} ".format, year),
    "NUM": st.builds("{} ".format, st.integers(0, 32)),
    "HOUR": st.builds("{} ".format, st.integers(0, 25)),
    "_OUT": st.just("… "),
    "_VERB": st.sampled_from(["nộp ", "xong "]),
    "_HAN": st.just("hạn "),
}

PHRASES = from_lark(language().grammar, start="start", explicit=EXPLICIT, alphabet=st.characters(codec="utf-8"))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(phrase=PHRASES, at=MOMENTS)
def test_what_is_accepted_lies_ahead_and_reads_back(phrase, at, read, calendar):
    now = at.replace(tzinfo=calendar.timezone)
    found = read(phrase, now=now)
    if isinstance(found, DateQuestion):
        assert all(suggestion.moment > now for suggestion in found.suggestions)
        return
    assert found.moment > now
    again = read(deadline_words(found), now=now)
    assert (again.moment, again.names_hour) == (found.moment, found.names_hour)


@settings(max_examples=100, deadline=None)
@given(phrase=st.text(max_size=90), after=st.timedeltas(timedelta(), timedelta(days=900)))
def test_nothing_typed_breaks_the_reader(phrase, after, read, monday):
    read(phrase, now=monday + after)
