"""What is recorded about whoever uses the bot, and who sees it: said once, and that it was read is on record (M52)."""

from __future__ import annotations

from dataclasses import replace

from actions.installation import Office
from actions.order import Order
from domain.acts import Act
from domain.journal.office import PersonNamed
from domain.permissions import Permission
from domain.rights import relations_to_office
from storage import privacy


async def say_privacy(office: Office, order: Order, *, person_id: int) -> bool:
    """Whether it is to be said now, for the first time. Beside the act of the update, which it neither is nor ends."""
    order = replace(order, sender_id=person_id, inbox_id=None, place=None, dialogue=None)
    async with office.look(order) as view:
        if await privacy.was_said(view.connection, person_id):
            return False
    async with office.act(order) as work:
        first = await privacy.note_said(work.connection, person_id, at=work.now)
        if first:
            await work.record(Act.PRIVACY_SAID, PersonNamed(person=person_id))
        return first


async def note_privacy_read(office: Office, order: Order) -> bool:
    """Whether the sender says so for the first time."""
    async with office.act(order) as work:
        work.allow(Permission.READ_OWN, relations_to_office(work.sender))
        first = await privacy.note_read(work.connection, work.sender.id, at=work.now)
        if first:
            await work.record(Act.PRIVACY_READ, PersonNamed(person=work.sender.id))
        return first
