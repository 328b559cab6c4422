"""Nobody who must act is gone: who takes over what somebody gave out who leaves the office or a post (design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.deciding import decider, judge_of, waits_for_decider
from domain.duties.cases import Case, CaseKind
from domain.duties.duties import Duty, DutyKind, Phase
from domain.names import fold
from domain.office.chart import Chart
from domain.office.people import Person, Role, unique
from domain.parties import WORKED_IN


class AssigningPost(StrEnum):
    """Capacity in which somebody gives out work: the highest of those they have."""

    LEADER = "leader"
    HEAD = "head"  # of a unit
    OFFICE = "office"
    OWN = "own"  # in their own person


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A post in a unit; the office is one wherever its people work. `position` tells a leader's from another's."""

    post: AssigningPost
    unit_id: int | None
    position: str = ""


def seat_of(chart: Chart, person: Person) -> Seat:
    if person.is_a(Role.LEADER):
        return Seat(post=AssigningPost.LEADER, unit_id=person.unit_id, position=person.position)
    if person.unit_id is not None:
        head = chart.titular_head_of(person.unit_id)
        if head is not None and head.id == person.id:
            return Seat(post=AssigningPost.HEAD, unit_id=person.unit_id)
    return Seat(post=AssigningPost.OFFICE if person.is_a(Role.OFFICE) else AssigningPost.OWN, unit_id=person.unit_id)


def last_seat(person: Person) -> Seat:
    """The seat of somebody who is gone, by the last roles held."""
    for post, roles in _ROLES.items():
        if person.is_a(*roles):
            return Seat(post=post, unit_id=person.unit_id, position=person.position)
    return Seat(post=AssigningPost.OWN, unit_id=person.unit_id)


_ROLES = {
    AssigningPost.LEADER: (Role.LEADER,),
    AssigningPost.HEAD: (Role.HEAD, Role.ACTING_HEAD),
    AssigningPost.OFFICE: (Role.OFFICE,),
}


SEATED = frozenset(role for roles in _ROLES.values() for role in roles)  # whose seat others may take


def seat_left(before: Chart, after: Chart, person_id: int) -> Seat | None:
    """The seat that the person had and has no longer; None where what was given out stays with the person. What was
    given in their own person goes with them wherever they work, until they are gone."""
    was, now = before.people[person_id], after.people[person_id]
    seat = seat_of(before, was)
    if now.has_left:
        return seat
    held = seat_of(after, now)
    if seat.post is AssigningPost.OWN or (held.post is seat.post and _is_same_unit(after, seat, held)):
        return None
    return seat


def _is_same_unit(chart: Chart, seat: Seat, held: Seat) -> bool:
    if seat.post is AssigningPost.OFFICE or seat.unit_id is None or held.unit_id is None:
        return seat.post is AssigningPost.OFFICE or seat.unit_id == held.unit_id
    return chart.heir_of(chart.units[seat.unit_id]).id == held.unit_id


def followers(chart: Chart, seat: Seat, *, leaver_id: int, named: Person | None = None) -> tuple[Person, ...]:
    """Who may follow in the seat, the likeliest first: whom the office named; of the office another of it; of a leader
    who has the same position; else the head of the unit, the heads above, the leaders, the office."""
    found = [] if named is None else [named]
    leaders = [one for one in chart.people.values() if one.is_a(Role.LEADER)]
    match seat.post:
        case AssigningPost.LEADER:
            beside = _leaders_beside(chart, seat)
            found += [one for one in beside if fold(one.position) == fold(seat.position)]
            found += [*_heads_upward(chart, seat.unit_id), *beside]
        case AssigningPost.OFFICE:
            found += sorted(chart.office, key=lambda one: one.unit_id != seat.unit_id)
            found += _heads_upward(chart, seat.unit_id)
        case AssigningPost.HEAD | AssigningPost.OWN:
            found += _heads_upward(chart, seat.unit_id)
    return tuple(one for one in unique((*found, *leaders, *chart.office)) if one.id != leaver_id and not one.has_left)


def _heir(chart: Chart, unit_id: int | None) -> int | None:
    return None if unit_id is None else chart.heir_of(chart.units[unit_id]).id


def _heads_upward(chart: Chart, unit_id: int | None) -> Iterator[Person]:
    for unit in chart.upward(unit_id):
        head = chart.titular_head_of(unit.id)
        if head is not None:
            yield head


def at_work(chart: Chart, case: Case, owed: Iterable[Duty]) -> frozenset[int]:
    """Whose own work it is in a case: who holds, was given or handed in a part of it, and who answers for a unit that
    was given one. Of a circular nothing is judged."""
    found: set[int] = set()
    for duty in owed:
        if not duty.is_open or duty.kind in {DutyKind.DECISION, DutyKind.READING} or case.kind is CaseKind.CIRCULAR:
            continue
        worked = duty.holder_id if duty.phase in WORKED_IN else duty.asked_by_id
        head = chart.post_in_charge_of(duty.unit_id) if duty.to_unit else None
        answers = None if head is None else head.id
        found |= {one for one in (worked, duty.named_id, answers) if one is not None}
    return frozenset(found)


def occupant(chart: Chart, seat: Seat) -> Person | None:
    """Who has that very seat now: the head of the unit, the only leader of that position in it. The office is one, and
    nobody has what another gave out in their own person."""
    found: list[Person] = []
    if seat.post is AssigningPost.HEAD:
        head = chart.titular_head_of(seat.unit_id) if seat.unit_id is not None else None
        found = [] if head is None else [head]
    elif seat.post is AssigningPost.LEADER:
        found = [one for one in _leaders_beside(chart, seat) if fold(one.position) == fold(seat.position)]
    return found[0] if len(found) == 1 else None


def _leaders_beside(chart: Chart, seat: Seat) -> list[Person]:
    unit_id = _heir(chart, seat.unit_id)
    return [one for one in chart.people.values() if one.is_a(Role.LEADER) and one.unit_id == unit_id]


def successor(
    chart: Chart, candidates: Sequence[Person], concerned: frozenset[int], *, occupant_id: int | None = None
) -> Person | None:
    """The first who can be written to, directly or by a stand-in, and whose own work it is not; who has the very seat
    also before linking an account: what waits meanwhile is decided one up. Else the first whose own it is not; where it
    is everybody's the first. None where there is nobody."""
    others = [one for one in candidates if one.id not in concerned] or list(candidates)
    reached = (one for one in others if one.id == occupant_id or one.reachable or chart.acting_for(one).reachable)
    return next(reached, next(iter(others), None))


def lies_with_assigner(duty: Duty, case: Case) -> bool:
    """Whether the duty is held by who assigned the case, as its assigner: a result to accept, a dossier to supply, work
    to give anew; or a request to decide."""
    return waits_for_decider(duty) and duty.holder_id == case.assigner_id


def taken_on_by(chart: Chart, duty: Duty, case: Case, owed: Iterable[Duty]) -> Person:
    """Who holds now what lay with who assigned it, or decided in that place; `case` names the new assigner."""
    every = {one.id: one for one in owed}
    if duty.kind is DutyKind.DECISION:
        about = every[duty.about_id or 0]
        return decider(chart, case, asker_id=duty.asked_by_id or about.holder_id, holder_id=about.holder_id)
    if duty.phase is Phase.SUBMITTED and duty.asked_by_id is not None:
        lead = next((one for one in every.values() if one.kind is DutyKind.LEAD), None)
        return judge_of(chart, case, duty, lead=lead, by_id=duty.asked_by_id)
    return chart.person(case.assigner_id)
