"""What a chat has begun waits for its word some hours, for its confirmation a day, and then no more."""

from __future__ import annotations

from tests.scenarios.cast import World, giaoviec, moment, xinykien


async def test_a_greeting_on_friday_is_no_report_on_what_was_pressed_on_monday(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns(Hạn="31/12/2026")
    an.receives("NV-1")
    await an.presses("Đã nhận")
    an.receives("Đã ghi nhận")
    await an.presses("Tiến độ")
    an.receives("Xin gõ tiến độ của NV-1")
    await world.until(moment(4, 9))
    await an.is_refused("em chào anh", "chưa hiểu tin này", "Phần nhập dở từ Thứ Hai 30/11/2026 08:00 đã quá thời gian")
    again = await an.is_refused("em chào anh", "chưa hiểu tin này")
    assert "nhập dở" not in again.text
    world.nothing_else_was_said()


async def test_the_word_is_waited_for_four_hours(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns(Hạn="31/12/2026")
    an.receives("NV-1")
    await an.is_told("/tiendo NV-1", "Xin gõ tiến độ")
    await world.forward(hours=4)
    await an.is_told("được nửa", "Đã ghi tiến độ")
    await an.is_told("/tiendo NV-1", "Xin gõ tiến độ")
    await world.forward(hours=4, seconds=1)
    await an.is_refused("xong cả rồi", "đã quá thời gian chờ")
    await an.is_told("/giahan NV-1 tuần sau; bận", "Ý đồng chí là")
    await world.forward(hours=4, seconds=1)
    await an.is_refused("1", "đã quá thời gian chờ")
    world.nothing_else_was_said()


async def test_what_was_said_in_time_counts_though_it_is_read_later(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns(Hạn="31/12/2026")
    an.receives("NV-1")
    await an.is_told("/tiendo NV-1", "Xin gõ tiến độ")
    await world.stops()
    await world.sleep_until(moment(30, 9, month=11))
    await world.api.say(an.user_id, "được nửa")
    await world.sleep_until(moment(30, 16, month=11))
    await world.starts()
    an.receives("Đã ghi tiến độ")
    world.nothing_else_was_said()


async def test_a_draft_waits_for_its_confirmation_a_day(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(xinykien(Hạn="31/12/2026"), "Dondoc hiểu")
    await world.forward(hours=24)
    await clerk.presses("Gửi")
    clerk.receives("Đã gửi lấy ý kiến YK-1")
    world.binh.receives("YK-1")
    world.duc.receives("YK-1")
    world.nothing_else_was_said()


async def test_a_draft_older_than_a_day_acts_no_more(world: World) -> None:
    clerk = world.clerk
    for draft, button in ((giaoviec(Hạn="31/12/2026"), "Giao việc"), (xinykien(Hạn="31/12/2026"), "Gửi")):
        begun = world.clock.now()
        await clerk.is_told(draft, "Dondoc hiểu")
        await world.forward(hours=24, seconds=1)
        with world.changing_nothing():
            await clerk.presses(button)
            clerk.receives("Bản nháp này lập lúc", f"{begun:%d/%m/%Y %H:%M}", "gửi lại lệnh")
        await clerk.is_refused(button, "đã quá thời gian chờ")
    world.nothing_else_was_said()
