"""How it went month by month (M42)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from domain.duties.duties import DutyKind
from domain.figures.counting import handling_time
from domain.figures.figures import Boxes, Spread
from domain.figures.records import Box, Register
from domain.figures.scopes import Keys
from domain.figures.statuses import INSTANT, DutyStatus, Period, whose_stretch
from domain.figures.tallies import boxes_of, spread_of
from domain.office.calendar import Calendar

MONTHS = 12
LEADS = frozenset({DutyKind.LEAD})


@dataclass(frozen=True, kw_only=True)
class MonthFigures:
    """One point of the trend (M42)."""

    first: date
    boxes: Boxes
    handling: Spread


def reach_of(since: datetime, at: datetime, calendar: Calendar) -> datetime:
    """From when a register must tell for a report from `since`, as of `at`, to be whole: its trend is of a year."""
    return min(since, _first_of(calendar.day_of(at - INSTANT), MONTHS - 1, calendar))


def months_until(at: datetime, calendar: Calendar) -> list[Period]:
    """The twelve months up to the one of that moment, the last as far as it has gone."""
    today = calendar.day_of(at)
    edges = [_first_of(today, ago, calendar) for ago in range(MONTHS - 1, -2, -1)]
    return [Period(since=first, until=following, at=min(following, at)) for first, following in pairwise(edges)]


def months_within(period: Period, calendar: Calendar) -> list[Period]:
    """The months of a time, the first and the last as far as they lie in it, none that had not begun."""
    found: list[Period] = []
    since = period.since
    while since < period.end:
        until = min(_first_of(calendar.day_of(since), -1, calendar), period.until)
        found.append(Period(since=since, until=until, at=min(until, period.at)))
        since = until
    return found


def _first_of(day: date, months_ago: int, calendar: Calendar) -> datetime:
    years, month = divmod(day.year * 12 + day.month - 1 - months_ago, 12)
    return calendar.at(date(years, month + 1, 1), time()).astimezone(UTC)


def trend_of(
    months: Sequence[tuple[Period, Sequence[DutyStatus]]], register: Register, *, keys: Keys, calendar: Calendar
) -> tuple[MonthFigures, ...]:
    """Trend of LEADS, from the first month in which there was a task. Each is told as of its end."""
    found: list[MonthFigures] = []
    for period, standings in months:
        month = _month(period, standings, register, keys, calendar)
        if found or month.boxes.total + month.boxes.cancelled:
            found.append(month)
    return tuple(found)


def _month(
    period: Period, standings: Sequence[DutyStatus], register: Register, keys: Keys, calendar: Calendar
) -> MonthFigures:
    boxes: Counter[Box] = Counter()
    times: list[timedelta] = []
    for standing in standings:
        if not (keys.admit_all or keys.admit(whose_stretch(standing.record, standing.worker, register))):
            continue
        boxes[standing.box] += 1
        if standing.is_done:
            times.append(handling_time(standing, calendar))
    return MonthFigures(first=calendar.day_of(period.since), boxes=boxes_of(boxes), handling=spread_of(times))
