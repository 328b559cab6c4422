"""What is typed in a chat without buttons, where it is a number or a label that the bot has offered there."""

from __future__ import annotations

from collections.abc import Sequence

from actions.delivery import menus
from actions.dialogues import remarks
from domain.menus import MenuOption, PossiblePress, read_press
from domain.refusals import DraftGone
from handlers.desk import Call, Reply, scene
from handlers.dialogues import drafts
from handlers.front.heard import Heard
from texts import menus as texts
from texts.buttons import Button, duty_of, rows


async def meant(call: Call, heard: Heard) -> MenuOption | Reply | None:
    """What was pressed by it; a question where that is in doubt, for then nothing is recorded; None where it is plain
    words. Words passed on press nothing, nor does what comes with a file."""
    if call.has_buttons or call.sender is None or heard.is_forwarded or call.files or not call.text:
        return None
    offered = await menus.menus_of(call.office, call.channel, call.chat_id)
    awaits_words = await drafts.awaits_words(call)
    press = read_press(call.text, said_at=call.order.said_at, menus=offered, awaits_words=awaits_words)
    if press is None:
        return None
    return press.option or await _asked(call, press.possible)


async def _asked(call: Call, possible: Sequence[PossiblePress]) -> Reply | None:
    """Each of what may have been meant, named; None where the sender may see nothing of it any more."""
    duty_ids = {duty_id for one in possible if (duty_id := duty_of(one.option.data)) is not None}
    seen = {one.duty.id: one.case for one in await remarks.subjects(call.office, call.order, duty_ids)}
    about, buttons = await scene(call), []
    for one in possible:
        label, duty_id = one.option.label, duty_of(one.option.data)
        if duty_id is None:
            buttons.append(Button(label=texts.of_message(about, label, one.offered_at), data=one.option.data))
        elif duty_id in seen:
            buttons.append(Button(label=texts.of_case(label, seen[duty_id]), data=one.option.data))
    return Reply(text=texts.in_doubt(call.text), buttons=rows(buttons, width=1)) if buttons else None


async def show_rest(call: Call, data: str) -> Reply:
    """The choices for which a menu had no number. Raises DraftGone where it is not kept any more."""
    for menu in await menus.menus_of(call.office, call.channel, call.chat_id):
        if menu.rest and menu.options[-1].data == data:
            buttons = [Button(label=one.label, data=one.data) for one in menu.rest]
            return Reply(text=texts.others(), buttons=rows(buttons, width=1))
    raise DraftGone
