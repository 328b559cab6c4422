"""Whom a typed name means."""

from __future__ import annotations

import pytest

from actions.finding import find_person
from domain.office.directory import Directory
from domain.office.people import Person, Unit
from domain.refusals import SeveralPeople, UnknownPerson

UNITS = {1: Unit(id=1, name="Phòng Kinh tế"), 2: Unit(id=2, name="Phòng Tài nguyên")}
NAMES = {
    11: ("Ông Ích Khiêm", 1),
    12: ("Bà Huyện", 1),
    13: ("Nguyễn Văn An", 1),
    14: ("Nguyễn Văn An", 2),
    15: ("Lý Ân", 1),
}
CHART = Directory(
    units=UNITS, people={key: Person(id=key, name=name, unit_id=unit) for key, (name, unit) in NAMES.items()}
)

MEANT = {
    "Ông Ích Khiêm": 11,
    "ong ich khiem": 11,
    "đồng chí Ông Ích Khiêm": 11,
    "ông Ông Ích Khiêm": 11,
    "Bà Huyện": 12,
    "bà Bà Huyện (Phòng Kinh tế)": 12,
    "anh nguyen van an (phong kinh te)": 13,
    "Nguyễn Văn An (Phòng Tài nguyên)": 14,
    "Chị Lý Ân": 15,
}


@pytest.mark.parametrize("typed", MEANT)
def test_the_one_of_that_name(typed: str) -> None:
    assert find_person(CHART, typed).id == MEANT[typed]


def test_namesakes_are_asked_about_with_and_without_a_title() -> None:
    for typed in ("Nguyễn Văn An", "đồng chí nguyen van an"):
        with pytest.raises(SeveralPeople) as asked:
            find_person(CHART, typed)
        assert asked.value.choices == ("Nguyễn Văn An (Phòng Kinh tế)", "Nguyễn Văn An (Phòng Tài nguyên)")


def test_a_title_alone_is_nobody() -> None:
    with pytest.raises(UnknownPerson):
        find_person(CHART, "ông")
