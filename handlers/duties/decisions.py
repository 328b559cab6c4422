"""What was asked about a duty is decided by chat, and a direction given (M13–M16)."""

from __future__ import annotations

from actions.duties import decisions
from handlers.desk import Behind, Call, Command, Reply, scene
from handlers.dialogues import drafts
from handlers.reading.addressing import addressed
from texts.duties import statements
from texts.front.usage import heads


async def grant(call: Call) -> Reply:
    about = await addressed(call, "duyet")
    return await _decide(call, about.code, about.part, granted=True, reason=about.rest)


async def deny(call: Call) -> Reply:
    about = await addressed(call, "khongduyet")
    if not about.rest:
        return await drafts.wait_for_text(call, "khongduyet", about.code, unit=about.part)
    return await _decide(call, about.code, about.part, granted=False, reason=about.rest)


async def _decide(call: Call, code: str, unit: str | None, *, granted: bool, reason: str) -> Reply:
    seen, decision, about = await decisions.decide_request(
        call.office, call.order, code=code, granted=granted, reason=reason, unit=unit
    )
    dates = decisions.moved_by(seen, decision, about) if granted else ()
    return Reply(
        text=statements.decided(
            await scene(call), seen.case, decision, about, granted=granted, before=seen.everything, dates=dates
        )
    )


async def direct(call: Call) -> Reply:
    """`CODE TEXT`: the direction that was asked for."""
    about = await addressed(call, "chidao")
    if not about.rest:
        return await drafts.wait_for_text(call, "chidao", about.code, unit=about.part)
    seen, decision, _ = await decisions.give_direction(
        call.office, call.order, code=about.code, text=about.rest, unit=about.part
    )
    return Reply(text=statements.directed(await scene(call), seen.case, decision))


COMMANDS = (
    Command(usage=heads.DUYET, run=grant, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
    Command(usage=heads.KHONGDUYET, run=deny, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
    Command(usage=heads.CHIDAO, run=direct, rights=(), changes=True, behind=Behind.CODE_AND_WORDS),
)
