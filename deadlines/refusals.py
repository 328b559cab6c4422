"""Phrases that have no single meaning, as what a command refuses."""

from __future__ import annotations

from deadlines.readings import DateQuestion, Reading
from domain.refusals import Refusal


class DeadlineUnclear(Refusal):
    """The phrase has no single meaning; the question says why and what may have been meant."""

    def __init__(self, phrase: str, question: DateQuestion) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.question = question


class DayOffNamed(Refusal):
    """The day named outright is not worked: it stays where the person confirms it, and is never moved silently (R6)."""

    def __init__(self, phrase: str, reading: Reading) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.reading = reading


class IntervalUnclear(Refusal):
    """The days of a report or of the calendar have no single meaning."""

    def __init__(self, phrase: str, question: DateQuestion) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.question = question
