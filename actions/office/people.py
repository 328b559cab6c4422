"""Enter units and people (M3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict, Unpack

from actions.finding import entered_before, find_person, find_unit, name_entered
from actions.installation import Office
from actions.office.heads import WorkWithoutHead, turn_to
from actions.office.reached import require_office_reached
from actions.office.successions import NOTHING_PASSED, Succession, passing_on
from actions.order import Order
from actions.transaction import Transaction
from actions.view import View
from domain.acts import Act
from domain.duties.cases import Case
from domain.duties.duties import Duty
from domain.journal.office import PersonPlaced, UnitPlaced
from domain.names import fold
from domain.office.chart import Chart
from domain.office.lapses import NOTHING, LapsedRights, settled
from domain.office.people import Person, Role, Unit
from domain.office.reorganising import stepping_down
from domain.permissions import Permission
from domain.refusals import PersonExists, UnitExists
from domain.rights import relations_to_office
from storage import cases, duties_in_hand, imports, people

CODES_NAMED = 10
NOT_ENTERED_YET = -1  # in place of the number of somebody who has none


@dataclass(frozen=True, kw_only=True)
class EnteredPerson:
    """A person as entered, in a unit."""

    person: Person
    unit: Unit | None
    is_new: bool = False
    left_behind: tuple[tuple[Duty, Case], ...] = ()  # the first of what was given by name and stays with who moved
    alike: tuple[str, ...] = ()  # those in the unit whose names differ from that of who is new by their accents alone
    stepped_down: tuple[Person, ...] = ()  # who headed the unit until then
    beside: Person | None = None  # who heads the unit still, where this person was to act as head
    waiting: tuple[WorkWithoutHead, ...] = ()  # what the change has left without a head
    lapsed: LapsedRights = NOTHING  # the rights that have ended with it
    succession: Succession = NOTHING_PASSED  # what was given out by who has left a post by it


class Entering(TypedDict):
    """What is entered of a person, names still as typed. The very same name in the same unit is a correction; in
    another unit the office must say whether the person `moved` or is another (False). `former` is the name of record
    that this one replaces, and `to` who takes over in the first place what somebody leaves with a post by it."""

    name: str
    unit: str
    position: str
    roles: frozenset[Role]
    fields: NotRequired[tuple[str, ...]]
    moved: NotRequired[bool | None]
    former: NotRequired[str | None]
    to: NotRequired[str | None]


@dataclass(frozen=True, kw_only=True)
class PlannedEntry:
    """A person as they would be entered, who would step down by it, what those gave out and who would take it over;
    `chart` is the organisation as it would be."""

    person: Person
    unit: Unit
    stepping_down: tuple[Person, ...]
    succession: Succession
    chart: Chart

    @property
    def asks_first(self) -> bool:
        """Whether somebody leaves a post by it in which something was given out that is still open: then it is shown
        before."""
        return not self.succession.is_empty


@dataclass(frozen=True, kw_only=True)
class _Intended:
    """Who is meant by what was typed, and as what this person is to be entered."""

    known: Person | None
    person: Person
    home: Unit
    named: Person | None  # who takes over in the first place what is passed on


async def enter_unit(office: Office, order: Order, *, name: str, parent: str | None) -> tuple[Unit, LapsedRights]:
    """A new unit, under another or at the top; and what its name ends, as it may be what an inspector's fields name."""
    async with office.act(order) as work:
        work.allow(Permission.ENTER_PEOPLE, relations_to_office(work.sender))
        if work.chart.unit_called(name) is not None:
            raise UnitExists(name=name)
        parent_id = find_unit(work.chart, parent).id if parent else None
        unit_id = await people.add_unit(work.connection, name, parent_id)
        await work.record(Act.UNIT_ENTERED, UnitPlaced(unit=unit_id, parent=parent_id))
        turned = await turn_to(office, work)
        return Unit(id=unit_id, name=name, parent_id=parent_id), turned.lapsed


async def preview_person(office: Office, order: Order, **entering: Unpack[Entering]) -> PlannedEntry:
    """What `enter_person` would do of the same, whose refusals it raises; nothing is stored."""
    async with office.look(order) as view:
        meant = await _intended(view, entering)
        person = meant.person
        down = stepping_down(view.chart, person)
        people_then = {**view.chart.people, **{one.id: one for one in (*down, person)}}
        then = settled(view.chart, replace(view.chart, people=people_then))
        succession = await passing_on(view, view.chart, then, named=meant.named)
        return PlannedEntry(person=person, unit=meant.home, stepping_down=down, succession=succession, chart=then)


async def enter_person(office: Office, order: Order, **entering: Unpack[Entering]) -> EnteredPerson:
    """Enter a person in a position; what is left with a post by it goes to who follows (note 83)."""
    async with office.act(order) as work:
        meant = await _intended(work, entering)
        known, home, person = meant.known, meant.home, meant.person
        person_id = await people.add_person(work.connection, person.name) if known is None else known.id
        if known is not None and known.name != person.name:
            await people.rename_person(work.connection, person_id, person.name)
        await people.place_person(
            work.connection,
            person_id,
            unit_id=home.id,
            position=person.position,
            roles=person.roles,
            fields=person.fields,
            at=work.now,
        )
        person = replace(person, id=person_id)
        await work.record(Act.PERSON_ENTERED if known is None else Act.PERSON_CORRECTED, PersonPlaced.of(person))
        stepped_down = stepping_down(work.chart, person)
        await imports.place_people(work.connection, stepped_down, at=work.now)
        for one in stepped_down:
            await work.record(Act.PERSON_CORRECTED, PersonPlaced.of(one))
        turned = await turn_to(office, work, named=meant.named)
        head = work.chart.titular_head_of(home.id)
        return EnteredPerson(
            person=person,
            unit=home,
            is_new=known is None,
            alike=_alike(work, person) if known is None else (),
            left_behind=await _left_behind(work, known, home),
            stepped_down=stepped_down,
            beside=head if head and head.id != person_id and person.is_a(Role.HEAD, Role.ACTING_HEAD) else None,
            waiting=turned.waiting,
            lapsed=turned.lapsed,
            succession=turned.succession,
        )


async def _intended(view: View, entering: Entering) -> _Intended:
    """Raises NotAllowed, MovedOrAnother, PersonExists, LastOfficeAccount, and for a name that nobody has."""
    view.allow(Permission.ENTER_PEOPLE, relations_to_office(view.sender))
    name, roles, former, to = entering["name"], entering["roles"], entering.get("former"), entering.get("to")
    named = find_person(view.chart, to) if to else None
    home = find_unit(view.chart, entering["unit"])
    known = _entered_as(view, name, home, moved=entering.get("moved"), former=former)
    if known is not None and former is None:
        name = name_entered(known, name)
    if known is not None and Role.OFFICE not in roles:
        await require_office_reached(view, without=lambda one: one.person_id == known.id)
    person = replace(
        known or Person(id=NOT_ENTERED_YET, name=name),
        name=name,
        unit_id=home.id,
        position=entering["position"],
        roles=roles,
        fields=entering.get("fields", ()),
    )
    return _Intended(known=known, person=person, home=home, named=named)


async def _left_behind(work: Transaction, known: Person | None, home: Unit) -> tuple[tuple[Duty, Case], ...]:
    """What a person who moves still holds in person: it goes to nobody unless it is handed over."""
    if known is None or known.unit_id in {None, home.id}:
        return ()
    held = await duties_in_hand.open_held_by(work.connection, known.id, limit=CODES_NAMED)
    left = [duty for duty in held if duty.unit_id != home.id and not duty.lies_with_post]
    known_cases = await cases.cases_of(work.connection, [duty.case_id for duty in left])
    return tuple((duty, known_cases[duty.case_id]) for duty in left)


def _entered_as(view: View, name: str, home: Unit, *, moved: bool | None, former: str | None) -> Person | None:
    """Who it is that is entered; None for somebody new. A name is set right by naming the former one."""
    if former is None:
        return entered_before(view.chart, name, home, moved=moved)
    known = find_person(view.chart, former)
    if any(person.unit_id == home.id and person.id != known.id for person in view.chart.namesakes(name)):
        raise PersonExists(name=name, unit=home.name)
    return known


def _alike(work: Transaction, person: Person) -> tuple[str, ...]:
    """Those in the same unit from whom the name differs by its accents alone."""
    members = work.chart.members(person.unit_id) if person.unit_id is not None else ()
    return tuple(one.name for one in members if one.id != person.id and fold(one.name) == fold(person.name))
