"""What says nothing is known by the office's list; what names anything is a reason, however short (M21)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.opinions import says_nothing
from domain.rules.policy import DEFAULT_POLICY

PHRASES = DEFAULT_POLICY.empty_phrases


@pytest.mark.parametrize(
    "text",
    [
        "thống nhất theo quy định",
        "Thong nhat theo quy dinh.",
        "Đề nghị thực hiện đúng pháp luật",
        "Cơ bản thống nhất với dự thảo; đề nghị thực hiện theo quy định của pháp luật hiện hành.",
        "Không có ý kiến gì thêm ạ",
        "không đồng ý",
        "Không nhất trí với dự thảo",
        "chưa thống nhất",
        "Không tán thành ạ",
        "Hoàn toàn đồng ý",
        "Đề nghị đơn vị xem xét, quyết định theo thẩm quyền",
        "…",
        "- - -",
    ],
)
def test_empty_phrases_say_nothing(text: str) -> None:
    assert says_nothing(text, PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "trái quy hoạch đã duyệt",
        "bổ sung Điều 7",
        "Thiếu vốn",
        "không thống nhất Điều 7",
        "Thống nhất theo quy định, trừ khoản 3 Điều 5",
        "không phù hợp quy định tại Nghị định 30",
        "đề nghị thực hiện đúng pháp luật về đất đai",
    ],
)
def test_what_names_anything_is_a_reason(text: str) -> None:
    assert not says_nothing(text, PHRASES)


def test_the_office_makes_the_list_longer() -> None:
    assert not says_nothing("Đề nghị phối hợp chặt chẽ", PHRASES)
    assert says_nothing("Đề nghị phối hợp chặt chẽ", (*PHRASES, "Phối hợp chặt chẽ"))


@given(st.lists(st.sampled_from(PHRASES), max_size=4), st.sampled_from([" ", ", ", "; ", ".\n"]))
def test_however_empty_phrases_are_strung_together_they_say_nothing(phrases: list[str], joint: str) -> None:
    assert says_nothing(joint.join(phrases), PHRASES)


@given(st.lists(st.sampled_from(PHRASES), max_size=3), st.sampled_from(["Điều 7", "ngân sách", "2,5 ha"]))
def test_one_word_of_substance_makes_a_reason(phrases: list[str], said: str) -> None:
    assert not says_nothing(", ".join((*phrases, said)), PHRASES)
