"""`/trangthai`: how the bot itself is doing, for the office."""

from __future__ import annotations

from actions.clock import audit
from handlers.desk import Call, Reply, scene
from texts.office import status


async def show(ask: Call) -> Reply:
    state, lost = await audit.state_of_office(ask.office, ask.order)
    return Reply(text=status.status(await scene(ask), state, lost, now=ask.order.now))
