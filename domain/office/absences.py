"""Who is away and who stands in; whom a head has let sign in the head's place (M30, design §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.names import fold
from domain.refusals import AbsentAlready, SubstitutesInCircle


@dataclass(frozen=True, kw_only=True)
class Absence:
    """From `since` until just before `until` another stands in for the person; nobody where the right of who was named
    has ended with its reason: the person stays away, and what they hold stays with them."""

    id: int = 0
    person_id: int
    substitute_id: int | None
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


def stood_in_for(away: Iterable[Absence]) -> dict[int, int]:
    """Who is named to stand in for whom while these are away."""
    return {one.person_id: one.substitute_id for one in away if one.substitute_id is not None}


def last_of_chain(person_id: int, named: Mapping[int, int]) -> int | None:
    """Who is there in the end: the substitute, or the substitute's if that one is away too. None for who is there, and
    for a circle, in which everybody is away."""
    met = {person_id}
    found = named.get(person_id)
    while found is not None and found in named:
        if found in met:
            return None
        met.add(found)
        found = named[found]
    return found


def require_no_circle(wanted: Absence, known: Sequence[Absence]) -> tuple[Absence, ...]:
    """The absences of the person's substitutes that fall into this one, nearest first: then another stands in for them.
    Raises AbsentAlready where the person is away then anyway; SubstitutesInCircle where at any moment everybody in a
    chain of substitutes would be away."""
    for one in known:
        if one.substitute_id is not None and one.person_id == wanted.person_id and _meet(one, wanted):
            raise AbsentAlready(since=one.since, until=one.until)
    if wanted.substitute_id is None:
        return ()
    if wanted.substitute_id == wanted.person_id:
        raise SubstitutesInCircle(people=(wanted.person_id,))
    return tuple(_chained(wanted, known, path=(wanted.person_id, wanted.substitute_id), within=wanted))


def filled_by(wanted: Absence, known: Iterable[Absence]) -> tuple[Absence, ...]:
    """The absences of the person in which nobody stands in, and in whose place comes the one in which somebody does."""
    alone = (one for one in known if one.person_id == wanted.person_id and one.substitute_id is None)
    return tuple(one for one in alone if _meet(one, wanted))


def left_uncovered(
    person_id: int, since: datetime, until: datetime, known: Iterable[Absence]
) -> tuple[tuple[datetime, datetime], ...]:
    """The stretches of that time in which nobody stands in for the person, by these absences."""
    covered = (one for one in known if one.person_id == person_id and one.substitute_id is not None)
    found = []
    for one in sorted(covered, key=lambda one: one.since):
        if one.since > since:
            found.append((since, min(one.since, until)))
        since = max(since, one.until)
        if since >= until:
            return tuple(found)
    return (*found, (since, until))


def _meet(one: Absence, other: Absence) -> bool:
    return one.since < other.until and other.since < one.until


def _chained(wanted: Absence, known: Sequence[Absence], *, path: tuple[int, ...], within: Absence) -> list[Absence]:
    """The absences of the last of the path that overlap the time of all before."""
    found: list[Absence] = []
    for one in known:
        since, until = max(one.since, within.since), min(one.until, within.until)
        if one.person_id != path[-1] or one.substitute_id is None or since >= until:
            continue
        if one.substitute_id in path:
            raise SubstitutesInCircle(people=(*path, one.substitute_id))
        met = Absence(person_id=one.person_id, substitute_id=one.substitute_id, since=since, until=until)
        found += [one, *_chained(wanted, known, path=(*path, one.substitute_id), within=met)]
    return found


# One event after the other


@dataclass(frozen=True, kw_only=True)
class Changeover:
    """At its moment somebody's absence ends, or begins, or one follows on the other; who is away before and after that
    alone, whatever else turns at the same moment."""

    at: datetime
    ending: Absence | None = None
    beginning: Absence | None = None
    before: tuple[Absence, ...] = ()
    after: tuple[Absence, ...] = ()


def changeovers(standing: Iterable[Absence], beginning: Iterable[Absence], *, now: datetime) -> tuple[Changeover, ...]:
    """What has come to its moment by now, in the order of the moments: of those `standing`, which are away on record,
    the ends; of those `beginning` the begins. At one moment what ends comes first, and then a stand-in before those for
    whom they stand in: so everything goes at once to who is there in the end."""
    away = {one.id: one for one in standing}
    found: dict[tuple[datetime, int], Changeover] = {}
    for one in away.values():
        if one.until <= now:
            found[one.until, one.person_id] = Changeover(at=one.until, ending=one)
    for one in beginning:
        met = found.get((one.since, one.person_id), Changeover(at=one.since))
        found[one.since, one.person_id] = replace(met, beginning=one)
    ordered = []
    for turn in sorted(found.values(), key=lambda turn: _place_of(turn, found.values())):
        before = tuple(away.values())
        if turn.ending is not None:
            del away[turn.ending.id]
        if turn.beginning is not None:
            away[turn.beginning.id] = turn.beginning
        ordered.append(replace(turn, before=before, after=tuple(away.values())))
    return tuple(ordered)


def _place_of(turn: Changeover, every: Iterable[Changeover]) -> tuple[datetime, bool, int, int]:
    """Ends before begins; in a chain the last who is away comes back last, and goes first."""
    begins = turn.beginning is not None
    one = turn.beginning or turn.ending
    assert one is not None
    alike = [other for other in every if other.at == turn.at and (other.beginning is not None) == begins]
    named = stood_in_for(away for other in alike if (away := other.beginning or other.ending) is not None)
    length, at = 0, one.substitute_id
    while at in named and length < len(named):
        length, at = length + 1, named[at]
    return turn.at, begins, length if begins else -length, one.person_id
