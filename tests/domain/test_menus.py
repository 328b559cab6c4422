"""A typed number or label is the press of what the bot's last message offered, or of nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.menus import LIFE, ON_ITS_WAY, UNREAD, MenuOption, OfferedMenu, TypedPress, number_of, read_press

EIGHT = datetime(2026, 11, 30, 1, tzinfo=UTC)
TAKEN, DONE = MenuOption(label="Đã nhận", data="nhan:1:0"), MenuOption(label="Hoàn thành", data="xong:1:0")
REFUSED = MenuOption(label="Từ chối", data="tuchoi:1:0")
A_MINUTE = timedelta(minutes=1)


def said(key: int, *options: MenuOption, at: datetime = EIGHT, arrived: bool = True) -> OfferedMenu:
    return OfferedMenu(id=key, options=options, begun_at=at, said_at=at if arrived else None)


def typed(text: str, *menus: OfferedMenu, after: timedelta = A_MINUTE, awaits_words: bool = False) -> TypedPress | None:
    """So long after eight o'clock."""
    return read_press(text, said_at=EIGHT + after, menus=menus, awaits_words=awaits_words)


def in_doubt(press: TypedPress | None) -> list[str]:
    assert press is not None
    assert press.option is None
    return [one.option.data for one in press.possible]


NUMBERS = {
    **dict.fromkeys(["2", " 2. ", "2)", "(2)", "số 2", "So 2", "số2", "chọn 2", "Chọn số 2.", "gõ số 2", "２", "②"], 2),
    "09": 9,
    "12": 12,
    "bấm 3": 3,
    **dict.fromkeys(["2 việc", "NV-2", "hai", "", "123", "2.5", "-"]),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_may_be_typed_in_several_ways(text: str) -> None:
    assert number_of(text) == NUMBERS[text]


@pytest.mark.parametrize("text", ["2", "số 2", "hoàn thành", "Hoan thanh", "HOÀN THÀNH.", "hoàn  thành", "Hòan thành"])
def test_the_number_and_the_label_are_the_press(text: str) -> None:
    assert typed(text, said(1, TAKEN, DONE)) == TypedPress(option=DONE)


@pytest.mark.parametrize("text", ["3", "0", "hoàn", "hoàn thành rồi ạ", "Hoãn thành", "hoàn thành\nNV-1", "x" * 99])
def test_anything_else_is_words(text: str) -> None:
    assert typed(text, said(1, TAKEN, DONE)) is None


@pytest.mark.parametrize("text", ["2?", "2 ?", "２？", "Hoàn thành?", "hoan thanh ??", "2%", "2 %", "+2", "-2", "2+"])
def test_a_question_and_a_quantity_are_no_press(text: str) -> None:
    assert typed(text, said(1, TAKEN, DONE)) is None


def test_of_two_labels_that_differ_in_accents_the_exact_one_is_meant() -> None:
    hoa, grace = MenuOption(label="Lê Thị Hoa", data="a"), MenuOption(label="Lê Thị Hòa", data="b")
    assert typed("lê thị hoà", said(1, hoa, grace)) == TypedPress(option=grace)
    assert typed("lê thị hoa", said(1, hoa, grace)) == TypedPress(option=hoa)
    assert in_doubt(typed("le thi hoa", said(1, grace, MenuOption(label="Lê Thị Hóa", data="c")))) == ["b", "c"]


def test_it_holds_for_an_hour_and_not_before_the_message_can_have_been_read() -> None:
    menu = said(1, TAKEN)
    for after in (UNREAD, A_MINUTE, LIFE):
        assert typed("1", menu, after=after) == typed("đã nhận", menu, after=after) == TypedPress(option=TAKEN)
    for after in (-A_MINUTE, UNREAD / 2, LIFE + UNREAD):
        assert in_doubt(typed("1", menu, after=after)) == in_doubt(typed("đã nhận", menu, after=after)) == [TAKEN.data]


def test_what_was_typed_before_the_last_message_came_is_asked_about() -> None:
    first, second = said(1, TAKEN, DONE), said(2, REFUSED, at=EIGHT + A_MINUTE)
    assert in_doubt(typed("1", first, second, after=A_MINUTE - UNREAD)) == [REFUSED.data, TAKEN.data]
    assert in_doubt(typed("1", first, second, after=A_MINUTE)) == [REFUSED.data, TAKEN.data]
    assert typed("1", first, second, after=A_MINUTE + UNREAD) == TypedPress(option=REFUSED)
    assert in_doubt(typed("hoàn thành", first, second, after=A_MINUTE * 2)) == [DONE.data]


def test_a_message_that_offers_nothing_ends_what_was_offered() -> None:
    first, second = said(1, TAKEN), said(2, at=EIGHT + UNREAD)
    assert in_doubt(typed("1", first, second)) == [TAKEN.data]
    assert typed("1", first, second, awaits_words=True) is None, "a number typed into a form"
    assert in_doubt(typed("1", first, second, awaits_words=True, after=UNREAD)) == [TAKEN.data], "typed before it"


def test_a_word_of_an_answer_that_is_a_stale_label_is_the_answer() -> None:
    first, question = said(1, TAKEN, DONE), said(2, REFUSED, at=EIGHT + UNREAD)
    assert typed("hoàn thành", first, question, awaits_words=True) is None
    assert typed("từ chối", first, question, awaits_words=True) == TypedPress(option=REFUSED)
    assert in_doubt(typed("hoàn thành", first, question)) == [DONE.data]


def test_a_message_of_which_nobody_knows_whether_it_arrived_leaves_it_in_doubt() -> None:
    first = said(1, TAKEN)
    assert in_doubt(typed("1", said(2, DONE, arrived=False))) == [DONE.data]
    assert in_doubt(typed("1", first, said(2, DONE, arrived=False))) == [DONE.data, TAKEN.data]
    assert in_doubt(typed("1", first, said(2, arrived=False))) == [TAKEN.data]
    earlier = said(1, DONE, at=EIGHT - ON_ITS_WAY / 2, arrived=False)  # may have been overtaken
    assert in_doubt(typed("1", earlier, said(2, TAKEN))) == [TAKEN.data, DONE.data]
    assert typed("1", said(1, DONE, at=EIGHT - ON_ITS_WAY, arrived=False), said(2, TAKEN)) == TypedPress(option=TAKEN)


def test_a_repeat_that_offers_the_same_leaves_nothing_in_doubt() -> None:
    lost = said(1, TAKEN, DONE, at=EIGHT - A_MINUTE, arrived=False)
    assert typed("2", lost, said(2, TAKEN, DONE)) == TypedPress(option=DONE)


OPTIONS = st.lists(st.sampled_from([TAKEN, DONE, REFUSED]), max_size=3, unique=True)
MOMENTS = st.integers(0, 2 * 3600).map(lambda seconds: EIGHT + timedelta(seconds=seconds))
MENUS = st.lists(st.tuples(OPTIONS, MOMENTS, st.booleans()), max_size=6).map(
    lambda told: [
        said(key, *options, at=moment, arrived=arrived)
        for key, (options, moment, arrived) in enumerate(sorted(told, key=lambda one: one[1]), start=1)
    ]
)


@given(MENUS, MOMENTS, st.sampled_from(["1", "2", "3", "số 1", "đã nhận", "HOAN THANH", "từ chối"]), st.booleans())
def test_a_press_is_of_the_last_message_read_before_it_within_the_hour(
    menus: list[OfferedMenu], moment: datetime, text: str, awaits_words: bool
) -> None:
    press = read_press(text, said_at=moment, menus=menus, awaits_words=awaits_words)
    offered = [option for menu in menus for option in menu.fitting(text)]
    if press is None:
        assert not offered or awaits_words
        return
    if press.option is None:
        assert {one.option.data for one in press.possible} == {option.data for option in offered}
        return
    arrived = [menu for menu in menus if menu.said_at is not None]
    last = max(arrived, key=lambda menu: (menu.offered_at, menu.id))
    assert press.option in last.fitting(text)
    assert len(last.fitting(text)) == 1
    assert UNREAD <= moment - last.offered_at <= LIFE
    for menu in menus:
        if menu.said_at is None and (menu.id > last.id or menu.begun_at + ON_ITS_WAY > last.offered_at):
            assert press.option in menu.fitting(text), "it may be the one that arrived last"
