"""What a guide offers while it asks. No act of the office, so nothing for the journal."""

from __future__ import annotations

from collections.abc import Iterator

from actions.finding import described
from actions.installation import Office
from actions.order import Order
from actions.view import View
from domain.duties.duties import DutyKind
from domain.office.people import Person, Unit
from domain.permissions import Permission, may
from domain.rights import relations_to_office
from storage import guides


async def offered_parties(office: Office, order: Order, *, kind: DutyKind, limit: int) -> tuple[str, ...]:
    """The names of those to whom the sender lately gave duties of this kind, then of others to whom the sender may give
    one."""
    async with office.look(order) as view:
        recent = await guides.recent_parties(view.connection, view.sender.id, kind)
        known = [
            view.chart.units.get(unit_id) if unit_id is not None else view.chart.people.get(person_id or 0)
            for unit_id, person_id in recent
        ]
        parties = [party for party in (*known, *_within_reach(view, kind)) if party is not None and party.name]
        return tuple(dict.fromkeys(_name(view, party) for party in parties))[:limit]


def _name(view: View, party: Person | Unit) -> str:
    return described(view.chart, party) if isinstance(party, Person) else party.name


def _within_reach(view: View, kind: DutyKind) -> Iterator[Person | Unit]:
    """The people of the head's own unit for a head who gives a task, else units that somebody answers for."""
    sender = view.sender
    anywhere = kind is DutyKind.OPINION or may(Permission.ASSIGN, relations_to_office(sender))
    if not anywhere and kind is DutyKind.LEAD and sender.unit_id is not None:
        yield from (person for person in view.chart.members(sender.unit_id) if person.id != sender.id)
    for unit in view.chart.present_units:
        if view.chart.in_charge_of(unit.id) is None or view.chart.is_in_charge(sender.id, unit.id):
            continue
        if anywhere or view.chart.answers_for(sender.id, unit.id):
            yield unit
