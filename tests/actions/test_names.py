"""A typed name means one person, or is asked about: a slip of the finger never makes somebody else of them."""

from __future__ import annotations

import string
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.finding import find_person, find_person_or_unit, find_unit
from actions.names import is_near
from domain.names import fits, fold, spelled
from domain.office.directory import Directory
from domain.office.people import Person, Unit
from domain.refusals import SeveralPeople, SeveralUnits, UnknownParty, UnknownPerson, UnknownUnit

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


def chart_of(names: list[str]) -> Directory:
    people = {key: Person(id=key, name=name, unit_id=1 + key % 2) for key, name in enumerate(names, start=11)}
    return Directory(units=UNITS, people=people)


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
    assume(not any(fits(typed, name) for name in names))  # what may be another's name means the other
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(names), typed)
    near = refused.value.near
    assert near is None or fold(near).startswith(f"{fold(meant)} (") or fold(near).startswith(f"{fold(typed)} (")


@settings(deadline=None)
@given(st.lists(NAME, min_size=1, max_size=12), st.data())
def test_whoever_was_meant_is_among_those_offered(names: list[str], data: st.DataObject) -> None:
    meant = data.draw(st.sampled_from(names))
    typed = data.draw(slipped(meant))
    assume(not any(fits(typed, name) for name in names))
    assume(sum(is_near(fold(typed), fold(name)) for name in names) < 5)
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
@given(st.lists(NAME, min_size=1, max_size=12, unique_by=spelled), st.data())
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
        called = Directory(units=UNITS, people=chart.people, called={typed: choice})
        assert f"{find_person(called, typed).name} (" in choice


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_being_a_slip_apart_is_mutual(one: str, other: str) -> None:
    if len(one) >= 6 and len(other) >= 6:
        assert is_near(one, other) == is_near(other, one)


@pytest.mark.parametrize("typed", ["Tổ dân phố 3", "Tổ dân phố", "Tổ dân phố 12", "to dan pho 11"])
def test_a_figure_is_no_slip(typed: str) -> None:
    with pytest.raises(UnknownUnit) as refused:
        find_unit(chart_of([]), typed)
    assert refused.value.near is None
    assert "Tổ dân phố 1" in refused.value.similar


def test_roman_figures_are_no_slip_either() -> None:
    assert not is_near("phong giao dich i", "phong giao dich ii")


def test_a_person_and_a_unit_a_slip_away_are_asked_between() -> None:
    chart = Directory(units={1: Unit(id=1, name="Nguyên Văn Ang")}, people={11: Person(id=11, name="Nguyễn Văn Anh")})
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


MARKED = (
    *(
        "An",
        "Ân",
        "Ấn",
        "Ẩn",
        "Hưng",
        "Hùng",
        "Hứng",
        "Dung",
        "Dũng",
        "Dụng",
        "Phương",
        "Phượng",
        "Tuân",
        "Tuấn",
        "Tuần",
    ),
    *("Đoan", "Đoàn", "Doan", "Lê", "Lệ", "Hòa", "Hoa", "Hỏa", "Thúy", "Thùy", "Thủy", "Huệ", "Huế", "Loan", "Loán"),
)
MOVED_TONES = (("Hoà", "Hòa"), ("Thuý", "Thúy"), ("Thuỷ", "Thủy"), ("Loán", "Lóan"), ("Khoẻ", "Khỏe"), ("Uỷ", "Ủy"))
MARKED_NAME = st.builds(lambda *parts: " ".join(parts), FAMILY, MIDDLE, st.sampled_from(MARKED))


@settings(deadline=None)
@given(st.lists(MARKED_NAME, min_size=1, max_size=12), st.data())
def test_a_contradicting_mark_never_makes_somebody_else_of_a_name(names: list[str], data: st.DataObject) -> None:
    """Of any name typed with any of its syllables bare, whoever it is read for has every mark that was typed."""
    syllables = data.draw(MARKED_NAME).split()
    typed = " ".join(fold(one) if data.draw(st.booleans()) else one for one in syllables)
    try:
        found = find_person(chart_of(names), data.draw(st.sampled_from((typed, typed.upper(), typed.casefold()))))
    except (UnknownPerson, SeveralPeople):
        return
    for ours, known in zip(typed.casefold().split(), found.name.casefold().split(), strict=True):
        assert fold(ours) == fold(known)
        assert ours in {fold(ours), known}


@settings(deadline=None)
@given(FAMILY, MIDDLE, st.sampled_from(MOVED_TONES), st.booleans(), st.sampled_from(("NFC", "NFD")))
def test_where_the_tone_is_written_makes_no_difference(
    family: str, middle: str, tones: tuple[str, str], other: bool, form: Literal["NFC", "NFD"]
) -> None:
    typed, known = tones if other else tones[::-1]
    chart = chart_of([f"{family} {middle} {known}"])
    assert find_person(chart, normalize(form, f"{family}  {middle} {typed}".upper())).id == 11


@settings(deadline=None)
@given(st.lists(MARKED_NAME, min_size=1, max_size=12, unique_by=spelled))
def test_everybody_in_one_unit_is_found_by_his_own_name(names: list[str]) -> None:
    people = {key: Person(id=key, name=name, unit_id=1) for key, name in enumerate(names, start=11)}
    chart = Directory(units=UNITS, people=people)
    for key, name in enumerate(names, start=11):
        assert find_person(chart, name).id == key
        assert find_person_or_unit(chart, f"{name} (phòng kinh tế)").id == key


@pytest.mark.parametrize("typed", ["Nguyễn Văn Quí", "nguyen van qui", "Nguyễn Văn Qúi"])
def test_i_and_y_are_nearly_the_same(typed: str) -> None:
    with pytest.raises(UnknownPerson) as refused:
        find_person(chart_of(["Nguyễn Văn Quý"]), typed)
    assert refused.value.near == "Nguyễn Văn Quý (Phòng Tài nguyên)"


def test_a_title_with_other_marks_is_part_of_the_name() -> None:
    chart = chart_of(["Chí Văn An", "Trần Văn An"])
    assert find_person(chart, "Chí Văn An").name == "Chí Văn An"
    assert find_person(chart, "chị Trần Văn An").name == "Trần Văn An"
    assert find_person(chart, "dong chi Trần Văn An").name == "Trần Văn An"
    with pytest.raises(UnknownPerson):
        find_person(chart, "Chí Trần Văn An")


def test_units_that_differ_in_their_accents_are_asked_between() -> None:
    chart = Directory(units={1: Unit(id=1, name="Thôn Đông"), 2: Unit(id=2, name="Thôn Đồng")}, people={})
    assert find_unit(chart, "thôn đồng").id == 2
    assert find_unit(chart, "Thôn Đông").id == 1
    for find in (find_unit, find_person_or_unit):
        with pytest.raises(SeveralUnits) as several:
            find(chart, "thon dong")
        assert several.value.choices == ("Thôn Đông", "Thôn Đồng")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Rà soát hồ sơ cấp giấy chứng nhận quyền sử dụng đất", ()),
        ("Báo cáo tình hình giải ngân vốn đầu tư công", ()),
        ("Tăng cường phòng cháy chữa cháy mùa hanh khô", ()),
        ("Phòng Xây dựng", ()),
        ("Phòng Kinh doanh", ("Phòng Kinh tế",)),
        ("Kế hoạch của năm", ()),
        ("giao cho đồng chí Vũ Thị Dung nhé", ("Vũ Thị Dung (Phòng Kinh tế)",)),
        ("Trần Hùng", ("Trần Quốc Hùng (Phòng Tài nguyên)",)),
        ("Vu Thi Dug", ("Vũ Thị Dung (Phòng Kinh tế)",)),
        ("chị Dung", ("Vũ Thị Dung (Phòng Kinh tế)",)),
        ("Tài nguyên", ("Phòng Tài nguyên",)),
    ],
)
def test_names_are_offered_by_whole_words_or_near_spellings_alone(typed: str, offered: tuple[str, ...]) -> None:
    people = {
        key: Person(id=key, name=name, unit_id=unit)
        for key, name, unit in ((11, "Vũ Thị Dung", 1), (12, "Trần Quốc Hùng", 2), (13, "Lê Văn Năm", 3))
    }
    chart = Directory(units={**UNITS, 5: Unit(id=5, name="Văn phòng")}, people=people)
    with pytest.raises(UnknownParty) as refused:
        find_person_or_unit(chart, typed)
    assert refused.value.similar == offered
