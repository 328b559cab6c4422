"""Read a deadline where a command wants one: exactly one meaning, or the person is asked again (promise 4)."""

from __future__ import annotations

from domain.cases import Deadline
from domain.refusals import Refusal
from handlers.deadlines import Question, read_deadline
from handlers.desk import Ask


class DeadlineUnclear(Refusal):
    """The phrase has no single meaning; the question says why and what may have been meant."""

    def __init__(self, phrase: str, question: Question) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.question = question


async def deadline(ask: Ask, phrase: str) -> Deadline:
    """The deadline meant by the phrase, counted from when it was said. Raises DeadlineUnclear."""
    async with ask.office.look(ask.order) as view:
        calendar = view.calendar
    read = read_deadline(phrase, now=ask.order.now, calendar=calendar, sent_at=ask.order.said_at)
    if isinstance(read, Question):
        raise DeadlineUnclear(phrase, read)
    return Deadline(moment=read.moment, names_hour=read.names_hour)
