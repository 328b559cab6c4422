"""Results by chat: hand in with evidence, accept or return (M17)."""

from __future__ import annotations

from dataclasses import replace

from actions.duties import results
from actions.duties.results import Result
from actions.finding import find_unit
from handlers.desk import Behind, Call, Command, FileUse, Reply, scene
from handlers.dialogues import drafts
from handlers.reading.addressing import addressed
from texts.duties import task_confirmations
from texts.front.usage import heads, holders


async def submit(call: Call) -> Reply:
    """Without result or file it waits for the next of either, and submits nothing before (M17)."""
    about = await addressed(call, "xong")
    result = await _with_file(call, Result(text=about.rest))
    if result.is_empty:
        return await drafts.wait_for_text(call, "xong", about.code, unit=about.part)
    handed = await results.submit_result(call.office, call.order, code=about.code, result=result, unit=about.part)
    return Reply(text=task_confirmations.submitted(await scene(call), handed))


async def _with_file(call: Call, result: Result) -> Result:
    if not call.files:
        return result
    (name, first), *more = [(one.name, await one.read()) for one in call.files]
    return replace(result, file=first, file_name=name, more_files=tuple(more), album=call.album)


async def accept(call: Call) -> Reply:
    """Accept the result. Behind the code there is nothing but the unit: any other word is taken for one that was
    written wrong."""
    about = await addressed(call, "nghiemthu")
    if about.rest:
        async with call.office.look(call.order) as view:
            find_unit(view.chart, about.rest)
    seen, duty = await results.accept_result(call.office, call.order, code=about.code, unit=about.part)
    return Reply(text=task_confirmations.judged(await scene(call), seen.case, duty, accepted=True))


async def give_back(call: Call) -> Reply:
    about = await addressed(call, "tralai")
    if not about.rest:
        return await drafts.wait_for_text(call, "tralai", about.code, unit=about.part)
    seen, duty = await results.return_result(
        call.office, call.order, code=about.code, reason=about.rest, unit=about.part
    )
    return Reply(text=task_confirmations.judged(await scene(call), seen.case, duty, accepted=False))


COMMANDS = (
    Command(
        usage=holders.XONG,
        run=submit,
        rights=(),
        changes=True,
        behind=Behind.CODE_AND_WORDS,
        files=FileUse.ALL,
        is_reportable=True,
    ),
    Command(
        usage=heads.NGHIEMTHU, run=accept, rights=(), changes=True, behind=Behind.CODE_AND_PART, needs_known_part=True
    ),
    Command(usage=heads.TRALAI, run=give_back, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
)
