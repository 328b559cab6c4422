"""Nudge now, by chat."""

from __future__ import annotations

from actions.duties import nudges
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.reading.addressing import addressed
from texts.duties import nudges as texts
from texts.front.usage import heads


async def nudge(ask: Call) -> Reply:
    """`CODE [UNIT]`: each open duty of it that the sender may press."""
    about = await addressed(ask, "dondoc")
    done = await nudges.nudge_holders(ask.office, ask.order, code=about.code, unit=about.part or about.rest or None)
    return Reply(text=texts.nudged(await scene(ask), done, now=ask.order.now))


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
