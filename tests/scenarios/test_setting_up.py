"""Setting up by chat: the office, units, people, invitations, links (M3, M43)."""

from __future__ import annotations

import io
import re

import segno

from tests.scenarios.cast import Player, World, giaoviec, moment


def code_in(text: str) -> str:
    found = re.search(r"start=(\S+)", text)
    assert found is not None
    return found[1]


async def invited(world: World, name: str) -> str:
    """The code by which this person links; the office reads it and its picture."""
    told = await world.clerk.is_told(f"/moi {name}", f"Mã mời của đồng chí {name}")
    assert world.clerk.picture is not None
    return code_in(told.text)


async def test_from_nothing_to_the_first_task(empty_world: World) -> None:
    clerk, binh, an = empty_world.clerk, empty_world.binh, empty_world.an
    await binh.is_told("/start", "Đây là Dondoc", "liên hệ Văn phòng lấy mã mời", "/start")
    await clerk.is_told("/start", "Xin chào đồng chí Lê Thị Hoa")
    await clerk.is_told("/donvimoi UBND huyện", "Đã thêm đơn vị UBND huyện", "/canbo")
    await clerk.is_told("/donvimoi Phòng Kinh tế; UBND huyện", "Phòng Kinh tế, thuộc UBND huyện")
    await clerk.is_told(
        "/canbo Phạm Văn Bình; Phòng Kinh tế; Trưởng phòng; thủ trưởng",
        "Đã thêm: Phạm Văn Bình",
        "Đơn vị: Phòng Kinh tế",
        "Chức vụ: Trưởng phòng",
        "Vai trò: thủ trưởng",
        "/moi Phạm Văn Bình",
    )
    await clerk.is_told("/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm: Nguyễn Văn An")
    for player, name in ((binh, "Phạm Văn Bình"), (an, "Nguyễn Văn An")):
        code = await invited(empty_world, name)
        await player.is_told(f"/start {code}", f"Họ tên: {name}", "Đơn vị: Phòng Kinh tế", "Chức vụ:", "báo ngay Văn")
        clerk.receives(f"Đồng chí {name}", "vừa liên kết tài khoản")
    await clerk.says(giaoviec())
    clerk.receives("Người giao: đồng chí Lê Thị Hoa")
    await clerk.presses("Giao việc")
    clerk.receives("Đã giao NV-1")
    an.receives("Đồng chí được giao chủ trì")
    empty_world.nothing_else_was_said()


async def test_an_account_named_in_the_settings_becomes_the_person_it_is_invited_as(empty_world: World) -> None:
    clerk = empty_world.clerk
    await clerk.is_told("/donvimoi Văn phòng", "Đã thêm đơn vị")
    await clerk.is_told("/canbo Lê Thị Hồng Hoa; Văn phòng; Chánh Văn phòng; văn phòng, thủ trưởng", "Đã thêm")
    code = await invited(empty_world, "Lê Thị Hồng Hoa")
    await clerk.is_told(f"/start {code}", "Họ tên: Lê Thị Hồng Hoa", "Chánh Văn phòng")
    await clerk.is_told("/start", "Xin chào đồng chí Lê Thị Hồng Hoa (Chánh Văn phòng, Văn phòng)")
    empty_world.nothing_else_was_said()


async def test_an_invitation_has_a_code_a_link_and_a_picture_of_it(world: World) -> None:
    told = await world.clerk.is_told("/moi Nguyễn Văn An", "dùng một lần, trong 7 ngày", "Xin gửi riêng cho đúng người")
    link = f"https://t.me/dondoc_bot?start={code_in(told.text)}"
    assert link in told.text
    picture = world.clerk.picture
    assert picture is not None
    expected = io.BytesIO()
    segno.make(link, error="m").save(expected, kind="png", scale=8, border=4)
    assert picture.file_id is not None
    file = await world.api.file(picture.file_id)
    assert file is not None
    assert file.content == expected.getvalue()
    world.nothing_else_was_said()


async def test_an_invitation_is_good_once_for_seven_days_and_only_the_newest(world: World) -> None:
    stranger, clerk = world.stranger, world.clerk
    older, code = await invited(world, "Đỗ Thị Cúc"), await invited(world, "Đỗ Thị Cúc")
    await stranger.is_refused(f"/start {older}", "Mã mời không đúng, đã dùng hoặc đã hết hạn", "Văn phòng")
    await stranger.is_refused("/start doan-bua", "Mã mời không đúng")
    await stranger.is_told(f"/start {code}", "Đã liên kết tài khoản này với", "Đỗ Thị Cúc", "Phó Trưởng phòng")
    clerk.receives("Đỗ Thị Cúc", "vừa liên kết tài khoản")
    await world.khanh.is_refused(f"/start {code}", "Mã mời không đúng, đã dùng")
    late = await invited(world, "Nguyễn Văn An")
    await world.until(moment(7, 8, 1))
    await world.khanh.is_refused(f"/start {late}", "đã hết hạn")
    assert code not in str(world.stored("SELECT * FROM invitations")), "codes are kept by their hash"
    world.nothing_else_was_said()


async def test_the_office_is_told_who_linked(world: World) -> None:
    await world.clerk.is_told("/canbo Mai Thị Lan; Văn phòng; Văn thư; văn phòng", "Đã thêm: Mai Thị Lan")
    code = await invited(world, "Mai Thị Lan")
    await world.stranger.is_told(f"/start {code}", "Mai Thị Lan")
    world.clerk.receives("Đồng chí Mai Thị Lan (Văn thư, Văn phòng) vừa liên kết tài khoản", "/thulienket")
    await world.clerk.presses("Thu hồi liên kết")
    world.clerk.receives("Đã thu hồi liên kết tài khoản của đồng chí Mai Thị Lan")
    await world.stranger.is_refused("/viec", "chưa được liên kết")
    # Linked again, the old button takes nothing away.
    code = await invited(world, "Mai Thị Lan")
    await world.stranger.is_told(f"/start {code}", "Mai Thị Lan")
    linked = world.clerk.receives("vừa liên kết tài khoản")
    old = next(message for message in world.clerk.said_by_bot() if "vừa liên kết" in message.text)
    assert old.buttons != linked.buttons
    with world.changing_nothing():
        await world.api.press(world.clerk.user_id, old.message_id, "Thu hồi liên kết")
        await world.step()
        world.clerk.receives("Lựa chọn này không còn tác dụng")
        await world.api.press_data(world.binh.user_id, world.clerk.user_id, linked.message_id, linked.buttons[0][0][1])
        await world.step()
        world.binh.receives("không có thẩm quyền")
    world.nothing_else_was_said()


async def test_a_withdrawn_link_is_gone_at_once(world: World) -> None:
    clerk, an = world.clerk, world.an
    await clerk.assigns()
    an.receives("NV-1")
    await clerk.is_told("/thulienket nguyen van an", "Đã thu hồi liên kết tài khoản của đồng chí Nguyễn Văn An", "/moi")
    await an.is_refused("/nhan NV-1", "chưa được liên kết", "Văn phòng")
    with world.changing_nothing():
        await an.presses("Đã nhận")
        an.receives("chưa được liên kết")
    # What is owed there goes to the head from now on.
    await world.until(moment(1, 9))
    an.receives_nothing()
    world.binh.receives("chưa được xác nhận")
    clerk.receives("chưa nhắn được", "Nguyễn Văn An: 1 việc")
    code = await invited(world, "Nguyễn Văn An")
    await an.is_told(f"/start {code}", "Đã liên kết")
    world.clerk.receives("vừa liên kết tài khoản")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    world.nothing_else_was_said()


async def test_people_are_corrected_moved_and_told_apart(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told(
        "/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên chính; chuyên viên",
        "Đã cập nhật: Nguyễn Văn An",
        "Chức vụ: Chuyên viên chính",
    )
    await clerk.is_refused(
        "/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên",
        "Đã có Nguyễn Văn An ở Phòng Kinh tế",
        "; chuyển",
        "; người khác",
    )
    await clerk.is_told(
        "/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển", "Đã cập nhật: Nguyễn Văn An"
    )
    await world.an.is_told("/start", "Nguyễn Văn An (Chuyên viên, Phòng Tài nguyên)")
    await clerk.is_told(
        "/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên; người khác", "Đã thêm: Nguyễn Văn An"
    )
    assert world.stored("SELECT count(*) FROM people WHERE name = 'Nguyễn Văn An'") == [(2,)]
    world.nothing_else_was_said()


async def test_what_is_mistyped_in_setting_up_changes_nothing(world: World) -> None:
    clerk = world.clerk
    for text, parts in (
        ("/donvimoi", ("/donvimoi Phòng Kinh tế; Sở Công Thương",)),
        ("/donvimoi phong kinh te", ("Đã có đơn vị tên",)),
        ("/donvimoi Tổ 1; Phòng Kinh té học", ("Không có đơn vị nào", "Phòng Kinh tế")),
        ("/canbo Mai Thị Lan; Văn phòng; Văn thư", ("/canbo Nguyễn Văn An; Phòng Kinh tế; Chuyên viên; chuyên viên",)),
        ("/canbo Mai Thị Lan; Văn phòng; Văn thư; sếp", ("Vai trò «sếp» không đúng", "thủ trưởng", "thanh tra")),
        ("/canbo ; Văn phòng; Văn thư; văn phòng", ("/canbo",)),
        ("/moi", ("/moi Nguyễn Văn An",)),
        ("/moi Nguyễn Văn Ân Xá", ("Không có cán bộ hay đơn vị nào",)),
        ("/thulienket", ("/thulienket Nguyễn Văn An",)),
    ):
        await clerk.is_refused(text, *parts)
    world.nothing_else_was_said()


async def test_only_the_office_sets_up(world: World) -> None:
    for player in (world.leader, world.binh, world.an, world.inspector):
        for command in (
            "/donvimoi Tổ 1",
            "/canbo A; Văn phòng; B; văn phòng",
            "/moi Lê Thị Hoa",
            "/thulienket Lê Thị Hoa",
        ):
            await player.is_refused(command, "không có thẩm quyền", "/trogiup")
    await world.stranger.is_refused("/donvimoi Tổ 1", "chưa được liên kết")
    world.nothing_else_was_said()


async def test_everybody_is_helped_in_his_own_role(world: World) -> None:
    async def helped(player: Player) -> set[str]:
        return set(re.findall(r"^/(\w+) –", (await player.is_told("/trogiup")).text, re.MULTILINE))

    official, head = await helped(world.an), await helped(world.binh)
    assert {"viec", "nhan", "tiendo", "xong", "giahan", "ykien", "lichsu", "huy"} <= official
    assert official.isdisjoint({"giaoviec", "nghiemthu", "phancong", "ky", "canbo"})
    assert {"giaoviec", "xinykien", "phancong", "ky", "nghiemthu", "duyet"} <= head
    assert head.isdisjoint({"canbo", "moi"})
    assert {"canbo", "moi", "donvimoi", "thulienket", "giaoviec"} <= await helped(world.clerk)
    await world.stranger.is_told("/trogiup", "Tài khoản chưa liên kết", "/start")
    world.nothing_else_was_said()
