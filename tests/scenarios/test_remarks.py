"""A plain word in reply to a nudge is offered the matching buttons, and records nothing by itself (design §5)."""

from __future__ import annotations

from tests.scenarios.cast import TASK, World, moment


async def _an_has_nv1(world: World) -> None:
    await world.clerk.assigns(Người_giao="Trần Quốc Hùng")


async def test_done_in_plain_words_is_offered_the_button(world: World) -> None:
    an = world.an
    await _an_has_nv1(world)
    nudge = an.receives("được giao chủ trì: NV-1")
    with world.changing_nothing():
        await an.replies("em làm xong rồi ạ", to=nudge)
        offered = an.receives("NV-1", TASK["Việc"], "Chưa có gì được ghi", "Hoàn thành: /xong NV-1")
    assert an.labels(offered) == ["Hoàn thành", "Xem NV-1"]
    await an.presses("Hoàn thành")
    an.receives("Xin gửi kết quả NV-1")
    await an.is_told("Báo cáo số 45", "Đã nộp kết quả NV-1")
    world.leader.receives("đã nộp kết quả")
    world.nothing_else_was_said()


async def test_a_date_is_only_a_suggestion(world: World) -> None:
    an = world.an
    await _an_has_nv1(world)
    nudge = an.receives("NV-1")
    with world.changing_nothing():
        await an.replies("cho em xin thêm 2 ngày", to=nudge)
        an.receives("Chưa có gì được ghi", "Mục Xin gia hạn sẽ xin đến Thứ Tư 09/12/2026 16:30 và hỏi lý do")
        await an.presses("Xin gia hạn", on="sẽ xin đến")
        an.receives("Xin gõ lý do gia hạn NV-1 đến Thứ Tư 09/12/2026 16:30", "Chưa có gì được gửi")
    await an.is_told("chờ số liệu của Kho bạc", "Đã gửi đề nghị gia hạn NV-1 đến Thứ Tư 09/12/2026 16:30")
    world.leader.receives("xin gia hạn", "Thứ Tư 09/12/2026 16:30", "chờ số liệu của Kho bạc")
    world.nothing_else_was_said()


async def test_what_is_not_understood_is_offered_every_button_of_that_duty(world: World) -> None:
    an = world.an
    await _an_has_nv1(world)
    nudge = an.receives("NV-1")
    with world.changing_nothing():
        await an.replies("em chào anh", to=nudge)
        offered = an.receives("chưa hiểu tin này và chưa ghi gì", "Nếu tin này nói về việc dưới đây", "NV-1")
    assert an.labels(offered) == an.labels(nudge)
    world.nothing_else_was_said()


async def test_not_our_business_names_the_ways_there_are(world: World) -> None:
    duc = world.duc
    await world.clerk.asks_opinions()
    world.binh.receives("YK-1")
    asked = duc.receives("YK-1")
    with world.changing_nothing():
        await duc.replies("không phải việc của phòng em", to=asked)
        offered = duc.receives("YK-1", "Không thuộc chức năng: /ykien YK-1 không thuộc")
    assert duc.labels(offered) == ["Không thuộc chức năng", "Xem YK-1"]
    with world.changing_nothing():
        await duc.replies("cơ bản nhất trí", to=asked)
        offered = duc.receives("YK-1", "Đồng ý: /ykien YK-1 đồng ý")
    await duc.presses("Đồng ý", on="Chưa có gì được ghi")
    duc.receives("Đã gửi ý kiến của Phòng Tài nguyên")
    world.clerk.receives("đồng ý")
    world.nothing_else_was_said()


async def test_without_a_reply_it_is_about_the_one_duty_he_holds(world: World) -> None:
    an = world.an
    await _an_has_nv1(world)
    an.receives("NV-1")
    await an.is_refused("vướng quá anh ơi", "NV-1")
    await an.is_refused("đang làm", "NV-1", "Tiến độ: /tiendo NV-1")
    world.nothing_else_was_said()


async def test_with_several_it_is_the_one_last_written_about_or_the_one_named(world: World) -> None:
    an, clerk = world.an, world.clerk
    for work in ("Rà soát quỹ đất", "Đo đạc", "Kiểm kê"):
        await clerk.assigns(Việc=work)
        an.receives(work)
    await an.is_refused("xong rồi", "NV-3", "Kiểm kê", "Hoàn thành")
    await an.is_refused("xong nv 1 rồi", "NV-1", "Rà soát quỹ đất", "Hoàn thành: /xong NV-1")
    await an.is_refused("xong NV-9 rồi", "chưa hiểu tin này và chưa ghi gì")
    world.nothing_else_was_said()


async def test_of_a_message_about_several_he_is_asked_which(world: World) -> None:
    an, clerk = world.an, world.clerk
    await world.until(moment(30, 20, month=11))
    for work in ("Rà soát quỹ đất", "Đo đạc"):
        await clerk.assigns(Việc=work)
    await world.until(moment(1, 8))
    both = an.receives("NV-1", "NV-2")
    with world.changing_nothing():
        await an.replies("xong rồi", to=both)
        asked = an.receives("Tin này nói về việc nào?", "NV-1 Rà soát quỹ đất", "NV-2 Đo đạc")
    assert an.labels(asked) == ["NV-1", "NV-2"]
    await an.presses("NV-2")
    an.receives("NV-2", "Đo đạc")
    world.nothing_else_was_said()


async def test_a_reply_completes_what_waits_for_that_very_case_and_no_other(world: World) -> None:
    an, clerk = world.an, world.clerk
    await clerk.assigns(Việc="Rà soát")
    first = an.receives("NV-1")
    await clerk.assigns(Việc="Đo đạc")
    second = an.receives("NV-2")
    await an.is_told("/tiendo NV-1", "Xin gõ tiến độ của NV-1")
    with world.changing_nothing():
        await an.replies("đang tổng hợp", to=second)
        an.receives("NV-2", "Chưa có gì được ghi", "Tiến độ")
    await an.replies("đang tổng hợp", to=first)
    an.receives("Đã ghi tiến độ NV-1")
    world.nothing_else_was_said()


async def test_who_no_longer_holds_it_learns_that_and_nothing_is_offered(world: World) -> None:
    an, khanh = world.an, world.khanh
    await _an_has_nv1(world)
    nudge = an.receives("NV-1")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    world.leader.receives("NV-1")
    with world.changing_nothing():
        await an.replies("xong rồi", to=nudge)
        offered = an.receives("NV-1", "không do đồng chí giữ", "/viec NV-1")
    assert an.labels(offered) == ["Lịch sử"]
    # A number of a message in another chat is of no use to anybody else.
    await world.api.say(khanh.user_id, "xong NV-1 rồi")
    await world.step()
    khanh.receives("chưa hiểu tin này và chưa ghi gì")
    world.nothing_else_was_said()


async def test_a_file_with_words_is_no_result_before_the_button(world: World) -> None:
    an = world.an
    await _an_has_nv1(world)
    an.receives("NV-1")
    await an.sends_file("bao-cao.pdf", b"noi dung", "em làm xong rồi")
    an.receives("Chưa có gì được ghi", "Tệp gửi kèm đã được giữ", "Hoàn thành")
    assert world.stored("SELECT count(*) FROM submissions") == [(0,)]
    await an.presses("Hoàn thành")
    an.receives("Đã nộp kết quả NV-1")
    assert world.stored("SELECT file_name FROM submissions") == [("bao-cao.pdf",)]


async def test_who_decides_is_offered_his_own_buttons(world: World) -> None:
    leader = world.leader
    await _an_has_nv1(world)
    world.an.receives("NV-1")
    await world.an.is_told("/giahan NV-1 11/12/2026; chờ số liệu", "Đã gửi đề nghị")
    asked = leader.receives("xin gia hạn")
    with world.changing_nothing():
        await leader.replies("ừ, đồng ý nhé", to=asked)
        offered = leader.receives("NV-1", "Duyệt: /duyet NV-1")
    assert leader.labels(offered) == ["Duyệt", "Xem NV-1"]
    await leader.presses("Duyệt", on="Chưa có gì được ghi")
    leader.receives("Đã duyệt gia hạn")
    world.an.receives("duyệt")
    world.nothing_else_was_said()
