"""Read a deadline where a command wants one: exactly one meaning, or the person is asked again (promise 4)."""

from __future__ import annotations

from deadlines import DateQuestion, Interval, Lean, Reading, read_deadline, read_interval
from deadlines.refusals import DayOffNamed, DeadlineUnclear, IntervalUnclear
from domain.duties.cases import Deadline
from handlers.desk import Call


async def interval(call: Call, phrase: str, *, lean: Lean = Lean.PAST) -> Interval:
    """The days meant: past or coming, one or many. Raises IntervalUnclear."""
    async with call.office.look(call.order) as view:
        read = read_interval(call.chosen.get(phrase, phrase), now=call.order.said_at, calendar=view.calendar, lean=lean)
    if isinstance(read, DateQuestion):
        raise IntervalUnclear(phrase=phrase, question=read)
    return read


async def deadline(call: Call, phrase: str, *, previewed: bool = True) -> Deadline:
    """The deadline meant by the phrase. Raises as `deadline_reading` does."""
    read = await deadline_reading(call, phrase, previewed=previewed)
    return Deadline(moment=read.moment, names_hour=read.names_hour)


async def deadline_reading(call: Call, phrase: str, *, previewed: bool = True) -> Reading:
    """What the phrase means, or what was chosen for it, counted from when it was said. Raises DeadlineUnclear; and
    DayOffNamed where no preview follows in which a day off would be confirmed."""
    async with call.office.look(call.order) as view:
        calendar = view.calendar
    read = read_deadline(
        call.chosen.get(phrase, phrase), now=call.order.now, calendar=calendar, sent_at=call.order.said_at
    )
    if isinstance(read, DateQuestion):
        raise DeadlineUnclear(phrase=phrase, question=read)
    if read.day_off is not None and not previewed and not call.day_off_confirmed:
        raise DayOffNamed(phrase=phrase, reading=read)
    return read
