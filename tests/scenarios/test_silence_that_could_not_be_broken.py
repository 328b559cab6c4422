"""Silence of a head whom no message reached: the office hears in time, and the record says so (M23, M31)."""

from __future__ import annotations

from bot.trial.faults import PlatformFault
from tests.scenarios.cast import World, moment

NOT_LINKED = "\n- Phòng Nội vụ: biên chế"


async def test_a_head_who_never_linked(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/donvimoi Phòng Nội vụ; UBND huyện", "Đã thêm đơn vị")
    await clerk.is_told("/canbo Lý Văn Sáu; Phòng Nội vụ; Trưởng phòng; thủ trưởng", "Đã thêm")
    await clerk.asks_opinions(Hỏi=NOT_LINKED, Hạn="04/12/2026")
    await world.until(moment(3, 8, 30))
    warned = [one.text for one in clerk.unread() if "Sắp hết hạn cho ý kiến" in one.text]
    assert len(warned) == 1
    assert "Dondoc không nhắn được cho đồng chí Lý Văn Sáu" in warned[0]
    assert "/ghigiay Lý Văn Sáu; /ykien YK-1 ý kiến; lý do" in warned[0]
    assert world.stored("SELECT count(*) FROM deemed") == [(0,)]
    await world.until(moment(7, 8, 30))
    assert world.stored("SELECT hearing FROM deemed") == [("unheard",)]
    told = [one.text for one in clerk.unread() if "ghi nhận mặc nhiên đồng ý với" in one.text]
    assert "Chưa tin nào của Dondoc về việc này tới được đồng chí Lý Văn Sáu" in told[0]
    clerk.read = len(clerk.said_by_bot())
    for command in ("/viec YK-1", "/lichsu YK-1"):
        await clerk.is_told(command, "chưa tin nào của Dondoc về việc này tới được")


async def test_the_paper_word_of_such_a_head_is_taken_in_time(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/donvimoi Phòng Nội vụ; UBND huyện", "Đã thêm đơn vị")
    await clerk.is_told("/canbo Lý Văn Sáu; Phòng Nội vụ; Trưởng phòng; thủ trưởng", "Đã thêm")
    await clerk.asks_opinions(Hỏi=NOT_LINKED, Hạn="04/12/2026")
    await world.until(moment(3, 8, 30))
    clerk.read = len(clerk.said_by_bot())
    await clerk.is_told("/ghigiay Lý Văn Sáu; /ykien YK-1 không đồng ý; vượt biên chế", "Đã gửi ý kiến")
    assert world.stored("SELECT stance FROM answers") == [("disagree",)]


async def test_a_head_whose_block_is_found_out_by_asking(world: World) -> None:
    """Nothing reaches the head, and the office hears of the request's deadline."""
    clerk, duc = world.clerk, world.duc
    world.api.faults.append(PlatformFault(kind="blocked", chat_id=duc.user_id, times=1000))
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="04/12/2026")
    lost = next(one.text for one in clerk.unread() if "không còn nhắn được cho đồng chí Hoàng Minh Đức" in one.text)
    assert "• YK-1 – hạn Thứ Sáu 04/12/2026 (17:00, hết ngày)" in lost
    assert "/ghigiay Hoàng Minh Đức; /ykien YK-1" in lost
    await world.until(moment(3, 8, 30))
    assert any("Dondoc không nhắn được cho đồng chí Hoàng Minh Đức" in one.text for one in clerk.unread())
    await world.until(moment(7, 8, 30))
    assert world.stored("SELECT hearing FROM deemed") == [("unheard",)]


async def test_a_head_who_blocked_the_bot_before_the_unit_was_asked(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await world.api.block(duc.user_id)
    await world.step()
    clerk.receives("không còn nhắn được cho đồng chí Hoàng Minh Đức")
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="04/12/2026")
    await world.until(moment(3, 8, 30))
    assert any("Dondoc không nhắn được cho đồng chí Hoàng Minh Đức" in one.text for one in clerk.unread())
    await world.until(moment(7, 8, 30))
    assert world.stored("SELECT hearing FROM deemed") == [("unheard",)]


async def test_a_head_who_blocked_it_after_he_had_been_asked(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="04/12/2026")
    duc.receives("YK-1")
    await world.api.block(duc.user_id)
    await world.step()
    lost = next(one.text for one in clerk.unread() if "không còn nhắn được cho đồng chí Hoàng Minh Đức" in one.text)
    assert "• YK-1 – hạn Thứ Sáu 04/12/2026 (17:00, hết ngày)" in lost, "at once, not at the next nudge"
    await world.until(moment(3, 8, 30))
    assert any("không nhắn được cho đồng chí Hoàng Minh Đức" in one.text for one in clerk.unread())
    await world.until(moment(7, 8, 30))
    assert world.stored("SELECT hearing FROM deemed") == [("lost",)]


async def test_who_was_told_and_kept_silent_is_marked_by_nothing(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Hạn="04/12/2026")
    duc.receives("YK-1")
    await world.until(moment(7, 8, 30))
    assert world.stored("SELECT hearing FROM deemed") == [("heard",)]
    assert not any("tới được" in one.text for one in (*clerk.unread(), *duc.unread()))
