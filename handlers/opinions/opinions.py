"""Opinions by chat: ask the units concerned, supply what their dossier lacked (M20, M23, M24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.opinions import dossiers, opinions
from actions.opinions.dossiers import Supply
from actions.opinions.opinions import OpinionQuestion
from domain.duties.duties import DutyKind
from domain.names import fold
from domain.permissions import Permission
from domain.refusals import Nobody
from handlers.desk import Behind, Call, Command, FileUse, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.form_steps import ASSIGNER, DOCUMENT, LATER, URGENCY, Guide, GuideStep, QuestionKind
from handlers.dialogues.forms import read_form
from handlers.dialogues.payloads import QuestionDraft
from handlers.duties.tasks import parse_urgency
from handlers.reading import received
from handlers.reading.addressing import addressed
from handlers.reading.typing import parse_code, parse_items
from handlers.reading.when import deadline
from texts.buttons import draft_buttons
from texts.duties import previews, task_confirmations
from texts.front.usage import heads
from texts.opinions import opinion_confirmations
from texts.words import LABELS

FORM = Guide(
    steps=(
        GuideStep(key="Nội dung"),
        GuideStep(key="Đề xuất"),
        GuideStep(key="Hỏi", kind=QuestionKind.ASKED, gives=DutyKind.OPINION),
        GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=LATER, working_only=True),
        ASSIGNER,
        GuideStep(key="Cho việc", kind=QuestionKind.CASE, optional=True),
        DOCUMENT,
        URGENCY,
        GuideStep(key="Ký", kind=QuestionKind.CHOICE, optional=True, options=("có", "không")),
    ),
    unasked=(GuideStep(key="Lý do", optional=True),),
    spellings={"Độ khẩn": "Khẩn"},
)


async def ask_opinions(call: Call) -> Reply:
    """One message: preview first, sent when confirmed."""
    form = await read_form(call, call.text, command="xinykien")
    with form.asked_again() as values:
        question = await _question(call, values)
        await opinions.preview_question(call.office, call.order, question)  # what is refused keeps no file
    if call.attachment is not None:
        question = replace(question, **await received.named(call))
    prospect = await opinions.preview_question(call.office, call.order, question)
    dialogue = await drafts.begin(call, QuestionDraft(draft=question, original=f"/xinykien\n{call.text}"))
    text = previews.preview(await scene(call), prospect, now=call.order.now)
    return Reply(text=text, buttons=draft_buttons(dialogue.token, confirm=LABELS["xinykien"]))


async def _question(call: Call, form: Mapping[str, str]) -> OpinionQuestion:
    return OpinionQuestion(
        title=" ".join(form["Nội dung"].split()),
        proposal=" ".join(form["Đề xuất"].split()),
        asked=_asked(form["Hỏi"]),
        deadline=await deadline(call, form["Hạn"]) if form.get("Hạn") else None,
        urgency=parse_urgency(form.get("Khẩn", "")),
        document=" ".join(form.get("Văn bản", "").split()),
        serves=parse_code("xinykien", form["Cho việc"])[0] if form.get("Cho việc") else None,
        assigner=form.get("Người giao") or None,
        signing=fold(form.get("Ký", "")) != "khong",
        excess=" ".join(form.get("Lý do", "").split()),
    )


def _asked(value: str) -> tuple[tuple[str, str], ...]:
    asked = []
    for item in parse_items(value):
        unit, _, reason = item.partition(":")
        asked.append((unit.strip(), reason.strip()))
    if not asked:
        raise Nobody
    return tuple(asked)


async def confirm(call: Call) -> Reply:
    draft = await drafts.confirmed(call, QuestionDraft)
    done = await opinions.ask_opinions(call.office, call.order, draft.draft)
    return Reply(text=task_confirmations.assigned(await scene(call), done, now=call.order.now))


async def supply(call: Call) -> Reply:
    about = await addressed(call, "bosung")
    file = call.attachment
    if not about.rest and file is None:
        return await drafts.wait_for_text(call, "bosung", about.code, unit=about.part)
    supply = Supply(
        text=about.rest, file=await file.read() if file else None, file_name=file.name if file is not None else ""
    )
    seen, duty = await dossiers.supply_dossier(call.office, call.order, code=about.code, what=supply, unit=about.part)
    return Reply(text=opinion_confirmations.supplied(await scene(call), seen.case, duty))


COMMANDS = (
    Command(
        usage=heads.XINYKIEN,
        run=ask_opinions,
        rights=(Permission.ASK_OPINION,),
        changes=True,
        files=FileUse.ALL,
        form=FORM,
        preview=Preview(kind=DialogueKind.OPINION, confirm=confirm, label=heads.XINYKIEN.button),
    ),
    Command(usage=heads.BOSUNG, run=supply, rights=(), changes=True, behind=Behind.CODE_AND_WORDS, files=FileUse.FIRST),
)
