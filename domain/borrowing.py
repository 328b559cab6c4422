"""Acting by a right that is another's: whose it is, on what ground, until when (design §2, M22, M30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class Ground(StrEnum):
    """Why somebody may act in another's place. With the ground the right ends."""

    SUBSTITUTION = "substitution"  # thay: the other is away
    DELEGATION = "delegation"  # KT.: signs by leave of the head
    REGISTRY = "registry"  # thay mặt: records what the assigner has decided


@dataclass(frozen=True, kw_only=True)
class Borrowed:
    """The right of `of_id`, used by somebody else. `key` is that of the absence or delegation on which it rests and
    `until` when that ends; a registrar's rests on the case itself."""

    ground: Ground
    of_id: int
    key: int | None = None
    until: datetime | None = None

    def to_data(self) -> dict[str, Any]:
        """The right as a journal entry, a notice or a signature keeps it."""
        return {
            "ground": self.ground.value,
            "of": self.of_id,
            "key": self.key,
            "until": self.until.isoformat() if self.until else None,
        }

    def marks(self) -> dict[str, int | None]:
        """The marks by which the journal told it before the whole right was kept, for whoever reads it by them."""
        return {
            "on_behalf": self.of_id if self.ground is Ground.REGISTRY else None,
            "substitutes": self.of_id if self.ground is Ground.SUBSTITUTION else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any] | None) -> Self | None:
        if data is None:
            return None
        until = data.get("until")
        return cls(
            ground=Ground(data["ground"]),
            of_id=data["of"],
            key=data.get("key"),
            until=datetime.fromisoformat(until) if until else None,
        )
