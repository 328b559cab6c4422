"""What counts as progress, and what is no reason: played by people who type as they do (M11, M21)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, moment


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Đã tổng hợp 5/8 đơn vị", "Đã tổng hợp 6/8 đơn vị"),
        ("Hoàn thành 50 %", "Hoàn thành 90 %"),
        ("Chưa nhận được số liệu của Kho bạc Nhà nước huyện", "Đã nhận được số liệu của Kho bạc Nhà nước huyện"),
    ],
)
async def test_who_reports_a_step_further_is_not_called_silent(world: World, earlier: str, later: str) -> None:
    an = world.an
    await world.clerk.assigns(Hạn="16h30 ngày 08/01/2027", Khẩn="Khẩn")
    an.receives("NV-1")
    await an.is_told(f"/tiendo NV-1 {earlier}", "Đã ghi tiến độ NV-1")
    await world.until(moment(4, 9))
    await an.is_told(f"/tiendo NV-1 {later}", "Đã ghi tiến độ NV-1")
    await world.until(moment(11, 8, 59))
    world.nothing_else_was_said()
    await world.until(moment(11, 10))
    an.receives("Chưa có tiến độ từ Thứ Sáu 04/12/2026 09:00")
    world.nothing_else_was_said()


async def test_who_says_the_same_twice_is_told_so_and_stays_silent(world: World) -> None:
    an = world.an
    await world.clerk.assigns(Hạn="16h30 ngày 08/01/2027", Khẩn="Khẩn")
    an.receives("NV-1")
    await an.is_told("/tiendo NV-1 Đang tổng hợp.", "Đã ghi tiến độ NV-1")
    await world.until(moment(4, 9))
    await an.is_told("/tiendo NV-1 dang  TONG HOP", "trùng với báo cáo", "chưa được tính")
    await world.until(moment(7, 9))
    an.receives("Chưa có tiến độ từ Thứ Hai 30/11/2026 08:00")
    world.nothing_else_was_said()


@pytest.mark.parametrize("reason", [".", "…", "---", "1", "x"])
async def test_what_says_nothing_is_no_reason_wherever_one_is_asked_for(world: World, reason: str) -> None:
    clerk, leader, an, binh = world.clerk, world.leader, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    for command in (
        f"/giahan NV-1 16h30 ngày 25/12/2026; {reason}",
        f"/tuchoi NV-1 {reason}",
        f"/chuyen NV-1 Ngô Văn Khánh; {reason}",
        f"/vuong NV-1 {reason}; {reason}",
    ):
        await an.is_refused(command, "Còn thiếu nội dung hoặc lý do")
    await clerk.is_refused(f"/tamdung NV-1 {reason}", "Còn thiếu nội dung hoặc lý do")
    await clerk.is_refused(f"/thuhoi NV-1 {reason}", "Còn thiếu nội dung hoặc lý do")
    await an.is_told("/xong NV-1 Báo cáo số 12", "Đã nộp kết quả")
    leader.receives("NV-1")
    await leader.is_refused(f"/tralai NV-1 {reason}", "Còn thiếu nội dung hoặc lý do")
    await world.duc.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí thực hiện")
    binh.receives("YK-1")
    await binh.is_refused(f"/ykien YK-1 không đồng ý; {reason}", "Còn thiếu nội dung hoặc lý do")
    world.nothing_else_was_said()


async def test_other_empty_words_are_sent_back_like_the_first(world: World) -> None:
    binh = world.binh
    await world.duc.asks_opinions(Hỏi="\n- Phòng Kinh tế: nguồn kinh phí thực hiện")
    binh.receives("YK-1")
    await binh.is_told("/ykien YK-1 không đồng ý; theo quy định", "chung chung")
    await binh.is_told("/ykien YK-1 có điều kiện; thống nhất theo quy định", "chung chung")
    await binh.is_told("/ykien YK-1 không đồng ý; đúng pháp luật", "chung chung")
    await binh.is_told("/viec YK-1", "Đang giữ")
    await binh.is_told("/ykien YK-1 không đồng ý; theo quy định.", "chưa nêu lý do cụ thể")
    world.duc.receives("YK-1", "chưa nêu lý do cụ thể")
    world.nothing_else_was_said()
