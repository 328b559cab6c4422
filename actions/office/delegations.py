"""Delegations: the head of a unit lets one of its people sign in the head's place (*KT.*, M22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.finding import find_person
from actions.installation import Office
from actions.office.absences import _of_unit
from actions.office.lapses import delegation_ended
from actions.order import Order
from actions.view import View
from domain.acts import Act
from domain.journal.office import (
    DelegationGiven,
    DelegationWithdrawn,
)
from domain.office.absences import Delegation
from domain.office.lapses import Ending, LapseReason
from domain.office.people import Person
from domain.payloads.office import (
    EmpoweredNotice,
)
from domain.permissions import Permission
from domain.refusals import NotAllowed, NothingWaits, SpanUnclear
from domain.rights import relations_to_office
from storage import absences


async def empower(
    office: Office, order: Order, *, name: str, fields: tuple[str, ...], since: datetime, until: datetime
) -> tuple[Delegation, Person]:
    """Let one of the unit's people sign for its head (*KT.*, M22), in these fields or in all. Raises NotInUnit;
    NotAllowed for who heads no unit by their own post."""
    async with office.act(order) as work:
        unit_id = _own_unit(work)
        person = _of_unit(work, unit_id, name)
        since = max(since, work.now)
        if until <= since:
            raise SpanUnclear(since=since, until=until)
        given = Delegation(
            head_id=work.sender.id, person_id=person.id, unit_id=unit_id, fields=fields, since=since, until=until
        )
        given = replace(given, id=await absences.add_delegation(work.connection, given, at=work.now))
        entry = DelegationGiven(delegation=given.id, person=person.id, unit=unit_id, since=since, until=until)
        await work.record(Act.DELEGATION_GIVEN, entry, words={"fields": ", ".join(fields)})
        notice = EmpoweredNotice(by=work.sender.id, unit=unit_id, fields=tuple(fields), since=since, until=until)
        work.owe([person], notice, slot=f"delegation-{given.id}")
        return given, person


async def withdraw_delegation(office: Office, order: Order, *, name: str) -> Person:
    """Take back what was delegated to this person, at once. Raises NothingWaits where there is nothing."""
    async with office.act(order) as work:
        _own_unit(work)
        person = find_person(work.chart, name)
        own = [one for one in work.chart.delegations if one.head_id == work.sender.id and one.person_id == person.id]
        if not own:
            raise NothingWaits(code="")
        await absences.end_delegations(work.connection, [one.id for one in own], at=work.now)
        for one in own:
            await work.record(Act.DELEGATION_WITHDRAWN, DelegationWithdrawn(delegation=one.id, person=person.id))
        notice = delegation_ended(own[0], LapseReason(reason=Ending.WITHDRAWN, of_id=work.sender.id))
        work.owe([person], notice, slot=f"delegation-{own[0].id}")
        return person


async def own_delegations(office: Office, order: Order) -> tuple[Delegation, ...]:
    """Those that the sender has given and that are not over."""
    async with office.look(order) as view:
        _own_unit(view)
        return tuple(one for one in view.chart.delegations if one.head_id == view.sender.id)


def _own_unit(view: View) -> int:
    """The unit that the sender heads by their own post: nobody delegates what they hold as a substitute."""
    view.allow(Permission.EMPOWER, relations_to_office(view.sender))
    unit_id = view.sender.unit_id
    head = None if unit_id is None else view.chart.titular_head_of(unit_id)
    if unit_id is None or head is None or head.id != view.sender.id:
        raise NotAllowed
    return unit_id
