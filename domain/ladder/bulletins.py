"""What the bot says by itself at fixed moments: the anchor of the journal, the draft for the monthly review, the week
of a head, the day of a leader (M29, M32, M35, M46). Moments come from the plan and the working calendar alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from domain.office.calendar import DAY, Calendar
from domain.office.hours import START_OF_DUTY_DAY
from domain.rules.bulletin_rules import BulletinKind, BulletinRules

BEFORE_CLOSING = timedelta(minutes=15)  # the anchor, so that it still goes out in office hours
DRAFTED_BEFORE = 2  # working days before the review meeting
SECOND_HALF = 16  # a meeting from that day of the month on reviews its own month, an earlier one the month before
LOOKED_AHEAD = 800  # days; a calendar that has no working day in that time has nothing to plan


@dataclass(frozen=True, kw_only=True)
class ReviewMeeting:
    """A monthly review meeting and the month that it is about: from `first` until before `end`."""

    meeting: date
    first: date
    end: date


def moments(
    kind: BulletinKind, *, after: datetime, until: datetime, rules: BulletinRules, calendar: Calendar
) -> list[datetime]:
    """The moments of that kind after one moment and up to another, in their order."""
    days = (until - after).days + 2
    found = _moments(kind, after=after, days=days, rules=rules, calendar=calendar)
    return list(takewhile(lambda moment: moment <= until, found))


def next_moment(kind: BulletinKind, *, after: datetime, rules: BulletinRules, calendar: Calendar) -> datetime | None:
    """The first one after a moment; None where the office does not want the sheet, or has no day for it."""
    return next(_moments(kind, after=after, days=LOOKED_AHEAD, rules=rules, calendar=calendar), None)


def _moments(
    kind: BulletinKind, *, after: datetime, days: int, rules: BulletinRules, calendar: Calendar
) -> Iterator[datetime]:
    if kind not in rules.wanted:
        return
    first = calendar.day_of(after)
    for day in (first + number * DAY for number in range(days)):
        if calendar.is_working_day(day) and _is_for(kind, day, rules=rules, calendar=calendar):
            moment = _before_closing(day, calendar) if kind is BulletinKind.ANCHOR else _in_the_morning(day, calendar)
            if moment > after:
                yield moment


def _is_for(kind: BulletinKind, day: date, *, rules: BulletinRules, calendar: Calendar) -> bool:
    match kind:
        case BulletinKind.WEEK:
            return not any(calendar.is_working_day(day - number * DAY) for number in range(1, day.weekday() + 1))
        case BulletinKind.MONTH:
            return review_drafted_on(day, rules=rules, calendar=calendar) is not None
        case _:
            return True


def _in_the_morning(day: date, calendar: Calendar) -> datetime:
    """08:00, or the first moment after it at which the office is open on that day."""
    clock = calendar.at(day, START_OF_DUTY_DAY)
    worked = calendar.sessions(day)
    return next((max(clock, opens) for opens, closes in worked if clock <= closes), worked[-1][1])


def _before_closing(day: date, calendar: Calendar) -> datetime:
    opens, closes = calendar.sessions(day)[-1]
    return max(opens, closes - BEFORE_CLOSING)


def meeting_in(year: int, month: int, *, rules: BulletinRules, calendar: Calendar) -> date | None:
    """The review meeting of a month: on its day, else on the last working day before it; where there is none in the
    month, on the first after it. None in a month without any."""
    length = monthrange(year, month)[1]
    days = [date(year, month, number) for number in range(1, length + 1)]
    worked = [day for day in days if calendar.is_working_day(day)]
    wanted = date(year, month, min(rules.review_day or length, length))
    return max((day for day in worked if day <= wanted), default=worked[0] if worked else None)


def review_drafted_on(day: date, *, rules: BulletinRules, calendar: Calendar) -> ReviewMeeting | None:
    """The review whose draft is due on that working day; None where none is."""
    meeting = calendar.working_days_after(day, DRAFTED_BEFORE)
    if meeting_in(meeting.year, meeting.month, rules=rules, calendar=calendar) != meeting:
        return None
    of_month = meeting.replace(day=1)
    first = of_month if meeting.day >= SECOND_HALF else (of_month - DAY).replace(day=1)
    return ReviewMeeting(meeting=meeting, first=first, end=(first + timedelta(days=31)).replace(day=1))


def week_of(moment: datetime, calendar: Calendar) -> tuple[datetime, datetime]:
    """Monday 00:00 of its week and of the next."""
    day = calendar.day_of(moment)
    monday = day - timedelta(days=day.weekday())
    return calendar.at(monday, time()), calendar.at(monday + 7 * DAY, time())
