"""Several duties of one person in one case: their own is meant first, and every choice has a name that finds it."""

from __future__ import annotations

import pytest

from tests.scenarios.cast import ECONOMY, LAND, World, form, moment

CIRCULAR = {"Nội dung": "Quy chế làm việc mới", "Gửi": "Phòng Kinh tế, Phòng Tài nguyên", "Hạn": "18/12/2026"}
LEADER_GIVES = {"Người_giao": "Trần Quốc Hùng", "Hạn": "16h30 ngày 18/12/2026"}


def _since(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


async def _circular_while_the_head_is_away(world: World) -> None:
    """Cúc reads in person, and for Bình who is away."""
    await world.binh.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await world.clerk.says(form("phobien", CIRCULAR))
    await world.clerk.presses("Gửi")
    _since(world)


async def test_what_one_reads_for_oneself_is_meant_before_what_one_reads_for_another(world: World) -> None:
    await _circular_while_the_head_is_away(world)
    cuc = world.cuc
    await cuc.is_told("/nhan PB-1", "Đã ghi nhận đồng chí đã đọc")
    await cuc.is_told("/nhan PB-1", "Đã ghi nhận thay đồng chí Phạm Văn Bình đã đọc")
    await cuc.is_refused("/nhan PB-1", "PB-1 đã đọc")


@pytest.mark.parametrize(
    "typed",
    [
        "đ/c Phạm Văn Bình (Phòng Kinh tế)",
        "đ/c Pham Van Binh (Phong Kinh te)",
        "Phạm Văn Bình",
        "đồng chí Phạm Văn Bình",
    ],
)
async def test_another_reader_is_named_by_person(world: World, typed: str) -> None:
    await _circular_while_the_head_is_away(world)
    await world.cuc.is_told(f"/nhan PB-1 {typed}", "Đã ghi nhận thay đồng chí Phạm Văn Bình đã đọc")
    await world.cuc.is_told("/nhan PB-1 Đỗ Thị Cúc", "Đã ghi nhận đồng chí đã đọc")


async def test_the_card_has_the_buttons_of_each(world: World) -> None:
    await _circular_while_the_head_is_away(world)
    await world.cuc.is_told("/viec PB-1", "PB-1")
    await world.cuc.presses("Đã nhận: đ/c Phạm Văn Bình (Phòng Kinh tế)")
    world.cuc.receives("Đã ghi nhận thay đồng chí Phạm Văn Bình đã đọc")


async def _two_heads_away(world: World) -> None:
    """Cúc stands in for two heads who have each a part."""
    await world.binh.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await world.duc.is_told("/vangmat 30/11/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await world.clerk.assigns(Chủ_trì=ECONOMY, Phối_hợp=LAND, **LEADER_GIVES)
    _since(world)


@pytest.mark.parametrize(
    "typed", [f"{LAND} – phối hợp", "phong tai nguyen - phoi hop", LAND, "phối hợp", "Phòng Tài nguyên phối hợp"]
)
async def test_of_two_heads_parts_each_is_named_by_unit_and_part(world: World, typed: str) -> None:
    await _two_heads_away(world)
    cuc = world.cuc
    await cuc.is_told(
        "/tiendo NV-1 đang làm", "nhiều phần", f"• NV-1 {ECONOMY} – chủ trì\n", f"• NV-1 {LAND} – phối hợp"
    )
    await cuc.is_told(f"/tiendo NV-1 {typed}; đã có số liệu", "Đã ghi")
    await world.clerk.says("/lichsu NV-1")
    await cuc.is_told(f"/xong NV-1 {typed}; số liệu đất đai", "Đã nộp kết quả")


async def test_the_answer_names_the_part_that_was_handed_in_and_what_goes_back_is_counted(world: World) -> None:
    await _two_heads_away(world)
    await world.cuc.is_told(f"/xong NV-1 {LAND} – phối hợp; số liệu", f"NV-1 (phần phối hợp của {LAND}), chờ")
    await world.until(moment(7, 8))
    told = "\n".join(one.text for one in world.binh.unread())
    assert "chuyển lại đồng chí giữ: NV-1 (2 phần)." in told, told


@pytest.mark.parametrize("how", ["press", "number", "name", "whole line", "bare"])
async def test_a_choice_is_pressed_or_typed(world: World, how: str) -> None:
    await _two_heads_away(world)
    cuc, name = world.cuc, f"{LAND} – phối hợp"
    await cuc.is_told("/xong NV-1 số liệu đất đai", "nhiều phần")
    if how == "press":
        await cuc.presses(name)
    else:
        said = {"number": "2", "name": name, "whole line": f"• NV-1 {name}", "bare": "phong tai nguyen - phoi hop"}
        await cuc.says(said[how])
    cuc.receives("Đã nộp kết quả NV-1")
    assert world.stored("SELECT kind FROM duties WHERE phase = 'submitted'") == [("coordinating",)]


async def test_a_transfer_of_one_of_several_parts(world: World) -> None:
    await _two_heads_away(world)
    cuc, words = world.cuc, "Lê Thị Hoa; không thuộc chức năng của phòng, thuộc chức năng của Văn phòng"
    await cuc.is_told(f"/chuyen NV-1 {words}", "nhiều phần")
    await cuc.is_told(f"/chuyen NV-1 {LAND} – phối hợp; {words}", "Đã gửi đề nghị chuyển NV-1")


async def test_what_an_official_holds_is_meant_before_what_he_holds_for_another(world: World) -> None:
    """An has the lead by name and stands in for Đức, whose unit coordinates."""
    an = world.an
    await world.duc.is_told("/vangmat 30/11/2026 - 04/12/2026; Nguyễn Văn An", "Đã ghi")
    await world.clerk.assigns(Phối_hợp=LAND, **LEADER_GIVES)
    _since(world)
    await an.is_told("/xong NV-1 báo cáo số 45", "Đã nộp kết quả")
    assert world.stored("SELECT kind FROM duties WHERE phase = 'submitted'") == [("lead",)]
    await an.is_told("/xong NV-1 số liệu đất đai", "Đã nộp kết quả")
    assert world.stored("SELECT kind FROM duties WHERE phase = 'submitted'") == [("lead",), ("coordinating",)]


async def test_two_requests_about_two_parts_of_one_unit_are_named_by_what_is_asked(world: World) -> None:
    """The lead lies with an official of the unit that coordinates: both ask the leader for more time."""
    an, binh, leader = world.an, world.binh, world.leader
    await world.clerk.assigns(Phối_hợp=ECONOMY, **LEADER_GIVES)
    await an.says("/giahan NV-1 16h30 ngày 25/12/2026; chờ số liệu")
    await binh.says(f"/giahan NV-1 {ECONOMY} – phối hợp; 16h30 ngày 28/12/2026; chờ số liệu của huyện")
    _since(world)
    own = "đ/c Nguyễn Văn An (Phòng Kinh tế) – chủ trì – gia hạn"
    await leader.is_told("/duyet NV-1", "nhiều phần", own, f"{ECONOMY} – phối hợp – gia hạn")
    await leader.is_told(f"/duyet NV-1 {ECONOMY} – phối hợp – gia hạn", "Đã duyệt gia hạn NV-1", "28/12/2026")
    await leader.is_told(f"/khongduyet NV-1 {own}; đủ thời gian rồi", "không duyệt gia hạn")


async def test_plain_words_ask_which_part_is_meant(world: World) -> None:
    await world.duc.is_told("/vangmat 30/11/2026 - 04/12/2026; Phạm Văn Bình", "Đã ghi")
    await world.clerk.assigns(Chủ_trì=ECONOMY, Phối_hợp=LAND, **LEADER_GIVES)
    _since(world)
    binh = world.binh
    await binh.is_told("NV-1 em làm xong rồi", "nhiều phần", f"{ECONOMY} – chủ trì", f"{LAND} – phối hợp")
    await binh.presses(f"Hoàn thành: {LAND} – phối hợp")
    binh.receives("gửi kết quả NV-1")
    await binh.is_told("số liệu đất đai", "Đã nộp kết quả")
    assert world.stored("SELECT kind FROM duties WHERE phase = 'submitted'") == [("coordinating",)]


async def test_each_part_is_pressed_for_by_its_own_button(world: World) -> None:
    await world.clerk.assigns(Phối_hợp=ECONOMY, **LEADER_GIVES)
    _since(world)
    await world.clerk.is_told("/viec NV-1", "NV-1")
    labels = [one for one in world.clerk.labels(world.clerk.said_by_bot()[-1]) if one.startswith("Đôn đốc")]
    assert labels == ["Đôn đốc: đ/c Nguyễn Văn An (Phòng Kinh tế) – chủ trì", f"Đôn đốc: {ECONOMY} – phối hợp"]
    await world.clerk.presses(labels[1])
    world.clerk.receives("Đã đôn đốc NV-1", "Phạm Văn Bình")
    await world.clerk.is_told(f"/dondoc NV-1 {labels[0].removeprefix('Đôn đốc: ')}", "Nguyễn Văn An")


async def test_on_paper_the_part_is_named_in_the_same_way(world: World) -> None:
    await _two_heads_away(world)
    clerk, line = world.clerk, "/ghigiay Đỗ Thị Cúc; xong NV-1"
    await clerk.is_told(f"{line} số liệu đất đai", "nhiều phần", f"NV-1 {LAND} – phối hợp")
    await clerk.is_told(f"{line} {LAND} – phối hợp; số liệu đất đai", "Đã nộp kết quả")
    assert world.stored("SELECT kind FROM duties WHERE phase = 'submitted'") == [("coordinating",)]


async def test_several_commands_are_each_told_which_part(world: World) -> None:
    await _two_heads_away(world)
    answer = f"/nhan NV-1 {ECONOMY} – chủ trì\n/nhan NV-1 {LAND} – phối hợp"
    await world.cuc.is_told(answer, "Đã ghi nhận đồng chí nhận NV-1", "phần phối hợp của Phòng Tài nguyên")
    acknowledged = world.stored("SELECT count(*) FROM duties WHERE acknowledged_at IS NOT NULL")
    assert acknowledged == [(2,)]
    await world.until(moment(1, 8))


# A unit has one part in a case


async def _parts(world: World) -> list[tuple[object, ...]]:
    return world.stored("SELECT kind, phase FROM duties WHERE kind IN ('lead', 'coordinating') ORDER BY id")


MERGE = f"/sapnhap {LAND}; {ECONOMY}; Quyết định số 12/QĐ-UBND"


async def test_the_part_of_a_unit_that_goes_into_the_one_that_leads_ends(world: World) -> None:
    await world.clerk.assigns(Chủ_trì=ECONOMY, Phối_hợp=LAND, **LEADER_GIVES)
    _since(world)
    await world.clerk.is_told(MERGE, "Phần phối hợp kết thúc, vì Phòng Kinh tế chủ trì: NV-1")
    await world.clerk.presses("Sáp nhập")
    world.clerk.receives("Đã sáp nhập", "Phần phối hợp kết thúc, vì Phòng Kinh tế chủ trì: NV-1")
    world.duc.receives("phần phối hợp của Phòng Tài nguyên kết thúc", "sáp nhập vào Phòng Kinh tế, nơi chủ trì")
    assert await _parts(world) == [("lead", "working"), ("coordinating", "closed")]


@pytest.mark.parametrize("handed_in", [False, True])
async def test_of_two_parts_of_units_that_become_one_that_stays_which_was_handed_in(
    world: World, handed_in: bool
) -> None:
    await world.clerk.assigns(Chủ_trì="Lê Thị Hoa", Phối_hợp=f"{ECONOMY}, {LAND}", **LEADER_GIVES)
    if handed_in:
        await world.duc.is_told("/xong NV-1 số liệu đất đai", "")
    _since(world)
    await world.clerk.is_told(MERGE, "Hai phần phối hợp thành một phần của Phòng Kinh tế: NV-1")
    await world.clerk.presses("Sáp nhập")
    loser, unit = (world.binh, ECONOMY) if handed_in else (world.duc, LAND)
    loser.receives(f"phần phối hợp của {unit} kết thúc", "sau sáp nhập Phòng Kinh tế chỉ có một phần phối hợp")
    left = ["closed", "submitted"] if handed_in else ["working", "closed"]
    assert [phase for _, phase in await _parts(world)] == ["working", *left]


GIVEN_TO = {"the unit": LAND, "its head": "Hoàng Minh Đức"}


@pytest.mark.parametrize("to", GIVEN_TO)
@pytest.mark.parametrize("road", ["giaolai", "chuyen"])
async def test_the_part_of_the_unit_that_gets_the_lead_ends_on_every_road(world: World, to: str, road: str) -> None:
    await world.clerk.assigns(Chủ_trì=ECONOMY, Phối_hợp=LAND, **LEADER_GIVES)
    _since(world)
    if road == "giaolai":
        await world.leader.is_told(
            f"/giaolai NV-1 {GIVEN_TO[to]}; đúng chức năng hơn", "hần phối hợp của Phòng Tài nguyên kết thúc"
        )
    else:
        await world.binh.is_told(
            f"/chuyen NV-1 {GIVEN_TO[to]}; không thuộc chức năng của phòng", "Đã gửi đề nghị chuyển"
        )
        _since(world)
        await world.leader.is_told("/duyet NV-1", "hần phối hợp của Phòng Tài nguyên kết thúc")
    world.duc.receives("được giao chủ trì")
    assert [kind for kind, phase in await _parts(world) if phase != "closed"] == ["lead"]
