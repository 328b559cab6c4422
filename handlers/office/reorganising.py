"""Units merged and renamed by chat (M4)."""

from __future__ import annotations

from actions.office import reorganising
from domain.permissions import Permission
from handlers.desk import Call, Command, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.payloads import MergerDraft
from handlers.office.people import parts, split_successor
from texts.buttons import confirm_buttons
from texts.front.usage import office
from texts.office import reorganising as texts
from texts.words import LABELS


async def merge(call: Call) -> Reply:
    """`UNIT; INTO UNIT; NOTICE[; thay: NAME]`: what goes along is shown first, done when confirmed."""
    text, to = split_successor(call.text)
    unit, into, notice = parts(call.with_text(text), least=3, most=3)
    planned = await reorganising.preview_merger(call.office, call.order, unit=unit, into=into, notice=notice, to=to)
    done = planned.merger
    original = f"/sapnhap {call.text}"
    draft = MergerDraft(unit=done.unit.name, into=done.into.name, notice=notice, to=to, original=original)
    dialogue = await drafts.begin(call, draft)
    text = texts.merging(await scene(call), planned, again=f"/sapnhap {unit}; {into}; {notice}")
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["sapnhap"]))


async def confirm(call: Call) -> Reply:
    draft = await drafts.confirmed(call, MergerDraft)
    done = await reorganising.merge_units(
        call.office, call.order, unit=draft.unit, into=draft.into, notice=draft.notice, to=draft.to
    )
    return Reply(text=texts.merged(await scene(call), done))


async def rename(call: Call) -> Reply:
    """`UNIT; NEW NAME; NOTICE`."""
    unit, name, notice = parts(call, least=3, most=3)
    now, before = await reorganising.rename_unit(call.office, call.order, unit=unit, name=name, notice=notice)
    return Reply(text=texts.renamed(now, before, notice))


COMMANDS = (
    Command(
        usage=office.SAPNHAP,
        run=merge,
        rights=(Permission.ENTER_PEOPLE,),
        changes=True,
        preview=Preview(kind=DialogueKind.MERGER, confirm=confirm, label=office.SAPNHAP.button),
    ),
    Command(usage=office.DOITEN, run=rename, rights=(Permission.ENTER_PEOPLE,), changes=True),
)
