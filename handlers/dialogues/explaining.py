"""Refusals that are more use with who did it, by whose right, and when: for whoever comes second."""

from __future__ import annotations

from dataclasses import replace

from actions.duties import history
from domain.acts import Act
from domain.journal.duties import DutyEnded
from domain.refusals import AlreadyClosed, NotNow, Refusal
from handlers.desk import Call
from texts.duties.done import DONE_AS


async def explained(call: Call, refusal: Refusal) -> Refusal:
    """The same, with the act that came before this one where that is known."""
    if not isinstance(refusal, AlreadyClosed | NotNow) or refusal.duty_id is None:
        return refusal
    last = await history.last_act(call.office, call.order, duty_id=refusal.duty_id)
    if last is None or last.act not in DONE_AS:
        return refusal
    right = last.right
    if isinstance(refusal, AlreadyClosed):
        goes_on = await history.goes_on(call.office, call.order, duty_id=refusal.duty_id)
        refusal = replace(refusal, by_id=last.actor_id, right=right, goes_on=goes_on)
        if last.act is not Act.DUTY_ENDED:
            return refusal
        ended = last.payload(DutyEnded)
        return replace(refusal, because=ended.because, to=ended.to, to_unit=ended.to_unit)
    return replace(refusal, act=DONE_AS[last.act], by_id=last.actor_id, right=right, at=last.at)
