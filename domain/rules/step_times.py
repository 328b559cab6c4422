"""The times of the ladder, which the office changes, each for one urgency (M8, M28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from domain.office.calendar import Calendar
from domain.refusals import FlashByTheClock, LadderOutOfOrder, RuleUnchanged, RungOutOfRange
from domain.rules.lengths import BY_CLOCK, DAYS, Length, Measure, Urgency, clock_days, clock_hours, days, days_of, hours

MOST = {Measure.WORKING_DAYS: 60, Measure.WORKING_HOURS: 200, Measure.CLOCK_HOURS: 72, Measure.CLOCK_DAYS: 60}
MOST_BEFORE = 6  # nudges before one deadline: more would be noise (M29)
_MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)  # any moment in working time: only the order of two spans counts
_PLAIN = Calendar(timezone=ZoneInfo("Asia/Ho_Chi_Minh"))


class StepTime(StrEnum):
    """Named as the fields of StepTimes."""

    UNACKNOWLEDGED = "unacknowledged"
    UNACKNOWLEDGED_UP = "unacknowledged_up"
    BEFORE = "before"
    OVERDUE_EVERY = "overdue_every"
    OVERDUE_UP = "overdue_up"
    SILENCE = "silence"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class StepTimes:
    """One column of the ladder's table."""

    unacknowledged: Length
    unacknowledged_up: Length
    before: tuple[Length, ...]  # days: 08:00 of the Nth before the deadline's day, 0 the day itself
    overdue_every: Length  # in days
    overdue_up: Length  # in days, after which the assigner and the office hear too
    silence: Length
    waiting: Length  # a decision or an acceptance

    def to_data(self) -> dict[str, Any]:
        """Plain data, as a policy keeps it."""
        return {one.value: _plain(one, getattr(self, one)) for one in StepTime}

    @classmethod
    def from_data(cls, urgency: Urgency, row: Mapping[str, Any]) -> Self:
        """What was stored before a time was there has its default."""
        before = DEFAULT_RUNGS[urgency]
        kept = {one: _time(one, urgency, row[one]) if one in row else getattr(before, one) for one in StepTime}
        return cls(**{one.value: value for one, value in kept.items()})


DEFAULT_RUNGS: Mapping[Urgency, StepTimes] = {
    Urgency.NORMAL: StepTimes(
        unacknowledged=days(1),
        unacknowledged_up=days(2),
        before=(days(3), days(1), days(0)),
        overdue_every=days(3),
        overdue_up=days(3),
        silence=days(10),
        waiting=days(2),
    ),
    Urgency.URGENT: StepTimes(
        unacknowledged=hours(4),
        unacknowledged_up=days(1),
        before=(days(3), days(1), days(0)),
        overdue_every=days(2),
        overdue_up=days(3),
        silence=days(5),
        waiting=days(1),
    ),
    Urgency.VERY_URGENT: StepTimes(
        unacknowledged=hours(2),
        unacknowledged_up=hours(4),
        before=(days(1), days(0)),
        overdue_every=days(1),
        overdue_up=days(2),
        silence=days(2),
        waiting=hours(4),
    ),
    Urgency.FLASH: StepTimes(
        unacknowledged=clock_hours(1),
        unacknowledged_up=clock_hours(2),
        before=(clock_days(0), clock_hours(2)),
        overdue_every=clock_days(1),
        overdue_up=clock_days(1),
        silence=clock_days(1),
        waiting=clock_hours(2),
    ),
}


COUNTED = frozenset({StepTime.OVERDUE_EVERY, StepTime.OVERDUE_UP})  # in days, never in hours
_NIGHT_AND_DAY = frozenset({Measure.CLOCK_DAYS, Measure.CLOCK_HOURS})  # Hỏa tốc counts in nothing else
_OFFICE = frozenset(Measure) - {Measure.CLOCK_DAYS}

if [one.value for one in StepTime] != [one.name for one in fields(StepTimes)]:
    raise RuntimeError("a time of the ladder that has no name, or none of this name")


def _plain(name: StepTime, value: Any) -> Any:
    if name in COUNTED:
        return value.amount
    return [_span_data(span) for span in value] if name is StepTime.BEFORE else _span_data(value)


def _time(name: StepTime, urgency: Urgency, plain: Any) -> Any:
    if name in COUNTED:
        return days_of(urgency, plain)
    return tuple(_span(urgency, one) for one in plain) if name is StepTime.BEFORE else _span(urgency, plain)


def _span_data(span: Length) -> list[int | str]:
    return [span.amount, span.measure.value]


def _span(urgency: Urgency, plain: Sequence[Any]) -> Length:
    """Spans of Hỏa tốc that were stored in working time are those of the clock: so it was always meant."""
    amount, measure = plain
    found = Length(amount=int(amount), measure=Measure(measure))
    return found.by_clock() if urgency is Urgency.FLASH else found


def changed_times(times: StepTimes, urgency: Urgency, name: StepTime, spans: Sequence[Length]) -> StepTimes:
    """The times of that urgency with this one changed; of `before` any number of spans, of the others one. Raises
    RungOutOfRange, FlashByTheClock, LadderOutOfOrder where the superior would be told no later than the holder, or
    RuleUnchanged."""
    _check(urgency, name, spans)
    value: object = spans[0] if spans else ()
    if name is StepTime.BEFORE:
        value = tuple(sorted(set(spans), key=_as_hours, reverse=True))
    changed = replace(times, **{name.value: value})  # type: ignore[arg-type]
    if changed == times:
        raise RuleUnchanged
    if not _in_order(changed):
        raise LadderOutOfOrder
    return changed


def _check(urgency: Urgency, rung: StepTime, spans: Sequence[Length]) -> None:
    if urgency is Urgency.FLASH and any(span.measure in BY_CLOCK for span in spans):
        raise FlashByTheClock
    measures = _NIGHT_AND_DAY if urgency is Urgency.FLASH else _OFFICE
    least, most = 1, 1
    if rung is StepTime.BEFORE:
        measures, least, most = measures - {Measure.WORKING_HOURS}, 0, MOST_BEFORE
    elif rung in COUNTED:
        measures &= DAYS
    if not least <= len(spans) <= most:
        raise RungOutOfRange(most=most, in_days=rung in COUNTED)
    for span in spans:
        is_the_day = rung is StepTime.BEFORE and span.amount == 0 and span.measure in DAYS
        if span.measure not in measures or not (is_the_day or 1 <= span.amount <= MOST[span.measure]):
            raise RungOutOfRange(most=most, in_days=rung in COUNTED)


def _as_hours(span: Length) -> tuple[int, int]:
    """Days come before hours, which count from the deadline itself."""
    return (int(span.measure in DAYS), span.amount)


def _in_order(rungs: StepTimes) -> bool:
    return rungs.unacknowledged_up.after(_MONDAY, _PLAIN) > rungs.unacknowledged.after(_MONDAY, _PLAIN)
