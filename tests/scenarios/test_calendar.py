"""The working calendar by chat (M27): the office enters days and hours, and everybody concerned is told."""

from __future__ import annotations

from tests.scenarios.cast import World, moment

NOTICE = "Công văn 45/UBND-VP"


async def test_an_opinion_due_on_a_day_that_becomes_off_moves_and_all_are_told(world: World) -> None:
    clerk, leader, binh, duc = world.clerk, world.leader, world.binh, world.duc
    await clerk.asks_opinions(Người_giao="Trần Quốc Hùng", Hỏi="- Phòng Kinh tế: nguồn kinh phí")
    binh.receives("YK-1", "Thứ Ba 08/12/2026 (17:00, hết ngày)")
    await clerk.is_told(
        f"/lichnghi nghỉ 08/12/2026; {NOTICE}", "Đã ghi nghỉ: Thứ Ba 08/12/2026", NOTICE, "được tính lại ngay"
    )
    for concerned in (clerk, leader, binh):
        concerned.receives("Lịch làm việc của cơ quan vừa thay đổi", "YK-1", "chuyển sang Thứ Tư 09/12/2026")
    await binh.is_told("/viec YK-1", "Hạn: Thứ Tư 09/12/2026 (17:00, hết ngày)", "Hạn ban đầu: Thứ Ba 08/12/2026")
    await binh.is_told(
        "/lichsu YK-1", "chuyển hạn theo lịch làm việc mới, từ Thứ Ba 08/12/2026 17:00 sang Thứ Tư 09/12"
    )
    duc.receives_nothing()
    await binh.is_told("/nhan YK-1", "Đã ghi nhận")
    await world.until(moment(4, 8))
    binh.receives("Sắp đến hạn")
    await world.until(moment(7, 8))
    binh.receives("Sắp hết hạn cho ý kiến", "Thứ Tư 09/12/2026")
    await world.until(moment(9, 0, 30))  # the old deadline has passed: nobody has consented by silence
    binh.receives_nothing()
    await world.until(moment(10, 8))
    for concerned in (clerk, leader, binh):
        concerned.receives("mặc nhiên đồng ý")
    world.nothing_else_was_said()


async def test_a_task_due_on_a_day_that_becomes_off_stays_and_its_people_are_told(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await clerk.is_told(f"/lichnghi nghỉ 07/12; {NOTICE}", "Thứ Hai 07/12/2026")
    for concerned in (clerk, leader, an):
        concerned.receives("NV-1", "Thứ Hai 07/12/2026 16:30 nay rơi vào ngày nghỉ và vẫn giữ nguyên", "/giahan NV-1")
    await an.is_told("/viec NV-1", "Hạn: Thứ Hai 07/12/2026 16:30")
    world.nothing_else_was_said()


async def test_the_holder_is_told_once_when_his_reminders_come_on_other_days(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    await clerk.assigns(Việc="Rà soát quy hoạch")
    an.receives("NV-1")
    an.receives("NV-2")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await an.is_told("/nhan NV-2", "Đã ghi nhận")
    await clerk.is_told(f"/lichnghi nghi 04/12/2026; {NOTICE}", "Thứ Sáu 04/12/2026")
    an.receives("NV-1", "lịch nhắc thay đổi, lần tới: Thứ Ba 01/12/2026 08:00", "NV-2")
    await world.until(moment(1, 8))
    an.receives("Sắp đến hạn", "NV-1", "NV-2")  # three working days before Monday are from Tuesday on now
    await clerk.is_told("/lichnghi bo 04/12/2026", "Đã bỏ", "Thứ Sáu 04/12/2026: làm việc")
    an.receives("lần tới: Thứ Tư 02/12/2026 08:00")
    await world.until(moment(2, 8))
    an.receives("Sắp đến hạn", "NV-1", "NV-2")  # said again on the day on which it falls now
    world.nothing_else_was_said()


async def test_a_day_that_moves_a_reminder_into_the_past_has_it_said_at_once(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(3, 9))
    an.receives("Sắp đến hạn")
    await clerk.is_told(f"/lichnghi nghỉ 04/12/2026; {NOTICE}", "Thứ Sáu 04/12/2026")
    # One working day before Monday was Friday; it is Thursday 08:00 now, an hour ago.
    an.receives("lịch nhắc thay đổi", "Sắp đến hạn: NV-1")
    world.nothing_else_was_said()


async def test_season_hours_decide_when_messages_go_out(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.is_told(
        "/lichnghi giờ 01/12/2026 - 31/12/2026; 8h00-11h30, 13h30-16h30; QĐ 12",
        "08:00–11:30 và 13:30–16:30",
        "01/12/2026 – 31/12/2026",
        "QĐ 12",
    )
    await world.until(moment(1, 16, 40))
    await clerk.assigns()
    an.receives_nothing()
    await world.until(moment(2, 7, 59))
    an.receives_nothing()
    await world.until(moment(2, 8))
    an.receives("NV-1")
    await clerk.is_refused("/lichnghi giờ 15/12/2026 - 15/01/2027; 7h-11h", "đã có giờ làm việc riêng", "bỏ giờ 01/12")
    await clerk.is_told("/lichnghi bỏ giờ 05/12/2026", "Đã bỏ giờ làm việc riêng của đợt 01/12/2026 – 31/12/2026")
    await an.is_told("/lichnghi", "Giờ làm việc: 07:30–11:30 và 13:00–17:00")


async def test_half_days_swapped_days_and_confirmed_forecasts(world: World) -> None:
    clerk, an = world.clerk, world.an
    await an.is_told("/lichnghi", "Tết Nguyên Đán (dự kiến)", "chưa có thông báo chính thức")
    await clerk.is_told("/lichnghi nửa ngày 31/12/2026; CV 1", "làm việc buổi sáng, nghỉ chiều", "Thứ Năm 31/12/2026")
    await clerk.is_told("/lichnghi làm bù 12/12/2026; CV 2", "Đã ghi làm bù: Thứ Bảy 12/12/2026")
    await clerk.is_told("/lichnghi nghỉ 04/02/2027 - 10/02/2027; TB 123", "04/02/2027 – 10/02/2027")
    shown = await an.is_told("/lichnghi", "Thứ Bảy 12/12/2026: làm bù (theo CV 2)", "31/12/2026: làm việc buổi sáng")
    assert "Tết Nguyên Đán (theo TB 123)" in shown.text
    assert "07/02/2027: nghỉ, Tết Nguyên Đán (dự kiến)" not in shown.text
    await clerk.is_told("/lichnghi bỏ 12/12/2026", "Thứ Bảy 12/12/2026: nghỉ cuối tuần")
    world.nothing_else_was_said()


async def test_a_day_that_may_be_past_is_asked_back_with_a_button(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(f"/lichnghi nghỉ 20/11; {NOTICE}", "Dondoc chưa chắc «20/11»", "1. Thứ Sáu 20/11/2026")
    await clerk.presses("Thứ Sáu 20/11/2026")
    clerk.receives("Đã ghi nghỉ: Thứ Sáu 20/11/2026", NOTICE)
    world.nothing_else_was_said()


async def test_a_plan_that_rests_on_a_forecast_says_so(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Kế hoạch\nSản phẩm: Kế hoạch\nHạn: 12/02/2027")
    clerk.receives("Dondoc hiểu", "mới là dự kiến, chưa có thông báo chính thức")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(14, 8))
    an.receives("Chưa có tiến độ")
    await an.is_told("/giahan NV-1 15/02/2027; chờ số liệu", "Đã gửi đề nghị gia hạn")
    clerk.receives("xin gia hạn")
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Kế hoạch\nSản phẩm: Kế hoạch\nHạn: 18/12/2026")
    assert "dự kiến" not in clerk.receives("Dondoc hiểu").text


async def test_what_is_wrong_is_refused_and_changes_nothing(world: World) -> None:
    clerk = world.clerk
    for typed, *parts in (
        ("/lichnghi nghỉ 04/12/2026", "Còn thiếu số văn bản"),
        (f"/lichnghi nghỉ 05/12/2026; {NOTICE}", "Thứ Bảy 05/12/2026 vốn là ngày nghỉ"),
        (f"/lichnghi làm bù 04/12/2026; {NOTICE}", "vốn là ngày làm việc"),
        (f"/lichnghi nửa ngày 05/12/2026; {NOTICE}", "vốn là ngày nghỉ"),
        (f"/lichnghi nghỉ 31/11; {NOTICE}", "Dondoc chưa chắc «31/11»", "ghi rõ cả năm"),
        (f"/lichnghi nghỉ năm 2027; {NOTICE}", "có thể gõ nhầm"),
        ("/lichnghi bỏ 04/12/2026", "không có gì trong lịch nghỉ để bỏ"),
        ("/lichnghi bỏ giờ 04/12/2026", "không có giờ làm việc riêng"),
        ("/lichnghi giờ 01/12/2026 - 31/12/2026; 17h-8h", "chưa rõ"),
        ("/lichnghi giờ 01/12/2026 - 31/12/2026; 13h-17h", "bắt đầu trước 12 giờ"),
        ("/lichnghi giờ 01/12/2026 - 31/12/2026; cả ngày", "chưa rõ"),
        ("/lichnghi giờ 01/12/2026 - 31/12/2026; 25h-26h", "chưa rõ"),
        ("/lichnghi xóa hết", "Xin gõ theo mẫu"),
        ("/lichnghi nghỉ", "Xin gõ theo mẫu"),
        ("/lichnghi nghỉ " + "4" * 5000 + "; x", "Dondoc chưa chắc"),
        ("/lichnghi nghỉ 04/12/2026; " + "x" * 300, "quá giới hạn"),
    ):
        await clerk.is_refused(typed, *parts)
    for other in (world.an, world.binh, world.leader, world.inspector):
        await other.is_refused(f"/lichnghi nghỉ 04/12/2026; {NOTICE}", "không có thẩm quyền")
    world.nothing_else_was_said()
