"""The promises of the README, one scenario each; what lies behind them is played in the other files."""

from __future__ import annotations

import sqlite3

import pytest

from actions.clock.audit import verify_journal
from bot.trial.faults import PlatformFault
from domain.acts import Act
from tests.scenarios.cast import World, giaoviec, moment


async def test_1_nothing_due_is_lost_nor_a_word_of_a_user(world: World) -> None:
    """1. Not by a restart, days of downtime, a blocked user or a lost network."""
    clerk, an, binh, duc = world.clerk, world.an, world.binh, world.duc
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên", Hạn="16h30 ngày 04/12/2026")
    an.receives("NV-1")
    duc.receives("NV-1")
    await world.api.block(duc.user_id)
    await world.stops()
    await world.api.say(an.user_id, "/tiendo NV-1 đã xong phần số liệu")
    await world.sleep_until(moment(3, 9))
    await world.starts()
    an.receives("Đã ghi tiến độ NV-1")
    an.receives("Sắp đến hạn")
    # Duc's nudges cannot arrive: they go to who stands above, and the office knows.
    clerk.receives("không còn nhắn được cho đồng chí Hoàng Minh Đức")
    world.leader.receives("NV-1", "Đang giữ việc: đồng chí Hoàng Minh Đức")
    await world.without_network_until(moment(4, 16, 31))
    await world.forward(minutes=30)
    an.receives("Quá hạn")
    binh.receives("Quá hạn")
    world.leader.receives("Quá hạn", "Đang giữ việc: đồng chí Hoàng Minh Đức")
    clerk.receives("chưa nhắn được", "Hoàng Minh Đức: 1 việc")
    await clerk.is_told("/lichsu NV-1", "đã xong phần số liệu", "không liên lạc được đồng chí Hoàng Minh Đức")
    world.nothing_else_was_said()


async def test_2_every_message_is_on_record_before_it_is_sent_and_a_repeat_says_so(world: World) -> None:
    """2. The attempt stands in the journal before the message leaves; a button acts once however often it is shown."""
    an = world.an
    world.api.faults.append(PlatformFault(kind="reset_after", chat_id=an.user_id))
    await world.clerk.assigns()
    first = an.receives("Đồng chí được giao chủ trì")
    acts = [act for (act,) in world.stored("SELECT act FROM journal WHERE act LIKE 'notice.%' ORDER BY seq")]
    assert acts == [Act.NOTICE_SENDING, Act.NOTICE_UNCERTAIN]
    await world.forward(minutes=2)
    second = an.receives("(Gửi lại)", "gửi lần đầu lúc Thứ Hai 30/11/2026 08:00")
    for message in (first, second, first):
        await world.api.press(an.user_id, message.message_id, "Đã nhận")
        await world.step()
    for part in ("Đã ghi nhận đồng chí nhận NV-1", "đã xác nhận từ", "đã xác nhận từ"):
        an.receives(part)
    assert world.stored("SELECT count(*) FROM journal WHERE act = 'duty.acknowledged'") == [(1,)]
    world.nothing_else_was_said()


async def test_3_a_change_of_the_journal_is_found_and_named(world: World) -> None:
    """3. The journal refuses changes; one made behind its back is named by its entry."""
    await world.clerk.assigns()
    world.an.receives("NV-1")
    await world.an.is_told("/nhan NV-1", "Đã ghi nhận")
    sound = await verify_journal(world.program.office)
    assert sound.broken is None
    ((seq,),) = world.stored("SELECT seq FROM journal WHERE act = 'duty.acknowledged'")
    database = sqlite3.connect(world.database, isolation_level=None)
    for forbidden in ("UPDATE journal SET actor_id = 1", "DELETE FROM journal", "UPDATE journal_head SET seq = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="journal"):
            database.execute(forbidden)
    database.execute("DROP TRIGGER journal_refuses_update")
    database.execute("UPDATE journal SET actor_id = 1 WHERE seq = ?", (seq,))
    database.close()
    broken = (await verify_journal(world.program.office)).broken
    assert broken is not None
    assert (broken.seq, broken.fault) == (seq, "changed")
    world.nothing_else_was_said()


async def test_4_a_deadline_is_never_guessed_and_always_read_back(world: World) -> None:
    """4. One reading or a question; every accepted deadline comes back with weekday, date and hour."""
    clerk = world.clerk
    for phrase in ("tuần sau", "đầu giờ", "13/13", "thứ Hai 08/12/2026", "sớm nhất có thể"):
        await clerk.is_refused(giaoviec(Hạn=phrase), f"Hạn «{phrase}»")
    for phrase, read in (
        ("thứ Sáu", "Thứ Sáu 04/12/2026 (17:00, hết ngày)"),
        ("trước 16h30 ngày 5/12", "Thứ Bảy 05/12/2026 16:30"),
        ("7 ngày làm việc", "Thứ Tư 09/12/2026 (17:00, hết ngày)"),
    ):
        await clerk.is_told(giaoviec(Hạn=phrase), f"Hạn: {read}")
    await clerk.presses("Giao việc")
    clerk.receives("Hạn: Thứ Tư 09/12/2026 (17:00, hết ngày)")
    world.an.receives("Hạn: Thứ Tư 09/12/2026 (17:00, hết ngày)")
    world.nothing_else_was_said()


async def test_5_nobody_sees_or_changes_what_is_not_his(world: World) -> None:
    """5. Who has nothing to do with a case cannot even tell that there is one; who only reads changes nothing."""
    await world.clerk.assigns()
    shown = world.an.receives("NV-1")
    for player in (world.khanh, world.duc, world.cuc):
        foreign = await player.is_refused("/lichsu NV-1", "Không tìm thấy việc NV-1")
        never = await player.is_refused("/lichsu NV-9")
        assert foreign.text.replace("NV-1", "NV-9") == never.text
    for player in (world.inspector, world.leader, world.binh):
        await player.is_told("/lichsu NV-1", "Báo cáo giải ngân")
        for command in ("/nhan NV-1", "/xong NV-1 xong", "/nghiemthu NV-1", "/tiendo NV-1 gần xong"):
            await player.is_refused(command, "NV-1" if "nghiemthu" in command else "đang do đồng chí Nguyễn Văn An giữ")
    with world.changing_nothing():
        await world.api.press_data(world.duc.user_id, world.an.user_id, shown.message_id, shown.buttons[0][0][1])
        await world.step()
        world.duc.receives("Không tìm thấy việc NV-1")
    world.nothing_else_was_said()


async def test_6_what_it_will_do_is_said_beforehand_and_then_done(world: World) -> None:
    """6. The plan shown before confirming is what happens, step by step, to the people named in it."""
    clerk, an, binh = world.clerk, world.an, world.binh
    await clerk.says(giaoviec(Hạn="16h30 ngày 04/12/2026", Khẩn="Khẩn"))
    plan = clerk.receives("Lịch đôn đốc nếu chưa xử lý").text
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    assigned = an.receives("Bước tiếp theo: Thứ Hai 30/11/2026 13:30 – nhắc xác nhận đã nhận việc")
    assert "Sau đó, nếu vẫn chưa xử lý: Thứ Ba 01/12/2026 08:00 – báo cấp trên" in assigned.text
    for line, hour, part, told in (
        ("Thứ Hai 30/11/2026 13:30: nhắc xác nhận", moment(30, 13, 30, month=11), "chưa xác nhận", (an,)),
        ("Thứ Ba 01/12/2026 08:00: báo cấp trên", moment(1, 8), "xác nhận", (an, binh)),
        ("Thứ Năm 03/12/2026 08:00: nhắc sắp đến hạn", moment(3, 8), "Sắp đến hạn", (an,)),
        ("Thứ Sáu 04/12/2026 08:00: nhắc sắp đến hạn", moment(4, 8), "Sắp đến hạn", (an,)),
        ("Thứ Sáu 04/12/2026 16:30: báo quá hạn", moment(4, 16, 30), "Quá hạn", (an, binh)),
        ("Thứ Ba 08/12/2026 16:30: báo quá hạn", moment(8, 16, 30), "Quá hạn", (an, binh)),
        ("Thứ Tư 09/12/2026 16:30: báo quá hạn", moment(9, 16, 30), "Quá hạn", (an, binh, clerk)),
    ):
        assert line in plan
        await world.until(hour)
        for player in told:
            player.receives(part, "NV-1")
        world.nothing_else_was_said()
