"""How often a task comes again: what people write becomes a rule that never looks back, or is asked about (M6)."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.duties.repeating import next_by_rule
from domain.refusals import ValueUnknown
from handlers.reading.repeats import CHOICES, parse_repeats
from tests.domain.cast import HANOI, PLAIN
from texts.duties.recurring import rule_words

firsts = st.dates(date(2026, 1, 1), date(2030, 12, 31))
words = st.one_of(
    st.sampled_from(CHOICES),
    st.builds(lambda day: f"ngày {day} hằng tháng", st.integers(1, 31)),
    st.builds(lambda day: f"ngay {day} hang quy", st.integers(1, 31)),
    st.builds(lambda day: f"thứ {day} hằng tuần", st.sampled_from(("hai", "ba", "tư", "năm", "6", "7"))),
    st.builds(
        lambda count, unit: f"{count} {unit} một lần", st.integers(1, 12), st.sampled_from(("tuần", "tháng", "năm"))
    ),
    st.sampled_from(("mỗi ngày", "hằng ngày làm việc", "6 tháng 1 lần", "hang nua nam", "ngày cuối quý", "cuối tháng")),
)


def moments(rule: str, first: date, count: int) -> list[datetime]:
    """What comes after the first deadline by the rule."""
    found: list[datetime] = []
    moment: datetime | None = datetime.combine(first, time(17), tzinfo=HANOI)
    while moment is not None and len(found) < count:
        moment = next_by_rule(rule, moment, PLAIN)
        if moment is not None:
            found.append(moment)
    return found


@settings(max_examples=150, deadline=None)
@given(text=words, first=firsts)
def test_what_people_write_comes_again_and_never_in_the_past(text: str, first: date) -> None:
    try:
        rule = parse_repeats(text, first=first)
    except ValueUnknown:
        return
    begun = datetime.combine(first, time(17), tzinfo=HANOI)
    found = [begun, *moments(rule, first, 4)]
    assert len(found) == 5, "it does not end by itself"
    assert all(earlier < following for earlier, following in pairwise(found))
    assert all(PLAIN.local(one).time() == time(17) for one in found)


@settings(max_examples=200, deadline=None)
@given(text=words, first=firsts)
def test_what_is_said_of_a_rule_is_read_again_as_the_same(text: str, first: date) -> None:
    try:
        rule = parse_repeats(text, first=first)
    except ValueUnknown:
        return
    said = rule_words(rule)
    try:
        again = parse_repeats(said, first=first)
    except ValueUnknown:
        return  # a rule for which there are no words that can be typed is shown
    assert moments(again, first, 6) == moments(rule, first, 6), said


@pytest.mark.parametrize("text", ["FREQ=MONTHLY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "0 tuần một lần"])
def test_what_is_no_such_word_is_refused(text: str) -> None:
    with pytest.raises(ValueUnknown):
        parse_repeats(text, first=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("hằng tháng", date(2027, 1, 31), [(2, 28), (3, 31), (4, 30)]),
        ("ngày 31 hằng tháng", date(2027, 1, 31), [(2, 28), (3, 31), (4, 30)]),
        ("hằng quý", date(2027, 3, 31), [(6, 30), (9, 30), (12, 31)]),
        ("ngày làm việc cuối quý", date(2027, 3, 31), [(6, 30), (9, 30), (12, 31)]),
        ("hằng năm", date(2028, 2, 29), [(2, 28), (2, 28), (2, 28)]),
        ("2 tháng một lần", date(2026, 12, 31), [(2, 28), (4, 30), (6, 30)]),
        ("thứ Sáu hằng tuần", date(2026, 12, 4), [(12, 11), (12, 18), (12, 25)]),
    ],
)
def test_short_months_have_their_last_day(text: str, first: date, expected: list[tuple[int, int]]) -> None:
    found = moments(parse_repeats(text, first=first), first, 3)
    assert [(PLAIN.local(one).month, PLAIN.local(one).day) for one in found] == expected
