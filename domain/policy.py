"""The rules of the office as data, with a version that a case keeps for its whole life (M8, M44, design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from domain.calendar import Calendar


class Urgency(StrEnum):
    NORMAL = "normal"  # Thường
    URGENT = "urgent"  # Khẩn
    VERY_URGENT = "very_urgent"  # Thượng khẩn
    FLASH = "flash"  # Hỏa tốc


class Measure(StrEnum):
    WORKING_DAYS = "working_days"  # the same clock time, days off skipped
    WORKING_HOURS = "working_hours"
    CLOCK_HOURS = "clock_hours"  # Hỏa tốc does not wait for the office to open


@dataclass(frozen=True, kw_only=True)
class Span:
    """A length of time in the measure in which the office counts it."""

    amount: int
    measure: Measure

    def after(self, moment: datetime, calendar: Calendar) -> datetime:
        match self.measure:
            case Measure.WORKING_DAYS:
                return calendar.add_working_days(moment, self.amount)
            case Measure.WORKING_HOURS:
                return calendar.add_working_time(moment, timedelta(hours=self.amount))
            case Measure.CLOCK_HOURS:
                return moment + timedelta(hours=self.amount)

    def twice(self) -> Span:
        return replace(self, amount=2 * self.amount)


def days(amount: int) -> Span:
    return Span(amount=amount, measure=Measure.WORKING_DAYS)


def hours(amount: int) -> Span:
    return Span(amount=amount, measure=Measure.WORKING_HOURS)


def clock_hours(amount: int) -> Span:
    return Span(amount=amount, measure=Measure.CLOCK_HOURS)


@dataclass(frozen=True, kw_only=True)
class Rungs:
    """One column of the ladder's table."""

    unacknowledged: Span
    unacknowledged_up: Span
    before: tuple[Span, ...]  # working days: 08:00 of the Nth before the deadline's day, 0 the day itself
    overdue_every: int  # working days
    overdue_up: int  # working days after which the assigner and the office hear too
    silence: Span
    waiting: Span  # a decision or an acceptance


DEFAULT_RUNGS: Mapping[Urgency, Rungs] = {
    Urgency.NORMAL: Rungs(
        unacknowledged=days(1),
        unacknowledged_up=days(2),
        before=(days(3), days(1), days(0)),
        overdue_every=3,
        overdue_up=3,
        silence=days(10),
        waiting=days(2),
    ),
    Urgency.URGENT: Rungs(
        unacknowledged=hours(4),
        unacknowledged_up=days(1),
        before=(days(3), days(1), days(0)),
        overdue_every=2,
        overdue_up=3,
        silence=days(5),
        waiting=days(1),
    ),
    Urgency.VERY_URGENT: Rungs(
        unacknowledged=hours(2),
        unacknowledged_up=hours(4),
        before=(days(1), days(0)),
        overdue_every=1,
        overdue_up=2,
        silence=days(2),
        waiting=hours(4),
    ),
    Urgency.FLASH: Rungs(
        unacknowledged=clock_hours(1),
        unacknowledged_up=clock_hours(2),
        before=(days(0), clock_hours(2)),
        overdue_every=1,
        overdue_up=1,
        silence=days(1),
        waiting=clock_hours(2),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Policy:
    version: int = 1
    rungs: Mapping[Urgency, Rungs]
    opinion_before: tuple[int, int] = (3, 1)  # working days: the nudge; the nudge with the unit's head told
    opinion_days: int = 7  # where no deadline is named
    circular_days: int = 3
    overdue_repeats: int = 5  # after them only the weekly list

    def to_data(self) -> dict[str, Any]:
        """The policy as plain JSON data."""
        return {
            "rungs": {
                urgency.value: {
                    "unacknowledged": _span_data(rungs.unacknowledged),
                    "unacknowledged_up": _span_data(rungs.unacknowledged_up),
                    "before": [_span_data(span) for span in rungs.before],
                    "overdue_every": rungs.overdue_every,
                    "overdue_up": rungs.overdue_up,
                    "silence": _span_data(rungs.silence),
                    "waiting": _span_data(rungs.waiting),
                }
                for urgency, rungs in self.rungs.items()
            },
            "opinion_before": list(self.opinion_before),
            "opinion_days": self.opinion_days,
            "circular_days": self.circular_days,
            "overdue_repeats": self.overdue_repeats,
        }

    @classmethod
    def from_data(cls, version: int, data: Mapping[str, Any]) -> Self:
        first, second = data["opinion_before"]
        return cls(
            version=version,
            rungs={
                Urgency(urgency): Rungs(
                    unacknowledged=_span(row["unacknowledged"]),
                    unacknowledged_up=_span(row["unacknowledged_up"]),
                    before=tuple(_span(span) for span in row["before"]),
                    overdue_every=row["overdue_every"],
                    overdue_up=row["overdue_up"],
                    silence=_span(row["silence"]),
                    waiting=_span(row["waiting"]),
                )
                for urgency, row in data["rungs"].items()
            },
            opinion_before=(first, second),
            opinion_days=data["opinion_days"],
            circular_days=data["circular_days"],
            overdue_repeats=data["overdue_repeats"],
        )


DEFAULT_POLICY = Policy(rungs=DEFAULT_RUNGS)


def _span_data(span: Span) -> list[int | str]:
    return [span.amount, span.measure.value]


def _span(data: list[Any]) -> Span:
    amount, measure = data
    return Span(amount=int(amount), measure=Measure(measure))
