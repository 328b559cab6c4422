"""The organisation as one reader names it: whom an unclear name means is the reader's word, no part of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from domain.names import Named, is_bare
from domain.office.chart import Chart
from domain.office.people import P, Unit


@dataclass(frozen=True, kw_only=True)
class Directory(Chart):
    """`called` is what the reader said, when asked, of names that fit nobody or several. Where nobody can be asked,
    `follows` lets a former name stand for the unit that it has become, and takes names with accents by their
    letters."""

    called: Mapping[str, str] = field(default_factory=dict)
    follows: bool = False

    def with_names(self, called: Mapping[str, str]) -> Self:
        """For a reader who said who is meant."""
        return self._alike(replace(self, called=called))

    def following(self) -> Self:
        """For what was written before units were merged or renamed."""
        return self._alike(replace(self, follows=True))

    def meant_by(self, name: str) -> str:
        """The name itself, unless the reader has said what it means."""
        return self.called.get(name, name)

    def units_named(self, typed: str) -> tuple[Unit, ...]:
        """The units named, as the chart has them; where former names are followed, else those that had it."""
        return super().units_named(typed) or (self.units_once_named(typed) if self.follows else ())

    def _meant(self, named: Named[P], typed: str) -> tuple[P, ...]:
        """Where nobody can be asked a name with accents means who is called so, and nobody whom it might mean."""
        return named.exactly(typed) if self.follows and not is_bare(typed) else super()._meant(named, typed)
