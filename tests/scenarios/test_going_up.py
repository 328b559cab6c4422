"""A case goes up with what every unit asked has said, and what comes in later is read before it is decided (M18, M23,
M25)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment

DOSSIER = """/trinh NV-1
Căn cứ: Luật Đất đai
Thực tiễn: dự án dừng ba tháng
Chính kiến: đề nghị thu hồi đất đợt 2
Vượt thẩm quyền: vượt mức phân cấp"""
ECONOMY_ONLY = "\n- Phòng Kinh tế: nguồn kinh phí"


async def a_task_of_the_land_office(world: World) -> None:
    await world.clerk.assigns(Chủ_trì="Phòng Tài nguyên", Người_giao="Trần Quốc Hùng", Hạn="18/12/2026")
    world.duc.receives("NV-1")


async def asks(world: World, number: int, **changed: str) -> None:
    """Whoever leads the task asks the other unit about it."""
    await world.duc.asks_opinions(Hỏi=ECONOMY_ONLY, Cho_việc="NV-1", **changed)
    world.binh.receives(f"YK-{number}")


async def test_it_does_not_go_up_while_a_unit_is_waited_for(world: World) -> None:
    """Whichever request of several asked it; a withdrawn one waits for nobody."""
    duc, binh, leader = world.duc, world.binh, world.leader
    await a_task_of_the_land_office(world)
    await asks(world, 1)
    await asks(world, 2, Hạn="10/12/2026")
    await duc.is_refused(
        DOSSIER,
        "Chưa trình được NV-1",
        "Phòng Kinh tế (YK-1): chưa trả lời, hạn Thứ Ba 08/12/2026 (17:00, hết ngày)",
        "Phòng Kinh tế (YK-2): chưa trả lời, hạn Thứ Năm 10/12/2026",
    )
    await binh.is_told("/ykien YK-1 đồng ý", "Đã gửi")
    duc.receives("đã trả lời đồng ý")
    refused = await duc.is_refused(DOSSIER, "YK-2")
    assert "YK-1" not in refused.text
    await duc.is_told("/thuhoi YK-2 đã họp trực tiếp", "Đã thu hồi")
    binh.receives("thu hồi", "YK-2")
    await duc.is_told(DOSSIER, "Đã trình NV-1")
    leader.receives("trình: NV-1", "Ý kiến của các đơn vị", "Phòng Kinh tế (YK-1): đồng ý")
    await leader.is_told("/duyet NV-1", "Đã duyệt nội dung trình")
    duc.receives("được duyệt")
    world.nothing_else_was_said()


async def test_a_missing_dossier_is_waited_for_like_an_answer(world: World) -> None:
    duc, binh = world.duc, world.binh
    await a_task_of_the_land_office(world)
    await asks(world, 1)
    await binh.is_told("/ykien YK-1 thiếu hồ sơ; bản đồ hiện trạng", "còn thiếu")
    duc.receives("báo thiếu hồ sơ")
    await duc.is_refused(DOSSIER, "Phòng Kinh tế (YK-1): chưa trả lời, đang chờ nơi hỏi bổ sung hồ sơ")
    world.nothing_else_was_said()


async def test_the_heads_signature_is_refused_as_well(world: World) -> None:
    """What was asked between the official's draft and the signature is waited for too."""
    clerk, binh, an, duc = world.clerk, world.binh, world.an, world.duc
    await clerk.assigns(Hạn="18/12/2026")
    an.receives("NV-1")
    await an.is_told(DOSSIER, "ký trình")
    binh.receives("trình đồng chí ký")
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch", Cho_việc="NV-1")
    duc.receives("YK-1")
    await binh.is_refused("/ky NV-1", "Chưa trình được NV-1", "Phòng Tài nguyên (YK-1)")
    world.nothing_else_was_said()


async def test_silence_that_became_consent_and_what_was_said_after_it_stand_in_the_submission(world: World) -> None:
    duc, binh, leader, clerk = world.duc, world.binh, world.leader, world.clerk
    await a_task_of_the_land_office(world)
    await asks(world, 1, Hạn="02/12/2026")
    await world.until(moment(3, 8))
    assert any("mặc nhiên đồng ý" in one.text for one in binh.unread())
    for player in (binh, duc, clerk, leader):
        player.read = len(player.said_by_bot())
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "trả lời muộn")
    for player in (duc, clerk):
        player.receives("trả lời muộn")
    await duc.is_told(DOSSIER, "Đã trình NV-1")
    leader.receives(
        "Ý kiến của các đơn vị được hỏi",
        "• Phòng Kinh tế (YK-1): mặc nhiên đồng ý",
        "• Phòng Kinh tế (YK-1): trả lời muộn không đồng ý – không còn kinh phí",
    )
    await leader.is_told("/viec NV-1", "trả lời muộn không đồng ý – không còn kinh phí")
    await duc.is_told("/viec NV-1", "trả lời muộn không đồng ý – không còn kinh phí")
    await leader.is_told("/duyet NV-1", "Đã duyệt")
    duc.receives("được duyệt")
    world.nothing_else_was_said()


async def test_an_objection_that_comes_in_later_is_read_before_it_is_decided(world: World) -> None:
    """After hours no message has gone out yet: typed, the decision is refused until the card has been read."""
    duc, binh, leader, clerk = world.duc, world.binh, world.leader, world.clerk
    await a_task_of_the_land_office(world)
    await asks(world, 1, Hạn="02/12/2026")
    await world.until(moment(3, 8))
    for player in (binh, duc, clerk, leader):
        player.read = len(player.said_by_bot())
    await duc.is_told(DOSSIER, "Đã trình NV-1")
    leader.receives("mặc nhiên đồng ý")
    await world.until(moment(3, 20))
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "trả lời muộn")
    await leader.is_refused(
        "/duyet NV-1", "Chưa duyệt NV-1", "Phòng Kinh tế (YK-1): trả lời muộn không đồng ý", "/viec NV-1"
    )
    await clerk.is_refused("/duyet NV-1", "Chưa duyệt NV-1")  # who would record that word must know of it as well
    await leader.is_told("/viec NV-1", "trả lời muộn không đồng ý – không còn kinh phí")
    await leader.is_told("/duyet NV-1", "Đã duyệt")
    assert len(world.stored("SELECT seq FROM journal WHERE act = 'opinions.shown'")) == 1
    await world.until(moment(4, 8))
    duc.receives("trả lời muộn", "được duyệt")
    clerk.receives("trả lời muộn")
    world.nothing_else_was_said()


async def test_who_decides_is_told_of_it_and_may_then_decide(world: World) -> None:
    duc, binh, leader, clerk = world.duc, world.binh, world.leader, world.clerk
    await a_task_of_the_land_office(world)
    await asks(world, 1, Hạn="02/12/2026")
    await world.until(moment(3, 8))
    for player in (binh, duc, clerk, leader):
        player.read = len(player.said_by_bot())
    await duc.is_told(DOSSIER, "Đã trình NV-1")
    leader.receives("mặc nhiên đồng ý")
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "trả lời muộn")
    told = leader.receives("Có thêm ý kiến", "NV-1", "trả lời muộn không đồng ý – không còn kinh phí")
    assert leader.labels(told)[:2] == ["Duyệt", "Không duyệt"]
    for player in (duc, clerk):
        player.receives("trả lời muộn")
    await leader.presses("Duyệt", on="Có thêm ý kiến")
    leader.receives("Đã duyệt")
    duc.receives("được duyệt")
    world.nothing_else_was_said()


async def test_a_request_made_after_it_went_up_reaches_who_decides_with_its_answer(world: World) -> None:
    duc, binh, leader = world.duc, world.binh, world.leader
    await a_task_of_the_land_office(world)
    await duc.is_told(DOSSIER, "Đã trình NV-1")
    leader.receives("trình: NV-1")
    await asks(world, 1)
    leader.receives("Có thêm ý kiến", "Phòng Kinh tế (YK-1): chưa trả lời")
    await binh.is_told("/ykien YK-1 có điều kiện; bỏ khoản 3 Điều 7", "Đã gửi")
    duc.receives("có điều kiện")
    leader.receives("Có thêm ý kiến", "đồng ý có điều kiện – bỏ khoản 3 Điều 7")
    await duc.is_told("/thongnhat YK-1 đã bỏ khoản 3, biên bản số 15", "Đã ghi việc thống nhất")
    binh.receives("thống nhất")
    leader.receives("Có thêm ý kiến", "đã ghi việc thống nhất – đã bỏ khoản 3, biên bản số 15")
    await leader.is_told("/duyet NV-1", "Đã duyệt")
    duc.receives("được duyệt")
    world.nothing_else_was_said()


async def test_a_unit_that_takes_part_reads_no_other_units_opinion_on_the_card(world: World) -> None:
    clerk, duc, binh, an = world.clerk, world.duc, world.binh, world.an
    await clerk.assigns(Phối_hợp="Phòng Tài nguyên", Hạn="18/12/2026")
    for player in (an, duc):
        player.receives("NV-1")
    await clerk.asks_opinions(Hỏi=ECONOMY_ONLY, Cho_việc="NV-1")
    binh.receives("YK-1")
    await binh.is_told("/ykien YK-1 không đồng ý; không còn kinh phí", "Đã gửi")
    clerk.receives("không đồng ý")
    await an.is_told("/viec NV-1", "không đồng ý – không còn kinh phí")
    await duc.is_told("/viec NV-1", "Phối hợp")
    assert "không còn kinh phí" not in duc.said_by_bot()[-1].text
    world.nothing_else_was_said()
