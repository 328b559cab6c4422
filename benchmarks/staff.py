"""Who works in the generated year: units, people with roles and accounts, entered by the acts by which an office is
entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from actions.installation import Office
from actions.office.accounts import admit_admin, link_sample_account
from actions.office.people import enter_person, enter_unit
from actions.office.setup import prepare_office
from actions.order import Order
from domain.names import fold
from domain.office.people import Role

AGENCY, CENTRE, INSPECTORATE = "UBND tỉnh", "Văn phòng UBND tỉnh", "Thanh tra tỉnh"
FIELDS = ("Đất đai", "Đầu tư công", "Y tế", "Giáo dục", "Giao thông", "Môi trường", "Nội vụ", "Tài chính")
_DEPARTMENTS = (
    "Tài chính",
    "Xây dựng",
    "Y tế",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
    "Công Thương",
    "Nội vụ",
    "Tư pháp",
    "Khoa học và Công nghệ",
    "Văn hóa, Thể thao và Du lịch",
    "Dân tộc và Tôn giáo",
)
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Quốc", "Minh", "Thu", "Đức", "Ngọc", "Hữu", "Thanh", "Xuân", "Kim", "Gia")
_GIVEN = ("Bình", "Cúc", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tâm")


@dataclass(kw_only=True)
class Staff:
    """Everybody by what they do, as entered; who heads which unit changes in the course of the year."""

    names: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    clerks: list[int] = field(default_factory=list)
    leaders: list[int] = field(default_factory=list)
    heads: dict[int, int] = field(default_factory=dict)  # unit → its head
    members: dict[int, list[int]] = field(default_factory=dict)  # unit → those who work there, its head first
    unit_of: dict[int, int] = field(default_factory=dict)

    def officials(self, unit_id: int) -> list[int]:
        """Those of the unit who may be named for a duty, its head left out."""
        return [one for one in self.members[unit_id] if one != self.heads.get(unit_id)]

    @property
    def departments(self) -> list[int]:
        """The units that work; the agency itself assigns."""
        return [unit for unit in self.units if self.units[unit] != AGENCY]


def unit_names(count: int) -> Iterator[tuple[str, str | None]]:
    """So many units, each after the one above it: the agency, its departments, and divisions of the departments."""
    departments = [CENTRE, INSPECTORATE, *(f"Sở {name}" for name in _DEPARTMENTS)]
    yield AGENCY, None
    for name in departments[: count - 1]:
        yield name, AGENCY
    for number in range(max(count - 1 - len(departments), 0)):
        above = departments[2 + number % len(_DEPARTMENTS)]
        yield f"Phòng chuyên môn {number + 1} ({above})", above


def person_names(chance: Random, count: int) -> list[str]:
    """So many names, no two alike even without accents."""
    met: dict[str, str] = {}
    while len(met) < count:
        name = f"{chance.choice(_SURNAMES)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"
        if fold(name) in met:
            name = f"{name} {chance.choice(_GIVEN)}"
        met.setdefault(fold(name), name)
    return list(met.values())


async def engage(office: Office, chance: Random, *, units: int, people: int, at: datetime) -> Staff:
    """Enter the whole office; it needs at least four units and eight people a unit to have every role."""
    staff = Staff()
    await prepare_office(office, at)
    names = person_names(chance, people)
    start = Order(now=at, said_at=at, via="start")
    first = await admit_admin(office, start, channel="trial", user_id="1", chat_id="1", name=names[0])
    clerk = Order(now=at, said_at=at, via="trial", sender_id=first.id)
    for name, above in unit_names(units):
        unit, _ = await enter_unit(office, clerk, name=name, parent=above)
        staff.units[unit.id] = name
    places = _places(list(staff.units.items()), people)
    for name, (unit_id, roles) in zip(names, places, strict=True):
        fields = (chance.choice(FIELDS),) if Role.DEPUTY in roles else ()
        placed = await enter_person(
            office,
            clerk,
            name=name,
            unit=staff.units[unit_id],
            position=_position(roles),
            roles=roles,
            fields=fields,
        )
        person_id = placed.person.id
        staff.names[person_id] = name
        staff.unit_of[person_id] = unit_id
        staff.members.setdefault(unit_id, []).append(person_id)
        if person_id != first.id:
            await link_sample_account(office, clerk, person_id=person_id, channel="trial", user_id=str(person_id))
        for role, among in ((Role.OFFICE, staff.clerks), (Role.LEADER, staff.leaders)):
            if role in roles:
                among.append(person_id)
        if Role.HEAD in roles:
            staff.heads[unit_id] = person_id
    return staff


def _places(units: list[tuple[int, str]], people: int) -> list[tuple[int, frozenset[Role]]]:
    """Where each works and as what: the clerk who enters all comes first."""
    agency, centre, inspectorate = (unit_id for unit_id, _ in units[:3])
    places = [(centre, {Role.OFFICE})]
    places += [(agency, {Role.LEADER, Role.HEAD}), (agency, {Role.LEADER}), (agency, {Role.LEADER})]
    places += [(centre, {Role.HEAD}), (centre, {Role.OFFICE}), (inspectorate, {Role.INSPECTOR})]
    for unit_id, name in units[2:]:
        places += [(unit_id, {Role.HEAD}), (unit_id, {Role.DEPUTY})]
        places += [(unit_id, {Role.OFFICIAL})] if name else []
    number = 0
    while len(places) < people:
        places.append((units[1 + number % (len(units) - 1)][0], {Role.OFFICIAL}))
        number += 1
    return [(unit_id, frozenset(roles)) for unit_id, roles in places[:people]]


def _position(roles: frozenset[Role]) -> str:
    named = {Role.LEADER: "Lãnh đạo", Role.HEAD: "Thủ trưởng", Role.DEPUTY: "Cấp phó", Role.OFFICE: "Văn phòng"}
    return next((name for role, name in named.items() if role in roles), "Chuyên viên")
