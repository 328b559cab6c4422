"""The clock that everything hangs on was wrong: said to the office, and on record."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.clocks import WrongClock
from domain.encoding import canonical
from domain.journal.upkeep import WrongClockNoted
from domain.payloads.office import ClockNotice
from storage import sheets


async def forget_what_lies_ahead(office: Office, now: datetime) -> None:
    """An office begun by a clock that was ahead: what comes by itself does not wait until that moment."""
    async with office.database.writing() as connection:
        await sheets.begin_anew(connection, at=now)


async def note_wrong_clock(office: Office, now: datetime, wrong: WrongClock) -> None:
    """Note it once in an hour at the most, for a clock that keeps jumping, and by one process where several run."""
    ahead = wrong.ahead // timedelta(seconds=1)
    async with office.act(Order(now=now, said_at=now, via="clock")) as work:
        await work.record(Act.CLOCK_WRONG, WrongClockNoted(ahead=ahead, since=wrong.since, until=wrong.until))
        slot = f"clock-{canonical(wrong.since)[:13]}-{'over' if wrong.until else 'still'}"
        work.owe(work.chart.office, ClockNotice(ahead=ahead, since=wrong.since, until=wrong.until), slot=slot)
