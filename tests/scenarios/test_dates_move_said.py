"""No date moves unsaid: what a new deadline moves beside is shown before it is done, and said to both sides."""

from __future__ import annotations

from domain.acts import Act
from tests.scenarios.cast import World, moment

STAGES = "\n- Dự thảo: 16h30 ngày 03/12/2026\n- Trình ký: 16h30 ngày 10/12/2026"
WHOLE = "16h30 ngày 14/12/2026"


async def given(world: World, **changed: str) -> None:
    """A task with two milestones, due on the 14th, given by the leader."""
    form = {"Hạn": WHOLE, "Mốc": STAGES, "Người_giao": "Trần Quốc Hùng", **changed}
    await world.clerk.assigns(**form)
    await world.an.says("/nhan NV-1")
    heard_out(world)


def heard_out(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


def others_moved(world: World, act: str) -> list[tuple[object, ...]]:
    """What the journal tells of the other days that an act moved."""
    what = "json_extract(date.value, '$.what'), json_extract(date.value, '$.number')"
    moments = ", ".join(f"date(json_extract(date.value, '$.{when}.moment'))" for when in ("before", "after"))
    entries = f"journal, json_each(journal.data, '$.dates') AS date WHERE act = '{act}'"
    return world.stored(f"SELECT {what}, {moments} FROM {entries} ORDER BY seq")


async def test_a_milestone_that_a_nearer_deadline_pulls_along_is_shown_before(world: World) -> None:
    leader, an, clerk = world.leader, world.an, world.clerk
    await given(world)
    with world.changing_nothing():
        await leader.is_told(
            "/sua NV-1 Hạn: 16h30 ngày 07/12/2026",
            "Chưa sửa gì",
            "Mốc 2 «Trình ký»: Thứ Năm 10/12/2026 16:30 → Thứ Hai 07/12/2026 16:30",
        )
    await leader.presses("Đổi hạn")
    leader.receives("Đã sửa NV-1", "Hạn: Thứ Hai 14/12/2026 16:30 → Thứ Hai 07/12/2026 16:30", "Mốc 2 «Trình ký»")
    for player in (an, world.binh, clerk):
        player.receives("sửa nội dung giao việc", "Mốc 2: Thứ Năm 10/12/2026 16:30 → Thứ Hai 07/12/2026 16:30")
    assert others_moved(world, Act.CASE_CORRECTED) == [("milestone", 2, "2026-12-10", "2026-12-07")]
    await an.is_told("/viec NV-1", "Mốc 2: Trình ký – Thứ Hai 07/12/2026 16:30")
    world.nothing_else_was_said()


async def test_the_deadline_moved_back_gives_the_milestone_its_own_day_again(world: World) -> None:
    leader, an = world.leader, world.an
    await given(world)
    await leader.says("/sua NV-1 Hạn: 16h30 ngày 07/12/2026")
    await leader.says("đổi hạn")
    heard_out(world)
    await leader.is_told(
        "/sua NV-1 Hạn: 16h30 ngày 14/12/2026", "Mốc 2 «Trình ký»: Thứ Hai 07/12/2026 16:30 → Thứ Năm 10/12/2026 16:30"
    )
    await leader.presses("Đổi hạn")
    heard_out(world)
    await an.is_told("/viec NV-1", "Mốc 2: Trình ký – Thứ Năm 10/12/2026 16:30")
    world.nothing_else_was_said()


async def test_what_would_move_may_be_left_and_is_asked_again_where_it_has_changed(world: World) -> None:
    leader, an = world.leader, world.an
    await given(world)
    await leader.says("/sua NV-1 Hạn: 16h30 ngày 07/12/2026")
    leader.receives("Mốc 2")
    await leader.presses("Hủy")
    leader.receives("Đã bỏ")
    await leader.says("/sua NV-1 Hạn: 16h30 ngày 07/12/2026")
    leader.receives("Mốc 2")
    await an.says("/tiendo NV-1 mốc 2: đã trình")
    heard_out(world)
    await leader.presses("Đổi hạn")
    leader.receives("Đã sửa NV-1", "Hạn: Thứ Hai 14/12/2026 16:30 → Thứ Hai 07/12/2026 16:30")
    heard_out(world)
    await an.is_told("/viec NV-1", "Mốc 2: Trình ký – Thứ Năm 10/12/2026 16:30 (đạt")
    world.nothing_else_was_said()


async def test_a_correction_that_moves_nothing_else_is_done_at_once(world: World) -> None:
    await given(world)
    await world.leader.is_told("/sua NV-1 Hạn: 16h30 ngày 11/12/2026", "Đã sửa NV-1")
    for player in (world.an, world.binh, world.clerk):
        assert "Đổi theo" not in player.receives("sửa nội dung giao việc").text
    world.nothing_else_was_said()


async def test_coordinating_parts_that_go_along_and_those_that_keep_their_own_day_are_said(world: World) -> None:
    leader, duc = world.leader, world.duc
    await given(world, Phối_hợp="Phòng Tài nguyên", Mốc="\n- Dự thảo: 16h30 ngày 03/12/2026")
    await leader.is_told(
        "/sua NV-1 Hạn: 16h30 ngày 11/12/2026",
        "Phần của Phòng Tài nguyên: Thứ Hai 14/12/2026 16:30 → Thứ Sáu 11/12/2026 16:30",
    )
    await leader.presses("Đổi hạn")
    heard_out(world)
    await duc.says("/giahan NV-1 16h30 ngày 18/12/2026; chờ đo đạc")
    await leader.says("/duyet NV-1")
    heard_out(world)
    await leader.is_told("/sua NV-1 Hạn: 16h30 ngày 10/12/2026", "Đã sửa NV-1")
    duc.receives("Không đổi theo:", "Phần của Phòng Tài nguyên: giữ hạn riêng Thứ Sáu 18/12/2026 16:30")
    heard_out(world)
    await leader.is_told(
        "/sua NV-1 Hạn: 16h30 ngày 25/12/2026",
        "Phần của Phòng Tài nguyên: Thứ Sáu 18/12/2026 16:30 → Thứ Sáu 25/12/2026 16:30",
    )
    world.nothing_else_was_said()


async def test_an_extension_says_beforehand_what_it_moves_beside(world: World) -> None:
    leader, an, duc = world.leader, world.an, world.duc
    await given(world, Phối_hợp="Phòng Tài nguyên")
    await leader.says("/sua NV-1 Hạn: 16h30 ngày 07/12/2026")
    await leader.presses("Đổi hạn")
    heard_out(world)
    await an.says("/giahan NV-1 16h30 ngày 14/12/2026; chờ số liệu")
    an.receives("Đã gửi đề nghị gia hạn")
    stage = "Mốc 2 «Trình ký»: Thứ Hai 07/12/2026 16:30 → Thứ Năm 10/12/2026 16:30"
    part = "Phần của Phòng Tài nguyên: Thứ Hai 07/12/2026 16:30 → Thứ Hai 14/12/2026 16:30"
    leader.receives("xin gia hạn", "Duyệt thì đổi theo:", stage, part)
    await leader.presses("Duyệt", on="xin gia hạn")
    leader.receives("Đã duyệt gia hạn NV-1", stage, part)
    own = an.receives("được duyệt", stage)
    assert part not in own.text
    other = duc.receives("được duyệt", "Thứ Hai 14/12/2026 16:30")
    assert "Mốc 2" not in other.text
    assert len(others_moved(world, Act.EXTENSION_GRANTED)) == 2
    world.nothing_else_was_said()


async def test_an_extension_granted_during_a_pause_is_not_extended_again(world: World) -> None:
    """Paused on Monday, granted until the 21st on Wednesday the 9th, resumed a day later: the 22nd."""
    leader, an = world.leader, world.an
    await given(world)
    await an.says("/giahan NV-1 16h30 ngày 21/12/2026; chờ số liệu")
    await leader.says("/tamdung NV-1 chờ kết luận thanh tra")
    await world.until(moment(9, 9))
    heard_out(world)
    await leader.is_told("/duyet NV-1", "Hạn đang có hiệu lực: Thứ Hai 21/12/2026 16:30")
    heard_out(world)
    await world.until(moment(10, 9))
    heard_out(world)
    await leader.is_told(
        "/tieptuc NV-1",
        "Thứ Ba 22/12/2026 16:30",
        "Mốc 1 «Dự thảo»: Thứ Năm 03/12/2026 16:30 → Thứ Tư 16/12/2026 08:00",
    )
    an.receives("Tiếp tục thực hiện", "Hạn mới: Thứ Ba 22/12/2026 16:30", "Mốc 2 «Trình ký»")
    heard_out(world)
    world.nothing_else_was_said()


async def test_a_deadline_corrected_during_a_pause_counts_from_its_own_moment(world: World) -> None:
    leader = world.leader
    await given(world, Mốc="\n- Dự thảo: 16h30 ngày 01/12/2026")
    await leader.says("/tamdung NV-1 chờ kết luận thanh tra")
    await world.until(moment(9, 9))
    await leader.says("/sua NV-1 Hạn: 16h30 ngày 18/12/2026")
    heard_out(world)
    await world.until(moment(11, 9))
    heard_out(world)
    await leader.is_told("/tieptuc NV-1", "hạn mới: Thứ Ba 22/12/2026 16:30")


async def test_another_head_during_a_pause_moves_no_date(world: World) -> None:
    clerk, leader = world.clerk, world.leader
    await given(world, Chủ_trì="Phòng Kinh tế", Mốc="\n- Dự thảo: 16h30 ngày 01/12/2026")
    await leader.says("/tamdung NV-1 chờ kết luận thanh tra")
    await world.until(moment(3, 9))
    await clerk.says("/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng")
    heard_out(world)
    await leader.is_told("/viec NV-1", "Thứ Hai 14/12/2026 16:30")
    await world.until(moment(4, 8, 30))
    heard_out(world)
    # Paused on Monday at 8:00: four working days later there are as many left.
    await leader.is_told("/tieptuc NV-1", "hạn mới: Thứ Sáu 18/12/2026")
    world.cuc.receives("Tiếp tục thực hiện", "Hạn mới: Thứ Sáu 18/12/2026")


# The one last deadline


async def long_overdue(world: World) -> None:
    await world.clerk.assigns(Hạn="16h30 ngày 01/12/2026", Người_giao="Trần Quốc Hùng")
    await world.until(moment(28, 9))
    await world.leader.says("/dutdiem NV-1 16h30 ngày 08/01/2027; tồn lâu")
    heard_out(world)


async def test_nothing_is_asked_granted_or_set_beyond_the_last_deadline(world: World) -> None:
    leader, an = world.leader, world.an
    await long_overdue(world)
    beyond = ("hạn dứt điểm Thứ Sáu 08/01/2027 16:30", "không gia hạn quá hạn đó", "/xinchidao NV-1")
    await an.is_refused("/giahan NV-1 16h30 ngày 15/01/2027; chờ số liệu", *beyond)
    await leader.is_refused("/sua NV-1 Hạn: 16h30 ngày 15/01/2027", *beyond)
    await an.is_told("/giahan NV-1 16h30 ngày 08/01/2027; chờ số liệu", "Đã gửi đề nghị gia hạn")
    heard_out(world)
    await leader.is_told("/duyet NV-1", "Hạn đang có hiệu lực: Thứ Sáu 08/01/2027 16:30")


async def test_what_was_asked_beyond_it_before_is_settled_by_it(world: World) -> None:
    leader, an = world.leader, world.an
    await world.clerk.assigns(Hạn="16h30 ngày 01/12/2026", Người_giao="Trần Quốc Hùng")
    await world.until(moment(28, 9))
    await an.says("/giahan NV-1 16h30 ngày 15/01/2027; chờ số liệu")
    heard_out(world)
    await leader.says("/dutdiem NV-1 16h30 ngày 08/01/2027; tồn lâu")
    assert any("việc đã có hạn dứt điểm, không gia hạn quá hạn đó" in one.text for one in an.unread())
    heard_out(world)
    await leader.is_refused("/duyet NV-1", "không còn cần trả lời", "không gia hạn quá hạn đó")


async def test_it_is_set_anew_by_who_set_it_when_he_says_so_again(world: World) -> None:
    leader, an = world.leader, world.an
    await long_overdue(world)
    with world.changing_nothing():
        await leader.is_told("/dutdiem NV-1 16h30 ngày 22/01/2027; đổi kế hoạch", "chỉ đặt một lần", "Đặt lại")
    await leader.presses("Đặt lại")
    leader.receives("Đã đặt hạn dứt điểm NV-1: Thứ Sáu 22/01/2027 16:30")
    an.receives("đặt lại (trước đây Thứ Sáu 08/01/2027 16:30) hạn cuối cùng: Thứ Sáu 22/01/2027 16:30")
    assert others_moved(world, Act.DUTY_LAST_SET) == [("last", None, "2027-01-08", "2027-01-22")]
    heard_out(world)
    world.nothing_else_was_said()


async def test_it_goes_along_with_the_work_and_the_new_holder_reads_it(world: World) -> None:
    leader, khanh = world.leader, world.khanh
    await long_overdue(world)
    await leader.says("/giaolai NV-1 Ngô Văn Khánh; điều chỉnh phân công")
    khanh.receives("Đồng chí được giao chủ trì", "Hạn dứt điểm vẫn giữ: Thứ Sáu 08/01/2027 16:30")
    await world.until(moment(11, 9, month=1, year=2027))
    heard_out(world)
    await leader.says("/giaolai NV-1 Nguyễn Văn An; điều chỉnh phân công")
    world.an.receives("Đồng chí được giao chủ trì", "Hạn dứt điểm: Thứ Sáu 08/01/2027 16:30 đã qua, không tính")
