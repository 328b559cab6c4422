"""Whose words these are: somebody known to the office, one of its administrators, or a stranger."""

from __future__ import annotations

from actions.office import accounts
from actions.order import Order
from domain.office.people import Person
from handlers.desk import Desk
from handlers.front.heard import Author
from storage.inbox import Incoming


async def sender_of(desk: Desk, stored: Incoming, author: Author, order: Order) -> Person | None:
    """Who writes; None for a stranger. An administrator of the settings is admitted by the first word."""
    channel, user_id = stored.channel, author.user_id
    known = await accounts.recognise(desk.office, order, channel=channel, user_id=user_id, chat_id=stored.chat_id)
    if known is not None or (channel, user_id) not in desk.admins:
        return known
    return await accounts.admit_admin(
        desk.office,
        Order(now=order.now, said_at=order.said_at, via=channel),
        channel=channel,
        user_id=user_id,
        chat_id=stored.chat_id,
        name=author.name,
    )
