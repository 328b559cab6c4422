"""Office hours: the stretches of a day, and the seasons in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

END_OF_OFFICE_DAY = time(17, 0)
START_OF_DUTY_DAY = time(8, 0)
NOON = time(12, 0)  # where the worked half of a half day ends


@dataclass(frozen=True, kw_only=True)
class Session:
    """One stretch of office hours within a day, both ends included."""

    opens: time
    closes: time


DEFAULT_HOURS = (
    Session(opens=time(7, 30), closes=time(11, 30)),
    Session(opens=time(13, 0), closes=time(17, 0)),
)


@dataclass(frozen=True, kw_only=True)
class Season:
    """Office hours that differ from the default between two dates, both included."""

    first: date
    last: date
    hours: tuple[Session, ...]


class CalendarEffect(StrEnum):
    """What a change of the calendar means for an open duty."""

    MOVED = "moved"  # an opinion's deadline went to the next working day, or who owes an answer has more time
    ON_DAY_OFF = "on_day_off"  # a deadline, milestone or last deadline now falls on a day off; it is not moved
    REPLANNED = "replanned"  # its next step comes at another moment


def hours_in_order(hours: Sequence[Session]) -> bool:
    """Whether these are hours that an office can keep: stretches one after the other, the first begun before noon, so
    that half a day has some."""
    ends = [clock for session in hours for clock in (session.opens, session.closes)]
    return bool(ends) and ends == sorted(set(ends)) and ends[0] < NOON


def whole_minute(moment: datetime) -> datetime:
    """Without its seconds: what is planned from it falls together with what else falls in that minute."""
    return moment.replace(second=0, microsecond=0)
