"""A report repeats another only where it is the same word for word; whatever else it says is progress (M11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.statements import says_the_same
from domain.names import fold


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Đã tổng hợp 5/8 đơn vị", "Đã tổng hợp 6/8 đơn vị"),
        ("Hoàn thành 50 %", "Hoàn thành 90 %"),
        ("Chưa nhận được số liệu của Sở Tài chính", "Đã nhận được số liệu của Sở Tài chính"),
        ("đã nhận 58 hồ sơ", "đã nhận 5/8 hồ sơ"),
        ("còn 15 tỷ", "còn 1,5 tỷ"),
        ("đạt 50", "đạt 50 %"),
        ("chênh 5 %", "chênh -5 %"),
        ("Đã thu hồ sơ", "Đã thử hồ sơ"),  # a mark makes another word
        ("Đã làm việc với Sở, chờ trả lời", "Đã làm việc với Sở, chờ trả lời lần hai"),
        ("Đang soạn dự thảo lần 1", "Đang soạn dự thảo lần 2"),
        ("Phòng A đã gửi, phòng B chưa", "Phòng B đã gửi, phòng A chưa"),
        ("dự thảo ✅", "dự thảo ❌"),
        ("họp ngày 05/12", "họp ngày 06/12"),
        ("xong chương I", "xong chương II"),
    ],
)
def test_what_differs_in_a_word_or_a_figure_is_progress(earlier: str, later: str) -> None:
    assert not says_the_same(earlier, later)
    assert not says_the_same(later, earlier)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Đang làm.", "đang  làm"),
        ("Đang làm", "dang lam!"),  # typed without any accent
        ("ĐÃ GỬI 5/8 ĐƠN VỊ", "Đã gửi 5/8 đơn vị…"),
        ("Đã thoả thuận", "Đã thỏa thuận"),  # on which letter the tone stands
        ("đạt 50%", "đạt 50 %"),
        ("Đã gửi 5/8 đơn vị", "Đã gửi 5 / 8 đơn vị"),
        ("Chờ Sở Tài chính; sẽ báo sau", "Chờ Sở Tài chính – sẽ báo sau"),
        ("Đang làm", "Đang làm"),
    ],
)
def test_case_blanks_punctuation_and_missing_accents_make_nothing_new(earlier: str, later: str) -> None:
    assert says_the_same(earlier, later)
    assert says_the_same(later, earlier)


WORDS = st.sampled_from(
    ("đã", "chưa", "nhận", "được", "gửi", "số", "liệu", "5/8", "6/8", "50", "%", "90", "đơn", "vị", "thử", "thu", "1,5")
)


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from((" ", "  ", ", ", "; ", "\n")), st.booleans())
def test_however_the_same_words_are_written_they_say_the_same(said: list[str], joint: str, shouted: bool) -> None:
    again = joint.join(said)
    text = " ".join(said)
    assert says_the_same(text, again.upper() if shouted else again)
    assert says_the_same(text, fold(text))


@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(0, 7), WORDS)
def test_one_other_word_anywhere_is_progress(said: list[str], place: int, other: str) -> None:
    said = ["Đã", *said]  # typed with accents, so that each of them means itself
    place = place % (len(said) - 1) + 1
    changed = [*said[:place], other, *said[place + 1 :]]
    assert says_the_same(" ".join(said), " ".join(changed)) == (changed == said)
    assert not says_the_same(" ".join(said), " ".join((*said, other)))
