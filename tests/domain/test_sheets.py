"""The moments of what the bot says by itself: always in office hours of a working day, by the plan (M27, M29, M35)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ladder.bulletins import meeting_in, moments, next_moment, review_drafted_on
from domain.office.calendar import DAY, Calendar
from domain.office.hours import Season, Session
from domain.rules.bulletin_rules import BulletinKind, BulletinRules

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2026, 11, 1)
TET = {date(2027, 2, 3) + number * DAY: "Tết" for number in range(9)}
PLAIN = Calendar(timezone=HANOI)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


days = st.dates(FIRST, FIRST + 200 * DAY)
hours = st.lists(st.integers(6 * 60, 20 * 60), min_size=2, max_size=4, unique=True).map(
    lambda minutes: tuple(
        Session(opens=time(*divmod(opens, 60)), closes=time(*divmod(closes, 60)))
        for opens, closes in zip(sorted(minutes)[::2], sorted(minutes)[1::2], strict=False)
    )
)
calendars = st.builds(
    lambda off, worked, half, season: Calendar(
        timezone=HANOI,
        days_off=dict.fromkeys(off, "nghỉ"),
        worked=dict.fromkeys(worked, "bù"),
        half_days=dict.fromkeys(half, "nửa ngày"),
        seasons=(Season(first=FIRST + 60 * DAY, last=FIRST + 90 * DAY, hours=season),)
        if season[0].opens < time(12)
        else (),
    ),
    st.sets(days, max_size=40),
    st.sets(days, max_size=10),
    st.sets(days, max_size=10),
    hours,
)
all_rules = st.builds(BulletinRules, review_day=st.none() | st.integers(1, 31))


@settings(max_examples=40)
@given(calendar=calendars, rules=all_rules, kind=st.sampled_from(BulletinKind))
def test_every_moment_is_within_the_hours_of_a_working_day(
    calendar: Calendar, rules: BulletinRules, kind: BulletinKind
) -> None:
    found = moments(kind, after=at(FIRST), until=at(FIRST + 200 * DAY), rules=rules, calendar=calendar)
    assert found == sorted(set(found))
    for moment in found:
        assert calendar.is_working_day(calendar.day_of(moment))
        assert calendar.is_open(moment)
        assert calendar.goes_out_at(moment, moment) == moment, "it need not wait"


@settings(max_examples=40)
@given(calendar=calendars, rules=all_rules, kind=st.sampled_from(BulletinKind), after=days, clock=st.times())
def test_the_next_moment_is_the_first_of_those_that_come(
    calendar: Calendar, rules: BulletinRules, kind: BulletinKind, after: date, clock: time
) -> None:
    moment = datetime.combine(after, clock, tzinfo=HANOI)
    following = next_moment(kind, after=moment, rules=rules, calendar=calendar)
    assert following is not None
    assert moments(kind, after=moment, until=following, rules=rules, calendar=calendar) == [following]
    assert moments(kind, after=moment, until=following - timedelta(seconds=1), rules=rules, calendar=calendar) == []


@settings(max_examples=40)
@given(calendar=calendars, rules=all_rules)
def test_a_draft_comes_two_working_days_before_the_one_meeting_of_each_month(
    calendar: Calendar, rules: BulletinRules
) -> None:
    until = FIRST + 190 * DAY
    found = moments(BulletinKind.MONTH, after=at(FIRST), until=at(until), rules=rules, calendar=calendar)
    reviews = [review_drafted_on(calendar.day_of(moment), rules=rules, calendar=calendar) for moment in found]
    meetings = {
        meeting
        for month in range(11, 19)
        if (meeting := meeting_in(2026 + (month - 1) // 12, (month - 1) % 12 + 1, rules=rules, calendar=calendar))
        and FIRST <= calendar.working_days_before(meeting, 2) < until
    }
    assert {review.meeting for review in reviews if review} == meetings
    for moment, review in zip(found, reviews, strict=True):
        assert review is not None
        assert calendar.working_days_before(review.meeting, 2) == calendar.day_of(moment)
        assert review.first.day == review.end.day == 1
        assert review.first <= review.meeting, "what has begun is reviewed"
        assert review.meeting.day < 16 or review.first == review.meeting.replace(day=1)


@settings(max_examples=40)
@given(calendar=calendars)
def test_a_week_has_one_sheet_on_its_first_working_day(calendar: Calendar) -> None:
    monday = FIRST + DAY
    found = moments(
        BulletinKind.WEEK, after=at(monday), until=at(monday + 182 * DAY), rules=BulletinRules(), calendar=calendar
    )
    by_week = {
        week: list(some) for week, some in groupby(found, key=lambda one: calendar.day_of(one).isocalendar()[:2])
    }
    for number in range(26):
        week = [monday + (7 * number + weekday) * DAY for weekday in range(7)]
        worked = [day for day in week if calendar.is_working_day(day)]
        told = [calendar.day_of(moment) for moment in by_week.get(week[0].isocalendar()[:2], [])]
        assert told == worked[:1]


def test_the_moments_of_an_ordinary_week() -> None:
    monday = date(2026, 11, 30)
    found = {
        kind: moments(kind, after=at(monday), until=at(monday + 5 * DAY), rules=BulletinRules(), calendar=PLAIN)
        for kind in BulletinKind
    }
    assert found[BulletinKind.WEEK] == [at(monday, 8)]
    assert found[BulletinKind.DAY] == [at(monday + number * DAY, 8) for number in range(5)]
    assert found[BulletinKind.ANCHOR] == [at(monday + number * DAY, 16, 45) for number in range(5)]
    assert found[BulletinKind.MONTH] == []


def test_over_tet_nothing_is_said_and_the_week_opens_on_its_first_working_day() -> None:
    calendar = Calendar(timezone=HANOI, days_off=TET)
    month = {
        kind: moments(
            kind, after=at(date(2027, 2, 1)), until=at(date(2027, 3, 1)), rules=BulletinRules(), calendar=calendar
        )
        for kind in BulletinKind
    }
    assert [calendar.day_of(moment).day for moment in month[BulletinKind.WEEK]] == [1, 12, 15, 22]
    assert len(month[BulletinKind.DAY]) == len(month[BulletinKind.ANCHOR]) == 13
    assert month[BulletinKind.MONTH] == [at(date(2027, 2, 24), 8)]  # the last working day is Friday 26


@pytest.mark.parametrize(
    ("review_day", "meeting", "reviewed"),
    [
        (None, date(2026, 11, 30), date(2026, 11, 1)),
        (28, date(2026, 11, 27), date(2026, 11, 1)),  # a Saturday: the working day before
        (31, date(2026, 11, 30), date(2026, 11, 1)),
        (5, date(2026, 11, 5), date(2026, 10, 1)),
        (1, date(2026, 11, 2), date(2026, 10, 1)),  # a Sunday, and none before it in the month
    ],
)
def test_the_meeting_and_the_month_that_it_reviews(review_day: int | None, meeting: date, reviewed: date) -> None:
    rules = BulletinRules(review_day=review_day)
    assert meeting_in(2026, 11, rules=rules, calendar=PLAIN) == meeting
    review = review_drafted_on(PLAIN.working_days_before(meeting, 2), rules=rules, calendar=PLAIN)
    assert review is not None
    assert (review.meeting, review.first) == (meeting, reviewed)


def test_what_the_office_does_not_want_has_no_moment() -> None:
    for kind in BulletinKind:
        rules = BulletinRules(wanted=frozenset(BulletinKind) - {kind})
        assert next_moment(kind, after=at(FIRST), rules=rules, calendar=PLAIN) is None
