"""A deadline phrase has exactly one reading, or the bot asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from deadlines.days import whole_day_due
from deadlines.evaluation import values_of
from deadlines.foreign import foreign_date
from deadlines.forest import TooManyDerivations, Value, language
from deadlines.reading_rules import READING_RULES, ReadingRules
from deadlines.readings import MOST_SUGGESTIONS, DateQuestion, Reading, Reason
from deadlines.values import Ambiguous, Context, Due
from deadlines.words import NormalizedPhrase, composed
from domain.office.calendar import DAY, Calendar

PRINTED = re.compile(
    r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật) (?P<day>[0-9]{2})/(?P<month>[0-9]{2})/(?P<year>[0-9]{4}) "
    r"(?:(?P<hour>[0-9]{2}:[0-9]{2})|\((?P<end>[0-9]{2}:[0-9]{2}), hết ngày\))"
)
MOST_FRAGMENTS = 4
WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
TIME_WORD = re.compile(r"[0-9]|\b(?:ngày|tháng|tuần|quý|thứ|tết|rằm|hôm|mai|sáng|trưa|chiều|tối)\b")
ANCHOR = re.compile(r"\b(?:khi|kể từ|KE TU)\b")


def read_deadline(
    phrase: str,
    *,
    now: datetime,
    calendar: Calendar,
    sent_at: datetime | None = None,
    rules: ReadingRules = READING_RULES,
) -> Reading | DateQuestion:
    """The one moment that the phrase means, later than now, or why there is none.

    `sent_at` is the moment of sending, from which "kể từ ngày nhận" counts; without it, now.
    """
    phrase = composed(phrase)
    if len(phrase) > rules.longest_phrase:
        return DateQuestion(reason=Reason.TOO_LONG)
    context = Context(
        now=calendar.local(now).replace(second=0, microsecond=0),
        sent_at=calendar.local(sent_at or now).replace(second=0, microsecond=0),
        calendar=calendar,
        rules=rules,
    )
    found = _printed(phrase, context) or _meant(phrase, context)
    if isinstance(found, Due):
        if found.moment > now:
            return _reading(found, calendar)
        found = Ambiguous(Reason.PAST)
    suggestions = dict.fromkeys(_reading(due, calendar) for due in found.suggestions if due.moment > now)
    return DateQuestion(reason=found.reason, suggestions=tuple(suggestions)[:MOST_SUGGESTIONS])


def _meant(phrase: str, context: Context) -> Due | Ambiguous:
    normalized = language().vocabulary.normalized(phrase)
    try:
        values = values_of(normalized.text, context)
    except TooManyDerivations:
        return Ambiguous(Reason.UNCLEAR)
    except OverflowError:  # the calendar of Python ends before the phrase does
        return Ambiguous(Reason.TOO_FAR)
    if not values:
        foreign = foreign_date(phrase, today=context.today)
        if foreign is not None:
            return Ambiguous(Reason.UNCLEAR, (whole_day_due(context, foreign),))
        return _why_not(normalized, context)
    settled = _settled(values)
    if isinstance(settled, Due) and normalized.is_of_a_document:
        return Ambiguous(Reason.UNCLEAR, (settled,))
    return settled


def _settled(values: Iterable[Value]) -> Due | Ambiguous:
    """One moment where all derivations have it, else the question."""
    dues = sorted((value for value in values if isinstance(value, Due)), key=_by_moment)
    asks = [value for value in values if isinstance(value, Ambiguous)]
    if not asks and len({(due.moment, due.names_hour) for due in dues}) == 1:
        return dues[0]
    reasons = {ask.reason for ask in asks}
    suggested = sorted((due for ask in asks for due in ask.suggestions), key=_by_moment)
    reason = reasons.pop() if len(reasons) == 1 and not dues else Reason.AMBIGUOUS
    return Ambiguous(reason, (*dues, *(asks[0].suggestions if len(asks) == 1 else suggested)))


def _by_moment(due: Due) -> tuple[datetime, bool]:
    return due.moment, not due.names_day


def _why_not(normalized: NormalizedPhrase, context: Context) -> Ambiguous:
    """A phrase that the grammar does not know: what it may be instead, and the dates that stand in it."""
    dues = tuple(_dues_within(normalized.text, context))
    if normalized.names_something_else:
        return Ambiguous(Reason.NOT_A_DEADLINE, dues)
    if ANCHOR.search(normalized.text):
        return Ambiguous(Reason.NEEDS_ANCHOR, dues)
    return Ambiguous(Reason.UNCLEAR if TIME_WORD.search(normalized.text) else Reason.NO_DATE, dues)


def _dues_within(text: str, context: Context) -> Iterable[Due]:
    fragments = [found for found in language().around.split(text) if found]
    for fragment in fragments[:MOST_FRAGMENTS]:
        try:
            yield from (value for value in values_of(fragment, context) if isinstance(value, Due))
        except (TooManyDerivations, OverflowError):
            continue


def _printed(phrase: str, context: Context) -> Due | Ambiguous | None:
    """What the bot itself printed, hour and all: 04:30 is 04:30 there."""
    match = PRINTED.fullmatch(phrase.casefold())
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        at = time.fromisoformat(match["end"] or match["hour"])
    except ValueError:
        return Ambiguous(Reason.IMPOSSIBLE)
    if abs(day.year - context.today.year) > context.rules.furthest_years:
        return Ambiguous(Reason.TOO_FAR)
    if WEEKDAYS[day.weekday()] != match["weekday"]:
        return Ambiguous(Reason.WEEKDAY_CONTRADICTS_DATE)
    return Due(moment=context.calendar.at(day, at), names_hour=match["hour"] is not None, names_day=True)


def _reading(due: Due, calendar: Calendar) -> Reading:
    day = calendar.day_of(due.moment)
    around = (day, day) if due.names_day else (due.counted_from or day - DAY, day + DAY)
    return Reading(
        moment=due.moment,
        names_hour=due.names_hour,
        day_off=calendar.why_off(day) if due.names_day else None,
        forecast=calendar.rests_on_forecast(*around),
    )
