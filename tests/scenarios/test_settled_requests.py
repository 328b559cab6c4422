"""A request that needs no decision any longer ends with what made it needless, and who asked is told (M13–M16)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, moment

ASKED = {
    "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu": "gia hạn",
    "/tuchoi NV-1 không đủ số liệu": "từ chối",
    "/chuyen NV-1 Ngô Văn Khánh; thuộc chức năng của Phòng Tài nguyên": "chuyển việc",
}


async def an_asked(world: World, command: str) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    world.an.receives("NV-1")
    await world.an.is_told(command, "Đã gửi đề nghị")
    world.leader.receives("NV-1", "Duyệt")
    world.binh.read = len(world.binh.said_by_bot())  # of some of them the head hears as well


@pytest.mark.parametrize(("command", "asked"), ASKED.items())
async def test_handing_in_settles_what_was_asked(world: World, command: str, asked: str) -> None:
    an, leader = world.an, world.leader
    await an_asked(world, command)
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả NV-1", asked, "không còn chờ quyết định")
    leader.receives("đã nộp kết quả")
    await leader.is_refused("/duyet NV-1", "không có việc nào như vậy đang chờ")
    await leader.is_told("/tralai NV-1 thiếu phụ lục", "Đã trả lại")
    an.receives("trả lại", "thiếu phụ lục")
    await leader.is_told("/lichsu NV-1", "không còn chờ quyết định: kết quả đã nộp")
    # The request does not come to life again, and nobody is nudged about it.
    await leader.is_told("/viec", "không có việc nào đang chờ")
    await world.until(moment(8, 9))
    leader.receives_nothing()


async def test_a_question_is_settled_by_handing_in_and_who_asked_is_told_though_another_hands_in(world: World) -> None:
    an, binh, leader = world.an, world.binh, world.leader
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("NV-1")
    await an.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    binh.receives("xin chỉ đạo")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả NV-1", "xin chỉ đạo", "không còn chờ quyết định")
    leader.receives("đã nộp kết quả")
    await binh.is_told("/viec", "không có việc nào đang chờ")
    world.nothing_else_was_said()


async def test_a_new_deadline_settles_the_request_for_one(world: World) -> None:
    an, clerk, leader = world.an, world.clerk, world.leader
    await an_asked(world, "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await clerk.is_told("/sua NV-1 Hạn: 16h30 ngày 22/12/2026", "NV-1")
    told = " ".join(one.text for one in an.unread())
    assert "Đề nghị gia hạn NV-1 không còn chờ quyết định nữa: việc đã có hạn mới" in told
    await leader.says("/duyet NV-1")
    assert "không có việc nào như vậy đang chờ" in leader.said_by_bot()[-1].text
    # Of other kinds a new deadline says nothing.
    await an.says("/tuchoi NV-1 không đủ số liệu")
    await clerk.says("/sua NV-1 Hạn: 16h30 ngày 23/12/2026")
    await leader.says("/duyet NV-1")
    assert "không có việc nào" not in leader.said_by_bot()[-1].text


async def test_what_waits_is_moot_after_a_pause_only_where_it_asked_for_no_more(world: World) -> None:
    an, clerk, leader = world.an, world.clerk, world.leader
    await an_asked(world, "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await clerk.says("/tamdung NV-1 chờ hướng dẫn của bộ")
    await world.until(moment(2, 8))
    await clerk.says("/tieptuc NV-1")  # two working days later: the 22nd
    await leader.says("/duyet NV-1")
    assert "Đã duyệt gia hạn NV-1" in leader.said_by_bot()[-1].text
    assert "25/12/2026" in an.said_by_bot()[-1].text
