"""Whose work has ended or gone by another's act is told so once (docs/decisions/0090)."""

from __future__ import annotations

from tests.scenarios.cast import LAND, Player, World, moment

ABOUT_LAND = f"\n- {LAND}: quy hoạch"


def heard_out(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


def told_once(player: Player, code: str, *parts: str) -> None:
    """One message about this case has come, which says all this, and no second one."""
    (message,) = [one for one in player.unread() if code in one.text]
    for part in parts:
        assert part in message.text, message.text


async def draft_waits(world: World) -> None:
    """Khánh has drafted the opinion of the unit; it waits for Đức's signature."""
    await world.clerk.asks_opinions(Hỏi=ABOUT_LAND)
    await world.duc.says("/phancong YK-1 Ngô Văn Khánh")
    await world.khanh.says("/ykien YK-1 không đồng ý; trái quy hoạch")
    heard_out(world)


async def test_the_drafter_when_the_request_is_withdrawn(world: World) -> None:
    await draft_waits(world)
    await world.clerk.says("/thuhoi YK-1 giao nhầm")
    told_once(world.khanh, "YK-1", "đã được thu hồi; dự thảo đồng chí trình ký không dùng nữa", "Lê Thị Hoa")
    told_once(world.duc, "YK-1", "Đã thu hồi")


async def test_the_drafter_when_silence_becomes_consent(world: World) -> None:
    await draft_waits(world)
    await world.until(moment(9, 9))
    (last,) = [one for one in world.khanh.unread() if "mặc nhiên" in one.text]
    assert "dự thảo của đồng chí không được ký trong hạn" in last.text


async def test_the_drafter_when_another_answers_or_is_given_the_draft(world: World) -> None:
    await draft_waits(world)
    await world.duc.says("/phancong YK-1 Hoàng Minh Đức")
    told_once(world.khanh, "YK-1", "dự thảo đồng chí trình ký không dùng nữa, việc nay do đồng chí Hoàng Minh Đức giữ")
    heard_out(world)
    await world.duc.says("/ykien YK-1 đồng ý")
    told_once(world.clerk, "YK-1", "đã trả lời đồng ý")


async def test_the_drafter_and_the_old_head_when_another_heads_the_unit(world: World) -> None:
    await draft_waits(world)
    await world.clerk.says(f"/canbo Ngô Văn Bảo; {LAND}; Trưởng phòng; thủ trưởng")
    told_once(world.khanh, "YK-1", "dự thảo của đồng chí nay chờ đồng chí Ngô Văn Bảo ký")
    told_once(world.duc, "YK-1", "nay do đồng chí Ngô Văn Bảo giữ")


async def test_the_stand_in_when_a_new_head_comes(world: World) -> None:
    await world.duc.says("/vangmat 30/11/2026 - 11/12/2026; Ngô Văn Khánh")
    await world.clerk.assigns(Chủ_trì=LAND)
    heard_out(world)
    await world.clerk.says(f"/canbo Ngô Văn Bảo; {LAND}; Trưởng phòng; thủ trưởng")
    told_once(world.khanh, "NV-1", "nay do đồng chí Ngô Văn Bảo giữ", "không phải làm gì thêm")


async def test_a_part_that_waits_is_accepted_with_the_task_and_is_a_product(world: World) -> None:
    leader, duc = world.leader, world.duc
    await world.clerk.assigns(Phối_hợp=LAND, Người_giao="Trần Quốc Hùng")
    await duc.says("/xong NV-1 Số liệu đất đai")
    await world.an.says("/xong NV-1 Báo cáo 45/BC")
    heard_out(world)
    await leader.is_told("/nghiemthu NV-1 Phòng Kinh tế", "Đã nghiệm thu")
    told_once(duc, "NV-1", "kết quả", "phần phối hợp", "được nghiệm thu cùng nhiệm vụ (hoàn thành đúng hạn)")
    assert world.stored("SELECT outcome FROM duties WHERE kind = 'coordinating'") == [("accepted",)]
    ((act,),) = world.stored(
        "SELECT json_extract(data, '$.with_lead') FROM journal WHERE duty_id = 2 AND act = 'duty.accepted'"
    )
    assert act == 1


async def test_a_part_that_is_not_handed_in_ends_with_the_task(world: World) -> None:
    await world.clerk.assigns(Phối_hợp=LAND, Người_giao="Trần Quốc Hùng")
    await world.an.says("/xong NV-1 Báo cáo 45/BC")
    heard_out(world)
    await world.leader.says("/nghiemthu NV-1")
    told_once(world.duc, "NV-1", "đã kết thúc")
    assert world.stored("SELECT outcome FROM duties WHERE kind = 'coordinating'") == [("ended",)]


async def test_who_is_away_when_his_substitute_hands_in(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    await world.an.says("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc")
    heard_out(world)
    await world.cuc.says("/xong NV-1 Báo cáo 45/BC")
    told_once(
        world.an,
        "NV-1",
        "kết quả đã được nộp, chờ đồng chí Trần Quốc Hùng nghiệm thu",
        "đồng chí Đỗ Thị Cúc (thay đồng chí Nguyễn Văn An vắng mặt)",
    )


async def test_who_is_away_when_his_substitute_asks_in_his_stead(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    await world.an.says("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc")
    heard_out(world)
    await world.cuc.says("/nhan NV-1")
    world.an.receives_nothing()
    await world.cuc.says("/giahan NV-1 16h30 ngày 14/12/2026; chờ số liệu")
    told_once(world.an, "NV-1", "đã xin gia hạn", "đồng chí Đỗ Thị Cúc (thay đồng chí Nguyễn Văn An vắng mặt)")


async def test_the_stand_in_when_what_he_did_for_another_is_withdrawn(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    await world.an.says("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc")
    heard_out(world)
    await world.leader.says("/thuhoi NV-1 giao nhầm")
    told_once(world.cuc, "NV-1", "đã được thu hồi")
    told_once(world.an, "NV-1", "Đã thu hồi")


async def test_who_decides_when_what_he_was_asked_is_settled_by_another(world: World) -> None:
    """Bình was asked for a direction; An hands in without it."""
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")
    await world.an.says("/xinchidao NV-1 có tính dự án chuyển tiếp không?")
    heard_out(world)
    await world.an.says("/xong NV-1 Báo cáo 45/BC")
    told_once(world.binh, "NV-1", "không còn chờ quyết định nữa: kết quả đã nộp")


async def test_who_asked_a_head_that_goes_reads_that_his_question_waits_for_the_next(world: World) -> None:
    """They still hold the work: it is said of the question, not of the case."""
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Người_giao="Trần Quốc Hùng")
    await world.binh.says("/phancong NV-1 Nguyễn Văn An")
    await world.an.says("/xinchidao NV-1 có tính dự án chuyển tiếp không?")
    heard_out(world)
    await world.clerk.says("/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng")
    asks = "nội dung xin chỉ đạo của đồng chí"
    told_once(
        world.an, "NV-1", f"{asks} nay chờ đồng chí Đỗ Thị Cúc trả lời", "Việc và thời hạn của đồng chí không đổi"
    )
    told_once(world.binh, "NV-1", f"{asks} Nguyễn Văn An nay chờ đồng chí Đỗ Thị Cúc trả lời", "không phải làm gì thêm")


async def test_who_keeps_a_part_of_his_own_is_not_told_that_nothing_is_left_to_do(world: World) -> None:
    """The lead goes to an official of the unit that coordinates; its part stays with its head."""
    await world.clerk.assigns(Phối_hợp=LAND, Người_giao="Trần Quốc Hùng")
    await world.an.says("/chuyen NV-1 Ngô Văn Khánh; thuộc chức năng của Phòng Tài nguyên")
    heard_out(world)
    await world.leader.says("/duyet NV-1")
    told_once(
        world.duc, "NV-1", "Việc hiện do đồng chí Ngô Văn Khánh giữ. Phần việc khác của đồng chí ở đây không đổi."
    )
    told_once(world.an, "NV-1", "Đồng chí không phải làm gì thêm")
