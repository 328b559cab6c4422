"""The commonest phrases said on any day of four years, against the rule worked out another way."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines import Reading, Reason

WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
DAY = timedelta(days=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 6, 1))  # noqa: DTZ001
weekdays = st.integers(0, 6)
counts = st.integers(1, 40)


def expect(read, calendar, phrase: str, at: datetime, day: date, clock: time = time(17)) -> None:
    """The phrase means that moment, or asks because it is past."""
    now = at.replace(tzinfo=calendar.timezone)
    found = read(phrase, now=now)
    expected = calendar.at(day, clock)
    if expected > now:
        assert isinstance(found, Reading), (phrase, found)
        assert found.moment == expected, phrase
    else:
        assert getattr(found, "reason", None) in {Reason.PAST, Reason.AMBIGUOUS}, (phrase, found)


@settings(max_examples=150, deadline=None)
@given(at=moments, weekday=weekdays)
def test_weekdays(at, weekday, read, calendar):
    nearest = next(at.date() + n * DAY for n in range(1, 8) if (at.date() + n * DAY).weekday() == weekday)
    monday = at.date() - at.weekday() * DAY
    name = WEEKDAYS[weekday]
    expect(read, calendar, name, at, nearest)
    expect(read, calendar, f"{name} tới", at, nearest)
    expect(read, calendar, f"{name} tuần này", at, monday + weekday * DAY)
    expect(read, calendar, f"{name} tuần sau", at, monday + (7 + weekday) * DAY)
    expect(read, calendar, f"{name} tuần sau nữa", at, monday + (14 + weekday) * DAY)
    expect(read, calendar, f"16h30 {name} tuần này", at, monday + weekday * DAY, time(16, 30))
    if weekday != at.weekday():
        expect(read, calendar, f"{name} này", at, nearest)


@settings(max_examples=150, deadline=None)
@given(at=moments, count=counts)
def test_counted_days(at, count, read, calendar):
    working, left = at.date(), count
    while left:
        working += DAY
        left -= calendar.is_working_day(working)
    expect(read, calendar, f"{count} ngày làm việc", at, working)
    expect(read, calendar, f"trong vòng {count} ngày", at, calendar.working_day_on_or_after(at.date() + count * DAY))
    after = (at + timedelta(hours=count)).replace(second=0, microsecond=0)
    expect(read, calendar, f"trong {count} giờ", at, after.date(), after.time())


@settings(max_examples=150, deadline=None)
@given(at=moments)
def test_ends_of_periods(at, read, calendar):
    today = at.date()
    end_of_week = today + (6 - today.weekday()) * DAY
    end_of_month = today.replace(day=monthrange(today.year, today.month)[1])
    last_of_quarter = (today.month + 2) // 3 * 3
    end_of_quarter = date(today.year, last_of_quarter, monthrange(today.year, last_of_quarter)[1])
    ends = {"tuần": end_of_week, "tháng": end_of_month, "quý": end_of_quarter, "năm": date(today.year, 12, 31)}
    for period, last in ends.items():
        if (last - calendar.working_day_on_or_before(last)).days >= 7:
            continue  # a whole week off: asked about
        for words in (f"cuối {period}", f"hết {period}", f"trong {period}", f"trước cuối {period}"):
            expect(read, calendar, words, at, calendar.working_day_on_or_before(last))


@settings(max_examples=150, deadline=None)
@given(at=moments, day=st.integers(1, 28), month=st.integers(1, 12))
def test_day_and_month_without_year(at, day, month, read, calendar):
    now = at.replace(tzinfo=calendar.timezone)
    dates = [date(year, month, day) for year in (at.year - 1, at.year, at.year + 1)]
    past = max(found for found in dates if found < at.date())
    ahead = min(found for found in dates if found >= at.date())
    found = read(f"{day}/{month}", now=now)
    if ahead != at.date() and (at.date() - past).days <= 183:
        assert found.reason is Reason.PAST
    else:
        expect(read, calendar, f"{day}/{month}", at, ahead)
    here = at.date().replace(day=day)
    expect(
        read, calendar, f"ngày {day}", at, here if day >= at.day else (here.replace(day=1) + 31 * DAY).replace(day=day)
    )
