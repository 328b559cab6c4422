"""Phrases that have no single meaning, as what a command refuses."""

from __future__ import annotations

from deadlines.readings import DateQuestion, Reading
from domain.refusals import Refusal


class DeadlineUnclear(Refusal):
    """The phrase has no single meaning; the question says why and what may have been meant."""

    phrase: str
    question: DateQuestion


class DayOffNamed(Refusal):
    """The day named outright is not worked: it stays where the person confirms it, and is never moved silently (R6)."""

    phrase: str
    reading: Reading


class IntervalUnclear(Refusal):
    """The days of a report or of the calendar have no single meaning."""

    phrase: str
    question: DateQuestion
