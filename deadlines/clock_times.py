"""Times of day (R4, R5, R9)."""

from __future__ import annotations

from datetime import time

from deadlines.numerals import FOUR_OR_FROM, SEVEN_OR_NOW, SIX_OR_AFTER, digits, numeral, plain, require_number
from deadlines.reading_rules import DayPart
from deadlines.readings import Reason
from deadlines.registry import rule
from deadlines.values import AskBack, ClockTime, Context, SpokenHour
from deadlines.words import fold

PARTS = {fold(part.value): part for part in DayPart}

# What is said


@rule
def hour(_: Context, number: str) -> SpokenHour:
    return _spoken(number)


@rule
def hour_minute(_: Context, number: str, minute: str) -> SpokenHour:
    return _spoken(number, minute=numeral(minute))


@rule
def half_past(_: Context, number: str) -> SpokenHour:
    return _spoken(number, minute=30)


@rule
def minutes_to(_: Context, number: str, less: str) -> SpokenHour:
    return _spoken(number, less=numeral(less))


@rule
def colon(_: Context, text: str) -> SpokenHour:
    first, minute, *_seconds = digits(text)
    return SpokenHour(hour=first, minute=minute, padded=text.startswith("0"))


@rule
def part(_: Context, text: str) -> DayPart:
    return PARTS[plain(text).split()[-1]]


def _spoken(number: str, *, minute: int = 0, less: int = 0) -> SpokenHour:
    require_number(number, SIX_OR_AFTER, FOUR_OR_FROM, SEVEN_OR_NOW)
    return SpokenHour(hour=numeral(number), minute=minute, less=less, padded=number.startswith("0"))


# What it means


@rule
def bare_time(context: Context, said: SpokenHour) -> ClockTime:
    """R9; an hour written 04 may be meant either way, and so may a quarter to seven."""
    afternoon_hours = context.rules.afternoon_hours
    if said.hour not in afternoon_hours:
        at = _time(context, said.hour, said)
        either = said.less and at.hour in afternoon_hours
        return ClockTime(at=at, other=at.replace(hour=at.hour + 12) if either else None, by_half=said.hour <= 12)
    afternoon = _time(context, said.hour + 12, said)
    return ClockTime(at=afternoon, other=_time(context, said.hour, said) if said.padded else None)


@rule
def time_part(context: Context, said: SpokenHour, of: DayPart) -> ClockTime:
    if of in (DayPart.EVENING, DayPart.NIGHT) and (said.hour == 24 or (of is DayPart.NIGHT and said.hour == 12)):
        return ClockTime(at=_time(context, 24, said))
    on_the_clock = context.rules.hours_of_part[of].get(said.hour)
    if on_the_clock is None:
        _time(context, said.hour, said)
        raise AskBack(Reason.PART_OF_DAY_CONTRADICTS_HOUR)
    return ClockTime(at=_time(context, on_the_clock, said))


@rule
def part_time(context: Context, of: DayPart, said: SpokenHour) -> ClockTime:
    return time_part(context, said, of)


@rule
def half_past_part(context: Context, number: str, of: DayPart) -> ClockTime:
    return time_part(context, half_past(context, number), of)


@rule
def end_of_part(context: Context, of: DayPart) -> ClockTime:
    if of not in context.rules.end_of_part:
        raise AskBack(Reason.AMBIGUOUS)
    return ClockTime(at=context.rules.end_of_part[of], part_only=of is not DayPart.NOON)


@rule
def edge(context: Context, text: str) -> ClockTime:
    words = plain(text).split()
    of = PARTS.get(words[-1])
    if of is None and "buoi" in words:
        raise AskBack(Reason.AMBIGUOUS)
    if words[0] == "dau":
        return ClockTime(at=context.rules.start_of_part[of or DayPart.MORNING])
    return ClockTime(at=context.rules.end_of_part[of or DayPart.AFTERNOON])


@rule
def midnight(context: Context) -> ClockTime:
    return ClockTime(at=context.rules.last_minute)


def _time(context: Context, of_day: int, said: SpokenHour) -> time:
    """The time of the clock at that hour, with the minutes said. Raises AskBack where there is none."""
    minutes = of_day * 60 + said.minute - said.less
    if said.minute > 59 or said.less > 59 or not 0 <= minutes <= 24 * 60:
        raise AskBack(Reason.IMPOSSIBLE)
    return context.rules.last_minute if minutes == 24 * 60 else time(minutes // 60, minutes % 60)
