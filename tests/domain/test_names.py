"""Names typed on a phone fold to the same, with or without accents, in either case."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import fold


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
