"""The backlog by chat: what is overdue by age, and the one last deadline (M53)."""

from __future__ import annotations

import re

from actions.duties import clearing, lists
from domain.duties.lists import AGES
from domain.names import fold
from domain.refusals import LastDeadlineSet, Unreadable
from handlers.desk import Behind, Call, Command, Pressed, Preview, Reply, scene, scene_of
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import LastDeadlineDraft
from handlers.duties.lists import list_buttons, parse_wanted
from handlers.reading.addressing import addressed
from handlers.reading.typing import is_code, split_reason
from handlers.reading.when import deadline
from texts import words
from texts.buttons import confirm_buttons, list_button
from texts.duties import clearing as texts
from texts.front.usage import heads
from texts.words import LABELS

_OLDER = re.compile(rf"{fold(words.OLDER)} (?P<age>\d{{1,4}})(?: ngay(?: lam viec)?)?")


async def clear(call: Call) -> Reply:
    """`CODE DEADLINE; REASON` sets the last deadline; `[trên N] [trang N]` lists what is overdue."""
    return await _set_last(call) if is_code(call.text) else await _list(call)


async def _set_last(call: Call) -> Reply:
    about = await addressed(call, "dutdiem")
    if not about.rest:
        return await drafts.wait_for_text(call, "dutdiem", about.code, unit=about.part)
    phrase, reason = split_reason(about.rest)
    last = await deadline(call, phrase, previewed=False)
    wanted = LastDeadlineDraft(
        code=about.code, last=last, reason=reason, unit=about.part, original=f"/dutdiem {call.text}"
    )
    try:
        return await _set(call, wanted)
    except LastDeadlineSet as already:
        if already.due_at == last.moment:
            raise
        dialogue = await drafts.begin(call, wanted)
        text = texts.sets_anew(await scene(call), already, last)
        return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["set_anew"]))


async def _set(call: Call, wanted: LastDeadlineDraft, *, anew: bool = False) -> Reply:
    seen, duty = await clearing.set_last_deadline(
        call.office,
        call.order,
        code=wanted.code,
        last=wanted.last,
        reason=wanted.reason,
        unit=wanted.unit,
        anew=anew,
    )
    return Reply(text=texts.last_set(await scene(call), seen.case, duty, anew=anew))


async def confirm(call: Call) -> Reply:
    """The last deadline that was set before is set anew: for all to see, and only when that was asked for."""
    return await _set(call, await drafts.confirmed(call, LastDeadlineDraft), anew=True)


async def _list(call: Call) -> Reply:
    wanted = parse_wanted(call.text)
    older = _OLDER.fullmatch(wanted.text)
    if wanted.text and older is None:
        raise Unreadable(command="dutdiem")
    age = int(older["age"]) if older else 0
    if age and age not in AGES:
        raise Unreadable(command="dutdiem")
    found = await lists.list_backlog(call.office, call.order, age=age, page=wanted.page)
    async with call.office.look(call.order) as view:
        text = texts.backlog(scene_of(view), found, age=age, calendar=view.calendar, now=call.order.now)
    others = [list_button(texts.age_label(one), "dutdiem", _typed(one)) for one in (*AGES, 0) if one != age]
    return Reply(text=text, buttons=list_buttons("dutdiem", _typed(age), found.page, others))


def _typed(age: int) -> str:
    return f"{fold(words.OLDER)} {age}" if age else ""


COMMANDS = (
    Command(
        usage=heads.DUTDIEM,
        run=clear,
        rights=(),
        changes=True,
        pressed=Pressed(in_lists=True),
        behind=Behind.CODE_AND_WORDS,
        preview=Preview(kind=DialogueKind.LAST, confirm=confirm, label=LABELS["set_anew"]),
    ),
)
