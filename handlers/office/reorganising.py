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


async def merge(ask: Call) -> Reply:
    """`UNIT; INTO UNIT; NOTICE[; thay: NAME]`: what goes along is shown first, done when confirmed."""
    text, to = split_successor(ask.text)
    unit, into, notice = parts(ask.with_text(text), least=3, most=3)
    planned = await reorganising.preview_merger(ask.office, ask.order, unit=unit, into=into, notice=notice, to=to)
    done = planned.merger
    original = f"/sapnhap {ask.text}"
    draft = MergerDraft(unit=done.unit.name, into=done.into.name, notice=notice, to=to, original=original)
    dialogue = await drafts.begin(ask, draft)
    text = texts.merging(await scene(ask), planned, again=f"/sapnhap {unit}; {into}; {notice}")
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["sapnhap"]))


async def confirm(ask: Call) -> Reply:
    draft = await drafts.confirmed(ask, MergerDraft)
    done = await reorganising.merge_units(
        ask.office, ask.order, unit=draft.unit, into=draft.into, notice=draft.notice, to=draft.to
    )
    return Reply(text=texts.merged(await scene(ask), done))


async def rename(ask: Call) -> Reply:
    """`UNIT; NEW NAME; NOTICE`."""
    unit, name, notice = parts(ask, least=3, most=3)
    now, before = await reorganising.rename_unit(ask.office, ask.order, unit=unit, name=name, notice=notice)
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
