"""What is numbered in the place of buttons: at most nine, told apart, and nothing that must be seen behind another."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.menus import MenuOption, OfferedMenu, number_of
from handlers.delivery.numbering import MOST_NUMBERED, NumberedMenu, numbered
from texts.buttons import FOREMOST, Button, is_more_press
from texts.splitting import shown_units

ROOM = 1000
EIGHT = datetime(2026, 11, 30, 1, tzinfo=UTC)


def buttons(*labels: str) -> list[list[Button]]:
    return [[Button(label=label, data=f"viec:{number}:0")] for number, label in enumerate(labels)]


def labels(menu: NumberedMenu) -> list[str]:
    return [one.label for one in menu.options]


def test_the_menu_stands_at_the_end_of_the_text() -> None:
    menu = numbered(buttons("Đã nhận", "Tiến độ & hạn"), room=ROOM)
    assert menu.below("Việc mới.") == "Việc mới.\n\nGõ số hoặc chữ để chọn:\n1. Đã nhận\n2. Tiến độ &amp; hạn"


def test_without_buttons_there_is_nothing_to_choose() -> None:
    assert numbered((), room=ROOM).below("Đã ghi.") == "Đã ghi."


def test_a_text_that_numbers_the_same_itself_is_not_told_twice() -> None:
    text = "Ý đồng chí là:\n1. <b>An &amp; Bình</b>\n2. <b>An, Phòng Đất đai</b>\nChọn một ý."
    assert numbered(buttons("An & Bình", "An, Phòng Đất đai"), room=ROOM).below(text) == text
    assert numbered(buttons("An, Phòng Đất đai", "An & Bình"), room=ROOM).below(text) != text


def test_the_ninth_leads_to_those_that_found_no_room() -> None:
    every = [f"NV-{number}" for number in range(1, 13)]
    menu = numbered(buttons(*every), room=ROOM)
    assert labels(menu) == [*every[:8], "Khác…"]
    assert is_more_press(menu.options[-1].data)
    assert [one.label for one in menu.rest] == every[8:]
    assert not numbered(buttons(*every[:9]), room=ROOM).rest


def test_what_must_be_seen_never_lies_behind_another() -> None:
    others = [Button(label=f"Xem {number}", data=f"viec:{number}:0") for number in range(9)]
    must = [Button(label=verb, data=f"{verb}:1:0") for verb in sorted(FOREMOST)]
    menu = numbered([others, must], room=ROOM)
    assert [one.data for one in menu.options[:-1]] == [one.data for one in must]
    assert [one.data for one in menu.rest] == [one.data for one in others]


def test_what_is_offered_twice_is_one_choice_and_what_is_called_alike_is_told_apart() -> None:
    first, second = Button(label="Đã nhận", data="nhan:1:0"), Button(label="đã nhận", data="nhan:2:0")
    assert numbered([[first, second, first]], room=ROOM).options == (
        MenuOption(label="Đã nhận", data="nhan:1:0"),
        MenuOption(label="đã nhận (2)", data="nhan:2:0"),
    )


LABELS = st.text(st.sampled_from("aàáăbđ 1.…&<"), min_size=1, max_size=90).filter(lambda text: text.strip(" .…&<"))
BUTTONS = st.builds(Button, label=LABELS, data=st.sampled_from([*(f"{verb}:1:0" for verb in FOREMOST), "a", "b", "c"]))


@given(st.lists(BUTTONS, max_size=14), st.sampled_from([250, 1000]))
def test_every_choice_is_there_once_and_called_by_itself(offered: list[Button], room: int) -> None:
    menu = numbered([offered], room=room)
    shown = [one.data for one in menu.options if not is_more_press(one.data)]
    assert sorted((*shown, *(one.data for one in menu.rest))) == sorted(
        data for _, data in {(one.label, one.data) for one in offered}
    )
    assert not FOREMOST & {one.data.partition(":")[0] for one in menu.rest}
    if sum(data.partition(":")[0] in FOREMOST for data in shown) < MOST_NUMBERED:
        assert len(menu.options) <= MOST_NUMBERED
        assert shown_units(menu.text) <= room
    said = OfferedMenu(id=1, options=menu.options, begun_at=EIGHT)
    for one in menu.options:
        assert said.fitting(one.label) == (one,) or number_of(one.label) is not None
