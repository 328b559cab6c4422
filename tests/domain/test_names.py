"""Names typed on a phone fold to the same, with or without accents, in either case."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import fits, fitting, fold, spelled


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("NGUYỄN  VĂN\tĐỨC ", "nguyen van duc"),
        ("nguyen van duc", "nguyen van duc"),
        ("Sở Tài nguyên & Môi trường", "so tai nguyen & moi truong"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("", ""),
    ],
)
def test_accents_case_and_white_space_make_no_difference(typed: str, folded: str) -> None:
    assert fold(typed) == folded


VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯáàảãạấầẩẫậứừửữựỳỷỹỵ \t", max_size=40)


@given(VIETNAMESE)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(VIETNAMESE)
def test_both_ways_of_writing_an_accent_are_one(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Hoà", "Hòa"),
        ("Thuý", "Thúy"),
        ("NGUYỄN  VĂN AN", "Nguyễn Văn An"),
        ("nguyen van an", "Nguyễn Văn Ấn"),
        ("Nguyen Văn An", "Nguyễn Văn An"),
        ("Nguyen Văn An", "Nguyễn Văn Ấn"),  # a syllable typed without marks may carry any
        ("Do Thi Cuc", "Đỗ Thị Cúc"),
        ("ÐỖ THỊ CÚC", "Đỗ Thị Cúc"),  # the Icelandic letter, which many keyboards of old have given
        ("phong tai nguyên-môi truong", "Phòng Tài nguyên-Môi trường"),
    ],
)
def test_a_name_may_be_what_was_typed(typed: str, name: str) -> None:
    for form in ("NFC", "NFD"):
        assert fits(unicodedata.normalize(form, typed), name)  # type: ignore[arg-type]
        assert fits(typed, unicodedata.normalize(form, name))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nguyễn Văn Ân", "Nguyễn Văn An"),
        ("Nguyễn Văn Ân", "Nguyễn Văn Ấn"),
        ("Trần Quốc Hưng", "Trần Quốc Hùng"),
        ("Vũ Thị Dũng", "Vũ Thị Dung"),
        ("Nguyễn Thị Phương", "Nguyễn Thị Phượng"),
        ("Lê Văn Tân", "Lê Văn Tấn"),
        ("Đinh Văn An", "Dinh Văn An"),
        ("Nguyễn Thị Đoan", "Nguyễn Thị Đoàn"),
        ("Nguyễn Văn Quí", "Nguyễn Văn Quý"),
        ("Nguyễn Văn An", "Nguyen Van An"),
    ],
)
def test_a_mark_that_was_typed_means_itself(typed: str, name: str) -> None:
    assert not fits(typed, name)


def test_what_is_spelled_exactly_so_is_meant_alone() -> None:
    known = ["Nguyễn Văn Ân", "Nguyễn Văn An", "Nguyen Van An"]
    assert fitting("nguyễn văn an", known) == [1]
    assert fitting("nguyen van an", known) == [2]
    assert fitting("Nguyễn Văn an", known[:2]) == [1]
    assert fitting("nguyen van an", known[:2]) == [0, 1]


@given(VIETNAMESE)
def test_every_name_is_its_own_and_its_folded_ones(name: str) -> None:
    assert fits(name, name)
    assert fits(fold(name), name)
    assert spelled(spelled(name)) == spelled(name)
    assert fold(spelled(name)) == fold(name)


@given(VIETNAMESE, VIETNAMESE)
def test_only_what_folds_to_the_same_fits(typed: str, name: str) -> None:
    assert not fits(typed, name) or fold(typed) == fold(name)


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_at_all_is_too_odd_to_be_compared(typed: str, name: str) -> None:
    assert fits(typed, name) in {True, False}
    assert fits(typed, typed)
