"""One's own data by chat, and erasing a person (M52)."""

from __future__ import annotations

import json

from actions import personal
from domain.refusals import Unreadable
from handlers import reports
from handlers.desk import Ask, Reply, scene
from handlers.texts import personal as texts
from handlers.typing import split_reason

FILE_NAME = "du-lieu-cua-toi.json"


async def show_own(ask: Ask) -> Reply:
    """What is kept of the sender, in words and as a file that another program can read, and his figures of the present
    month; with a time his figures of that time alone (M39, M40)."""
    if ask.text:
        return await reports.own_figures(ask)
    person, kept = await personal.own_data(ask.office, ask.order)
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    figures = await reports.own_figures(ask)
    text = texts.own_data(await scene(ask), person, kept)
    return Reply(text=text, more=[figures.text], document=(FILE_NAME, content))


async def erase(ask: Ask) -> Reply:
    name, reason = split_reason(ask.text)
    if not name or not reason:
        raise Unreadable(command=ask.command)
    erased = await personal.erase_person(ask.office, ask.order, name=name, reason=reason)
    return Reply(text=texts.erased(await scene(ask), erased))
