"""Commands given in a group: that it is a unit's (M29). Everything else is answered in private."""

from __future__ import annotations

from actions.office import groups
from domain.names import fold
from domain.refusals import NotInGroup, NotLinked, Unreadable
from handlers.desk import Call, Command, Reply
from handlers.reading.typing import split_reason
from texts.front.usage import heads
from texts.notices import groups as texts

LEAVING = frozenset({"huy", "thoi"})


async def only_in_group(_ask: Call) -> Reply:
    """`/nhom` in a private chat: there is no group to register."""
    raise NotInGroup


async def register(call: Call) -> Reply:
    """`/nhom UNIT[; hủy]` by the unit's head, in the group."""
    if call.sender is None:
        raise NotLinked
    unit, rest = split_reason(call.text)
    leave = fold(rest) in LEAVING
    if not unit or (rest and not leave):
        raise Unreadable(command="nhom")
    found = await groups.register_group(
        call.office, call.order, unit=unit, channel=call.channel, chat_id=call.chat_id, leave=leave
    )
    return Reply(text=texts.left(found) if leave else texts.registered(found))


COMMANDS = (Command(usage=heads.NHOM, run=only_in_group, rights=(), changes=True, in_group=register),)
