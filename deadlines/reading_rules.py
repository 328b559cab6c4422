"""The office's reading rules as data, with the specification's numbers. Offices differ, the grammar does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


class DayPart(StrEnum):
    """Parts of the day, by the word that names them."""

    MORNING = "sáng"
    NOON = "trưa"
    AFTERNOON = "chiều"
    EVENING = "tối"
    NIGHT = "đêm"


END_OF_NIGHT = time(23, 59)


@dataclass(frozen=True, kw_only=True)
class ReadingRules:
    longest_phrase: int = 80  # characters
    end_of_day: time = time(17, 0)  # R1
    last_minute: time = END_OF_NIGHT  # R4: 24h, midnight
    end_of_part: Mapping[DayPart, time] = field(
        default_factory=lambda: {
            DayPart.MORNING: time(11, 30),
            DayPart.NOON: time(12, 0),
            DayPart.AFTERNOON: time(17, 0),
            DayPart.EVENING: time(22, 0),
        }
    )  # R5; the night has no end that people agree on
    start_of_part: Mapping[DayPart, time] = field(
        default_factory=lambda: {DayPart.MORNING: time(7, 30), DayPart.AFTERNOON: time(13, 0)}
    )  # R5
    hours_of_part: Mapping[DayPart, Mapping[int, int]] = field(
        default_factory=lambda: {
            DayPart.MORNING: {hour: hour for hour in range(12)},
            DayPart.NOON: {11: 11, 12: 12, 13: 13, 1: 13},
            DayPart.AFTERNOON: {**{hour: hour + 12 for hour in range(1, 7)}, **{hour: hour for hour in range(13, 19)}},
            DayPart.EVENING: {**{hour: hour + 12 for hour in range(6, 12)}, **{hour: hour for hour in range(18, 24)}},
            DayPart.NIGHT: {**{hour: hour + 12 for hour in range(9, 12)}, **{hour: hour for hour in range(21, 24)}},
        }
    )  # the hour of the clock for an hour said with a part of the day; any other contradicts it
    afternoon_hours: range = range(1, 7)  # R9
    past_days_asked: int = 183  # R8
    middle_of_week: int = 2  # R10: Wednesday
    middle_of_month: int = 15  # R10
    furthest_years: int = 5  # further ahead is taken for a slip and asked
    furthest_short_years: int = 2  # where the year is written in two digits


READING_RULES = ReadingRules()
