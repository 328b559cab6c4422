"""Everybody is brought in by a printed sheet; an account becomes another person's only when that is asked."""

from __future__ import annotations

import io
import re
import zipfile

from docx import Document

from actions.exchange.import_contents import Worksheet
from documents.writing import export_to
from tests.scenarios.cast import World, moment
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
        an.receives("lựa chọn không còn tác dụng")
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


async def test_a_second_tap_on_ones_own_link_says_that_one_is_linked(world: World) -> None:
    await world.clerk.is_told("/canbo Mai Thị Lan; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    code = await invited(world, "Mai Thị Lan")
    await world.stranger.is_told(f"/start {code}", "Đã liên kết", "Mai Thị Lan")
    world.clerk.receives("Mai Thị Lan", "vừa liên kết tài khoản")
    await world.stranger.is_refused(f"/start {code}", "đã liên kết với đồng chí Mai Thị Lan", "/viec")
    await world.an.is_refused(f"/start {code}", "Mã mời không đúng, đã dùng")
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


async def sheet_of(world: World) -> list[str]:
    """The words of the file that came last to the office, a card each."""
    file = await world.api.file(world.clerk.receives("").file_id or "")
    assert file is not None
    table = Document(io.BytesIO(file.content)).tables[0]
    words = [cell.text for row in table.rows for cell in (row.cells[1], row.cells[3]) if "/start" in cell.text]
    with zipfile.ZipFile(io.BytesIO(file.content)) as pictures:
        assert sum(name.endswith(".png") for name in pictures.namelist()) == len(words)
    return words


def code_on(card: str) -> str:
    found = re.search(r"/start (\S+)", card)
    assert found is not None
    return found[1]


async def test_a_unit_is_brought_in_by_one_sheet(world: World) -> None:
    clerk = world.clerk
    for name in ("Mai Thị Lan", "Bùi Văn Xa"):
        await clerk.is_told(f"/canbo {name}; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    await clerk.is_told(
        "/moi phong kinh te",
        "Phòng Kinh tế: 3/5 người đã liên kết",
        "Đã liên kết (3): Phạm Văn Bình, Đỗ Thị Cúc, Nguyễn Văn An",
        "Chưa liên kết (2): Mai Thị Lan, Bùi Văn Xa",
        "/moi Phòng Kinh tế",
    )
    lan, xa = await sheet_of(world)
    assert lan.startswith("Mai Thị Lan\nChuyên viên, Phòng Kinh tế\n")
    assert len(re.findall(r"^[123]\. ", lan, re.MULTILINE)) == 3
    assert xa.startswith("Bùi Văn Xa")
    await world.stranger.is_told(f"/start {code_on(lan)}", "Đã liên kết", "Mai Thị Lan")
    clerk.receives("Mai Thị Lan", "vừa liên kết")
    await clerk.is_told("/moi Phòng Kinh tế", "4/5 người đã liên kết", "Chưa liên kết (1): Bùi Văn Xa")
    (again,) = await sheet_of(world)
    assert code_on(again) != code_on(xa)
    world.nothing_else_was_said()


async def test_codes_of_an_earlier_sheet_stay_good_until_their_person_has_linked(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Mai Thị Lan; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    sheets = []
    for _ in range(3):
        await clerk.is_told("/moi tất cả", "8/9 người đã liên kết", "Văn phòng", "Chưa liên kết (1): Mai Thị Lan")
        sheets += await sheet_of(world)
    first, second, third = map(code_on, sheets)
    await world.stranger.is_told(f"/start {second}", "Đã liên kết", "Mai Thị Lan")
    clerk.receives("Mai Thị Lan", "vừa liên kết")
    for code in (first, third):
        await world.an.is_refused(f"/start {code}", "Mã mời không đúng, đã dùng")
    await clerk.is_told("/moi tat ca", "9/9 người đã liên kết", "không cần in phiếu")
    for stored in world.stored("SELECT * FROM invitations"):
        assert second not in str(stored), "codes are kept by their hash"
    world.nothing_else_was_said()


async def test_codes_of_a_sheet_run_out(world: World) -> None:
    clerk = world.clerk
    await clerk.is_told("/canbo Mai Thị Lan; Phòng Kinh tế; Chuyên viên; chuyên viên", "Đã thêm")
    await clerk.is_told("/moi UBND huyện", "08:00 ngày 07/12/2026", "Chưa liên kết (1): Mai Thị Lan")
    (card,) = await sheet_of(world)
    assert "đến 08:00 ngày 07/12/2026" in card
    await world.until(moment(7, 8, 1))
    await world.stranger.is_refused(f"/start {code_on(card)}", "đã hết hạn")


async def test_a_sheet_is_the_offices_alone(world: World) -> None:
    for player in (world.leader, world.binh, world.an, world.inspector):
        for command in ("/moi tất cả", "/moi Phòng Kinh tế"):
            await player.is_refused(command, "không có thẩm quyền")
    await world.clerk.is_refused("/moi Phòng Kinh tê", "Không có cán bộ hay đơn vị nào tên", "1. Phòng Kinh tế")
    world.nothing_else_was_said()


async def test_a_spreadsheet_does_not_take_the_last_of_the_office(world: World) -> None:
    clerk = world.clerk
    made = io.BytesIO()
    hoa = {"name": "Lê Thị Hoa", "unit": "Văn phòng", "position": "Chuyên viên", "roles": "chuyên viên"}
    export_to(made, {Worksheet.UNITS: [], Worksheet.PEOPLE: [hoa], Worksheet.TASKS: []})
    await clerk.says("/nhapfile")
    clerk.read = len(clerk.said_by_bot())
    with world.changing_nothing():
        await clerk.sends_file("nhap.xlsx", made.getvalue())
    clerk.receives("Văn phòng không còn tài khoản nào liên kết")
    clerk.read = len(clerk.said_by_bot())
    await clerk.is_told("/moi Nguyễn Văn An", "Mã mời")


async def test_commands_behind_the_invitation_are_carried_out_in_the_same_message(world: World) -> None:
    await world.clerk.is_told("/canbo Mai Thị Lan; Văn phòng; Văn thư; chuyên viên", "Đã thêm")
    code = await invited(world, "Mai Thị Lan")
    await world.stranger.says(f"/start {code}\n/toi")
    said = "\n".join(message.text for message in world.stranger.said_by_bot())
    assert "Đã liên kết" in said
    assert "chưa được liên kết" not in said
    assert "Kỳ khác: /toi" in said
