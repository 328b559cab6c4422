"""Periods and days as reports and the calendar want them: past or coming, with exactly one reading, or a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from deadlines.evaluation import values_of
from deadlines.forest import INTERVAL, TooManyDerivations, Value, language
from deadlines.reading_rules import READING_RULES, ReadingRules
from deadlines.readings import DateQuestion, Interval, Lean, Reason
from deadlines.values import Ambiguous, Context
from deadlines.words import NormalizedPhrase, composed
from domain.office.calendar import Calendar


def read_interval(
    phrase: str, *, now: datetime, calendar: Calendar, lean: Lean = Lean.PAST, rules: ReadingRules = READING_RULES
) -> Interval | DateQuestion:
    """The days that the phrase means, from one day to several years: `tháng 11/2026`, `quý IV/2026`, `tuần này`,
    `từ 01/11 đến 15/11`, `5/12/2026`; or why they are not certain. Nothing is moved to a working day."""
    phrase = composed(phrase)
    if len(phrase) > rules.longest_phrase:
        return DateQuestion(reason=Reason.TOO_LONG)
    local = calendar.local(now).replace(second=0, microsecond=0)
    context = Context(now=local, sent_at=local, calendar=calendar, rules=rules, lean=lean)
    normalized = language().vocabulary.normalized(phrase)
    found = _read(normalized, context)
    if isinstance(found, DateQuestion):
        # Looked for the other way it may be certain: then that is what may have been meant.
        others = (_read(normalized, replace(context, lean=other)) for other in Lean if other is not lean)
        return replace(found, intervals=tuple(one for one in others if isinstance(one, Interval)))
    return found


def _read(normalized: NormalizedPhrase, context: Context) -> Interval | DateQuestion:
    try:
        values = values_of(normalized.text, context, start=INTERVAL)
    except TooManyDerivations:
        return DateQuestion(reason=Reason.UNCLEAR)
    except OverflowError:  # the calendar of Python ends before the phrase does
        return DateQuestion(reason=Reason.TOO_FAR)
    return _settled(values) if values else DateQuestion(reason=_why_not(normalized))


def _settled(values: frozenset[Value]) -> Interval | DateQuestion:
    found = [value for value in values if isinstance(value, Interval)]
    reasons = {value.reason for value in values if isinstance(value, Ambiguous)}
    if len(found) == 1 and not reasons:
        return found[0]
    return DateQuestion(reason=reasons.pop() if len(reasons) == 1 and not found else Reason.AMBIGUOUS)


def _why_not(normalized: NormalizedPhrase) -> Reason:
    if normalized.names_something_else:
        return Reason.NOT_A_DEADLINE
    return Reason.UNCLEAR if any(map(str.isdigit, normalized.text)) else Reason.NO_DATE
