"""Passing work on: up or sideways, never back to where it came from (M15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.duties import Duty
from domain.names import fold
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


# What a reason must say for each way: of one's authority that it does not reach, of one's function that this is none of
# it, or whose it is. Being busy, short of people or late is neither.
_WHOSE = r"(?:(?:chuc nang|nhiem vu|linh vuc|trach nhiem|tham quyen|pham vi)\b[ ,]*)+"
_BEYOND = re.compile(
    r"\b(?:vuot|qua|ngoai|khong (?:du|co|thuoc|dung)|chua (?:du|co)|het)(?: \w+){0,2} tham quyen\b"
    r"|\b(?:vuot|ngoai|qua)(?: \w+){0,2} (?:phan cap|cap minh|quyen han)\b"
    r"|\bthuoc(?: \w+){0,2} tham quyen\b"
)
_NOT_OURS = re.compile(
    rf"\b(?:khong|ngoai|trai|chang|sai)(?: \w+){{0,2}} {_WHOSE}"
    r"|\bkhong phai(?: la)? (?:viec|phan viec|cong viec)(?: \w+)?\b"
    r"|\bkhong (?:phu trach|quan ly|duoc giao)\b"
)
_THEIRS = re.compile(rf"\b(?:thuoc|dung|la|theo)(?: \w+){{0,1}} {_WHOSE}|\bdo\b.*\b(?:phu trach|quan ly|chu tri)\b")
_OURS = re.compile(
    rf"(?<!khong )\b(?:thuoc|dung|la) {_WHOSE}(?:cua )?(?:toi|minh|chung toi|em|(?:phong|don vi|so|ban|to|co quan)"
    r"(?: (?:toi|minh|ta|chung toi))?)(?:$| (?:nhung|song|tuy|ma)\b)"
)
_MARKS = re.compile(r"[^\w\s]|_")


def says_why(reason: str, way: Way) -> bool:
    """Whether the reason names the only legal ground of going that way (M15): up for lack of authority, sideways for it
    is not one's function."""
    said = " ".join(_MARKS.sub(" ", fold(reason)).split())
    if way is Way.UP:
        return _BEYOND.search(said) is not None
    return (_NOT_OURS.search(said) or _THEIRS.search(said)) is not None and _OURS.search(said) is None
