"""One's own data, and its erasing: the journal stays verifiable, for it knows numbers and no names (M52)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from actions.finding import find_person
from actions.heads import Waiting, going_over, turn_to
from actions.work import Office, Order, Work
from domain.cases import require_reason
from domain.people import Person
from domain.refusals import NotAllowed, StillHolds
from domain.rights import Act, relations_to_office
from storage import absences, cases, duties, lists, people, personal

CODES_NAMED = 10


@dataclass(frozen=True, kw_only=True)
class Erased:
    """Whom, how many free texts were blanked, and what is left without a head."""

    person: Person
    blanked: int
    waiting: tuple[Waiting, ...] = ()


async def own_data(office: Office, order: Order) -> tuple[Person, dict[str, list[dict[str, Any]]]]:
    """Everything that is kept of the sender."""
    async with office.look(order) as view:
        view.allow(Act.READ_OWN, relations_to_office(view.sender))
        return view.sender, await personal.kept_of(view.connection, view.sender.id)


async def erase_person(office: Office, order: Order, *, name: str, reason: str) -> Erased:
    """Erase a person: name, accounts, and every free text in which the name stands. Raises StillHolds while open duties
    lie with the person that go to nobody, NotAllowed for oneself."""
    async with office.act(order) as work:
        work.allow(Act.ERASE, relations_to_office(work.sender))
        require_reason(reason)
        person = find_person(work.chart, name)
        if person.id == work.sender.id:
            raise NotAllowed
        await _refuse_while_holding(work, person)
        for absence in work.chart.absences:
            if person.id in {absence.person_id, absence.substitute_id}:
                await absences.end_absence(work.connection, absence, at=work.now)
        given = [one.id for one in work.chart.delegations if person.id in {one.person_id, one.head_id}]
        await absences.end_delegations(work.connection, given, at=work.now)
        await people.leave_post(work.connection, person.id, at=work.now)
        blanked = await personal.erase(work.connection, person.id, person.name, at=work.now)
        turned = await turn_to(office, work)
        shown = reason.replace(person.name, "")
        await work.record("person.erased", words={"reason": shown}, person=person.id, blanked=blanked)
        return Erased(person=person, blanked=blanked, waiting=turned.waiting)


async def _refuse_while_holding(work: Work, person: Person) -> None:
    """What lies with the person's post goes to who heads the unit then; what is left must be given to others first."""
    gone = replace(person, unit_id=None, roles=frozenset())
    after = replace(work.chart, people={**work.chart.people, person.id: gone})
    going = {one.duty.id for one in await going_over(work, work.chart, after)}
    held = await duties.open_held_by(work.connection, person.id, limit=CODES_NAMED + len(going))
    left = [duty for duty in held if duty.id not in going]
    if not left:
        return
    known = await cases.cases_of(work.connection, [duty.case_id for duty in left])
    headless = [work.chart.units[duty.unit_id].name for duty in left if duty.lies_with_post and duty.unit_id]
    count, _ = (await lists.open_counts(work.connection, work.choice(holder_id=person.id)))[person.id]
    raise StillHolds(
        name=person.name,
        codes=tuple(dict.fromkeys(known[duty.case_id].code for duty in left))[:CODES_NAMED],
        count=count - len(going),
        headless=tuple(dict.fromkeys(headless)),
    )
