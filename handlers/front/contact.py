"""The messenger says whether the bot can write to a chat: nobody speaks, and nobody is answered (M31)."""

from __future__ import annotations

from actions.office import contact
from actions.order import Order
from handlers.desk import Desk
from handlers.front.heard import Heard, HeardKind
from storage.inbox import Incoming

LOST = "blocked"  # why, in the journal: as it is with a message that could not be delivered


async def note(desk: Desk, stored: Incoming, heard: Heard, order: Order) -> None:
    """Does nothing for a chat that is nobody's."""
    place = {"channel": stored.channel, "chat_id": stored.chat_id}
    if heard.kind is HeardKind.LOST:
        await contact.note_lost(desk.office, order, **place, reason=LOST)
    elif heard.kind is HeardKind.FOUND:
        await contact.note_found(desk.office, order, **place)
    elif heard.moved_to is not None:
        await contact.note_moved(desk.office, order, **place, to=heard.moved_to)
