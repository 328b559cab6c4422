"""Work that nobody speaks of is pressed on, whether it was acknowledged or not, and by the clock where it is Hỏa tốc
(M9, M11, design §4)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_a_task_of_seven_months_that_nobody_takes_in_charge(world: World) -> None:
    """Two steps for the acknowledgement, then the silence row with five repeats, then nothing until it comes near."""
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 30/06/2027")
    an.receives("NV-1")
    await world.until(moment(1, 10))
    an.receives("chưa xác nhận đã nhận việc")
    binh.receives_nothing()
    await world.until(moment(2, 10))
    an.receives("chưa xác nhận đã nhận việc")
    binh.receives("việc chưa được xác nhận đã nhận")

    await world.until(moment(14, 10))  # ten working days after it came
    an.receives("Chưa có tiến độ từ Thứ Hai 30/11/2026 08:00", "Thứ Hai 28/12/2026 08:00")
    binh.receives_nothing()
    # Twice the span and five repeats; the new year and Tết (04–10/02) are skipped.
    for day, month in ((28, 12), (12, 1), (26, 1), (16, 2), (2, 3), (16, 3)):
        await world.until(moment(day, 7, month=month, year=2026 if month == 12 else 2027))
        world.nothing_else_was_said()
        await world.until(moment(day, 10, month=month, year=2026 if month == 12 else 2027))
        an.receives("Chưa có tiến độ từ Thứ Hai 30/11/2026 08:00")
        binh.receives("Chưa có tiến độ", "Đang giữ việc: đồng chí Nguyễn Văn An")
    await world.until(moment(25, 7, month=6, year=2027))
    world.nothing_else_was_said()
    await world.until(moment(30, 16, month=6, year=2027))
    for day in ("25/06", "29/06", "30/06"):
        assert an.unread(), day
        an.receives("NV-1")
    binh.receives_nothing()
    await world.until(moment(30, 16, 45, month=6, year=2027))
    an.receives("quá hạn")
    binh.receives("quá hạn")
    world.nothing_else_was_said()


async def test_flash_work_due_before_a_holiday_reaches_the_office_on_the_holiday(world: World) -> None:
    clerk, leader, an, binh = world.clerk, world.leader, world.an, world.binh
    await world.until(moment(31, 8, 30))
    await clerk.assigns(Khẩn="Hỏa tốc", Hạn="11h ngày 31/12/2026", Người_giao="Trần Quốc Hùng")
    an.receives("NV-1 (Hỏa tốc)")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(31, 9))
    an.receives("NV-1", "11:00")
    await world.until(moment(31, 11))
    an.receives("quá hạn", "Thứ Sáu 01/01/2027 11:00")
    binh.receives("quá hạn")
    clerk.receives_nothing()
    await world.until(moment(1, 11, month=1, year=2027))  # a public holiday
    for person in (an, binh, leader, clerk):
        person.receives("quá hạn", "NV-1 (Hỏa tốc)")
    await world.until(moment(2, 11, month=1, year=2027))  # a Saturday
    an.receives("quá hạn")
    binh.receives("quá hạn")
    world.nothing_else_was_said()


async def test_a_holiday_week_is_skipped_by_every_urgency_but_flash(world: World) -> None:
    """Assigned on the last afternoon before Tết: the others hear on the first days after it."""
    clerk, an, binh = world.clerk, world.an, world.binh
    await world.until(moment(3, 15, month=2, year=2027))
    await clerk.assigns(Hạn="16h30 ngày 26/02/2027", Khẩn="Khẩn")
    an.receives("NV-1", "Bước tiếp theo: Thứ Năm 11/02/2027 09:30")  # two hours before the holiday, two after it
    await clerk.assigns(Hạn="16h30 ngày 04/02/2027", Khẩn="Hỏa tốc", Việc="Ứng phó bão", Sản_phẩm="Báo cáo nhanh")
    an.receives("NV-2 (Hỏa tốc)", "Bước tiếp theo: Thứ Tư 03/02/2027 16:00")
    await an.is_told("/nhan NV-2", "Đã ghi nhận")
    await world.until(moment(4, 16, 30, month=2, year=2027))
    for part in ("NV-2", "NV-2", "NV-2", "quá hạn"):
        an.receives(part)
    binh.receives("NV-2", "quá hạn")
    world.nothing_else_was_said()
