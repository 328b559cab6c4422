"""Requests about a duty by chat: extension, refusal, transfer, direction (M13–M16)."""

from __future__ import annotations

from actions.duties import requests
from actions.duties.parts import NamedBy
from domain.duties.cases import Deadline
from domain.refusals import ReasonMissing, TransferNotGrounded
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.dialogues import drafts, remarks
from handlers.reading.addressing import addressed
from handlers.reading.typing import split_reason
from handlers.reading.when import deadline_reading
from texts.duties import statements, task_confirmations
from texts.front.deadlines import forecast_words
from texts.front.refusals import refusal_text
from texts.front.usage import holders


async def ask_extension(call: Call) -> Reply:
    """`CODE DEADLINE; REASON`."""
    about = await addressed(call, "giahan")
    if not about.rest:
        return await drafts.wait_for_text(call, "giahan", about.code, unit=about.part)
    phrase, reason = split_reason(about.rest)
    read = await deadline_reading(call, phrase, previewed=False)
    wanted = Deadline(moment=read.moment, names_hour=read.names_hour)
    seen, decision = await requests.ask_extension(
        call.office, call.order, code=about.code, wanted=wanted, reason=reason, unit=about.part
    )
    return Reply(
        text=task_confirmations.extension_asked(await scene(call), seen.case, decision, note=forecast_words(read))
    )


async def ask_refusal(call: Call) -> Reply:
    """`CODE REASON`."""
    about = await addressed(call, "tuchoi")
    if not about.rest:
        return await drafts.wait_for_text(call, "tuchoi", about.code, unit=about.part)
    seen, decision = await requests.ask_refusal(
        call.office, call.order, code=about.code, reason=about.rest, unit=about.part
    )
    return Reply(text=statements.refusal_asked(await scene(call), seen.case, decision))


async def ask_transfer(call: Call) -> Reply:
    """`CODE [PART;] TO; REASON`: what stands before the semicolon names to whom, also where that is a unit; of several
    parts the one that is meant stands before it, as a choice shows it."""
    about = await addressed(call, "chuyen", by=NamedBy.CHOICE)
    if not about.rest:
        return await drafts.wait_for_text(call, "chuyen", about.code, unit=about.part)
    to, reason = split_reason(about.rest)
    if not reason:
        raise ReasonMissing
    try:
        seen, decision, way = await requests.ask_transfer(
            call.office, call.order, code=about.code, to=to, reason=reason, unit=about.part
        )
    except TransferNotGrounded as refusal:
        if call.order.recorded_by_id is not None:
            raise
        # Asked back: the next text is the reason, and whom it goes to need not be typed again.
        text = refusal_text(await scene(call), refusal)
        return await drafts.wait_for_text(call, "chuyen", about.code, unit=about.part, given=to, text=text)
    return Reply(text=statements.transfer_asked(await scene(call), seen.case, decision, way))


async def ask_direction(call: Call) -> Reply:
    """`CODE QUESTION`."""
    about = await addressed(call, "xinchidao")
    if not about.rest:
        return await drafts.wait_for_text(call, "xinchidao", about.code, unit=about.part)
    seen, decision = await requests.ask_direction(
        call.office, call.order, code=about.code, question=about.rest, unit=about.part
    )
    return Reply(text=statements.direction_asked(await scene(call), seen.case, decision))


COMMANDS = (
    Command(
        usage=holders.GIAHAN,
        run=ask_extension,
        rights=(),
        changes=True,
        pressed=Pressed(choose=remarks.ask_reason),
        behind=Behind.CODE_AND_WORDS,
        is_reportable=True,
    ),
    Command(
        usage=holders.TUCHOI, run=ask_refusal, rights=(), changes=True, behind=Behind.CODE_AND_WORDS, is_reportable=True
    ),
    Command(
        usage=holders.CHUYEN,
        run=ask_transfer,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        is_reportable=True,
    ),
    Command(
        usage=holders.XINCHIDAO,
        run=ask_direction,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        is_reportable=True,
    ),
)
