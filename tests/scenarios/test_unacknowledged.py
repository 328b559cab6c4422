"""Work that nobody takes in charge: the holder is nudged, then the superior hears of it (M9)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def test_ordinary_work_goes_to_the_head_on_the_second_working_day(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    an.receives("Bước tiếp theo: Thứ Ba 01/12/2026 08:00", "Sau đó", "Thứ Tư 02/12/2026 08:00")

    await world.until(moment(1, 9))
    nudge = an.receives("đồng chí chưa xác nhận đã nhận việc", "/nhan NV-1", "(đồng chí Nguyễn Văn An, đồng chí Phạm")
    assert "Đã nhận" in an.labels(nudge)
    binh.receives_nothing()

    await world.until(moment(2, 9))
    an.receives("đồng chí chưa xác nhận đã nhận việc")
    told = binh.receives("việc chưa được xác nhận đã nhận", "Đang giữ việc: đồng chí Nguyễn Văn An", "/lichsu NV-1")
    assert "Đã nhận" not in binh.labels(told), "nobody acknowledges for another"
    await binh.is_refused("/nhan NV-1", "đang do đồng chí Nguyễn Văn An giữ")

    await an.presses("Đã nhận")
    an.receives("Đã ghi nhận đồng chí nhận NV-1")
    await world.until(moment(4, 17))
    world.nothing_else_was_said()


async def test_hoa_toc_goes_to_the_superior_and_the_office_in_two_hours_of_the_clock(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await world.until(moment(30, 18, month=11))
    await clerk.assigns(Khẩn="Hỏa tốc", Hạn="17h ngày 01/12/2026")
    an.receives("NV-1 (Hỏa tốc)", "Bước tiếp theo: Thứ Hai 30/11/2026 19:00")
    await world.until(moment(30, 19, month=11))
    an.receives("đồng chí chưa xác nhận")
    binh.receives_nothing()
    await world.until(moment(30, 20, month=11))
    an.receives("đồng chí chưa xác nhận")
    binh.receives("việc chưa được xác nhận", "NV-1 (Hỏa tốc)")
    clerk.receives("việc chưa được xác nhận")
    world.nothing_else_was_said()


async def test_acknowledged_in_time_nobody_is_nudged(world: World) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    world.an.receives("NV-1")
    await world.an.is_told("/nhận nv1", "Đã ghi nhận đồng chí nhận NV-1")
    with world.changing_nothing():
        await world.an.is_told("/nhan NV-1", "đồng chí đã xác nhận từ Thứ Hai 30/11/2026 08:00")
    await world.until(moment(4, 17))
    world.nothing_else_was_said()


async def test_seen_is_not_acknowledged(world: World) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    world.an.receives("NV-1")
    await world.api.read(world.an.user_id)
    await world.an.is_told("/viec NV-1", "chưa xác nhận")
    await world.until(moment(1, 9))
    world.an.receives("chưa xác nhận đã nhận việc")
    world.nothing_else_was_said()


async def test_a_silent_task_is_asked_for_progress_and_then_goes_up(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns(Hạn="16h30 ngày 08/01/2027", Khẩn="Khẩn")
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    await world.until(moment(7, 9))
    an.receives("Chưa có tiến độ từ Thứ Hai 30/11/2026 08:00", "/tiendo NV-1")
    await an.presses("Tiến độ")
    an.receives("Xin gõ tiến độ của NV-1", "/huy")
    await an.is_told("Đã tổng hợp 5/8 đơn vị", "Đã ghi tiến độ NV-1")
    await world.until(moment(14, 9, 30))
    an.receives("Chưa có tiến độ từ Thứ Hai 07/12/2026 09:00")
    binh.receives_nothing()
    await world.until(moment(21, 9, 30))
    an.receives("Chưa có tiến độ")
    binh.receives("Chưa có tiến độ", "Đang giữ việc: đồng chí Nguyễn Văn An")
    world.nothing_else_was_said()
