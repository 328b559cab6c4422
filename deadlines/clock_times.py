"""Times of day (R4, R5, R9)."""

from __future__ import annotations

from datetime import time

from deadlines.reading_rules import Part
from deadlines.readings import Reason
from deadlines.values import (
    FOUR_OR_FROM,
    SEVEN_OR_NOW,
    SIX_OR_AFTER,
    Asked,
    Clock,
    Context,
    Spoken,
    digits,
    numeral,
    plain,
    require_number,
)
from deadlines.words import fold

PARTS = {fold(part.value): part for part in Part}


class Clocks:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.now = context.now
        self.today = context.today
        self.calendar = context.calendar
        self.rules = context.rules

    # What is said

    def hour(self, hour: str) -> Spoken:
        return self._spoken(hour)

    def hour_minute(self, hour: str, minute: str) -> Spoken:
        return self._spoken(hour, minute=numeral(minute))

    def half_past(self, hour: str) -> Spoken:
        return self._spoken(hour, minute=30)

    def minutes_to(self, hour: str, less: str) -> Spoken:
        return self._spoken(hour, less=numeral(less))

    def _spoken(self, hour: str, *, minute: int = 0, less: int = 0) -> Spoken:
        require_number(hour, SIX_OR_AFTER, FOUR_OR_FROM, SEVEN_OR_NOW)
        return Spoken(hour=numeral(hour), minute=minute, less=less, padded=hour.startswith("0"))

    def colon(self, text: str) -> Spoken:
        hour, minute, *_ = digits(text)
        return Spoken(hour=hour, minute=minute, padded=text.startswith("0"))

    def part(self, text: str) -> Part:
        return PARTS[plain(text).split()[-1]]

    # What it means

    def bare_time(self, said: Spoken) -> Clock:
        """R9; an hour written 04 may be meant either way, and so may a quarter to seven."""
        if said.hour not in self.rules.afternoon_hours:
            at = self._clock(said.hour, said)
            either = said.less and at.hour in self.rules.afternoon_hours
            return Clock(at=at, other=at.replace(hour=at.hour + 12) if either else None, by_half=said.hour <= 12)
        afternoon = self._clock(said.hour + 12, said)
        return Clock(at=afternoon, other=self._clock(said.hour, said) if said.padded else None)

    def time_part(self, said: Spoken, part: Part) -> Clock:
        if part in (Part.EVENING, Part.NIGHT) and (said.hour == 24 or (part is Part.NIGHT and said.hour == 12)):
            return Clock(at=self._clock(24, said))
        hour = self.rules.hours_of_part[part].get(said.hour)
        if hour is None:
            self._clock(said.hour, said)
            raise Asked(Reason.PART_OF_DAY_CONTRADICTS_HOUR)
        return Clock(at=self._clock(hour, said))

    def part_time(self, part: Part, said: Spoken) -> Clock:
        return self.time_part(said, part)

    def half_past_part(self, hour: str, part: Part) -> Clock:
        return self.time_part(self.half_past(hour), part)

    def end_of_part(self, part: Part) -> Clock:
        if part not in self.rules.end_of_part:
            raise Asked(Reason.AMBIGUOUS)
        return Clock(at=self.rules.end_of_part[part], stretch=part is not Part.NOON)

    def edge(self, text: str) -> Clock:
        words = plain(text).split()
        part = PARTS.get(words[-1])
        if part is None and "buoi" in words:
            raise Asked(Reason.AMBIGUOUS)
        if words[0] == "dau":
            return Clock(at=self.rules.start_of_part[part or Part.MORNING])
        return Clock(at=self.rules.end_of_part[part or Part.AFTERNOON])

    def midnight(self) -> Clock:
        return Clock(at=self.rules.last_minute)

    def _clock(self, hour: int, said: Spoken) -> time:
        minutes = hour * 60 + said.minute - said.less
        if said.minute > 59 or said.less > 59 or not 0 <= minutes <= 24 * 60:
            raise Asked(Reason.IMPOSSIBLE)
        return self.rules.last_minute if minutes == 24 * 60 else _time(minutes)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
