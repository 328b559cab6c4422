"""The steps of the ladder that the office changes, each for one urgency (M8, M28)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.office.calendar import Calendar
from domain.refusals import FlashByTheClock, LadderOutOfOrder, RuleUnchanged, RungOutOfRange
from domain.rules.lengths import BY_CLOCK, DAYS, Length, Measure, Urgency
from domain.rules.policy import Policy, StepTimes

MOST = {Measure.WORKING_DAYS: 60, Measure.WORKING_HOURS: 200, Measure.CLOCK_HOURS: 72, Measure.CLOCK_DAYS: 60}
MOST_BEFORE = 6  # nudges before one deadline: more would be noise (M29)
_MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)  # any moment in working time: only the order of two spans counts
_PLAIN = Calendar(timezone=ZoneInfo("Asia/Ho_Chi_Minh"))


class StepTime(StrEnum):
    """Named as the fields of Rungs."""

    UNACKNOWLEDGED = "unacknowledged"
    UNACKNOWLEDGED_UP = "unacknowledged_up"
    BEFORE = "before"
    OVERDUE_EVERY = "overdue_every"
    OVERDUE_UP = "overdue_up"
    SILENCE = "silence"
    WAITING = "waiting"


COUNTED = frozenset({StepTime.OVERDUE_EVERY, StepTime.OVERDUE_UP})  # in days, never in hours
_NIGHT_AND_DAY = frozenset({Measure.CLOCK_DAYS, Measure.CLOCK_HOURS})  # Hỏa tốc counts in nothing else
_OFFICE = frozenset(Measure) - {Measure.CLOCK_DAYS}


def change_rung(policy: Policy, urgency: Urgency, rung: StepTime, spans: Sequence[Length]) -> Policy:
    """The policy with that step for that urgency; of `before` any number of spans, of the others one. Raises
    RungOutOfRange, FlashByTheClock, LadderOutOfOrder where the superior would be told no later than the holder, or
    RuleUnchanged."""
    _check(urgency, rung, spans)
    value: object = spans[0] if spans else ()
    if rung is StepTime.BEFORE:
        value = tuple(sorted(set(spans), key=_as_hours, reverse=True))
    rungs = replace(policy.rungs[urgency], **{rung.value: value})  # type: ignore[arg-type]
    if rungs == policy.rungs[urgency]:
        raise RuleUnchanged
    if not _in_order(rungs):
        raise LadderOutOfOrder
    return replace(policy, rungs={**policy.rungs, urgency: rungs})


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
