"""What the command line prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from html import unescape

from actions.view import View
from deadlines import DateQuestion, Interval, read_interval
from domain.office.calendar import Calendar
from domain.refusals import Refusal
from handlers.desk import scene_of
from texts.front.refusals import refusal_text


def refused_words(view: View, refusal: Refusal) -> str:
    return unescape(re.sub(r"<[^>]+>", "", refusal_text(scene_of(view), refusal)))


@dataclass
class SpanUnreadable(Exception):
    """What was given for one of the two options is no time with one meaning, or they are in the wrong order; `meant` is
    what may have been meant."""

    option: str
    phrase: str
    meant: Sequence[Interval] = ()


def read_span(
    since: str | None, until: str | None, *, now: datetime, calendar: Calendar
) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day that `since` means until the end of the last that `until` means; None where
    none is given. Raises SpanUnreadable."""
    first = None if since is None else _days("--from", since, now, calendar).first
    last = None if until is None else _days("--to", until, now, calendar).last
    if first is not None and last is not None and first > last:
        raise SpanUnreadable("--to", until or "")
    return (
        None if first is None else calendar.at(first, time()),
        None if last is None else calendar.midnight_after(last),
    )


def _days(option: str, phrase: str, now: datetime, calendar: Calendar) -> Interval:
    read = read_interval(phrase, now=now, calendar=calendar)
    if isinstance(read, DateQuestion):
        raise SpanUnreadable(option, phrase, read.intervals)
    return read
