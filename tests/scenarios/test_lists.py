"""Lists one can live with: what lies with me, what I handed out, narrowed, searched, page by page (M46)."""

from __future__ import annotations

from tests.scenarios.cast import World, moment


async def busy(world: World, count: int, *, first: int = 2, **changed: str) -> None:
    """So many tasks for An, one due on each day from the first of December on."""
    for number in range(count):
        await world.clerk.assigns(Việc=f"Việc số {number + 1}", Hạn=f"16h30 ngày {first + number}/12/2026", **changed)
        world.an.receives(f"NV-{number + 1}")


async def test_most_pressing_first_with_part_urgency_deadline_and_a_button_for_each(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns(Hạn="16h30 ngày 18/12/2026")
    await clerk.assigns(Việc="Rà soát quy hoạch", Hạn="10/12/2026", Khẩn="Khẩn")
    for code in ("NV-1", "NV-2"):
        an.receives(code)
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    shown = await an.is_told(
        "/viec",
        "2 việc đang chờ đồng chí (gấp nhất trước):\n• NV-2 (Khẩn) Rà soát quy hoạch – chủ trì\n"
        "  Hạn Thứ Năm 10/12/2026 (17:00, hết ngày) – chưa xác nhận\n"
        "• NV-1 Báo cáo giải ngân vốn đầu tư công tháng 11 – chủ trì\n  Hạn Thứ Sáu 18/12/2026 16:30\n",
    )
    assert an.labels(shown) == ["NV-2", "NV-1", "Quá hạn", "Hôm nay", "Tuần này", "Chờ người khác"]
    with world.changing_nothing():
        await an.presses("NV-1", on="2 việc đang chờ")
        an.receives("NV-1 – Báo cáo giải ngân", "Toàn bộ quá trình: /lichsu NV-1")
    world.nothing_else_was_said()


async def test_each_filter_by_word_and_by_button(world: World) -> None:
    clerk, an = world.clerk, world.an
    for what, day in (("Hôm qua", "30/11"), ("Hôm nay", "01/12"), ("Chủ nhật", "06/12"), ("Tuần sau", "07/12")):
        await clerk.assigns(Việc=what, Hạn=f"16h30 ngày {day}/2026", Chủ_trì="Nguyễn Văn An")
        an.receives(what)
    await world.until(moment(1, 9))
    while an.unread():
        an.receives("NV-")
    while world.binh.unread():
        world.binh.receives("Quá hạn")
    late = await an.is_told(
        "/viec quá hạn", "1 việc quá hạn", "NV-1 Hôm qua – chủ trì", "quá hạn từ Thứ Hai 30/11/2026 16:30"
    )
    assert "NV-2" not in late.text
    today = await an.is_told("/viec HOM NAY", "1 việc có hạn hôm nay", "NV-2 Hôm nay")
    assert "NV-1" not in today.text
    await an.presses("Tuần này")
    week = an.receives("3 việc có hạn trong tuần này", "NV-1", "NV-2", "NV-3 Chủ nhật")
    assert "NV-4" not in week.text
    await an.presses("Tất cả", on="trong tuần này")
    an.receives("4 việc đang chờ đồng chí")
    await an.is_told("/viec chờ người khác", "Đồng chí không chờ việc nào ở người khác", "/viec")
    world.nothing_else_was_said()


async def test_a_day_without_an_hour_is_late_only_when_it_is_over(world: World) -> None:
    await world.clerk.assigns(Hạn="30/11/2026", Khẩn="Khẩn")
    world.an.receives("NV-1")
    await world.until(moment(30, 17, 30, month=11))
    while world.an.unread():
        world.an.receives("NV-1")
    await world.an.is_told("/viec quá hạn", "không có việc nào quá hạn")
    await world.sleep_until(moment(1, 0, 0))
    await world.an.says("/viec quá hạn")
    assert any("quá hạn từ hết ngày Thứ Hai 30/11/2026" in said.text for said in world.an.unread())


async def test_what_waits_with_others_says_who_holds_it_since_when(world: World) -> None:
    clerk, an, leader, binh, duc, khanh = (
        *(world.clerk, world.an, world.leader),
        *(world.binh, world.duc, world.khanh),
    )
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    await clerk.assigns(Việc="Đo đạc lại", Người_giao="Trần Quốc Hùng")
    an.receives("NV-1")
    an.receives("NV-2")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp kết quả")
    await an.is_told("/giahan NV-2 11/12/2026; chờ số liệu", "Đã gửi đề nghị")
    for part in ("đã nộp kết quả", "xin gia hạn"):
        leader.receives(part)
    shown = await an.is_told(
        "/viec chờ người khác",
        "2 việc đồng chí đã nộp hoặc đã hỏi, đang chờ người khác",
        "NV-1 Báo cáo giải ngân vốn đầu tư công tháng 11 – nghiệm thu\n"
        "  Đồng chí Trần Quốc Hùng (UBND huyện) giữ từ Thứ Hai 30/11/2026 08:00",
        "NV-2 Đo đạc lại – quyết định đề nghị\n  Đồng chí Trần Quốc Hùng (UBND huyện) giữ từ",
    )
    assert "chủ trì" not in shown.text
    # Who asks for opinions waits for those asked; whose draft is not signed waits for the head.
    await clerk.asks_opinions()
    for head in (binh, duc):
        head.receives("YK-1")
    await duc.is_told("/phancong YK-1 Ngô Văn Khánh", "Đã phân công")
    khanh.receives("YK-1")
    await khanh.is_told("/ykien YK-1 đồng ý", "Đã ghi dự thảo")
    duc.receives("YK-1")
    await khanh.is_told("/viec cho nguoi khac", "1 việc", "YK-1", "ký ý kiến", "Đồng chí Hoàng Minh Đức giữ từ")
    await clerk.is_told("/viec chờ người khác", "2 việc", "YK-1", "cho ý kiến", "Đồng chí Phạm Văn Bình giữ")
    in_force = "ạn đang có hiệu lực: Thứ Hai 07/12/2026 16:30"
    await leader.is_told("/tralai NV-1 thiếu phụ lục", "Đã trả lại", f"h{in_force}")
    an.receives("trả lại", "nộp lại trước", f"H{in_force}")
    again = await an.is_told("/viec chờ người khác", "1 việc")
    assert "NV-1" not in again.text, "it lies with him again"
    world.nothing_else_was_said()


async def test_pages_by_button_and_typed_as_they_are_when_they_are_asked_for(world: World) -> None:
    an = world.an
    await busy(world, 21)
    first = await an.is_told("/viec", "21 việc đang chờ đồng chí", "trang 1/3", "NV-10", "/viec trang 2")
    assert "NV-11" not in first.text
    await an.presses("Trang sau »")
    second = an.receives("trang 2/3", "NV-11", "NV-20")
    assert {"« Trang trước", "Trang sau »"} <= set(an.labels(second))
    await an.is_told("/viec 3", "trang 3/3", "NV-21")
    await an.is_told("/viec trang 99", "trang 3/3", "NV-21")
    await an.is_told("/viec tuần này trang 1", "5 việc có hạn trong tuần này")
    # The first page's button, pressed when there are fewer: the last page there is.
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    world.clerk.receives("đã nộp kết quả")
    await an.presses("Trang sau »", on="trang 2/3")
    an.receives("20 việc đang chờ đồng chí", "trang 2/2", "NV-12", "NV-21")
    world.nothing_else_was_said()


async def test_titles_are_searched_without_accents_with_or_without_the_word_tim(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    await clerk.assigns(Việc="Rà soát 100% đất_công")
    for code in ("NV-1", "NV-2"):
        an.receives(code)
    for typed in ("/viec tìm giải ngân", "/viec giai  NGAN", "/viec tháng giải 11"):
        found = await an.is_told(typed, "1 việc có tên chứa", "NV-1 Báo cáo giải ngân")
        assert "NV-2" not in found.text
    await an.is_told("/viec 100%", "1 việc có tên chứa «100%»", "NV-2")
    await an.is_told("/viec đất_", "1 việc có tên chứa", "NV-2")
    await an.is_told("/viec soát_", "Không có việc nào đang chờ đồng chí mà tên có «soat_»", "/viec NV-12")
    await an.is_told("/viec <b>&", "«<b>&»")
    await an.is_refused("/viec tìm", "Dondoc chưa đọc được lệnh này", "/viec tìm giải ngân")
    await world.khanh.is_told("/viec giải ngân", "Không có việc nào")
    world.nothing_else_was_said()


async def test_a_long_search_goes_on_behind_its_buttons(world: World) -> None:
    an = world.an
    await busy(world, 11, Sản_phẩm="Báo cáo")
    found = await an.is_told(
        "/viec tìm việc số", "11 việc có tên chứa «viec so»", "trang 1/2", "/viec tìm viec so trang 2"
    )
    assert all(len(data.encode()) <= 64 for row in found.buttons for _, data in row)
    await an.presses("Trang sau »")
    an.receives("11 việc có tên chứa «viec so»", "trang 2/2", "NV-11")
    wordy = await an.is_told("/viec tìm " + "việc " * 300)
    assert "«viec viec" in wordy.text
    assert all(len(data.encode()) <= 64 for row in wordy.buttons for _, data in row)
    world.nothing_else_was_said()


# What I handed out


async def test_the_leader_sees_where_it_lies_what_is_late_first(world: World) -> None:
    clerk, leader, an, binh, duc = world.clerk, world.leader, world.an, world.binh, world.duc
    await clerk.assigns(Người_giao="Trần Quốc Hùng", Hạn="16h30 ngày 18/12/2026")
    await clerk.assigns(
        Việc="Đo đạc", Chủ_trì="Phòng Tài nguyên", Người_giao="Trần Quốc Hùng", Hạn="16h ngày 01/12/2026"
    )
    await clerk.assigns(Việc="Việc riêng của Văn phòng")
    for code in ("NV-1", "NV-3"):
        an.receives(code)
    duc.receives("NV-2")
    await world.until(moment(1, 16, 30))
    for player in (an, duc, binh, leader):
        while player.unread():
            player.receives("NV-")
    shown = await leader.is_told(
        "/dagiao",
        "Đồng chí đã giao: 2 phần việc chưa xong (để quá hạn lâu nhất đứng đầu):\n"
        "• NV-2 Đo đạc – chủ trì, Phòng Tài nguyên\n"
        "  Đồng chí Hoàng Minh Đức giữ từ Thứ Hai 30/11/2026 08:00; hạn Thứ Ba 01/12/2026 16:00"
        " – quá hạn từ Thứ Ba 01/12/2026 16:00 – chưa xác nhận\n• NV-1",
        "/dondoc NV-2",
    )
    assert leader.labels(shown) == ["NV-2", "NV-1", "Quá hạn", "Chờ tôi", "Giữ lâu nhất", "Cả cơ quan"]
    await leader.presses("Quá hạn")
    late = leader.receives("1 phần việc quá hạn", "NV-2")
    assert "NV-1" not in late.text
    await leader.presses("Cả cơ quan", on="phần việc quá hạn")
    leader.receives("Cả cơ quan đã giao: 1 phần việc quá hạn", "NV-2")
    longest = await leader.is_told("/dagiao giữ lâu nhất", "2 phần việc chưa xong (ai giữ lâu nhất đứng đầu):\n• NV-1")
    assert "NV-2" in longest.text
    await leader.is_told("/dagiao tất cả", "3 phần việc chưa xong", "NV-3")
    world.nothing_else_was_said()


async def test_narrowed_to_one_unit_or_person_and_to_what_waits_for_me(world: World) -> None:
    clerk, leader, an, duc = world.clerk, world.leader, world.an, world.duc
    await clerk.assigns(Người_giao="Trần Quốc Hùng", Phối_hợp="Phòng Tài nguyên")
    an.receives("NV-1")
    duc.receives("NV-1")
    land = await leader.is_told(
        "/dagiao phong tai nguyen", "ở Phòng Tài nguyên: 1 phần việc", "phối hợp, Phòng Tài nguyên"
    )
    assert "chủ trì" not in land.text
    await leader.presses("Mọi đơn vị")
    leader.receives("2 phần việc")
    await leader.is_told("/dagiao Nguyễn Văn An", "ở đồng chí Nguyễn Văn An: 1 phần việc", "chủ trì, Phòng Kinh tế")
    await leader.is_told("/dagiao UBND huyện", "ở UBND huyện: 2 phần việc")
    await leader.is_told("/dagiao chờ tôi", "không có việc nào đã giao đang chờ chính đồng chí", "/dagiao")
    await an.is_told("/xong NV-1 Báo cáo số 45", "Đã nộp")
    leader.receives("đã nộp kết quả")
    await leader.is_told(
        "/dagiao cho toi",
        "1 phần việc đang chờ chính đồng chí",
        "nghiệm thu; chủ trì: đồng chí Nguyễn Văn An (Phòng Kinh tế)",
    )
    await leader.is_refused("/dagiao Phòng Kinh doanh", "Ý đồng chí là", "Phòng Kinh tế")
    world.nothing_else_was_said()


async def test_the_office_sees_what_it_entered_or_everything_and_a_head_only_his_own(world: World) -> None:
    clerk, binh, an = world.clerk, world.binh, world.an
    await clerk.assigns(Người_giao="Trần Quốc Hùng")
    await binh.assigns(Việc="Việc trong phòng")
    for code in ("NV-1", "NV-2"):
        an.receives(code)
    mine = await clerk.is_told("/dagiao", "Đồng chí đã giao: 1 phần việc", "NV-1")
    assert "NV-2" not in mine.text
    await clerk.presses("Cả cơ quan")
    clerk.receives("Cả cơ quan đã giao: 2 phần việc", "NV-1", "NV-2")
    own = await binh.is_told("/dagiao", "1 phần việc", "NV-2")
    assert "NV-1" not in own.text
    assert "Cả cơ quan" not in binh.labels(own)
    await binh.is_refused("/dagiao tất cả", "không có thẩm quyền")
    await an.is_refused("/dagiao", "không có thẩm quyền")
    await world.inspector.is_refused("/dagiao", "không có thẩm quyền")
    world.nothing_else_was_said()


async def test_what_was_handed_out_is_turned_page_by_page_and_pressed_from_its_card(world: World) -> None:
    clerk, an = world.clerk, world.an
    await busy(world, 12)
    await clerk.is_told("/dagiao Phòng Kinh tế", "12 phần việc", "trang 1/2", "NV-10")
    await clerk.presses("Trang sau »")
    clerk.receives("ở Phòng Kinh tế: 12 phần việc", "trang 2/2", "NV-12")
    await clerk.presses("NV-12")
    clerk.receives("NV-12 – Việc số 12")
    await clerk.presses("Đôn đốc")
    clerk.receives("Đã đôn đốc NV-12")
    an.receives("đôn đốc: NV-12")
    world.nothing_else_was_said()


async def test_a_forged_list_button_shows_nothing_that_is_not_the_readers(world: World) -> None:
    await world.clerk.assigns()
    world.an.receives("NV-1")
    shown = await world.khanh.is_told("/viec", "không có việc nào")
    for data in ("list:giaoviec:x", "list:dagiao:", "list:viec:" + "x" * 54, "list:dagiao:u#999999"):
        with world.changing_nothing():
            await world.api.press_data(world.khanh.user_id, world.khanh.user_id, shown.message_id, data)
            await world.step()
            assert "giải ngân" not in world.khanh.receives("/").text
    world.nothing_else_was_said()
