"""Assign by chat: one message, shown before it is done (M1, promise 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.duties import tasks
from actions.duties.assignments import Assignment, Stage
from domain.duties.cases import LABEL_LIMIT, Source
from domain.duties.duties import DutyKind
from domain.permissions import Permission, may
from domain.refusals import NotAllowed, Unreadable
from domain.rights import relations_to_office
from domain.rules.lengths import Urgency
from handlers.desk import Call, Command, FileUse, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.form_steps import (
    ASSIGNER,
    FIELD,
    LABEL,
    ORIGIN,
    PRODUCTS,
    RECIPIENTS,
    SOON,
    SOURCE,
    URGENCY,
    Guide,
    GuideStep,
    QuestionKind,
)
from handlers.dialogues.forms import read_form
from handlers.dialogues.payloads import TaskDraft
from handlers.reading import received
from handlers.reading.names import listed
from handlers.reading.repeats import CHOICES, parse_repeats
from handlers.reading.repeats import KEY as REPEATS
from handlers.reading.sources import parse_document, parse_label, parse_source
from handlers.reading.typing import parse_choice, parse_items
from handlers.reading.when import deadline
from texts.buttons import draft_buttons
from texts.duties import previews, task_confirmations
from texts.front import replies
from texts.front.usage import heads
from texts.words import LABELS, URGENCIES

FORM = Guide(
    steps=(
        GuideStep(key="Chủ trì", kind=QuestionKind.PARTY, gives=DutyKind.LEAD),
        GuideStep(key="Việc"),
        GuideStep(key="Sản phẩm", options=PRODUCTS),
        GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, options=SOON),
        ASSIGNER,
        GuideStep(key="Phối hợp", kind=QuestionKind.UNITS, optional=True, gives=DutyKind.COORDINATING),
        ORIGIN,
        URGENCY,
        GuideStep(key="Theo dõi", kind=QuestionKind.UNITS, optional=True, gives=DutyKind.COORDINATING),
        FIELD,
        SOURCE,
        LABEL,
        GuideStep(key=REPEATS, kind=QuestionKind.REPEATS, optional=True, options=CHOICES, limit=LABEL_LIMIT),
        RECIPIENTS,
    ),
    unasked=(GuideStep(key="Mốc", kind=QuestionKind.STAGES, optional=True),),
    spellings={"Độ khẩn": "Khẩn"},  # as the preview names it
)


async def assign(call: Call) -> Reply:
    """One message: preview first, done when confirmed (M1, promise 6)."""
    form = await read_form(call, call.text, command="giaoviec")
    with form.asked_again() as values:
        assignment = await parse_assignment(call, values)
        await tasks.preview_assignment(call.office, call.order, assignment)  # what is refused keeps no file
    assignment = await with_source_file(call, assignment)
    prospects = await tasks.preview_assignment(call.office, call.order, assignment)
    dialogue = await drafts.begin(call, TaskDraft(draft=assignment, original=f"/giaoviec\n{call.text}"))
    text = previews.preview_tasks(await scene(call), prospects, now=call.order.now)
    return Reply(text=text, buttons=draft_buttons(dialogue.token, confirm=LABELS["giaoviec"]))


async def parse_assignment(call: Call, form: Mapping[str, str]) -> Assignment:
    """What the form says, its moments read from the words."""
    due = await deadline(call, form["Hạn"])
    document = parse_document(form.get("Văn bản", ""))
    repeats = form.get("Lặp lại", "")
    async with call.office.look(call.order) as view:
        first = view.calendar.day_of(due.moment)
    return Assignment(
        lead=form["Chủ trì"],
        title=one_line(form["Việc"]),
        product=one_line(form["Sản phẩm"]),
        deadline=due,
        coordinating=await listed(call, form.get("Phối hợp", "")),
        watching=await listed(call, form.get("Theo dõi", "")),
        assigner=form.get("Người giao") or None,
        document=document.number,
        document_day=document.day,
        subject=document.subject,
        source=parse_source(form.get("Nguồn", "")) or (Source.DOCUMENT if document.number else None),
        recipients=form.get("Nơi nhận", ""),
        urgency=parse_urgency(form.get("Khẩn", "")),
        field=form.get("Lĩnh vực") or None,
        label=parse_label(form.get("Nhãn", "")),
        milestones=await _stages(call, form.get("Mốc", "")),
        repeats=parse_repeats(repeats, first=first) if repeats else "",
    )


async def _stages(call: Call, text: str) -> tuple[Stage, ...]:
    """One to a line: `Tên mốc: hạn`, in the order of their days."""
    stages = []
    items = parse_items(text)
    tasks.require_few_milestones(len(items))  # before each is read as a deadline, which takes its time
    for item in items:
        title, colon, phrase = item.partition(":")
        if not colon or not title.strip() or not phrase.strip():
            raise Unreadable(command="mốc")
        stages.append(Stage(title=one_line(title), deadline=await deadline(call, phrase.strip())))
    return tuple(sorted(stages, key=lambda stage: stage.deadline.moment))


async def with_source_file(call: Call, assignment: Assignment) -> Assignment:
    """The document itself, where it came with the message."""
    if call.attachment is None:
        return assignment
    return replace(assignment, **await received.named(call))


def template(call: Call) -> Reply:
    """The form to copy, for who may send it."""
    assert call.sender is not None
    if not any(may(permission, relations_to_office(call.sender)) for permission in call.declared.rights):
        raise NotAllowed
    return Reply(text=replies.template(call.command))


def one_line(text: str) -> str:
    return " ".join(text.split())


def parse_urgency(text: str) -> Urgency:
    if not text:
        return Urgency.NORMAL
    named = {word: urgency for urgency, word in URGENCIES.items()}
    return named[parse_choice("Khẩn", text, named)]


async def confirm(call: Call) -> Reply:
    draft = await drafts.confirmed(call, TaskDraft)
    done = await tasks.assign_tasks(call.office, call.order, draft.draft)
    return Reply(text=task_confirmations.tasks_assigned(await scene(call), done, now=call.order.now))


COMMANDS = (
    Command(
        usage=heads.GIAOVIEC,
        run=assign,
        rights=(Permission.ASSIGN, Permission.ASSIGN_IN_UNIT),
        changes=True,
        files=FileUse.ALL,
        form=FORM,
        preview=Preview(kind=DialogueKind.TASK, confirm=confirm, label=heads.GIAOVIEC.button),
    ),
)
