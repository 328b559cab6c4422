"""What the assigner does with a task by chat: withdraw, pause, resume, reassign, correct, name its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.duties import corrections, pauses, reassignments, withdrawals
from domain.duties.corrections import Correction
from domain.ladder.dates import MovedDate
from domain.refusals import OtherDatesMove, ReasonMissing, Unreadable
from handlers.desk import Behind, Call, Command, Preview, Reply, scene
from handlers.dialogues import drafts
from handlers.dialogues.begun import DialogueKind
from handlers.dialogues.form_steps import (
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
from handlers.dialogues.payloads import CorrectionDraft
from handlers.duties.tasks import one_line, parse_urgency
from handlers.reading.sources import parse_document, parse_label, parse_source
from handlers.reading.typing import parse_code, split_reason
from handlers.reading.when import deadline
from texts.buttons import confirm_buttons
from texts.duties import dates, steering
from texts.front.usage import heads
from texts.words import LABELS

FORM = Guide(
    steps=(
        GuideStep(key="Việc", optional=True),
        GuideStep(key="Sản phẩm", optional=True, options=PRODUCTS),
        GuideStep(key="Hạn", kind=QuestionKind.DEADLINE, optional=True, options=SOON),
        URGENCY,
        FIELD,
        ORIGIN,
        SOURCE,
        RECIPIENTS,
        LABEL,
        GuideStep(key="Người giao", kind=QuestionKind.PERSON, optional=True),
    ),
    names_all=True,
    spellings={"Độ khẩn": "Khẩn", "Nội dung": "Việc", "Người hỏi": "Người giao", "Người gửi": "Người giao"},
)


async def withdraw(call: Call) -> Reply:
    """`CODE REASON`."""
    code, reason = parse_code("thuhoi", call.text)
    if not reason:
        return await drafts.wait_for_text(call, "thuhoi", code)
    seen = await withdrawals.withdraw_case(call.office, call.order, code=code, reason=reason)
    return Reply(text=steering.withdrawn(seen.case))


async def pause(call: Call) -> Reply:
    """`CODE REASON`."""
    code, reason = parse_code("tamdung", call.text)
    if not reason:
        return await drafts.wait_for_text(call, "tamdung", code)
    seen = await pauses.pause_task(call.office, call.order, code=code, reason=reason)
    return Reply(text=steering.paused(seen.case))


async def resume(call: Call) -> Reply:
    """`CODE`."""
    code, _ = parse_code("tieptuc", call.text)
    seen, changes = await pauses.resume_task(call.office, call.order, code=code)
    return Reply(text=steering.resumed(await scene(call), seen.case, changes))


async def reassign(call: Call) -> Reply:
    """`CODE NAME; REASON`."""
    code, rest = parse_code("giaolai", call.text)
    if not rest:
        return await drafts.wait_for_text(call, "giaolai", code)
    name, reason = split_reason(rest)
    if not reason:
        raise ReasonMissing
    seen, lead = await reassignments.reassign_task(call.office, call.order, code=code, to=name, reason=reason)
    return Reply(text=steering.reassigned(await scene(call), seen.case, lead, seen.everything))


async def correct(call: Call) -> Reply:
    """`CODE KEY: VALUE`, one or more to a line."""
    code, rest = parse_code("sua", call.text)
    if not rest:
        return await drafts.wait_for_text(call, "sua", code)
    if ":" not in rest:
        raise Unreadable(command="sua")
    form = await read_form(call, rest, command="sua", code=code)
    with form.asked_again() as values:
        return await _correct(call, code, await _correction(call, values))


async def _correction(call: Call, form: Mapping[str, str]) -> Correction:
    document = parse_document(form.get("Văn bản", ""))
    return Correction(
        title=one_line(form["Việc"]) if "Việc" in form else None,
        product=one_line(form["Sản phẩm"]) if "Sản phẩm" in form else None,
        deadline=await deadline(call, form["Hạn"], previewed=False) if "Hạn" in form else None,
        urgency=parse_urgency(form["Khẩn"]) if "Khẩn" in form else None,
        field=form.get("Lĩnh vực"),
        document=document.number or None,
        document_day=document.day,
        subject=document.subject or None,
        source=parse_source(form.get("Nguồn", "")),
        recipients=form.get("Nơi nhận"),
        label=parse_label(form.get("Nhãn", "")),
        assigner=form.get("Người giao"),
    )


async def name_document(call: Call) -> Reply:
    """`CODE NUMBER`, with its day and subject where they are written: the number that comes later (M2)."""
    code, rest = parse_code("vanban", call.text)
    if not rest:
        return await drafts.wait_for_text(call, "vanban", code)
    document = parse_document(rest)
    correction = Correction(
        document=document.number or None, document_day=document.day, subject=document.subject or None
    )
    return await _correct(call, code, correction)


async def _correct(call: Call, code: str, correction: Correction) -> Reply:
    try:
        return await _corrected(call, code, correction, ())
    except OtherDatesMove as moving:
        return await _show_dates(call, code, correction, moving)


async def _corrected(call: Call, code: str, correction: Correction, shown: Sequence[MovedDate]) -> Reply:
    seen, after, moved = await corrections.correct_case(
        call.office, call.order, code=code, correction=correction, shown=shown
    )
    return Reply(text=steering.corrected(await scene(call), seen.case, after, dates=moved, owed=seen.everything))


async def _show_dates(call: Call, code: str, correction: Correction, moving: OtherDatesMove) -> Reply:
    """What else would move, which is nothing yet: done when confirmed."""
    draft = CorrectionDraft(code=code, correction=correction, dates=tuple(moving.dates), original=f"/sua {call.text}")
    owed = await corrections.owed_in(call.office, call.order, code=code)
    dialogue = await drafts.begin(call, draft)
    text = dates.other_dates_move(await scene(call), moving, owed)
    return Reply(text=text, buttons=confirm_buttons(dialogue.token, confirm=LABELS["move_dates"]))


async def confirm(call: Call) -> Reply:
    """What was shown is done; where it has become something else meanwhile, that is shown."""
    draft = await drafts.confirmed(call, CorrectionDraft)
    try:
        return await _corrected(call, draft.code, draft.correction, draft.dates)
    except OtherDatesMove as moving:
        return await _show_dates(call, draft.code, draft.correction, moving)


COMMANDS = (
    Command(usage=heads.THUHOI, run=withdraw, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
    Command(usage=heads.TAMDUNG, run=pause, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
    Command(usage=heads.TIEPTUC, run=resume, rights=(), changes=True, behind=Behind.CODE),
    Command(usage=heads.GIAOLAI, run=reassign, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
    Command(
        usage=heads.SUA,
        run=correct,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        form=FORM,
        preview=Preview(kind=DialogueKind.CORRECTION, confirm=confirm, label=LABELS["move_dates"]),
    ),
    Command(usage=heads.VANBAN, run=name_document, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
)
