"""Payloads about people, units and accounts, and about who may act for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.acts import Act
from domain.encoding import UNSAID, CanonicalMoment
from domain.journal.recorded import Recorded
from domain.office.lapses import Ending
from domain.office.people import Person, Role

# Units


@dataclass(frozen=True, kw_only=True)
class UnitPlaced(Recorded, acts=(Act.UNIT_ENTERED, Act.UNIT_MOVED)):
    unit: int
    parent: int | None


@dataclass(frozen=True, kw_only=True)
class UnitMerged(Recorded, acts=(Act.UNIT_MERGED,)):
    """`below` are the units that lay under it, `people` who works in the other now, `stepping_down` who heads nothing
    any longer, `inspecting` the inspectors whose units are others, `handed` the duties that went to its head."""

    unit: int
    into: int
    parent: int | None
    below: tuple[int, ...]
    people: tuple[int, ...]
    stepping_down: tuple[int, ...]
    inspecting: tuple[int, ...]
    delegations: tuple[int, ...]
    handed: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(Recorded, acts=(Act.UNIT_RENAMED,)):
    unit: int


@dataclass(frozen=True, kw_only=True)
class UnitHeadless(Recorded, acts=(Act.UNIT_HEADLESS,)):
    """`above` holds its work meanwhile, `head` is who cannot be reached, `codes` name some of the `count` duties that
    lie with the post."""

    unit: int
    above: int | None
    head: int | None
    codes: tuple[str, ...]
    count: int


# People


@dataclass(frozen=True, kw_only=True)
class PersonPlaced(Recorded, acts=(Act.PERSON_ENTERED, Act.PERSON_CORRECTED)):
    """An import says nothing of the fields of an inspector."""

    person: int
    unit: int | None
    position: str
    roles: tuple[Role, ...]
    fields: tuple[str, ...] | None = UNSAID

    @classmethod
    def of(cls, person: Person, *, imported: bool = False) -> Self:
        return cls(
            person=person.id,
            unit=person.unit_id,
            position=person.position,
            roles=tuple(sorted(person.roles)),
            fields=UNSAID if imported else tuple(person.fields),
        )


@dataclass(frozen=True, kw_only=True)
class PersonNamed(Recorded, acts=(Act.PERSON_RETIRED, Act.PERSON_INVITED, Act.PRIVACY_SAID, Act.PRIVACY_READ)):
    person: int


@dataclass(frozen=True, kw_only=True)
class PersonErased(Recorded, acts=(Act.PERSON_ERASED,)):
    """`blanked` free texts were; `again` is when it was done first, before an older copy was restored."""

    person: int
    blanked: int
    again: CanonicalMoment | None = None


# Accounts and groups


@dataclass(frozen=True, kw_only=True)
class AccountLinked(Recorded, acts=(Act.PERSON_ADMITTED, Act.ACCOUNT_LINKED)):
    person: int
    account: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class AccountsWithdrawn(Recorded, acts=(Act.ACCOUNT_WITHDRAWN,)):
    """How many `accounts`."""

    person: int
    accounts: int


@dataclass(frozen=True, kw_only=True)
class ChannelPreferred(Recorded, acts=(Act.CHANNEL_PREFERRED,)):
    account: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class AccountNamed(Recorded, acts=(Act.ACCOUNT_REACHABLE, Act.ACCOUNT_MOVED)):
    account: int


@dataclass(frozen=True, kw_only=True)
class AccountUnreachable(Recorded, acts=(Act.ACCOUNT_UNREACHABLE,)):
    account: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class GroupRegistered(Recorded, acts=(Act.GROUP_REGISTERED, Act.GROUP_LEFT)):
    unit: int
    group: int


@dataclass(frozen=True, kw_only=True)
class GroupEnded(Recorded, acts=(Act.GROUP_ENDED,)):
    """The unit went `into` another."""

    unit: int
    group: int
    into: int
    why: Ending
    of: int | None


@dataclass(frozen=True, kw_only=True)
class ScopeChanged(Recorded, acts=(Act.SCOPE_MOVED,)):
    """The units that an inspector has now, and those that no name of the scope means any longer."""

    person: int
    units: tuple[int, ...]
    lost: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PeopleUnreached(Recorded, acts=(Act.PEOPLE_UNREACHED,)):
    people: tuple[int, ...]


# Absences and delegations. What ended before its time says why, and whose change it was.


@dataclass(frozen=True, kw_only=True)
class AbsenceEntered(Recorded, acts=(Act.ABSENCE_ENTERED,)):
    absence: int
    person: int
    substitute: int
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class AbsenceBegan(Recorded, acts=(Act.ABSENCE_BEGAN,)):
    """`acting` does the work, another than the `substitute` where that one is away too; `kept` duties stay."""

    absence: int
    person: int
    substitute: int | None
    acting: int
    handed: tuple[int, ...]
    kept: int


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Recorded, acts=(Act.ABSENCE_ENDED,)):
    """`handed` is what that event alone moved."""

    absence: int
    person: int
    substitute: int | None
    handed: tuple[int, ...]
    why: Ending | None = None
    of: int | None = UNSAID


@dataclass(frozen=True, kw_only=True)
class AbsenceNamed(Recorded, acts=(Act.ABSENCE_PASSED, Act.ABSENCE_GIVEN_UP)):
    absence: int
    person: int


@dataclass(frozen=True, kw_only=True)
class SubstitutionEnded(Recorded, acts=(Act.SUBSTITUTION_ENDED,)):
    absence: int
    person: int
    substitute: int | None
    why: Ending
    of: int | None


@dataclass(frozen=True, kw_only=True)
class DelegationGiven(Recorded, acts=(Act.DELEGATION_GIVEN,)):
    delegation: int
    person: int
    unit: int
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class DelegationWithdrawn(Recorded, acts=(Act.DELEGATION_WITHDRAWN,)):
    delegation: int
    person: int


@dataclass(frozen=True, kw_only=True)
class DelegationEnded(Recorded, acts=(Act.DELEGATION_ENDED,)):
    delegation: int
    head: int
    person: int
    why: Ending | None = None
    of: int | None = UNSAID
