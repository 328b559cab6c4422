"""Which duty somebody speaks of who writes in plain words. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from actions.installation import Office
from actions.order import Order
from actions.view import View
from actions.visible_case import find_case
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind, Phase
from domain.permissions import Permission, may
from domain.rights import relations
from storage import cases, duties, remarks

MOST_HELD = 50  # of what the sender holds, the most pressing first, is looked at


@dataclass(frozen=True, kw_only=True)
class RemarkSubject:
    """A duty of which the sender may speak; `for_head` where the sender is in charge of its unit."""

    duty: Duty
    case: Case
    holds: bool
    for_head: bool


async def replied_to(
    office: Office, order: Order, *, channel: str, chat_id: str, platform_id: str
) -> tuple[RemarkSubject, ...]:
    """What the message of the bot spoke of that was replied to: of each case what the sender holds there now, else the
    duty that was spoken of, if the sender may still see it. Empty for any other message."""
    async with office.look(order) as view:
        said = await remarks.said_in(
            view.connection, view.sender.id, channel=channel, chat_id=chat_id, platform_id=platform_id
        )
        if not said:
            return ()
        held = await _held(view)
        named = await duties.duties_of(view.connection, [duty_id for _, duty_id in said if duty_id is not None])
        found: dict[int, Duty] = {}
        for case_id, duty_id in said:
            own = [duty for duty in held if duty.case_id == case_id]
            same = [duty for duty in own if duty.id == duty_id]
            spoken_of = [named[duty_id]] if duty_id in named else []
            found |= {duty.id: duty for duty in (same or own or spoken_of)}
        return await _seen(view, list(found.values()))


async def spoken_of(office: Office, order: Order, *, code: str | None) -> tuple[RemarkSubject, ...]:
    """The duties of the case named; else the only one that the sender holds, or those of the newest message to the
    sender, or all."""
    async with office.look(order) as view:
        sender = view.sender
        if code is not None:
            seen = await find_case(view, code)
            own = [duty for duty in seen.duties if duty.is_open and duty.holder_id == sender.id]
            return await _seen(view, own or list(seen.duties[:1]))
        held = await _held(view)
        if len(held) > 1:
            last = await remarks.last_said(view.connection, sender.id)
            held = [duty for duty in held if duty.id in last] or held
        return await _seen(view, held)


async def subjects(office: Office, order: Order, duty_ids: Collection[int]) -> tuple[RemarkSubject, ...]:
    """Those of these duties that the sender may see."""
    async with office.look(order) as view:
        found = await duties.duties_of(view.connection, list(duty_ids))
        return await _seen(view, list(found.values()))


async def results_owed(office: Office, order: Order, *, limit: int) -> tuple[RemarkSubject, ...]:
    """The duties of which the sender owes a result now, most pressing first."""
    async with office.look(order) as view:
        works = (DutyKind.LEAD, DutyKind.COORDINATING)
        owed = [duty for duty in await _held(view) if duty.kind in works and duty.phase is Phase.WORKING]
        return await _seen(view, owed[:limit])


async def _held(view: View) -> list[Duty]:
    ids = await remarks.held_by(view.connection, view.sender.id, limit=MOST_HELD)
    found = await duties.duties_of(view.connection, ids)
    return [found[duty_id] for duty_id in ids]


async def _seen(view: View, found: Sequence[Duty]) -> tuple[RemarkSubject, ...]:
    sender = view.sender
    known = await cases.cases_of(view.connection, [duty.case_id for duty in found])
    past = await duties.past_holders(view.connection, [duty.id for duty in found])
    return tuple(
        RemarkSubject(
            duty=duty,
            case=known[duty.case_id],
            holds=duty.is_open and duty.holder_id == sender.id,
            for_head=view.chart.is_in_charge(sender.id, duty.unit_id),
        )
        for duty in found
        if may(
            Permission.SEE,
            relations(sender, known[duty.case_id], duty, view.chart, past_holders=past.get(duty.id, frozenset())),
        )
    )
