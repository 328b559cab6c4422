"""Nudge now, by chat."""

from __future__ import annotations

from actions.duties import nudges
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.reading.addressing import addressed
from texts.duties import nudges as texts
from texts.front.usage import heads


async def nudge(call: Call) -> Reply:
    """`CODE [UNIT]`: each open duty of it that the sender may press."""
    about = await addressed(call, "dondoc")
    done = await nudges.nudge_holders(call.office, call.order, code=about.code, unit=about.part or about.rest or None)
    return Reply(text=texts.nudged(await scene(call), done, now=call.order.now))


COMMANDS = (
    Command(
        usage=heads.DONDOC,
        run=nudge,
        rights=(),
        changes=True,
        pressed=Pressed(on_cases=True),
        behind=Behind.CODE_AND_PART,
        needs_known_part=True,
    ),
)
