"""Who is away and who stands in for him; whom a head has let sign in his place (M30, design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.names import fold
from domain.refusals import AbsentAlready, SubstitutesInCircle


@dataclass(frozen=True, kw_only=True)
class Absence:
    """From `since` until just before `until` another stands in for the person."""

    id: int = 0
    person_id: int
    substitute_id: int
    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        return self.since <= moment < self.until


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """By it the person signs for the head of the unit (*KT.*), in these fields or, where none is named, in all."""

    id: int = 0
    head_id: int
    person_id: int
    unit_id: int
    fields: tuple[str, ...] = ()
    since: datetime
    until: datetime

    def covers(self, moment: datetime, field: str | None = None) -> bool:
        """Whether it is in force, and for this field; a case without a field is covered by a delegation of all."""
        in_scope = not self.fields or (field is not None and fold(field) in map(fold, self.fields))
        return in_scope and self.since <= moment < self.until


def in_force(absences: Iterable[Absence], moment: datetime | None) -> dict[int, int]:
    """Who is named to stand in for whom at that moment; at no moment nobody is away."""
    if moment is None:
        return {}
    return {absence.person_id: absence.substitute_id for absence in absences if absence.covers(moment)}


def last_of_chain(person_id: int, named: Mapping[int, int]) -> int | None:
    """Who is there in the end: the substitute, or his substitute if he is away too. None for who is there himself,
    and for a circle, in which everybody is away."""
    met = {person_id}
    found = named.get(person_id)
    while found is not None and found in named:
        if found in met:
            return None
        met.add(found)
        found = named[found]
    return found


def require_no_circle(wanted: Absence, known: Sequence[Absence]) -> tuple[Absence, ...]:
    """The absences of his substitutes that fall into this one, nearest first: then another stands in for them.
    Raises AbsentAlready where he is away then anyway; SubstitutesInCircle where at any moment everybody in a chain of
    substitutes would be away."""
    for one in known:
        if one.person_id == wanted.person_id and one.since < wanted.until and wanted.since < one.until:
            raise AbsentAlready(since=one.since, until=one.until)
    if wanted.substitute_id == wanted.person_id:
        raise SubstitutesInCircle((wanted.person_id,))
    return tuple(_chained(wanted, known, path=(wanted.person_id, wanted.substitute_id), within=wanted))


def _chained(wanted: Absence, known: Sequence[Absence], *, path: tuple[int, ...], within: Absence) -> list[Absence]:
    """The absences of the last of the path that overlap the time of all before."""
    found: list[Absence] = []
    for one in known:
        since, until = max(one.since, within.since), min(one.until, within.until)
        if one.person_id != path[-1] or since >= until:
            continue
        if one.substitute_id in path:
            raise SubstitutesInCircle((*path, one.substitute_id))
        met = Absence(person_id=one.person_id, substitute_id=one.substitute_id, since=since, until=until)
        found += [one, *_chained(wanted, known, path=(*path, one.substitute_id), within=met)]
    return found
