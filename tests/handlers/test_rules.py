"""Every field of the policy has its words, so that no rule is in force that cannot be read (M44)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from domain.duties.lists import AssignedList
from domain.rules.policy import DEFAULT_POLICY, Policy
from handlers.duties.lists import GivenWanted, parse_given, parse_wanted, search_words
from texts.buttons import list_button, parse_list_press
from texts.office.rules import APART, RULES


def test_every_field_of_the_policy_has_words() -> None:
    assert {field.name for field in fields(Policy)} - APART == set(RULES)


def test_the_words_follow_the_value() -> None:
    for name, tell in RULES.items():
        value = getattr(DEFAULT_POLICY, name)
        assert tell(value) != tell(_another(value)), name


def _another(value: Any) -> Any:
    """Of the same shape, and other."""
    if isinstance(value, tuple):
        return tuple(map(_another, value)) if isinstance(value[0], int) else value[:-1]
    return value + 1


def test_a_page_is_read_behind_any_filter_and_a_name_is_left_whole() -> None:
    assert (parse_wanted("Quá hạn, trang 3").text, parse_wanted("Quá hạn, trang 3").page) == ("qua han", 3)
    assert (parse_wanted("7").text, parse_wanted("7").page) == ("", 7)
    assert parse_wanted("báo cáo tháng 11").text == "bao cao thang 11"
    assert parse_given("tất cả quá hạn Phòng 2 trang 4") == GivenWanted(
        everything=True, which=AssignedList.LATE, whose="Phòng 2", page=4
    )
    assert parse_given("chờ tôi 2") == GivenWanted(which=AssignedList.MINE, page=2)
    assert parse_given("tất cảng biển").whose == "tất cảng biển"


def test_what_a_list_button_carries_fits_and_comes_back() -> None:
    for text in ("qua han trang 100", " ".join(("tim", *search_words("ệ" * 400))) + " trang 100"):
        for command in ("viec", "dagiao", "dutdiem"):
            data = list_button("x", command, text).data
            assert len(data.encode()) <= 64
            assert parse_list_press(data) == (command, text)
