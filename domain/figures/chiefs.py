"""Who headed a unit, and which of its deputies was in charge of a field, at a moment of the past (M36)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.figures.records import PostHeld, Register
from domain.names import fold
from domain.office.people import Role, Unit


class Chiefs:
    """By the posts on record. What a unit has not got is asked of the one above it; `units` say what lies above."""

    def __init__(self, register: Register, units: Mapping[int, Unit]) -> None:
        self._units = units
        self._posts: dict[int, list[tuple[int, PostHeld]]] = {}
        for person_id, posts in sorted(register.posts.items()):
            for post in posts:
                if post.unit_id is not None and post.roles & {Role.HEAD, Role.ACTING_HEAD, Role.DEPUTY}:
                    self._posts.setdefault(post.unit_id, []).append((person_id, post))

    def head_of(self, unit_id: int | None, at: datetime) -> int | None:
        """The head, else the deputy who was acting as such."""
        for present in self._upward(unit_id, at):
            for role in (Role.HEAD, Role.ACTING_HEAD):
                for person_id, post in present:
                    if role in post.roles:
                        return person_id
        return None

    def deputy_of(self, unit_id: int | None, field: str | None, at: datetime) -> int | None:
        """By the fields that were recorded then; of several the one who has been so longest."""
        wanted = fold(field or "")
        for present in self._upward(unit_id, at) if wanted else ():
            for person_id, post in present:
                if Role.DEPUTY in post.roles and wanted in map(fold, post.fields):
                    return person_id
        return None

    def _upward(self, unit_id: int | None, at: datetime) -> Iterator[list[tuple[int, PostHeld]]]:
        """The posts held then in the unit, in the one above, and so on, the longest held first."""
        for one in upward(unit_id, self._units):
            held = (
                (person_id, post)
                for person_id, post in self._posts.get(one, ())
                if post.since <= at and (post.until is None or at < post.until)
            )
            yield sorted(held, key=lambda found: (found[1].since, found[0]))


def upward(unit_id: int | None, units: Mapping[int, Unit]) -> Iterator[int]:
    """The unit, its parent and so on; none is met twice."""
    met: set[int] = set()
    while unit_id is not None and unit_id not in met:
        met.add(unit_id)
        yield unit_id
        unit_id = units[unit_id].parent_id if unit_id in units else None
