"""A right ends with its reason: what a change of the organisation ends of what some may do for others (design §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.office.absences import Absence, Delegation
from domain.office.chart import AnyChart, Chart
from domain.office.people import Person, Role


class Ending(StrEnum):
    """Why a right has ended before its time."""

    LEFT = "left"  # whose it was, or who gave it, is in the office no more, or was erased
    MOVED = "moved"  # works in another unit
    DEMOTED = "demoted"  # has lost the role in which it was given
    UNSEATED = "unseated"  # who gave it heads the unit no more
    MERGED = "merged"  # the unit has gone into another
    WITHDRAWN = "withdrawn"  # who gave it has taken it back


@dataclass(frozen=True, kw_only=True)
class LapseReason:
    """`of_id` is the person whose change it was; None where it was the unit's."""

    reason: Ending
    of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EndedGroup:
    """The group of a unit that has ended, and who headed that unit."""

    unit_id: int
    group: Person
    head: Person | None


@dataclass(frozen=True, kw_only=True)
class ScopeMoved:
    """An inspector's units are others than before, though the office has not entered them anew: `lost` are those that
    no name in the scope means any longer, by what they are now; where none is, the scope has followed a merger."""

    person: Person
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LapsedRights:
    """The rights that have ended: delegations; `left_alone`, absences in which nobody stands in any longer; `over`,
    absences of people who have left; the groups of units that have ended; and what became of inspectors' scopes."""

    delegations: tuple[tuple[Delegation, LapseReason], ...] = ()
    left_alone: tuple[tuple[Absence, LapseReason], ...] = ()
    over: tuple[tuple[Absence, LapseReason], ...] = ()
    groups: tuple[EndedGroup, ...] = ()
    scopes: tuple[ScopeMoved, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.delegations or self.left_alone or self.over or self.groups or self.scopes)


NOTHING = LapsedRights()


def ended_with(before: Chart, after: Chart) -> LapsedRights:
    """Every right whose reason is gone when the organisation changes so. Who is moved along with a whole unit works
    where they worked."""
    given = ((one, _end_of_delegation(before, after, one)) for one in before.delegations)
    left_alone, over = [], []
    for one in before.absences:
        away = _gone_or_moved(before, after, one.person_id)
        there = None if one.substitute_id is None else _gone_or_moved(before, after, one.substitute_id)
        if away is not None and away.reason is Ending.LEFT:
            over.append((one, away))
        elif one.substitute_id is not None and (why := there or away) is not None:
            left_alone.append((one, why))
    ended = {unit.id for unit in after.units.values() if unit.ended_at is not None}
    return LapsedRights(
        delegations=tuple((one, why) for one, why in given if why is not None),
        left_alone=tuple(left_alone),
        over=tuple(over),
        groups=tuple(
            EndedGroup(unit_id=unit_id, group=group, head=before.titular_head_of(unit_id))
            for unit_id, group in before.groups.items()
            if unit_id in ended and before.units[unit_id].ended_at is None and group.reachable
        ),
        scopes=tuple(
            moved for one in before.people.values() if (moved := _scope_moved(before, after, one)) is not None
        ),
    )


def settled(before: Chart, after: AnyChart) -> AnyChart:
    """The organisation after the change, when the rights that end with it have ended."""
    lapsed = ended_with(before, after)
    over = {one.id for one, _ in lapsed.over}
    alone = {one.id for one, _ in lapsed.left_alone}
    ended = {one.id for one, _ in lapsed.delegations}
    return replace(
        after,
        delegations=tuple(one for one in after.delegations if one.id not in ended),
        absences=tuple(
            replace(one, substitute_id=None) if one.id in alone else one for one in after.absences if one.id not in over
        ),
    )


def _scope_moved(before: Chart, after: Chart, had: Person) -> ScopeMoved | None:
    has = after.people.get(had.id)
    if has is None or not had.is_a(Role.INSPECTOR) or not has.is_a(Role.INSPECTOR) or not had.fields:
        return None
    units = before.scope_of(had)
    heirs = {after.heir_of(after.units[unit_id]).id for unit_id in units}
    lost = heirs - after.scope_of(has)
    if lost and has.fields == had.fields:
        return ScopeMoved(person=has, lost=tuple(sorted(lost)))
    return ScopeMoved(person=has) if heirs != units and not lost else None


def _end_of_delegation(before: Chart, after: Chart, given: Delegation) -> LapseReason | None:
    """Why a delegation has ended, None while it holds: that head still heads the unit, and who may sign is one of its
    people, in a part no lower than before."""
    head_id, taker_id = given.head_id, given.person_id
    if after.units[given.unit_id].ended_at is not None:
        return LapseReason(reason=Ending.MERGED)
    for person_id in (head_id, taker_id):
        if _has_left(after, person_id):
            return LapseReason(reason=Ending.LEFT, of_id=person_id)
    head = after.titular_head_of(given.unit_id)
    if head is None or head.id != head_id:
        return LapseReason(reason=Ending.UNSEATED, of_id=head_id)
    if not after.is_within(after.person(taker_id).unit_id, given.unit_id):
        return LapseReason(reason=Ending.MOVED, of_id=taker_id)
    if _rank(after.person(taker_id)) < _rank(before.person(taker_id)):
        return LapseReason(reason=Ending.DEMOTED, of_id=taker_id)
    return None


def _gone_or_moved(before: Chart, after: Chart, person_id: int) -> LapseReason | None:
    if _has_left(after, person_id):
        return LapseReason(reason=Ending.LEFT, of_id=person_id)
    unit_id = before.person(person_id).unit_id
    if unit_id is None or after.person(person_id).unit_id == after.heir_of(after.units[unit_id]).id:
        return None
    return LapseReason(reason=Ending.MOVED, of_id=person_id)


def _has_left(chart: Chart, person_id: int) -> bool:
    found = chart.people.get(person_id)
    return found is None or found.has_left


def _rank(person: Person) -> int:
    """How high the part is that somebody has in a unit."""
    by_height = (Role.DEPUTY, Role.ACTING_HEAD, Role.HEAD)
    return max((height for height, role in enumerate(by_height, start=1) if person.is_a(role)), default=0)
