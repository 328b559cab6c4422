"""Handing in with evidence; acceptance or return; who accepts is on the clock as well (M17)."""

from __future__ import annotations

import hashlib

from tests.scenarios.cast import World, moment

REPORT = b"%PDF-1.7 bao cao giai ngan"


async def test_nothing_is_handed_in_before_there_is_a_result(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    with world.changing_nothing():
        await an.is_told("/xong NV-1", "một tệp, ảnh, hoặc nội dung", "Chưa có gì được nộp")
    clerk.receives_nothing()
    await an.is_told("Báo cáo số 45/BC-KT", "Đã nộp kết quả NV-1", "chờ đồng chí Lê Thị Hoa nghiệm thu")
    clerk.receives("Đồng chí Nguyễn Văn An đã nộp kết quả", "Nghiệm thu", "Trả lại", "/viec NV-1")
    await clerk.is_told("/lichsu NV-1", "nộp kết quả trong hạn", "Báo cáo số 45/BC-KT")
    world.nothing_else_was_said()


async def test_a_file_completes_the_button_and_is_kept_by_its_content(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.presses("Hoàn thành")
    an.receives("Xin gửi kết quả NV-1")
    await an.sends_file("bao-cao.pdf", REPORT, "Báo cáo đã ký")
    an.receives("Đã nộp kết quả NV-1")
    clerk.receives("đã nộp kết quả")
    await clerk.is_told("/lichsu NV-1", "nộp kết quả trong hạn (kèm tệp)", "Báo cáo đã ký")
    assert world.stored("SELECT sha256, content FROM files") == [(hashlib.sha256(REPORT).hexdigest(), REPORT)]
    world.nothing_else_was_said()


async def test_a_caption_is_a_command(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.sends_file("bao-cao.pdf", REPORT, "/xong NV-1 Báo cáo số 45")
    world.an.receives("Đã nộp kết quả NV-1")
    world.clerk.receives("đã nộp kết quả")
    world.nothing_else_was_said()


async def test_accepted_by_a_button_once(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    clerk.receives("đã nộp kết quả")
    await clerk.presses("Nghiệm thu")
    clerk.receives("Đã nghiệm thu NV-1")
    an.receives("đã được nghiệm thu (hoàn thành đúng hạn)")
    binh.receives("đã được nghiệm thu (hoàn thành đúng hạn)")
    with world.changing_nothing():
        await clerk.presses("Nghiệm thu")
        clerk.receives("Lựa chọn này đã cũ", "đã nghiệm thu, đồng chí Lê Thị Hoa, lúc Thứ Hai 30/11/2026 08:00")
    await clerk.is_refused("/tralai NV-1 thiếu phụ lục", "đã được nghiệm thu")
    await world.until(moment(21, 9))
    world.nothing_else_was_said()


async def test_returned_with_a_reason_and_handed_in_again(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 01/12/2026")
    an.receives("NV-1")
    await world.until(moment(1, 16))
    an.receives("Sắp đến hạn")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    clerk.receives("đã nộp kết quả", "Nộp lúc Thứ Ba 01/12/2026 16:00 (trong hạn); hạn Thứ Ba 01/12/2026 16:30")
    await clerk.presses("Trả lại")
    clerk.receives("Xin gõ lý do trả lại NV-1")
    an.receives_nothing()
    await clerk.is_told("Thiếu phụ lục", "Đã trả lại NV-1 cho đồng chí Nguyễn Văn An", "Thứ Tư 02/12/2026 16:00")
    an.receives("bị trả lại", "Lý do: Thiếu phụ lục", "trước Thứ Tư 02/12/2026 16:00")
    # Returned half an hour before the deadline: one working day, and no nudge that it is overdue before.
    await world.until(moment(2, 15))
    binh.receives_nothing()
    await an.is_told("/xong NV-1 Báo cáo số 45 kèm phụ lục", "Đã nộp")
    clerk.receives("đã nộp kết quả")
    await clerk.presses("Nghiệm thu")
    clerk.receives("Đã nghiệm thu")
    # On time or late is judged at the submission that is accepted, by the deadline in force.
    an.receives("hoàn thành quá hạn")
    binh.receives("hoàn thành quá hạn")
    told = await clerk.is_told("/lichsu NV-1", "trả lại đồng chí Nguyễn Văn An: Thiếu phụ lục", "nộp kết quả quá hạn")
    assert "nộp kết quả trong hạn" in told.text, "the first submission stays on record"
    world.nothing_else_was_said()


async def test_an_acceptance_that_waits_nudges_the_assigner_and_then_his_superior(world: World) -> None:
    binh, an, leader = world.binh, world.an, world.leader
    await binh.assigns(Hạn="16h30 ngày 18/12/2026")
    an.receives("NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    binh.receives("đã nộp kết quả", "Bước tiếp theo: Thứ Tư 02/12/2026 08:00")
    await world.until(moment(2, 9))
    binh.receives("kết quả chờ nghiệm thu từ Thứ Hai 30/11/2026 08:00", "/nghiemthu NV-1")
    leader.receives_nothing()
    await world.until(moment(4, 9))
    binh.receives("kết quả chờ nghiệm thu")
    leader.receives("kết quả chờ nghiệm thu", "Đang giữ việc: đồng chí Phạm Văn Bình")
    an.receives_nothing()
    world.nothing_else_was_said()


async def test_the_registrar_accepts_in_the_assigners_place_and_it_says_so(world: World) -> None:
    clerk, an, leader = world.clerk, world.an, world.leader
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "chờ đồng chí Trần Quốc Hùng nghiệm thu")
    leader.receives("đã nộp kết quả")
    await an.is_refused("/nghiemthu NV-1", "đang do đồng chí Trần Quốc Hùng giữ")
    await clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    an.receives("đã được nghiệm thu")
    world.binh.receives("đã được nghiệm thu")
    await leader.is_told("/lichsu NV-1", "đồng chí Lê Thị Hoa (thay mặt đồng chí Trần Quốc Hùng) nghiệm thu")
    world.nothing_else_was_said()


async def test_the_lead_accepts_the_part_of_a_coordinating_unit(world: World) -> None:
    clerk, an, duc = world.clerk, world.an, world.duc
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên")
    an.receives("NV-1")
    duc.receives("NV-1")
    await duc.is_told("/xong NV-1 Số liệu đất", "chờ đồng chí Nguyễn Văn An nghiệm thu")
    an.receives("Đồng chí Hoàng Minh Đức đã nộp kết quả")
    await an.presses("Nghiệm thu")
    an.receives("Đã nghiệm thu NV-1")
    duc.receives("đã được nghiệm thu")
    await an.is_told("/viec NV-1", "Chủ trì", "đang thực hiện")
    clerk.receives_nothing()
    world.nothing_else_was_said()


async def test_a_file_that_is_not_kept_is_said_to_be_left_out(world: World) -> None:
    clerk, an, duc = world.clerk, world.an, world.duc
    left_out = "Tệp gửi kèm chưa được nhận ở lệnh này"
    await clerk.assigns()
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch")
    an.receives("NV-1")
    duc.receives("YK-1")
    await an.sends_file("anh.pdf", REPORT, "/tiendo NV-1 được nửa")
    an.receives("Đã ghi tiến độ", left_out)
    # The same where the file completes what a button began.
    await an.presses("Tiến độ")
    an.receives("Xin gõ tiến độ")
    await an.sends_file("anh.pdf", REPORT, "gần xong")
    an.receives("Đã ghi tiến độ", left_out)
    await duc.sends_file("y-kien.pdf", REPORT, "/ykien YK-1 thiếu hồ sơ; bản đồ")
    duc.receives("còn thiếu", left_out)
    clerk.receives("báo thiếu hồ sơ")
    assert world.stored("SELECT * FROM files") == []
    world.nothing_else_was_said()
