"""Which case and which of its duties a command means; lists, cards and histories to read."""

from __future__ import annotations

from actions import history, tasks
from domain.cases import Case
from domain.duties import Duty
from domain.names import fold
from domain.people import Chart
from handlers.buttons import Button, duty_buttons
from handlers.desk import Ask, Reply, scene_of
from handlers.texts import history as told
from handlers.texts import replies
from handlers.typing import parse_code

LIST_LENGTH = 15


async def addressed(ask: Ask, command: str) -> tuple[str, str | None, str]:
    """`CODE [UNIT;] REST`: the case code, the unit where one is named, and the rest. Behind a button no unit is named:
    what is typed after it is all of it the rest."""
    code, rest = parse_code(command, ask.text)
    if ask.order.duty_id is not None:
        return code, None, rest
    if not rest:
        return code, None, ""
    async with ask.office.look(ask.order) as view:
        first, _, tail = rest.partition(";")
        wanted = fold(first)
        if any(fold(unit.name) == wanted for unit in view.chart.units.values()):
            return code, first.strip(), tail.strip()
    return code, None, rest


def buttons_for(chart: Chart, person_id: int, duty: Duty) -> list[list[Button]]:
    """The buttons of a duty as far as the person may press them."""
    if duty.holder_id in chart.acts_as(person_id):
        return duty_buttons(duty, for_head=chart.is_in_charge(person_id, duty.unit_id))
    return []


async def list_mine(ask: Ask) -> Reply:
    """What one owes, most pressing first; with a code the card of that case."""
    if ask.text:
        return await show_card(ask)
    held, total = await tasks.list_held(ask.office, ask.order, limit=LIST_LENGTH)
    async with ask.office.look(ask.order) as view:
        text = replies.held_list(
            scene_of(view), held, total, calendar=view.calendar, now=ask.order.now, reader=view.sender.id
        )
    return Reply(text=text, buttons=_card_buttons(held))


def _card_buttons(held: list[tuple[Duty, Case]]) -> list[list[Button]]:
    codes = {case.code: duty for duty, case in held[:9]}
    buttons = [Button(label=code, data=f"viec:{duty.id}:{duty.turn}") for code, duty in codes.items()]
    return [buttons[start : start + 3] for start in range(0, len(buttons), 3)]


async def show_card(ask: Ask) -> Reply:
    code, _ = parse_code("viec", ask.text)
    card = await history.case_card(ask.office, ask.order, code=code)
    assert ask.sender is not None
    file = await history.file_shown(ask.office, ask.order, card=card)
    async with ask.office.look(ask.order) as view:
        desk = view.chart.acts_as(ask.sender.id)
        mine = [duty for duty in card.seen.duties if duty.is_open and duty.holder_id in desk]
        buttons = buttons_for(view.chart, ask.sender.id, mine[0]) if len(mine) == 1 else []
        return Reply(text=told.card(scene_of(view), card), buttons=buttons, document=file)


async def show_history(ask: Ask) -> Reply:
    """The whole history in words, in as many messages as it takes."""
    code, _ = parse_code("lichsu", ask.text)
    read = await history.case_history(ask.office, ask.order, code=code)
    async with ask.office.look(ask.order) as view:
        first, *more = told.history(scene_of(view), read, calendar=view.calendar, now=ask.order.now)
    return Reply(text=first, more=tuple(more))
