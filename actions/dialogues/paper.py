"""Acts reported on paper and recorded by the office: the act is the reporter's own, and marked as such (M9)."""

from __future__ import annotations

from actions.finding import find_person
from actions.installation import Office
from actions.order import Order
from domain.office.people import Person
from domain.permissions import Permission
from domain.rights import relations_to_office


async def reporter(office: Office, order: Order, *, name: str) -> Person:
    """In whose name the office records; asks whether the sender may."""
    async with office.look(order) as view:
        view.allow(Permission.RECORD_PAPER, relations_to_office(view.sender))
        return find_person(view.chart, name)
