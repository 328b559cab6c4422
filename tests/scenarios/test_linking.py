"""An account is one person's: whose invitation it opens, it becomes that person only when it is asked and confirmed."""

from __future__ import annotations

from tests.scenarios.cast import World
from tests.scenarios.test_setting_up import invited


async def test_an_account_that_is_linked_is_asked_before_it_becomes_somebody_else(world: World) -> None:
    clerk, an = world.clerk, world.an
    code = await invited(world, "Đỗ Thị Cúc")
    with world.changing_nothing():
        asked = await an.is_told(
            f"/start {code}",
            "đang là của đồng chí Nguyễn Văn An (Chuyên viên, Phòng Kinh tế)",
            "là của đồng chí Đỗ Thị Cúc",
            "Chưa có gì thay đổi",
        )
        assert an.labels(asked) == ["Đổi sang người này", "Hủy"]
        await an.presses("Hủy")
        an.receives("")
        await an.is_told(f"/start {code}", "đang là của đồng chí Nguyễn Văn An")
    await an.presses("Đổi sang người này")
    an.receives("Đã liên kết tài khoản này với", "Đỗ Thị Cúc", "Phó Trưởng phòng")
    clerk.receives(
        "Đồng chí Đỗ Thị Cúc",
        "vừa liên kết tài khoản",
        "trước đó là của đồng chí Nguyễn Văn An",
        "không còn tài khoản nào liên kết",
        "/moi Nguyễn Văn An",
    )
    with world.changing_nothing():
        await an.presses("Đổi sang người này")
        an.receives("nút không còn tác dụng")
    await world.stranger.is_refused(f"/start {code}", "Mã mời không đúng, đã dùng")
    world.nothing_else_was_said()


async def test_the_code_stays_good_for_whom_it_was_made(world: World) -> None:
    await world.clerk.is_told("/canbo Mai Thị Lan; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    code = await invited(world, "Mai Thị Lan")
    await world.khanh.is_told(f"/start {code}", "đang là của đồng chí Ngô Văn Khánh")
    await world.stranger.is_told(f"/start {code}", "Đã liên kết", "Mai Thị Lan")
    world.clerk.receives("Mai Thị Lan", "vừa liên kết tài khoản")
    with world.changing_nothing():
        await world.khanh.presses("Đổi sang người này")
        world.khanh.receives("Mã mời không đúng, đã dùng")
    world.nothing_else_was_said()


async def test_the_last_account_of_the_office_is_never_taken(world: World) -> None:
    clerk = world.clerk
    code = await invited(world, "Nguyễn Văn An")
    await clerk.is_refused(f"/start {code}", "Văn phòng không còn tài khoản nào liên kết", "vẫn còn dùng được")
    await clerk.is_refused("/thulienket Lê Thị Hoa", "Văn phòng không còn tài khoản nào liên kết")
    await clerk.is_refused("/canbo Lê Thị Hoa; Văn phòng; Chuyên viên; chuyên viên", "không còn tài khoản nào")
    await clerk.is_told("/canbo Mai Thị Lan; Văn phòng; Văn thư; văn phòng", "Đã thêm")
    lan = await invited(world, "Mai Thị Lan")
    await clerk.is_told(f"/start {lan}", "đang là của đồng chí Lê Thị Hoa", "là của đồng chí Mai Thị Lan")
    await world.stranger.is_told(f"/start {lan}", "Đã liên kết", "Mai Thị Lan")
    clerk.receives("Mai Thị Lan", "vừa liên kết tài khoản")
    await clerk.is_told(f"/start {code}", "đang là của đồng chí Lê Thị Hoa", "là của đồng chí Nguyễn Văn An")
    await clerk.is_told("đổi sang người này", "Đã liên kết", "Nguyễn Văn An")
    world.stranger.receives("Đồng chí Nguyễn Văn An", "trước đó là của đồng chí Lê Thị Hoa", "/moi Lê Thị Hoa")
    await clerk.is_refused("/moi Lê Thị Hoa", "không có thẩm quyền")
    world.nothing_else_was_said()


async def test_an_account_of_the_settings_does_not_become_a_colleague_unasked(empty_world: World) -> None:
    clerk = empty_world.clerk
    await clerk.is_told("/donvimoi Văn phòng", "Đã thêm đơn vị")
    await clerk.is_told("/canbo Mai Thị Lan; Văn phòng; Văn thư; văn phòng", "Đã thêm")
    await clerk.is_told("/canbo Nguyễn Văn An; Văn phòng; Chuyên viên; chuyên viên", "Đã thêm")
    an = await invited(empty_world, "Nguyễn Văn An")
    await clerk.is_refused(f"/start {an}", "Văn phòng không còn tài khoản nào liên kết")
    lan = await invited(empty_world, "Mai Thị Lan")
    await clerk.is_told(f"/start {lan}", "đang là của đồng chí Lê Thị Hoa", "của đồng chí Mai Thị Lan")
    await clerk.presses("Đổi sang người này")
    clerk.receives("Đã liên kết", "Mai Thị Lan")
    empty_world.nothing_else_was_said()
