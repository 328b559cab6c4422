"""One's own data, and its erasing: the journal stays verifiable, for it knows numbers and no names (M52)."""

from __future__ import annotations

from typing import Any

from actions.finding import find_person
from actions.heads import turn_to
from actions.work import Office, Order
from domain.cases import WORDS_LIMIT, require_length
from domain.people import Person
from domain.refusals import NotAllowed, ReasonMissing, StillHolds
from domain.rights import Act, relations_to_office
from storage import absences, cases, duties, people, personal

CODES_NAMED = 10


async def own_data(office: Office, order: Order) -> tuple[Person, dict[str, list[dict[str, Any]]]]:
    """Everything that is kept of the sender."""
    async with office.look(order) as view:
        view.allow(Act.READ_OWN, relations_to_office(view.sender))
        return view.sender, await personal.kept_of(view.connection, view.sender.id)


async def erase_person(office: Office, order: Order, *, name: str, reason: str) -> tuple[Person, int]:
    """Erase a person: name, accounts, and every free text in which the name stands. Raises StillHolds while he holds
    open duties, NotAllowed for oneself. Returns whom, and how many free texts were blanked."""
    async with office.act(order) as work:
        work.allow(Act.ERASE, relations_to_office(work.sender))
        if not reason:
            raise ReasonMissing
        require_length(reason, WORDS_LIMIT)
        person = find_person(work.chart, name)
        if person.id == work.sender.id:
            raise NotAllowed
        held = await duties.open_held_by(work.connection, person.id, limit=CODES_NAMED)
        if held:
            known = await cases.cases_of(work.connection, [duty.case_id for duty in held])
            raise StillHolds(
                name=person.name,
                codes=tuple(dict.fromkeys(known[duty.case_id].code for duty in held)),
                count=(await duties.open_counts(work.connection, [person.id], work.now))[person.id][0],
            )
        for absence in work.chart.absences:
            if person.id in {absence.person_id, absence.substitute_id}:
                await absences.end_absence(work.connection, absence, at=work.now)
        given = [one.id for one in work.chart.delegations if person.id in {one.person_id, one.head_id}]
        await absences.end_delegations(work.connection, given, at=work.now)
        await people.leave_post(work.connection, person.id, at=work.now)
        blanked = await personal.erase(work.connection, person.id, person.name, at=work.now)
        await turn_to(office, work)
        shown = reason.replace(person.name, "")
        await work.record("person.erased", words={"reason": shown}, person=person.id, blanked=blanked)
        return person, blanked
