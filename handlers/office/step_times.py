"""What the office types to change a step of the ladder: `Khẩn, không có tiến độ: 3 ngày`."""

from __future__ import annotations

import re

from domain.names import fold
from domain.rules.lengths import Length, Measure, Urgency, days, days_of
from domain.rules.step_times import StepTime
from texts.notices.step_words import TIME_WORDS
from texts.words import URGENCIES

_SPAN = re.compile(r"(\d{1,4}) ?(ngay lam viec|ngay|gio lam viec|gio dong ho|gio)(?: truoc)?")
_THE_DAY = re.compile(r"(?:trong )?ngay den han|trong ngay")
_BETWEEN = re.compile(r"\s*(?:[,;]|\bva\b)\s*")
NONE = "khong"


def parse_rung(key: str) -> tuple[Urgency, StepTime] | None:
    """The urgency and the step that a key names, in either order; None for any other key."""
    parts = {fold(part).strip() for part in key.split(",")}
    urgency = next((one for one, name in URGENCIES.items() if fold(name) in parts), None)
    rung = next((one for one, words in TIME_WORDS.items() if fold(words.name) in parts), None)
    return (urgency, rung) if urgency is not None and rung is not None and len(parts) == 2 else None


def parse_spans(text: str, urgency: Urgency) -> tuple[Length, ...] | None:
    """Spans between commas; hours and days are those of the office, of Hỏa tốc those of the clock. None for what is
    none."""
    said = fold(text.rstrip(" ."))
    if said == NONE:
        return ()
    spans = [_span(part, urgency) for part in _BETWEEN.split(said)]
    return None if None in spans else tuple(span for span in spans if span is not None)


def _span(part: str, urgency: Urgency) -> Length | None:
    if _THE_DAY.fullmatch(part):
        return days_of(urgency, 0)
    found = _SPAN.fullmatch(part)
    if found is None:
        return None
    amount, unit = int(found[1]), found[2]
    if unit == "ngay":
        return days_of(urgency, amount)
    if unit == "ngay lam viec":
        return days(amount)
    by_clock = unit == "gio dong ho" or (unit == "gio" and urgency is Urgency.FLASH)
    return Length(amount=amount, measure=Measure.CLOCK_HOURS if by_clock else Measure.WORKING_HOURS)
