"""What is asked for stands out, what turns somebody down as well; a form is taken with one touch; who waits sees it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.scenarios.cast import Player, World
from texts.buttons import Button
from texts.emphasis import Emphasis, emphasis


def keyboard(player: Player) -> dict[str, dict[str, Any]]:
    """The buttons of the newest message as the platform keeps them, by their labels."""
    newest = player.said_by_bot()[-1]
    message = player.world.api.raw_message(player.user_id, newest.message_id)
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button for row in rows for button in row}


async def test_the_main_act_is_green_and_a_refusal_red(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("Đồng chí được giao chủ trì")
    styles = {label: button.get("style") for label, button in keyboard(world.an).items()}
    assert styles.pop("Đã nhận") == "success"
    assert styles.pop("Từ chối") == "danger"
    assert set(styles.values()) == {None}


async def test_the_stances_on_an_opinion_look_alike(world: World) -> None:
    await world.clerk.asks_opinions()
    world.duc.receives("được lấy ý kiến")
    stances = ("Đồng ý", "Có điều kiện", "Không đồng ý", "Không thuộc chức năng", "Thiếu hồ sơ")
    assert {keyboard(world.duc)[label].get("style") for label in stances} == {None}
    world.binh.receives("được lấy ý kiến")


async def test_a_form_that_was_not_understood_can_be_taken_and_filled_in(world: World) -> None:
    await world.clerk.is_refused("/canbo Nguyễn", "/canbo")
    button = keyboard(world.clerk)["Chép mẫu"]
    assert button["copy_text"]["text"].startswith("/canbo ")
    assert "callback_data" not in button


async def test_who_waits_for_a_report_sees_that_it_is_being_made(world: World) -> None:
    await world.leader.says("/baocao")
    assert world.api.actions == [(world.leader.user_id, "upload_document")]


verbs = st.sampled_from(["nhan", "xong", "tuchoi", "duyet", "khongduyet", "tralai", "lichsu", "dy", "kdy", "draft:ok"])


@given(st.lists(verbs, unique=True))
def test_at_most_one_button_is_the_main_one(said: list[str]) -> None:
    rows = [[Button(label=verb, data=f"{verb}:1:0")] for verb in said]
    found = emphasis(rows)
    assert sum(one is Emphasis.MAIN for one in found.values()) <= 1
    refused = {button.label for button, one in found.items() if one is Emphasis.REFUSAL}
    assert refused == set(said) & {"tuchoi", "khongduyet", "tralai"}
