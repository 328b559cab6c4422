"""One's own deadlines as a calendar file, by chat."""

from __future__ import annotations

import asyncio

from actions.duties import agendas
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Reply, scene
from texts.duties import agendas as texts
from texts.front.usage import everybody


async def hand_out(call: Call) -> Reply:
    """Hand out the sender's calendar. Nothing stands behind the command: who writes `/lịch sử NV-1` does not mean their
    own deadlines."""
    if call.text:
        raise Unreadable(command=call.command)
    agenda = await agendas.own_agenda(call.office, call.order)
    if not agenda.duties:
        return Reply(text=texts.nothing_held(agenda))
    from documents.agendas import as_ics  # noqa: PLC0415 – the program's start need not wait for its library

    about = await scene(call)
    drawing = asyncio.to_thread(as_ics, about, agenda, bot=call.desk.identity, now=call.order.now)
    content = await call.office.apart(drawing)
    return Reply(text=texts.handed_out(agenda), document=(texts.FILE_NAME, content))


COMMANDS = (Command(usage=everybody.LICH, run=hand_out, rights=(), changes=False),)
