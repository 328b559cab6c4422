"""The rules in force, by chat (M44)."""

from __future__ import annotations

from actions.office import rules
from handlers.desk import Behind, Call, Command, Reply, scene
from texts.front.usage import everybody
from texts.office import rules as texts


async def show(call: Call) -> Reply:
    """Show the rules in as many messages as it takes: the ladder, the other rules, the calendar."""
    found = await rules.rules_in_force(call.office, call.order)
    first, *more = texts.rules(await scene(call), found, now=call.order.now)
    return Reply(text=first, more=tuple(more))


COMMANDS = (Command(usage=everybody.QUYTAC, run=show, rights=(), changes=False, behind=Behind.NOTHING),)
