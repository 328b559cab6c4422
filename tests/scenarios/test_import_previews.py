"""A spreadsheet is shown before anything is handed out; what was imported before, and what changed meanwhile, is said
(M3)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest

from actions.exchange.import_contents import Worksheet
from actions.exchange.import_names import is_like_a_name
from actions.office.reorganising import merge_units
from actions.order import Order
from documents.writing import export_to
from tests.scenarios.cast import ECONOMY, LAND, World, moment

DRAFT = {"product": "Báo cáo", "deadline": "14/12/2026"}


def sheet(*tasks: Mapping[str, Any], people: list[dict[str, Any]] | None = None) -> bytes:
    made = io.BytesIO()
    rows = [{"lead": "Nguyễn Văn An", **DRAFT, "title": f"Việc {place}", **task} for place, task in enumerate(tasks)]
    export_to(made, {Worksheet.UNITS: [], Worksheet.PEOPLE: people or [], Worksheet.TASKS: rows})
    return made.getvalue()


async def shown(world: World, content: bytes, *parts: str) -> str:
    """The clerk sends the file and is shown what it would do."""
    await world.clerk.says("/nhapfile")
    world.clerk.read = len(world.clerk.said_by_bot())
    await world.clerk.sends_file("viec.xlsx", content)
    return world.clerk.receives("Xem trước khi nhập", *parts).text


async def entered(world: World, content: bytes) -> None:
    await shown(world, content)
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập")


async def test_everything_to_look_at_is_shown_and_nothing_is_done(world: World) -> None:
    content = sheet(
        {"deadline": "18/12/2026"},
        {"lead": "nguyen van an", "deadline": "10/12/2026"},
        {"lead": LAND, "assigner": "Trần Quốc Hùng", "deadline": "13/12/2026"},
        people=[{"name": "Phạm Văn Bính", "unit": "Phòng Kinh tế"}, {"name": "A1", "unit": "Phòng Kinh tế"}],
    )
    with world.changing_nothing():
        await shown(
            world,
            content,
            *("2 cán bộ mới, 3 nhiệm vụ", "Phòng Kinh tế: 2 việc, hạn gần nhất Thứ Năm 10/12/2026"),
            *("Phòng Tài nguyên: 1 việc", "Người giao: đồng chí Lê Thị Hoa (2 việc), đồng chí Trần Quốc Hùng (1 việc)"),
            *("«nguyen van an» hiểu là Nguyễn Văn An", "«Phạm Văn Bính» chỉ khác dấu với Phạm Văn Bình", "«A1»"),
            *("ngày nghỉ", "Chủ Nhật 13/12/2026", "Chọn Nhập", "Hủy"),
        )
    assert world.clerk.labels(world.clerk.said_by_bot()[-1]) == ["Nhập", "Hủy"]
    world.nothing_else_was_said()


async def test_it_is_left_by_the_button_or_by_the_word(world: World) -> None:
    for _ in range(2):
        with world.changing_nothing():
            await shown(world, sheet({}))
            await world.clerk.presses("Hủy")
            world.clerk.receives("")
            await shown(world, sheet({}))
            await world.clerk.says("hủy")
            world.clerk.receives("")
    world.nothing_else_was_said()


async def test_typed_it_is_done_once_and_those_concerned_are_told(world: World) -> None:
    await shown(world, sheet({"assigner": "Trần Quốc Hùng"}, {"assigner": "Trần Quốc Hùng"}))
    await world.clerk.says("nhập")
    world.clerk.receives("Đã nhập", "2 nhiệm vụ")
    world.an.receives("vừa được giao 2 việc")
    world.leader.receives("Đồng chí Lê Thị Hoa vừa nhập từ bảng tính", "2 việc", "NV-1", "Báo cáo", "Nguyễn Văn An")
    with world.changing_nothing():
        await world.clerk.presses("Nhập")
    world.clerk.receives("")
    world.nothing_else_was_said()


async def test_it_waits_through_a_restart_and_means_what_was_shown(world: World) -> None:
    await shown(world, sheet({"deadline": "thứ Sáu tuần sau"}), "Thứ Sáu 11/12/2026")
    kept = world.stored("SELECT length(data) FROM dialogues")
    assert int(str(kept[0][0])) < 1000, "the file lies elsewhere"
    await world.is_down_until(moment(1, 7, 45))
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập")
    world.an.receives("NV-1", "Thứ Sáu 11/12/2026")
    assert world.stored("SELECT count(*) FROM spreadsheets") == [(0,)]


async def test_a_file_that_was_set_right_takes_the_place_of_the_one_before(world: World) -> None:
    await shown(world, sheet({}, {}))
    await world.clerk.sends_file("sua.xlsx", sheet({"title": "Việc đã sửa"}))
    world.clerk.receives("Xem trước khi nhập", "1 nhiệm vụ")
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập", "1 nhiệm vụ")
    world.an.receives("NV-1", "Việc đã sửa")


async def test_after_a_day_it_is_too_late(world: World) -> None:
    await shown(world, sheet({}))
    await world.until(moment(1, 9, 0))
    await world.clerk.presses("Nhập")
    assert world.stored("SELECT count(*) FROM cases") == [(0,)]


async def test_a_person_erased_meanwhile_is_named_and_nothing_is_done(world: World) -> None:
    await shown(world, sheet({"lead": "Đỗ Thị Cúc"}, {}))
    await world.clerk.is_told("/xoacanbo Đỗ Thị Cúc; nghỉ hưu", "Đỗ Thị Cúc")
    with world.changing_nothing():
        await world.clerk.presses("Nhập")
    world.clerk.receives("Chưa nhập được", "dòng 2, cột Chủ trì", "Đỗ Thị Cúc")
    world.an.receives_nothing()


async def test_a_unit_merged_meanwhile_is_named_and_nothing_is_done(world: World) -> None:
    await shown(world, sheet({"lead": LAND}))
    clerk = world.stored("SELECT id FROM people WHERE name = 'Lê Thị Hoa'")[0][0]
    now = world.clock.now()
    order = Order(now=now, said_at=now, via="test", sender_id=int(str(clerk)))
    await merge_units(world.program.office, order, unit=LAND, into=ECONOMY, notice="QĐ 1")
    with world.changing_nothing():
        await world.clerk.presses("Nhập")
    world.clerk.receives("Chưa nhập được", "dòng 2, cột Chủ trì", ECONOMY)


async def test_another_head_meanwhile_is_named_and_shown_again(world: World) -> None:
    await shown(world, sheet({"lead": ECONOMY}, {"lead": ECONOMY}))
    await world.clerk.is_told("/canbo Ngô Văn Khôi; Phòng Kinh tế; Trưởng phòng; thủ trưởng", "Ngô Văn Khôi")
    draft = world.clerk.labels(world.clerk.said_by_bot()[-2])
    assert draft == ["Nhập", "Hủy"]
    with world.changing_nothing():
        await world.clerk.presses("Nhập")
    world.clerk.receives("Chưa nhập", "Phạm Văn Bình: lúc trước 2 việc, nay 0 việc", "Xem trước khi nhập")
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập", "2 nhiệm vụ")


async def test_the_same_file_is_asked_about_and_can_be_entered_again(world: World) -> None:
    content = sheet({}, {})
    await entered(world, content)
    with world.changing_nothing():
        await shown(
            world, content, "Đúng tệp này đã được nhập lúc Thứ Hai 30/11/2026", "Nếu vẫn muốn nhập thêm lần nữa"
        )
    await world.clerk.presses("Nhập")
    world.clerk.receives("Đã nhập", "2 nhiệm vụ")
    assert world.stored("SELECT count(*) FROM cases") == [(4,)]


async def test_the_same_row_of_a_known_document_is_asked_about(world: World) -> None:
    await entered(world, sheet({"document": "12/QĐ-UBND", "title": "Kiểm kê đất"}))
    others = (
        {"document": "12/qđ-ubnd", "title": "Kiểm kê  đất", "deadline": "20/12/2026"},
        {"document": "12/QĐ-UBND", "title": "Kiểm kê rừng"},
        {"document": "12/QĐ-UBND", "title": "Kiểm kê đất", "lead": LAND},
        {"document": "13/QĐ-UBND", "title": "Kiểm kê đất"},
        {"document": "13/QĐ-UBND", "title": "Kiểm kê đất"},
    )
    said = await shown(world, sheet(*others), "2 dòng đã có việc trong Dondoc", "dòng 2 (NV-1), dòng 6 (trùng dòng 5)")
    assert "Đúng tệp này" not in said


async def test_five_tasks_are_named_with_a_button_each_and_the_others_counted(world: World) -> None:
    days = (20, 19, 18, 17, 16, 15, 14)
    await entered(world, sheet(*({"deadline": f"{day}/12/2026", "product": f"Biểu {day}"} for day in days)))
    told = world.an.receives(
        *("vừa được giao 7 việc", "1. NV-7 Việc 6", "Sản phẩm: Biểu 14. Hạn: Thứ Hai 14/12/2026 (17:00, hết ngày)"),
        *("5. NV-3 Việc 2", "… và 2 việc nữa; gõ /viec"),
    )
    assert world.an.labels(told) == ["NV-7", "NV-6", "NV-5", "NV-4", "NV-3"]
    await world.an.presses("NV-6")
    world.an.receives("NV-6", "Việc 5")


async def test_a_single_task_comes_with_everything_that_can_be_done_with_it(world: World) -> None:
    await entered(world, sheet({"title": "Rà soát quy hoạch", "product": "Biên bản"}))
    told = world.an.receives("NV-1", "Rà soát quy hoạch", "Biên bản", "Thứ Hai 14/12/2026")
    assert {"Đã nhận", "Hoàn thành", "Xin gia hạn"} <= set(world.an.labels(told))


NAMES = ("Nguyễn Văn An", "Y Kbuôr Êban", "Tôn Nữ Thị Ninh", "H'Hen Niê", "K’Ka Đinh", "TRẦN QUỐC HÙNG", "A Nhuih")
NO_NAMES = ("A1", "Nguyễn Văn 2", "Hoa", "Phạm_Văn_Bình", "abc@xã", "Trần (Quốc) Hùng", "…", "Ông ?")


@pytest.mark.parametrize(("name", "like"), [*((one, True) for one in NAMES), *((one, False) for one in NO_NAMES)])
def test_what_is_hardly_a_name_is_told_from_one(name: str, like: bool) -> None:
    assert is_like_a_name(name) is like
