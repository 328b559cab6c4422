"""Acts on any duty, whatever its kind: acknowledge it, name the official who holds it (M4, M9)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.duties.changes import change_duty, end_with, parts_follow
from actions.duty_meant import duty_to
from actions.finding import find_person
from actions.installation import Office
from actions.order import Order
from actions.transaction import Transaction
from actions.visible_case import VisibleCase, find_case
from domain.acts import Act
from domain.duties.cases import Case
from domain.duties.duties import Duty, DutyKind, Move, Phase
from domain.journal.duties import CircularRead, DutyPassed
from domain.office.chart import Chart
from domain.office.people import Person
from domain.payloads.duties import DelegatedNotice, EndedNotice
from domain.permissions import Permission, may
from domain.refusals import NotAllowed, NothingWaits, NotInUnit
from storage import cases, duties


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """`first` is False where the duty was acknowledged before: nothing has changed."""

    seen: VisibleCase
    duty: Duty
    first: bool


async def acknowledge_duty(office: Office, order: Order, *, code: str, unit: str | None = None) -> Acknowledged:
    """Take the duty in charge, each holder in person; of a circular nothing more is owed (M9, M10)."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        own = _to_acknowledge(seen)
        duty = duty_to(work, own, permission=Permission.ACKNOWLEDGE, move=Move.ACKNOWLEDGE, unit=unit)
        if duty.kind is DutyKind.READING:
            return await _read(work, seen, duty)
        if duty.acknowledged_at is not None:
            return Acknowledged(seen=seen, duty=duty, first=False)
        after = await change_duty(work, duty, duty.acknowledge(at=work.acted_at(duty)), seen.case)
        right = seen.right(duty, Permission.ACKNOWLEDGE)
        await work.record(Act.DUTY_ACKNOWLEDGED, case=seen.case, duty=duty, right=right)
        return Acknowledged(seen=seen, duty=after, first=True)


async def _read(work: Transaction, seen: VisibleCase, duty: Duty) -> Acknowledged:
    """Taken note of, the duty ends; behind the last reader the circular closes, and its sender hears of it."""
    at = work.acted_at(duty)
    closed = await change_duty(work, duty, duty.read(at=at), seen.case)
    right = seen.right(duty, Permission.ACKNOWLEDGE)
    late = at > duty.late_from(work.calendar)
    await work.record(Act.CIRCULAR_READ, CircularRead(late=late), case=seen.case, duty=duty, right=right)
    if await end_with(work, closed, seen.case, at=at):
        sender = work.chart.person(seen.case.assigner_id)
        work.owe([sender], EndedNotice(readers=len(seen.everything)), slot=f"closed-{seen.case.id}", case=seen.case)
    return Acknowledged(seen=seen, duty=closed, first=True)


def _to_acknowledge(seen: VisibleCase) -> VisibleCase:
    """The case with the duties that may be meant; what is done is not meant again. Of what the sender may acknowledge,
    first that which is not acknowledged, then what is open; what is over only where nothing of the sender's is open,
    for then it has been done."""
    mine = [duty for duty in seen.duties if duty.is_open and may(Permission.ACKNOWLEDGE, seen.relations[duty.id])]
    if not mine:
        return seen
    new = any(duty.acknowledged_at is None for duty in mine)
    return replace(seen, duties=tuple(one for one in replace_open(seen).duties if not new or not one.acknowledged_at))


def replace_open(seen: VisibleCase) -> VisibleCase:
    """The same, without the ended duties where any is open: what one answers for now comes before what is over."""
    still_open = tuple(duty for duty in seen.duties if duty.is_open)
    return replace(seen, duties=still_open) if still_open else seen


async def delegate_duty(
    office: Office, order: Order, *, code: str, name: str, unit: str | None = None
) -> tuple[VisibleCase, Duty, Person]:
    """The unit's head names the official who holds the unit's duty; the head stays answerable (M4, M22)."""
    async with office.act(order) as work:
        seen = await find_case(work, code)
        duty = duty_to(work, _to_units(seen), permission=Permission.DELEGATE, move=Move.DELEGATE, unit=unit)
        official = _official(work, name, duty)
        if official.id == duty.holder_id and duty.phase is Phase.WORKING:
            return seen, duty, official
        at, is_head = work.acted_at(duty), work.chart.is_in_charge(official.id, duty.unit_id)
        handed = await change_duty(work, duty, duty.entrust(official.id, is_head=is_head, at=at), seen.case)
        await parts_follow(work, duty, handed, seen.case)
        right = seen.right(duty, Permission.DELEGATE)
        entry = DutyPassed(holder=official.id, before=duty.holder_id)
        await work.record(Act.DUTY_DELEGATED, entry, case=seen.case, duty=duty, right=right)
        told = {official.id: official, duty.holder_id: work.chart.person(duty.holder_id)}
        notice = DelegatedNotice(to=official.id, by=work.sender.id, right=right)
        work.owe(told.values(), notice, slot=f"turn-{handed.turn}", case=seen.case, duty=handed)
        return seen, handed, official


def _official(work: Transaction, name: str, duty: Duty) -> Person:
    """Somebody of the unit whose duty it is. Raises NotInUnit, and whatever finding a person raises."""
    found = find_person(work.chart, name)
    if not _within(work.chart, found, duty.unit_id):
        assert duty.unit_id is not None
        raise NotInUnit(name=found.name, unit=work.chart.units[duty.unit_id].name)
    return found


def _to_units(seen: VisibleCase) -> VisibleCase:
    addressed = tuple(duty for duty in seen.duties if duty.to_unit)
    if not addressed:
        raise NothingWaits(code=seen.case.code)
    return replace(seen, duties=addressed)


def _within(chart: Chart, person: Person, unit_id: int | None) -> bool:
    return unit_id is not None and chart.is_within(person.unit_id, unit_id)


async def officials_for(office: Office, order: Order, *, duty_id: int, limit: int) -> tuple[Person, ...]:
    """Those whom the head may name for the duty, the head left out."""
    async with office.look(order) as view:
        duty = await duties.duty_by_id(view.connection, duty_id)
        sender = view.sender
        if duty is None or not view.chart.is_in_charge(sender.id, duty.unit_id):
            raise NotAllowed
        within = (person for person in view.chart.people.values() if _within(view.chart, person, duty.unit_id))
        return tuple(person for person in within if person.id != sender.id)[:limit]


async def duty_shown(office: Office, order: Order, *, duty_id: int) -> tuple[Duty, Case]:
    """The duty behind a button, for its case code and turn; raises NothingWaits where it is not there."""
    async with office.look(order) as view:
        duty = await duties.duty_by_id(view.connection, duty_id)
        if duty is None:
            raise NothingWaits(code="")
        case = (await cases.cases_of(view.connection, [duty.case_id]))[duty.case_id]
        return duty, case
