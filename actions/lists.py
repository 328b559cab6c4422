"""What one owes, most pressing first."""

from __future__ import annotations

from actions.work import Office, Order
from domain.cases import Case
from domain.duties import Duty
from storage import cases, duties


async def list_held(
    office: Office, order: Order, *, limit: int, offset: int = 0
) -> tuple[list[tuple[Duty, Case]], int]:
    """What the sender must act on, most pressing first, and how much there is in all."""
    async with office.look(order) as view:
        sender = view.sender
        held = await duties.open_held_by(view.connection, sender.id, limit=limit, offset=offset)
        total = await duties.count_held_by(view.connection, sender.id)
        known = await cases.cases_of(view.connection, [duty.case_id for duty in held])
        return [(duty, known[duty.case_id]) for duty in held], total
