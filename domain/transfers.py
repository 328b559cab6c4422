"""Passing work on: up or sideways, never back to where it came from (M15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.duties import Duty
from domain.people import Chart


class Way(StrEnum):
    UP = "up"  # vượt thẩm quyền: the only legal way up
    SIDEWAYS = "sideways"  # không thuộc chức năng: the only one sideways


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who has or would have the work: a unit, or a person of one (`person_id` is then set)."""

    unit_id: int | None
    person_id: int | None = None


def lies_with(duty: Duty, to: Party) -> bool:
    """Whether the work is there already."""
    if to.person_id is not None:
        return to.person_id == duty.holder_id
    return duty.to_unit and to.unit_id == duty.unit_id


def comes_back(passed: Sequence[Party], duty: Duty, to: Party, *, holder_id: int) -> bool:
    """Whether the work would go back: to a person who has passed it on, be it as the head of the unit that it goes to,
    or into a unit that it has left. `holder_id` would hold it then."""
    if any(party.person_id == holder_id for party in passed):
        return True
    return to.unit_id != duty.unit_id and any(party.unit_id == to.unit_id for party in passed)


def way_of(chart: Chart, duty: Duty, to: Party) -> Way:
    """Up, where it goes to who heads the unit of the duty or one above it, or to that unit itself; else sideways."""
    if to.person_id is not None:
        return Way.UP if chart.answers_for(to.person_id, duty.unit_id) else Way.SIDEWAYS
    return Way.UP if any(unit.id == to.unit_id for unit in chart.upward(duty.unit_id)) else Way.SIDEWAYS
