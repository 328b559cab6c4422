"""A name is found in every spelling, and no other name with it (M52)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mentions import Mentions, number_pattern, unescaped
from domain.names import fold

FAMILY = ("Nguyễn", "Trần", "Lê", "Đỗ", "Hoàng", "Vũ", "Phạm", "Đặng")
MIDDLE = ("Văn", "Thị", "Hoà", "Đức", "Minh", "Thúy", "Quốc", "Xuân")
GIVEN = ("An", "Ân", "Ẩn", "Hòa", "Hóa", "Thủy", "Đức", "Bình", "Khánh", "Yến")
OLD = {"hoà": "hòa", "thúy": "thuý", "hòa": "hoà", "hóa": "hoá", "thủy": "thuỷ"}  # the tone in its other place

names = st.builds(
    lambda *parts: " ".join(parts), st.sampled_from(FAMILY), st.sampled_from(MIDDLE), st.sampled_from(GIVEN)
)


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(one for one in plain if not unicodedata.combining(one))


def tone_elsewhere(text: str) -> str:
    return " ".join(OLD.get(one.lower(), one.lower()).capitalize() for one in text.split())


SPELLINGS = st.sampled_from([str, str.upper, str.lower, str.title, bare, tone_elsewhere, lambda one: bare(one).upper()])
SEPARATORS = st.sampled_from([" ", "_", "-", ".", "  ", "\n", "\u00a0", " - ", ""])
FORMS = st.sampled_from(["NFC", "NFD"])
AROUND = st.sampled_from(
    [("", ""), ("Báo cáo của đồng chí ", " nộp"), ("1_", ".pdf"), ("(", ")"), ("NV-12-", "-v2.docx")]
)


@given(names, SPELLINGS, SEPARATORS, FORMS, AROUND)
def test_every_spelling_of_a_name_is_found(name, spell, separator, form, around) -> None:  # type: ignore[no-untyped-def]
    written = unicodedata.normalize(form, separator.join(spell(name).split()))
    text = around[0] + written + around[1]
    assert Mentions(name).stands_in(text)
    assert Mentions(name).without(text, "#") == f"{around[0]}#{around[1]}"


@given(names, names, st.sampled_from([str, str.upper, str.lower, tone_elsewhere]), SEPARATORS, FORMS)
def test_another_name_is_not_found(name, other, spell, separator, form) -> None:  # type: ignore[no-untyped-def]
    same = fold(tone_elsewhere(name)) == fold(tone_elsewhere(other)) and {name, tone_elsewhere(name)} & {
        other,
        tone_elsewhere(other),
    }
    written = unicodedata.normalize(form, separator.join(spell(other).split()))
    assert Mentions(name).stands_in(f"đồng chí {written} nộp") == bool(same) or fold(name) == fold(other)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nguyễn Văn An", "NguyenVanAnh.pdf"),
        ("Nguyễn Văn An", "Nguyễn Văn Ân"),
        ("Nguyễn Văn An", "NGUYEN VAN ANH"),
        ("Nguyễn Văn An", "nguyenvananh"),
        ("Nguyễn Văn An", "Nguyễn An Văn"),
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hóa"),
        ("Tô An", "toan bo"),
        ("An", "công an, an ninh"),
        ("", "Nguyễn Văn An"),
    ],
)
def test_what_only_looks_alike_is_left(name: str, text: str) -> None:
    assert not Mentions(name).stands_in(text)
    assert Mentions(name).without(text, "#") == text


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Nguyễn Văn An", "BaoCaoNguyenVanAnKy2026.pdf", "BaoCao#Ky2026.pdf"),
        ("Nguyễn Văn An", "nguyenvanan@coquan.vn", "#@coquan.vn"),
        ("Nguyen Van An", "Nguyễn Văn Ân", "#"),  # entered without accents it may have any
        ("Y Krông Niê", "y-krong-nie.docx", "#.docx"),
        ("K'Brẻm", "K_BREM.pdf", "#.pdf"),
        ("An", "gửi An", "gửi #"),
    ],
)
def test_what_is_meant_is_found(name: str, text: str, left: str) -> None:
    assert Mentions(name).without(text, "#") == left


def test_a_longer_name_of_somebody_else_stays() -> None:
    one = Mentions("Nguyễn Văn An", ["Nguyễn Văn An Bình", "Nguyễn Văn An", "Lê Nguyễn Văn An"])
    text = "Nguyễn Văn An Bình, nguyen_van_an, Lê Nguyễn Văn An"
    assert one.without(text, "#") == "Nguyễn Văn An Bình, #, Lê Nguyễn Văn An"
    entered_bare = Mentions("Nguyen Van An", ["Nguyễn Văn Ân"])
    assert entered_bare.without("Nguyễn Văn Ân, Nguyễn Văn Ấn", "#") == "Nguyễn Văn Ân, #"


def test_numbers_are_found_by_themselves_and_in_escaped_text() -> None:
    pattern = number_pattern(["1005", ""])
    assert pattern is not None
    assert pattern.search('{"id":1005,')
    assert not pattern.search('{"id":10056}')
    assert number_pattern([""]) is None
    assert Mentions("Nguyễn Văn An").stands_in(
        unescaped('{"t":"\\u0110\\u00e3 n\\u1ed9p:\\nnguy\\u1ec5n v\\u0103n an"')
    )
