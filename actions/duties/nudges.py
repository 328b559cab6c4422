"""Nudge now: who may press a holder does so in person, at most once a day for each duty; it stands in the journal who
pressed whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.duty_meant import meant
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.duties import Duty, Phase
from domain.journal.duties import HolderNamed
from domain.journal.entry import Entry
from domain.payloads.duties import NudgedNotice
from domain.permissions import Permission, Relation, may
from domain.refusals import AlreadyClosed, AlreadyNudged, NotAllowed, NothingWaits, YourOwnDuty
from domain.rules.lengths import Urgency
from storage import cases, journal


@dataclass(frozen=True, kw_only=True)
class Nudged:
    """Whom the sender has pressed now, when they are told, and who had pressed the others today."""

    seen: VisibleCase
    pressed: tuple[Duty, ...]
    goes_out_at: datetime
    before: tuple[tuple[Duty, Entry], ...] = ()


async def nudge_holders(office: Office, order: Order, *, code: str, unit: str | None = None) -> Nudged:
    """Press the holder of each open duty of the case that the sender may press, or of the one whose button was pressed:
    the office and the assigner anybody, a head those of their own units; nobody oneself. Raises AlreadyNudged where all
    of them were pressed on this day."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        await cases.hold_case(work.connection, seen.case.id)  # of two who press at once the second is told so
        wanted = _to_press(work, seen, unit)
        before = await _pressed_today(work, wanted)
        done = {duty.id for duty, _ in before}
        pressed = tuple(duty for duty in wanted if duty.id not in done)
        if not pressed:
            raise AlreadyNudged(code=code, by_id=before[0][1].actor_id, at=before[0][1].at)
        for duty in pressed:
            await _press(work, seen, duty)
        waits = seen.case.urgency is not Urgency.FLASH
        goes_out_at = work.calendar.goes_out_at(work.now, work.now) if waits else work.now
        return Nudged(seen=seen, pressed=pressed, before=before, goes_out_at=goes_out_at)


async def _pressed_today(work: Transaction, wanted: Sequence[Duty]) -> tuple[tuple[Duty, Entry], ...]:
    """Those of them whose holders somebody has pressed on this day, with when and who."""
    last = await journal.newest_of(work.connection, Act.DUTY_NUDGED, [duty.id for duty in wanted])
    today = work.calendar.day_of(work.now)
    found = ((duty, last[duty.id]) for duty in wanted if duty.id in last)
    return tuple((duty, entry) for duty, entry in found if work.calendar.day_of(entry.at) == today)


async def _press(work: Transaction, seen: VisibleCase, duty: Duty) -> None:
    right = seen.right(duty, Permission.PRESS)
    await work.record(Act.DUTY_NUDGED, HolderNamed(holder=duty.holder_id), case=seen.case, duty=duty, right=right)
    told = await work.who_may_act(seen.case, duty)
    slot = f"nudged-{work.calendar.day_of(work.now):%Y%m%d}"
    work.owe(told, NudgedNotice(by=work.sender.id, right=right), slot=slot, case=seen.case, duty=duty)


def _to_press(work: Transaction, seen: VisibleCase, unit: str | None) -> list[Duty]:
    named = meant(work, seen, unit)
    still_open = [duty for duty in named if duty.is_open]
    if named and not still_open:
        ended = named[-1]
        assert ended.closed_at is not None
        raise AlreadyClosed(code=seen.case.code, closed_at=ended.closed_at, outcome=ended.outcome or "")
    allowed = [duty for duty in still_open if duty.holder_id == work.sender.id or may_press(work, seen, duty)]
    if not allowed:
        raise NotAllowed if still_open else NothingWaits(code=seen.case.code)
    others = [duty for duty in allowed if duty.holder_id != work.sender.id]
    if not others:
        raise YourOwnDuty(code=seen.case.code)
    return others


def may_press(view: View, seen: VisibleCase, duty: Duty) -> bool:
    """Whether the sender may press this duty's holder now: a head only people of their own units, so that nobody below
    presses who must accept or decide. What is paused is not pressed for."""
    if not duty.is_open or duty.phase is Phase.PAUSED or duty.holder_id == view.sender.id:
        return False
    relations = seen.relations[duty.id]
    if not may(Permission.PRESS, relations):
        return False
    if may(Permission.PRESS, relations - {Relation.ABOVE}):
        return True
    return view.chart.answers_for(view.sender.id, view.chart.person(duty.holder_id).unit_id)


def pressable(view: View, seen: VisibleCase) -> tuple[Duty, ...]:
    """The duties whose holders the sender may press: what buttons are shown for."""
    return tuple(duty for duty in seen.duties if may_press(view, seen, duty))
