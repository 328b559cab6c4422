"""Who leads a task judges its coordinating parts, with whomever the lead itself lies at the moment (M17)."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.scenarios.cast import World, moment

LEADER_GIVES = {"Người_giao": "Trần Quốc Hùng", "Hạn": "16h30 ngày 18/12/2026"}
PART = "NV-1 Phòng Tài nguyên"


async def _given(world: World, lead: str = "Phòng Kinh tế") -> None:
    await world.clerk.assigns(Chủ_trì=lead, Phối_hợp="Phòng Tài nguyên", **LEADER_GIVES)
    for player in world.players.values():
        player.read = len(player.said_by_bot())


def _since(world: World) -> None:
    for player in world.players.values():
        player.read = len(player.said_by_bot())


async def test_what_was_handed_in_stays_with_the_lead_while_the_leader_has_the_leads_result(world: World) -> None:
    await _given(world)
    await world.duc.is_told("/xong NV-1 số liệu đất đai", "Đã nộp kết quả", "đồng chí Phạm Văn Bình")
    world.binh.receives("đã nộp kết quả", "NV-1")
    await world.binh.is_told("/xong NV-1 báo cáo số 45", "Đã nộp kết quả", "đồng chí Trần Quốc Hùng")
    world.leader.receives("đã nộp kết quả")
    world.nothing_else_was_said()
    await world.binh.is_told(f"/nghiemthu {PART}", "Đã nghiệm thu")
    world.duc.receives("nghiệm thu")
    await world.leader.is_told("/nghiemthu NV-1", "Đã nghiệm thu")


async def test_what_is_handed_in_later_goes_to_the_lead_as_well(world: World) -> None:
    await _given(world)
    await world.binh.is_told("/xong NV-1 báo cáo số 45", "Đã nộp kết quả", "đồng chí Trần Quốc Hùng")
    world.leader.receives("đã nộp kết quả")
    await world.duc.is_told("/xong NV-1 số liệu đất đai", "Đã nộp kết quả", "đồng chí Phạm Văn Bình")
    world.binh.receives("đã nộp kết quả (phần phối hợp của Phòng Tài nguyên)", "/nghiemthu NV-1 Phòng Tài nguyên")
    await world.binh.presses("Trả lại", on="Phòng Tài nguyên")
    world.binh.receives("lý do")
    await world.binh.is_told("thiếu phụ lục", "Đã trả lại")
    world.duc.receives("trả lại", "thiếu phụ lục")
    world.nothing_else_was_said()


async def test_an_official_who_leads_judges_and_so_may_the_head_of_his_unit(world: World) -> None:
    an, binh, duc, leader = world.an, world.binh, world.duc, world.leader
    await _given(world)
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Phạm Văn Bình")
    binh.receives("đã nộp kết quả")
    await binh.is_told("/phancong NV-1 Nguyễn Văn An", "Đã phân công")
    an.receives("được phân công", "đã nộp kết quả")  # with the lead goes what waits for who leads
    duc.receives("kết quả đồng chí nộp nay chờ đồng chí Nguyễn Văn An nghiệm thu")
    await an.is_told("/xong NV-1 báo cáo số 45", "Đã nộp kết quả")
    leader.receives("đã nộp kết quả")
    world.nothing_else_was_said()
    await an.is_told(f"/tralai {PART}; thiếu phụ lục", "Đã trả lại")
    duc.receives("trả lại")
    await duc.is_told("/xong NV-1 số liệu đất đai, kèm phụ lục", "đồng chí Nguyễn Văn An")
    an.receives("đã nộp kết quả")
    await binh.is_told(f"/nghiemthu {PART}", "Đã nghiệm thu")
    duc.receives("nghiệm thu")


async def test_a_lead_given_by_name_keeps_judging_after_handing_in_and_while_his_head_has_the_dossier(
    world: World,
) -> None:
    an, binh, duc = world.an, world.binh, world.duc
    await _given(world, lead="Nguyễn Văn An")
    await an.is_told("/trinh NV-1 chính kiến: đề nghị điều chỉnh vốn", "đồng chí Phạm Văn Bình ký trình")
    binh.receives("ký")
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Nguyễn Văn An")
    an.receives("đã nộp kết quả")
    await an.is_told(f"/nghiemthu {PART}", "Đã nghiệm thu")
    duc.receives("nghiệm thu")
    world.nothing_else_was_said()


async def test_while_nobody_leads_the_assigner_judges_and_then_who_leads_next(world: World) -> None:
    an, duc, leader, khanh = world.an, world.duc, world.leader, world.khanh
    await _given(world, lead="Nguyễn Văn An")
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Nguyễn Văn An")
    an.receives("đã nộp kết quả")
    await an.is_told("/tuchoi NV-1 không đủ điều kiện thực hiện", "Đã gửi đề nghị từ chối")
    _since(world)
    await leader.is_told("/duyet NV-1", "Đã duyệt từ chối", "Phòng Tài nguyên đã nộp chờ đồng chí Trần Quốc Hùng")
    await an.is_refused(f"/nghiemthu {PART}", "")
    _since(world)
    await leader.is_told("/giaolai NV-1 Lê Thị Hoa; để Văn phòng theo dõi", "Đã giao lại")
    world.clerk.receives("được giao chủ trì", "đã nộp kết quả")
    await world.clerk.is_told(f"/nghiemthu {PART}", "Đã nghiệm thu")
    khanh.receives_nothing()


async def test_what_waits_goes_to_the_new_head_of_the_unit_that_leads(world: World) -> None:
    binh, clerk, cuc, duc = world.binh, world.clerk, world.cuc, world.duc
    await _given(world)
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Phạm Văn Bình")
    await binh.says("/xong NV-1 báo cáo số 45")
    _since(world)
    await clerk.is_told("/canbo Đỗ Thị Cúc; Phòng Kinh tế; Trưởng phòng; thủ trưởng", "Đã cập nhật")
    cuc.receives("đã nộp kết quả", "NV-1")
    binh.receives("nay do đồng chí Đỗ Thị Cúc giữ", "Người làm: đồng chí Lê Thị Hoa")
    duc.receives("kết quả đồng chí nộp nay chờ đồng chí Đỗ Thị Cúc nghiệm thu")
    await cuc.is_told(f"/nghiemthu {PART}", "Đã nghiệm thu")
    duc.receives("đã được nghiệm thu")
    world.nothing_else_was_said()


async def test_what_waits_goes_to_who_stands_in_for_the_head_and_comes_back_with_him(world: World) -> None:
    binh, cuc, duc = world.binh, world.cuc, world.duc
    await _given(world)
    await binh.is_told("/vangmat 02/12/2026 - 04/12/2026; Đỗ Thị Cúc", "Đã ghi")
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Phạm Văn Bình")
    await binh.says("/xong NV-1 báo cáo số 45")
    _since(world)
    await world.until(moment(2, 8))
    cuc.receives("thay đồng chí Phạm Văn Bình vắng mặt", "chuyển sang đồng chí giữ: NV-1")
    await cuc.is_told("/viec", "NV-1")
    await world.until(moment(7, 8))
    binh.receives("Hết thời gian vắng mặt", "chuyển lại đồng chí giữ: NV-1")


async def test_what_was_left_with_the_assigner_before_goes_back_to_who_leads(world: World) -> None:
    """As it was until parts followed the holder no more: it goes where it belongs with the next change of the lead."""
    binh, duc, leader = world.binh, world.duc, world.leader
    await _given(world)
    await duc.is_told("/xong NV-1 số liệu đất đai", "đồng chí Phạm Văn Bình")
    await binh.says("/xong NV-1 báo cáo số 45")
    with closing(sqlite3.connect(world.database)) as connection:
        (hung,) = connection.execute("SELECT id FROM people WHERE name = 'Trần Quốc Hùng'").fetchone()
        (part,) = connection.execute("SELECT id FROM duties WHERE kind = 'coordinating'").fetchone()
        connection.execute("UPDATE duties SET holder_id = ? WHERE id = ?", (hung, part))
        connection.execute("UPDATE holdings SET person_id = ? WHERE duty_id = ? AND until IS NULL", (hung, part))
        connection.commit()
    _since(world)
    await leader.is_told("/tralai NV-1 Phòng Kinh tế; thiếu biểu tổng hợp", "Đã trả lại")
    binh.receives("trả lại", "đã nộp kết quả", "Phòng Tài nguyên")
    await binh.is_told("/viec", "NV-1")
