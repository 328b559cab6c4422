"""The shapes in which the journal is told again: cases, duties with their turns, what was asked and said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.duties.cases import Deadline, Label
from domain.rules.lengths import Urgency


@dataclass(kw_only=True)
class Turn:
    """From `since` on this person had it in this phase, for this unit."""

    person: int
    unit: int | None
    phase: str
    since: datetime
    acknowledged: datetime | None = None
    until: datetime | None = None


@dataclass(kw_only=True)
class Plea:
    """Something asked about a duty."""

    kind: str
    of: int
    by: int | None
    opened: datetime
    held_since: datetime
    upward: bool
    closed: datetime | None = None
    outcome: str | None = None


@dataclass(kw_only=True)
class Saying:
    kind: str
    detail: str | None
    by: int
    at: datetime
    words: int | None
    confirmed: datetime | None = None
    beside: bool = False


@dataclass(kw_only=True)
class Reply:
    stance: str
    state: str
    by: int
    said: datetime
    signed: datetime | None = None
    is_empty: bool = False


@dataclass(kw_only=True)
class ReplayedCase:
    """A task or opinion request."""

    id: int
    kind: str
    assigner: int
    opened: datetime
    deadline: Deadline
    policy: int
    urgency: Urgency
    title: str = ""
    field: str = ""
    document: str = ""
    label: Label | None = None
    serves: int | None = None
    original: Deadline | None = None
    former: tuple[tuple[datetime, int], ...] = ()  # assigners, each until when

    def assigner_at(self, at: datetime) -> int:
        for until, person in self.former:
            if at < until:
                return person
        return self.assigner


@dataclass(kw_only=True)
class Owed:
    """A duty of a case."""

    id: int
    case: ReplayedCase
    kind: str
    opened: datetime
    turns: list[Turn]
    terms: list[tuple[datetime, Deadline]]
    closed: datetime | None = None
    outcome: str | None = None
    restarted: datetime | None = None
    answerable: int | None = None
    pleas: list[Plea] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)

    @property
    def now(self) -> Turn:
        return self.turns[-1]

    def acknowledge(self, at: datetime) -> None:
        self.now.acknowledged = self.now.acknowledged or at

    def hand(self, at: datetime, person: int, phase: str, **more: Any) -> None:
        self.now.until = at
        self.turns.append(Turn(person=person, phase=phase, since=at, **{"unit": self.now.unit, **more}))

    def close(self, at: datetime, outcome: str) -> None:
        self.now.until = self.closed = at
        self.outcome = outcome

    def set(self, deadline: Deadline, at: datetime) -> None:
        if self.terms[-1][1] != deadline:
            self.terms.append((at, deadline))


@dataclass(kw_only=True)
class Work:
    """Where somebody worked from then on."""

    unit: int | None
    roles: frozenset[str]
    since: datetime
    fields: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Leave:
    since: datetime
    until: datetime
