"""Acts reported on paper, typed in by the office as if the reporter had typed them (M9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.dialogues import paper
from domain.refusals import NotOnPaper, Unreadable
from handlers.desk import Call, Handler, Reply, scene
from handlers.reading.typing import parse_command
from texts.front import paper as texts

# What a holder does; nothing that is shown to him alone, and nothing of the office.
REPORTABLE = frozenset(
    {
        *("nhan", "tiendo", "xong", "vuong", "xinchidao", "nguyennhan", "giahan", "tuchoi", "chuyen"),
        *("trinh", "phancong", "ykien", "ky", "vangmat"),
    }
)


def recording(commands: Mapping[str, Handler]) -> Handler:
    """`/ghigiay NAME; COMMAND`, for these commands."""

    async def record(ask: Call) -> Reply:
        name, _, line = (part.strip() for part in ask.text.partition(";"))
        typed = parse_command(line if line.startswith("/") else f"/{line}")
        if not name or typed is None or not line:
            raise Unreadable(command="ghigiay")
        reporter = await paper.reporter(ask.office, ask.order, name=name)
        if typed.name not in REPORTABLE or typed.name not in commands:
            raise NotOnPaper(command=typed.name[:30])
        order = replace(ask.order, sender_id=reporter.id, via="paper", recorded_by_id=ask.order.sender_id)
        theirs = replace(ask, sender=reporter, order=order)
        reply = await commands[typed.name](theirs.with_text(typed.rest, command=typed.name))
        return Reply(text=texts.recorded(await scene(ask), reporter, reply.text, reportable=REPORTABLE))

    return record
