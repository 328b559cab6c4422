"""The board of a request or a circular: what `/viec CODE` shows to who may see the whole (M10, M26)."""

from __future__ import annotations

from collections.abc import Sequence

from actions.opinions import summaries
from actions.visible_case import VisibleCase
from handlers.desk import Call, Reply, scene
from texts.buttons import Button, board_buttons
from texts.opinions import boards as told


def has_board(seen: VisibleCase) -> bool:
    return seen.case.kind in summaries.ON_A_BOARD and summaries.sees_the_whole(seen)


async def show_board(
    call: Call, code: str, *, own: Sequence[Sequence[Button]], pressing: bool, files: Sequence[tuple[str, bytes]]
) -> Reply:
    """Show who has answered what; `own` are the buttons of what the reader holds in it, `pressing` says that the reader
    may press the others."""
    shown = await summaries.summarise(call.office, call.order, code=code)
    buttons = [*own, *board_buttons(shown.case, pressing=pressing)]
    return Reply(text=told.board(await scene(call), shown, pressing=pressing), buttons=buttons, documents=files)
