"""Nobody who must act is gone: what somebody gave out goes to who follows, said before it is done (M4, M52)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from sqlalchemy import select, update

from actions.clock.audit import verify_journal
from domain.rules.policy import DEFAULT_POLICY
from storage import settings_store, sheets
from storage.policies import POLICIES
from storage.tables import people, policies, recurrences
from tests.scenarios.cast import ECONOMY, LAND, OFFICE, Player, World, giaoviec, moment
from tests.scenarios.test_import_previews import sheet, shown

AN, BINH, CUC, HUNG, HOA = "Nguyễn Văn An", "Phạm Văn Bình", "Đỗ Thị Cúc", "Trần Quốc Hùng", "Lê Thị Hoa"
NEW_LEADER = f"/canbo Vũ Văn Tâm; {OFFICE}; Phó Chủ tịch; lãnh đạo"


def _reads(*players: Player) -> None:
    for player in players:
        player.read = len(player.said_by_bot())


async def _leader_gives(world: World, **changed: str) -> None:
    await world.leader.assigns(**changed)
    _reads(*world.players.values())


async def test_a_result_of_who_is_erased_is_accepted_by_who_follows(world: World) -> None:
    clerk, an = world.clerk, world.an
    await _leader_gives(world)
    await an.says("/xong NV-1 đã nộp báo cáo")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/xoacanbo {HUNG}; nghỉ hưu",
        "Chưa có gì bị xóa",
        "người giao từ nay là đồng chí Lê Thị Hoa: NV-1",
        "người nghiệm thu từ nay là đồng chí Lê Thị Hoa: NV-1",
        "; thay: Họ tên",
    )
    await clerk.presses("Xóa dữ liệu")
    clerk.receives("Đã xóa dữ liệu cá nhân", "NV-1")
    _reads(clerk, world.leader, an)
    await clerk.is_told("/viec NV-1", "Người giao: đồng chí Lê Thị Hoa")
    await clerk.is_told("/lichsu NV-1", "đổi người giao từ đồng chí (đã xóa dữ liệu) sang đồng chí Lê Thị Hoa")
    await clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    an.receives("nghiệm thu")
    assert (await verify_journal(world.program.office)).broken is None


async def test_who_leaves_the_head_of_a_unit_leaves_it_to_who_comes(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await binh.assigns()
    await an.says("/giahan NV-1 16h30 ngày 10/12/2026; chờ số liệu của xã")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/canbo {CUC}; {ECONOMY}; Trưởng phòng; thủ trưởng",
        "Chưa có gì thay đổi",
        "Đồng chí Phạm Văn Bình thôi đứng đầu Phòng Kinh tế",
        "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1",
        "người quyết định từ nay là đồng chí Đỗ Thị Cúc: NV-1",
        "; thay: Họ tên",
    )
    binh.receives_nothing()
    await clerk.presses("Cập nhật")
    clerk.receives("Đã cập nhật", "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1")
    cuc.receives("xin gia hạn: NV-1", "chọn Duyệt", "thay đồng chí Phạm Văn Bình làm người giao của")
    binh.receives("Từ nay đồng chí Đỗ Thị Cúc thay đồng chí làm người giao")
    _reads(*world.players.values())
    await binh.is_refused("/duyet NV-1", "đang do đồng chí Đỗ Thị Cúc giữ")
    await cuc.is_told("/duyet NV-1", "Đã duyệt")


async def test_a_unit_without_a_head_meanwhile_gets_its_own_back(world: World) -> None:
    clerk, binh, _cuc, _leader = world.clerk, world.binh, world.cuc, world.leader
    await binh.assigns()
    _reads(*world.players.values())
    await clerk.is_told(
        f"/canbo {BINH}; {LAND}; Chuyên viên; chuyên viên; chuyển", "người giao từ nay là đồng chí Trần Quốc Hùng: NV-1"
    )
    await clerk.is_told("cap nhat", "Đã cập nhật")
    await clerk.is_told(
        f"/canbo {CUC}; {ECONOMY}; Trưởng phòng; thủ trưởng", "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1"
    )
    await clerk.presses("Cập nhật")
    _reads(*world.players.values())
    await clerk.is_told(
        "/lichsu NV-1",
        "đổi người giao từ đồng chí Phạm Văn Bình sang đồng chí Trần Quốc Hùng (thay đổi tổ chức)",
        "sang đồng chí Đỗ Thị Cúc",
    )


async def test_who_is_entered_as_head_for_the_first_time_follows_before_he_has_linked(world: World) -> None:
    """It is shown before, when the person has no number yet; until there is an account the superior decides instead."""
    clerk, binh, leader = world.clerk, world.binh, world.leader
    await binh.assigns()
    _reads(*world.players.values())
    entered = f"/canbo Vũ Văn Tâm; {ECONOMY}; Trưởng phòng; thủ trưởng"
    await clerk.is_told(entered, "người giao từ nay là đồng chí Vũ Văn Tâm: NV-1")
    await clerk.presses("Hủy")
    assert world.stored("SELECT count(*) FROM people WHERE name = 'Vũ Văn Tâm'") == [(0,)]
    _reads(clerk)
    await clerk.is_told(f"{entered}; thay: {CUC}", f"người giao từ nay là đồng chí {CUC}: NV-1")
    await clerk.is_told(entered, "Chưa có gì thay đổi")
    await clerk.presses("Cập nhật")
    clerk.receives("Đã thêm: Vũ Văn Tâm", "người giao từ nay là đồng chí Vũ Văn Tâm: NV-1")
    _reads(*world.players.values())
    await world.an.says("/xong NV-1 đã nộp báo cáo")
    leader.receives("đã nộp kết quả: NV-1")
    _reads(leader)  # among them that nothing reached the new head
    await leader.is_told("/viec", "1 việc đang chờ", "NV-1")
    await leader.is_told("/nghiemthu NV-1", "Đã nghiệm thu")


async def test_a_merger_names_what_its_head_gave_out(world: World) -> None:
    clerk, binh, duc = world.clerk, world.binh, world.duc
    await binh.assigns()
    await world.an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/sapnhap {ECONOMY}; {LAND}; NQ 12",
        "người giao từ nay là đồng chí Hoàng Minh Đức: NV-1",
        "nghiệm thu từ nay là đồng chí Hoàng Minh Đức: NV-1",
    )
    await clerk.presses("Sáp nhập")
    clerk.receives("Đã sáp nhập", "NV-1")
    duc.receives("đã nộp kết quả: NV-1", "làm người giao của")
    _reads(*world.players.values())
    await duc.is_told("/nghiemthu NV-1", "Đã nghiệm thu")


async def test_a_successor_is_named_and_is_never_judge_of_his_own(world: World) -> None:
    clerk, _leader = world.clerk, world.leader
    await _leader_gives(world)
    await _leader_gives(world, Chủ_trì=CUC, Việc="Rà soát quy hoạch chi tiết")
    await clerk.is_told(
        f"/xoacanbo {HUNG}; nghỉ hưu; thay: {CUC}",
        "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1",
        "người giao từ nay là đồng chí Lê Thị Hoa: NV-2",
    )
    await clerk.presses("Hủy")
    assert world.stored("SELECT count(*) FROM people WHERE erased_at IS NOT NULL") == [(0,)]


async def test_opinions_and_circulars_have_an_asker_and_a_sender(world: World) -> None:
    clerk, leader, binh, duc = world.clerk, world.leader, world.binh, world.duc
    await leader.asks_opinions()
    await leader.says(f"/phobien\nNội dung: Quy chế làm việc\nGửi: {AN}\nHạn: 16h30 ngày 07/12/2026")
    await leader.presses("Gửi")
    await binh.says("/ykien YK-1 thiếu hồ sơ; chưa có tờ trình")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/xoacanbo {HUNG}; nghỉ hưu", "YK-1", "PB-1", "người hỏi từ nay", "người gửi từ nay", "người bổ sung từ nay"
    )
    await clerk.presses("Xóa dữ liệu")
    clerk.receives("Đã xóa")
    _reads(*world.players.values())
    await clerk.is_told("/bosung YK-1; xem tờ trình 12/TTr-UBND", "Đã báo bổ sung hồ sơ YK-1")
    await duc.is_told("/ykien YK-1 đồng ý", "Đã gửi ý kiến")
    clerk.receives("Phòng Tài nguyên đã trả lời đồng ý")


async def test_a_recurring_task_is_set_up_by_who_follows_and_stuck_is_said(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await binh.assigns(Lặp_lại="hằng tuần")
    await an.says("/xong NV-1 xong")
    await binh.says("/nghiemthu NV-1")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/canbo {CUC}; {ECONOMY}; Trưởng phòng; thủ trưởng", "người lập từ nay là đồng chí Đỗ Thị Cúc: DK-1"
    )
    await clerk.presses("Cập nhật")
    _reads(*world.players.values())
    await cuc.is_told("/dinhky", "DK-1", "kỳ sau giao")
    await clerk.is_told(f"/xoacanbo {AN}; nghỉ hưu", "DK-1: kỳ tới không giao được", "/dinhky sửa DK-1; Chủ trì:")
    await clerk.presses("Xóa dữ liệu")
    clerk.receives("Đã xóa", "DK-1")
    cuc.receives("DK-1", "kỳ hạn Thứ Hai 14/12/2026 chưa giao được", "/dinhky sửa DK-1")
    _reads(*world.players.values())
    await cuc.is_told("/dinhky", "kỳ hạn Thứ Hai 14/12/2026 chưa giao được", "không còn")
    await world.until(moment(9, 9))
    clerk.receives("DK-1", "kỳ hạn Thứ Hai 14/12/2026 chưa giao được", "/dinhky sửa DK-1")
    clerk.receives_nothing()  # once for a date, though it is tried every day
    _reads(*world.players.values())
    await cuc.is_told(f"/dinhky sửa DK-1; Chủ trì: {BINH}", "Đã sửa nhiệm vụ định kỳ")
    await world.forward(minutes=1)
    binh.receives("giao chủ trì: NV-2", "Thứ Hai 14/12/2026")


async def test_the_assigner_is_changed_by_the_office_or_by_himself(world: World) -> None:
    clerk, leader, binh, an, duc = world.clerk, world.leader, world.binh, world.an, world.duc
    await _leader_gives(world)
    await an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await duc.is_refused("/sua NV-1 Người giao: Hoàng Minh Đức", "Không tìm thấy việc NV-1")
    await an.is_refused(f"/sua NV-1 Người giao: {BINH}", "không có thẩm quyền")
    await clerk.is_refused(f"/sua NV-1 Người giao: {AN}", "không ai tự nghiệm thu việc của mình")
    await clerk.is_told(
        f"/sua NV-1 Người giao: {BINH}", "Đã sửa", "Người giao: đồng chí Trần Quốc Hùng", "Phạm Văn Bình"
    )
    leader.receives("Đổi người giao: NV-1", "Trần Quốc Hùng → đồng chí Phạm Văn Bình")
    binh.receives("đã nộp kết quả: NV-1", "Đổi người giao", "do đồng chí giải quyết")
    _reads(*world.players.values())
    await leader.is_refused("/nghiemthu NV-1", "đang do đồng chí Phạm Văn Bình giữ")
    await binh.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    await clerk.is_told("/lichsu NV-1", "đổi người giao")
    assert (await verify_journal(world.program.office)).broken is None


async def test_what_was_left_by_somebody_erased_before_is_passed_on_at_the_next_start(world: World) -> None:
    """As the program once erased: the person goes, the work stays with nobody."""
    await _leader_gives(world)
    await world.an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await world.stops()
    with closing(sqlite3.connect(world.database)) as connection, connection:
        ((hung,),) = connection.execute("SELECT id FROM people WHERE name = ?", (HUNG,)).fetchall()
        connection.execute("UPDATE memberships SET until = since WHERE person_id = ? AND until IS NULL", (hung,))
        connection.execute("UPDATE people SET name = '', folded = '', erased_at = 1 WHERE id = ?", (hung,))
    await world.starts()
    world.clerk.receives("đã nộp kết quả: NV-1", "thay đồng chí (đã xóa dữ liệu) làm người giao")
    await world.clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    assert (await verify_journal(world.program.office)).broken is None


async def test_an_import_that_moves_a_head_shows_it_and_passes_it_on(world: World) -> None:
    clerk, binh, cuc = world.clerk, world.binh, world.cuc
    await binh.assigns()
    _reads(*world.players.values())
    line = {"name": CUC, "unit": ECONOMY, "position": "Trưởng phòng", "roles": "thủ trưởng"}
    await shown(world, sheet(people=[line]), "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1")
    await clerk.presses("Nhập")
    clerk.receives("Đã nhập", "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1")
    cuc.receives("thay đồng chí Phạm Văn Bình làm người giao")
    assert world.stored("SELECT count(*) FROM past_assigners") == [(1,)]


async def test_who_stands_in_for_the_successor_acts_for_him(world: World) -> None:
    clerk, an = world.clerk, world.an
    await world.leader.says(f"/vangmat 30/11/2026 - 05/12/2026; {HOA}")
    await world.binh.assigns()
    await an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/canbo {BINH}; {LAND}; Chuyên viên; chuyên viên; chuyển",
        f"là đồng chí {HUNG} (vắng đến 05/12, đồng chí Lê Thị Hoa thay): NV-1",
    )
    await clerk.presses("Cập nhật")
    _reads(*world.players.values())
    await clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")
    await clerk.is_told("/lichsu NV-1", f"thay đồng chí {HUNG}")


async def test_who_entered_it_for_others_is_followed_by_the_office(world: World) -> None:
    """The registrar's road: who is of the office no longer records nothing on behalf of anybody."""
    clerk, duc = world.clerk, world.duc
    await clerk.says(f"/canbo Hoàng Minh Đức; {LAND}; Trưởng phòng; thủ trưởng, văn phòng")
    await duc.assigns(Người_giao=HUNG)
    await world.an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/canbo Hoàng Minh Đức; {LAND}; Trưởng phòng; thủ trưởng", "người ghi từ nay là đồng chí Lê Thị Hoa: NV-1"
    )
    await clerk.is_told("Cập nhật", "Đã cập nhật")
    await duc.is_refused("/nghiemthu NV-1", "NV-1")
    await clerk.is_told("/nghiemthu NV-1", "Đã nghiệm thu")


async def test_on_paper_no_assigner_is_changed(world: World) -> None:
    await _leader_gives(world)
    await world.clerk.is_refused(f"/ghigiay {AN}; /sua NV-1 Người giao: {BINH}", "không ghi theo giấy được")


async def test_reports_keep_who_gave_it_then(world: World) -> None:
    await _leader_gives(world)
    await world.until(moment(15, 9))
    _reads(*world.players.values())
    await world.clerk.says(f"/sua NV-1 Người giao: {BINH}")
    _reads(*world.players.values())
    await world.clerk.is_told(f"/baocao tháng 11/2026 người giao {HUNG}", "Tổng số: 1 nhiệm vụ")
    await world.clerk.is_told(f"/baocao tháng 11/2026 người giao {BINH}", "Không có nhiệm vụ nào")
    await world.clerk.is_told(f"/baocao tháng 12/2026 người giao {BINH}", "Tổng số: 1 nhiệm vụ")
    await world.clerk.is_told("/baocao tháng 12/2026 cấp lãnh đạo", "Tổng số: 1 nhiệm vụ")


async def test_a_sheet_that_reaches_nobody_is_told_to_the_office(world: World) -> None:
    async with world.program.database.writing() as connection:
        await connection.execute(update(policies).values(data=json.dumps(DEFAULT_POLICY.to_data())))
        await settings_store.changed(connection, POLICIES)
        await sheets.look_again(connection, at=world.clock.now())
    await _leader_gives(world)
    await world.an.says("/xong NV-1 xong")
    await world.clerk.says(f"/thulienket {HUNG}")
    _reads(*world.players.values())
    await world.until(moment(1, 9))
    said = [one.text for one in world.clerk.unread()]
    assert any("Phiếu ngày không gửi được cho ai" in one and f"/moi {HUNG}" in one for one in said), said


async def test_who_was_named_after_a_profile_is_followed_by_himself(empty_world: World) -> None:
    """What an account of ADMIN_IDS gave out before its person was entered is theirs under their own name."""
    world, clerk = empty_world, empty_world.clerk
    await clerk.says("/donvimoi Văn phòng")
    await clerk.says("/canbo Bình; Văn phòng; Chánh Văn phòng; thủ trưởng, văn phòng")
    await clerk.says("/canbo An; Văn phòng; Chuyên viên; chuyên viên")
    await clerk.says("/canbo Lê Thị Hoa Mai; Văn phòng; Chuyên viên; văn phòng")
    await clerk.says(giaoviec(Chủ_trì="An"))
    await clerk.presses("Giao việc")
    await clerk.says("/moi Lê Thị Hoa Mai")
    code = next(one.text for one in reversed(clerk.said_by_bot()) if "start=" in one.text)
    await clerk.says(f"/start {code.partition('start=')[2].split()[0]}")
    followed = "SELECT people.name FROM cases JOIN people ON people.id = cases.assigner_id"
    assert world.stored(followed) == [("Lê Thị Hoa Mai",)]


async def test_a_draft_that_waits_for_the_head_is_told_to_the_next_as_a_draft(world: World) -> None:
    clerk, binh, cuc, an = world.clerk, world.binh, world.cuc, world.an
    await clerk.asks_opinions()
    await binh.says(f"/phancong YK-1 {AN}")
    await an.says("/ykien YK-1 có điều kiện; bố trí kinh phí năm 2027")
    _reads(*world.players.values())
    await clerk.is_told(f"/canbo {CUC}; {ECONOMY}; Trưởng phòng; thủ trưởng", "Đã cập nhật")
    cuc.receives("Nguyễn Văn An đã dự thảo ý kiến của Phòng Kinh tế: YK-1", "bố trí kinh phí năm 2027", "/ky YK-1")
    assert "Ký" in cuc.labels(cuc.said_by_bot()[-1])
    _reads(*world.players.values())
    await cuc.is_told("/ky YK-1", "Đã gửi ý kiến của Phòng Kinh tế")


async def test_a_direction_asked_of_a_head_goes_to_the_assigner_where_nobody_follows(world: World) -> None:
    clerk, leader, an = world.clerk, world.leader, world.an
    await leader.assigns()
    await an.says("/xinchidao NV-1 theo phương án nào?")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/xoacanbo {BINH}; nghỉ hưu", "Chưa có gì bị xóa", f"đồng chí {HUNG} tiếp nhận từ đồng chí {BINH} 1 việc: NV-1"
    )
    await clerk.presses("Xóa dữ liệu")
    clerk.receives("Đã xóa dữ liệu")
    leader.receives("xin chỉ đạo: NV-1", "theo phương án nào?")
    _reads(*world.players.values())
    await leader.is_told("/chidao NV-1 theo phương án 1", "NV-1")
    an.receives("theo phương án 1")


async def test_what_lies_with_the_post_is_named_with_what_he_gave_out(world: World) -> None:
    clerk = world.clerk
    await clerk.assigns(Chủ_trì=ECONOMY)
    await world.binh.says(f"/phobien\nNội dung: Quy chế\nGửi: {AN}\nHạn: 16h30 ngày 07/12/2026")
    await world.binh.presses("Gửi")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/xoacanbo {BINH}; nghỉ hưu",
        "Chưa có gì bị xóa",
        f"đồng chí {HUNG} tiếp nhận từ đồng chí {BINH} 1 việc: NV-1",
        "người gửi từ nay là đồng chí Trần Quốc Hùng: PB-1",
    )


async def test_who_asked_and_who_sent_are_changed_under_their_own_names(world: World) -> None:
    clerk, leader, binh, an = world.clerk, world.leader, world.binh, world.an
    await leader.asks_opinions()
    await leader.says(f"/phobien\nNội dung: Quy chế\nGửi: {AN}\nHạn: 16h30 ngày 07/12/2026")
    await leader.presses("Gửi")
    _reads(*world.players.values())
    await clerk.is_told(f"/sua YK-1 Người hỏi: {HOA}", "Đã sửa", f"Người hỏi: đồng chí {HUNG} → đồng chí {HOA}")
    leader.receives("Đổi người hỏi: YK-1")
    binh.receives("Đổi người hỏi: YK-1", f"→ đồng chí {HOA}")
    await clerk.is_told(f"/sua PB-1 Người gửi: {HOA}", "Đã sửa", f"Người gửi: đồng chí {HUNG} → đồng chí {HOA}")
    leader.receives("Đổi người gửi: PB-1")
    an.receives_nothing()


async def test_who_leads_hears_of_another_assigner_while_his_result_waits(world: World) -> None:
    clerk, an = world.clerk, world.an
    await _leader_gives(world)
    await an.says("/xong NV-1 xong")
    _reads(*world.players.values())
    await clerk.is_told(f"/sua NV-1 Người giao: {BINH}", "Đã sửa")
    an.receives("Đổi người giao: NV-1", f"→ đồng chí {BINH}")


async def test_a_recurring_task_goes_to_somebody_who_may_give_it(world: World) -> None:
    clerk, binh = world.clerk, world.binh
    await binh.assigns(Lặp_lại="hằng tuần")
    _reads(*world.players.values())
    await clerk.is_told(
        f"/xoacanbo {BINH}; nghỉ hưu; thay: {CUC}",
        "người giao từ nay là đồng chí Đỗ Thị Cúc: NV-1",
        "người lập từ nay là đồng chí Trần Quốc Hùng: DK-1",
    )
    assert "không giao được" not in clerk.said_by_bot()[-1].text


async def test_the_office_mends_what_who_set_it_up_may_not_give(world: World) -> None:
    """In a database of before it may lie with somebody who may not assign: whoever mends it sets it up from now on."""
    clerk = world.clerk
    await world.binh.assigns(Lặp_lại="hằng tuần")
    async with world.program.database.writing() as connection:
        an = select(people.c.id).where(people.c.name == AN).scalar_subquery()
        await connection.execute(update(recurrences).values(registrar_id=an))
    _reads(*world.players.values())
    await clerk.is_told(
        "/dinhky", "chưa giao được", "người lập không còn quyền", "/dinhky sửa DK-1; Người giao: Họ tên;"
    )
    await clerk.is_told(f"/dinhky sửa DK-1; Người giao: {HUNG}", "Đã sửa nhiệm vụ định kỳ DK-1")
    await clerk.is_told("/dinhky", "kỳ sau giao Thứ Hai 07/12/2026 08:00")
