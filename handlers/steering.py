"""What the assigner does with a task by chat: withdraw, pause, resume, reassign, correct, name its document."""

from __future__ import annotations

from collections.abc import Mapping

from actions import corrections, pauses, reassignments, withdrawals
from domain.corrections import Correction
from domain.names import fold
from domain.refusals import ReasonMissing, Unreadable
from handlers import drafts
from handlers.desk import Ask, Reply, scene
from handlers.forms import read_form
from handlers.sources import parse_document, parse_label, parse_source
from handlers.tasks import one_line, parse_urgency
from handlers.texts import steering
from handlers.typing import parse_code, split_reason
from handlers.when import deadline

KEYS = {
    fold(key): key for key in ("Việc", "Sản phẩm", "Hạn", "Khẩn", "Lĩnh vực", "Văn bản", "Nguồn", "Nơi nhận", "Nhãn")
} | {fold("Độ khẩn"): "Khẩn", fold("Nội dung"): "Việc"}


async def withdraw(ask: Ask) -> Reply:
    """`CODE REASON`."""
    code, reason = parse_code("thuhoi", ask.text)
    if not reason:
        return await drafts.wait_for_text(ask, "thuhoi", code)
    seen = await withdrawals.withdraw_case(ask.office, ask.order, code=code, reason=reason)
    return Reply(text=steering.withdrawn(seen.case))


async def pause(ask: Ask) -> Reply:
    """`CODE REASON`."""
    code, reason = parse_code("tamdung", ask.text)
    if not reason:
        return await drafts.wait_for_text(ask, "tamdung", code)
    seen = await pauses.pause_task(ask.office, ask.order, code=code, reason=reason)
    return Reply(text=steering.paused(seen.case))


async def resume(ask: Ask) -> Reply:
    """`CODE`."""
    code, _ = parse_code("tieptuc", ask.text)
    seen = await pauses.resume_task(ask.office, ask.order, code=code)
    return Reply(text=steering.resumed(await scene(ask), seen.case))


async def reassign(ask: Ask) -> Reply:
    """`CODE NAME; REASON`."""
    code, rest = parse_code("giaolai", ask.text)
    if not rest:
        return await drafts.wait_for_text(ask, "giaolai", code)
    name, reason = split_reason(rest)
    if not reason:
        raise ReasonMissing
    seen, lead = await reassignments.reassign_task(ask.office, ask.order, code=code, to=name, reason=reason)
    return Reply(text=steering.reassigned(await scene(ask), seen.case, lead, seen.everything))


async def correct(ask: Ask) -> Reply:
    """`CODE KEY: VALUE`, one or more to a line."""
    code, rest = parse_code("sua", ask.text)
    if not rest:
        return await drafts.wait_for_text(ask, "sua", code)
    if ":" not in rest:
        raise Unreadable(command="sua")
    form = await read_form(ask, rest, KEYS, command="sua", code=code)
    with form.asked_again() as values:
        return await _correct(ask, code, await _correction(ask, values))


async def _correction(ask: Ask, form: Mapping[str, str]) -> Correction:
    document = parse_document(form.get("Văn bản", ""))
    return Correction(
        title=one_line(form["Việc"]) if "Việc" in form else None,
        product=one_line(form["Sản phẩm"]) if "Sản phẩm" in form else None,
        deadline=await deadline(ask, form["Hạn"], previewed=False) if "Hạn" in form else None,
        urgency=parse_urgency(form["Khẩn"]) if "Khẩn" in form else None,
        field=form.get("Lĩnh vực"),
        document=document.number or None,
        document_day=document.day,
        subject=document.subject or None,
        source=parse_source(form.get("Nguồn", "")),
        recipients=form.get("Nơi nhận"),
        label=parse_label(form.get("Nhãn", "")),
    )


async def name_document(ask: Ask) -> Reply:
    """`CODE NUMBER`, with its day and subject where they are written: the number that comes later (M2)."""
    code, rest = parse_code("vanban", ask.text)
    if not rest:
        return await drafts.wait_for_text(ask, "vanban", code)
    document = parse_document(rest)
    correction = Correction(
        document=document.number or None, document_day=document.day, subject=document.subject or None
    )
    return await _correct(ask, code, correction)


async def _correct(ask: Ask, code: str, correction: Correction) -> Reply:
    seen, after = await corrections.correct_case(ask.office, ask.order, code=code, correction=correction)
    return Reply(text=steering.corrected(await scene(ask), seen.case, after))
