"""A typed name means one person, or is asked about: a slip of the finger never makes somebody else of him."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.finding import find_person, find_person_or_unit, find_unit
from actions.names import is_near
from domain.names import fold
from domain.people import Chart, Person, Unit
from domain.refusals import SeveralPeople, UnknownParty, UnknownPerson, UnknownUnit

FAMILY = st.sampled_from(("Nguyễn", "Trần", "Lê", "Phạm", "Ngô", "Đỗ"))
MIDDLE = st.sampled_from(("Văn", "Thị", "Minh", "Quốc"))
GIVEN = st.sampled_from(("An", "Ân", "Anh", "Ánh", "Lan", "Lam", "Hoa", "Hòa", "Hoan", "Hoàn", "Bình", "Bính", "Tuấn"))
NAME = st.builds(lambda *parts: " ".join(parts), FAMILY, MIDDLE, GIVEN)
UNITS = {
    1: Unit(id=1, name="Phòng Kinh tế"),
    2: Unit(id=2, name="Phòng Tài nguyên"),
    3: Unit(id=3, name="Tổ dân phố 1"),
    4: Unit(id=4, name="Tổ dân phố 2"),
}


def chart_of(names: list[str]) -> Chart:
    people = {key: Person(id=key, name=name, unit_id=1 + key % 2) for key, name in enumerate(names, start=11)}
    return Chart(units=UNITS, people=people)


@st.composite
def slipped(draw: st.DrawFn, name: str) -> str:
    """The name with one slip of the finger somewhere."""
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase + " ăâđêôơư"))
    return draw(
        st.sampled_from(
            (
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            )
        )
    )


@settings(deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), st.data())
def test_a_name_with_one_slip_is_never_taken_for_somebody_else(names: list[str], data: st.DataObject) -> None:
    meant = data.draw(st.sampled_from(names))
    typed = data.draw(slipped(meant))
    assume(fold(typed) not in map(fold, names))  # what is exactly another's name is his name
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(names), typed)
    near = refused.value.near
    assert near is None or fold(near).startswith(f"{fold(meant)} (")


@settings(deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), st.data())
def test_whoever_was_meant_is_among_those_offered(names: list[str], data: st.DataObject) -> None:
    meant = data.draw(st.sampled_from(names))
    typed = data.draw(slipped(meant))
    assume(fold(typed) not in map(fold, names) and sum(is_near(fold(typed), fold(name)) for name in names) < 5)
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(names), typed)
    assert any(fold(one).startswith(fold(meant)) for one in refused.value.similar)


@settings(deadline=None)
@given(NAME, st.sampled_from((str.upper, str.lower, fold)))
def test_namesakes_are_always_asked_about(name: str, spelled: object) -> None:
    chart = chart_of([name, name])
    assert callable(spelled)
    with pytest.raises(SeveralPeople) as asked:
        find_person(chart, spelled(name))
    assert sorted(asked.value.choices) == [f"{name} (Phòng Kinh tế)", f"{name} (Phòng Tài nguyên)"]
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart, f"{name}x")
    assert refused.value.near is None
    assert set(asked.value.choices) <= set(refused.value.similar)


@settings(deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12, unique_by=fold), st.data())
def test_what_is_offered_means_exactly_one(names: list[str], data: st.DataObject) -> None:
    """Whatever is pressed can be carried out; nobody is asked in a circle."""
    chart = chart_of(names)
    typed = data.draw(st.one_of(NAME, GIVEN, st.text(max_size=20)))
    try:
        find_person(chart, typed)
    except UnknownPerson as refused:
        offered = refused.similar
    except SeveralPeople as refused:
        offered = refused.choices
    else:
        offered = ()
    for choice in offered:
        called = Chart(units=UNITS, people=chart.people, called={typed: choice})
        assert f"{find_person(called, typed).name} (" in choice


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_being_a_slip_apart_is_mutual_and_never_the_same(one: str, other: str) -> None:
    if len(one) >= 6 and len(other) >= 6:
        assert is_near(one, other) == is_near(other, one)
    assert not is_near(one, one)


@pytest.mark.parametrize("typed", ["Tổ dân phố 3", "Tổ dân phố", "Tổ dân phố 12", "to dan pho 11"])
def test_a_figure_is_no_slip(typed: str) -> None:
    with pytest.raises(UnknownUnit) as refused:
        find_unit(chart_of([]), typed)
    assert refused.value.near is None
    assert "Tổ dân phố 1" in refused.value.similar


def test_roman_figures_are_no_slip_either() -> None:
    assert not is_near("phong giao dich i", "phong giao dich ii")


def test_a_person_and_a_unit_a_slip_away_are_asked_between() -> None:
    chart = Chart(units={1: Unit(id=1, name="Nguyên Văn Ang")}, people={11: Person(id=11, name="Nguyễn Văn Anh")})
    with pytest.raises(UnknownParty) as refused:
        find_person_or_unit(chart, "Nguyễn Văn An")
    assert refused.value.near is None
    assert set(refused.value.similar) >= {"Nguyễn Văn Anh", "Nguyên Văn Ang"}


@pytest.mark.parametrize("typed", ["An", "văn an", "anh An", "đồng chí Văn An"])
def test_who_is_called_by_his_last_names_is_offered_and_not_taken(typed: str) -> None:
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(["Nguyễn Văn An", "Trần Thị Hoa"]), typed)
    assert refused.value.near is None
    assert refused.value.similar[0] == "Nguyễn Văn An (Phòng Tài nguyên)"


@pytest.mark.parametrize("typed", ["a", "An", "ph", "ông"])
def test_a_few_letters_are_like_no_name_in_which_they_only_stand(typed: str) -> None:
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(["Phạm Văn Anh", "Trần Quốc Hùng", "Ngô Thị Lan"]), typed)
    assert refused.value.similar == ()
