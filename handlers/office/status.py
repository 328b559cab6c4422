"""`/trangthai`: how the bot itself is doing, for the office."""

from __future__ import annotations

from actions.clock import audit
from domain.permissions import Permission
from handlers.desk import Behind, Call, Command, Reply, scene
from texts.front.usage import office
from texts.office import status


async def show(call: Call) -> Reply:
    state, lost = await audit.state_of_office(call.office, call.order)
    return Reply(text=status.status(await scene(call), state, lost, now=call.order.now))


COMMANDS = (
    Command(usage=office.TRANGTHAI, run=show, rights=(Permission.SEE_HEALTH,), changes=False, behind=Behind.NOTHING),
)
