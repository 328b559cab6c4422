"""From what people type to what is meant: names, units, case codes. Two candidates are never guessed between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from actions.duties import parts
from actions.duties.parts import NamedBy
from actions.names import MOST_SUGGESTIONS, Likely, likely
from actions.view import View
from domain.borrowing import Borrowed, Ground
from domain.deciding import DECIDING, claims, deciders, stands_one_up
from domain.duties.cases import Case
from domain.duties.duties import MOVES, Duty, DutyKind, Move, Outcome
from domain.names import fits, spelled
from domain.office.directory import Directory
from domain.office.people import Chart, Person, Unit
from domain.parties import Parties, parties_of
from domain.permissions import Permission, Relation, may
from domain.refusals import (
    AlreadyClosed,
    DecidesForOneself,
    MovedOrAnother,
    NotAllowed,
    NothingWaits,
    NotTheHolder,
    Refusal,
    RightOver,
    SeveralPeople,
    SeveralUnits,
    TasksOnly,
    UnknownCase,
    UnknownParty,
    UnknownPerson,
    UnknownUnit,
    WhichUnit,
)
from domain.rights import Grounds, grounds
from storage import absences, cases, duties, parties

_TITLES = ("đồng chí", "đ/c", "anh", "chị", "ông", "bà")


def find_person(chart: Directory, name: str) -> Person:
    """The one person of that name: typed without accents any may be meant, with them *An* is not *Ân*. `Name (Unit)`
    tells namesakes apart. A title before the name is left out only where it is no part of it (Ông Ích Khiêm)."""
    readings = _with_fewer_titles(chart.meant_by(name))
    found = next((people for reading in readings if (people := chart.people_named(reading))), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralPeople(name=name, choices=tuple(described(chart, person) for person in found))
    perhaps = _likely_people(chart, readings)
    raise UnknownPerson(name=name, similar=perhaps.names, near=perhaps.near)


def find_unit(chart: Directory, name: str) -> Unit:
    typed = chart.meant_by(name)
    found = chart.units_named(typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise SeveralUnits(name=name, choices=tuple(unit.name for unit in found))
    heirs = tuple(heir.name for heir in chart.units_once_named(typed))
    if heirs:
        raise UnknownUnit(name=name, similar=heirs, near=heirs[0] if len(heirs) == 1 else None, changed=True)
    perhaps = likely([typed], {unit.name: [unit.name] for unit in chart.present_units}, of_units=True)
    raise UnknownUnit(name=name, similar=perhaps.names, near=perhaps.near)


def find_person_or_unit(chart: Directory, name: str) -> Person | Unit:
    """A unit of that name comes before a person of it, and what is spelled exactly so before what it may be. Raises
    UnknownParty, SeveralPeople or SeveralUnits."""
    typed = chart.meant_by(name)
    units, people = chart.units_named(typed), chart.people_named(typed)
    if people and (not units or (chart.unit_called(typed) is None and _are_called(chart, people, typed))):
        return find_person(chart, name)
    try:
        return find_unit(chart, name)
    except UnknownUnit as no_unit:
        try:
            return find_person(chart, name)
        except UnknownPerson as nobody:
            similar = tuple(dict.fromkeys((nobody.near, no_unit.near, *nobody.similar, *no_unit.similar)))
            only = [near for near in (nobody.near, no_unit.near) if near is not None]
            raise UnknownParty(
                name=name,
                similar=tuple(one for one in similar if one is not None)[:MOST_SUGGESTIONS],
                near=only[0] if len(only) == 1 else None,
            ) from nobody


def find_of_its_time(chart: Directory, name: str) -> Person | Unit:
    """The same; a name that nothing has now means the unit that had it, for what is asked about that time."""
    typed = chart.meant_by(name)
    if not chart.units_named(typed) and not chart.people_named(typed):
        found = chart.units_of_their_time(typed)
        if len(found) == 1:
            return found[0]
    return find_person_or_unit(chart, name)


def is_name_of_its_time(chart: Directory, text: str) -> bool:
    """Whether this may be the whole name of a unit, now or once, or of somebody."""
    return is_name(chart, text) or bool(chart.units_of_their_time(chart.meant_by(text)))


def entered_before(chart: Directory, name: str, home: Unit | None, *, moved: bool | None) -> Person | None:
    """The person of that very name who works in the unit, or who moved there; None for somebody new. Who has no unit
    yet is meant too, unless somebody else is said to be. Raises MovedOrAnother where the office has not said which, and
    SeveralPeople where one of several moved there."""
    namesakes = chart.namesakes(chart.meant_by(name))
    homes = {home and home.id} if moved is False else {home and home.id, None}
    here = next((person for person in namesakes if person.unit_id in homes), None)
    if here is not None or not namesakes or moved is False:
        return here
    if moved is None:
        unit = chart.units[namesakes[0].unit_id] if namesakes[0].unit_id is not None else None
        raise MovedOrAnother(name=name, unit=unit.name if unit else "")
    if len(namesakes) > 1:
        raise SeveralPeople(name=name, choices=tuple(described(chart, person) for person in namesakes))
    return namesakes[0]


def name_entered(known: Person, name: str) -> str:
    """The name that a known person has when this one is entered: the unit in brackets only tells who is meant."""
    return name if spelled(name) == spelled(known.name) else known.name


def is_name(chart: Directory, text: str) -> bool:
    """Whether this may be the whole name of a unit or of somebody, perhaps with a title before it."""
    typed = chart.meant_by(text)
    return bool(chart.units_named(typed)) or any(map(chart.people_named, _with_fewer_titles(typed)))


def _are_called(chart: Chart, people: Sequence[Person], typed: str) -> bool:
    """Whether these people are called so by the very letters, accents and all."""
    return any(spelled(typed) in {spelled(person.name), spelled(described(chart, person))} for person in people)


def _likely_people(chart: Chart, readings: Sequence[str]) -> Likely:
    labels = {person: described(chart, person) for person in chart.people.values() if person.name}
    return likely(readings, {label: (person.name, label) for person, label in labels.items()})


def told_apart(chart: Chart, person: Person) -> str:
    """The name, with the unit where the name alone would not find the person."""
    return person.name if len(chart.people_named(person.name)) == 1 else described(chart, person)


def described(chart: Chart, person: Person) -> str:
    unit = chart.units.get(person.unit_id) if person.unit_id is not None else None
    return f"{person.name} ({unit.name})" if unit else person.name


def _with_fewer_titles(typed: str) -> list[str]:
    """The name as typed, then without its first title, without the next one, and so on."""
    readings = [typed]
    while shorter := next(filter(None, (_without(title, readings[-1]) for title in _TITLES)), None):
        readings.append(shorter)
    return readings


def _without(title: str, text: str) -> str | None:
    """What stands behind the title; None where the text begins otherwise, or is no more than it."""
    words, size = text.split(), len(title.split())
    return " ".join(words[size:]) or None if fits(" ".join(words[:size]), title) else None


@dataclass(frozen=True, kw_only=True)
class VisibleCase:
    """A case and those of its duties that the sender may see, with what he is to each, and who has a part in it.
    `recorded_by_id` is who writes down what the sender reported on paper."""

    case: Case
    duties: tuple[Duty, ...]
    grounds: Mapping[int, Grounds]
    everything: tuple[Duty, ...]
    sender_id: int
    chart: Chart
    parties: Parties = field(default_factory=Parties)
    recorded_by_id: int | None = None

    @cached_property
    def relations(self) -> dict[int, frozenset[Relation]]:
        """What the sender is to each duty, in whosever right."""
        return {duty_id: frozenset(has) for duty_id, has in self.grounds.items()}

    def claims(self, permission: Permission, duty: Duty) -> Grounds:
        """By what the sender may do this to the duty; nothing where he may not, or would decide his own case."""
        return claims(
            permission,
            self.sender_id,
            self.grounds[duty.id],
            case=self.case,
            duty=duty,
            chart=self.chart,
            parties=self.parties,
        )

    def may(self, permission: Permission, duty: Duty) -> bool:
        return bool(self.claims(permission, duty)) and not self._writes_down_his_own(permission)

    def decider_of(self, permission: Permission, duty: Duty) -> int:
        """Whose word it takes first: the assigner's, or in his own case that of who stands one up."""
        found = deciders(self.chart, self.case, duty, self.parties, permission)
        return next(iter(found), self.case.assigner_id)

    def right(self, duty: Duty, permission: Permission) -> Borrowed | None:
        """By whose right the sender does this: None for his own, which comes before any other's."""
        rights = list(self.claims(permission, duty).values())
        return None if None in rights else next(iter(rights), None)

    def steered_by(self, permission: Permission = Permission.STEER) -> Borrowed | None:
        """By whose right the sender steers the case: the same for all of its duties."""
        return self.right(self.everything[0], permission)

    def refuse_own(self, permission: Permission, candidates: Iterable[Duty]) -> None:
        """Raise DecidesForOneself where the sender might do it to one of these, were it not his own case."""
        barred = (
            duty for duty in candidates if may(permission, self.relations[duty.id]) and not self.may(permission, duty)
        )
        duty = next(barred, None)
        if duty is None:
            return
        may_now = deciders(self.chart, self.case, duty, self.parties, permission)
        raise DecidesForOneself(
            code=self.case.code,
            deciders=tuple(one for one in may_now if one != self.sender_id or self._writes_down_his_own(permission)),
            on_paper=self._writes_down_his_own(permission) and bool(self.claims(permission, duty)),
        )

    def _writes_down_his_own(self, permission: Permission) -> bool:
        """Whether who has a part in the case writes down what another is said to have decided in it."""
        by_id = self.recorded_by_id
        return (
            permission in DECIDING and by_id is not None and by_id != self.sender_id and by_id in self.parties.everyone
        )

    def lead(self) -> Duty | None:
        return next((duty for duty in self.everything if duty.kind is DutyKind.LEAD), None)


async def find_case(view: View, code: str) -> VisibleCase:
    """Raises UnknownCase for a code that is nobody's and for one that is not the sender's to see: the same answer."""
    sender = view.sender
    case = await cases.case_by_code(view.connection, code)
    if case is None:
        raise UnknownCase(code=code)
    every = await duties.duties_of_case(view.connection, case.id)
    held = await duties.past_holders(view.connection, [duty.id for duty in every])
    taken = await parties.parts_taken(view.connection, [duty.id for duty in every])
    concerned = parties_of(view.chart, every, taken)
    lead = next((duty for duty in every if duty.kind is DutyKind.LEAD), None)
    to_each: dict[int, Grounds] = {}
    for duty in every:
        past = held.get(duty.id, frozenset())
        found = grounds(sender, case, duty, view.chart, past_holders=past, lead=lead)
        one_up = stands_one_up(sender.id, case=case, duty=duty, chart=view.chart, parties=concerned)
        to_each[duty.id] = {**one_up, **found} if not _decides(found) else found
    seen = tuple(duty for duty in every if may(Permission.SEE, to_each[duty.id]))
    if not seen:
        await _refuse_whose_right_is_over(view, case, every)
        raise UnknownCase(code=code)
    view.parties[case.id] = concerned
    return VisibleCase(
        case=case,
        duties=seen,
        grounds=to_each,
        everything=tuple(every),
        sender_id=sender.id,
        chart=view.chart,
        parties=concerned,
        recorded_by_id=view.order.recorded_by_id,
    )


def _decides(found: Grounds) -> bool:
    """Whether he decides anyway."""
    return not {Relation.ASSIGNER, Relation.REGISTRAR, Relation.DECIDER, Relation.LEAD}.isdisjoint(found)


async def _refuse_whose_right_is_over(view: View, case: Case, every: Sequence[Duty]) -> None:
    """Raises RightOver for who knows the case from the time of a delegation, or of standing in, that has ended."""
    for given, ended_at in await absences.ended_delegations_to(view.connection, view.sender.id):
        for duty in every:
            known_at = max(duty.opened_at, given.since)
            if duty.unit_id == given.unit_id and known_at <= ended_at and given.covers(known_at, case.field):
                right = Borrowed(ground=Ground.DELEGATION, of_id=given.head_id, key=given.id, until=given.until)
                raise RightOver(code=case.code, right=right, unit_id=given.unit_id, ended_at=min(ended_at, given.until))
    for absence, ended_at in await absences.ended_standing_in_of(view.connection, view.sender.id):
        for duty in every:
            theirs = {duty.holder_id, case.assigner_id, case.registrar_id}
            if absence.person_id in theirs and duty.opened_at <= ended_at:
                right = Borrowed(ground=Ground.SUBSTITUTION, of_id=absence.person_id, key=absence.id)
                raise RightOver(code=case.code, right=right, unit_id=None, ended_at=min(ended_at, absence.until))


def duty_to(
    view: View,
    seen: VisibleCase,
    *,
    permission: Permission,
    move: Move,
    unit: str | None = None,
    kinds: Iterable[DutyKind] = DutyKind,
) -> Duty:
    """The duty of the case on which the sender may make this move. Raises the refusal that tells him most:
    whose it is, that it has ended, or which units he may mean."""
    candidates = [duty for duty in meant(view, seen, unit) if duty.kind in set(kinds)]
    if not candidates:
        raise NothingWaits(code=seen.case.code)
    mine = [duty for duty in candidates if seen.may(permission, duty)]
    ready = [duty for duty in mine if _allows(view, duty, move, seen.case.code) is None]
    for likelier in (_held_by_sender(view, seen, ready, permission), _in_own_right(seen, ready, permission), ready):
        if len(likelier) == 1:
            return likelier[0]
        if likelier:
            break
    if not ready:
        seen.refuse_own(permission, (duty for duty in candidates if _allows(view, duty, move, seen.case.code) is None))
    if ready:
        raise which_of(view, seen, ready)
    for duty in mine:
        refusal = _allows(view, duty, move, seen.case.code)
        assert refusal is not None
        raise refusal
    duty = next((duty for duty in candidates if duty.is_open), candidates[0])
    duty.require(move, seen.case.code)
    if duty.holder_id == view.sender.id:  # that he holds it himself tells him nothing
        raise NotAllowed
    raise NotTheHolder(holder_id=duty.holder_id, since=duty.held_since)


def steered(view: View, seen: VisibleCase, move: Move, *, permission: Permission = Permission.STEER) -> list[Duty]:
    """The duties of the case on which its assigner, or the registrar for him, may make this move now. Raises NotAllowed
    for anybody else, DecidesForOneself for who has a part in the case, and what stands against it where there is
    none."""
    if not any(may(permission, seen.relations[duty.id]) for duty in seen.everything):
        raise NotAllowed
    ready = [duty for duty in seen.everything if _allows(view, duty, move, seen.case.code) is None]
    if ready:
        seen.refuse_own(permission, seen.everything)
        return ready
    if seen.case.closed_at is not None:
        raise AlreadyClosed(code=seen.case.code, closed_at=seen.case.closed_at, outcome=seen.case.state)
    first = next(duty for duty in seen.everything if duty.is_open)
    if not any(kind is first.kind for kind, _ in MOVES[move]):
        raise TasksOnly(code=seen.case.code)
    first.require(move, seen.case.code)
    raise NothingWaits(code=seen.case.code)


def meant(view: View, seen: VisibleCase, unit: str | None) -> list[Duty]:
    """The duty whose button was pressed, or that was chosen when several were possible; for a typed command those that
    it names, by unit, person or part, else all."""
    pressed = view.order.duty_id if view.order.duty_id is not None else view.order.part_id
    if pressed is not None:
        return [duty for duty in seen.duties if duty.id == pressed]
    if not unit:
        return list(seen.duties)
    called_so = parts_called(view.chart, seen, unit)
    if called_so:
        return called_so
    found = find_unit(view.chart, unit)
    heirs = {one.id for one in view.chart.units.values() if view.chart.heir_of(one).id == found.id}
    return [duty for duty in seen.duties if duty.unit_id == found.id or duty.unit_id in heirs]


def parts_called(chart: Directory, seen: VisibleCase, name: str, *, by: NamedBy = NamedBy.ANY) -> list[Duty]:
    """The duties of the case that this names: by what they are shown as, else by unit, person or part. A part is
    reached by the name in which it was given, whatever has become of its unit, and by those that the unit had before or
    has now."""
    visible = {duty.id for duty in seen.duties}
    found = parts.named(chart, chart.meant_by(name), seen.everything, by=by)
    return [duty for duty in found if duty.id in visible]


def which_of(view: View, seen: VisibleCase, several: Sequence[Duty]) -> WhichUnit:
    """The question which of these is meant, each by a name of its own; what the sender holds himself comes first."""
    ordered = sorted(several, key=lambda duty: (duty.holder_id != view.sender.id, duty.id))
    names = parts.choices(view.chart, ordered, seen.everything)
    return WhichUnit(code=seen.case.code, units=names, duties=tuple(duty.id for duty in ordered))


def _held_by_sender(view: View, seen: VisibleCase, ready: Sequence[Duty], permission: Permission) -> list[Duty]:
    """One's own is meant first: what he holds himself,"""
    own = _in_own_right(seen, ready, permission)
    return [duty for duty in own if duty.holder_id == view.sender.id]


def _in_own_right(seen: VisibleCase, ready: Sequence[Duty], permission: Permission) -> list[Duty]:
    """then what he may do by a right of his own; what is another's comes last."""
    return [duty for duty in ready if seen.right(duty, permission) is None]


async def names_part(view: View, code: str, typed: str, *, by: NamedBy = NamedBy.ANY) -> bool:
    """Whether this names a part of the case, or, unless by a choice, a unit of the office by the name that it has.
    Raises UnknownUnit for a name that is a slip away from a unit's: what was meant for a part is not done to the
    whole."""
    try:
        seen = await find_case(view, code)
    except UnknownCase:  # it is told further on, the same for a foreign code as for one that is nobody's
        seen = None
    if by is NamedBy.CHOICE:
        return seen is not None and bool(parts.named(view.chart, typed, seen.everything, by=by))
    if seen is not None and parts_called(view.chart, seen, typed, by=by):
        return True
    try:
        find_unit(view.chart, typed)
    except UnknownUnit as unknown:
        if unknown.near is not None:
            raise
        return False
    return True


def _allows(view: View, duty: Duty, move: Move, code: str) -> Refusal | None:
    try:
        duty.require(move, code)
    except Refusal as refusal:
        return refusal
    return deemed_already(view, duty, code)


def deemed_already(view: View, duty: Duty, code: str) -> AlreadyClosed | None:
    """What was said after an opinion's deadline comes after the consent, though the clock may not have recorded it."""
    if not duty.is_deemed_at(view.acted_at(duty), view.calendar):
        return None
    return AlreadyClosed(code=code, closed_at=duty.late_from(view.calendar), outcome=Outcome.DEEMED)
