"""A right ends with its reason: signing or standing in for another, the group of a unit; said to both (design §2)."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

import pytest

from actions.exchange.import_contents import ImportContents, PersonRow
from actions.exchange.imports import import_contents
from actions.order import Order
from domain.acts import Act
from domain.office.people import Role
from tests.scenarios.cast import ECONOMY, LAND, World, moment

GROUP = -100555
DOSSIER = """Căn cứ: Luật Đất đai
Thực tiễn: dự án dừng ba tháng
Chính kiến: đề nghị thu hồi đất đợt 2
Vượt thẩm quyền: vượt mức phân cấp"""
Change = Callable[[World], Awaitable[None]]


async def by_command(world: World, line: str) -> None:
    await world.clerk.is_told(line, "Đã cập nhật", "chấm dứt")


async def by_import(world: World, name: str, unit: str, role: Role) -> None:
    """As the office's spreadsheet says."""
    now = world.clock.now()
    order = Order(now=now, said_at=now, via="test", sender_id=1)
    row = PersonRow(row=2, name=name, unit=unit, position="Chuyên viên", roles=frozenset({role}), fields=(), moved=True)
    done = await import_contents(world.program.office, order, ImportContents(people=(row,)))
    assert not done.faults
    await world.step()


async def merged(world: World, unit: str, into: str) -> None:
    await world.clerk.says(f"/sapnhap {unit}; {into}; Nghị quyết 12")
    await world.clerk.presses("Sáp nhập")
    world.clerk.receives("Sáp nhập")
    world.clerk.receives("Đã sáp nhập")


async def empowered(world: World) -> None:
    await world.binh.is_told("/uyquyen Đỗ Thị Cúc; tất cả; 30/11/2026 - 11/12/2026", "ký thay (KT.)")
    world.cuc.receives("ủy quyền cho đồng chí ký thay")


def ends_of(world: World, act: str) -> list[tuple[object, object]]:
    found = world.stored(f"SELECT data FROM journal WHERE act = '{act}' ORDER BY seq")
    return [((data := json.loads(str(row)))["why"], data["of"]) for (row,) in found]


def read_all(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


CHANGES: dict[str, tuple[Change, str, str]] = {
    "moved by command": (
        lambda w: by_command(w, "/canbo Đỗ Thị Cúc; Phòng Tài nguyên; Phó Trưởng phòng; cấp phó; chuyển"),
        "moved",
        "đồng chí đã chuyển sang đơn vị khác",
    ),
    "moved by a spreadsheet": (
        lambda w: by_import(w, "Đỗ Thị Cúc", LAND, Role.DEPUTY),
        "moved",
        "đồng chí đã chuyển sang đơn vị khác",
    ),
    "demoted": (
        lambda w: by_command(w, "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Chuyên viên; chuyên viên"),
        "demoted",
        "đồng chí thôi giữ vai trò",
    ),
    "demoted by a spreadsheet": (
        lambda w: by_import(w, "Đỗ Thị Cúc", ECONOMY, Role.OFFICIAL),
        "demoted",
        "đồng chí thôi giữ vai trò",
    ),
    "another head": (
        lambda w: by_command(w, "/canbo Nguyễn Văn An; Phòng Kinh tế; Trưởng phòng; thủ trưởng"),
        "unseated",
        "đồng chí Phạm Văn Bình thôi đứng đầu",
    ),
    "merged": (
        lambda w: merged(w, "Phòng Kinh tế", "Phòng Tài nguyên"),
        "merged",
        "Phòng Kinh tế đã sáp nhập vào Phòng Tài nguyên",
    ),
}


@pytest.mark.parametrize("how", CHANGES)
async def test_a_delegation_ends_with_its_reason(world: World, how: str) -> None:
    change, why, said = CHANGES[how]
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await empowered(world)
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    await clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    await cuc.is_told("/ykien YK-1 đồng ý", "YK-1")
    await cuc.is_told("/viec YK-2", "YK-2")
    read_all(world)
    await change(world)
    found = [message.text for message in binh.unread() if "cho đồng chí Đỗ Thị Cúc đã chấm dứt" in message.text]
    assert len(found) == 1
    told = [message.text for message in cuc.unread() if "Đồng chí thôi ký thay (KT.)" in message.text]
    assert len(told) == 1
    assert said in told[0]
    assert "Những gì đã ký trước đó vẫn có hiệu lực" in told[0]
    assert [reason for reason, _ in ends_of(world, Act.DELEGATION_ENDED)] == [why]
    read_all(world)
    # What was signed stays; what is pressed or typed now is refused, and it is said why.
    assert world.stored("SELECT state FROM answers") == [("final",)]
    await cuc.is_refused("/ykien YK-2 đồng ý", "Ủy quyền ký thay (KT.) của đồng chí Phạm Văn Bình", "đã chấm dứt")
    with world.changing_nothing():
        await cuc.presses("Đồng ý", on="YK-2")
    cuc.receives("đã chấm dứt")
    await clerk.is_told("/viec YK-1", "đồng chí Đỗ Thị Cúc (KT. đồng chí Phạm Văn Bình")


async def test_a_dossier_is_signed_by_the_deputy_until_his_delegation_ends(world: World) -> None:
    clerk, leader, binh, cuc, an = world.clerk, world.leader, world.binh, world.cuc, world.an
    await empowered(world)
    for code in ("NV-1", "NV-2"):
        await clerk.assigns(Người_giao="Trần Quốc Hùng")
        await an.says(f"/trinh {code}\n{DOSSIER}")
    await cuc.presses("Ký", on="NV-1")
    assert any("ký trình" in message.text for message in leader.unread())
    await by_command(world, "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Chuyên viên; chuyên viên")
    read_all(world)
    with world.changing_nothing():
        await cuc.presses("Ký", on="NV-2")
    cuc.receives("Ủy quyền ký thay (KT.) của đồng chí Phạm Văn Bình cho đồng chí đã chấm dứt", "NV-2")
    # What was signed is decided as a signature under the right of that time.
    await leader.is_told("/duyet NV-1", "Đã duyệt")
    await clerk.is_told("/lichsu NV-1", "đồng chí Đỗ Thị Cúc (KT. đồng chí Phạm Văn Bình")
    await binh.is_told("/ky NV-2", "Đã trình NV-2")


async def test_a_delegation_ends_when_who_has_it_is_erased(world: World) -> None:
    await empowered(world)
    await world.clerk.is_told("/xoacanbo Đỗ Thị Cúc; nghỉ hưu", "Đã xóa dữ liệu cá nhân")
    world.binh.receives("đã chấm dứt", "không còn công tác ở cơ quan", "/uyquyen")
    assert [why for why, _ in ends_of(world, Act.DELEGATION_ENDED)] == ["left"]
    await world.binh.is_told("/uyquyen", "chưa ủy quyền cho ai")
    world.nothing_else_was_said()


async def test_a_delegation_that_ended_does_not_come_back_with_the_deputy(world: World) -> None:
    await empowered(world)
    await by_command(world, "/canbo Đỗ Thị Cúc; Phòng Tài nguyên; Phó Trưởng phòng; cấp phó; chuyển")
    await world.clerk.is_told(
        "/canbo Đỗ Thị Cúc; Phòng Kinh tế; Phó Trưởng phòng; cấp phó; chuyển", "Đã cập nhật", "Phòng Kinh tế"
    )
    await world.forward(hours=1)
    read_all(world)
    await world.clerk.asks_opinions(Hỏi="\n- Phòng Kinh tế: kinh phí")
    world.binh.receives("được lấy ý kiến")
    await world.cuc.is_refused("/ykien YK-1 đồng ý", "Không tìm thấy")
    world.nothing_else_was_said()


async def stood_in_for(world: World, substitute: str) -> None:
    await world.clerk.assigns(Chủ_trì="Phòng Kinh tế", Hạn="16h30 ngày 18/12/2026")
    read_all(world)
    await world.binh.is_told(f"/vangmat 30/11/2026 - 04/12/2026; {substitute}", "Đã ghi")
    read_all(world)


LOST = {
    "moved": (
        "/canbo Đỗ Thị Cúc; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển",
        "đồng chí Đỗ Thị Cúc đã chuyển sang đơn vị khác",
    ),
    "erased": ("/xoacanbo Đỗ Thị Cúc; nghỉ hưu", "không còn công tác ở cơ quan"),
}


@pytest.mark.parametrize("how", LOST)
async def test_a_substitute_who_is_gone_is_missed_by_all_whom_it_concerns(world: World, how: str) -> None:
    line, because = LOST[how]
    clerk, leader, binh, cuc, an = world.clerk, world.leader, world.binh, world.cuc, world.an
    await stood_in_for(world, "Đỗ Thị Cúc")
    await clerk.says(line)
    texts = [message.text for message in binh.unread()]
    (told,) = (text for text in texts if "thôi làm thay đồng chí" in text)
    assert because in told
    assert "/vangmat 30/11/2026 - 04/12/2026; Họ tên" in told
    assert any("NV-1" in text for text in texts), "the work is with him again"
    (said,) = (message.text for message in leader.unread() if "vắng mặt đến" in message.text)
    assert because in said
    assert "Đang giữ 1 việc: NV-1" in said
    # Who did it reads it in the answer.
    assert any("thôi làm thay đồng chí Phạm Văn Bình (vắng mặt đến" in message.text for message in clerk.unread())
    if how == "moved":
        cuc.receives("Đồng chí thôi làm thay đồng chí Phạm Văn Bình")
    assert [why for why, _ in ends_of(world, Act.SUBSTITUTION_ENDED)] == [{"moved": "moved", "erased": "left"}[how]]
    read_all(world)
    # What the advice says to type is taken, and the work goes on to the next.
    await binh.is_told("/vangmat", "chưa có người thay", "/vangmat 30/11/2026 - 04/12/2026; Họ tên")
    await binh.is_told("/vangmat 30/11/2026 - 04/12/2026; Nguyễn Văn An", "Người thay: đồng chí Nguyễn Văn An")
    an.receives("đồng chí thay đồng chí Phạm Văn Bình vắng mặt", "NV-1")
    await an.is_told("/nhan NV-1", "Đã ghi nhận")
    world.nothing_else_was_said()


async def test_a_substitute_lost_before_the_absence_begins_is_said_to_who_named_him(world: World) -> None:
    clerk, leader, binh, cuc = world.clerk, world.leader, world.binh, world.cuc
    await binh.is_told("/vangmat 07/12/2026 - 11/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await clerk.says("/canbo Đỗ Thị Cúc; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển")
    clerk.receives("Đã cập nhật", "thôi làm thay đồng chí Phạm Văn Bình")
    binh.receives("thôi làm thay đồng chí", "/vangmat 07/12/2026 - 11/12/2026; Họ tên")
    cuc.receives_nothing()
    await world.until(moment(7, 8))
    for player in (leader, clerk):
        player.receives("Phạm Văn Bình vắng mặt đến hết ngày Thứ Sáu 11/12/2026", "không có ai làm thay")
    world.nothing_else_was_said()


async def test_who_is_away_and_moves_is_stood_in_for_no_more(world: World) -> None:
    clerk, an, cuc = world.clerk, world.an, world.cuc
    await clerk.assigns()
    read_all(world)
    await an.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    cuc.receives("đồng chí thay đồng chí Nguyễn Văn An")
    await clerk.says("/canbo Nguyễn Văn An; Phòng Tài nguyên; Chuyên viên; chuyên viên; chuyển")
    an.receives("thôi làm thay đồng chí: đồng chí đã chuyển sang đơn vị khác")
    cuc.receives("Đồng chí thôi làm thay đồng chí Nguyễn Văn An", "không phải làm gì thêm")
    world.duc.receives("Nguyễn Văn An vắng mặt", "Đang giữ 1 việc: NV-1")
    read_all(world)
    await cuc.is_refused("/tiendo NV-1 đang làm", "đồng chí thôi làm thay đồng chí Nguyễn Văn An từ Thứ Hai 30/11/2026")


async def test_both_moving_along_with_their_unit_changes_nothing(world: World) -> None:
    await world.an.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    read_all(world)
    await merged(world, "Phòng Kinh tế", "Phòng Tài nguyên")
    assert world.stored("SELECT count(*) FROM absences WHERE left_alone_at IS NULL AND due_at IS NOT NULL") == [(1,)]
    assert ends_of(world, Act.SUBSTITUTION_ENDED) == []
    read_all(world)
    await world.clerk.assigns(Chủ_trì="Nguyễn Văn An")
    world.cuc.receives("Thay đồng chí Nguyễn Văn An vắng mặt")


async def test_the_group_of_a_unit_merged_away_is_told_in_the_group_and_its_heads(world: World) -> None:
    await world.api.add_group(GROUP, "Phòng Kinh tế")
    await world.api.say_in_group(GROUP, world.binh.user_id, "/nhom Phòng Kinh tế")
    await world.step()
    read_all(world)
    await merged(world, "Phòng Kinh tế", "Phòng Tài nguyên")
    said = [message.text for message in world.api.messages(GROUP) if message.from_bot]
    assert "từ nay Dondoc không báo ở nhóm này nữa" in said[-1]
    assert "/nhom Phòng Tài nguyên" in said[-1]
    for player in (world.binh, world.duc):
        assert any("không báo ở nhóm của Phòng Kinh tế" in one.text for one in player.unread()), player.name
    assert ends_of(world, Act.GROUP_ENDED) == [("merged", None)]
    # What the message advises works, and what concerns the unit is said there again.
    await world.api.say_in_group(GROUP, world.duc.user_id, "/nhom Phòng Tài nguyên")
    await world.step()
    assert "nhóm của Phòng Tài nguyên" in world.api.messages(GROUP)[-1].text


async def test_signing_is_taken_back_and_said(world: World) -> None:
    await empowered(world)
    await world.binh.is_told("/uyquyen Đỗ Thị Cúc; hủy", "Đã thu hồi ủy quyền")
    world.cuc.receives("Đồng chí thôi ký thay (KT.)", "đồng chí Phạm Văn Bình đã thu hồi ủy quyền")
    world.nothing_else_was_said()


async def test_the_preview_of_a_merger_names_what_ends(world: World) -> None:
    await empowered(world)
    await world.duc.is_told("/vangmat 30/11/2026 - 04/12/2026; Ngô Văn Khánh", "Đã ghi")
    world.khanh.receives("đồng chí thay")
    await world.clerk.is_told(
        "/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12",
        "Ủy quyền ký thay (KT.) của đồng chí Phạm Văn Bình cho đồng chí Đỗ Thị Cúc (Phòng Kinh tế) chấm dứt",
    )
    assert "thôi làm thay" not in world.clerk.said_by_bot()[-1].text


async def test_an_inspectors_units_follow_a_merger_and_he_hears_of_it(world: World) -> None:
    clerk, inspector = world.clerk, world.inspector
    await clerk.is_told("/canbo Vũ Thị Thanh; UBND huyện; Thanh tra viên; thanh tra; Phòng Kinh tế", "Đã cập nhật")
    await clerk.says("/sapnhap Phòng Kinh tế; Phòng Tài nguyên; Nghị quyết 12")
    clerk.receives("Phạm vi thanh tra của đồng chí Vũ Thị Thanh: nay là Phòng Tài nguyên")
    await clerk.presses("Sáp nhập")
    inspector.receives("Phạm vi thanh tra của đồng chí: nay là Phòng Tài nguyên", "không phải làm gì thêm")


async def test_an_inspector_who_loses_a_unit_by_a_new_name_is_told(world: World) -> None:
    clerk, inspector = world.clerk, world.inspector
    await clerk.is_told("/canbo Vũ Thị Thanh; UBND huyện; Thanh tra viên; thanh tra; phong kinh te", "Đã cập nhật")
    await clerk.is_told(
        "/donvimoi Phòng Kính tế; UBND huyện",
        "Đã thêm đơn vị",
        "không còn xem được Phòng Kinh tế",
        "/canbo Vũ Thị Thanh; UBND huyện; Thanh tra viên; thanh tra; Phòng Kinh tế",
    )
    inspector.receives("không còn xem được Phòng Kinh tế", "Văn phòng đã được báo")
    await clerk.is_told(
        "/canbo Vũ Thị Thanh; UBND huyện; Thanh tra viên; thanh tra; Phòng Kinh tế", "Đã cập nhật", "Vũ Thị Thanh"
    )
    world.nothing_else_was_said()


@pytest.mark.parametrize(
    "line", ["/xoacanbo Phạm Văn Bình; nghỉ hưu", "/canbo Phạm Văn Bình; Văn phòng; A; cấp phó; chuyển"]
)
async def test_who_stood_in_hears_what_of_the_unit_is_with_him_still(world: World, line: str) -> None:
    """The assigner alone stands above the unit, and owes nothing in person: it waits with who has it for a head."""
    clerk, leader, binh, cuc = world.clerk, world.leader, world.binh, world.cuc
    await binh.is_told("/vangmat 30/11/2026 - 11/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await leader.assigns(Chủ_trì="Phòng Kinh tế")
    read_all(world)
    await clerk.says(line)
    told = cuc.receives("Đồng chí thôi làm thay", "chưa có người khác nhận, đồng chí vẫn giữ: NV-1").text
    assert "không phải làm gì thêm" not in told
    await cuc.is_told("/xong NV-1 đã làm", "Đã nộp kết quả")
