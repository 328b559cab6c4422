"""Passing work on: up or sideways, never back to where it came from (M15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.duties.duties import Duty
from domain.names import fold
from domain.office.chart import Chart


class TransferWay(StrEnum):
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


def way_of(chart: Chart, duty: Duty, to: Party) -> TransferWay:
    """Up, where it goes to who heads the unit of the duty or one above it, or to that unit itself; else sideways."""
    if to.person_id is not None:
        return TransferWay.UP if chart.answers_for(to.person_id, duty.unit_id) else TransferWay.SIDEWAYS
    return TransferWay.UP if any(unit.id == to.unit_id for unit in chart.upward(duty.unit_id)) else TransferWay.SIDEWAYS


# What a reason must say for each way: of one's authority that it does not reach or whose it is, of one's function that
# this is none of it or whose it is. Being busy, short of people or late is neither, whatever words stand beside it.
_FUNCTION = r"(?:(?:chuc nang|nhiem vu|linh vuc|trach nhiem|tham quyen|pham vi)\b ?)+"
_AUTHORITY = r"tham quyen\b ?"
_ACTS = r"(?:(?:quyet dinh|giai quyet|quan ly|phe duyet|xu ly|phu trach|duoc giao) )?"
_UNIT = r"(?:phong|so|ban|to|chi cuc|trung tam|don vi|co quan|van phong|uy ban|ubnd|xa|phuong)"
_SOMEBODY = rf"(?:{_UNIT}|dong chi|anh|chi|ong|ba)"
_LINKS = r"(?: (?:phai|la|con|thuoc|dung|nam|trong|co|pham vi|lien quan|den|toi|duoc|giao|cac|voi))*"
_LIMITS = r"(?: (?:qua|muc|pham vi|gioi han|han muc|khuon kho|trong|thuoc|nam|con|phai|du))*"

_BEYOND = re.compile(
    rf"(?<!khong )(?<!chua )\b(?:vuot|ngoai|qua){_LIMITS} (?:{_AUTHORITY}|phan cap\b|cap minh\b|quyen han\b)"
    rf"|\b(?:khong|chua|het)(?: (?:du|co|thuoc|dung|nam|con|phai)){_LIMITS} {_AUTHORITY}|\bhet {_AUTHORITY}"
    r"|\bvuot(?: \w+){1,6} duoc (?:quyet|duyet|phe duyet|phan cap|uy quyen)\b"
    r"|\b(?:khong|chua) duoc (?:phan cap|phan quyen|uy quyen|giao quyen)\b"
)
_ABOVE = re.compile(rf"\bthuoc {_AUTHORITY}|\b{_AUTHORITY}{_ACTS}(?:cua|thuoc)\b")
_NOT_OURS = re.compile(
    rf"\b(?!ngoai nhiem vu nay\b)(?:khong|chang|trai|sai|khac|ngoai){_LINKS} {_FUNCTION}"
    rf"|\bkhong phai (?:la )?(?:(?:phan viec|cong viec|viec|phan) (?:cua )?|cua )(?:toi|minh|chung toi|em|{_UNIT})\b"
    r"|\bkhong (?:phu trach|quan ly|duoc giao)\b(?! (?:noi|duoc|kip|het|them|du|kinh phi|nguoi|thoi gian)\b)"
)
_THEIRS = re.compile(
    rf"(?<!khong biet )\b(?:thuoc|dung) {_FUNCTION}|\btheo chuc nang\b|\b(?:la|theo) {_FUNCTION}(?:cua|{_UNIT})\b"
    rf"|\b{_FUNCTION}(?:nay |do )?(?:cua|thuoc|da chuyen)\b|\b(?:thuoc|la cua) {_UNIT} \w+"
    rf"|\bdo (?!ban (?:de|nen|qua|viec|hop|nhieu)\b){_SOMEBODY}(?: \w+){{1,8}}?"
    r" (?:phu trach|quan ly|chu tri|tham muu|theo doi)\b(?! (?:dang|nghi|ban|vang)\b)"
)
# Who calls the matter their own, and names what else keeps them from it, has given no ground.
_OURS = re.compile(
    rf"\b(?:(?:{_FUNCTION}|la ){_ACTS}(?:cua )?|thuoc )"
    rf"(?:toi|minh|chung toi|em|{_UNIT}(?: (?:toi|minh|ta|em|chung toi))?)"
    r"(?:$| (?:nhung|song|tuy|ma|dang|hien|vi|va)\b)"
)
_MARKS = re.compile(r"[^\w\s]|_")


def says_why(reason: str, way: TransferWay) -> bool:
    """Whether the reason names the only legal ground of going that way (M15): up for lack of authority, sideways for it
    is not one's function."""
    said = " ".join(_MARKS.sub(" ", fold(reason)).split())
    denied, whose = (_BEYOND, _ABOVE) if way is TransferWay.UP else (_NOT_OURS, _THEIRS)
    if denied.search(said) is not None:
        return True
    return whose.search(said) is not None and _OURS.search(said) is None
