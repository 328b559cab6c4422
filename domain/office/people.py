"""Units, people and who stands above whom (design §2, M4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar


class Role(StrEnum):
    HEAD = "head"  # thủ trưởng
    ACTING_HEAD = "acting_head"  # phụ trách: in office where there is no head
    DEPUTY = "deputy"  # cấp phó
    OFFICIAL = "official"  # chuyên viên
    LEADER = "leader"  # lãnh đạo: assigns, accepts, receives top escalations
    OFFICE = "office"  # văn phòng: registers, follows, reports
    INSPECTOR = "inspector"  # thanh tra: reads everything in scope, changes nothing


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit that has been merged into another has ended, and lies under that one from then on: its head answers for
    what it leaves. `former` are the names that it had before."""

    id: int
    name: str
    parent_id: int | None = None
    ended_at: datetime | None = None
    former: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person in the present position. `reachable` says whether any account of the person's can be written to,
    `channels` on which there is one.
    `fields` are those of a deputy; of an inspector they are the units inspected, all where none is named."""

    id: int
    name: str
    unit_id: int | None = None
    position: str = ""
    roles: frozenset[Role] = frozenset()
    fields: tuple[str, ...] = ()
    reachable: bool = False
    channels: frozenset[str] = frozenset()

    def is_a(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def has_left(self) -> bool:
        """Whether nothing can be asked of the person any longer: no unit, no role."""
        return self.unit_id is None and not self.roles


P = TypeVar("P", Person, Unit)


def unique(found: Iterable[P]) -> tuple[P, ...]:
    """The same people or units in the same order, none twice."""
    return tuple({one.id: one for one in found}.values())
