"""The card of a case and its history, to read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.aside import made_aside
from actions.duties import history, nudges, parts
from actions.duties.history import History
from actions.opinions import consultations
from actions.view import View
from actions.visible_case import VisibleCase
from documents.casefiles import as_docx
from documents.pictures.courses import course_of
from documents.pictures.holding import holding_picture
from domain.deciding import asked_for, deciders, waits_for_decider
from domain.duties.duties import Duty
from domain.names import fold
from domain.office.calendar import Calendar
from handlers.desk import Behind, Call, Command, Reply, scene_of, with_picture
from handlers.opinions.boards import has_board, show_board
from handlers.reading.typing import parse_code
from texts.buttons import Button, case_button, duty_button, duty_buttons, is_history, rows
from texts.duties import cards, casefiles
from texts.duties import history as told
from texts.duties.nudges import labels
from texts.front.usage import everybody
from texts.scene import Scene

MOST_PARTS = 3  # whose buttons stand on one card
MOST_NUDGES = 8  # buttons; the whole case is pressed by typing /dondoc CODE
FILE = "ho so"


def _own_buttons(view: View, seen: VisibleCase, mine: Sequence[Duty]) -> list[list[Button]]:
    """Buttons of what the reader has in a case; where that are several parts each button names its own."""
    shown = []
    names = parts.choices(view.chart, mine, seen.everything)
    for duty, name in list(zip(mine, names, strict=True))[:MOST_PARTS]:
        own = duty_buttons(duty, for_head=view.chart.is_in_charge(view.sender.id, duty.unit_id))
        if len(mine) == 1:
            return own
        every = [button for row in own for button in row if not is_history(button)]
        shown += [replace(button, label=f"{button.label}: {name}") for button in every]
    return rows(shown, width=1)


def nudge_buttons(view: View, seen: VisibleCase) -> list[list[Button]]:
    """`Đôn đốc` for each duty whose holder the reader may press, named where there are several."""
    pressed = nudges.pressable(view, seen)[:MOST_NUDGES]
    if len(pressed) == 1:
        return [[duty_button("dondoc", pressed[0])]]
    named = zip(pressed, labels(view.chart, pressed, seen.everything), strict=True)
    return rows([duty_button("dondoc", duty, label=label) for duty, label in named], width=1)


def _waits_for(person_id: int, duty: Duty, seen: VisibleCase) -> bool:
    """Whether the reader must act on the duty now, in person or for another, and would not decide their own case."""
    if waits_for_decider(duty):
        return person_id in deciders(seen.chart, seen.case, duty, seen.parties, asked_for(duty))
    return duty.holder_id in seen.chart.acts_as(person_id)


async def show_card(call: Call) -> Reply:
    code, _ = parse_code("viec", call.text)
    await consultations.note_shown(call.office, call.order, code=code)
    card = await history.case_card(call.office, call.order, code=code)
    assert call.sender is not None
    files = await history.files_shown(call.office, call.order, card=card)
    async with call.office.look(call.order) as view:
        mine = [duty for duty in card.seen.duties if duty.is_open and _waits_for(call.sender.id, duty, card.seen)]
        buttons = _own_buttons(view, card.seen, mine)
        if not has_board(card.seen):
            buttons += nudge_buttons(view, card.seen)
            return Reply(text=cards.card(scene_of(view), card), buttons=buttons, documents=files)
        pressing = bool(nudges.pressable(view, card.seen))
    return await show_board(call, code, own=buttons, pressing=pressing, files=files)


async def show_history(call: Call) -> Reply:
    """`CODE`: the whole history in words, in as many messages as it takes, and who held it as a picture; `CODE hồ sơ`:
    all of it as a document."""
    code, rest = parse_code("lichsu", call.text)
    if fold(rest) == FILE:
        return await hand_out_file(call.with_text(code))
    read = await history.case_history(call.office, call.order, code=code)
    async with call.office.look(call.order) as view:
        scene, calendar = scene_of(view), view.calendar
    text = told.history(scene, read, calendar=calendar, now=call.order.now)
    reply = Reply(text=text, buttons=[[case_button("hoso", read.card.seen.case)]])
    return await with_picture(call, reply, _picture(scene, read, calendar=calendar, now=call.order.now))


async def hand_out_file(call: Call) -> Reply:
    """What was registered, who held it, the picture, the journal of it and how to check that, to print and to keep."""
    code, _ = parse_code("lichsu", call.text)
    read = await history.case_history(call.office, call.order, code=code)
    async with call.office.look(call.order) as view:
        scene, calendar = scene_of(view), view.calendar
    now, agency = call.order.now, call.desk.agency
    picture = await call.office.apart(_picture(scene, read, calendar=calendar, now=now))
    file = await asyncio.to_thread(casefiles.case_file, scene, read, agency=agency, calendar=calendar, now=now)
    content = await made_aside(as_docx, file, picture)
    return Reply(text=casefiles.handed_out(read.card.seen.case), document=(file.file_name, content))


async def _picture(scene: Scene, read: History, *, calendar: Calendar, now: datetime) -> bytes | None:
    """Who held it; None where the reader sees no part in which work is owed. Raises TooHeavy."""
    course = await asyncio.to_thread(course_of, scene, read, calendar=calendar, now=now)
    return None if course is None else await made_aside(holding_picture, course)


COMMANDS = (
    Command(usage=everybody.LICHSU, run=show_history, rights=(), changes=False, behind=Behind.CODE, keyword=FILE),
)
