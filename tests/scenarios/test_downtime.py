"""The program is down, for minutes or days, at any point: no word is lost, none acts twice (promises 1 and 2)."""

from __future__ import annotations

from bot.trial.faults import PlatformFault
from domain.acts import Act
from tests.scenarios.cast import World, moment


async def test_what_was_said_meanwhile_is_carried_out_once_and_in_its_order(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await world.stops()
    await world.api.say(an.user_id, "/nhan NV-1")
    await world.api.say(an.user_id, "/tiendo NV-1 Đã tổng hợp 5/8 đơn vị")
    await world.api.say(an.user_id, "/xong NV-1 Báo cáo số 45")
    await world.sleep_until(moment(30, 9, month=11))
    await world.starts()
    an.receives("Đã ghi nhận đồng chí nhận NV-1")
    an.receives("Đã ghi tiến độ NV-1")
    an.receives("Đã nộp kết quả NV-1")
    clerk.receives("đã nộp kết quả")
    await world.is_down_until(moment(30, 10, month=11))
    acts = [act for (act,) in world.stored("SELECT act FROM journal WHERE act LIKE 'duty.%' ORDER BY seq")]
    assert acts == [Act.DUTY_OPENED, Act.DUTY_ACKNOWLEDGED, Act.DUTY_REPORTED, Act.DUTY_SUBMITTED]
    world.nothing_else_was_said()


async def test_stored_but_not_handled(world: World) -> None:
    """The program ends between reading a word and acting on it: the platform has forgotten it, the bot has not."""
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.api.say(world.an.user_id, "/nhan NV-1")
    await world.polling.read_now()
    await world.is_down_until(moment(30, 9, month=11))
    world.an.receives("Đã ghi nhận đồng chí nhận NV-1")
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(1,)]
    world.nothing_else_was_said()


async def test_handled_but_not_answered(world: World) -> None:
    """The program ends between the act and its answer: after the start the sender hears that it was done."""
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.api.say(world.an.user_id, "/nhan NV-1")
    await world.polling.read_now()
    world.api.faults.append(PlatformFault(kind="server_error", chat_id=world.an.user_id))
    await world.program.worker.drain()
    await world.stops()
    world.an.receives_nothing()
    await world.starts()
    world.an.receives("Dondoc vừa khởi động lại", "gửi lúc Thứ Hai 30/11/2026 08:00 đã được thực hiện")
    await world.is_down_until(moment(30, 9, month=11))
    world.nothing_else_was_said()


async def test_owed_but_not_sent(world: World) -> None:
    """The program ends between recording a message and sending it."""
    clerk, an = world.clerk, world.an
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 18/12/2026")
    clerk.receives("Dondoc hiểu")
    await world.api.press(clerk.user_id, clerk.said_by_bot()[-1].message_id, "Giao việc")
    await world.polling.read_now()
    await world.program.worker.drain()
    clerk.receives("Đã giao NV-1")
    an.receives_nothing()
    await world.is_down_until(moment(30, 9, month=11))
    told = an.receives("Đồng chí được giao chủ trì")
    assert "Gửi lại" not in told.text, "nothing had left"
    world.nothing_else_was_said()


async def test_taken_but_not_sent(world: World) -> None:
    """The program ends between a step of the clock and its message."""
    await world.clerk.assigns(Hạn="18/12/2026")
    world.an.receives("NV-1")
    await world.sleep_until(moment(1, 8))
    await world.program.tick()
    await world.is_down_until(moment(1, 9))
    world.an.receives("chưa xác nhận đã nhận việc")
    world.nothing_else_was_said()


async def test_of_the_nudges_missed_only_the_newest_is_said(world: World) -> None:
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    # Three days before, one day before, the day itself, overdue: four nudges in a week.
    await world.is_down_until(moment(8, 9))
    an.receives("Quá hạn", "NV-1")
    binh.receives("Quá hạn", "Đang giữ việc: đồng chí Nguyễn Văn An")
    told = await clerk.is_told("/lichsu NV-1", "nhắc sắp đến hạn", "tin cũ hơn không gửi vì đã có tin mới hơn")
    assert told.text.count("không gửi vì đã có tin mới hơn") == 3
    assert "dự kiến Thứ Tư 02/12/2026 08:00" in told.text
    world.nothing_else_was_said()


async def test_down_over_the_deadline_consent_is_dated_at_the_deadline(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="16h ngày 04/12/2026")
    duc.receives("YK-1")
    await world.is_down_until(moment(8, 10))
    for player in (clerk, duc):
        player.receives("mặc nhiên đồng ý", "Tính từ Thứ Sáu 04/12/2026 16:00, ghi nhận lúc Thứ Ba 08/12/2026 10:00")
    world.nothing_else_was_said()


async def test_a_dialogue_goes_on_after_a_restart(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await an.is_told("/xong NV-1", "Chưa có gì được nộp")
    await clerk.says("/giaoviec\nChủ trì: Nguyễn Văn An\nViệc: Đo đạc\nSản phẩm: Bản đồ\nHạn: 18/12/2026")
    clerk.receives("Dondoc hiểu")
    await world.is_down_until(moment(30, 9, month=11))
    await an.is_told("Báo cáo số 45", "Đã nộp kết quả NV-1")
    clerk.receives("đã nộp kết quả")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-2")
    an.receives("NV-2")
    world.nothing_else_was_said()


async def test_back_in_the_night_messages_wait_for_the_opening(world: World) -> None:
    await world.clerk.assigns(Hạn="18/12/2026")
    world.an.receives("NV-1")
    await world.is_down_until(moment(1, 22))
    world.an.receives_nothing()
    await world.until(moment(2, 7, 30))
    world.an.receives("chưa xác nhận")
    await world.until(moment(2, 9))
    world.an.receives("chưa xác nhận")
    world.binh.receives("chưa được xác nhận")
    world.nothing_else_was_said()
