"""Read a deadline where a command wants one: exactly one meaning, or the person is asked again (promise 4)."""

from __future__ import annotations

from domain.cases import Deadline
from domain.refusals import Refusal
from handlers.deadlines import Question, Reading, read_deadline
from handlers.desk import Ask


class DeadlineUnclear(Refusal):
    """The phrase has no single meaning; the question says why and what may have been meant."""

    def __init__(self, phrase: str, question: Question) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.question = question


class DayOffNamed(Refusal):
    """The day named outright is not worked: it stays if he confirms it, and is never moved silently (R6)."""

    def __init__(self, phrase: str, reading: Reading) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.reading = reading


async def deadline(ask: Ask, phrase: str, *, previewed: bool = True) -> Deadline:
    """The deadline meant by the phrase, or chosen for it, counted from when it was said. Raises DeadlineUnclear; and
    DayOffNamed where no preview follows in which a day off would be confirmed."""
    async with ask.office.look(ask.order) as view:
        calendar = view.calendar
    read = read_deadline(
        ask.chosen.get(phrase, phrase), now=ask.order.now, calendar=calendar, sent_at=ask.order.said_at
    )
    if isinstance(read, Question):
        raise DeadlineUnclear(phrase, read)
    if read.day_off is not None and not previewed and not ask.day_off_confirmed:
        raise DayOffNamed(phrase, read)
    return Deadline(moment=read.moment, names_hour=read.names_hour)
