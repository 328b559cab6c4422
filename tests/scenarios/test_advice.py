"""Whatever the bot advises in the course of these scenarios can be done by its reader, then and there. With
DONDOC_EVERY_ADVICE set every scenario is watched so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.scenarios import (
    test_away,
    test_circulars,
    test_going_up,
    test_in_his_name,
    test_opinions,
    test_reorganising,
    test_task_life,
    test_units_without_a_head,
)
from tests.scenarios.advised import advised
from tests.scenarios.cast import World

Scenario = Callable[[World], Awaitable[None]]
SCENARIOS: tuple[Scenario, ...] = (
    test_away.test_a_deputy_signs_under_a_delegation,
    test_circulars.test_a_unit_is_everybody_in_it_and_the_heads_below,
    test_going_up.test_who_decides_is_told_of_it_and_may_then_decide,
    test_in_his_name.test_the_heads_word_on_a_cause_stands_beside_the_holders,
    test_opinions.test_a_missing_dossier_is_named_once_and_starts_the_clock_anew,
    test_reorganising.test_after_a_merger_each_part_is_reached_by_the_name_in_which_it_was_given,
    test_task_life.test_a_pause_stops_the_clock_and_what_was_left_is_left_when_it_goes_on,
    test_task_life.test_milestones_are_nudged_for_and_reached,
    test_units_without_a_head.test_a_head_erased_leaves_the_work_to_the_head_above,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_no_advice_is_refused_to_its_reader(scenario: Scenario, world: World, tmp_path: Path) -> None:
    async with advised(world, tmp_path) as watch:
        await scenario(world)
    assert watch.trials.tried > len(watch.refused)
    assert not watch.refused, "\n".join(watch.refused)


async def test_who_has_asked_for_more_time_is_not_sent_to_ask_again(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("/nhan NV-1")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.an.is_told("/giahan NV-1 17h ngày 11/12/2026; chờ số liệu", "đề nghị gia hạn")
    told = await world.an.is_told("/vuong NV-1 chưa có số liệu; đề nghị Kho bạc gửi", "Đã ghi vướng mắc")
    assert "/giahan" not in told.text
    await world.binh.says("/dondoc NV-1")
    assert "/giahan" not in world.an.receives("đôn đốc", "/tiendo NV-1 nội dung").text


async def test_who_answers_for_two_parts_is_told_to_name_the_unit(world: World) -> None:
    await world.clerk.asks_opinions(Hạn="16h30 ngày 08/12/2026")
    await world.clerk.says("/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND")
    await world.clerk.presses("Sáp nhập")
    await world.clerk.is_told("/dondoc YK-1", "")
    texts = "\n".join(one.text for one in world.duc.said_by_bot())
    assert "/ykien YK-1 Phòng Kinh tế; ý kiến; lý do" in texts
    assert "/ykien YK-1 Phòng Tài nguyên; ý kiến; lý do" in texts
    await world.duc.says("/ykien YK-1 Phòng Kinh tế; có điều kiện; bổ sung nguồn kinh phí tại Điều 7")
    assert any("Đã gửi ý kiến" in one.text for one in world.duc.said_by_bot())


async def test_nobody_is_told_how_to_write_what_is_not_his_to_give(world: World) -> None:
    for text in ("/canbo An", "/quydinh", "/sapnhap x", "/moi", "/xoacanbo", "/ghigiay x", "/uyquyen x", "/donvimoi"):
        await world.an.is_refused(text, "không có thẩm quyền")


async def test_a_list_of_what_a_merged_unit_has_is_asked_for_by_its_present_name(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    await world.clerk.says("/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12/NQ-HĐND")
    await world.clerk.presses("Sáp nhập")
    await world.leader.says("/dagiao")
    shown = world.leader.said_by_bot()[-1].text
    assert "/dagiao Phòng Tài nguyên" in shown
    assert "/dagiao Phòng Kinh tế" not in shown
    await world.leader.says("/dagiao Phòng Tài nguyên")
    assert "NV-1" in world.leader.said_by_bot()[-1].text


async def test_what_goes_on_from_a_word_on_paper_is_written_down_as_well(world: World) -> None:
    await world.clerk.assigns()
    await world.clerk.is_told("/ghigiay Nguyễn Văn An; /nhan NV-1", "Ghi theo giấy")
    told = await world.clerk.is_told(
        "/ghigiay Nguyễn Văn An; /vuong NV-1 chưa có số liệu; đề nghị Kho bạc gửi",
        "gõ /ghigiay Nguyễn Văn An; /giahan NV-1 hạn mới; lý do",
    )
    assert "gõ /giahan" not in told.text
