"""Requests about a duty by chat: extension, refusal, transfer, direction (M13–M16)."""

from __future__ import annotations

from actions.duties import requests
from domain.duties.cases import Deadline
from domain.refusals import ReasonMissing, TransferNotGrounded
from handlers.desk import Behind, Call, Command, Pressed, Reply, scene
from handlers.dialogues import drafts, remarks
from handlers.duties.cases import addressed, shown_part
from handlers.reading.typing import parse_code, split_reason
from handlers.reading.when import deadline_reading
from texts.duties import statements, task_confirmations
from texts.front.deadlines import forecast_words
from texts.front.refusals import refusal_text
from texts.front.usage import holders


async def ask_extension(ask: Call) -> Reply:
    """`CODE DEADLINE; REASON`."""
    code, unit, rest = await addressed(ask, "giahan")
    if not rest:
        return await drafts.wait_for_text(ask, "giahan", code, unit=unit)
    phrase, reason = split_reason(rest)
    read = await deadline_reading(ask, phrase, previewed=False)
    wanted = Deadline(moment=read.moment, names_hour=read.names_hour)
    seen, decision = await requests.ask_extension(
        ask.office, ask.order, code=code, wanted=wanted, reason=reason, unit=unit
    )
    return Reply(
        text=task_confirmations.extension_asked(await scene(ask), seen.case, decision, note=forecast_words(read))
    )


async def ask_refusal(ask: Call) -> Reply:
    """`CODE REASON`."""
    code, unit, reason = await addressed(ask, "tuchoi")
    if not reason:
        return await drafts.wait_for_text(ask, "tuchoi", code, unit=unit)
    seen, decision = await requests.ask_refusal(ask.office, ask.order, code=code, reason=reason, unit=unit)
    return Reply(text=statements.refusal_asked(await scene(ask), seen.case, decision))


async def ask_transfer(ask: Call) -> Reply:
    """`CODE [PART;] TO; REASON`: what stands before the semicolon names to whom, also where that is a unit; of several
    parts the one that is meant stands before it, as a choice shows it."""
    code, rest = parse_code("chuyen", ask.text)
    part, rest = await shown_part(ask, code, rest)
    if not rest:
        return await drafts.wait_for_text(ask, "chuyen", code, unit=part)
    to, reason = split_reason(rest)
    if not reason:
        raise ReasonMissing
    try:
        seen, decision, way = await requests.ask_transfer(
            ask.office, ask.order, code=code, to=to, reason=reason, unit=part
        )
    except TransferNotGrounded as refusal:
        if ask.order.recorded_by_id is not None:
            raise
        # Asked back: the next text is the reason, and whom it goes to need not be typed again.
        text = refusal_text(await scene(ask), refusal)
        return await drafts.wait_for_text(ask, "chuyen", code, unit=part, given=to, text=text)
    return Reply(text=statements.transfer_asked(await scene(ask), seen.case, decision, way))


async def ask_direction(ask: Call) -> Reply:
    """`CODE QUESTION`."""
    code, unit, question = await addressed(ask, "xinchidao")
    if not question:
        return await drafts.wait_for_text(ask, "xinchidao", code, unit=unit)
    seen, decision = await requests.ask_direction(ask.office, ask.order, code=code, question=question, unit=unit)
    return Reply(text=statements.direction_asked(await scene(ask), seen.case, decision))


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
