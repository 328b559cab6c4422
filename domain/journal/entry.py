"""An entry of the journal, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from domain.acts import Act
from domain.borrowing import Borrowed
from domain.encoding import decoded
from domain.journal.recorded import Circumstances, Recorded, recorded_of

P = TypeVar("P", bound=Recorded)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What happened, by whom in which position; never a name, and free text only as a reference with its hash. `data`
    is plain JSON, the evidence as it is hashed; what they say is read by `payload` and `circumstances`."""

    at: datetime
    act: Act
    via: str
    actor_id: int | None = None
    actor_unit_id: int | None = None
    actor_position: str | None = None
    case_id: int | None = None
    duty_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seq: int = 0
    hash: str = ""  # as stored; an entry yet to be written has none

    @cached_property
    def circumstances(self) -> Circumstances:
        return decoded(Circumstances, self.data)

    @property
    def right(self) -> Borrowed | None:
        """By whose right it was done; None for one's own."""
        return self.circumstances.right_used

    @property
    def said_at(self) -> datetime:
        """When it was said, which may be before it was recorded."""
        return self.circumstances.said_at or self.at

    @cached_property
    def recorded(self) -> Recorded:
        return recorded_of(self.act, self.data)

    def payload(self, kind: type[P]) -> P:
        """What is recorded of its act. Raises TypeError where that is of another kind."""
        if not isinstance(self.recorded, kind):
            raise TypeError(f"{self.act} carries {type(self.recorded).__name__}")
        return self.recorded
