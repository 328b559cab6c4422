"""The working calendar against brute force: minute by minute, day by day, over five years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.office.calendar import DAY, GRACE_AFTER_CLOSING, Calendar, NoWorkingDay
from domain.office.hours import Season, Session

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)
MINUTE = timedelta(minutes=1)

SUMMER_HOURS = (Session(opens=time(7), closes=time(11)), Session(opens=time(13, 30), closes=time(17, 30)))
THROUGH = (Session(opens=time(7), closes=time(14)),)  # without a break: its half day ends at noon
NIGHTS = tuple(  # three stretches, the last until late
    Session(opens=time(opens), closes=time(closes)) for opens, closes in ((6, 9), (10, 15), (20, 23))
)

dates = st.dates(FIRST, LAST)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2029, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=HANOI)
)


@st.composite
def calendars(draw):
    """Holidays of a week now and then, weekend days worked instead, half days, and other hours for a time."""
    starts = draw(st.lists(dates, max_size=12))
    days_off = {start + n * DAY: "nghỉ" for start in starts for n in range(draw(st.integers(1, 9)))}
    worked = dict.fromkeys(draw(st.lists(dates, max_size=12)), "làm bù")
    half_days = dict.fromkeys(draw(st.lists(dates, max_size=12)), "nửa ngày")
    edges = sorted(draw(st.lists(dates, max_size=8, unique=True)))
    seasons = tuple(
        Season(first=first, last=last, hours=draw(st.sampled_from([SUMMER_HOURS, THROUGH, NIGHTS])))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    )
    return Calendar(timezone=HANOI, days_off=days_off, worked=worked, half_days=half_days, seasons=seasons)


def works(calendar: Calendar, day: date) -> bool:
    return day in calendar.worked or (day.weekday() not in {5, 6} and day not in calendar.days_off)


def hours(calendar: Calendar, day: date) -> list[tuple[time, time]]:
    if not works(calendar, day):
        return []
    kept = calendar.hours
    for season in calendar.seasons:
        kept = season.hours if season.first <= day <= season.last else kept
    noon = time(12) if day in calendar.half_days else time(23, 59)
    return [(s.opens, min(s.closes, noon)) for s in kept if s.opens < noon]


def open_at(calendar: Calendar, moment: datetime) -> bool:
    return any(opens <= moment.time() <= closes for opens, closes in hours(calendar, moment.date()))


def worked_minute(calendar: Calendar, moment: datetime) -> bool:
    """Whether the minute that begins then is worked."""
    return any(opens <= moment.time() < closes for opens, closes in hours(calendar, moment.date()))


@settings(deadline=None)
@given(calendar=calendars(), day=dates, count=st.integers(0, 30))
def test_working_days_are_counted_one_by_one(calendar, day, count):
    after, left = day, count
    while left:
        after += DAY
        left -= works(calendar, after)
    before, left = day, count
    while left:
        before -= DAY
        left -= works(calendar, before)
    assert calendar.working_days_after(day, count) == after
    assert calendar.working_days_before(day, count) == before


@settings(deadline=None)
@given(calendar=calendars(), moment=moments, count=st.integers(0, 20))
def test_adding_working_days_keeps_the_clock(calendar, moment, count):
    later = calendar.add_working_days(moment, count)
    assert later.time() == moment.time()
    assert (
        sum(works(calendar, moment.date() + n * DAY) for n in range(1, (later.date() - moment.date()).days + 1))
        == count
    )


@settings(deadline=None)
@given(calendar=calendars(), day=dates)
def test_a_day_is_moved_only_when_off(calendar, day):
    on_or_after, on_or_before = calendar.working_day_on_or_after(day), calendar.working_day_on_or_before(day)
    assert works(calendar, on_or_after)
    assert works(calendar, on_or_before)
    assert not any(works(calendar, day + n * DAY) for n in range((on_or_after - day).days))
    assert not any(works(calendar, day - n * DAY) for n in range((day - on_or_before).days))
    assert (calendar.why_off(day) is None) == works(calendar, day)


@settings(max_examples=40, deadline=None)
@given(calendar=calendars(), start=moments, minutes=st.integers(0, 3 * 24 * 60))
def test_working_time_between_is_the_sum_of_its_minutes(calendar, start, minutes):
    counted = sum(worked_minute(calendar, start + n * MINUTE) for n in range(minutes))
    assert calendar.working_time(start, start + minutes * MINUTE) == counted * MINUTE
    assert calendar.working_time(start + (minutes + 1) * MINUTE, start) == timedelta()


@settings(max_examples=40, deadline=None)
@given(calendar=calendars(), start=moments, end=moments)
def test_working_time_of_years_is_the_sum_of_its_days(calendar, start, end):
    days = [start.date() + count * DAY for count in range((end.date() - start.date()).days + 1)]
    stretches = [calendar.sessions(day) for day in days]
    counted = sum(
        (max(min(end, closes) - max(start, opens), timedelta()) for day in stretches for opens, closes in day),
        timedelta(),
    )
    assert calendar.working_time(start, end) == counted
    assert calendar.working_time(start.astimezone(UTC), end.astimezone(UTC)) == counted


@settings(max_examples=40, deadline=None)
@given(calendar=calendars(), day=dates, last=dates)
def test_working_days_since_a_day_are_those_after_it(calendar, day, last):
    after = [day + count * DAY for count in range(1, (last - day).days + 1)]
    assert calendar.working_days_since(day, last) == sum(works(calendar, one) for one in after)


@settings(max_examples=40, deadline=None)
@given(calendar=calendars(), start=moments, minutes=st.integers(1, 1200))
def test_adding_working_time_waits_for_its_minutes(calendar, start, minutes):
    end, left = start, minutes
    while left:
        left -= worked_minute(calendar, end)
        end += MINUTE
    assert calendar.add_working_time(start, minutes * MINUTE) == end


@settings(deadline=None)
@given(calendar=calendars(), moment=moments)
def test_the_next_opening_is_the_first_open_minute(calendar, moment):
    opening = moment
    while not open_at(calendar, opening):
        opening += MINUTE
    assert calendar.next_opening(moment) == opening
    assert calendar.is_open(moment) == (opening == moment)


@settings(deadline=None)
@given(calendar=calendars(), now=moments, waited=st.integers(0, 12 * 60))
def test_a_message_goes_out_in_office_hours_or_within_an_hour_of_their_end(calendar, now, waited):
    planned = now - waited * MINUTE
    closing = next((c for o, c in hours(calendar, planned.date()) if o <= planned.time() <= c), None)
    in_grace = closing is not None and now <= datetime.combine(planned, closing, tzinfo=HANOI) + GRACE_AFTER_CLOSING
    assert calendar.may_go_out(planned, now) == (open_at(calendar, now) or in_grace)
    goes_out = now
    while not (open_at(calendar, goes_out) or (in_grace and goes_out == now)):
        goes_out += MINUTE
    assert calendar.goes_out_at(planned, now) == goes_out
    assert calendar.may_go_out(planned, goes_out)


@pytest.mark.parametrize(
    ("planned", "now", "goes"),
    [
        ("16:59", "17:59", True),
        ("17:00", "18:00", True),
        ("16:59", "18:01", False),
        ("17:01", "17:01", False),
        ("11:30", "12:30", True),
        ("06:00", "07:29", False),
        ("06:00", "07:30", True),
    ],
)
def test_both_ends_of_office_hours_are_included(planned, now, goes):
    calendar, monday = Calendar(timezone=HANOI), date(2026, 11, 23)
    assert (
        calendar.may_go_out(
            calendar.at(monday, time.fromisoformat(planned)), calendar.at(monday, time.fromisoformat(now))
        )
        is goes
    )


def test_moments_of_another_zone_are_those_of_the_office():
    calendar = Calendar(timezone=HANOI)
    assert calendar.is_open(datetime(2026, 11, 23, 0, 30, tzinfo=ZoneInfo("UTC")))
    assert not calendar.is_open(datetime(2026, 11, 23, 10, 1, tzinfo=ZoneInfo("UTC")))


def test_a_calendar_without_working_days_is_refused():
    day = date(2026, 1, 1)
    calendar = Calendar(timezone=HANOI, days_off={day + n * DAY: "" for n in range(-500, 500)})
    with pytest.raises(NoWorkingDay):
        calendar.next_working_day(day)
    with pytest.raises(NoWorkingDay):
        calendar.next_opening(calendar.at(day, time(8)))


def test_a_forecast_holiday_is_found_between_two_days():
    eve = date(2027, 2, 5)
    calendar = Calendar(
        timezone=HANOI, days_off={eve: "Giao thừa", date(2027, 1, 1): "Tết"}, forecasts=frozenset({eve})
    )
    assert calendar.rests_on_forecast(date(2027, 2, 5), date(2027, 2, 5))
    assert not calendar.rests_on_forecast(date(2027, 1, 1), date(2027, 2, 4))
