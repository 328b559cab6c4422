"""Who stands in the samples: a small office, its clock and its calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.office.absences import Absence, Delegation
from domain.office.calendar import Calendar
from domain.office.chart import Chart
from domain.office.hours import Season, Session
from domain.office.lapses import Ending
from domain.office.people import Person, Role, Unit
from texts.scene import Scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


CALENDAR = Calendar(timezone=HANOI)


def at(day: int, hour: int = 8, minute: int = 0, *, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=HANOI)


NOW = at(30, month=11)


UNITS = {
    1: Unit(id=1, name="UBND huyện"),
    2: Unit(id=2, name="Phòng Kinh tế", parent_id=1),
    3: Unit(id=3, name="Phòng Tài nguyên", parent_id=1),
    4: Unit(id=4, name="Văn phòng", parent_id=1),
}


CLERK, LEADER, BINH, AN, DUC, KHANH = range(1, 7)


def person_of(number: int, name: str, unit: int, position: str, *roles: Role) -> Person:
    return Person(id=number, name=name, unit_id=unit, position=position, roles=frozenset(roles), reachable=True)


PEOPLE = {
    person.id: person
    for person in (
        person_of(CLERK, "Lê Thị Hoa", 4, "Chuyên viên", Role.OFFICE),
        person_of(LEADER, "Trần Quốc Hùng", 1, "Chủ tịch", Role.LEADER, Role.HEAD),
        person_of(BINH, "Phạm Văn Bình", 2, "Trưởng phòng", Role.HEAD),
        person_of(AN, "Nguyễn Văn An", 2, "Chuyên viên", Role.OFFICIAL),
        person_of(DUC, "Hoàng Minh Đức", 3, "Trưởng phòng", Role.HEAD),
        person_of(KHANH, "Ngô Văn Khánh", 3, "Chuyên viên", Role.OFFICIAL),
    )
}


CHART = Chart(units=UNITS, people=PEOPLE)


SCENE = Scene(timezone=HANOI, chart=CHART)


GROUP = Person(id=99, name="", reachable=True)


SIGNS = Delegation(id=1, head_id=BINH, person_id=AN, unit_id=2, since=at(7, 0), until=at(12, 0))


INSPECTING = replace(PEOPLE[KHANH], roles=frozenset({Role.INSPECTOR}), fields=("Phòng Tài nguyên",))


ENDED_BECAUSE = {
    Ending.MOVED: AN,
    Ending.LEFT: AN,
    Ending.DEMOTED: AN,
    Ending.UNSEATED: BINH,
    Ending.WITHDRAWN: BINH,
}


AN_AWAY = Absence(id=1, person_id=AN, substitute_id=BINH, since=at(7, 0), until=at(12, 0))


SOMEBODY_AWAY = Scene(timezone=HANOI, chart=replace(CHART, absences=(AN_AWAY,), moment=at(8)))


FEAST = Calendar(
    timezone=HANOI,
    seasons=(
        Season(first=date(2027, 4, 16), last=date(2027, 10, 15), hours=(Session(opens=time(7), closes=time(11)),)),
    ),
    days_off={date(2027, 1, 1): "Tết Dương lịch"} | {date(2027, 2, day): "Tết Nguyên đán" for day in range(4, 11)},
    forecasts=frozenset(date(2027, 2, day) for day in range(4, 11)),
    worked={date(2027, 1, 9): "hoán đổi ngày 02/01"},
    half_days={date(2026, 12, 31): "tổng kết năm"},
)
