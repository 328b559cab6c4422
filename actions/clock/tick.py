"""What the clock does by itself, in its order; where nothing has come, one look says so, however much is open."""

from __future__ import annotations

from datetime import datetime

from actions.clock import bulletins, replanning, steps, unreachable
from actions.duties import recurrences
from actions.installation import Office
from actions.office import absences
from storage import next_due


async def do_chores(office: Office, now: datetime) -> None:
    """Everything that has come by now. Who is away is settled first: it says whom the rest is for."""
    if not await _has_come(office, now):
        return
    await absences.turn_absences(office, now)
    await unreachable.list_unreached(office, now)
    while await recurrences.assign_recurring(office, now) == recurrences.BATCH:
        pass
    while await replanning.review_duties(office, now):
        pass
    while await steps.take_due_steps(office, now) == steps.BATCH:
        pass
    await bulletins.make_sheets(office, now)


async def _has_come(office: Office, now: datetime) -> bool:
    async with office.database.reading() as connection:
        turn = await next_due.next_turn(connection)
        return (turn is not None and turn <= now) or await unreachable.is_list_due(connection, now)


async def next_moment(office: Office) -> datetime | None:
    """When the clock next has something to do, or a message may go out."""
    async with office.database.reading() as connection:
        found = (await next_due.next_turn(connection), await next_due.next_message(connection))
    return min((moment for moment in found if moment is not None), default=None)
