"""A request that needs no decision any longer ends with what made it needless, and who asked is told (M13–M16)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import World, moment

ASKED = {
    "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu": "gia hạn",
    "/tuchoi NV-1 không đủ số liệu": "từ chối",
    "/chuyen NV-1 Ngô Văn Khánh; thuộc chức năng của Phòng Tài nguyên": "chuyển việc",
}


async def an_asked(world: World, command: str) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    world.an.receives("NV-1")
    await world.an.is_told(command, "Đã gửi đề nghị")
    world.leader.receives("NV-1", "Duyệt")
    world.binh.read = len(world.binh.said_by_bot())  # of some of them the head hears as well


@pytest.mark.parametrize(("command", "asked"), ASKED.items())
async def test_handing_in_settles_what_was_asked(world: World, command: str, asked: str) -> None:
    an, leader = world.an, world.leader
    await an_asked(world, command)
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả NV-1", asked, "không còn chờ quyết định")
    leader.receives("đã nộp kết quả")
    await leader.is_refused("/duyet NV-1", asked, "không còn cần trả lời: kết quả đã nộp")
    await leader.is_told("/tralai NV-1 thiếu phụ lục", "Đã trả lại")
    an.receives("trả lại", "thiếu phụ lục")
    await leader.is_told("/lichsu NV-1", "không còn chờ quyết định: kết quả đã nộp")
    # The request does not come to life again, and nobody is nudged about it.
    await leader.is_told("/viec", "không có việc nào đang chờ")
    await world.until(moment(8, 9))
    leader.receives_nothing()


async def test_a_question_is_settled_by_handing_in_and_who_asked_is_told_though_another_hands_in(world: World) -> None:
    an, binh, leader = world.an, world.binh, world.leader
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("NV-1")
    await an.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    binh.receives("xin chỉ đạo")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả NV-1", "xin chỉ đạo", "không còn chờ quyết định")
    leader.receives("đã nộp kết quả")
    binh.receives("xin chỉ đạo", "không còn chờ quyết định nữa: kết quả đã nộp")
    await binh.is_told("/viec", "không có việc nào đang chờ")
    world.nothing_else_was_said()


async def test_a_new_deadline_settles_the_request_for_one(world: World) -> None:
    an, clerk, leader = world.an, world.clerk, world.leader
    await an_asked(world, "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await clerk.is_told("/sua NV-1 Hạn: 16h30 ngày 22/12/2026", "NV-1")
    told = " ".join(one.text for one in an.unread())
    assert "Đề nghị gia hạn NV-1 không còn chờ quyết định nữa: việc đã có hạn mới" in told
    await leader.says("/duyet NV-1")
    assert "không còn cần trả lời: việc đã có hạn mới" in leader.said_by_bot()[-1].text
    # Of other kinds a new deadline says nothing.
    await an.says("/tuchoi NV-1 không đủ số liệu")
    await clerk.says("/sua NV-1 Hạn: 16h30 ngày 23/12/2026")
    await leader.says("/duyet NV-1")
    assert "không có việc nào" not in leader.said_by_bot()[-1].text


async def test_what_waits_is_moot_after_a_pause_only_where_it_asked_for_no_more(world: World) -> None:
    an, clerk, leader = world.an, world.clerk, world.leader
    await an_asked(world, "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await clerk.says("/tamdung NV-1 chờ hướng dẫn của bộ")
    await world.until(moment(2, 8))
    await clerk.says("/tieptuc NV-1")  # two working days later: the 22nd
    await leader.says("/duyet NV-1")
    assert "Đã duyệt gia hạn NV-1" in leader.said_by_bot()[-1].text
    assert "25/12/2026" in an.said_by_bot()[-1].text


# Every road on which the work leaves who asked, or is over

REASSIGN = "/giaolai NV-1 Ngô Văn Khánh; đúng chức năng hơn"
GONE_TO_KHANH = "việc đã giao lại cho đồng chí Ngô Văn Khánh"


@pytest.mark.parametrize(("command", "asked"), ASKED.items())
async def test_giving_the_work_to_another_settles_what_was_asked(world: World, command: str, asked: str) -> None:
    an, leader, khanh = world.an, world.leader, world.khanh
    await an_asked(world, command)
    await world.clerk.is_told(REASSIGN, "Đã giao lại NV-1")
    khanh.receives("được giao chủ trì")
    # Who asked learns once that it is no longer theirs; who was asked that nothing is to be decided.
    an.receives("NV-1", "Khánh")
    an.receives_nothing()
    leader.receives(asked, "không còn chờ quyết định nữa", GONE_TO_KHANH)
    await leader.is_refused("/duyet NV-1", asked, "không còn cần trả lời", GONE_TO_KHANH)
    await leader.presses("Duyệt")
    leader.receives(asked, "không còn cần trả lời", GONE_TO_KHANH)
    assert "đã kết thúc" not in leader.said_by_bot()[-1].text
    await leader.is_told("/lichsu NV-1", f"không còn chờ quyết định: {GONE_TO_KHANH}")


async def test_a_question_asked_of_a_head_is_needed_no_longer_when_the_work_is_given_to_another(world: World) -> None:
    an, binh = world.an, world.binh
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    binh.receives("NV-1")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("NV-1")
    await an.is_told("/xinchidao NV-1 có tính dự án chuyển tiếp không", "Đã xin chỉ đạo")
    binh.receives("xin chỉ đạo")
    await binh.presses("Cho chỉ đạo")
    binh.receives("NV-1")
    await world.clerk.is_told(REASSIGN, "Đã giao lại NV-1")
    an.receives("NV-1", "Khánh")
    binh.receives("NV-1", "Khánh")
    for player in (an, binh):
        player.receives_nothing()
    # The word that was about to be given, and the command.
    await binh.is_told("có tính cả dự án chuyển tiếp", "xin chỉ đạo", "không còn cần trả lời", GONE_TO_KHANH)
    await binh.is_refused("/chidao NV-1 có tính cả", "không còn cần trả lời", GONE_TO_KHANH)


@pytest.mark.parametrize("asked", ["xin chỉ đạo", "gia hạn"])
async def test_granting_one_request_settles_the_others_about_what_is_given_up(world: World, asked: str) -> None:
    """Asked for a direction beside: granted the refusal, nobody needs it. The extension was settled by that as well."""
    an, leader = world.an, world.leader
    await an_asked(world, "/tuchoi NV-1 không đủ số liệu")
    await world.binh.says("/xinchidao NV-1 có tính dự án chuyển tiếp không")
    leader.read = len(leader.said_by_bot())
    await leader.is_told("/duyet NV-1", "Đã duyệt từ chối NV-1")
    world.binh.read = len(world.binh.said_by_bot())
    an.receives("từ chối", "được duyệt")
    await leader.is_refused("/chidao NV-1 có tính cả", "không còn cần trả lời", "việc đã được thôi giữ")
    await leader.is_told("/viec", "NV-1")
    assert leader.said_by_bot()[-1].text.count("NV-1 ") <= 2


async def test_withdrawing_settles_what_was_asked_and_tells_once(world: World) -> None:
    an, leader = world.an, world.leader
    await an_asked(world, "/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await world.clerk.is_told("/thuhoi NV-1 giao nhầm", "Đã thu hồi")
    an.receives("thu hồi", "giao nhầm")
    an.receives_nothing()
    leader.read = len(leader.said_by_bot())
    await leader.is_refused("/duyet NV-1", "không còn cần trả lời: việc đã thu hồi")


async def test_a_missing_dossier_settles_the_request_for_time(world: World) -> None:
    clerk, duc = world.clerk, world.duc
    await clerk.asks_opinions(Hỏi="\n- Phòng Tài nguyên: quy hoạch liên quan")
    duc.receives("YK-1")
    await duc.is_told("/giahan YK-1 15/12/2026; chờ khảo sát", "Đã gửi đề nghị gia hạn")
    clerk.receives("xin gia hạn")
    await duc.is_told("/ykien YK-1 thiếu hồ sơ; chưa có bản đồ", "YK-1")
    clerk.read = len(clerk.said_by_bot())
    await clerk.is_refused("/duyet YK-1", "gia hạn", "không còn cần trả lời: hồ sơ còn thiếu")


async def test_the_official_named_next_does_not_wait_for_what_the_one_before_him_asked(world: World) -> None:
    an, binh, leader = world.an, world.binh, world.leader
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026", Người_giao="Trần Quốc Hùng")
    await binh.says("/phancong NV-1 Nguyễn Văn An")
    await an.says("/tuchoi NV-1 không đủ số liệu")
    for player in (an, binh, leader):
        player.read = len(player.said_by_bot())
    await binh.is_told("/phancong NV-1 Đỗ Thị Cúc", "Đã phân công")
    told = " ".join(one.text for one in an.unread())
    assert "từ chối" in told
    assert "không còn chờ quyết định nữa: việc đã phân công cho đồng chí Đỗ Thị Cúc" in told
    leader.receives("từ chối", "không còn chờ quyết định nữa: việc đã phân công cho đồng chí Đỗ Thị Cúc")
    await leader.is_refused(
        "/duyet NV-1", "từ chối", "không còn cần trả lời: việc đã phân công cho đồng chí Đỗ Thị Cúc"
    )


async def test_of_a_part_that_is_over_it_is_said_that_the_case_goes_on(world: World) -> None:
    binh, duc = world.binh, world.duc
    await world.clerk.assigns(
        Chủ_trì="Phòng Kinh tế",
        Phối_hợp="Phòng Tài nguyên",
        Hạn="16h30 ngày 18/12/2026",
        Người_giao="Trần Quốc Hùng",
    )
    await duc.says("/xong NV-1 số liệu đất đai")
    await binh.says("/nghiemthu NV-1 Phòng Tài nguyên")
    duc.read = len(duc.said_by_bot())
    await duc.is_refused("/xong NV-1 số liệu mới", "Phần phối hợp của Phòng Tài nguyên ở NV-1", "việc vẫn tiếp tục")


async def test_what_would_be_given_up_is_resumed_first_and_every_word_says_so(world: World) -> None:
    an, leader = world.an, world.leader
    await an_asked(world, "/tuchoi NV-1 không đủ số liệu")
    await leader.is_told("/tamdung NV-1 chờ kết luận thanh tra", "Đã tạm dừng")
    await world.until(moment(2, 9))
    leader.receives("đề nghị từ chối nhiệm vụ chờ quyết định", "đang tạm dừng", "/tieptuc NV-1", "/khongduyet NV-1")
    await leader.presses("Duyệt")
    leader.receives(
        "NV-1 đang tạm dừng nên chưa duyệt được đề nghị từ chối nhiệm vụ", "/tieptuc NV-1", "/khongduyet NV-1"
    )
    await leader.is_told("/tieptuc NV-1", "Đã cho tiếp tục")
    await leader.is_told("/duyet NV-1", "Đã duyệt từ chối NV-1")
    assert "được duyệt" in an.said_by_bot()[-1].text
