"""What a report is about, and to whom each thing in it is counted (M36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from domain.duties.cases import Case
from domain.figures.chiefs import Chiefs
from domain.figures.figures import Grouping, Rank
from domain.figures.records import Register
from domain.names import fold
from domain.office.people import Role, Unit

Key = int | str | None


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a report is about: the whole agency, or one unit with those below it, person, field, rank of the assigner,
    assigner or source document. `within` are the units to which the reader's sight is limited, where they are not
    one with those below it."""

    unit_id: int | None = None
    person_id: int | None = None
    field: str | None = None
    rank: Rank | None = None
    assigner_id: int | None = None
    document: str | None = None
    within: frozenset[int] | None = None


class Attribution(NamedTuple):
    """To whom something is counted: who did it or owes it, for which unit, in which case."""

    person_id: int
    unit_id: int | None
    case: Case


class Keys:
    """The key of each grouping as of a moment, and whether a scope takes in what has these keys. `units` say what lies
    below what."""

    def __init__(self, register: Register, scope: Scope, units: Mapping[int, Unit], *, at: datetime) -> None:
        self._at = at
        self._chiefs = Chiefs(register, units)
        self._led: dict[tuple[int | None, str | None, datetime], dict[Grouping, Key]] = {}
        self._register = register
        self._fields: dict[str, str] = {}
        for field in dict.fromkeys(record.case.field for record in register.records):
            if field:
                self._fields.setdefault(fold(field), field)
        self._of_cases: dict[int, dict[Grouping, Key]] = {}
        self._wanted = self._wanted_by(scope, units)
        self.admit_all = not self._wanted

    def of(self, whose: Attribution) -> dict[Grouping, Key]:
        own: dict[Grouping, Key] = {Grouping.UNIT: whose.unit_id, Grouping.PERSON: whose.person_id}
        return own | self._of_case(whose.case) | self._led_by(whose)

    def takes_in(self, unit_id: int) -> bool:
        """Whether what the unit answers for lies within the scope, as far as units go."""
        return Grouping.UNIT not in self._wanted or unit_id in self._wanted[Grouping.UNIT]

    def admit(self, whose: Attribution) -> bool:
        if self.admit_all:
            return True
        own: dict[Grouping, Key] = {Grouping.UNIT: whose.unit_id, Grouping.PERSON: whose.person_id}
        keys = own | self._of_case(whose.case)
        return all(keys[grouping] in wanted for grouping, wanted in self._wanted.items())

    def _of_case(self, case: Case) -> dict[Grouping, Key]:
        if case.id not in self._of_cases:
            self._of_cases[case.id] = {
                Grouping.FIELD: self._fields[fold(case.field)] if case.field else None,
                Grouping.RANK: rank_of(case, self._register),
                Grouping.ASSIGNER: self._register.assigner(case, self._at),
                Grouping.DOCUMENT: case.document or None,
            }
        return self._of_cases[case.id]

    def _led_by(self, whose: Attribution) -> dict[Grouping, Key]:
        """Who was over it when the case ended, or is when figures are taken."""
        ended = whose.case.closed_at
        at = self._at if ended is None else min(ended, self._at)
        mark = (whose.unit_id, whose.case.field, at)
        if mark not in self._led:
            self._led[mark] = {
                Grouping.HEAD: self._chiefs.head_of(whose.unit_id, at),
                Grouping.DEPUTY: self._chiefs.deputy_of(whose.unit_id, whose.case.field, at),
            }
        return self._led[mark]

    def _wanted_by(self, scope: Scope, units: Mapping[int, Unit]) -> dict[Grouping, frozenset[Key]]:
        wanted: dict[Grouping, frozenset[Key]] = {}
        if scope.unit_id is not None:
            wanted[Grouping.UNIT] = frozenset(units_within(units, scope.unit_id))
        elif scope.within is not None:
            wanted[Grouping.UNIT] = frozenset(scope.within)
        if scope.field is not None:
            wanted[Grouping.FIELD] = frozenset({self._fields.get(fold(scope.field), scope.field)})
        for grouping, key in (
            (Grouping.PERSON, scope.person_id),
            (Grouping.RANK, scope.rank),
            (Grouping.ASSIGNER, scope.assigner_id),
            (Grouping.DOCUMENT, scope.document),
        ):
            if key is not None:
                wanted[grouping] = frozenset({key})
        return wanted


def units_within(units: Mapping[int, Unit], unit_id: int) -> set[int]:
    """The unit and all those below it."""
    below: dict[int, list[int]] = {}
    for unit in units.values():
        if unit.parent_id is not None:
            below.setdefault(unit.parent_id, []).append(unit.id)
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        new = set(below.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


_RANKS = {Role.LEADER: Rank.LEADER, Role.HEAD: Rank.HEAD, Role.ACTING_HEAD: Rank.HEAD, Role.OFFICE: Rank.OFFICE}


def rank_of(case: Case, register: Register) -> Rank:
    """What the assigner was when assigning, the highest of several (M7)."""
    post = register.post(register.assigner(case, case.opened_at), case.opened_at)
    roles = frozenset() if post is None else post.roles
    return next((rank for role, rank in _RANKS.items() if role in roles), Rank.OTHER)
