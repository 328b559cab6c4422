"""Circulars by chat: what is made known to whom, previewed and sent (M10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.opinions import circulars
from actions.opinions.circulars import Circular
from domain.duties.duties import DutyKind
from domain.permissions import Permission
from handlers.desk import Call, Command, FileUse, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.form_steps import DOCUMENT, LATER, URGENCY, Guide, GuideStep, QuestionKind
from handlers.dialogues.forms import read_form
from handlers.dialogues.payloads import CircularDraft
from handlers.duties.tasks import parse_urgency
from handlers.reading import received
from handlers.reading.typing import parse_items
from handlers.reading.when import deadline
from texts.buttons import draft_buttons
from texts.duties import previews, task_confirmations
from texts.front.usage import heads
from texts.words import LABELS

FORM = Guide(
    steps=(
        GuideStep(key="Nội dung"),
        GuideStep(key="Gửi", kind=QuestionKind.PARTIES, gives=DutyKind.READING),
        GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=LATER),
        DOCUMENT,
        URGENCY,
    ),
    spellings={"Độ khẩn": "Khẩn"},
)


async def send_circular(call: Call) -> Reply:
    """One message: preview first, sent when confirmed."""
    form = await read_form(call, call.text, command="phobien")
    with form.asked_again() as values:
        circular = await _circular(call, values)
        await circulars.preview_circular(call.office, call.order, circular)  # what is refused keeps no file
    if call.attachment is not None:
        circular = replace(circular, **await received.named(call))
    prospect = await circulars.preview_circular(call.office, call.order, circular)
    dialogue = await drafts.begin(call, CircularDraft(draft=circular, original=f"/phobien\n{call.text}"))
    text = previews.preview(await scene(call), prospect, now=call.order.now)
    return Reply(text=text, buttons=draft_buttons(dialogue.token, confirm=LABELS["phobien"]))


async def _circular(call: Call, form: Mapping[str, str]) -> Circular:
    return Circular(
        title=" ".join(form["Nội dung"].split()),
        to=_addressees(form["Gửi"]),
        deadline=await deadline(call, form["Hạn"]) if form.get("Hạn") else None,
        urgency=parse_urgency(form.get("Khẩn", "")),
        document=" ".join(form.get("Văn bản", "").split()),
    )


def _addressees(value: str) -> tuple[str, ...]:
    """People and units, by lines or semicolons; commas are parted where the office is known."""
    return tuple(name for item in parse_items(value) for name in map(str.strip, item.split(";")) if name)


async def confirm(call: Call) -> Reply:
    draft = await drafts.confirmed(call, CircularDraft)
    done = await circulars.send_circular(call.office, call.order, draft.draft)
    return Reply(text=task_confirmations.assigned(await scene(call), done, now=call.order.now))


COMMANDS = (
    Command(
        usage=heads.PHOBIEN,
        run=send_circular,
        rights=(Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT),
        changes=True,
        files=FileUse.ALL,
        form=FORM,
        preview=Preview(kind=DialogueKind.CIRCULAR, confirm=confirm, label=heads.PHOBIEN.button),
    ),
)
