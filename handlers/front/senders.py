"""Whose words these are: somebody known to the office, one of its administrators, or a stranger."""

from __future__ import annotations

from telegram import Update

from actions.office import people
from actions.work import Order
from domain.office.people import Person
from handlers.desk import Desk
from handlers.front.envelopes import CHANNEL
from storage.inbox import Incoming


async def sender_of(desk: Desk, stored: Incoming, update: Update, order: Order) -> Person | None:
    """Who writes; None for a stranger. An administrator of the settings is admitted by the first word."""
    user = update.effective_user
    assert user is not None
    user_id = str(user.id)
    known = await people.recognise(desk.office, order, channel=CHANNEL, user_id=user_id, chat_id=stored.chat_id)
    if known is not None or user_id not in desk.admin_ids:
        return known
    return await people.admit_admin(
        desk.office,
        Order(now=order.now, said_at=order.said_at),
        channel=CHANNEL,
        user_id=user_id,
        chat_id=stored.chat_id,
        name=user.full_name,
    )
