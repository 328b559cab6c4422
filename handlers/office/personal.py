"""One's own data by chat, and erasing a person (M52)."""

from __future__ import annotations

import json

from actions.finding import told_apart
from actions.office import personal
from domain.permissions import Permission
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import ErasingDraft
from handlers.office.people import split_successor
from handlers.reading.typing import split_reason
from handlers.reports import reports
from texts.buttons import confirm_buttons
from texts.front.usage import everybody, office
from texts.office import personal as texts
from texts.words import LABELS

FILE_NAME = "du-lieu-cua-toi.json"


async def show_own(call: Call) -> Reply:
    """Show what is kept of the sender, in words and as a file that another program can read, with the sender's figures
    of the present month; with a time the figures of that time alone (M39, M40)."""
    if call.text:
        return await reports.own_figures(call)
    person, kept = await personal.own_data(call.office, call.order)
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    figures = await reports.own_figures(call)
    text = texts.own_data(await scene(call), person, kept)
    return Reply(text=text, more=[figures.text], document=(FILE_NAME, content))


async def erase(call: Call) -> Reply:
    """`NAME; REASON[; thay: NAME]`. Of somebody who leaves work that others must go on with, what goes to whom is shown
    first, and it is done when confirmed."""
    name, rest = split_reason(call.text)
    reason, to = split_successor(rest)
    if not name or not reason:
        raise Unreadable(command=call.command)
    leaves = await personal.preview_erasing(call.office, call.order, name=name, reason=reason, to=to)
    if not leaves.asks_first:
        return await _erased(call, name=name, reason=reason, to=to)
    about = await scene(call)
    dialogue = await drafts.begin(
        call,
        ErasingDraft(
            name=told_apart(about.chart, leaves.person), reason=reason, to=to, original=f"/xoacanbo {call.text}"
        ),
    )
    text = texts.erasing(about, leaves, again=f"/xoacanbo {name}; {reason}")
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["xoacanbo"]))


async def confirm(call: Call) -> Reply:
    draft = await drafts.confirmed(call, ErasingDraft)
    return await _erased(call, name=draft.name, reason=draft.reason, to=draft.to)


async def _erased(call: Call, *, name: str, reason: str, to: str) -> Reply:
    erased = await personal.erase_person(call.office, call.order, name=name, reason=reason, to=to)
    return Reply(text=texts.erased(await scene(call), erased))


COMMANDS = (
    Command(usage=everybody.TOI, run=show_own, rights=(), changes=False),
    Command(
        usage=office.XOACANBO,
        run=erase,
        rights=(Permission.ERASE,),
        changes=True,
        preview=Preview(kind=DialogueKind.ERASING, confirm=confirm, label=office.XOACANBO.button),
    ),
)
