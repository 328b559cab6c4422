"""One's own deadlines, as they go into one's own calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.installation import Office
from actions.order import Order
from domain.duties.cases import Case
from domain.duties.duties import Duty, Phase
from domain.office.calendar import Calendar
from domain.permissions import Permission
from domain.rights import relations_to_office
from storage import cases, duties_in_hand, lists

MOST = 1000  # duties in one calendar file, the most pressing ones


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """What the reader must act on, most pressing first. What is paused has no date until it goes on; `paused` is how
    many of those there are. `left_out` is how many there are beyond MOST."""

    duties: tuple[Duty, ...]
    cases: Mapping[int, Case]
    paused: int
    left_out: int
    calendar: Calendar


async def own_agenda(office: Office, order: Order) -> Agenda:
    """What the sender holds in person."""
    async with office.look(order) as view:
        view.allow(Permission.READ_OWN, relations_to_office(view.sender))
        held = await duties_in_hand.open_held_by(view.connection, view.sender.id, limit=MOST)
        counts = await lists.open_counts(view.connection, view.choice(holder_id=view.sender.id))
        total, _ = counts.get(view.sender.id, (0, 0))
        dated = tuple(duty for duty in held if duty.phase is not Phase.PAUSED)
        return Agenda(
            duties=dated,
            cases=await cases.cases_of(view.connection, [duty.case_id for duty in dated]),
            paused=len(held) - len(dated),
            left_out=total - len(held),
            calendar=view.calendar,
        )
