"""A circular is read by each in person; who has not is known person by person, and pressed (M10)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, form, moment

pytestmark = pytest.mark.on_every_channel
FILE_LATER = "a file comes behind its words there, and not with them"

CIRCULAR = {
    "Nội dung": "Quy chế làm việc mới của cơ quan",
    "Gửi": "Phòng Kinh tế, Ngô Văn Khánh",
    "Văn bản": "56/QĐ-UBND",
}


def phobien(**changed: str | None) -> str:
    return form("phobien", CIRCULAR, **changed)


async def test_each_reads_for_himself_and_behind_the_last_it_closes(world: World) -> None:
    clerk, binh, cuc, an, khanh = world.clerk, world.binh, world.cuc, world.an, world.khanh
    await clerk.says(phobien())
    clerk.receives("Dondoc hiểu văn bản cần phổ biến", "Hạn đọc và xác nhận: Thứ Năm 03/12/2026", "Gửi 4 người")
    an.receives_nothing()
    await clerk.presses("Gửi")
    clerk.receives("Đã phổ biến PB-1")
    for player in (binh, cuc, an, khanh):
        player.receives("Phổ biến để đồng chí đọc: PB-1", "56/QĐ-UBND", "/nhan PB-1", "Bước tiếp theo")
    await an.presses("Đã nhận")
    an.receives("đã đọc và xác nhận PB-1")
    await an.is_refused("/nhan PB-1", "đã đọc")
    await binh.is_told("/nhan PB-1", "đã đọc và xác nhận")
    # Who has, who has not, person by person: for the sender, not for a reader.
    await clerk.is_told("/viec PB-1", "Đã đọc 2/4; còn chờ 2", "Chưa đọc:", "Đỗ Thị Cúc", "Ngô Văn Khánh")
    shown = await khanh.is_told("/viec PB-1", "PB-1")
    assert "Nguyễn Văn An" not in shown.text

    await world.until(moment(1, 9))
    for player in (cuc, khanh):
        player.receives("PB-1", "đồng chí chưa xác nhận đã đọc", "/nhan PB-1")
    an.receives_nothing()
    await world.until(moment(2, 9))
    for player in (cuc, khanh):
        player.receives("PB-1", "chưa xác nhận đã đọc")
    binh.receives("văn bản phổ biến chưa được xác nhận đã đọc", "Đang giữ việc: đồng chí Đỗ Thị Cúc")
    world.duc.receives("văn bản phổ biến chưa được xác nhận đã đọc", "Đang giữ việc: đồng chí Ngô Văn Khánh")
    await cuc.is_told("/nhan PB-1", "đã đọc và xác nhận")
    await khanh.is_told("/nhan PB-1", "đã đọc và xác nhận")
    clerk.receives("PB-1", "cả 4 người nhận đã đọc và xác nhận")
    assert world.stored("SELECT state FROM cases") == [("closed",)]
    assert world.stored("SELECT DISTINCT outcome FROM duties") == [("read",)]
    await clerk.says("/tonghop PB-1")
    clerk.receives("Bản tổng hợp PB-1")
    assert clerk.receives().file_name == "tong-hop-PB-1.docx"
    await khanh.is_refused("/tonghop PB-1", "không có thẩm quyền")
    world.nothing_else_was_said()


async def test_a_unit_is_everybody_in_it_and_the_heads_below(world: World) -> None:
    clerk = world.clerk
    await clerk.says(phobien(Gửi="\n- UBND huyện"))
    shown = clerk.receives("Gửi 4 người").text
    for name in ("Trần Quốc Hùng", "Vũ Thị Thanh", "Phạm Văn Bình", "Hoàng Minh Đức"):
        assert name in shown
    world.nothing_else_was_said()


async def test_a_head_reaches_his_own_people_alone(world: World) -> None:
    await world.duc.is_refused(phobien(Gửi="Nguyễn Văn An"), "không có thẩm quyền")
    await world.an.is_refused(phobien(), "không có thẩm quyền")
    await world.duc.is_told(phobien(Gửi="Phòng Tài nguyên"), "Gửi 1 người", "Ngô Văn Khánh")
    await world.duc.presses("Gửi")
    world.duc.receives("Đã phổ biến PB-1")
    world.khanh.receives("Phổ biến để đồng chí đọc: PB-1")
    world.nothing_else_was_said()


@pytest.mark.telegram_alone(FILE_LATER)
async def test_the_document_comes_with_it(world: World) -> None:
    clerk, khanh = world.clerk, world.khanh
    await clerk.sends_file("quy-che.pdf", b"%PDF-1.7 quy che", phobien(Gửi="Ngô Văn Khánh"))
    clerk.receives("Tệp: quy-che.pdf, mã băm SHA-256")
    await clerk.presses("Gửi")
    clerk.receives("Đã phổ biến PB-1")
    khanh.receives("Tệp: quy-che.pdf (nhận tệp: /viec PB-1)")
    await khanh.is_told("/viec PB-1", "quy-che.pdf")
    assert khanh.receives().file_name == "quy-che.pdf"
    world.nothing_else_was_said()


async def test_what_cannot_be_made_known_is_refused(world: World) -> None:
    clerk = world.clerk
    await clerk.is_refused(phobien(Gửi="Phòng Kinh doanh"), "Phòng Kinh doanh", "Phòng Kinh tế")
    await clerk.is_refused(phobien(Gửi="Lê Thị Hoa"), "không đến ai")
    await clerk.is_refused(phobien(Nội_dung=None), "Còn thiếu", "Nội dung")
    await clerk.is_refused(phobien(Hạn="16h ngày 27/11/2026"), "đã qua")
    await clerk.is_told("/phobien", "câu 1/2", "Phổ biến nội dung gì?")
    world.nothing_else_was_said()
