"""The unit's board by chat, and the same as a sheet to print for who has no telephone (M46)."""

from __future__ import annotations

from actions.aside import made_aside
from actions.office import units
from documents.page import unit_sheet
from domain.names import fold
from domain.permissions import Permission
from handlers.desk import Call, Command, Reply, scene_of
from texts.front.usage import heads
from texts.office import units as texts

PRINTED = frozenset({"in", "in ra", "giay", "ban in"})


async def show_board(call: Call) -> Reply:
    """`[UNIT][; in]`: what is overdue, unacknowledged and waiting; as a sheet where it is to be printed."""
    name, _, how = (part.strip() for part in call.text.partition(";"))
    if fold(name) in PRINTED:
        name, how = "", name
    board = await units.unit_board(call.office, call.order, unit=name or None)
    async with call.office.look(call.order) as view:
        about, now = scene_of(view), view.now
    text = texts.board(about, board)
    if fold(how) not in PRINTED:
        return Reply(text=text)
    content = await call.office.apart(made_aside(unit_sheet, about, board, now))
    return Reply(text=texts.sheet_made(board), document=(f"{fold(board.unit.name).replace(' ', '-')}.docx", content))


COMMANDS = (Command(usage=heads.DONVI, run=show_board, rights=(Permission.SEE_UNIT,), changes=False),)
