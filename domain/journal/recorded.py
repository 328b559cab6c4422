"""What every entry of the journal may carry beside who did what when, and what it carries by its act.

The names of the fields are the stored keys. Entries are hashed as they were written, so a field that is there stays;
what is added has a default, or may be None where entries from before lack it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.acts import Act
from domain.borrowing import Borrowed, Ground
from domain.duties.duties import Duty
from domain.encoding import UNSAID, CanonicalMoment, decoded, encoded
from domain.ladder.dates import MovedDate


@dataclass(frozen=True, kw_only=True)
class KeptWords:
    """Free text that lies apart: its key, and the salted hash of what it said."""

    id: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """How an act was done, whatever it was: the free texts by their role, when it was said where it was recorded later,
    who wrote down what was reported on paper, by whose right. `substitutes` and `on_behalf` are the marks by which a
    right was told before the whole of it was kept; they are written beside it."""

    words: Mapping[str, KeptWords] = field(default_factory=dict)
    said_at: CanonicalMoment | None = None
    recorded_by: int | None = None
    right: Borrowed | None = None
    substitutes: int | None = None
    on_behalf: int | None = None

    @property
    def right_used(self) -> Borrowed | None:
        """By whose right it was done, in entries from before too."""
        if self.right is not None:
            return self.right
        if self.substitutes is not None:
            return Borrowed(ground=Ground.SUBSTITUTION, of_id=self.substitutes)
        if self.on_behalf is not None:
            return Borrowed(ground=Ground.REGISTRY, of_id=self.on_behalf)
        return None


ORDINARY = Circumstances()
PAYLOADS: dict[Act, type[Recorded]] = {}


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What is recorded of an act; acts that say the same of themselves share a class."""

    def __init_subclass__(cls, *, acts: Iterable[Act] = ()) -> None:
        for act in acts:
            if act in PAYLOADS:
                raise RuntimeError(f"{act} carries {PAYLOADS[act].__name__} already")
            PAYLOADS[act] = cls


def entry_data(act: Act, recorded: Recorded, circumstances: Circumstances = ORDINARY) -> dict[str, Any]:
    """The data of an entry, as they are hashed. Raises TypeError for what is recorded of another act."""
    if type(recorded) is not PAYLOADS[act]:
        raise TypeError(f"{act} carries {PAYLOADS[act].__name__}, not {type(recorded).__name__}")
    marks = {} if circumstances.right is None else circumstances.right.marks()
    return encoded(recorded) | encoded(circumstances) | marks


def words_in(data: Mapping[str, Any]) -> Mapping[str, KeptWords]:
    """The free texts of an entry alone, by their role."""
    return {role: decoded(KeptWords, kept) for role, kept in data.get("words", {}).items()}


def recorded_of(act: Act, data: Mapping[str, Any]) -> Recorded:
    return decoded(PAYLOADS[act], data)


@dataclass(frozen=True, kw_only=True)
class Nothing(Recorded, acts=(Act.CASE_CLOSED, Act.DUTY_ACKNOWLEDGED)):
    """The act says it all."""


NOTHING = Nothing()


@dataclass(frozen=True, kw_only=True)
class MovesDates(Recorded):
    """What other days the act has moved."""

    dates: tuple[MovedDate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetsDeadline(Recorded):
    """The deadline in force from then on."""

    due_at: datetime
    names_hour: bool | None


@dataclass(frozen=True, kw_only=True)
class MovesLast(Recorded):
    """The last deadline where the act has moved it, None where it is in force no longer."""

    last_at: datetime | None = UNSAID


def last_moved(before: Duty, after: Duty) -> datetime | None:
    """What to say of the last deadline: nothing where it is the same."""
    if before.last == after.last:
        same: None = UNSAID
        return same
    return after.last.moment if after.last is not None else None
