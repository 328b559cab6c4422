"""Whom or what a draft names is gone before it is confirmed: it says who is missing, nothing is used up, and the draft
can be set right or left (M1, M52)."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import ECONOMY, LAND, Player, World, giaoviec, xinykien
from tests.scenarios.test_import_previews import sheet, shown

AN, BINH, KHANH, DUC = "Nguyễn Văn An", "Phạm Văn Bình", "Ngô Văn Khánh", "Hoàng Minh Đức"
ERASES = (f"/xoacanbo {AN}; nghỉ hưu",)
RENAMES_HIM = (f"/canbo Nguyễn Quang An; {ECONOMY}; Chuyên viên; chuyên viên; tên cũ {AN}",)
RENAMES_UNIT = (f"/doiten {ECONOMY}; Phòng Kinh tế và Hạ tầng; QĐ 5",)
MERGES = (f"/sapnhap {ECONOMY}; {LAND}; NQ 12", "Sáp nhập")
CIRCULAR = "/phobien\nNội dung: Quy chế\nHạn: 16h30 ngày 07/12/2026\nGửi: "

HAS_GONE, IS_ERASED, HAS_CHANGED = "nào tên", "dữ liệu của người này đã được xóa", "đã sáp nhập hoặc đổi tên"
OUTLIVED = {  # a draft, its button, what happens meanwhile, what is said of it
    "lead erased": (giaoviec(), "Giao việc", ERASES, IS_ERASED),
    "lead renamed": (giaoviec(), "Giao việc", RENAMES_HIM, f"{HAS_GONE} {AN}"),
    "leading unit renamed": (giaoviec(Chủ_trì=ECONOMY), "Giao việc", RENAMES_UNIT, f"{HAS_GONE} {ECONOMY}"),
    "leading unit merged": (giaoviec(Chủ_trì=ECONOMY), "Giao việc", MERGES, f"{HAS_GONE} {ECONOMY}"),
    "coordinating unit merged": (giaoviec(Chủ_trì=KHANH, Phối_hợp=ECONOMY), "Giao việc", MERGES, HAS_CHANGED),
    "watching unit renamed": (giaoviec(Chủ_trì=KHANH, Theo_dõi=ECONOMY), "Giao việc", RENAMES_UNIT, HAS_CHANGED),
    "assigner erased": (giaoviec(Chủ_trì=KHANH, Người_giao=AN), "Giao việc", ERASES, IS_ERASED),
    "recurring, lead erased": (giaoviec(Lặp_lại="hằng tuần"), "Giao việc", ERASES, IS_ERASED),
    "asked unit merged": (xinykien(), "Gửi", MERGES, HAS_CHANGED),
    "asker erased": (xinykien(Người_giao=AN), "Gửi", ERASES, IS_ERASED),
    "reader erased": (f"{CIRCULAR}{AN}; {LAND}", "Gửi", ERASES, IS_ERASED),
    "reading unit renamed": (f"{CIRCULAR}{ECONOMY}", "Gửi", RENAMES_UNIT, f"{HAS_GONE} {ECONOMY}"),
    "merged unit renamed": (f"/sapnhap {ECONOMY}; {LAND}; NQ 12", "Sáp nhập", RENAMES_UNIT, HAS_CHANGED),
}


def _reads(*players: Player) -> None:
    for player in players:
        player.read = len(player.said_by_bot())


async def _another_of_the_office(world: World) -> Player:
    """Whose draft outlives what the clerk does meanwhile."""
    await world.clerk.says("/canbo Vũ Thị Thanh; UBND huyện; Chánh Văn phòng; văn phòng")
    _reads(*world.players.values())
    return world.inspector


async def _meanwhile(world: World, event: tuple[str, ...]) -> None:
    await world.clerk.says(event[0])
    for button in event[1:]:
        await world.clerk.presses(button)
    _reads(*world.players.values())


@pytest.mark.parametrize("case", OUTLIVED)
async def test_who_is_missing_is_said_and_the_draft_stays(world: World, case: str) -> None:
    draft, button, event, said = OUTLIVED[case]
    drafter = await _another_of_the_office(world)
    await drafter.says(draft)
    await _meanwhile(world, event)
    for _ in range(2):  # nothing was used up by the first
        with world.changing_nothing():
            await drafter.presses(button)
        drafter.receives(said, "bản nháp vẫn còn")
    if "\n" in draft:
        await drafter.presses("Sửa lại")
        drafter.receives("Xin chép lại, sửa rồi gửi như một tin mới")
    else:
        await drafter.presses("Hủy")
        drafter.receives("Đã bỏ")
    await drafter.presses(button)
    drafter.receives("lựa chọn không còn tác dụng")


async def test_the_key_under_which_somebody_was_erased_is_named(world: World) -> None:
    drafter = await _another_of_the_office(world)
    await drafter.says(giaoviec())
    await _meanwhile(world, ERASES)
    await drafter.says("giao việc")
    drafter.receives(IS_ERASED, "Mục có người đã xóa: Chủ trì")
    await drafter.is_told("hủy", "Đã bỏ")


async def test_it_is_done_once_what_it_lacked_is_there_again(world: World) -> None:
    drafter = await _another_of_the_office(world)
    await drafter.says(giaoviec(Chủ_trì=KHANH, Phối_hợp=ECONOMY))
    await _meanwhile(world, RENAMES_UNIT)
    await drafter.presses("Giao việc")
    drafter.receives(HAS_CHANGED)
    await world.clerk.says(f"/doiten Phòng Kinh tế và Hạ tầng; {ECONOMY}; QĐ 6")
    await drafter.presses("Giao việc")
    drafter.receives("Đã giao")


async def test_an_import_waits_for_who_is_missing(world: World) -> None:
    clerk = world.clerk
    await shown(world, sheet({"lead": AN}))
    await clerk.says(f"/canbo Nguyễn Quang An; {ECONOMY}; Chuyên viên; chuyên viên; tên cũ {AN}")
    _reads(clerk)
    for _ in range(2):
        with world.changing_nothing():
            await clerk.presses("Nhập")
        clerk.receives("Chưa nhập được", "dòng 2, cột Chủ trì", "Bản xem trước vẫn còn")
        _reads(clerk)
    await clerk.says(f"/canbo {AN}; {ECONOMY}; Chuyên viên; chuyên viên; tên cũ Nguyễn Quang An")
    _reads(clerk)
    await clerk.says("nhập")
    clerk.receives("Đã nhập")


async def test_a_guide_asks_again_for_who_was_erased(world: World) -> None:
    drafter = await _another_of_the_office(world)
    await drafter.says("/giaoviec")
    for answer in (AN, "Báo cáo tháng 11", "Báo cáo", "16h30 ngày 07/12/2026"):
        await drafter.says(answer)
    await _meanwhile(world, ERASES)
    await drafter.says("xong")
    drafter.receives("Ai chủ trì?")
    await drafter.says(KHANH)
    drafter.receives("Dondoc hiểu")


async def test_an_official_who_is_gone_is_not_chosen(world: World) -> None:
    await world.leader.assigns(Chủ_trì=ECONOMY)
    await world.binh.presses("Phân công")
    await _meanwhile(world, ERASES)
    with world.changing_nothing():
        await world.binh.presses(AN)
    world.binh.receives("không còn công tác ở cơ quan", "chọn người khác")


async def test_a_transfer_to_who_is_gone_says_what_can_be_done(world: World) -> None:
    leader = world.leader
    await leader.assigns(Chủ_trì=KHANH)
    await world.khanh.says(f"/chuyen NV-1 {AN}; không thuộc chức năng, nhiệm vụ của phòng")
    await _meanwhile(world, ERASES)
    await leader.is_refused("/duyet NV-1", "không còn công tác ở cơ quan", "/khongduyet NV-1", "/giaolai NV-1")
    await leader.is_told("/khongduyet NV-1 người nhận không còn", "không duyệt")


async def test_whose_account_it_was_is_gone_before_it_is_given_to_another(world: World) -> None:
    """The invitation of somebody who is erased links nobody."""
    clerk, an = world.clerk, world.an
    await clerk.says(f"/moi {BINH}")
    code = clerk.receives("dùng một lần").text.partition("start=")[2].split()[0]
    await an.says(f"/start {code}")
    await _meanwhile(world, (f"/xoacanbo {BINH}; nghỉ hưu",))
    with world.changing_nothing():
        await an.presses("Đổi sang người này")
    assert "hết hạn" in an.unread()[0].text, an.unread()[0].text


async def test_a_successor_who_is_erased_meanwhile_is_named_by_his_key(world: World) -> None:
    drafter = await _another_of_the_office(world)
    await world.binh.assigns(Chủ_trì="Đỗ Thị Cúc")
    await drafter.is_told(f"/xoacanbo {BINH}; nghỉ hưu; thay: {AN}", f"từ nay là đồng chí {AN}: NV-1")
    await _meanwhile(world, ERASES)
    with world.changing_nothing():
        await drafter.presses("Xóa dữ liệu")
    drafter.receives(IS_ERASED, "Mục có người đã xóa: thay.", "bản nháp vẫn còn")
