"""Extensions by chat: asked with a reason, decided by the assigner (M13)."""

from __future__ import annotations

from actions import decisions
from domain.cases import Deadline
from handlers import drafts
from handlers.cases import addressed
from handlers.desk import Ask, Reply, scene
from handlers.texts import replies
from handlers.texts.deadlines import forecast_words
from handlers.typing import split_reason
from handlers.when import deadline_reading


async def ask_extension(ask: Ask) -> Reply:
    """`CODE DEADLINE; REASON`."""
    code, unit, rest = await addressed(ask, "giahan")
    if not rest:
        return await drafts.wait_for_text(ask, "giahan", code, prefix=f"{code} {unit};" if unit else code)
    phrase, reason = split_reason(rest)
    read = await deadline_reading(ask, phrase, previewed=False)
    wanted = Deadline(moment=read.moment, names_hour=read.names_hour)
    seen, decision = await decisions.ask_extension(
        ask.office, ask.order, code=code, wanted=wanted, reason=reason, unit=unit
    )
    return Reply(text=replies.extension_asked(await scene(ask), seen.case, decision, note=forecast_words(read)))


async def grant(ask: Ask) -> Reply:
    code, unit, reason = await addressed(ask, "duyet")
    return await _decide(ask, code, unit, granted=True, reason=reason)


async def deny(ask: Ask) -> Reply:
    code, unit, reason = await addressed(ask, "khongduyet")
    if not reason:
        return await drafts.wait_for_text(ask, "khongduyet", code, prefix=f"{code} {unit};" if unit else code)
    return await _decide(ask, code, unit, granted=False, reason=reason)


async def _decide(ask: Ask, code: str, unit: str | None, *, granted: bool, reason: str) -> Reply:
    seen, _, about = await decisions.decide_request(
        ask.office, ask.order, code=code, granted=granted, reason=reason, unit=unit
    )
    return Reply(text=replies.decided(await scene(ask), seen.case, about, granted=granted))
