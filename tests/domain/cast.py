"""A small office of plain values: what the rules are handed in these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.duties.cases import Case, CaseKind, Deadline
from domain.duties.duties import Duty, DutyKind
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.people import Person, Role, Unit

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = Calendar(timezone=HANOI)  # every Monday to Friday is worked

AGENCY, ECONOMY, LAND, OFFICE = 1, 2, 3, 4
CLERK, LEADER, BINH, CUC, AN, DUC, KHANH, INSPECTOR = range(11, 19)


def at(text: str) -> datetime:
    """`2026-11-30 09:00` on the office's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


OPENED = at("2026-11-30 09:00")  # a Monday
DUE = Deadline(moment=at("2026-12-14 16:30"), names_hour=True)  # the Monday two weeks later
DUE_THAT_DAY = Deadline(moment=at("2026-12-14 17:00"), names_hour=False)

UNITS = (
    Unit(id=AGENCY, name="UBND huyện"),
    Unit(id=ECONOMY, name="Phòng Kinh tế", parent_id=AGENCY),
    Unit(id=LAND, name="Phòng Tài nguyên", parent_id=AGENCY),
    Unit(id=OFFICE, name="Văn phòng", parent_id=AGENCY),
)


def person(key: int, unit: int | None, *roles: Role, fields: tuple[str, ...] = (), reachable: bool = True) -> Person:
    return Person(id=key, name=f"Người {key}", unit_id=unit, roles=frozenset(roles), fields=fields, reachable=reachable)


PEOPLE = (
    person(CLERK, OFFICE, Role.OFFICE),
    person(LEADER, AGENCY, Role.LEADER, Role.HEAD),
    person(BINH, ECONOMY, Role.HEAD),
    person(CUC, ECONOMY, Role.DEPUTY, fields=("đất đai",)),
    person(AN, ECONOMY, Role.OFFICIAL),
    person(DUC, LAND, Role.HEAD),
    person(KHANH, LAND, Role.OFFICIAL),
    person(INSPECTOR, AGENCY, Role.INSPECTOR),
)


def chart(*changed: Person, without: tuple[int, ...] = (), units: tuple[Unit, ...] = UNITS) -> Chart:
    """The office, some of its people changed or gone."""
    people = {one.id: one for one in (*PEOPLE, *changed) if one.id not in without}
    return Chart(units={unit.id: unit for unit in units}, people=people)


def out_of_reach(*keys: int) -> tuple[Person, ...]:
    return tuple(replace(one, reachable=False) for one in PEOPLE if one.id in keys)


TASK = Case(
    id=1,
    kind=CaseKind.TASK,
    number=12,
    title="Báo cáo giải ngân",
    assigner_id=LEADER,
    registrar_id=CLERK,
    policy_version=1,
    deadline=DUE,
    original=DUE,
    opened_at=OPENED,
)

LEAD = Duty(
    id=1,
    case_id=1,
    kind=DutyKind.LEAD,
    unit_id=ECONOMY,
    holder_id=AN,
    held_since=OPENED,
    deadline=DUE,
    act_by=DUE.moment,
    opened_at=OPENED,
    stepped_until=OPENED,
)


def duty(kind: DutyKind = DutyKind.LEAD, **columns: object) -> Duty:
    """A duty opened on the Monday and due two weeks later, unless said otherwise."""
    changed = replace(LEAD, kind=kind, **columns)  # type: ignore[arg-type]  # columns are those of Duty
    return changed if "act_by" in columns else replace(changed, act_by=changed.deadline.moment)
