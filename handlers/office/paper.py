"""Acts reported on paper, typed in by the office as if the reporter had typed them (M9)."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogues import paper
from domain.permissions import Permission
from domain.refusals import NotOnPaper, Unreadable
from handlers.desk import Behind, Call, Command, Reply, scene
from handlers.reading.typing import parse_command
from texts.front import paper as texts
from texts.front.usage import office


async def record(call: Call) -> Reply:
    """`NAME; COMMAND`, of what can be recorded so."""
    name, _, line = (part.strip() for part in call.text.partition(";"))
    typed = parse_command(line if line.startswith("/") else f"/{line}")
    if not name or typed is None or not line:
        raise Unreadable(command="ghigiay")
    reporter = await paper.reporter(call.office, call.order, name=name)
    command = call.desk.commands.get(typed.name)
    if command is None or not command.is_reportable:
        raise NotOnPaper(command=typed.name[:30])
    order = replace(call.order, sender_id=reporter.id, via="paper", recorded_by_id=call.order.sender_id)
    theirs = replace(call, sender=reporter, order=order)
    reply = await command.run(theirs.with_text(typed.rest, command=typed.name))
    reportable = {name for name, command in call.desk.commands.items() if command.is_reportable}
    return Reply(text=texts.recorded(await scene(call), reporter, reply.text, reportable=reportable))


COMMANDS = (
    Command(usage=office.GHIGIAY, run=record, rights=(Permission.RECORD_PAPER,), changes=True, behind=Behind.COMMAND),
)
